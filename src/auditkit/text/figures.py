"""Figures: where the numbers of a note stand. Found once, for readers that begin at a number."""

from __future__ import annotations

import re

_MARKED = bytes(48 if 48 <= byte <= 57 else 32 for byte in range(256))  # every digit as 0, all else as a space
_RUN = re.compile(rb"00*")  # begins with the mark itself, so that the engine goes from mark to mark


def figures(text: str) -> list[tuple[int, int]]:
    """`start`, `end` of every run of the digits 0 to 9, in reading order."""
    return [run.span() for run in _RUN.finditer(text.encode("ascii", "replace").translate(_MARKED))]
