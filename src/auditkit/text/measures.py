"""Numbers that measure something, apart from doses, vital signs, dates, times and codes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.cues import shared
from auditkit.text.expressions import expression
from auditkit.text.values import NUMBER, SIGNED_GRADE, SPOKEN, UNIT_OF, Unit, worded_grades

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


class Measure:
    """A measured value: the span with its unit, the name in front if there is one, and its sentence."""

    __slots__ = ("end", "name", "name_start", "sentence", "start", "unit", "value")

    def __init__(self, start: int, end: int, value: float, unit: Unit, sentence, name: str, name_start: int):
        self.start, self.end, self.value, self.unit = start, end, value, unit
        self.sentence, self.name, self.name_start = sentence, name, name_start

    @property
    def span(self) -> tuple[int, int]:
        """From the name, where it stands near, to the end of the value."""
        is_near = self.name_start >= 0 and self.start - self.name_start <= 60
        return (self.name_start if is_near else self.start), self.end


_OWNER = MEASURE_NAME | MOTION | VITAL | PAIN
_GOES_ON = re.compile(r"\s*(?:it )?(?:was|were|is now|now)\b")  # "; it was 11 kg": the clause before says of what
_PAGING = re.compile(
    r"(?:used|attended|attendance|approved|authori[sz]ed|auths?|authori[sz]ations?|scheduled|kept|seen|page|pg|visits?|sessions?|sheet|p|part|appointments?|appts?|week|day|units|#)\.?\s*[:#]?\s*#?$"
)
_DAY_BEFORE = expression(
    r"(?:\bon|\bby|\bof|\bsince|\bsee|\bat|date|until|dated|\beval|\bevaluation|seen|from|thru|through|dos)[\s:(]*$"
)
_NO_DIGIT = re.compile(r"[^\d.]")
_COUNTED = (
    "goal",
    "stg",
    "ltg",
    "visit",
    "session",
    "week",
    "scheduled",
    "used",
    "appt",
    "appointment",
    "auth",
    "kept",
    "attended",
)
_ALSO_COUNTED = ("visit", "session", "year", "minute", "unit")
_TURNS = re.compile(r"\s?[x\u00d7]\s?\d")
_HOW_FAR = re.compile(
    r"\b(?:before|rest\w*|sit|sat|stop\w*|limit\w*|fatigue\w*|lob|sob|spo2|hr|until|cga|sba|min|mod|max|assist\w*|superv\w*|indep\w*|cues?|was|up from|eval|goal|in \d)\b"
)
_POINT = re.compile(r"[-\s]?(?:pt|point)\b")  # "2-point discrimination"
_OWNED_BARE = 34  # characters between a name and the bare number it owns
_EXERCISE_LOAD = frozenset((Unit.WEIGHT, Unit.REPETITIONS, Unit.MINUTES, Unit.LENGTH, Unit.SECONDS))
_DOSABLE = frozenset((Unit.COUNT, Unit.MINUTES, Unit.WEIGHT))
_DOSED = re.compile(r"\d\s?[x\u00d7]\s?\d")
_LAPS = re.compile(r"\d\s?[x\u00d7]\s?\d|\bx\s?\d{1,2}\s?(?:laps|sets|reps|min|ft)\b")
_OF_A_THING = re.compile(r"\b(?:depth|deep|height|high|width|long|ceiling|ladder)\W*$")  # "pool depth 4 ft"
_THINGS = ("step", "box", "stool", "block", "platform", "curb", "surface", "seat", "foam", "bench", "chair", "plinth", "mat", "table", "putty", "cone", "hurdle", "wedge", "heel lift", "lift", "ball")  # fmt: skip


class Measured(dict[int, list[Measure]]):
    """The measured values of each sentence, by the sentence's index, in reading order; a sentence is read when it is asked for.

    Pain scores, vital signs, doses, dates and codes are left out. `text` is the note in lower case,
    `numbers` says how many numbers in figures each sentence holds.
    """

    def __init__(self, text: str, sentences, numbers: list[int]):
        self._text, self._sentences, self._numbers = text, sentences, numbers
        self._worded = worded_grades(text)

    def may_hold(self, sentence) -> bool:
        """Is there a number in the sentence, in figures or in words, or anywhere a grade in words?"""
        return self._numbers[sentence.index] > 0 or sentence.cues & NUMBER_WORD > 0 or bool(self._worded)

    def __missing__(self, index: int) -> list[Measure]:
        sentence = self._sentences[index]
        found = self[index] = []
        # "her sister scored 20" is about somebody else
        if sentence.body < sentence.end and not (sentence.cues & KIN and sentence.cues & (MEASURE_NAME | TASK)):
            has_number = self._numbers[index] > 0
            if has_number:
                found += _in_digits(self._text, sentence)
            if sentence.cues & NUMBER_WORD:
                found += _in_words(self._text, sentence)
            if has_number and sentence.cues & (MEASURE_NAME | MOTION):
                found += _signed_grades(self._text, sentence, found)
            for start, end in self._worded:
                if sentence.start <= start and end <= sentence.end:
                    found.append(Measure(start, end, 0.0, Unit.GRADE, sentence, *_owner(sentence, start)[:2]))
        return found


def _in_digits(text: str, sentence) -> Iterator[Measure]:
    cues = sentence.cues
    for match in NUMBER.finditer(text, sentence.start, sentence.end):
        unit = UNIT_OF[match.lastgroup]
        if unit is None:
            continue
        if unit is Unit.COUNT:
            if not cues & (MEASURE_NAME | MOTION):
                continue
        elif unit is Unit.MINUTES and not cues & MEASURE_NAME:
            continue  # the session's or an exercise's
        name, name_start, owner = _owner(sentence, match.start()) if cues & _OWNER else _NOBODY
        if unit is Unit.MINUTES and name in OF_MOTION:
            continue  # "PROM 10 min": so long was it given
        if (
            owner & MEASURE_NAME
            and unit in _DOSABLE
            and cues & DOSE
            and _DOSED.search(text, name_start, match.end() + 2)
        ):
            continue  # "SLR 3x10, bike 10 min": the name is an exercise's
        if unit is Unit.COUNT:
            if not owner & (MEASURE_NAME | MOTION) or not _owns_bare(text, name_start, match):
                continue
            if not owner & MEASURE_NAME:
                unit = Unit.DEGREES
        elif not _measures(text, sentence, match, unit, owner):
            continue
        yield Measure(match.start(), match.end(), float(match["value"]), unit, sentence, name, name_start)


def _in_words(text: str, sentence) -> Iterator[Measure]:
    opening = next((h.start for h in sentence.hits if h.cues & NUMBER_WORD), sentence.start)
    for match in SPOKEN.finditer(text, max(sentence.start, opening - len("a hundred ")), sentence.end):
        unit = UNIT_OF[match.lastgroup]
        name, name_start, owner = _owner(sentence, match.start())
        if not owner & MEASURE_NAME:
            if owner & (PAIN | VITAL) or (unit in _EXERCISE_LOAD and _is_load(text, sentence, match, unit)):
                continue
        yield Measure(match.start(), match.end(), 0.0, unit, sentence, name, name_start)


def _signed_grades(text: str, sentence, known: list[Measure]) -> Iterator[Measure]:
    """Grades without their scale ("hip abduction 4+")."""
    for match in SIGNED_GRADE.finditer(text, sentence.start, sentence.end):
        at = match.start()
        if not any(m.start <= at < m.end for m in known):
            yield Measure(at, match.end(), float(text[at]), Unit.GRADE, sentence, *_owner(sentence, at)[:2])


_NOBODY = ("", -1, 0)
OF_MOTION = frozenset(("rom", "arom", "prom", "aarom", "range of motion", "strength", "mmt"))


def _owner(sentence, at: int) -> tuple[str, int, int]:
    """The nearest measure's name, motion, vital sign or pain word in front of `at` within the sentence: name, start, cues."""
    for start, _, cues, phrase in reversed(sentence.hits):
        if cues & _OWNER and start < at:
            return phrase, start, cues
    return _NOBODY


def _measures(text: str, sentence, match, unit: Unit, owner: int) -> bool:
    """Is the number with its unit a measurement, and no pain score, date, page, vital sign or load? `owner`: cues of its name."""
    if unit is Unit.SCORE:
        if _is_pain(text, sentence, match, owner):
            return False
        if match.lastgroup == "outof":
            if _is_paging(text, sentence, match):
                return False
        elif _looks_like_date_or_pressure(text, match, sentence):
            return False
    elif unit is Unit.SPEED and sentence.cues & DOSE and "mph" in match[0]:
        return False
    if owner & VITAL:
        return False
    if unit is Unit.DISTANCE and _OF_A_THING.search(text, max(sentence.start, match.start() - 16), match.start()):
        return False
    if unit is Unit.DISTANCE and not owner & MEASURE_NAME and _TURNS.match(text, match.end()):
        return _HOW_FAR.search(text, sentence.start, sentence.end) is not None  # else so far did they walk
    return unit not in _EXERCISE_LOAD or bool(owner & MEASURE_NAME) or not _is_load(text, sentence, match, unit)


_NUMBERED = expression(r"\b(?:goal|stg|ltg|obj\w*|trial|set|week|wk|day|visit|page)s?\s?#?$")  # "Goal 1 ____ %"


def _owns_bare(text: str, name_start: int, match) -> bool:
    """Does a name own a number without a unit ("TUG 12")? Not across a line, not a year, not a count of visits."""
    at, end = match.span()
    if _NUMBERED.search(text, max(0, at - 12), at) or text.startswith("__", end + 1):
        return False
    if at - name_start > _OWNED_BARE + 24 or text.find("\n", name_start, at) >= 0:
        return False
    if (
        text[end : end + 1].isalpha()
        or _POINT.match(text, end)
        or text[end : end + 14].lstrip().startswith(_ALSO_COUNTED)
    ):
        return False
    return bool(match["range"]) or not 1900 < float(match["value"]) < 2100


_AFTER_PAIN = re.compile(r"\bpain\b[^.;\n]{0,24}?\d+/10\b[^.;\n]{0,40}?,\s*(?:and |then |now |up to |down to )?$")


def _is_pain(text: str, sentence, match, owner: int) -> bool:
    said = match[0].replace(" ", "")
    if not said.endswith("/10") and "of10" not in said and "often" not in said:
        return bool(owner & PAIN) and not owner & MEASURE_NAME
    cues, at = sentence.cues, match.start()
    if cues & PAIN and _AFTER_PAIN.search(text, sentence.start, at):
        return True
    if not cues & PAIN and _COUNTED_THINGS.match(text, match.end()):
        return False
    if not cues & PAIN and _STATUS_BEFORE.search(text, max(sentence.start, at - 24), at):
        return False
    if not cues & PAIN:
        # "rates it 3/10": out of ten, with nothing counted and no test named, is how pain is told
        return not cues & (TASK | MEASURE_NAME | MOTION)
    pain = max((h.start for h in sentence.hits if h.cues & PAIN and -60 < h.start - at < 28), default=-1)
    if pain < 0:
        return False
    counted = (
        h.start for h in sentence.hits if h.cues & (MEASURE_NAME | TASK) and not h.cues & PAIN and 0 <= at - h.end < 22
    )
    return pain > max(counted, default=-1)


# "9/10 meals", "LTG: not met, 3/10": counted, or the standing of a goal
_COUNTED_THINGS = re.compile(
    r"\s(?:meals?|days|mornings|nights|trials?|tries|attempts|opp\w*|words?|sentences?|items?|sips?|bites?|swallows?|boluses|transfers?|steps|reps|questions?|cues|requests?|turns?|times|pictures?|letters?|buttons?|catches|throws|stands|doorways|stairs)\b"
)
_STATUS_BEFORE = re.compile(
    r"\b(?:not met|unmet|met|partly met|partially met|achieved|emerging)\W{1,3}(?:at\s|now\s)?$"
)
_PEDALLED = re.compile(r"\b(?:ube|bike|nustep|scifit|erg(?:ometer)?|arm bike)\W{0,3}(?:x\s?)?$")


_OF_A_DAY = re.compile(r"\s?(?:\(|on\s|at\s)\s?(?:\d{1,2}/\d|eval|initial|ie\b|soc\b)")  # "5/15 on 05/21"


def _looks_like_date_or_pressure(text: str, match, sentence) -> bool:
    first, _, second = match[0].partition("/")
    try:
        a, b = float(first.split("-")[-1]), float(_NO_DIGIT.sub("", second) or 0)
    except ValueError:
        return False
    if a > b:  # 128/76, 20/10: no score is above its own scale
        return True
    if _PEDALLED.search(text, max(0, match.start() - 14), match.start()):
        return True  # so many minutes forward and back
    if a > 12 or b > 31 or b in (5, 10, 20) or _OF_A_DAY.match(text, match.end()):
        return False
    # 9/14 is a date unless something is counted
    if not sentence.cues & (MEASURE_NAME | TASK | MOTION):
        return True
    at = match.start()
    return _DAY_BEFORE.search(text, max(0, at - 12), at) is not None


_HOMEWORK = re.compile(
    r"\b(?:hep|home (?:exercise )?program\w*|exercis\w+|homework|complian\w+|adheren\w+|wears?|wore|worn|stretches)\b"
)


def _is_paging(text: str, sentence, match) -> bool:
    """ "Page 1 of 2", "visit 8 of 8": a count of something else."""
    at, end = match.span()
    if text[end : end + 6].lstrip().startswith(("day", "night")) and _HOMEWORK.search(
        text, sentence.start, sentence.end
    ):
        return True
    return bool(_PAGING.search(text, max(0, at - 18), at)) or text[end : end + 10].lstrip().startswith(_COUNTED)


def _is_load(text: str, sentence, match, unit: Unit) -> bool:
    """Is this the load or length of an exercise or of the session, rather than something measured?"""
    if unit is Unit.MINUTES:
        return True  # time counts as a measure only beside a named measure
    if unit is Unit.WEIGHT:
        if sentence.cues & DOSE and _LAPS.search(text, sentence.start, sentence.end):
            return True
        goes_on = _GOES_ON.match(text, sentence.body, match.start()) and not sentence.cues & DOSE
        return not (sentence.cues & LOAD or goes_on)
    if sentence.cues & DOSE:
        return True
    if unit is Unit.LENGTH:
        after = text[match.end() : match.end() + 12]
        return any(thing in after for thing in _THINGS)
    return False
