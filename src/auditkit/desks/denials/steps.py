"""What may be done with a case now. The five steps come in order; what is out of order is refused in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from auditkit.desks.denials.case import DESK, OUTCOMES, STEPS, Case
from auditkit.desks.denials.causes import CAUSES
from auditkit.store.records import NewEvent

FIXES = {
    "corrected_claim": "a corrected claim",
    "reopening": "a request for a reopening",
    "new_claim": "a new claim",
    "authorization": "an authorization, asked for or repaired",
    "records": "records that were asked for",
    "documentation": "documentation from now on (a past note is never edited)",
    "other_payer": "a claim to the right payer",
    "write_off": "nothing to correct: bill the patient where allowed, or write off",
    "nothing": "nothing to correct: the claim was right",
}
SENT_FIXES = ("corrected_claim", "reopening", "new_claim", "records", "other_payer")


class OutOfOrder(Exception):
    """The step cannot be taken now; the message is a sentence for the person."""


class Field(NamedTuple):
    """What an action needs to be told."""

    name: str
    words: str
    choices: Mapping[str, str] | None = None
    is_needed: bool = True
    is_day: bool = False


ACTIONS: Mapping[str, tuple[Field, ...]] = {
    "paused": (Field("words", "what the payer's letter or remittance says"),),
    "diagnosed": (
        Field("cause", "the root cause", {name: cause.words for name, cause in CAUSES.items()}),
        Field("words", "why you think so"),
    ),
    "fixed": (
        Field("how", "what was fixed", FIXES),
        Field("words", "what was done"),
        Field("sent_on", "the day it was sent", is_needed=False, is_day=True),
    ),
    "called": (
        Field("spoke_to", "who you spoke to"),
        Field("reference_number", "the reference number of the call"),
        Field("words", "what was said"),
        Field("called_on", "the day of the call", is_needed=False, is_day=True),
    ),
    "reviewed": (
        Field("words", "what you checked and what you think"),
        Field("no_call", "why no call is needed", is_needed=False),
    ),
    "signed": (Field("words", "what you looked at"),),
    "appealed": (
        Field("how", "how it was sent"),
        Field("sent_on", "the day it was sent", is_day=True),
    ),
    "owner": (Field("owner", "who works on it"),),
    "escalated": (Field("to", "whom you ask for help"), Field("words", "why")),
    "said": (Field("words", "what you want to keep"),),
    "outcome": (
        Field("outcome", "the outcome", OUTCOMES),
        Field("on", "the day of the decision", is_day=True),
        Field("words", "what was decided", is_needed=False),
    ),
    "reopened": (
        Field("words", "why it is taken up again"),
        Field("appeal_by", "the deadline of the next appeal", is_needed=False, is_day=True),
    ),
}  # fmt: skip
_BEFORE = {"paused": (), "diagnosed": ("pause",), "fixed": ("pause", "diagnose"), "reviewed": ("pause", "diagnose", "fix"),
           "signed": STEPS[:4], "appealed": STEPS[:4]}  # fmt: skip


def refusal(case: Case, kind: str, who: str, details: Mapping[str, object] | None = None) -> str:
    """Why this cannot be done now; empty where it can. Without details only the order is looked at."""
    if case.line is None:
        return "This line is not on the list."
    if not who.strip():
        return "Say who you are first: every step is kept with a name."
    if case.outcome and kind not in ("reopened", "said", "called"):
        return "This case is closed. Take it up again first."
    if kind == "reopened" and not case.outcome:
        return "This case is open."
    return (
        _order(case, kind, who)
        or (_missing(kind, details) if details is not None else "")
        or _sense(case, kind, details or {})
    )


def may_be_appealed(case: Case) -> bool:
    """Whether an appeal makes sense at all: the payer was not right, and there is a right to appeal."""
    return not case.payer_was_right and bool(case.get("is_appealable", True))


def _order(case: Case, kind: str, who: str) -> str:
    if kind in _BEFORE and case.done("appeal"):
        return "The appeal is out. Record the outcome first."
    if kind == "paused" and case.done("pause"):
        return "Step 1, pause, is done."
    for step in _BEFORE.get(kind, ()):
        if not case.done(step):
            return f"First comes step {STEPS.index(step) + 1}, {step}."
    if kind in ("reviewed", "signed", "appealed") and case.payer_was_right:
        return "The payer was right, so there is no appeal. Close the case, or diagnose it anew."
    if kind in ("signed", "appealed") and not case.get("is_appealable", True):
        return f"There is no right to appeal. {case.get('why')}".strip()
    if kind == "signed" and _person(who) == _person(case.done("review").who):
        return "A second person signs: somebody else than who did the review."
    if kind == "appealed" and not case.signed:
        return "The appeal is locked until a second person has signed."
    return ""


def _missing(kind: str, details: Mapping[str, object]) -> str:
    for field in ACTIONS[kind]:
        given = str(details.get(field.name) or "").strip()
        if not given and field.is_needed:
            return f"Say {field.words}."
        if given and field.choices and given not in field.choices:
            return f"Choose {field.words} from the list."
        if given and field.is_day and _day(given) is None:
            return f"Write {field.words} as a date, such as 2026-03-04."
    return ""


def _sense(case: Case, kind: str, details: Mapping[str, object]) -> str:
    if kind == "reviewed" and not case.calls and not str(details.get("no_call") or "").strip() and details:
        return "Log the call with the payer first, or say why none is needed."
    if kind == "diagnosed" and details.get("payer_was_right") and details.get("cause") == "payer_error":
        return "The payer was right, or decided wrongly: choose one."
    if kind == "outcome" and details:
        return _of_outcome(case, str(details.get("outcome")), details.get("recovered_cents"))
    return ""


def _of_outcome(case: Case, outcome: str, recovered: object) -> str:
    if not case.done("diagnose"):
        return "First comes step 2, diagnose: a case is closed with its cause."
    if outcome == "corrected" and not case.done("fix"):
        return "First comes step 3, fix: nothing was corrected yet."
    if outcome in ("overturned", "partly", "upheld") and not (case.done("appeal") or case.done("fix")):
        return "The payer has not been asked to look again yet."
    if isinstance(recovered, bool) or not isinstance(recovered or 0, int) or (recovered or 0) < 0:
        return "Write the money that came back in dollars and cents."
    if outcome in ("overturned", "partly", "corrected") and not recovered:
        return "Say how much money came back."
    return ""


def act(
    case: Case, kind: str, details: Mapping[str, object], *, who: str, when: datetime, together: Iterable[Case] = ()
) -> list[NewEvent]:
    """The events that do this, for one case or for several that are worked on together. Raises OutOfOrder with a sentence.

    `when` is in the practice's own time zone: days that nobody names are its days.
    """
    if kind not in ACTIONS:
        raise OutOfOrder("This cannot be done at this desk.")
    told = dict(details)
    if kind == "diagnosed":
        told["payer_was_right"] = bool(details.get("payer_was_right"))
    for name in ("sent_on", "called_on", "on"):
        if (day := _day(str(details.get(name) or ""))) and day > when.date():
            raise OutOfOrder("That day is in the future: write it down once it has happened.")
    if kind in ("fixed", "appealed"):
        told["is_sent"] = kind == "appealed" or details.get("how") in SENT_FIXES
        told["sent_on"] = details.get("sent_on") or when.date().isoformat()
    if kind == "reopened":
        told["reopened_on"] = when.date().isoformat()
    new = []
    for one in (case, *(other for other in together if other.key != case.key)):
        if sentence := refusal(one, kind, who, told):
            raise OutOfOrder(sentence)
        new.append(NewEvent(DESK, one.key, kind, told, who.strip(), when, one.number))
    return new


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _person(name: str) -> str:
    return " ".join(name.split()).casefold()
