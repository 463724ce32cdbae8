"""The feedback letter: what a therapist's notes already show, and at most three things to change. Standard library only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from auditkit.audit import NoteAudit
from auditkit.reports.page import Page
from auditkit.reports.standing import Decided, Decisions, NoteStanding, standings
from auditkit.reports.wording import one_line, shortened
from auditkit.rule import Answer, Example, Kind, NoteRule, Severity, Source

MOST_CHANGES = 3
MOST_STRENGTHS = 3
_QUOTED_NOTES = 3
_QUOTES_OF_A_NOTE = 2
_WEIGHT = {Severity.DENIAL: 0, Severity.RECOUPMENT: 1, Severity.REVIEW: 2, Severity.INFO: 3}

# What says most about a therapist's own work comes first; a date or a signature is praised only where little else is.
_TELLING = (  # noqa: SIM905 (one word a rule reads better than a list of strings)
    "skilled_need continued_need progress_toward_goal functional_limitation measure_compared patient_response goal_functional prior_level "
    "discharge_reason plan_specific goal_measurable goal_time_bound objective_measure interventions_named diagnosis_stated plan_type "
    "plan_frequency plan_duration timed_minutes total_minutes signed_with_credential date_of_service"
).split()


@dataclass(frozen=True, slots=True)
class Passage:
    """Exact words of a note. `words` is empty where no sentence was found; `is_whole` where the note as a whole is meant."""

    words: str
    note: str
    on: date | None
    detail: str = ""  # what the program, or the person who decided, says about it
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Strength:
    """Something that the notes show, with the words that show it."""

    rule: str
    title: str
    says: str
    passage: Passage
    notes: int  # in how many notes
    of: int  # of those where it was asked and answered


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to change: where it is, why payers care, one question, and an example of enough."""

    rule: str
    title: str
    payment_critical: bool
    passages: tuple[Passage, ...]
    other_notes: tuple[str, ...]  # where it is too, beyond those quoted
    notes: int
    of: int
    why: str
    fix: str
    question: str
    example: Example
    sources: tuple[Source, ...]
    lesson: str


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Something that a careful reader could not tell."""

    rule: str
    title: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Overruling:
    """A verdict that a person decided otherwise: the person's answer counts, the program's is kept beside it."""

    rule: str
    title: str
    note: str
    on: date | None
    machine: Answer
    person: Answer
    reason: str = ""
    who: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteScore:
    """One note's two scores, apart: met, and met plus not met."""

    note: str
    on: date | None
    kinds: tuple[Kind, ...]
    payment: tuple[int, int]
    quality: tuple[int, int]
    unclear: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A feedback letter as plain data. `page()` lays it out for the writers."""

    therapist: str
    practice: str
    today: date
    scores: tuple[NoteScore, ...]
    strengths: tuple[Strength, ...]
    changes: tuple[Change, ...]
    further_changes: int
    further_payment_critical: int
    unsettled: tuple[Unsettled, ...]
    overrulings: tuple[Overruling, ...]
    confirmed: int  # verdicts where a person decided as the program did
    not_asked: tuple[str, ...]  # titles of rules that belong to none of the notes

    @property
    def payment(self) -> tuple[int, int]:
        """Payment-critical points met, and met plus not met, over all notes."""
        return _sum([score.payment for score in self.scores])

    @property
    def quality(self) -> tuple[int, int]:
        """Quality points met, and met plus not met, over all notes."""
        return _sum([score.quality for score in self.scores])

    def page(self, *, has_margin: bool = False) -> Page:
        """The letter laid out for `to_html`, `to_docx` and `to_pdf`."""
        from auditkit.reports.feedback_page import letter_page

        return letter_page(self)


def letter(
    audits: Sequence[NoteAudit],
    rules: Mapping[str, NoteRule],
    *,
    therapist: str = "",
    practice: str = "",
    today: date,
    decisions: Decisions = (),
) -> Letter:
    """The letter about one note, or about several notes of one therapist.

    Things to change are chosen payment-critical first, then by how many notes they are in. Where a person decided
    otherwise than the program (`decisions`, see `standing.standings`), the person's answer counts. Raises ValueError
    without a note.
    """
    if not audits:
        raise ValueError("a letter needs at least one note")
    notes = standings(audits, rules, decisions)
    open_points = _by_rule(notes, Answer.NOT_MET)
    asked = _asked(notes)
    order = list(rules)
    ranked = sorted(
        open_points.items(),
        key=lambda item: (
            not rules[item[0]].payment_critical,
            -len(item[1]),
            _WEIGHT[rules[item[0]].severity],
            order.index(item[0]),
        ),
    )
    chosen, rest = ranked[:MOST_CHANGES], ranked[MOST_CHANGES:]
    decided = [(note, d) for note in notes for d in note.answers if d.is_overruled or d.decision]
    return Letter(
        therapist=one_line(therapist),
        practice=one_line(practice),
        today=today,
        scores=tuple(_score(note) for note in notes),
        strengths=_strengths(notes, asked, {rule_id for rule_id, _ in chosen}),
        changes=tuple(_change(rules[rule_id], rule_id, where, asked[rule_id]) for rule_id, where in chosen),
        further_changes=len(rest),
        further_payment_critical=sum(rules[rule_id].payment_critical for rule_id, _ in rest),
        unsettled=tuple(
            Unsettled(d.rule_id, d.rule.title, _passages(note, d)[0]) for note in notes for d in note.of(Answer.UNCLEAR)
        ),
        overrulings=tuple(_overruling(note, d) for note, d in decided if d.is_overruled),
        confirmed=sum(not d.is_overruled for _, d in decided),
        not_asked=_not_asked(notes),
    )


def _sum(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(first for first, _ in pairs), sum(second for _, second in pairs)


def _by_rule(notes: list[NoteStanding], answer: Answer) -> dict[str, list[tuple[NoteStanding, Decided]]]:
    found: dict[str, list[tuple[NoteStanding, Decided]]] = {}
    for note in notes:
        for decided in note.of(answer):
            found.setdefault(decided.rule_id, []).append((note, decided))
    return found


def _asked(notes: list[NoteStanding]) -> dict[str, int]:
    """In how many notes each rule has an answer that counts: met or not met."""
    asked: dict[str, int] = {}
    for note in notes:
        for decided in (*note.of(Answer.MET), *note.of(Answer.NOT_MET)):
            asked[decided.rule_id] = asked.get(decided.rule_id, 0) + 1
    return asked


def _score(note: NoteStanding) -> NoteScore:
    return NoteScore(
        note=one_line(note.audit.name),
        on=note.audit.date_of_service,
        kinds=note.audit.kinds,
        payment=note.counted(payment_critical=True),
        quality=note.counted(payment_critical=False),
        unclear=len(note.of(Answer.UNCLEAR)),
    )


def _passages(note: NoteStanding, decided: Decided) -> list[Passage]:
    """The words behind an answer, at least one entry: an empty one where the note holds no words for it."""
    text, name, on = note.audit.text, one_line(note.audit.name), note.audit.date_of_service
    detail = decided.decision.reason if decided.is_overruled and decided.decision else decided.verdict.message
    detail = shortened(detail)
    passages = []
    for start, end in decided.verdict.evidence:
        if 2 * (end - start) > len(text) and end - start > 300:
            passages.append(Passage("", name, on, detail, is_whole=True))
        elif words := shortened(text[start:end]):
            passages.append(Passage(words, name, on, detail))
    return passages or [Passage("", name, on, detail)]


def _change(rule: NoteRule, rule_id: str, where: list[tuple[NoteStanding, Decided]], asked: int) -> Change:
    # Notes with words to quote come first: a sentence to look at teaches more than a gap.
    quoted = sorted(where, key=lambda pair: not pair[1].verdict.evidence)
    passages = [passage for note, d in quoted[:_QUOTED_NOTES] for passage in _passages(note, d)[:_QUOTES_OF_A_NOTE]]
    return Change(
        rule=rule_id,
        title=rule.title,
        payment_critical=rule.payment_critical,
        passages=tuple(passages),
        other_notes=tuple(one_line(note.audit.name) for note, _ in quoted[_QUOTED_NOTES:]),
        notes=len(where),
        of=asked,
        why=rule.why,
        fix=rule.fix,
        question=rule.question,
        example=rule.good,
        sources=rule.sources,
        lesson=rule.lesson,
    )


def _strengths(notes: list[NoteStanding], asked: dict[str, int], to_change: set[str]) -> tuple[Strength, ...]:
    """What the notes show most often and most tellingly, each from another note where there are several."""
    rank = {rule_id: place for place, rule_id in enumerate(_TELLING)}
    shown = {
        rule_id: [(note, d) for note, d in where if d.verdict.evidence and _passages(note, d)[0].words]
        for rule_id, where in _by_rule(notes, Answer.MET).items()
        if rule_id not in to_change
    }
    met_often = [rule_id for rule_id, where in shown.items() if where and 2 * len(where) >= asked[rule_id]]
    quoted: dict[str, int] = {}
    strengths = []
    for rule_id in sorted(
        met_often, key=lambda rule_id: (2 * asked[rule_id] < len(notes), rank.get(rule_id, len(_TELLING)))
    )[:MOST_STRENGTHS]:
        # From the notes quoted least so far, the one with the fullest sentence.
        where = shown[rule_id]
        note, decided = min(
            where, key=lambda pair: (quoted.get(pair[0].audit.name, 0), -len(_passages(*pair)[0].words))
        )
        quoted[note.audit.name] = quoted.get(note.audit.name, 0) + 1
        passage = max(_passages(note, decided), key=lambda passage: len(passage.words))
        strengths.append(
            Strength(rule_id, decided.rule.title, decided.rule.strength, passage, len(where), asked[rule_id])
        )
    return tuple(strengths)


def _overruling(note: NoteStanding, decided: Decided) -> Overruling:
    kept = decided.decision
    return Overruling(
        rule=decided.rule_id,
        title=decided.rule.title,
        note=one_line(note.audit.name),
        on=note.audit.date_of_service,
        machine=decided.verdict.answer,
        person=decided.answer,
        reason=shortened(kept.reason) if kept else "",
        who=one_line(kept.who) if kept else "",
        when=kept.when if kept else None,
    )


def _not_asked(notes: list[NoteStanding]) -> tuple[str, ...]:
    titles: dict[str, str] = {}
    answered = {d.rule_id for note in notes for d in note.answers if d.answer is not Answer.NOT_APPLICABLE}
    for note in notes:
        for decided in note.of(Answer.NOT_APPLICABLE):
            if decided.rule_id not in answered:
                titles[decided.rule_id] = decided.rule.title
    return tuple(titles.values())
