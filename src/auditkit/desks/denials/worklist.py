"""The worklist: what is late comes first, then what is due soonest, then what is worth most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from auditkit.desks.denials.case import DAYS_TO_RESPOND, Case
from auditkit.tables.cells import on_screen

SOON = 14  # days before a payer's deadline from which it is called near


class Standing(NamedTuple):
    """Where a case stands on a day: an icon and a word (never colour alone), and a sentence."""

    icon: str
    word: str
    sentence: str
    is_late: bool = False


class Item(NamedTuple):
    """A case in the list with its day count. `due_on` is the day that makes it urgent; None where nothing is due."""

    case: Case
    standing: Standing
    due_on: date | None
    day: int  # of the seven, from 0 on the day it was noticed

    @property
    def denied_cents(self) -> int:
        """What is at stake."""
        return int(self.case.get("denied_cents") or 0)


def worklist(cases: Iterable[Case], today: date, *, with_closed: bool = False) -> list[Item]:
    """The cases by urgency. Closed ones are left out, or come last."""
    items = [item_of(case, today) for case in cases if case.line is not None]
    if not with_closed:
        items = [item for item in items if not item.case.outcome]
    return sorted(items, key=urgency)


def item_of(case: Case, today: date) -> Item:
    """One case on a day."""
    day = (today - case.noticed_on).days if case.noticed_on else 0
    due = None if case.outcome else _due_on(case)
    return Item(case, _standing(case, today, day), due, day)


def _due_on(case: Case) -> date | None:
    """The next thing that is due: the seven days and the last day of the route while nobody has answered, the payer's while no appeal is out."""
    days = [] if case.responded_on else [case.due_on, case.route_by]
    if not case.done("appeal") and not case.payer_was_right:
        days.append(case.appeal_by)
    return min((day for day in days if day), default=None)


def urgency(item: Item) -> tuple:
    """What the list is sorted by, the most urgent first."""
    case = item.case
    return (bool(case.outcome), not item.standing.is_late, item.due_on or date.max, -item.denied_cents, case.key)


def _standing(case: Case, today: date, day: int) -> Standing:
    if case.outcome:
        return Standing("✔", "closed", f"Closed: {str(case.outcome.details.get('outcome', '')).replace('_', ' ')}.")
    if case.answered:
        return Standing(
            "●",
            "payer answered",
            f"A later remittance says: {case.answered.details.get('outcome')}. Record the outcome.",
        )
    appeal = None if case.done("appeal") or case.payer_was_right else case.appeal_by
    if appeal and case.appeal_until < today:
        return Standing("■", "deadline passed", f"The payer's deadline was {on_screen(appeal)}.", True)
    if not case.responded_on:
        left = DAYS_TO_RESPOND - day
        if left < 0:
            return Standing("▲", "late", f"Day {day}: {_days(-left)} over the {DAYS_TO_RESPOND} days.", True)
        if appeal and (appeal - today).days <= min(SOON, left):
            return _near(case, today)
        if left == 0:
            return Standing("◆", "due today", f"Day {day} of {DAYS_TO_RESPOND}.")
        return Standing("○", f"{_days(left)} left", f"Day {day} of {DAYS_TO_RESPOND}.")
    if appeal and (appeal - today).days <= SOON:
        return _near(case, today)
    return Standing("◇", "waiting", "Answered; the payer has not decided yet.")


def _near(case: Case, today: date) -> Standing:
    left = (case.appeal_by - today).days
    when = f"in {_days(left)}" if left > 0 else "today" if not left else "and a moved one still counts"
    return Standing(
        "◆", "deadline near", f"The payer's deadline is {on_screen(case.appeal_by)}, {when}. {case.closed_day}".rstrip()
    )


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
