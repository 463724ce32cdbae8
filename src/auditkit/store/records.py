"""The records that the store keeps, and the keys they are kept under. Standard library only."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from auditkit.rule import Answer, Kind


class StoreError(Exception):
    """The store cannot be used as it is. The message is one plain sentence for the person at the screen, without patient text."""


class Conflict(StoreError):
    """Somebody else was first, and nothing was written.

    Where it is an event, `first` is theirs: the first of the subject that the person had not seen.
    """

    def __init__(self, words: str, first: Event | None = None) -> None:
        super().__init__(words)
        self.first = first

    @staticmethod
    def sentence(who: str, when: datetime, what: str = "") -> str:
        """Who changed what and when, in the zone of `when`."""
        more = f" ({what.replace('_', ' ')})" if what else ""
        return f"{who} changed this on {when:%Y-%m-%d at %H:%M %Z}{more}, after you looked at it; look at it again."


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one thing that a desk works on: who, when, what, why. Never changed, never removed."""

    desk: str  # who works on it: denials, authorizations, ...
    subject: str  # the thing's key, within its desk
    number: int  # 1, 2, 3, ... within the subject
    kind: str  # what happened
    details: Mapping[str, object]  # what JSON can hold; no patient's name, no text of a note
    who: str
    when: datetime  # in UTC
    id: int = 0  # rises over all desks, in the order of keeping


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event that is to be kept after number `follows` of its subject (0: the first)."""

    desk: str
    subject: str
    kind: str
    details: Mapping[str, object]
    who: str
    when: datetime
    follows: int


def numbers_for(
    new: Iterable[tuple[tuple[str, str], int]],
    newest: Mapping[tuple[str, str], int],
    conflict: Callable[[int, int], Conflict],
) -> list[int]:
    """The number of each new event, given as (desk and subject, number that it follows). This is the rule by which nothing is overwritten:
    an event is kept only where it follows the newest of its subject; two of one subject follow each other.

    `newest`: number of the newest event of each subject that has one. `conflict(place, number)` says who was first with the subject of the event
    at that place, whose newest is `number`; it is raised.
    """
    known, numbers = dict(newest), []
    for place, (subject, follows) in enumerate(new):
        if (number := known.get(subject, 0)) != follows:
            raise conflict(place, number)
        known[subject] = number + 1
        numbers.append(number + 1)
    return numbers


@dataclass(frozen=True, slots=True)
class VerdictDecision:
    """What a person decided about one rule's answer on one note. `person` is None where the decision was withdrawn."""

    note: str  # note_key of the note's text; the text itself is not kept
    rule: str
    machine: Answer
    person: Answer | None
    reason: str
    who: str
    when: datetime
    version: str = ""  # of the program whose answer was judged
    id: int = field(default=0, compare=False)  # what the next decision about the same follows

    @property
    def differs(self) -> bool:
        """True where the person's answer is another than the program's."""
        return self.person is not None and self.person is not self.machine


@dataclass(frozen=True, slots=True)
class NoteCorrection:
    """Kind of note and discipline as a person read them; an empty value leaves what the program recognised."""

    note: str
    kinds: tuple[Kind, ...]
    discipline: str
    who: str
    when: datetime
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """A setting or a column map as somebody kept it last."""

    value: object  # as JSON gives it back
    who: str
    when: datetime
    id: int  # what the next change of the same follows


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How often person and program differ on one rule, over the verdicts that a person looked at and decided.

    People look first at verdicts they doubt, so `differing / decided` is no estimate of the program's error rate: that
    takes a blind re-audit of a random sample.
    """

    rule: str
    decided: int
    differing: int
    changes: Mapping[tuple[Answer, Answer], int] = field(
        default_factory=dict
    )  # (program's answer, person's answer) -> count


def note_key(text: str) -> str:
    """The key of a note: SHA-256 of its text, with line ends and outer space evened out so that paste and file agree."""
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def header_fingerprint(headers: Iterable[object]) -> str:
    """The key of an export's shape: its column names, whatever their order, capitals or spacing."""
    names = sorted(" ".join(str(name).split()).casefold() for name in headers)
    return hashlib.sha256("\x1f".join(names).encode("utf-8", "surrogatepass")).hexdigest()


def newest(decisions: Iterable[VerdictDecision]) -> dict[tuple[str, str], VerdictDecision]:
    """The decision that counts for each (note, rule): the last one of the sequence; a withdrawn one drops out."""
    latest = {(decision.note, decision.rule): decision for decision in decisions}
    return {key: decision for key, decision in latest.items() if decision.person is not None}
