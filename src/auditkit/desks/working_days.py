"""Working days of federal offices: no Saturdays, no Sundays, no federal holidays (5 U.S.C. 6103).

A last day that is none is moved only where a source says so (`rolls_over` in `appeal_deadlines`); else people aim at the working day before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from auditkit.tables.cells import on_screen

_FIXED = ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25))
_MONDAYS = ((1, 3), (2, 3), (9, 1), (10, 2))  # month, and which Monday of it; Memorial Day is the last one of May
_DAY = timedelta(days=1)


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The days of a year on which federal offices are closed, as they are since 2021. One on a Saturday is kept on the Friday before,
    one on a Sunday on the Monday after; so a New Year's Day may be kept in the year before."""
    fixed = [date(year, month, day) for month, day in _FIXED] + [date(year + 1, 1, 1)]
    mondays = [_nth(year, month, 0, which) for month, which in _MONDAYS]
    memorial = max(date(year, 5, day) for day in range(25, 32) if date(year, 5, day).weekday() == 0)
    kept = {_kept_on(day) for day in fixed}
    return frozenset(day for day in (*kept, *mondays, memorial, _nth(year, 11, 3, 4)) if day.year == year)


def why_closed(day: date) -> str:
    """ "a Saturday", "a Sunday", "a federal holiday"; empty on a working day."""
    if day.weekday() >= 5:
        return "a Saturday" if day.weekday() == 5 else "a Sunday"
    return "a federal holiday" if day in federal_holidays(day.year) else ""


def working_day_from(day: date) -> date:
    """The day, or the first working day after it."""
    while why_closed(day):
        day += _DAY
    return day


def working_day_until(day: date) -> date:
    """The day, or the last working day before it."""
    while why_closed(day):
        day -= _DAY
    return day


def on_closed_day(day: date, counts_until: date | None = None, written: Callable[[date], str] = on_screen) -> str:
    """What to know of a last day that is no working day; empty where it is one.

    `counts_until`: the day to which a source moves it. `written`: how the page around it writes a day.
    """
    why = why_closed(day)
    if not why:
        return ""
    before = _named(working_day_until(day), written)
    if counts_until and counts_until > day:
        return f"That is {why}: it counts until {_named(counts_until, written)}. {before} is safe."
    return f"That is {why}, and nothing here says that it counts longer: be done by {before}."


def _named(day: date, written: Callable[[date], str]) -> str:
    return f"{day:%A}, {written(day)}"


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _kept_on(day: date) -> date:
    return day + {5: -_DAY, 6: _DAY}.get(day.weekday(), timedelta())
