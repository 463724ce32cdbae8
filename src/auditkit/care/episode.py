"""What an episode rule looks at: the visits of one patient and discipline, each with its notes and billed lines, and the plans of care."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from auditkit.care.authors import Author, author_of
from auditkit.rule import Kind, Verdict
from auditkit.tables import NoteText
from auditkit.text.note import Note

REPORTS = frozenset((Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE))
"""Kinds of note in which a clinician says how the patient stands toward the goals. An evaluation sets them."""


Ask = Callable[[str, Note], Verdict]
_AGAIN = re.compile(r"\bre-?\s?(?:eval|assess)", re.IGNORECASE)


class Document:
    """One note of the episode. It is parsed when it is first looked into; `on` is the visit's day, or the day it was written."""

    def __init__(self, given: NoteText, note: Note | None = None):
        self.name, self.text, self.place, self.meta = given.name, given.text, given.place, given.meta
        if note is not None:
            self.note = note

    @cached_property
    def note(self) -> Note:
        """The parsed note."""
        return Note(self.text, self.meta)

    @property
    def on(self) -> date | None:
        """The day of the visit: as the practice says, else as the note says."""
        return self.meta.date_of_service or self.note.date_of_service

    @property
    def kinds(self) -> frozenset[Kind]:
        """What kinds of note it is."""
        return frozenset(Kind(kind) for kind in self.meta.kinds) or frozenset(self.note.kinds)

    @property
    def discipline(self) -> str:
        """PT, OT, SLP, or "" where nothing says it."""
        return self.meta.discipline or self.note.discipline

    @cached_property
    def author(self) -> Author:
        """Who signed it: a clinician, an assistant, both, or nobody with a credential."""
        return author_of(self.note)

    @property
    def is_report(self) -> bool:
        """Does its kind say how the patient stands toward the goals?"""
        return not self.kinds.isdisjoint(REPORTS)


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One service line; `kind` is the code's (evaluation, treatment ...), "" for a code that is not in the table."""

    claim_id: str
    line_number: str
    on: date
    hcpcs_code: str
    modifiers: tuple[str, ...] = ()
    units: int | None = None
    payer_id: str = ""
    payer_type: str = ""
    rendering_provider_npi: str = ""
    diagnosis_codes: tuple[str, ...] = ()
    kind: str = ""
    is_replacement: bool = False  # claim frequency 7


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of care. A date that is None is not there: not signed, no order on file, no proof of sending."""

    plan_number: int | None
    start_on: date
    end_on: date | None = None
    weeks: int | None = None
    discipline: str = ""
    signed_on: date | None = None
    order_signed_on: date | None = None
    sent_on: date | None = None
    verbal_order_on: date | None = None
    delayed_reason: str = ""

    @property
    def name(self) -> str:
        """The plan as a sentence names it."""
        return f"plan {self.plan_number}" if self.plan_number else f"the plan of {self.start_on}"

    @property
    def planned_end(self) -> date | None:
        """The last day that the plan itself names."""
        if self.end_on or not self.weeks:
            return self.end_on
        return self.start_on + timedelta(weeks=self.weeks, days=-1)


@dataclass(slots=True)
class Visit:
    """One day on which the patient came, or on which something was written about them."""

    on: date
    documents: list[Document] = field(default_factory=list)
    lines: list[BilledLine] = field(default_factory=list)

    @property
    def is_treatment_day(self) -> bool:
        """Was the patient seen? A report that was only written is no visit."""
        return bool(self.lines) or any(d.kinds & {Kind.TREATMENT, Kind.EVALUATION} for d in self.documents)

    @property
    def is_evaluation(self) -> bool:
        """Does an evaluation, not a re-evaluation, stand on this day?"""
        kinds = {line.kind for line in self.lines}
        if kinds & {"evaluation", "re-evaluation"}:
            return "evaluation" in kinds
        return any(Kind.EVALUATION in d.kinds and not _AGAIN.search(d.text, 0, 300) for d in self.documents)

    def units_of(self, code: str) -> int | None:
        """Units of a code on the day, None where a line gives none. A claim that was sent twice, or replaced, counts once."""
        own = [line for line in self.lines if line.hcpcs_code == code]
        own = [line for line in own if line.is_replacement] or own
        if any(line.units is None for line in own):
            return None
        by_claim: dict[str, int] = {}
        for line in own:
            by_claim[line.claim_id] = by_claim.get(line.claim_id, 0) + line.units
        return max(by_claim.values(), default=0)

    @property
    def payer_type(self) -> str:
        """The kind of payer, "" where nothing says it."""
        given = [line.payer_type for line in self.lines] + [d.meta.payer_type for d in self.documents]
        return next((kind for kind in given if kind), "")

    @property
    def payer_id(self) -> str:
        """The payer billed."""
        return next((line.payer_id for line in self.lines if line.payer_id), "")


@dataclass(slots=True)
class Episode:
    """The care of one patient in one discipline from one evaluation to the next, in the order of the days.

    `is_whole` says that its first visit is the evaluation, so
    that days can be counted. `holds_all_reports` is what a person said: every report there is, is among the notes. `plans` is None where
    no table of plans was supplied. `unit_rules` gives the way a payer counts units, by payer id. `ask` puts a criterion of the note rubric to a note.
    """

    patient_id: str
    discipline: str
    visits: list[Visit]
    today: date
    plans: list[Plan] | None = None
    is_whole: bool = False
    holds_all_reports: bool = False
    unit_rules: dict[str, str] = field(default_factory=dict)
    ask: Ask | None = None
    links: dict[int, object] = field(default_factory=dict, repr=False, compare=False)  # id of a line -> see care.links

    @property
    def billed_visits(self) -> list[Visit]:
        """The visits that are on a claim of this batch: those that a rule answers about."""
        return [visit for visit in self.visits if visit.lines]

    @property
    def treatment_days(self) -> list[Visit]:
        """The visits on which the patient was seen."""
        return [visit for visit in self.visits if visit.is_treatment_day]

    @property
    def documents(self) -> list[Document]:
        """All notes, in the order of their days."""
        return [document for visit in self.visits for document in visit.documents]

    def plan_of_care(self, on: date) -> Document | None:
        """The newest evaluation or recertification written up to that day: the plan of care as a document."""
        plans = (d for d in self.documents if d.on <= on and d.kinds & {Kind.EVALUATION, Kind.RECERTIFICATION})
        return max(plans, key=lambda d: d.on, default=None)
