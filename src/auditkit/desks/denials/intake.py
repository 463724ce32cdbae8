"""Denied lines of a remittance become cases; what later remittances say of open cases is kept beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from auditkit.desks.denials.case import DESK, Case, kept_of
from auditkit.desks.denials.denied import DeniedLine
from auditkit.store.records import NewEvent


class Intake(NamedTuple):
    """What is to be kept, and in numbers what is not: lines that are cases already, that were settled since, or denied anew later."""

    events: list[NewEvent]
    new: int
    answered: int
    known: int
    settled: int
    denied_again: int

    @property
    def sentence(self) -> str:
        """For the person who loaded the files."""
        parts = [f"{self.new:,} new"]
        parts += [f"{count:,} {words}" for count, words in (
            (self.answered, "of the list were answered by the payer"), (self.known, "were on the list already"),
            (self.settled, "were paid or withdrawn since and need no case"), (self.denied_again, "were denied again later and stand there once"),
        ) if count]  # fmt: skip
        return "Denied lines: " + "; ".join(parts) + "."


def intake(
    lines: Iterable[DeniedLine], cases: Mapping[str, Case], *, who: str, when: datetime, noticed_on: date | None = None
) -> Intake:
    """What denied lines add to the cases there are. `noticed_on` begins the seven days; without it, today (`when`) does."""
    events: list[NewEvent] = []
    counts = dict.fromkeys(("new", "answered", "known", "settled", "denied_again"), 0)
    seen: set[str] = set()
    day = (noticed_on or when.date()).isoformat()
    for line in lines:
        if line.denial_key in seen:
            continue
        seen.add(line.denial_key)
        case = cases.get(line.denial_key)
        if case is not None and case.line is not None:
            news = _news(line)
            if news and not case.outcome and (case.answered is None or dict(case.answered.details) != news):
                events.append(NewEvent(DESK, case.key, "answered", news, who, when, case.number))
                counts["answered"] += 1
            else:
                counts["known"] += 1
        elif line.later.outcome == "denied again":
            counts["denied_again"] += 1
        elif line.later.outcome:
            counts["settled"] += 1
        else:
            events.append(
                NewEvent(DESK, line.denial_key, "noticed", {"noticed_on": day, **kept_of(line)}, who, when, 0)
            )
            counts["new"] += 1
    return Intake(events, **counts)


def _news(line: DeniedLine) -> dict[str, object]:
    later = line.later
    if not later.outcome:
        return {}
    return {
        "outcome": later.outcome, "on": later.on.isoformat() if later.on else "", "paid_cents": later.paid_cents, "by": later.by,
        "denial_key": later.denial_key,
    }  # fmt: skip
