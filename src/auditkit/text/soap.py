"""SOAP by its letters alone: "S/ ... O/ ... A/ ... P/ ...", "[S] ...", "S. ...", "S <tab> ...", each on its line or all in one."""

from __future__ import annotations

import re
from functools import cache

# what may part the letter from its words; a colon or a dash makes any label and is read with the others
_MARKS = ("/", ")", "]", ".", "|", " |", ">", ";", "*", "\t", " ")
_IN_ONE_LINE = frozenset(("/", ")", "]", "|", " |", ">"))


def letters(text: str) -> dict[int, tuple[str, int]]:
    """Where a part of SOAP opens (the start of its letter or bracket): the letter, and where the words behind its mark begin.

    A letter alone may be an initial or a word ("A good day", "P. Lane"), so it counts only beside its sisters with the same mark:
    at the head of lines A and P with S or O, in running text all four in order.
    """
    for mark in _MARKS:
        if text.find("A" + mark) < 0 or text.find("P" + mark) < 0:
            continue
        found = {m.start(1): (m[2], m.end()) for m in _at_line(mark).finditer(text)}
        opened = {letter for letter, _ in found.values()}
        if {"O", "A", "P"} <= opened and (mark != " " or "S" in opened):
            return found
        if {"S", "A", "P"} <= opened and mark != " ":  # where no O ends it, nobody knows how far S goes
            return {at: part for at, part in found.items() if part[0] != "S"}
        if mark in _IN_ONE_LINE and text.find("O" + mark) >= 0 and (match := _in_line(mark).search(text)):
            return {match.start(letter): (letter, match.end(letter)) for letter in "SOAP"}
    return {}


@cache
def _at_line(mark: str) -> re.Pattern[str]:
    return re.compile(
        rf"^[ \t*#-]*([\[(]?([SOAP]){re.escape(mark)}[/\])*]*)(?=[ \t]*[^\s./=:\u2013\u2014-])(?!P\b)", re.M
    )


@cache
def _in_line(mark: str) -> re.Pattern[str]:
    return re.compile(
        r"[^\x00]{0,2000}?".join(
            rf"(?P<{letter}>(?<![\w/])[\[(]?{letter}{re.escape(mark)}/?)(?=\s)" for letter in "SOAP"
        )
    )
