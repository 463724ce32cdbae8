"""The vocabulary that every rule, finding and report shares. Standard library only.

A *rule* says what a note, claim or visit must hold. A *verdict* is one rule's answer about one subject. A *finding* is a
verdict that is `not_met`. Nothing here reads a file or a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.care.episode import BilledLine, Episode, Visit
    from auditkit.reference import Reference
    from auditkit.text.note import Note


class Answer(StrEnum):
    """The four answers. Not knowing is `UNCLEAR`, never `MET`."""

    MET = "met"
    NOT_MET = "not_met"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """What a finding can cost, from the payer's side."""

    DENIAL = "denial"  # the payer will not pay
    RECOUPMENT = "recoupment"  # paid, then taken back
    REVIEW = "review"  # a person should look
    INFO = "info"  # good to know, for coaching


class Confidence(StrEnum):
    """How a fact is known. Only the first two may raise more than `review`."""

    PAGE_CONFIRMED = "page-confirmed"
    DERIVED = "derived"
    INFERRED = "inferred"
    MEMORY = "memory"


class Kind(StrEnum):
    """Kinds of therapy note. A document may be several at once."""

    EVALUATION = "evaluation"
    TREATMENT = "treatment"
    PROGRESS = "progress"
    RECERTIFICATION = "recertification"
    DISCHARGE = "discharge"


class Evidence(NamedTuple):
    """Characters `start` to `end` (end excluded) of the subject's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: title, the section to open, an address if public, and the date of the text that was read."""

    title: str
    section: str
    url: str = ""
    dated: str = ""
    confidence: Confidence = Confidence.PAGE_CONFIRMED


@dataclass(frozen=True, slots=True)
class Example:
    """A synthetic excerpt and why it is, or is not, enough."""

    text: str
    reason: str


class Verdict(NamedTuple):
    """One rule's answer about one subject.

    Build it with `met`, `not_met`, `unclear` or `not_applicable`, which keep the promise that a `met` shows its evidence.
    """

    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    message: str = ""
    rule: str = ""


_evidence = partial(tuple.__new__, Evidence)  # a third of the cost of calling Evidence, ten times a note


def _shown(evidence: tuple[Evidence | tuple[int, int], ...]) -> tuple[Evidence, ...]:
    """Evidence without spans that hold no character."""
    return tuple([_evidence((start, end)) for start, end in evidence if end > start])


def met(*evidence: Evidence | tuple[int, int], message: str = "") -> Verdict:
    """The rule holds, and these characters show it. Raises ValueError without evidence."""
    if not evidence:
        raise ValueError("met needs evidence: the characters of the note that show it")
    return Verdict(Answer.MET, tuple([_evidence((start, end)) for start, end in evidence]), message)


def absent(*evidence: Evidence | tuple[int, int], message: str = "") -> Verdict:
    """A red flag was looked for and is absent: `met`, where what is shown is optional because absence has no characters."""
    return Verdict(Answer.MET, _shown(evidence), message)


def not_met(*evidence: Evidence | tuple[int, int], message: str = "") -> Verdict:
    """The rule does not hold; the evidence, if any, shows what falls short."""
    return Verdict(Answer.NOT_MET, _shown(evidence), message)


def unclear(*evidence: Evidence | tuple[int, int], message: str = "") -> Verdict:
    """A careful reader could not say; the message says what is missing."""
    return Verdict(Answer.UNCLEAR, _shown(evidence), message)


def not_applicable(message: str = "") -> Verdict:
    """The rule does not belong to this subject."""
    return Verdict(Answer.NOT_APPLICABLE, (), message)


@dataclass(frozen=True, kw_only=True)
class NoteRule:
    """A criterion of the note rubric: everything it says, and the pure function that answers it.

    The id is the file's name. `check(note, reference)` is called only where the kind of note applies.
    """

    title: str  # states the good: "The note names a functional limitation"
    why: str  # why payers care, two or three sentences
    fix: str  # what to do in the next note (never text to paste)
    question: str  # the question back to the author of the note
    strength: str  # what to say when it is met: "You named the activity and the level of help."
    severity: Severity
    payment_critical: bool
    applies_to: frozenset[Kind]
    sources: tuple[Source, ...]
    in_force_from: date
    in_force_to: date | None = None
    verified_on: date
    lesson: str  # slug of the lesson that teaches it
    good: Example
    bad: Example
    check: Callable[[Note, Reference], Verdict]
    red_flag: bool = False  # `met` = the flag is absent
    phrases: dict[str, tuple[str, ...]] = field(default_factory=dict)  # cue name -> literal phrases, lower case
    id: str = ""  # set from the file's name when the shelf is read


@dataclass(frozen=True, kw_only=True)
class ComparisonRule(NoteRule):
    """A criterion over the texts of many notes: `check(texts, names)` returns one verdict a note, in order."""

    check: Callable[..., list[Verdict]]


Row = Mapping[str, object]
"""Some cells of a row by column name; what is not named is as in a clean claim."""


@dataclass(frozen=True, slots=True)
class ClaimExample:
    """Synthetic claim lines that pass, or fail, a check, and why. Cells that are not named are those of a clean line."""

    lines: tuple[Row, ...]
    reason: str
    history: tuple[Row, ...] | None = None  # None: no history was supplied
    payers: tuple[Row, ...] | None = None
    authorizations: tuple[Row, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimCheck:
    """A check of claims: two SQL predicates over one documented view, and everything the check says.

    `applies` false is `not_applicable`; `holds` true, false and NULL are `met`, `not_met` and `unclear`; `applies` NULL is
    `unclear` too. Predicates keep to SQL that every engine reads (comparisons, IN, BETWEEN, CASE, coalesce, whole-number
    arithmetic): days are whole numbers since 1970-01-01, money is cents, yes and no are 1 and 0. `{column}` in `finding`,
    `unclear` and `edition` puts in the cell of the same row; `{column:money}` and `{column:date}` write it for people.
    The id is the file's name.
    """

    title: str  # states the good: "Units of timed codes fit the minutes"
    why: str  # why payers care
    fix: str  # what to do about it; never a better-paying code
    severity: Severity  # of a finding, unless `review_when` holds
    sources: tuple[Source, ...]
    in_force_from: date
    in_force_to: date | None = None
    verified_on: date
    lesson: str  # slug of the lesson that teaches it
    over: str  # the view: lines, days, pairs or claims
    applies: str
    holds: str
    finding: str  # what a `not_met` says
    supply: str  # what to supply so that an `unclear` can be answered; the same for every subject
    edition: str  # which edition of which table it was checked against
    unclear: str = ""  # what an `unclear` says of its subject; `supply` where it is empty
    review_when: str = ""  # SQL: facts that are only remembered or inferred raise `review`, never more
    good: ClaimExample
    bad: ClaimExample
    id: str = ""  # set from the file's name when the shelf is read


class Ruling(NamedTuple):
    """An episode rule's answer about one visit or one billed line of an episode; the message is a whole sentence or two."""

    subject: Visit | BilledLine
    answer: Answer
    message: str = ""
    severity: Severity | None = None  # of a `not_met`: lower than the rule's own where less is known; None: the rule's


@dataclass(frozen=True, slots=True)
class EpisodeExample:
    """Synthetic notes (date -> text), billed lines and plans of one patient, and why they pass or fall short.

    Cells of a line that are not named are those of one unit of 97110 for Medicare; None as `plans`: no table of plans was supplied.
    """

    notes: Mapping[str, str]
    lines: tuple[Row, ...]
    reason: str
    plans: tuple[Row, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class EpisodeRule:
    """A rule about an episode of care: its visits with their notes and billed lines, and its plans of care.

    `check(episode, reference)` gives one ruling for each billed visit (or billed line) of the episode. It is pure: today is
    `episode.today`. The id is the file's name.
    """

    title: str  # states the good: "The plan of care is certified in time"
    why: str  # why payers care
    fix: str  # what to do about it (never text to paste)
    question: str  # the question back to the author
    severity: Severity  # of a finding for Medicare Part B, unless the ruling says less
    payment_critical: bool
    sources: tuple[Source, ...]
    in_force_from: date
    in_force_to: date | None = None
    verified_on: date
    lesson: str
    supply: str  # what to supply so that an `unclear` can be answered
    edition: str  # what it was checked against
    good: EpisodeExample
    bad: EpisodeExample
    check: Callable[[Episode, Reference], list[Ruling]]
    needs_notes: bool = True  # asked only of episodes with at least one note in hand
    id: str = ""  # set from the file's name when the shelf is read


class VisitRuling(NamedTuple):
    """A visit check's answer about one booked visit; the message is a whole sentence or two, without the patient's name."""

    answer: Answer
    message: str = ""
    severity: Severity | None = (
        None  # of a `not_met`: lower than the check's own where less is known; None: the check's
    )


@dataclass(frozen=True, slots=True)
class VisitExample:
    """A synthetic visit with the answers and tables that stand beside it, and why it passes or falls short.

    Cells of the visit and the answer that are not named are those of a PT visit on 2026-11-25 at 09:15 and of an active answer of the evening
    before. None as `authorizations`, `history` or `payers`: no such table was supplied.
    """

    reason: str
    visit: Row = field(default_factory=dict)
    answer: Row | None = field(default_factory=dict)  # None: nobody asked
    benefits: tuple[Row, ...] = ()
    earlier: Row | None = None  # an answer of an earlier day
    other_visits: tuple[Row, ...] = ()
    authorizations: tuple[Row, ...] | None = None
    history: tuple[Row, ...] | None = None
    payers: tuple[Row, ...] | None = None
    rules: tuple[Row, ...] | None = None  # what needs authorization


@dataclass(frozen=True, kw_only=True)
class VisitCheck:
    """A check of a booked visit before the session. `check(visit, reference)` is pure; the id is the file's name."""

    title: str  # states the good: "Coverage is active on the day of the visit"
    why: str  # what it costs where it does not hold
    fix: str  # what to do before the session
    tell: str  # what the desk tells the patient, in plain words
    severity: Severity
    sources: tuple[Source, ...]
    in_force_from: date
    in_force_to: date | None = None
    verified_on: date
    lesson: str
    supply: str  # what to supply, or to ask, so that an `unclear` can be answered
    edition: str  # what it was checked against
    good: VisitExample
    bad: VisitExample
    check: Callable[[BookedVisit, Reference], VisitRuling]
    id: str = ""  # set from the file's name when the shelf is read
