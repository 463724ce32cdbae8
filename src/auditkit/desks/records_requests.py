"""Requests for records (ADR, TPE and others): who answers, by when, and what came of it. Not answering is a leading reason for denials."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from auditkit.desks.denials.deadlines import deadline
from auditkit.desks.working_days import on_closed_day
from auditkit.reference.denial_codes import DenialCodes
from auditkit.store.records import Event, NewEvent
from auditkit.tables.cells import on_screen

DESK = "records_requests"
KINDS = {
    "ADR": "request for records of one claim (ADR)",
    "TPE": "probe and educate (TPE): several claims",
    "audit": "audit by a recovery or other contractor",
    "other": "another request",
}
RESULTS = {"paid": "paid", "partly": "paid in part", "denied": "denied", "closed": "closed without a decision"}


class Refused(Exception):
    """It cannot be kept like this; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it stands. `due_on` None: not known, and `due_words` says why."""

    key: str
    number: int = 0
    kind: str = ""
    payer: str = ""
    reference: str = ""
    claim_ids: tuple[str, ...] = ()
    letter_on: date | None = None
    due_on: date | None = None
    due_words: str = ""
    owner: str = ""
    sent_on: date | None = None
    sent_how: str = ""
    result: str = ""
    history: tuple[Event, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether records have still to be sent."""
        return not self.sent_on and not self.result

    def standing(self, today: date) -> tuple[str, str, str]:
        """Icon, word and sentence on a day."""
        if self.result:
            return "✔", "closed", f"Decided: {RESULTS.get(self.result, self.result)}."
        if self.sent_on:
            return "◇", "sent", f"Sent on {on_screen(self.sent_on)}; not decided yet."
        if self.due_on is None:
            return "◆", "no date", self.due_words
        left = (self.due_on - today).days
        if left < 0:
            return "■", "late", f"It was due on {on_screen(self.due_on)}. Send it all the same and ask for good cause."
        count = f"{left} day{'' if left == 1 else 's'}"
        return (
            ("◆" if left <= 10 else "○"),
            ("due today" if not left else f"{count} left"),
            f"Due on {on_screen(self.due_on)}. {on_closed_day(self.due_on)}".rstrip(),
        )


def received(
    *,
    kind: str,
    payer: str,
    payer_type: str,
    letter_on: date,
    reference: str,
    claim_ids: Iterable[str],
    who: str,
    when: datetime,
    codes: DenialCodes,
    due_on: date | None = None,
) -> NewEvent:
    """The event that opens a request. `due_on` is the day that the letter itself names; it stands before the rule. Raises Refused."""
    claims = [one.strip() for one in claim_ids if one.strip()]
    if kind not in KINDS:
        raise Refused("Choose what kind of request it is.")
    if not payer.strip() or not (claims or reference.strip()):
        raise Refused("Say who asks, and for which claims or under which reference.")
    if letter_on > when.date():
        raise Refused("The letter's date is in the future.")
    if due_on and due_on < letter_on:
        raise Refused("The letter cannot be due before it was written.")
    if due_on:
        words = "The day that the letter names."
    else:
        found = deadline("records_request", payer_type, codes, request=letter_on)
        due_on, words = found.on, found.words if found.on else "How long there is stands in the letter: enter that day."
    key = hashlib.sha256(
        "|".join((payer.strip().casefold(), letter_on.isoformat(), reference.strip(), *sorted(claims))).encode()
    )
    details = {"kind": kind, "payer": payer.strip(), "reference": reference.strip(), "claim_ids": claims, "letter_on": letter_on.isoformat(),
               "due_on": due_on.isoformat() if due_on else "", "due_words": words}  # fmt: skip
    return NewEvent(DESK, key.hexdigest()[:32], "received", details, who, when, 0)


def act(request: Request, kind: str, details: Mapping[str, object], *, who: str, when: datetime) -> NewEvent:
    """The event of one more step: `owner`, `sent` (sent_on, how), `due` (due_on), `decided` (result), `said` (words). Raises Refused."""
    if not who.strip():
        raise Refused("Say who you are first: every step is kept with a name.")
    needed = {
        "owner": ("owner",),
        "sent": ("sent_on", "how"),
        "due": ("due_on",),
        "decided": ("result",),
        "said": ("words",),
    }
    if kind not in needed:
        raise Refused("This cannot be done with a request for records.")
    for name in needed[kind]:
        if not str(details.get(name) or "").strip():
            raise Refused(f"Say {_ASKED[name]}.")
        if name.endswith("_on") and _day(details[name]) is None:
            raise Refused(f"Write {_ASKED[name]} as a date, such as 2026-03-04.")
    if kind == "decided" and details["result"] not in RESULTS:
        raise Refused("Choose what was decided.")
    if kind == "sent" and request.letter_on and _day(details["sent_on"]) < request.letter_on:
        raise Refused("Records cannot be sent before they were asked for.")
    if kind == "sent" and _day(details["sent_on"]) > when.date():
        raise Refused("That day is in the future: write it down once they were sent.")
    return NewEvent(DESK, request.key, kind, dict(details), who.strip(), when, request.number)


def requests(events: Iterable[Event]) -> dict[str, Request]:
    """All requests by key, from their events in order."""
    found: dict[str, Request] = {}
    for event in events:
        found[event.subject] = _after(found.get(event.subject) or Request(event.subject), event)
    return found


def by_urgency(found: Iterable[Request], today: date) -> list[Request]:
    """Open ones first, the soonest due first; then those that were sent; then the closed ones."""
    return sorted(found, key=lambda one: (bool(one.result), bool(one.sent_on), one.due_on or today, one.key))


def _after(request: Request, event: Event) -> Request:
    told = event.details
    request = replace(request, number=event.number, history=(*request.history, event))
    match event.kind:
        case "received":
            return replace(
                request, kind=str(told["kind"]), payer=str(told["payer"]), reference=str(told["reference"]),
                claim_ids=tuple(told["claim_ids"]), letter_on=_day(told["letter_on"]), due_on=_day(told["due_on"]),
                due_words=str(told["due_words"]),
            )  # fmt: skip
        case "owner":
            return replace(request, owner=str(told["owner"]))
        case "due":
            return replace(request, due_on=_day(told["due_on"]), due_words="Entered by hand.")
        case "sent":
            return replace(request, sent_on=_day(told["sent_on"]), sent_how=str(told["how"]))
        case "decided":
            return replace(request, result=str(told["result"]))
    return request


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


_ASKED = {"owner": "who works on it", "sent_on": "the day it was sent", "how": "how it was sent", "due_on": "the day it is due",
          "result": "what was decided", "words": "what you want to keep"}  # fmt: skip
