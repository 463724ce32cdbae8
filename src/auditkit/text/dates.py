"""Dates as practices write them, with their spans."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = {m: i for i, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DATE = re.compile(
    r"(?<![\d/.-])(?:(?P<m>\d{1,2})(?P<sep>[/.-])(?P<d>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/-])"
    r"|(?P<iso>\d{4})-(?P<im>\d{1,2})-(?P<id>\d{1,2})(?!\d)"
    r"|(?P<name>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?\s+(?P<nd>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<ny>\d{4})"
    r"|(?P<dd>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<dname>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?,?[\s-]+(?P<dy>\d{4}|\d{2}))",
    re.I,
)


class Dated(NamedTuple):
    """A date and where it stands."""

    start: int
    end: int
    day: date


def dates(text: str, start: int = 0, end: int | None = None) -> list[Dated]:
    """Whole dates (with a year) in the text, in order; impossible ones are left out. Month first, as in the US."""
    found = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        if match["m"]:
            year, month, day = match["y"], match["m"], match["d"]
        elif match["iso"]:
            year, month, day = match["iso"], match["im"], match["id"]
        elif match["name"]:
            year, month, day = match["ny"], _MONTHS[match["name"][:3].lower()], match["nd"]
        else:
            year, month, day = match["dy"], _MONTHS[match["dname"][:3].lower()], match["dd"]
        year = int(year)
        if year < 100:
            year += 2000 if year < 70 else 1900
        try:
            found.append(Dated(match.start(), match.end(), date(year, int(month), int(day))))
        except ValueError:
            continue
    return found
