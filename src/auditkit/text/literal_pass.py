"""The literal pass: every phrase of every layer found in one reading of a note, with one automaton.

A layer is a set of phrases that hide one another: where hits of a layer overlap, one that lies inside a longer one is dropped.
Layers do not see each other. With ahocorasick-rs the automaton is compiled; else one expression made of the same phrases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
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
        same: dict[int, int] = {}  # equal bits as one object, of which there are a few hundred instead of thousands
        for layer, phrases in enumerate(layers):
            for literal, (bits, phrase) in _literals(phrases).items():
                literals.append(literal)
                self._known.append((layer, literal.endswith(" "), same.setdefault(bits, bits), phrase))
        if ahocorasick_rs is not None and compiled:
            # overlapping search needs the standard kind; a literal that two layers share is reported for both
            automaton = ahocorasick_rs.AhoCorasick(literals, matchkind=ahocorasick_rs.MatchKind.Standard)
            self._matches = partial(automaton.find_matches_as_indexes, overlapping=True)
        else:
            self._matches = _by_expression(literals, [layer for layer, *_ in self._known])

    def find(self, words: str) -> list[list[Hit]]:
        """For each layer its hits in reading order, without those that lie inside a longer one. `words` are `plain`."""
        hay = f" {words} "  # hay[i + 1] is words[i], and a literal begins with the space before its word
        space, known = hay.find, self._known
        found: list[list[Hit]] = [[] for _ in range(self._layers)]
        first, last = [len(hay)] * self._layers, [-1] * self._layers
        # From the last end to the first: what does not begin before all that was seen lies inside one of them.
        for literal, start, end in reversed(self._matches(hay)):
            layer, whole, bits, phrase = known[literal]
            if start >= first[layer]:
                continue
            first[layer] = start
            end = end - 2 if whole else space(" ", end) - 1
            if last[layer] == end:  # one that ends with it and began later
                found[layer][-1] = _hit((start, end, bits, phrase))
            else:
                last[layer] = end
                found[layer].append(_hit((start, end, bits, phrase)))
        for hits in found:
            hits.reverse()
        return found


_hit = partial(tuple.__new__, Hit)  # a third of the cost of calling Hit, which counts where there are a hundred a note


def _literals(phrases: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Literals of the plain text with their bits and the phrase as written.

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
    return literals


def _by_expression(literals: list[str], layers: list[int]) -> Callable[[str], list[tuple[int, int, int]]]:
    """The matches of an automaton without one, by their ends: at each space the longest literal of each layer."""
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
        found = []
        for match in expression.finditer(hay):
            at = match.start()
            for number in begins_with.get(match[1], ()):  # () where there is no phrase at all
                found.append((number, at, at + len(literals[number])))
        found.sort(key=itemgetter(2))
        return found

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
