"""Cues: the phrases that criteria look for, found in one literal pass over a note.

A cue is a set of phrases with a name; each name has one bit, and a hit carries the bits of all cues that its phrase belongs
to. A phrase ends at a word boundary; a trailing `*` takes the rest of the word ("ambulat*"). Punctuation in a phrase and in a
note is read as a space, so "sit-to-stand" and "sit to stand" are one phrase. Where hits overlap, one that lies inside a longer
one is dropped: "walker" never is "walk", and "no difficulty" as a cue of its own hides "difficulty".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

try:  # compiled speed-up, picked up when present
    import ahocorasick_rs
except ImportError:  # pragma: no cover - the browser build
    ahocorasick_rs = None


class Hit(NamedTuple):
    """A phrase found at `start`..`end` of the note; `cues` holds one bit for each cue that it belongs to."""

    start: int
    end: int
    cues: int
    phrase: str


_bits: dict[str, int] = {}
_phrases: dict[str, int] = {}  # phrase as written -> bits
_matcher: _Matcher | None = None

_SPACES = str.maketrans({chr(c): (chr(c).lower() if chr(c).isalnum() else " ") for c in range(128)})
_ALIKE = (
    ("\u2019", "'"),
    ("\u2018", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2013", "-"),
    ("\u2014", "-"),
    ("\u00a0", " "),
)


def plain(text: str) -> str:
    """The text in lower case with every character that is no letter or digit as a space; the length stays the same."""
    if not text.isascii():
        for odd, usual in _ALIKE:
            text = text.replace(odd, usual)
        text = text.encode("ascii", "replace").decode("ascii")
    return text.translate(_SPACES)


def cue(name: str, *phrases: str) -> int:
    """The bit of the cue `name`, with `phrases` added to it. Same name, same bit."""
    global _matcher
    bit = _bits.setdefault(name, 1 << len(_bits))
    for phrase in phrases:
        known = _phrases.get(phrase, 0)
        if known | bit != known:
            _phrases[phrase] = known | bit
            _matcher = None
    return bit


@cache
def vocabulary(file: str) -> dict[str, dict[str, list[str]]]:
    """The tables of `vocabulary/<file>.toml`: cue name -> discipline ("any", "PT", "OT", "SLP") -> phrases."""
    return tomllib.loads((files("auditkit.text") / "vocabulary" / f"{file}.toml").read_text(encoding="utf-8"))


def shared(file: str, *names: str) -> tuple[int, ...]:
    """The bits of cues that a vocabulary file defines, in the order asked for. Raises KeyError for a name it has not."""
    tables = vocabulary(file)
    return tuple(cue(name, *(phrase for group in tables[name].values() for phrase in group)) for name in names)


def find(text: str) -> list[Hit]:
    """All hits in reading order, without those that lie inside a longer one."""
    global _matcher
    if _matcher is None:
        _matcher = _Matcher(_phrases)
    return _matcher.find(plain(text))


def matcher(phrases: dict[str, int]) -> _Matcher:
    """A literal pass of its own (phrase -> bits), for words that must neither hide nor be hidden by the shared cues."""
    return _Matcher(phrases)


class _Matcher:
    """The literal pass. With ahocorasick-rs one automaton; else one expression made of the same phrases."""

    def __init__(self, phrases: dict[str, int], *, compiled: bool = True):
        patterns: dict[str, tuple[int, str]] = {}
        for phrase, bits in phrases.items():
            stem = phrase.endswith("*")
            literal = " " + plain(phrase.rstrip("*")).strip() + ("" if stem else " ")
            if literal in patterns:
                bits |= patterns[literal][0]
            patterns[literal] = (bits, phrase)
        _share_stems(patterns)
        self._literals = list(patterns)
        self._known = [(len(lit) - 1 if lit.endswith(" ") else 0, *patterns[lit]) for lit in self._literals]
        if ahocorasick_rs is not None and compiled:
            # the automaton wants a long-lived list; overlapping search needs the standard kind
            self._automaton = ahocorasick_rs.AhoCorasick(self._literals, matchkind=ahocorasick_rs.MatchKind.Standard)
            self._pairs = self._by_automaton
        else:
            self._index = {lit: i for i, lit in enumerate(self._literals)}
            self._expression = re.compile(_as_expression(self._literals))
            self._pairs = self._by_expression

    def _by_automaton(self, hay: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(hay, overlapping=True)

    def _by_expression(self, hay: str) -> list[tuple[int, int, int]]:
        index = self._index
        return [(index[m[1]], m.start(), m.end(1)) for m in self._expression.finditer(hay)]

    def find(self, words: str) -> list[Hit]:
        hay = f" {words} "  # hay[i + 1] is words[i], and a literal begins with the space before its word
        known = self._known
        found = []
        for index, start, end in self._pairs(hay):
            whole, bits, phrase = known[index]
            # hay position of the word's first letter is start + 1, which is `start` in the note
            found.append((start, start + whole - 1 if whole else hay.find(" ", end) - 1, bits, phrase))
        found.sort(key=_reading_order)
        hits: list[Hit] = []
        reach, last = -1, -1
        for hit in found:
            start, end, bits, _ = hit
            if end > reach:
                reach, last = end, start
                hits.append(Hit._make(hit))
            elif end == reach and start == last:
                hits[-1] = hits[-1]._replace(cues=hits[-1].cues | bits)
        return hits


def _reading_order(hit: tuple) -> tuple[int, int]:
    return hit[0], -hit[1]


def _share_stems(patterns: dict[str, tuple[int, str]]) -> None:
    """Give each literal the bits of shorter stems that would take the same words, so that the longest one speaks for all."""
    for literal, (bits, phrase) in list(patterns.items()):
        whole = literal.rstrip(" ")
        for cut in range(whole.rindex(" ") + 2, len(literal)):
            stem = patterns.get(whole[:cut])
            if stem and whole[:cut] != literal:
                bits |= stem[0]
        patterns[literal] = (bits, phrase)


def _as_expression(literals: Iterable[str]) -> str:
    """One expression that captures, at each space, the longest literal there: a trie, so that prefixes are tried once."""
    trie: dict = {}
    for literal in literals:
        node = trie
        for char in literal[1:]:
            node = node.setdefault(char, {})
        node[""] = {}

    def write(node: dict) -> str:
        ends = "" in node
        branches = [re.escape(char) + write(child) for char, child in sorted(node.items()) if char]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 else "(?:" + "|".join(branches) + ")"
        return f"(?:{body})?" if ends else body

    return "(?=( " + write(trie) + "))"
