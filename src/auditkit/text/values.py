"""Numbers as notes write them, with the unit behind them: in digits ("12 s", "4+/5"), in words ("twelve seconds")."""

from __future__ import annotations

import re
from enum import StrEnum

from auditkit.text.expressions import expression


class Unit(StrEnum):
    """What kind of number it is; decided by what stands behind it."""

    DEGREES = "degrees"
    GRADE = "grade"  # n/5
    SCORE = "score"  # n/m
    PERCENT = "percent"
    SPEED = "speed"
    SECONDS = "seconds"
    DISTANCE = "distance"
    LENGTH = "length"
    WEIGHT = "weight"
    SOUND = "sound"
    FORCE = "force"
    REPETITIONS = "repetitions"
    MINUTES = "minutes"
    COUNT = "count"  # a bare number that a named measure or motion owns


# What may stand behind a number. It is matched against the text in lower case, so that the engine can tell from the first letter
# which branch fits; the empty group at a branch's end tells which one it was.
_UNIT = r"""
(?:
  [/.-]\d{1,2}[/.-]\d{2,4}\b(?P<date>) | -\d{2}-\d{2}\b(?P<date2>) | :\d{2}(?P<clock>)
 |[ \t\n]?(?:
   [x\u00d7](?:\s?\d|(?=/|\s?(?:per|a|wk|week|day|daily)\b))(?P<dose>)
  |set(?:s|\b)(?P<dose2>)
  |[+-]?\s?/\s?5\b(?!/)[+-]?(?P<grade>)
  |/\s?\d{1,3}(?:\.\d)?(?![\d/])(?:\s?(?:trials|opp[a-z]*|attempts|tries|words|reps))?(?P<score>)
  |o(?:ut\so)?f\s(?:the\s)?(?:\d{1,3}|five|ten|twenty)\b(?:\s(?:trials|opp[a-z]*|attempts|tries))?(?P<outof>)
  |[\u00b0\u00ba](?!\s?[fc]\b)(?P<degrees>)
  |deg(?:ree)?s?\b(?!\s?[fc]\b)(?P<degrees2>)
  |%(?P<percent>)
  |p(?:ercent|er\scent|ct)\b(?P<percent2>)
  |m(?:/s(?:ec)?|et(?:er|re)s?\s(?:per|a)\ssec[a-z]*|ph)\b(?P<speed>)
  |ft/s\b(?P<speed2>)
  |(?:mm\s?hg|bpm|l/min|lpm)\b(?P<vital>)
  |s(?:ec(?:ond)?s?)?\b(?!')(?P<seconds>)
  |c?m?m\b(?<=[cm]m)(?P<length>)
  |inch(?:es)?\b(?P<length2>)
  |finger\s?(?:breadths?|widths?)\b(?P<length3>)
  |"(?P<length4>)
  |in\b(?=\.|,|;|\)|\s(?:step|box|stool|diff|surface|seat|chair|height))(?P<length5>)
  |f(?:t|eet|oot)\b(?!\s\d{1,2}(?:\s?(?:in\b|")|\s?(?:,|;|$)))(?P<distance>)
  |m(?:i|et(?:er|re)s?|iles?)?\b(?!\s(?:a|per|each|every)\s(?:day|night|week|morning)|\sdaily|/\s?(?:day|week|wk))(?P<distance2>)
  |y(?:d|ards?)\b(?P<distance3>)
  |blocks?\b(?!\s(?:in|/))(?P<distance4>)
  |(?:lbs?|pounds?|kgs?|kilo(?:gram)?s?)(?![a-z])(?P<weight>)
  |\#(?![a-z])(?P<weight2>)
  |(?:db|k?hz)\b(?P<sound>)
  |(?:reps?|repetitions?|stands|sit[\s-]to[\s-]stands|blocks/min|blocks\sin|words\sper\smin[a-z]*|wpm|syllables\sper\smin[a-z]*|steps|stairs|errors?)\b(?P<reps>)
  |m(?:ins?|inutes?)(?![a-z])(?P<minutes>)
  |h(?:rs?|ours?)(?![a-z])(?P<minutes2>)
  |'(?![a-z])(?P<minutes3>)
  |-?(?:days?|wks?|weeks?|months?|mos?|yrs?|years?|visits?|sessions?|y/?o|yo|units?|appointments?)\b(?P<span>)
  |th\s(?:percentile|%ile)(?P<percent3>)
  |(?:st|nd|rd|th)(?:\s?%?ile(?P<percent4>)|\b(?P<span2>))
  |(?:lbf|newtons?|nm|[u\u00b5\u03bc]v|microvolts?|kpa|psi|cm\s?h2o)\b(?P<force>)
  |[a-z]{4,14}\s(?:in|per)\s(?:(?:a|one|1|\d{1,3})\s?-?(?:minutes?|min|s|sec|seconds?)|\d{2,4}\s(?:syllables|words|trials|slots|opportunities|bites|sips|swallows))\b(?P<reps2>)
 )
)
"""
# Begins with a digit, so that the engine goes from digit to digit.
NUMBER = re.compile(
    r"(?P<value>\d(?<![\w./:-]\d)\d{0,3}(?:\.\d+)?)(?P<range>\s?(?:-|\u2013|\sto\s)\s?\d{1,3}(?:\.\d+)?(?![\d/]))?"
    + _UNIT
    + "?",
    re.X,
)
SIGNED_GRADE = re.compile(
    r"[0-5](?:[+-]|\s(?:plus|minus))(?<![\w/.][0-5][+-])(?<![\w/.][0-5]\splus)(?<![\w/.][0-5]\sminus)(?![\w/])"
)
_WORD_GRADE = expression(
    r"\b(?:one|two|three|four|five)(?: (?:plus|minus))?(?: out of| over) five\b|\b(?:trace|poor|fair|good)[+-]?/(?:trace|poor|fair|good|normal)\b"
)
_SLASHED_GRADES = ("/fair", "/good", "/normal", "/poor", "/trace")
_W = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|hundred)"
SPOKEN = expression(
    rf"\b{_W}(?:[ -](?:and )?{_W}){{0,3}}(?: point {_W})?(?:"
    rf"(?P<degrees>\sdegrees?\b)|(?P<percent>\spercent\b)|(?P<seconds>\sseconds?\b)|(?P<distance>\s(?:feet|met(?:er|re)s|yards)\b)|(?P<length>\s(?:centimet\w+|millimet\w+|inches)\b)"
    rf"|(?P<weight>\s(?:pounds|kilos|kilograms)\b)|(?P<score>\s(?:out of|over|of the (?:next|last|first)|of)\s{_W}(?:[ -]{_W})?\b)|(?P<sound>\sdecibels\b))",
)
_UNITS = {
    "grade": Unit.GRADE,
    "score": Unit.SCORE,
    "outof": Unit.SCORE,
    "degrees": Unit.DEGREES,
    "percent": Unit.PERCENT,
    "speed": Unit.SPEED,
    "seconds": Unit.SECONDS,
    "length": Unit.LENGTH,
    "distance": Unit.DISTANCE,
    "weight": Unit.WEIGHT,
    "sound": Unit.SOUND,
    "force": Unit.FORCE,
    "reps": Unit.REPETITIONS,
    "minutes": Unit.MINUTES,
}
# The group that closed a match of NUMBER or SPOKEN -> its unit; dates, doses, vital signs and spans of time have none.
UNIT_OF = {group: _UNITS.get(group.rstrip("2345")) for group in (*NUMBER.groupindex, *SPOKEN.groupindex)}
UNIT_OF["value"] = UNIT_OF["range"] = Unit.COUNT


def worded_grades(text: str) -> list[tuple[int, int]]:
    """Spans of grades in words ("four plus out of five", "fair+/good") in a text in lower case."""
    if " five" not in text and not any(grade in text for grade in _SLASHED_GRADES):
        return []
    return [match.span() for match in _WORD_GRADE.finditer(text)]
