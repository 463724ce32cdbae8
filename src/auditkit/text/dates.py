"""Dates as practices write them, in figures or dictated in words, with their spans."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from auditkit.text.clock import ONES
from auditkit.text.cues import find, layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.literal_pass import Hit

_WORDS = vocabulary("dates")
# A layer in which the bits of a month's name are its number.
MONTHS = layer({name: number for number, names in enumerate(_WORDS["months"], start=1) for name in names})
# The month of a date in figures between its marks: few places of a note look like it, and the rest is read from there.
_MIDDLE = re.compile(r"[/.-]\d{1,2}[/.-](?=\d)")
_FIGURES = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\d/])")
_GLUED = expression(r"(\d(?<![\w/.-]\d)\d?)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(\d{4}|\d{2})\b", re.I)
# "DOS 062926", "visit 17 \u00b7 06292026": in figures only, behind a word of the visit
_UNMARKED = expression(r"(?<!\d)(0[1-9]|1[0-2])([0-2]\d|3[01])((?:20)?[23]\d)(?!\d)(?!/)")
_OF_A_VISIT = re.compile(
    r"\b(?:dos|date|seen|visit|vst|session|sess|note|tx|treatment|eval\w*)\b\s*(?:of service\b|date\b)?[^\w\n]{0,4}(?:#?\d{1,3}(?![\d/])[^\w\n]{1,4})?$",
    re.I,
)
_SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ONES = {word: number for number, word in enumerate(ONES)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {word: number for number, word in enumerate(_WORDS["ordinals"], start=1)} | {"thirtieth": 30}
_ORDINAL = r"(?:(?:twenty|thirty)[\s-])?(?:" + "|".join(_ORDINALS) + r")"
_YEAR_WORDS = r"two\s+thousand(?:\s+and)?\s+(?:twenty|thirty)(?:[\s-]\w+)?|twenty\s+(?:twenty|thirty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
# What stands behind and before the name of a month: "March the 5th, 2026", "fifth of March 2026".
_DAY_AND_YEAR = expression(
    rf"\.?\s+(?:the\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?|({_ORDINAL}))(?:\s+of)?,?\s+(?:(\d{{4}})\b|({_YEAR_WORDS})\b)",
    re.I,
)
_DAY = expression(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?|(?:the\s+)?({_ORDINAL}))(?:[\s-]+|\s+(?:of|de)\s+)$", re.I)
_YEAR = re.compile(rf"\.?,?[\s-]+(?:del?\s+)?(?:(\d{{4}}|\d{{2}})\b|({_YEAR_WORDS})\b)", re.I)
_DAY_REACH = 30  # characters that a day in words takes in front of the month

_MARKS = frozenset("/.-")
_RUNS_ON = frozenset("0123456789/.-")  # a figure that goes on from these is no date's first


class Dated(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    day: date


def dates(text: str, months: list[Hit] | None = None, figures: list[tuple[int, int]] | None = None) -> list[Dated]:
    """Whole dates (with a year) in the text, in order; impossible ones are left out. Month first, as in the US,
    unless the first number can be no month.

    `months` are the hits of the layer `MONTHS`, and `figures` where the numbers stand, where they are known already.
    """
    found: list[Dated] = []
    numbers = figures if text.isascii() else None  # which know no digits but those of ASCII
    for start in _middles(text, numbers):
        while start and text[start - 1].isdigit():
            start -= 1
        match = _FIGURES.match(text, start)
        if match is None or text[start - 1 : start] in _RUNS_ON:
            continue
        a, _, b, c = match.groups()
        if len(a) == 4 and len(c) <= 2:
            _add(found, start, match.end(), int(a), int(b), int(c))
        elif (
            len(a) <= 2
            and len(c) in (2, 4)
            and (text[match.end() : match.end() + 1] != "-" or text[match.end() + 1 : match.end() + 2].isalpha())
        ):
            month, day = (int(b), int(a)) if 12 < int(a) < 32 and int(b) < 13 else (int(a), int(b))
            _add(found, start, match.end(), int(c), month, day)
    in_figures = len(found)
    for name in find(text)[MONTHS] if months is None else months:
        if (year := _YEAR.match(text, name.end)) and (
            day := _DAY.search(text, max(0, name.start - _DAY_REACH), name.start)
        ):
            _add(found, day.start(), year.end(), _number(year[1] or year[2]), name.cues, _number(day[1] or day[2]))
        elif match := _DAY_AND_YEAR.match(text, name.end):
            _add(
                found, name.start, match.end(), _number(match[3] or match[4]), name.cues, _number(match[1] or match[2])
            )
    if numbers is None or any(_may_be_glued(text, start, end) for start, end in numbers):
        for match in _GLUED.finditer(text):  # 03MAR2026
            _add(found, *match.span(), int(match[3]), 1 + _SHORT_MONTHS.index(match[2].lower()), int(match[1]))
        for match in _UNMARKED.finditer(text):
            if _OF_A_VISIT.search(text, max(0, match.start() - 24), match.start()):
                _add(found, *match.span(), int(match[3]), int(match[1]), int(match[2]))
    if 0 < in_figures < len(found) or len(found) > 1:
        found.sort()
    return found


def _middles(text: str, numbers: list[tuple[int, int]] | None) -> list[int]:
    """Where the mark in front of a number stands that has one behind it too, as the month in "3/14/26"."""
    if numbers is None:
        return [middle.start() for middle in _MIDDLE.finditer(text)]
    return [
        start - 1
        for start, end in numbers
        if end - start < 3
        and text[start - 1] in "/.-"
        and text[end : end + 1] in _MARKS
        and text[end + 1 : end + 2].isdecimal()
        and start
    ]


def _may_be_glued(text: str, start: int, end: int) -> bool:
    """Could the number be a date without marks, or the day of one, as in "062926" and "03MAR2026"?"""
    return end - start > 5 or (text[end : end + 3].isalpha() and text[end + 3 : end + 4].isdecimal())


def _add(found: list[Dated], start: int, end: int, year: int, month: int, day: int) -> None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        found.append(Dated(start, end, date(year, month, day)))
    except ValueError:
        return


def _number(words: str) -> int:
    """ "15", "fifteenth", "twenty sixth", "two thousand twenty six", "twenty twenty six" """
    if words.isdigit():
        return int(words)
    parts = re.split(r"[\s-]+", words.lower())
    value = (
        sum(_ORDINALS.get(p) or _TENS.get(p) or 0 for p in parts if p in _ORDINALS or p in _TENS)
        if len(parts) <= 2 and parts[-1] in _ORDINALS
        else 0
    )
    if value:
        return value
    tail = 0
    for part in parts[1:]:
        tail += _TENS.get(part, 0) + (_ONES.get(part, 0) if part in _ONES else 0)
    return 2000 + tail
