"""Excerpts with everything that points at a person marked as {kind:words}, and how much of it a masking covers.

A marked thing is covered when every word of it is: half a name masked is a name given away. Titles ("Dr.") count for nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from auditkit.training.masking import Hit, Person, Roster, What, find

_MARK = re.compile(r"\{(" + "|".join(what.name.lower() for what in What) + r"):([^{}]+)\}")
_WORD = re.compile(r"[^\W_]+")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss"})


@dataclass(frozen=True)
class Excerpt:
    """A text, what points at a person in it (`hits` as they should be), and the patient as the practice's roster has them."""

    voice: str
    text: str
    marks: tuple[Hit, ...]
    roster: Roster | None


@dataclass
class Reading:
    """What was covered of what was marked, by kind, and the words that were masked for nothing."""

    marked: Counter[What] = field(default_factory=Counter)
    covered: Counter[What] = field(default_factory=Counter)
    missed: list[tuple[str, What, str]] = field(default_factory=list)  # voice, kind, words
    false: list[tuple[str, What, str]] = field(default_factory=list)
    words: int = 0

    def recall(self, what: What | None = None) -> float:
        """The share covered, of one kind or of all."""
        if what is None:
            return self.covered.total() / self.marked.total()
        return self.covered[what] / self.marked[what]

    @property
    def false_per_100(self) -> float:
        """Words masked for nothing, per 100 words of text."""
        return 100 * len(self.false) / self.words


def excerpts(path: Path) -> Iterator[Excerpt]:
    """The excerpts of a file, marks taken out of the text."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["excerpt"]:
        parts, marks, at, length = [], [], 0, 0
        for match in _MARK.finditer(row["text"]):
            parts += [row["text"][at : match.start()], match[2]]
            length += match.start() - at
            marks.append(Hit(length, length + len(match[2]), What[match[1].upper()], "marked"))
            length += len(match[2])
            at = match.end()
        patient = row.get("patient")
        roster = Roster([Person(**patient)]) if patient else None
        yield Excerpt(row["voice"], "".join([*parts, row["text"][at:]]), tuple(marks), roster)


def read(path: Path, *, with_roster: bool) -> Reading:
    """What `find` covers of a file, with or without each excerpt's patient on the roster."""
    reading = Reading()
    for excerpt in excerpts(path):
        hits = find(excerpt.text, excerpt.roster if with_roster else None)
        words = [match.span() for match in _WORD.finditer(excerpt.text)]
        reading.words += len(words)
        for mark in excerpt.marks:
            reading.marked[mark.what] += 1
            if all(_inside(word, hits) for word in _counted(excerpt.text, words) if _inside(word, [mark])):
                reading.covered[mark.what] += 1
            else:
                reading.missed.append((excerpt.voice, mark.what, excerpt.text[mark.start : mark.end]))
        for word in _counted(excerpt.text, words):
            if (over := _inside(word, hits)) and not _inside(word, excerpt.marks):
                reading.false.append((excerpt.voice, over.what, excerpt.text[slice(*word)]))
    return reading


def _counted(text: str, words: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    return (word for word in words if text[slice(*word)].casefold() not in _TITLES)


def _inside(word: tuple[int, int], hits: Iterable[Hit]) -> Hit | None:
    return next((hit for hit in hits if hit.start <= word[0] and word[1] <= hit.end), None)
