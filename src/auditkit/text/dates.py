"""Dates as practices write them, in figures or dictated in words, with their spans."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from auditkit.text.clock import ONES

_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t(?:ember)?|ober|ember)?\b\.?"
_MONTH_WORDS = frozenset(_MONTHS) | frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "sept",
        "october",
        "november",
        "december",
    ]
)
# Begins with a digit, so that the engine goes from digit to digit; what stands before is looked at afterwards.
_FIGURES = re.compile(r"(?P<a>\d{1,4})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,4})(?![\d/])")
_ONES = {word: number for number, word in enumerate(ONES)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {
    w: i
    for i, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
} | {"thirtieth": 30}
_ORDINAL = r"(?:(?:twenty|thirty)[\s-])?(?:" + "|".join(_ORDINALS) + r")"
_YEAR_WORDS = r"two\s+thousand(?:\s+and)?\s+(?:twenty|thirty)(?:[\s-]\w+)?|twenty\s+(?:twenty|thirty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
_WORDS = re.compile(
    rf"\b(?:(?P<name>{_MONTH})\s+(?:the\s+)?(?:(?P<nd>\d{{1,2}})(?:st|nd|rd|th)?|(?P<no>{_ORDINAL}))(?:\s+of)?,?\s+(?:(?P<ny>\d{{4}})\b|(?P<nw>{_YEAR_WORDS})\b)"
    rf"|(?:(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?|(?:the\s+)?(?P<do>{_ORDINAL}))(?:[\s-]+|\s+of\s+)(?P<dname>{_MONTH}),?[\s-]+(?:(?P<dy>\d{{4}}|\d{{2}})\b|(?P<dw>{_YEAR_WORDS})\b))",
    re.I,
)


_RUNS_ON = frozenset("0123456789/.-")  # a figure that goes on from these is no date's first


class Dated(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    day: date


def dates(text: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """Whole dates (with a year) in the text, in order; impossible ones are left out. Month first, as in the US."""
    end = len(text) if end is None else end
    found = []
    for match in _FIGURES.finditer(text, start, end):
        if text[match.start() - 1 : match.start()] in _RUNS_ON:
            continue
        a, b, c = match["a"], match["b"], match["c"]
        if len(a) == 4 and match["sep"] == "-" and len(c) <= 2:
            year, month, day = int(a), int(b), int(c)
        elif len(a) <= 2 and len(c) in (2, 4) and text[match.end() : match.end() + 1] != "-":
            year, month, day = int(c), int(a), int(b)
        else:
            continue
        _add(found, match, year, month, day)
    words = text[start:end].lower().replace(",", " ").replace(".", " ").replace("-", " ").split()
    if not _MONTH_WORDS.isdisjoint(words):
        figures = len(found)
        for match in _WORDS.finditer(text, start, end):
            if match["name"]:
                month, day, year = match["name"], match["nd"] or match["no"], match["ny"] or match["nw"]
            else:
                month, day, year = match["dname"], match["dd"] or match["do"], match["dy"] or match["dw"]
            _add(found, match, _number(year), _MONTHS[month[:3].lower()], _number(day))
        if figures < len(found) and figures:
            found.sort()
    return found


def _add(found: list[Dated], match: re.Match, year: int, month: int, day: int) -> None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        found.append(Dated(match.start(), match.end(), date(year, month, day)))
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
