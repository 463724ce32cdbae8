"""Finding everything in a text that may point at a person, and what is left for a person to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditkit.training.masking import lexicon
from auditkit.training.masking.dated import dated
from auditkit.training.masking.everyday import is_no_name
from auditkit.training.masking.hits import Hit, What
from auditkit.training.masking.named import named
from auditkit.training.masking.patterns import labelled, patterned, protected
from auditkit.training.masking.placed import placed
from auditkit.training.masking.roster import Roster

_SURENESS = {"roster": 0, "label": 1, "pattern": 2}
_WORD = re.compile(r"[A-Z][A-Za-z'’-]+|\d[\d,.:/-]*\d|\d")
_LEAST_AGAIN = 3  # letters of a name found once that is looked for in the rest of the text


def find(text: str, roster: Roster | None = None) -> list[Hit]:
    """Hits in order, none overlapping. The roster is believed first, then labels, then patterns; a name found once is looked for everywhere."""
    kept = _kept(protected(text), len(text))
    hits = list(roster.find(text)) if roster else []
    hits += [
        hit
        for hit in (*labelled(text), *patterned(text), *named(text), *dated(text), *placed(text))
        if not _touches(kept, hit)
    ]
    hits += _again(text, hits, kept)
    return _apart(hits)


def left_over(text: str, hits: Iterable[Hit]) -> list[tuple[int, int]]:
    """Words with a capital and numbers that are no hit: what a person looks through before anything leaves.

    Everyday words of notes are left out; codes and scores are in.
    """
    taken = _kept([(hit.start, hit.end) for hit in hits], len(text))
    spans = [match.span() for match in _WORD.finditer(text)]
    return [(a, b) for a, b in spans if not any(taken[a:b]) and (text[a].isdigit() or not is_no_name(text[a:b]))]


def _again(text: str, hits: Iterable[Hit], kept: bytearray) -> list[Hit]:
    """The parts of names that were found, wherever else they stand with a capital."""
    parts = {
        part
        for hit in hits
        if hit.what is What.NAME
        for part in re.split(r"[\s,]+", text[hit.start : hit.end])
        if len(part.strip(".")) >= _LEAST_AGAIN and not is_no_name(part)
    }
    if not parts:
        return []
    spelled = {form for part in parts for form in (part, part.upper(), part.capitalize())}
    spelled |= {part.lower() for part in parts if not lexicon.is_word(lexicon.folded(part))}
    anywhere = re.compile(
        rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, sorted(spelled, key=len, reverse=True)))})(?![^\W\d_])"
    )
    found = [Hit(*match.span(), What.NAME, "pattern") for match in anywhere.finditer(text)]
    return [hit for hit in found if not _touches(kept, hit)]


def _kept(spans: Sequence[tuple[int, int]], length: int) -> bytearray:
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\x01" * (end - start)
    return marks


def _touches(kept: bytearray, hit: Hit) -> bool:
    return any(kept[hit.start : hit.end])


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Overlapping hits as one, from the first start to the last end; it is what the surest, then the longest, says."""
    merged: list[list[Hit]] = []
    end = -1
    for hit in sorted(hits):
        if hit.start < end:
            merged[-1].append(hit)
        else:
            merged.append([hit])
        end = max(end, hit.end) if hit.start < end else hit.end
    apart = []
    for group in merged:
        best = min(group, key=lambda hit: (_SURENESS[hit.how], hit.start - hit.end))
        apart.append(Hit(min(h.start for h in group), max(h.end for h in group), best.what, best.how))
    return apart
