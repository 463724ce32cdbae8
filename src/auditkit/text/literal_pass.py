"""The literal pass: every phrase of every layer found in one reading of a note, with one automaton.

A layer is a set of phrases that hide one another: where hits of a layer overlap, one that lies inside a longer one is dropped.
Layers do not see each other. With ahocorasick-rs the automaton is compiled; else one expression made of the same phrases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
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


_PLAIN = str.maketrans({chr(c): (chr(c).lower() if chr(c).isalnum() else " ") for c in range(128)})
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
    return text.translate(_PLAIN)


class LiteralPass:
    """`layers` are phrases with their bits; `find` gives the hits of each layer, in the same order."""

    def __init__(self, layers: Sequence[Mapping[str, int]], *, compiled: bool = True):
        self._layers = len(layers)
        self._known: list[tuple[int, bool, int, str]] = []  # layer, does it end with its word, bits, phrase
        literals: list[str] = []
        for layer, phrases in enumerate(layers):
            for literal, (bits, phrase) in _literals(phrases).items():
                literals.append(literal)
                self._known.append((layer, literal.endswith(" "), bits, phrase))
        if ahocorasick_rs is not None and compiled:
            # overlapping search needs the standard kind; a literal that two layers share is reported for both
            automaton = ahocorasick_rs.AhoCorasick(literals, matchkind=ahocorasick_rs.MatchKind.Standard)
            self._matches = partial(automaton.find_matches_as_indexes, overlapping=True)
        else:
            self._matches = _by_expression(literals, [layer for layer, *_ in self._known])

    def find(self, words: str) -> list[list[Hit]]:
        """For each layer its hits in reading order, without those that lie inside a longer one. `words` are `plain`."""
        hay = f" {words} "  # hay[i + 1] is words[i], and a literal begins with the space before its word
        space = hay.find
        known = self._known
        # (start, -end, literal): in reading order, of those that begin together the longest first
        found: list[list[tuple[int, int, int]]] = [[] for _ in range(self._layers)]
        for literal, start, end in self._matches(hay):
            layer, whole, _, _ = known[literal]
            found[layer].append((start, 2 - end if whole else 1 - space(" ", end), literal))
        return [self._longest(rows) for rows in found]

    def _longest(self, rows: list[tuple[int, int, int]]) -> list[Hit]:
        rows.sort()
        known = self._known
        hits: list[Hit] = []
        reach = 0
        for start, end, literal in rows:
            if end < reach:
                reach = end
                _, _, bits, phrase = known[literal]
                hits.append(Hit(start, -end, bits, phrase))
        return hits


def _literals(phrases: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Literals of the plain text with their bits and the phrase as written, the longest first.

    A trailing `*` takes the rest of the word. Where a stem takes the same words as a longer literal ("bottle*", "bottles"), the
    longer one speaks for both: with the bits of both, under the name of the stem.
    """
    literals: dict[str, tuple[int, str]] = {}
    for phrase, bits in phrases.items():
        literal = " " + plain(phrase.rstrip("*")).strip() + ("" if phrase.endswith("*") else " ")
        if literal in literals:
            bits |= literals[literal][0]
        literals[literal] = (bits, phrase)
    stems = {literal: known for literal, known in literals.items() if not literal.endswith(" ")}
    for literal, (bits, phrase) in literals.items():
        for cut in range(len(literal) - 1, literal.rindex(" ", 0, -1) + 1, -1):
            if stem := stems.get(literal[:cut]):
                bits, phrase = bits | stem[0], stem[1]
        literals[literal] = (bits, phrase)
    return dict(sorted(literals.items(), key=lambda item: -len(item[0])))


def _by_expression(literals: list[str], layers: list[int]) -> Callable[[str], list[tuple[int, int, int]]]:
    """The matches of an automaton without one: at each space the longest literal of each layer."""
    expression = re.compile(_as_expression(literals))
    of_literal: dict[str, dict[int, int]] = {}  # literal -> layer -> number
    for number, literal in enumerate(literals):
        of_literal.setdefault(literal, {})[layers[number]] = number
    begins_with: dict[str, list[int]] = {}  # literal -> for each layer the number of the longest literal it begins with
    for literal in of_literal:
        longest: dict[int, int] = {}
        for cut in range(2, len(literal) + 1):
            longest.update(of_literal.get(literal[:cut], {}))
        begins_with[literal] = list(longest.values())

    def matches(hay: str) -> list[tuple[int, int, int]]:
        return [
            (number, at, at + len(literals[number]))
            for match in expression.finditer(hay)
            for at in (match.start(),)
            for number in begins_with.get(match[1], ())  # () where there is no phrase at all
        ]

    return matches


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
