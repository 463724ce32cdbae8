"""Numbers that measure something, apart from doses, vital signs, dates, times and codes."""

from __future__ import annotations

import re
from enum import StrEnum

from auditkit.text.cues import shared

MEASURE_NAME, MOTION, PAIN, VITAL, DOSE, TASK, GOAL_WORD, LOAD, NUMBER_WORD, KIN = shared(
    "measures",
    "measure_name",
    "motion",
    "pain_word",
    "vital",
    "dose",
    "trial_task",
    "goal_word",
    "load",
    "number_word",
    "kin",
)


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
    REPETITIONS = "repetitions"
    MINUTES = "minutes"
    COUNT = "count"  # a bare number that a named measure or motion owns


class Measure:
    """A measured value: the span with its unit, the name in front if there is one, and its sentence."""

    __slots__ = ("end", "name", "name_start", "sentence", "start", "unit", "value")

    def __init__(self, start: int, end: int, value: float, unit: Unit, sentence, name: str, name_start: int):
        self.start, self.end, self.value, self.unit = start, end, value, unit
        self.sentence, self.name, self.name_start = sentence, name, name_start


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
  |f(?:t|eet|oot)\b(?P<distance>)
  |m(?:i|et(?:er|re)s?|iles?)?\b(?P<distance2>)
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
 )
)
"""
# Begins with a digit, so that the engine goes from digit to digit.
_NUMBER = re.compile(
    r"(?P<value>\d(?<![\w./:-]\d)\d{0,3}(?:\.\d+)?)(?P<range>\s?(?:-|\u2013|\sto\s)\s?\d{1,3}(?:\.\d+)?(?![\d/]))?"
    + _UNIT
    + "?",
    re.X,
)
_SIGNED_GRADE = re.compile(r"[0-5](?<![\w/.][0-5])(?:[+-]|\s(?:plus|minus))(?![\w/])")
_WORD_GRADE = re.compile(
    r"\b(?:one|two|three|four|five)(?: (?:plus|minus))?(?: out of| over) five\b|\b(?:trace|poor|fair|good)[+-]?/(?:trace|poor|fair|good|normal)\b",
    re.I,
)
_W = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a hundred|hundred)"
_SPOKEN = re.compile(
    rf"\b{_W}(?:[ -](?:and )?{_W}){{0,3}}(?: point {_W})?(?:"
    rf"(?P<degrees>\sdegrees?\b)|(?P<percent>\spercent\b)|(?P<seconds>\sseconds?\b)|(?P<distance>\s(?:feet|met(?:er|re)s|yards)\b)|(?P<length>\s(?:centimet\w+|millimet\w+|inches)\b)"
    rf"|(?P<weight>\s(?:pounds|kilos|kilograms)\b)|(?P<score>\s(?:out of|over|of the (?:next|last|first)|of)\s{_W}(?:[ -]{_W})?\b)|(?P<sound>\sdecibels\b))",
    re.I,
)
_GOES_ON = re.compile(r"\s*(?:it )?(?:was|were|is now|now)\b", re.I)  # "; it was 11 kg": the clause before says of what
_PAGING = re.compile(r"(?:page|pg|visit|session|sheet|p|part|appointment|appt|week|day|#)\.?\s*#?$", re.I)
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
    "reps": Unit.REPETITIONS,
    "minutes": Unit.MINUTES,
}
_NEVER = frozenset(("date", "clock", "dose", "vital", "span"))
_OWNED_BARE = 34  # characters between a name and the bare number it owns
_EXERCISE_LOAD = frozenset((Unit.WEIGHT, Unit.REPETITIONS, Unit.MINUTES, Unit.LENGTH, Unit.SECONDS))


def measures(text: str, sentences) -> list[Measure]:
    """Every measured value of the note, in reading order: pain scores, vital signs, doses, dates and codes left out.

    `text` is the note in lower case.
    """
    found: list[Measure] = []
    signed = _SIGNED_GRADE.search(text) is not None
    worded = _WORD_GRADE.search(text) is not None
    for sentence in sentences:
        begin, end = sentence.start, sentence.end
        if sentence.body >= end:
            continue
        cues = sentence.cues
        if cues & KIN and cues & MEASURE_NAME | cues & TASK and _is_about_kin(sentence):
            continue
        for match in _NUMBER.finditer(text, begin, end):
            kind = match.lastgroup
            kind = None if kind == "value" or kind == "range" else kind.rstrip("2345")
            if kind in _NEVER:
                continue
            at = match.start()
            name, name_start, name_cues = _owner(sentence, at)
            value = float(match["value"])
            if kind is None:
                if not name_cues & (MEASURE_NAME | MOTION) or not _owns_bare(
                    text, sentence, name_start, at, value, match
                ):
                    continue
                unit = Unit.DEGREES if name_cues & MOTION and not name_cues & MEASURE_NAME else Unit.COUNT
            else:
                unit = _UNITS[kind]
                if unit is Unit.SCORE and _is_pain(text, sentence, match, name_cues):
                    continue
                if kind == "outof" and _is_paging(text, sentence, match):
                    continue
                if unit is Unit.SPEED and cues & DOSE and "mph" in match[0].lower():
                    continue
                if unit is Unit.SCORE and kind == "score" and _looks_like_date_or_pressure(text, match, sentence):
                    continue
                if cues & VITAL and name_cues & VITAL:
                    continue
                if unit in _EXERCISE_LOAD and not name_cues & MEASURE_NAME and _is_load(text, sentence, match, unit):
                    continue
            found.append(Measure(at, match.end(), value, unit, sentence, name, name_start))
        if cues & NUMBER_WORD:
            for match in _SPOKEN.finditer(text, begin, end):
                name, name_start, name_cues = _owner(sentence, match.start())
                unit = _UNITS[match.lastgroup]
                if name_cues & (PAIN | VITAL) and not name_cues & MEASURE_NAME:
                    continue
                if unit in _EXERCISE_LOAD and not name_cues & MEASURE_NAME and _is_load(text, sentence, match, unit):
                    continue
                found.append(Measure(match.start(), match.end(), 0.0, unit, sentence, name, name_start))
        for match in _SIGNED_GRADE.finditer(text, begin, end) if signed else ():
            name, name_start, name_cues = _owner(sentence, match.start())
            if cues & (MEASURE_NAME | MOTION) and not any(m.start <= match.start() < m.end for m in found[-8:]):
                found.append(
                    Measure(match.start(), match.end(), float(match[0][0]), Unit.GRADE, sentence, name, name_start)
                )
        for match in _WORD_GRADE.finditer(text, begin, end) if worded else ():
            name, name_start, _ = _owner(sentence, match.start())
            found.append(Measure(match.start(), match.end(), 0.0, Unit.GRADE, sentence, name, name_start))
    return found


def _owner(sentence, at: int) -> tuple[str, int, int]:
    """The nearest measure's name, motion, vital sign or pain word in front of `at` within the sentence."""
    for hit in reversed(sentence.hits):
        if hit.start < at and hit.cues & (MEASURE_NAME | MOTION | VITAL | PAIN):
            return hit.phrase, hit.start, hit.cues
    return "", -1, 0


def _owns_bare(text: str, sentence, name_start: int, at: int, value: float, match) -> bool:
    between = text[name_start:at]
    if len(between) > _OWNED_BARE + 24 or "\n" in between:
        return False
    if match.end() < len(text) and text[match.end()].isalpha():
        return False
    after = text[match.end() : match.end() + 14].lower()
    if after.lstrip().startswith(("visit", "session", "year", "minute", "unit")):
        return False
    return not (value > 1900 and value < 2100 and not match["range"])


def _is_pain(text: str, sentence, match, name_cues: int) -> bool:
    if not match[0].replace(" ", "").endswith("/10") and "of 10" not in match[0] and "of ten" not in match[0]:
        return bool(name_cues & PAIN) and not name_cues & MEASURE_NAME
    if match[0].replace(" ", "").endswith("/100"):
        return False
    if not sentence.cues & PAIN:
        # "rates it 3/10": out of ten, with nothing counted and no test named, is how pain is told
        return not sentence.cues & (TASK | MEASURE_NAME | MOTION)
    near = [h for h in sentence.hits if h.cues & PAIN and -60 < h.start - match.start() < 28]
    if not near:
        return False
    task = [
        h
        for h in sentence.hits
        if h.cues & (MEASURE_NAME | TASK) and not h.cues & PAIN and 0 <= match.start() - h.end < 22
    ]
    return not task or max(h.start for h in near) > max(h.start for h in task)


def _looks_like_date_or_pressure(text: str, match, sentence) -> bool:
    first, _, second = match[0].lstrip("<>~ ").partition("/")
    try:
        a, b = float(first.split("-")[-1]), float(re.sub(r"[^\d.]", "", second) or 0)
    except ValueError:
        return False
    if a > b:  # 128/76, 20/10: no score is above its own scale
        return True
    # 9/14 is a date unless something is counted
    if a <= 12 and b <= 31 and b not in (5, 10, 20) and not sentence.cues & (MEASURE_NAME | TASK | MOTION):
        return True
    before = text[max(0, match.start() - 12) : match.start()].lower()
    return (
        bool(
            re.search(
                r"(?:\bon|\bby|\bof|\bsince|\bsee|\bat|date|until|dated|\beval|\bevaluation|seen|from|thru|through|dos)[\s:(]*$",
                before,
            )
        )
        and a <= 12
        and b <= 31
        and b not in (5, 10, 20)
    )


def _is_paging(text: str, sentence, match) -> bool:
    """ "Page 1 of 2", "visit 8 of 8": a count of something else."""
    if _PAGING.search(text, max(0, match.start() - 12), match.start()):
        return True
    return (
        text[match.end() : match.end() + 10]
        .lstrip()
        .lower()
        .startswith(("goal", "stg", "ltg", "visit", "session", "week", "scheduled"))
    )


def _is_about_kin(sentence) -> bool:
    """ "Her sister scored 20": somebody of the family is what the sentence is about."""
    return any(h.cues & KIN for h in sentence.hits)


def _is_load(text: str, sentence, match, unit: Unit) -> bool:
    """Is this the load or length of an exercise or of the session, rather than something measured?"""
    if unit is Unit.MINUTES:
        return True  # time counts as a measure only through an activity's tolerance, see `tolerances`
    cues = sentence.cues
    if unit is Unit.WEIGHT:
        return not cues & LOAD and not _GOES_ON.match(text, sentence.body, match.start())
    if unit is Unit.LENGTH:
        after = text[match.end() : match.end() + 12].lower()
        return any(
            word in after
            for word in (
                "step",
                "box",
                "stool",
                "block",
                "platform",
                "curb",
                "surface",
                "seat",
                "foam",
                "bench",
                "chair",
                "plinth",
                "mat",
                "table",
                "putty",
                "cone",
                "hurdle",
                "wedge",
                "heel lift",
                "lift",
                "ball",
            )
        ) or bool(cues & DOSE)
    return bool(cues & DOSE)
