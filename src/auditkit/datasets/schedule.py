"""When visits happen, and which units their minutes carry."""

from __future__ import annotations

from datetime import date, timedelta

from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Service

FIRST_DAY = date(2025, 11, 1)
LAST_DAY = date(2026, 10, 31)
CLOSED = frozenset(
    (
        date(2025, 11, 27),
        date(2025, 11, 28),
        date(2025, 12, 25),
        date(2026, 1, 1),
        date(2026, 5, 25),
        date(2026, 7, 3),
        date(2026, 9, 7),
    )
)
TIMED_CODES = frozenset(("97110", "97112", "97116", "97129", "97130", "97140", "97530", "97535"))
_WEEKDAYS = {1: ((1,), (2,), (3,)), 2: ((0, 3), (1, 4), (0, 2), (1, 3), (2, 4)), 3: ((0, 2, 4), (0, 1, 3), (1, 3, 4))}


def is_open(day: date) -> bool:
    """Whether the clinics see patients on this day."""
    return day.weekday() < 5 and day not in CLOSED


def next_open(day: date) -> date:
    """This day, or the first open one after it."""
    while not is_open(day):
        day += timedelta(days=1)
    return day


def visit_days(dice: Dice, first: date, until: date, per_week: int) -> list[date]:
    """The evaluation day and every planned day after it, up to `until`."""
    pattern = dice.pick(_WEEKDAYS[per_week])
    days, day = [first], first + timedelta(days=1)
    while day <= until:
        if day.weekday() in pattern and is_open(day):
            days.append(day)
        day += timedelta(days=1)
    return days


def supported_units(minutes: list[int], unit_rule: str) -> list[int]:
    """Units of 15-minute services under a payer's rule: `cms` counts the day's total, `spm` each service alone."""
    if unit_rule == "spm":
        return [(each + 7) // 15 for each in minutes]
    left = (sum(minutes) + 7) // 15
    units = [each // 15 for each in minutes]
    left -= sum(units)
    for place in sorted(range(len(minutes)), key=lambda place: (-(minutes[place] % 15), place)):
        if left > 0:
            units[place] += 1
            left -= 1
    return units


def timed_services(dice: Dice, codes: tuple[str, ...], unit_rule: str, wanted: list[int]) -> list[Service]:
    """Services whose minutes carry exactly the units wanted; minutes are as uneven as a real hour is."""
    for _ in range(60):
        minutes = [
            15 if code == "97129" else 15 * units + dice.whole(-6, 7) for code, units in zip(codes, wanted, strict=True)
        ]
        if min(minutes) >= 8 and supported_units(minutes, unit_rule) == wanted:
            break
    else:
        minutes = [15 * units for units in wanted]
    return [Service(code, units, each, True) for code, units, each in zip(codes, wanted, minutes, strict=True)]


def visit_services(dice: Dice, codes: tuple[str, ...], unit_rule: str) -> tuple[Service, ...]:
    """What is done on a treatment day."""
    timed = tuple(code for code in codes if code in TIMED_CODES)
    out = [
        Service(
            code, 1, dice.pick((12, 15, 18, 20)) if code == "95992" else dice.pick((30, 35, 40, 43, 45, 45, 50)), False
        )
        for code in codes
        if code not in TIMED_CODES
    ]
    if timed:
        if len(timed) == 1:
            wanted = [1 if out else dice.pick((2, 3, 3))]
        elif len(timed) == 2:
            wanted = [dice.pick((1, 2, 2)), dice.pick((1, 1, 2))]
        else:
            wanted = [1] * len(timed)
        if timed[0] == "97129":
            wanted = [1, dice.pick((1, 2))]
        out += timed_services(dice, timed, unit_rule, wanted)
    return tuple(out)
