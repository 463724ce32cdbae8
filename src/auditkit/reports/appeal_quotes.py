"""What the chart itself says for an appeal: whole sentences with their dates, under the rule that asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from auditkit.desks.denials.causes import CAUSES
from auditkit.reports.standing import NoteStanding
from auditkit.reports.wording import day, kinds, one_line
from auditkit.rule import Answer, Source
from auditkit.text.note import Note

_MOST_POINTS, _QUOTES = 10, 2  # points of the record, and quotes for each
_LONGEST = 700  # characters of a quote; sentences are never cut in the middle of a word


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence of the chart as it stands there, and where."""

    words: str
    where: str


@dataclass(frozen=True, slots=True)
class Point:
    """Something that the record shows, its sentences, and the rule that asks for it."""

    rule: str
    title: str
    quotes: tuple[Quoted, ...]
    sources: tuple[Source, ...]


def points_of(notes: Iterable[NoteStanding], cause: str = "") -> list[Point]:
    """What the notes show, with whole sentences: first what speaks to the cause, then what payment hangs on. What people overruled is left out."""
    found: dict[str, Point] = {}
    for note in sorted(notes, key=lambda one: one.audit.date_of_service or date.max):
        sentences = Note(note.audit.text, note.audit.meta).sentences
        where = f"{(kinds(note.audit.kinds) or 'note').capitalize()}, {day(note.audit.date_of_service)}"
        for decided in note.of(Answer.MET):
            if decided.rule.red_flag or not (quotes := _quotes(note.audit.text, decided.verdict.evidence, sentences)):
                continue
            point = found.get(decided.rule_id) or Point(decided.rule_id, decided.rule.title, (), decided.rule.sources)
            more = tuple(Quoted(words, where) for words in quotes if words not in {one.words for one in point.quotes})
            found[decided.rule_id] = Point(point.rule, point.title, (*point.quotes, *more), point.sources)
    speaking = CAUSES[cause].rules if cause in CAUSES else ()
    critical = {d.rule_id for note in notes for d in note.of(Answer.MET) if d.rule.payment_critical}
    order = sorted(found.values(), key=lambda point: (point.rule not in speaking, point.rule not in critical))
    return _each_sentence_once(order)[:_MOST_POINTS]


def _each_sentence_once(points: Iterable[Point]) -> list[Point]:
    """A sentence stands under the first point that it speaks to; a point that would only repeat is left out."""
    said: set[str] = set()
    kept = []
    for point in points:
        # The newest notes come last, and those of the day of service are what the denial is about.
        fresh = [quoted for quoted in point.quotes if quoted.words not in said][-_QUOTES:]
        said.update(quoted.words for quoted in fresh)
        if fresh:
            kept.append(Point(point.rule, point.title, tuple(fresh), point.sources))
    return kept


def _quotes(note: str, evidence: Iterable[tuple[int, int]], sentences) -> list[str]:
    """The sentences round the evidence. What spans half the note is no sentence, and is left to the enclosures."""
    quotes: dict[str, None] = {}
    for start, end in evidence:
        touched = [s for s in sentences if s.start < end and start < s.end]
        low, high = min([start, *(s.start for s in touched)]), max([end, *(s.end for s in touched)])
        if high - low > _LONGEST:
            low, high = start, end
        if high - low <= _LONGEST and (words := one_line(note[low:high])):
            quotes[words] = None
    return list(quotes)[:_QUOTES]
