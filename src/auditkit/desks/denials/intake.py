"""Denied lines of a remittance become cases; what later remittances say of open cases is kept beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from auditkit.desks.denials.case import DESK, Case, kept_of
from auditkit.desks.denials.definition import Judgement, Outcome
from auditkit.desks.denials.denied import DeniedLine
from auditkit.desks.denials.history import Later, Settlement, what_came_later
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


class Known(NamedTuple):
    """What is kept of the denied line of a case, as far as later payments are recognised by it."""

    denial_key: str
    remittance_id: str
    payment_number: str
    service_number: str
    claim_id: str
    line_number: str
    payer: str
    payer_id: str
    date_of_service: str
    hcpcs_code: str
    modifiers: tuple[str, ...]
    paid_on: date | None
    patient_id: str = ""
    therapist_npi: str = ""


def intake(
    lines: Iterable[DeniedLine],
    cases: Mapping[str, Case],
    *,
    who: str,
    when: datetime,
    noticed_on: date | None = None,
    settlements: Sequence[Settlement] = (),
) -> Intake:
    """What denied lines add to the cases there are. `noticed_on` begins the seven days; without it, today (`when`) does.

    `settlements` are all lines of the same reading: what they say of cases from earlier readings is news for those.
    """
    events: list[NewEvent] = []
    counts = dict.fromkeys(("new", "answered", "known", "settled", "denied_again"), 0)
    day = (noticed_on or when.date()).isoformat()
    given = {line.denial_key: line for line in lines}
    for key, line in given.items():
        case = cases.get(key)
        if case is not None and case.line is not None:
            counts["known"] += 1
            _tell(case, line.later, events, counts, who, when)
        elif line.later.outcome == "denied again":
            counts["denied_again"] += 1
        elif line.later.outcome:
            counts["settled"] += 1
        else:
            events.append(NewEvent(DESK, key, "noticed", {"noticed_on": day, **kept_of(line)}, who, when, 0))
            counts["new"] += 1
    others = [case for key, case in cases.items() if case.line is not None and not case.outcome and key not in given]
    for case, later in zip(others, _answers(others, settlements), strict=True):
        _tell(case, later, events, counts, who, when)
    return Intake(events, **counts)


def _answers(cases: Sequence[Case], settlements: Sequence[Settlement]) -> list[Later]:
    """What later payments say of lines that were read another day."""
    if not settlements:
        return [Later()] * len(cases)
    open_ = [Settlement(_known(case), Judgement(Outcome.DENIED), 0, False) for case in cases]
    return what_came_later([*open_, *settlements])[: len(cases)]


def _known(case: Case) -> Known:
    told = {name: str(case.get(name)) for name in Known._fields if name not in ("denial_key", "modifiers", "paid_on")}
    paid_on = str(case.get("paid_on"))
    modifiers = tuple(one for one in str(case.get("modifiers")).split("|") if one)
    return Known(
        denial_key=case.key, modifiers=modifiers, paid_on=date.fromisoformat(paid_on) if paid_on else None, **told
    )


def _tell(case: Case, later: Later, events: list[NewEvent], counts: dict[str, int], who: str, when: datetime) -> None:
    """Keep what the payer said since, once."""
    if case.outcome or not later.outcome:
        return
    news = {
        "outcome": later.outcome, "on": later.on.isoformat() if later.on else "", "paid_cents": later.paid_cents, "by": later.by,
        "denial_key": later.denial_key,
    }  # fmt: skip
    if case.answered is None or dict(case.answered.details) != news:
        events.append(NewEvent(DESK, case.key, "answered", news, who, when, case.number))
        counts["answered"] += 1
