"""The minutes that a visit's notes give for what was billed: of each timed service, and of all of them together.

Every number is a range: where a note gives one number, both ends are that number; where it gives two that do not agree, they are the ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from auditkit.care.episode import Document
from auditkit.rule import Kind
from auditkit.text.services import TIMED, Mention, family_of
from auditkit.text.visit_time import parts_for

_LONGEST = 24 * 60


class Range(NamedTuple):
    """Least and most minutes."""

    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """One number, not two."""
        return self.low == self.high


class VisitMinutes(NamedTuple):
    """What the notes of a day say. `by_code` holds the billed codes whose minutes are given; `timed` is None where nothing bounds it.

    `is_bounded_only`: only the visit's whole length is given, so that `timed.low` is 0. `in_doubt`: the notes point elsewhere.
    """

    by_code: dict[str, Range]
    timed: Range | None
    is_bounded_only: bool
    in_doubt: bool


def minutes_of(documents: Iterable[Document], codes: Sequence[str]) -> VisitMinutes:
    """Read the day's notes for these billed codes of timed services."""
    notes = [d.note for d in _of_the_visit(documents)]
    by_code: dict[str, Range] = {}
    for code in codes:
        given = [_of_code(note, code, codes) for note in notes]
        if given := [g for g in given if g]:
            by_code[code] = Range(min(g.low for g in given), max(g.high for g in given))
    timed = _timed(notes, codes, by_code)
    longest = [total.minutes for note in notes for total in (*note.minutes.total, *note.minutes.clock) if total.minutes]
    doubt = any(note.minutes.timed_doubt for note in notes)
    if timed is None and longest:
        return VisitMinutes(by_code, Range(0, max(longest)), True, doubt)
    return VisitMinutes(by_code, timed, False, doubt)


def _of_the_visit(documents: Iterable[Document]) -> list[Document]:
    """The notes that record the visit: a report beside a daily note says nothing of the day's minutes."""
    documents = list(documents)
    daily = [d for d in documents if d.kinds & {Kind.TREATMENT, Kind.EVALUATION}]
    return daily or documents


def _of_code(note, code: str, codes: Sequence[str]) -> Range | None:
    """The minutes at the code, or at the name of its kind of service where no other billed code shares that name."""
    family = family_of(code)
    parts = parts_for(note, [Mention(-1, -1, family, 0, code, -1)])
    parts = [
        part for part in parts if "\n" not in note.text[part.start : part.end]
    ]  # the next row's service is another one
    if not parts:
        return None
    is_shared = family and sum(family_of(other) == family for other in codes) > 1
    if is_shared and all(part.mention.level for part in parts):
        return None
    minutes = [part.minutes for part in parts]
    return Range(min(minutes), min(sum(minutes) + _left_over(note, parts), _LONGEST))


_MINUTES = re.compile(r"(?<![\d/.:])(\d{1,3})\s?(?:min\b|mins\b|minutes?\b|')", re.IGNORECASE)


def _left_over(note, parts) -> int:
    """Minutes in the sentences of these parts that belong to no service: they may be theirs ("bike 10 min ... (35 min)")."""
    spans = [(p.start, p.end) for p in note.minutes.parts]
    spans += [
        (t.start, t.end)
        for kind in (note.minutes.timed, note.minutes.untimed, note.minutes.total, note.minutes.clock)
        for t in kind
    ]
    found = 0
    for index in {part.mention.sentence for part in parts if part.mention.sentence >= 0}:
        sentence = note.sentences[index]
        for match in _MINUTES.finditer(note.text, sentence.start, sentence.end):
            if not any(start <= match.start() < end for start, end in spans):
                found += int(match[1])
    return found


def _timed(notes: list, codes: Sequence[str], by_code: dict[str, Range]) -> Range | None:
    printed = [total.minutes for note in notes for total in note.minutes.timed]
    has_all = bool(codes) and len(by_code) == len(codes)
    other = sum(_not_billed(note, codes) for note in notes)
    if printed:
        high = max(printed)
        if has_all and sum(r.low for r in by_code.values()) > high:
            high = sum(r.high for r in by_code.values())
        return Range(min(printed), high)
    if has_all:
        return Range(sum(r.low for r in by_code.values()), sum(r.high for r in by_code.values()) + other)
    return None


def _not_billed(note, codes: Sequence[str]) -> int:
    """Minutes of timed services that the note names and nobody billed: they count toward the day's total too."""
    billed = 0
    for code in codes:
        billed |= family_of(code)
    longest: dict[int, int] = {}
    for part in note.minutes.parts:
        families = part.mention.families & TIMED
        if families and not families & billed:
            longest[families & -families] = max(part.minutes, longest.get(families & -families, 0))
    return sum(longest.values())
