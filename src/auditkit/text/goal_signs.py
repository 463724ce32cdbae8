"""Signs of a goal: a goal's word that names one, the patient with "will" and a verb, or a time that opens the sentence."""

from __future__ import annotations

import re

from auditkit.text.cues import vocabulary
from auditkit.text.due import DAY, PERIOD, SEASON, TIME_LABEL
from auditkit.text.expressions import expression
from auditkit.text.sections import Section

NO_GOALS_HERE = frozenset(
    (
        Section.HISTORY,
        Section.PRIOR_LEVEL,
        Section.HEADER,
        Section.MINUTES,
        Section.SIGNATURE,
        Section.DIAGNOSIS,
        Section.HOME_PROGRAM,
        Section.INTERVENTIONS,
        Section.MEASURES,
    )
)
_HEADING_WORDS = frozenset(vocabulary("goals")["heading"]["any"])
_PLANNED = frozenset(vocabulary("goals")["planned"]["any"])

_KIN = r"(?:wife|husband|spouse|partner|daughter|son|mother|father|mom|mum|dad|brother|sister|caregiver|aide|parents?|family|neighbou?r|roommate|grandmother|grandfather|teacher|staff|physician|surgeon|doctor|md|dr|therapist|pta|cota|slp|ot|i|we|niece|nephew)"
_OTHERS = re.compile(
    rf"\W*(?!(?:pta|cota|slp|ot)\s+goals?\b)(?!(?:we|i)\s+(?:would\s+|should\s+)?(?:hope|want|like|aim|expect|look|wish)\b)(?:(?:his|her|the|their|pt'?s?|patient'?s)\s+)?{_KIN}(?:'s)?\s+(?:goals?\b(?!\s+for\s+(?:pt|patient|him|child))|hopes?|wants?|will|would|is to|to)\b",
)
_OF_MEDICINE = re.compile(
    r"\W*(?:bp|blood pressure|a1c|glucose|weight|cholesterol|hr|heart rate|spo2|calorie|step)\s+(?:goal|target)s?\b"
)
_PAST = re.compile(
    r"\b(?:previous|prior|last|earlier|first|old|former|her \d{4}|his \d{4}|\d{4}|that|acute|inpatient|hospital)\s+(?:episode|admission|course of (?:care|therapy)|plan(?: of care)?\b(?=.{0,12}goal))|\bin (?:19|20)\d\d\b|\bgoals? (?:was|were) to\b",
)
_PAST_OF = ("episode", "admission", "course of", "plan", "in 19", "in 20", "was to", "were to")
_WHO = expression(
    r"\b(?P<who>pt\.?|patient|client|child|student|infant|baby|resident|he|she|they|(?-i:(?:Mr|Mrs|Ms)\.?\s[A-Z][\w\u2019'-]*|[A-Z][a-z\u00e0-\u00ff'\u2019]+(?:\s[A-Z]\.)?))\s+(?:will|shall)\s+(?:be able to\s+|safely\s+|consistently\s+|independently\s+|also\s+|then\s+)*(?P<verb>[a-z]+)",
    re.I,
)
_PT_TO = expression(r"\W*(?:pt|patient|client|child|student)\s+to\s+(?:be able to\s+)?(?P<verb>[a-z]+)")
_NOT_WHO = re.compile(
    rf"^(?:{_KIN}|this|that|it|there|which|therapy|treatment|plan|visits?|sessions?|discharge|frequency|clinic|insurance|next|session|goals?|focus|care|services?|ms|mr|mrs|who|what|you|nurse|front|office)$",
    re.I,
)
_GOAL_WORD = expression(
    r"\b(?:goals?|[sl]tgs?\d?|[sl]tos?\d?|(?:short|long)[\s-]term|g\d|(?:targets?|aims?|expected outcomes?)(?=\s*(?::|is\b|are\b))|(?:outcomes?|objectives?|aims?|targets?|intentions?) #?\d{1,2}\b(?!/))\b"
    r"|\b(?:(?:new|next|our|my|his|her|desired|hoped[- ]for|family|agreed|functional|treatment)\s+)?(?:aims?|targets?|objectives|intentions?|desired outcomes?|hoped[- ]for outcomes?)\b(?=(?:\s+(?:for|to|by|over|within|until|till|through|before|this|in|of)\b[^:.;\n]{0,40})?\s*(?::|\(|\s[-\u2013\u2014]\s))"
    r"|\bwhat (?:we|i|he|she|they)(?: are|'re| am|'m| is|'s)? (?:aiming|working|hoping) (?:for|toward|towards|on)\b"
    r"|\bexpect (?:him|her|them|pt|patient|child) to (?=\w)"
    r"|\b(?:we|i)(?: would|'d| should)? (?:hope|aim|expect|like|want|look|wish) (?:to (?:see|have|get) |for )?(?:him|her|them|(?-i:[A-Z][a-z]+)) (?:to )?(?=\w)",
)
_SPOKEN_OF = expression(
    r"\b(?:toward|towards|until|all|of the|of \w+|meet|meets|met|address|addresses|above|remaining|these|continue|reach|achieve|with|per|on)\s+(?:the\s+|all\s+|his\s+|her\s+|their\s+|set\s+|stated\s+|established\s+|functional\s+|therapy\s+|above\s+)*$",
)
_TIME_FIRST = re.compile(
    rf"\W*(?:new\s+|next\s+|revised\s+|updated\s+)?(?:(?:by|within|in)\s+(?:the\s+(?:next|end of)\s+)?(?:{PERIOD}|{DAY}|{SEASON}|(?:week|visit|month)\s?\d+)|(?:30|45|60|90)\s+days\s*:|{PERIOD}\s*:)",
)
_TIME_OPENS = frozenset("bwinru0123456789")
_NOT_BY_WHEN = re.compile(
    r"[\s,:]*(?:(?:i|we)\b(?! (?:would |should |will |\W?d )?(?:hope|aim|expect|like|want|look)\b)|the|she|he|his|her|pain|was|had|is)\b"
)
_NO_ACT = re.compile(
    r"\s+(?:seen|scheduled|discharged|re-?assessed|re-?evaluated|progressed|treated|referred|given|instructed|issued|contacted|advanced|discussed|called|able to (?:attend|come)|followed)\b",
    re.I,
)
_WORD = expression(r"[a-z]{2,}")
# "expected to reach all goals in 10 visits", "goals are to be met by 5/1"
_TO_BE_REACHED = expression(
    r"\b(?:expect\w*|anticipat\w*|project\w*|estimat\w*|should|will|plan\w*|to)\b[^.;\n]{0,40}\b(?:reach|meet|achieve|attain|accomplish|complete)\b[^.;\n]{0,30}\bgoals\b"
    r"|\bgoals\b[^.;\n]{0,30}\b(?:expected|anticipated|to|will|should|can)\s(?:to\s)?be\s(?:\w+\s){0,2}(?:met|achieved|reached|attained|accomplished)\b"
)


def is_named(low: str, sentence) -> bool:
    """A goal's word that names a goal rather than speaks of goals ("progressing toward goals", "until goals are met")."""
    start, end = sentence.start, sentence.end
    return any(
        not _SPOKEN_OF.search(low, max(start, m.start() - 30), m.start()) for m in _GOAL_WORD.finditer(low, start, end)
    )


def says_by_when(low: str, sentence, *, named: bool) -> bool:
    """A sentence that is no goal but says of the goals when they are to be reached, or a line labelled so."""
    if sentence.label and TIME_LABEL.match(low, sentence.start, sentence.end):
        return not named or low.find(" will ", sentence.start, sentence.end) < 0
    return (
        not named
        and low.find("goals", sentence.start, sentence.end) >= 0
        and _TO_BE_REACHED.search(low, sentence.start, sentence.end) is not None
    )


def opens_with_time(low: str, start: int, end: int) -> bool:
    """ "By 7/14/26 read 4 labels": in a plan or a plain note such a beginning is a goal's."""
    if low[start] not in _TIME_OPENS:
        return False
    match = _TIME_FIRST.match(low, start, end)
    return match is not None and not _NOT_BY_WHEN.match(low, match.end(), end)


def opens_with_patient(low: str, sentence) -> bool:
    """ "Pt to complete tub transfer"."""
    return _PT_TO.match(low, sentence.body, sentence.end) is not None


def by_verb(note, sentence) -> bool:
    """ "Maya will order her lunch", "Pt to complete tub transfer"."""
    if sentence.section in NO_GOALS_HERE:
        return False
    match = _PT_TO.match(note.lower, sentence.body, sentence.end) or who_will(note.text, sentence)
    if match is None or note.lower.find(" if ", sentence.start, match.start()) >= 0:
        return False  # "if I quit on him, he will be in your office" is none
    verb = match["verb"].lower()
    if verb == "be":
        return not _NO_ACT.match(note.text, match.end(), match.end() + 24)
    return verb not in _PLANNED


def who_will(text: str, sentence, *, anyone: bool = False) -> re.Match | None:
    """The first one who will do something and may be the patient (or is `anyone`)."""
    for match in _WHO.finditer(text, sentence.start, sentence.end):
        if anyone or not _NOT_WHO.match(match["who"]):
            return match
    return None


def is_others(low: str, start: int, end: int) -> bool:
    """A goal of somebody else, a physician's for the blood pressure, or what the patient hopes for in their own words."""
    return (
        _OF_MEDICINE.match(low, start, end) is not None
        or _OTHERS.match(low, start, end) is not None
        or low.find("for himself is", start, end) >= 0
        or low.find("for herself is", start, end) >= 0
    )


# among goals, and none: "MD follow up in 3 weeks", "Sutures out in 2 weeks"
_NO_GOAL = re.compile(
    r"\W*(?:(?:pt|patient|he|she)\s)?(?:(?:md|dr\.?|doctor|surgeon|physician|ortho\w*|neuro\w*|pcp)\b(?:\s\w+)?\s(?:f/?u|follow|appt|appointment|visit|recheck)|(?:next )?(?:f/?u|follow[- ]?up|appt|appointment|rtc|recheck)\b|(?:sees?|returns? to|back to) (?:the )?(?:md|dr|doctor|surgeon|ortho\w*|pcp)\b|(?:sutures?|staples?|stitches|cast|pins?) (?:out|off|removed|removal)|(?:repeat |recheck |next )?(?:x-?rays?|mri|ct)\b|re-?(?:assess|eval)\w*\b)"
)


def is_no_goal(low: str, start: int, end: int) -> bool:
    """An appointment or a step of medical care that stands among goals."""
    return _NO_GOAL.match(low, start, end) is not None


def is_past(low: str, start: int, end: int) -> bool:
    """A goal of an earlier episode."""
    words = low[start:end]
    return any(of in words for of in _PAST_OF) and _PAST.search(words) is not None


def is_heading(low: str, start: int, end: int) -> bool:
    """Words that head a list of goals and name none: "Short term goals (4 weeks)"."""
    for before, match in enumerate(_WORD.finditer(low, start, end)):
        if before == 14 or match[0] not in _HEADING_WORDS:
            return False
    return _GOAL_WORD.search(low, start, end) is not None
