"""Notes that are near-identical: runs of words with the digits kept, and what differs between two notes.

A short run of words ("shingle") is compared instead of single words, so that two notes about the same exercises are not near;
digits stay in, so that a note with new measures is its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple
from zlib import crc32

NEAR = 0.8  # share of runs in common from which a person should look
_RUN = 4  # words a run
_FEWEST_WORDS = 40  # shorter notes are alike by chance
_SKETCH = 24  # smallest run numbers that stand for a note when pairs are looked for
_WORD = re.compile(r"[a-z0-9]+(?:[./%+-][a-z0-9]+)*")
_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}:\d\d(?:\s?[ap]m)?\b", re.I)
_HEADER = re.compile(
    r"^\s*(?:patient|name|client|dob|mrn|dos|date|visit|time|electronically signed|signed|page|id|account)\b[^\n]*$",
    re.I | re.M,
)


class NearCopy(NamedTuple):
    """Two notes by their place in the sequence, the share of runs in common (0 to 1), and the words that differ."""

    first: int
    second: int
    share: float
    differences: tuple[tuple[str, str], ...]


def runs(text: str) -> frozenset[int]:
    """The runs of a note as numbers: dates, clock times and the lines of names and dates are left out."""
    words = _WORD.findall(_DATE.sub(" ", _HEADER.sub(" ", text)).lower())
    if len(words) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(crc32(" ".join(words[i : i + _RUN]).encode()) for i in range(len(words) - _RUN + 1))


def share(first: frozenset[int], second: frozenset[int]) -> float:
    """Jaccard's index of two notes' runs; 0 where one is too short to say."""
    if not first or not second:
        return 0.0
    common = len(first & second)
    return common / (len(first) + len(second) - common)


def near_copies(texts: Sequence[str], threshold: float = NEAR) -> list[NearCopy]:
    """Pairs of notes that share at least `threshold` of their runs, in the order of the second note.

    Candidates share one of the smallest run numbers, so that ten thousand notes are not fifty million comparisons.
    """
    all_runs = [runs(text) for text in texts]
    holders: dict[int, list[int]] = defaultdict(list)
    found = []
    for second, own in enumerate(all_runs):
        candidates: set[int] = set()
        for number in sorted(own)[:_SKETCH]:
            candidates.update(holders[number])
            holders[number].append(second)
        for first in sorted(candidates):
            common = share(all_runs[first], own)
            if common >= threshold:
                found.append(NearCopy(first, second, common, differences(texts[first], texts[second])))
    return found


def differences(first: str, second: str, most: int = 12) -> tuple[tuple[str, str], ...]:
    """What was changed from the first note to the second, as pairs of words (either may be empty)."""
    a, b = first.split(), second.split()
    changed = [
        (" ".join(a[i:j]), " ".join(b[k:n]))
        for tag, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return tuple(changed[:most])
