"""The state of one denied line as people work on it: a fold over its events. Pure: no store, no clock."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from auditkit.desks.denials.denied import DeniedLine
from auditkit.desks.working_days import on_closed_day, working_day_until
from auditkit.store.records import Event
from auditkit.tables.cells import on_screen

DESK = "denials"
DAYS_TO_RESPOND = 7
STEPS = ("pause", "diagnose", "fix", "review", "appeal")
OUTCOMES = {
    "overturned": "overturned: the payer pays",
    "partly": "overturned in part",
    "upheld": "upheld: the payer stays with its decision",
    "corrected": "paid after a correction",
    "billed": "billed to the patient or another payer",
    "written_off": "written off",
}
_STEP_OF = {"paused": "pause", "diagnosed": "diagnose", "fixed": "fix", "reviewed": "review", "appealed": "appeal"}


class Done(NamedTuple):
    """A step that was done: who, when, and what was said."""

    who: str
    when: datetime
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it stands. `line` is what was kept of the denied line when it was noticed; `number` is that of the last event."""

    key: str
    number: int = 0
    line: Mapping[str, object] | None = None
    noticed_on: date | None = None
    steps: Mapping[str, Done] | None = None
    signed: Done | None = None  # the second person, who unlocks the appeal
    payer_was_right: bool = False
    owner: str = ""
    escalated: Done | None = None
    calls: tuple[Done, ...] = ()
    words: tuple[Done, ...] = ()  # notes that people left
    answered: Done | None = None  # what a later remittance says of this line
    outcome: Done | None = None
    responded_on: date | None = None  # something went to the payer, or the case was decided
    history: tuple[Event, ...] = ()

    def done(self, step: str) -> Done | None:
        """What was done for a step, None where it is open."""
        return (self.steps or {}).get(step)

    @property
    def next_step(self) -> str:
        """The first step that is open; empty when all are done or the case is closed. No appeal where the payer was right or there is no right to one."""
        if self.outcome:
            return ""
        steps = STEPS[:3] if self.payer_was_right else STEPS if self.get("is_appealable", True) else STEPS[:4]
        return next((step for step in steps if not self.done(step)), "")

    @property
    def due_on(self) -> date | None:
        """The last of the seven days."""
        return self.noticed_on and self.noticed_on + timedelta(days=DAYS_TO_RESPOND)

    @property
    def appeal_by(self) -> date | None:
        """The payer's deadline for an appeal, where it is known."""
        given = self.get("appeal_by")
        return date.fromisoformat(str(given)) if given else None

    @property
    def appeal_until(self) -> date | None:
        """The day up to which an appeal counts: the deadline, or the working day to which a source moves it."""
        given = self.get("appeal_counts_until")
        return date.fromisoformat(str(given)) if given else self.appeal_by

    @property
    def aim_for(self) -> date | None:
        """A working day on which an appeal is in time however receipt is counted; None where that is the deadline itself."""
        given = self.get("aim_for")
        return working_day_until(date.fromisoformat(str(given))) if given else None

    @property
    def closed_day(self) -> str:
        """What to know of a deadline for the appeal that is no working day; empty where it is one."""
        return self.closed_day_as(on_screen)

    def closed_day_as(self, written: Callable[[date], str]) -> str:
        """The same, with its days written as the page around it writes them."""
        return on_closed_day(self.appeal_by, self.appeal_until, written) if self.appeal_by else ""

    @property
    def route_by(self) -> date | None:
        """The last day for a new claim or a reopening, where that is the route and it is known."""
        given = self.get("route_by")
        return date.fromisoformat(str(given)) if given else None

    @property
    def recovered_cents(self) -> int:
        """What came back."""
        return int(self.outcome.details.get("recovered_cents") or 0) if self.outcome else 0

    def get(self, name: str, default: object = "") -> object:
        """What was kept of the denied line."""
        return (self.line or {}).get(name, default)


def cases(events: Iterable[Event]) -> dict[str, Case]:
    """All cases by key. Events of one case come in the order of their numbers, as the store gives them."""
    found: dict[str, Case] = {}
    for event in events:
        found[event.subject] = after(found.get(event.subject) or Case(event.subject), event)
    return found


def after(case: Case, event: Event) -> Case:
    """The case after one more event. A kind that is not known (of a newer version) changes nothing and is kept in the history."""
    case = replace(case, number=event.number, history=(*case.history, event))
    done = Done(event.who, event.when, event.details)
    if event.kind in _STEP_OF:
        return _after_step(case, _STEP_OF[event.kind], done)
    match event.kind:
        case "noticed":
            told = {name: value for name, value in event.details.items() if name != "noticed_on"}
            return replace(case, line=told, noticed_on=_day(done, "noticed_on"))
        case "owner":
            return replace(case, owner=str(event.details.get("owner", "")))
        case "escalated":
            return replace(case, escalated=done)
        case "called":
            return replace(case, calls=(*case.calls, done))
        case "said":
            return replace(case, words=(*case.words, done))
        case "signed":
            return replace(case, signed=done)
        case "outcome":
            return replace(case, outcome=done, responded_on=case.responded_on or _day(done, "on"))
        case "answered":
            return replace(case, answered=done)
        case "reopened":
            return _reopened(case, done)
    return case


def _after_step(case: Case, step: str, done: Done) -> Case:
    """A step done again takes back what was built on it: later steps and the signature."""
    case = replace(case, steps={**_until(case, step), step: done})
    if step != "appeal":
        case = replace(case, signed=None)
    if step == "diagnose":
        return replace(case, payer_was_right=bool(done.details.get("payer_was_right")))
    if step in ("fix", "appeal") and done.details.get("is_sent"):
        return replace(case, responded_on=case.responded_on or _day(done, "sent_on"))
    return case


def _reopened(case: Case, done: Done) -> Case:
    """A new round: cause and facts stay, the seven days begin anew; what was upheld has another deadline, or none that is known."""
    upheld = case.outcome is not None and case.outcome.details.get("outcome") == "upheld"
    appeal_by = done.details.get("appeal_by") or ("" if upheld else case.get("appeal_by"))
    moved = case.get("appeal_counts_until") if appeal_by == case.get("appeal_by") else ""
    return replace(
        case, line={**(case.line or {}), "appeal_by": appeal_by, "appeal_counts_until": moved}, noticed_on=_day(done, "reopened_on"), steps=_until(case, "fix"), signed=None,
        outcome=None, answered=None, responded_on=None,
    )  # fmt: skip


def _until(case: Case, step: str) -> dict[str, Done]:
    """The steps before one."""
    return {name: done for name, done in (case.steps or {}).items() if STEPS.index(name) < STEPS.index(step)}


def _day(done: Done, name: str) -> date:
    """A day that was given, else the day on which it was kept."""
    given = done.details.get(name)
    return date.fromisoformat(str(given)) if given else done.when.date()


def kept_of(line: DeniedLine) -> dict[str, object]:
    """What the store keeps of a denied line: codes, amounts, numbers and days. No name of a patient and no text."""
    return {
        "claim_id": line.claim_id,
        "line_number": line.line_number,
        "payer": line.payer,
        "payer_id": line.payer_id,
        "payer_type": line.payer_type,
        "payer_order": line.payer_order,
        "payer_claim_control_number": line.payer_claim_control_number,
        "remittance_id": line.remittance_id,
        "payment_number": line.payment_number,
        "service_number": line.service_number,
        "paid_on": line.paid_on.isoformat() if line.paid_on else "",
        "date_of_service": line.date_of_service,
        "hcpcs_code": line.hcpcs_code,
        "modifiers": "|".join(line.modifiers),
        "group_code": line.group_code,
        "carc": line.carc,
        "rarcs": "|".join(line.rarcs),
        "category": line.category,
        "route": line.route,
        "root_cause": (line.proposal.reason.row or {}).get("root_cause", "") if line.proposal.reason else "",
        "first_action": line.proposal.first_action,
        "why": line.proposal.why,
        "is_firm": line.proposal.is_firm,
        "is_appealable": line.proposal.is_appealable,
        "appeal_by": line.deadline.on.isoformat() if line.deadline.on else "",
        "aim_for": line.deadline.aim_for.isoformat() if line.deadline.aim_for else "",
        "appeal_counts_until": line.deadline.counts_until.isoformat() if line.deadline.counts_until else "",
        "deadline_words": line.deadline.words,
        "deadline_link": line.deadline.link,
        "route_by": line.route_deadline.on.isoformat() if line.route_deadline else "",
        "route_words": line.route_deadline.words if line.route_deadline else "",
        "charge_cents": line.charge_cents,
        "denied_cents": line.denied_cents,
    }


def group_key(case: Case) -> tuple[str, ...]:
    """Lines of one claim that were denied together for the same reason may be worked on together."""
    return tuple(
        str(case.get(name))
        for name in ("remittance_id", "payment_number", "claim_id", "group_code", "carc", "category")
    )


def group_name(case: Case) -> str:
    """The name of a case, or of lines that are worked on together, outside the desk: it says nothing of patient or claim. People use its first 8 characters."""
    return hashlib.sha256("|".join(group_key(case)).encode()).hexdigest()[:32]
