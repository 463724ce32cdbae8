"""Cues: the phrases that criteria look for, found in one literal pass over a note.

A cue is a set of phrases with a name; each name has one bit, and a hit carries the bits of all cues that its phrase belongs
to. A phrase ends at a word boundary; a trailing `*` takes the rest of the word ("ambulat*"). Punctuation in a phrase and in a
note is read as a space, so "sit-to-stand" and "sit to stand" are one phrase. Where hits overlap, one that lies inside a longer
one is dropped: "walker" never is "walk", and "no difficulty" as a cue of its own hides "difficulty". Words that must neither
hide nor be hidden by the shared cues have a layer of their own, with bits of their own; it is found in the same pass.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from auditkit.text.literal_pass import Hit, LiteralPass, plain

SHARED = 0  # the layer of the cues that all criteria share

_bits: dict[str, int] = {}
_layers: list[dict[str, int]] = [{}]  # layer -> phrase as written -> bits
_pass: LiteralPass | None = None


def cue(name: str, *phrases: str) -> int:
    """The bit of the cue `name`, with `phrases` added to it. Same name, same bit."""
    global _pass
    bit = _bits.setdefault(name, 1 << len(_bits))
    known = _layers[SHARED]
    for phrase in phrases:
        if not known.get(phrase, 0) & bit:
            known[phrase] = known.get(phrase, 0) | bit
            _pass = None
    return bit


def layer(phrases: Mapping[str, int], *, hides: Iterable[str] = ()) -> int:
    """A layer of its own for `phrases` (each with bits that mean something to its owner); gives the number to ask `find` for.

    `hides` are those of them that hide the shared cues inside them ("go on" is no "go"), though no shared cue hides them.
    """
    global _pass
    _layers.append(dict(phrases))
    for phrase in hides:
        _layers[SHARED].setdefault(phrase, 0)
    _pass = None
    return len(_layers) - 1


@cache
def vocabulary(file: str) -> dict[str, Any]:
    """What `vocabulary/<file>.toml` holds: for cues a table each, discipline ("any", "PT", "OT", "SLP") -> phrases."""
    return tomllib.loads((files("auditkit.text") / "vocabulary" / f"{file}.toml").read_text(encoding="utf-8"))


def shared(file: str, *names: str) -> tuple[int, ...]:
    """The bits of cues that a vocabulary file defines, in the order asked for. Raises KeyError for a name it has not."""
    tables = vocabulary(file)
    return tuple(cue(name, *(phrase for group in tables[name].values() for phrase in group)) for name in names)


def find(text: str) -> list[list[Hit]]:
    """The hits of each layer in reading order, without those that lie inside a longer one of their layer."""
    global _pass
    if _pass is None:
        _pass = LiteralPass(_layers)
    return _pass.find(plain(text))
