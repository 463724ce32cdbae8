"""Durations: every "15 min", "forty minutes" and "1 hr 10 min" of a note, found once."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.clock import value_of

NUMBER_WORD = r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|five|six|seven|eight|nine)"
UNIT = r"(?:\s?-?\s?(?:minutes?|mins?\b\.?|min\b\.?)|\s?m(?=[\s,;.)]|$)|['\u2019\u2032](?![\w'\u2019]))"

# Each begins with its first character, so that the engine goes from one such character to the next.
_IN_FIGURES = re.compile(rf"\d(?:(?<![\w.:/]\d)|(?<=[\sx]x\d))\d{{0,2}}(?:{UNIT})")
_UNIT_WORD = re.compile(r"m(?<=\sm)in(?:ute)?s?\b")
_IN_WORDS = re.compile(rf"\b({NUMBER_WORD})\s+min(?:ute)?s?$")
_HOUR_WORD = re.compile(r"h(?<=[\d\s]h)(?:ours?|rs?)?\b")
_IN_HOURS = re.compile(
    r"\b(?P<h>\d|one|two|an?)\s?(?:hours?|hrs?|h)\b(?:\s*(?:and\s+)?(?P<m>\d{1,2})\s?(?:minutes?|mins?|m)\b)?"
)
_HOURS = {"one": 1, "two": 2, "a": 1, "an": 1}


class Duration(NamedTuple):
    """Minutes written at `start`..`end`, in hours or not."""

    start: int
    end: int
    minutes: int
    in_hours: bool


def durations(low: str) -> list[Duration]:
    """The durations of a note (in lower case) in reading order."""
    found = []
    for match in _IN_FIGURES.finditer(low):
        start, end = match.span()
        stop = start + 1
        while low[stop].isdecimal():
            stop += 1
        found.append(Duration(start, end, int(low[start:stop]), False))
    for unit in _UNIT_WORD.finditer(low):
        at = unit.start()
        if low[max(0, at - 9) : at].rstrip()[-1:].isalpha() and (
            match := _IN_WORDS.search(low, max(0, at - 30), unit.end())
        ):
            found.append(Duration(*match.span(), value_of(match[1]), False))
    if _HOUR_WORD.search(low):
        for match in _IN_HOURS.finditer(low):
            hours = _HOURS.get(match["h"]) or int(match["h"])
            found.append(Duration(*match.span(), 60 * hours + int(match["m"] or 0), True))
    found.sort()
    return found
