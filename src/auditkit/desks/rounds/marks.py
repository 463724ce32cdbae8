"""Words of a note that show an answer, as they are kept: where they stand and a digest of them, never the words.

The note is given again whenever it is read; the digest says whether the same words stand there still, and finds them where they moved.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """From `start` up to `end`, in characters of the note; `digest` is empty in rounds of older versions."""

    start: int
    end: int
    digest: str = ""


def mark(text: str, chart: str, span: Span) -> Mark:
    """The mark of some words of a chart's note."""
    return Mark(*span, _digest(chart, text[slice(*span)]))


def spans(text: str, chart: str, marks: Iterable[Mark]) -> list[Span]:
    """Where the marked words stand in the note as it is given now; what is not there any more is left out."""
    return [span for one in marks if (span := _span(text, chart, one)) is not None]


def _span(text: str, chart: str, one: Mark) -> Span | None:
    there = 0 <= one.start < one.end <= len(text)
    if there and one.digest in ("", _digest(chart, text[one.start : one.end])):
        return one.start, one.end
    length = one.end - one.start
    if not one.digest or length <= 0:
        return None
    places = sorted(range(max(0, len(text) - length + 1)), key=lambda at: abs(at - one.start))
    return next(((at, at + length) for at in places if _digest(chart, text[at : at + length]) == one.digest), None)


def _digest(chart: str, words: str) -> str:
    return hashlib.sha256(f"{chart}\x1f{' '.join(words.split())}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


def find(text: str, words: str, near: int = 0) -> Span | None:
    """Where words stand in a note, the place nearest to `near`; line ends and spaces count as one, capitals only where they have to."""
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return None
    for flags in (0, re.IGNORECASE):
        places = [m.span() for m in re.finditer(r"\s+".join(parts), text, flags)]
        if places:
            return min(places, key=lambda span: abs(span[0] - near))
    return None
