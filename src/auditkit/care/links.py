"""The chain behind a billed code: the service named, and from it the diagnosis, the limitation, the measure, the goal, and why it took skill.

Each link is a passage of the day's note, or, for the diagnosis and the goal, of the plan of care that the visit was given under. What is
looked for is what the note rubric asks; here it is set beside the one code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from auditkit.care.episode import BilledLine, Document, Episode, Visit
from auditkit.reference import Reference
from auditkit.rule import Answer, Kind
from auditkit.text.function import IMPAIRMENT
from auditkit.text.goals import goals
from auditkit.text.interventions import interventions, words_behind
from auditkit.text.note import Note, trimmed
from auditkit.text.sections import Section
from auditkit.text.services import family_of
from auditkit.text.values import Unit


class Part(StrEnum):
    """The parts of the chain, in order; the value is how people name it."""

    SERVICE = "service named"
    DIAGNOSIS = "diagnosis or impairment"
    LIMITATION = "functional limitation"
    MEASURE = "measure"
    GOAL = "goal"
    SKILL = "why skilled"


class Passage(NamedTuple):
    """Characters `start` to `end` of one document, and the whole sentence round them."""

    document: Document
    start: int
    end: int

    @property
    def sentence(self) -> str:
        """The sentence, or the clause of a long one, in which the passage stands."""
        note = self.document.note
        for sentence in note.sentences:
            if sentence.start <= self.start < sentence.end:
                start, end = min(self.start, sentence.start), max(self.end, sentence.end)
                if end - start > 400:
                    start, end = note.clause(sentence, self.start, self.end, most=300)
                return self.document.text[start:end].strip()
        return self.document.text[self.start : self.end].strip()


class Link(NamedTuple):
    """One link. Without a passage `answer` says whether nothing was found (not met) or nobody could say (unclear), and `reason` why."""

    part: Part
    answer: Answer
    passage: Passage | None = None
    from_plan: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LineLinks:
    """A billed line with its links, in order. Without a note of the day there are none."""

    patient_id: str
    discipline: str
    line: BilledLine
    links: tuple[Link, ...]

    @property
    def missing(self) -> list[Link]:
        """Links of which no sentence was found."""
        return [link for link in self.links if link.answer is Answer.NOT_MET]

    @property
    def unsure(self) -> list[Link]:
        """Links of which nobody could say."""
        return [link for link in self.links if link.answer is Answer.UNCLEAR]


def links_of(episode: Episode, visit: Visit, line: BilledLine, reference: Reference) -> LineLinks:
    """The links of one billed line of a visit; looked for once an episode, though several ask."""
    key = id(line)
    if key not in episode.links:
        episode.links[key] = _links(episode, visit, line, reference)
    return episode.links[key]


def _links(episode: Episode, visit: Visit, line: BilledLine, reference: Reference) -> LineLinks:
    if not visit.documents:
        return LineLinks(episode.patient_id, episode.discipline, line, ())
    plan = episode.plan_of_care(visit.on)
    if plan in visit.documents:
        plan = None
    chain = (
        _service(visit, line, reference),
        _asked(episode, visit, Part.DIAGNOSIS, line, plan, _diagnosis),
        _asked(episode, visit, Part.LIMITATION, line, None, _criterion("functional_limitation")),
        _asked(episode, visit, Part.MEASURE, line, None, _criterion("objective_measure")),
        _asked(episode, visit, Part.GOAL, line, plan, _goal),
        _asked(episode, visit, Part.SKILL, line, None, _criterion("skilled_need")),
    )
    return LineLinks(episode.patient_id, episode.discipline, line, chain)


Found = tuple[Answer, tuple[tuple[int, int], ...], str]


def _asked(episode: Episode, visit: Visit, part: Part, line: BilledLine, plan: Document | None, look) -> Link:
    """The link in the day's notes, else in the plan of care where it may rest on that."""
    doubts: list[str] = []
    for document in visit.documents:
        answer, spans, reason = look(episode, document)
        if answer is Answer.MET:
            return Link(part, answer, _nearest(document, spans, line))
        if answer is Answer.UNCLEAR:
            doubts.append(reason or "cannot be told from the note")
    rests_on_plan = part in (Part.DIAGNOSIS, Part.GOAL)
    if rests_on_plan and plan is not None:
        answer, spans, reason = look(episode, plan)
        if answer is Answer.MET:
            return Link(part, answer, _nearest(plan, spans, line), from_plan=True)
        if answer is Answer.UNCLEAR:
            doubts.append(reason or "cannot be told from the plan of care")
    elif rests_on_plan and not any(d.kinds & {Kind.EVALUATION, Kind.RECERTIFICATION} for d in visit.documents):
        doubts.append("not in the day's note, and the plan of care is not in hand")
    if doubts:
        return Link(part, Answer.UNCLEAR, reason=doubts[0].rstrip("."))
    return Link(part, Answer.NOT_MET, reason="no sentence found")


def _nearest(document: Document, spans: Iterable[tuple[int, int]], line: BilledLine) -> Passage:
    """Of several passages the one that stands in a sentence with the line's own kind of service, else the first."""
    spans = list(spans)
    family = family_of(line.hcpcs_code)
    note = document.note
    own = {m.sentence for m in note.minutes.mentions if m.families & family} if family else set()
    for start, end in spans:
        if any(note.sentences[i].start <= start < note.sentences[i].end for i in own if i >= 0):
            return Passage(document, start, end)
    return Passage(document, *spans[0])


def _criterion(rule_id: str):
    def look(episode: Episode, document: Document) -> Found:
        verdict = episode.ask(rule_id, document.note)
        return verdict.answer, tuple((e.start, e.end) for e in verdict.evidence), verdict.message

    return look


def _diagnosis(episode: Episode, document: Document) -> Found:
    """The condition treated; or the impairment that stands for it in a daily note."""
    answer, spans, reason = _criterion("diagnosis_stated")(episode, document)
    if answer is not Answer.MET and (impairment := next(_impairments(document.note), None)):
        return Answer.MET, (impairment,), ""
    return answer, spans, reason


_NOT_NOW = frozenset(
    (
        Section.GOALS,
        Section.PRIOR_LEVEL,
        Section.HISTORY,
        Section.SIGNATURE,
        Section.HOME_PROGRAM,
        Section.HEADER,
        Section.PLAN,
    )
)


def _impairments(note: Note) -> Iterator[tuple[int, int]]:
    """Sentences that name an impairment, or measure a motion or a muscle."""
    for sentence in note.sentences:
        if sentence.section in _NOT_NOW or sentence.body >= sentence.end:
            continue
        named = any(h.cues & IMPAIRMENT and not note.is_negated(sentence, h.start) for h in sentence.hits)
        if named or any(m.unit in (Unit.DEGREES, Unit.GRADE) and m.name for m in note.measured[sentence.index]):
            yield trimmed(note.text, sentence.body, sentence.end)


def _goal(episode: Episode, document: Document) -> Found:
    """A goal that the note sets, or says how the patient stands toward."""
    note = document.note
    if found := goals(note):
        return (
            Answer.MET,
            tuple((g.start, g.end) for g in found if g.end > g.start) or ((found[0].from_label, found[0].end),),
            "",
        )
    answer, spans, reason = _criterion("progress_toward_goal")(episode, document)
    if answer is Answer.MET:
        return answer, spans, ""
    for rule_id in ("goal_functional", "goal_measurable"):
        if (asked := _criterion(rule_id)(episode, document))[0] is not Answer.NOT_MET:
            return asked
    return Answer.NOT_MET, (), reason


_TITLE = re.compile(r"[^\n]*\b(?:re-?\s?)?(?:evaluation|eval\b|assessment|reassessment|ie\b)[^\n]*", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    [
        "with",
        "minutes",
        "first",
        "each",
        "more",
        "than",
        "initial",
        "follow",
        "code",
        "training",
        "therapy",
        "treatment",
        "service",
        "other",
        "group",
        "hour",
        "unit",
        "units",
    ]
)
_EVALUATIONS = {
    "evaluation": {Kind.EVALUATION},
    "re-evaluation": {Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION},
}


def _service(visit: Visit, line: BilledLine, reference: Reference) -> Link:
    """The words of the day's notes that stand behind the code."""
    if line.kind in _EVALUATIONS:
        for document in visit.documents:
            if document.kinds & _EVALUATIONS[line.kind]:
                title = _TITLE.search(document.text) or re.match(r"[^\n]*", document.text)
                return Link(Part.SERVICE, Answer.MET, Passage(document, *title.span()))
        return Link(Part.SERVICE, Answer.NOT_MET, reason="no sentence found")
    billed = [other.hcpcs_code for other in visit.lines]
    pointed = False
    for document in visit.documents:
        note = document.note
        points = interventions(note).pointer is not None
        if span := words_behind(note, line.hcpcs_code, billed):
            is_only_named = not any(m.level == 2 and span[0] <= m.start < span[1] for m in note.minutes.mentions)
            if not (points and is_only_named):
                return Link(Part.SERVICE, Answer.MET, Passage(document, *span))
        pointed = pointed or points
    if pointed:
        return Link(
            Part.SERVICE, Answer.UNCLEAR, reason="what was done is said to stand in a document that was not supplied"
        )
    found = _by_label(visit, line, reference)
    if found.answer is not Answer.MET and family_of(line.hcpcs_code):
        return Link(Part.SERVICE, Answer.NOT_MET, reason="no sentence found")
    return found


def _by_label(visit: Visit, line: BilledLine, reference: Reference) -> Link:
    """The words of the kit's own label for it, or nobody can say: not every code has a vocabulary."""
    label = reference.code(line.hcpcs_code, visit.on)["label"].lower()
    wanted = [word for word in _WORD.findall(label) if word not in _COMMON]
    for document in visit.documents:
        low = document.note.lower
        for sentence in document.note.sentences:
            held = [word for word in wanted if low.find(word[:6], sentence.start, sentence.end) >= 0]
            if wanted and len(held) * 2 >= len(wanted):
                return Link(Part.SERVICE, Answer.MET, Passage(document, sentence.start, sentence.end))
    return Link(Part.SERVICE, Answer.UNCLEAR, reason="no words for this code are known here; look for it in the note")
