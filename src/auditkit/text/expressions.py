"""Expressions that are searched for from one possible first character to the next.

`re` does so by itself where an expression begins with a character. Most of ours begin with a word boundary, a look-behind or
an optional word, and then each character of the text is tried in full, at ten times the cost. `expression` works out which
characters a match can begin with, whatever stands before them, and tells the engine: what is found is the same, in half the time.

The engine's table of first characters can be given only where it keeps its code, in parts of `re` that promise no stability.
So this is done for the versions of that code known here; with any other, and with whatever is not understood, an expression is
what `re.compile` makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

try:
    import _sre
    from re import _compiler, _parser
    from re import _constants as code
except ImportError:  # pragma: no cover - a Python that keeps them elsewhere
    _sre = None

_KNOWN = frozenset((20220615, 20221023, 20230612))  # of Python 3.11, 3.12 and 3.13
_READS = _sre is not None and code.MAGIC in _KNOWN

_FOREIGN = 1 << 128  # a character is the bit of its number; this one stands for all that are not ASCII
_ALL = 2 * _FOREIGN - 1
_ENOUGH = 104  # of those: nothing is gained where nearly every character may begin a match
_OTHER_RULES = re.ASCII | re.LOCALE | re.DEBUG  # flags under which classes of characters mean something else


class _Unknown(Exception):
    """A part of an expression that is not understood here."""


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, for an expression that is searched for often. Raises re.error where the pattern is none."""
    if not _READS or flags & _OTHER_RULES:
        return re.compile(pattern, flags)
    parsed = _parser.parse(pattern, int(flags))
    if parsed.state.flags & _OTHER_RULES:
        return re.compile(pattern, flags)
    words = _compiler._code(parsed, int(flags))
    op, skip, kind, least, most = words[:5]
    if (
        op == code.INFO and not kind and least and (table := _table(parsed))
    ):  # it has none, and no fixed text to begin with
        words[: skip + 1] = [code.INFO, 4 + len(table), code.SRE_INFO_CHARSET, least, most, *table]
    groups = parsed.state.groupdict
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in groups.items():
        names[number] = name
    return _sre.compile(pattern, int(flags) | parsed.state.flags, words, len(names) - 1, groups, tuple(names))


def _table(parsed) -> list[int]:
    """The engine's words for "one of the characters that a match begins with"; none where they are not known, or too many."""
    try:
        begins, may_be_empty = _first(parsed, parsed.state.flags)
    except _Unknown:
        return []
    if may_be_empty or begins.bit_count() > _ENOUGH:
        return []
    marks = bytearray(begins >> char & 1 for char in range(128)) + bytes(128)
    rest = []
    if begins & _FOREIGN:
        marks[128:] = b"\1" * 128
        rest = [code.RANGE, 256, 0x10FFFF]
    return [code.CHARSET, *_compiler._mk_bitmap(marks), *rest, code.FAILURE]


def _first(items: Iterable, flags: int) -> tuple[int, bool]:
    """The characters that a match of these parts can begin with, and: may it be empty?"""
    begins = 0
    for op, given in items:
        chars, may_be_empty = _first_of(op, given, flags)
        begins |= chars
        if not may_be_empty:
            return begins, False
    return begins, True


def _first_of(op, given, flags: int) -> tuple[int, bool]:
    if op is code.LITERAL:
        return _alike(given, flags), False
    if op is code.IN:
        return _one_of(given, flags), False
    if op is code.BRANCH:
        begins, is_empty = 0, False
        for items in given[1]:
            chars, may_be_empty = _first(items, flags)
            begins |= chars
            is_empty |= may_be_empty
        return begins, is_empty
    if op is code.SUBPATTERN:
        _, on, off, items = given
        return _first(items, (flags | on) & ~off)
    if op is code.MAX_REPEAT or op is code.MIN_REPEAT or op is code.POSSESSIVE_REPEAT:
        least, _, items = given
        begins, may_be_empty = _first(items, flags)
        return begins, may_be_empty or not least
    if op is code.AT or op is code.ASSERT or op is code.ASSERT_NOT:
        return 0, True
    if op is code.ANY or op is code.NOT_LITERAL:
        return _ALL, False
    if op is code.ATOMIC_GROUP:
        return _first(given, flags)
    raise _Unknown


def _alike(char: int, flags: int) -> int:
    """A character, and where case is ignored all that might be the same: also letters far from ASCII, as the long s."""
    if not flags & re.IGNORECASE:
        return 1 << min(char, 128)
    if char > 127:
        raise _Unknown
    return 1 << char | 1 << ord(chr(char).lower()) | 1 << ord(chr(char).upper()) | _FOREIGN


def _one_of(members: Iterable, flags: int) -> int:
    """The characters of a set in brackets."""
    begins = 0
    negated = False
    for op, given in members:
        if op is code.NEGATE:
            negated = True
            if flags & re.IGNORECASE:
                return _ALL
        elif op is code.LITERAL:
            begins |= _alike(given, flags)
        elif op is code.RANGE:
            low, high = given
            for char in range(min(low, 128), min(high, 128) + 1):
                begins |= _alike(char, flags)
        elif op is code.CATEGORY and given in _CLASSES:
            begins |= _CLASSES[given]
        else:
            raise _Unknown
    return _ALL & ~begins | _FOREIGN if negated else begins


def _classes() -> dict:
    """Classes of characters as Unicode has them: which of ASCII belong to each, and that others may."""
    digits = sum(1 << char for char in range(128) if chr(char).isdecimal())
    spaces = sum(1 << char for char in range(128) if chr(char).isspace())
    letters = sum(1 << char for char in range(128) if chr(char).isalnum() or chr(char) == "_")
    return {
        code.CATEGORY_DIGIT: digits | _FOREIGN,
        code.CATEGORY_NOT_DIGIT: _ALL & ~digits,
        code.CATEGORY_SPACE: spaces | _FOREIGN,
        code.CATEGORY_NOT_SPACE: _ALL & ~spaces,
        code.CATEGORY_WORD: letters | _FOREIGN,
        code.CATEGORY_NOT_WORD: _ALL & ~letters,
    }


_CLASSES = _classes() if _READS else {}
