"""What was decided about a quarter of training, beside its sessions: from what the lessons were chosen, and when charts are read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from auditkit.desks.training import Refused
from auditkit.store.records import Event, NewEvent

DESK = "training_quarters"
_WRITTEN = re.compile(r"(\d{4})\s*-?\s*[qQ]([1-4])\Z")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of the calendar year."""

    year: int
    number: int  # 1 to 4

    @classmethod
    def parse(cls, written: str) -> Quarter:
        """`2027Q1`. Raises ValueError with a sentence."""
        found = _WRITTEN.match(written.strip())
        if not found or not 2000 <= int(found[1]) <= 2199:
            raise ValueError("Write the quarter as 2027Q1.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day is in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def words(self) -> str:
        """`quarter 1 of 2027`."""
        return f"quarter {self.number} of {self.year}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def days(self, weekday: int) -> list[date]:
        """That weekday (0: Monday) in each of its weeks, without days on which few are at work."""
        first = self.first + timedelta(days=(weekday - self.first.weekday()) % 7)
        days = [first + timedelta(days=7 * week) for week in range((self.last - first).days // 7 + 1)]
        return [day for day in days if not _is_away(day)]

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def _is_away(day: date) -> bool:
    """New Year, July 4, Thanksgiving and the day after, Christmas to New Year's Eve: nobody comes to a lesson."""
    thanksgiving = date(day.year, 11, 22 + (3 - date(day.year, 11, 22).weekday()) % 7)
    return (
        (day.month, day.day) in ((1, 1), (7, 4))
        or 0 <= (day - thanksgiving).days <= 1
        or (day.month == 12 and day.day >= 24)
    )


@dataclass(frozen=True, slots=True)
class Decided:
    """A quarter as it stands. `chosen_from` says what was counted; `remarks` what the plan had to say beside its sessions."""

    number: int = 0
    re_audit_on: date | None = None
    chosen_from: str = ""
    remarks: tuple[str, ...] = ()


def quarters(events: Iterable[Event]) -> dict[str, Decided]:
    """All quarters that something was decided about, by name (`2027Q1`); the newest counts."""
    found: dict[str, Decided] = {}
    for event in events:
        if event.kind == "decided":
            told = event.details
            on = date.fromisoformat(str(told["re_audit_on"])) if told["re_audit_on"] else None
            found[event.subject] = Decided(event.number, on, str(told["chosen_from"]), tuple(told["remarks"]))
    return found


def decide(
    quarter: Quarter,
    before: Decided,
    *,
    re_audit_on: date | None,
    chosen_from: str,
    remarks: Iterable[str],
    who: str,
    when: datetime,
) -> NewEvent:
    """Keep what is decided about a quarter. Raises Refused for a re-audit before the quarter."""
    if re_audit_on is not None and re_audit_on < quarter.first:
        raise Refused("The re-audit cannot be before the quarter: it reads charts that are written after the lessons.")
    told = {
        "re_audit_on": re_audit_on.isoformat() if re_audit_on else "",
        "chosen_from": chosen_from,
        "remarks": list(remarks),
    }
    return NewEvent(DESK, str(quarter), "decided", told, who, when, before.number)
