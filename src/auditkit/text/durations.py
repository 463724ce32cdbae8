"""Durations: every "15 min", "forty minutes" and "1 hr 10 min" of a note, found once."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.clock import value_of
from auditkit.text.expressions import expression

NUMBER_WORD = r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|five|six|seven|eight|nine)"
UNIT = r"(?:\s?-?\s?(?:minutes?|mins?\b\.?|min\b\.?)|\s?m(?=[\s,;.)]|$)|['\u2019\u2032](?![\w'\u2019]))"

_UNIT = re.compile(UNIT)
_JOINED = ("_", ".", ":", "/")
_MARKS = frozenset("'\u2019\u2032")
# Each begins with its first character, so that the engine goes from one such character to the next.
_UNIT_WORD = re.compile(r"m(?<=\sm)in(?:ute)?s?\b")
_IN_WORDS = expression(rf"\b({NUMBER_WORD})\s+min(?:ute)?s?$")
_HOUR_WORD = re.compile(r"h(?<=[\d\s]h)(?:ours?|rs?)?\b")
_IN_HOURS = expression(
    r"\b(?P<h>\d|one|two|an?)\s?(?:hours?|hrs?|h)\b(?:\s*(?:and\s+)?(?P<m>\d{1,2})\s?(?:minutes?|mins?|m)\b)?"
)
# minutes -> "half an hour", "three quarters of an hour", "an hour and a half"
_FRACTIONS = {
    30: expression(r"\b(?:(?:a|one)[ -])?half(?:[ -]an?)?[ -]hour\b|\b1/2[ -](?:an )?h(?:ou)?rs?\b"),
    45: expression(r"\bthree[ -]quarters? of an hour\b|\bthree[ -]quarter[ -]hour\b"),
    90: expression(r"\b(?:an|one) hour and (?:a|one) half\b|\bone and (?:a|one)[ -]half hours?\b"),
    15: expression(r"\b(?:a |one )?quarter(?: of an)?[ -]hour\b(?<!three quarter hour)(?<!three-quarter hour)"),
}
_HOURS = {"one": 1, "two": 2, "a": 1, "an": 1}


class Duration(NamedTuple):
    """Minutes written at `start`..`end`, in hours or not."""

    start: int
    end: int
    minutes: int
    in_hours: bool


def durations(low: str, figures: list[tuple[int, int]]) -> list[Duration]:
    """The durations of a note (in lower case, with its `figures`) in reading order."""
    found = []
    for start, end in figures:
        if end - start > 3 or not ("m" in low[end : end + 3] or low[end : end + 1] in _MARKS):
            continue
        if _stands_alone(low, start) and (unit := _UNIT.match(low, end)):
            found.append(Duration(start, unit.end(), int(low[start:end]), False))
    for unit in _UNIT_WORD.finditer(low):
        at = unit.start()
        if low[max(0, at - 9) : at].rstrip()[-1:].isalpha() and (
            match := _IN_WORDS.search(low, max(0, at - 30), unit.end())
        ):
            found.append(Duration(*match.span(), value_of(match[1]), False))
    if _HOUR_WORD.search(low):
        parts = [(m.span(), n) for n, fraction in _FRACTIONS.items() for m in fraction.finditer(low)]
        found += [Duration(*span, n, True) for span, n in parts]
        for match in _IN_HOURS.finditer(low):
            if any(start < match.end() and match.start() < end for (start, end), _ in parts):
                continue
            hours = _HOURS.get(match["h"]) or int(match["h"])
            found.append(Duration(*match.span(), 60 * hours + int(match["m"] or 0), True))
    found.sort()
    return found


def _stands_alone(low: str, start: int) -> bool:
    """Is the number no part of a word, a date or a time? An "x" before it is none: "x 15 min", "xx15"."""
    before = low[start - 1 : start]
    return not (before.isalnum() or before in _JOINED) or (before == "x" and low[start - 2 : start - 1] in " \n\tx")
