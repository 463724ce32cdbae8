"""A parsed note: what every criterion reads. Built once per note; the dearer parts only when a criterion asks for them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from itertools import chain

from auditkit.rule import Kind
from auditkit.tables import NoteMeta
from auditkit.text import comparison, context, function
from auditkit.text.cues import SHARED, find
from auditkit.text.dates import MONTHS, Dated, dates
from auditkit.text.discipline import discipline_of
from auditkit.text.figures import figures
from auditkit.text.kinds import kinds_of
from auditkit.text.lazily import Lazily
from auditkit.text.lines import line_spans
from auditkit.text.literal_pass import Hit
from auditkit.text.measures import Measure, Measured
from auditkit.text.minutes import Minutes, minutes
from auditkit.text.sections import Section
from auditkit.text.sentences import Sentence, sentences
from auditkit.text.signatures import Signature, signatures
from auditkit.text.value_tables import Row, compared_rows
from auditkit.text.visit_date import labelled_dates, visit_date

Span = tuple[int, int]


class Note:
    """The text of one document with its sentences, each with its section, its hits and the bits of their cues.

    `cues` are the bits of the whole note: what it lacks need not be looked for. `lines` are spans of the lines that are not empty.

    `kinds` and `discipline` are recognised from the text unless `meta` (or the user) gives them.
    """

    def __init__(self, text: str, meta: NoteMeta | None = None):
        self.text = text
        self.meta = meta or NoteMeta()
        self.lines: list[Span] = line_spans(text)
        self.sentences: list[Sentence] = sentences(text, self.lines)
        self._starts = [sentence.start for sentence in self.sentences]
        self._ends = [sentence.end for sentence in self.sentences]
        self._layers = find(text)
        self.hits: list[Hit] = self._layers[SHARED]
        self.cues: int = self._place(self.hits)
        self.kinds: tuple[Kind, ...] = tuple(Kind(k) for k in self.meta.kinds) or kinds_of(self)
        self.discipline: str = self.meta.discipline or discipline_of(self)

    def _place(self, hits: list[Hit]) -> int:
        """Hand each hit to its sentence; gives the bits of the cues of the whole note."""
        at, last = 0, len(hits)
        every = 0
        for sentence in self.sentences:
            first, cues = at, 0
            start, end = sentence.start, sentence.end
            while at < last and (begin := hits[at][0]) < end:
                if begin >= start:
                    cues |= hits[at][2]
                else:  # in a bullet, between two sentences
                    first = at + 1
                at += 1
            sentence.hits, sentence.cues = hits[first:at], cues
            every |= cues
        return every

    def hits_in(self, layer: int) -> list[Hit]:
        """The hits of a layer of its own (see `text.cues.layer`) in reading order."""
        if layer >= len(self._layers):  # of a module that was imported after the note was read
            self._layers = find(self.text)
        return self._layers[layer]

    def marks(self, layer: int) -> dict[int, int]:
        """The bits of a layer's hits by the index of the sentence that they stand in."""
        found: dict[int, int] = {}
        starts, ends = self._starts, self._ends
        for start, _, bits, _ in self.hits_in(layer):
            at = bisect_right(starts, start) - 1
            if at >= 0 and start < ends[at]:
                found[at] = found[at] | bits if at in found else bits
        return found

    @cached_property
    def lower(self) -> str:
        """The text in lower case, same length."""
        low = self.text.lower()
        return (
            low if len(low) == len(self.text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        )

    @cached_property
    def figures(self) -> list[Span]:
        """Where the numbers stand; see `text.figures`."""
        return figures(self.lower)

    @cached_property
    def numbers(self) -> list[int]:
        """How many numbers in figures each sentence holds, by its index."""
        counts = [0] * len(self.sentences)
        starts, at = [start for start, _ in self.figures], 0
        for sentence in self.sentences:
            first = bisect_left(starts, sentence.start, at)
            at = bisect_left(starts, sentence.end, first)
            counts[sentence.index] = at - first
        return counts

    @cached_property
    def measured(self) -> Measured:
        """Measured values by the index of their sentence; see `text.measures`."""
        return Measured(self.lower, self.sentences, self.numbers)

    @property
    def measures(self) -> Iterator[Measure]:
        """Measured values in reading order."""
        measured = self.measured
        return chain.from_iterable(measured[s.index] for s in self.sentences if measured.may_hold(s))

    @cached_property
    def comparisons(self) -> Lazily[Span]:
        """Values set beside earlier ones or targets; see `text.comparison`."""
        return Lazily(comparison.comparisons(self))

    @cached_property
    def value_rows(self) -> list[Row]:
        """Rows of tables whose heading line names two times; see `text.value_tables`."""
        return list(compared_rows(self.lower, self.lines))

    @cached_property
    def limited(self) -> list[tuple[Sentence, int, int, str]]:
        """Activities with what limits them; see `text.function`."""
        return list(function.limited_activities(self))

    @cached_property
    def dates(self) -> list[Dated]:
        """Whole dates of the note, in reading order."""
        return dates(self.text, self.hits_in(MONTHS), self.figures)

    @cached_property
    def minutes(self) -> Minutes:
        """Totals, clock times and minutes per service, with the services named; see `text.minutes`."""
        return minutes(self)

    @cached_property
    def signatures(self) -> list[Signature]:
        """The author's signatures with a credential, the surest first; see `text.signatures`."""
        return signatures(self)

    @cached_property
    def labelled_dates(self) -> list[Dated]:
        """The dates that a word in front of them names as the visit's; see `text.visit_date`."""
        return labelled_dates(self)

    @cached_property
    def visit_date(self) -> Dated | None:
        """The day of the visit, or the day a report was written, where it stands; see `text.visit_date`."""
        return visit_date(self)

    @property
    def date_of_service(self) -> date | None:
        """The day of the visit, or the day a report was written."""
        return self.visit_date.day if self.visit_date else None

    def sentence_at(self, at: int) -> Sentence:
        """The sentence in which, or behind which, the character `at` stands."""
        return self.sentences[max(0, bisect_right(self._starts, at) - 1)]

    def let_go(self) -> None:
        """Stop what is still being searched, so that the note's words are gone as soon as nobody holds the note."""
        self.__dict__.pop("comparisons", None)

    def with_cues(self, wanted: int, *sections: Section):
        """Sentences that hold any of the cues `wanted` (in `sections`, if given)."""
        if sections:
            return [s for s in self.sentences if s.cues & wanted and s.section in sections]
        return [s for s in self.sentences if s.cues & wanted]

    def words(self, sentence: Sentence) -> str:
        """The sentence without its label."""
        return self.text[sentence.body : sentence.end]

    def is_negated(self, sentence: Sentence, start: int) -> bool:
        """Is what begins at `start` negated within its clause?"""
        return context.is_negated(self.text, sentence, start)

    def clause(self, sentence: Sentence, start: int, end: int, most: int = 170) -> Span:
        """The clause round `start`..`end`: to the nearest comma, semicolon, dash or bracket where the sentence is long."""
        begin, stop = sentence.body if start >= sentence.body else sentence.start, sentence.end
        if stop - begin > most:
            text = self.text
            left = max(text.rfind(mark, begin, start) for mark in (", ", "; ", " - ", " but ", "("))
            begin = left + 1 if left >= begin else begin
            rights = [at for mark in (", ", "; ", " - ", " but ") if (at := text.find(mark, end, stop)) >= 0]
            stop = min(rights, default=stop)
        return trimmed(self.text, begin, stop)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space and list marks at its ends."""
    words = text[start:end].lstrip(" \t\r\n,;-|*")
    start = end - len(words)
    return start, start + len(words.rstrip(" \t\r\n,;-|."))
