"""By when: the time that a goal, or a heading of goals, gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from auditkit.text.expressions import expression
from auditkit.text.note import trimmed

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_COUNT = r"(?:\d{1,3}(?:\s?(?:-|\u2013|to)\s?\d{1,3})?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen|eighteen|twenty(?:[ -]four)?|thirty|sixty|ninety|several)"
PERIOD = rf"{_COUNT}[\s-]?(?:more\s|additional\s|treatment\s|therapy\s|calendar\s)?(?:wks?|w|weeks?|mos?|months?|visits?|sessions?|tx|treatments?|years?|yrs?|quarters?|semesters?)\b\.?"
DAY = (
    rf"(?:\d{{1,2}}/(?:19|20)\d{{2}}|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    rf"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twent(?:ieth|y[ -]\w+)|thirt(?:ieth|y[ -]first)))\b(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?|{_MONTH}\b(?:,?\s+\d{{4}})?)"
)
_WHOLE_DAY = rf"(?:\d{{1,2}}/(?:19|20)\d{{2}}\b|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}\b|{_MONTH}\s+\d{{4}})"
SEASON = r"(?:new year'?s?(?: eve| day)?|thanksgiving|christmas|easter|halloween|labor day|memorial day|(?:next |the |this )?(?:spring|summer|fall|autumn|winter)(?: break)?|(?:the )?(?:end|start|close|beginning|middle) of (?:the |this |next |her |his )?(?:\w+ )?(?:year|term|semester|season|month|quarter|plan|period|cert\w*(?: period)?|episode|poc|plan of care)|mid[ -]\w+|(?:the )?holidays|(?:the )?(?:next|coming) (?:month|year|semester|quarter|term|season|progress report|recert\w*|report|re-?eval\w*|re-?assessment|review|iep|ifsp)|annual (?:review|iep|ifsp|evaluation))"
# A stretch of care or of the school year that a plan runs for: "this cert period", "the next marking period", "her episode of care"
_STRETCH = r"(?:(?:re)?cert\w*(?:\speriod)?|(?:plan|reporting|report|progress|treatment|therapy|benefit|auth\w*|marking|grading)\s(?:period|block|course|episode|cycle)|(?:poc|plan of care|episode(?: of care)?|course of (?:care|therapy|treatment)|block|trimester|semester|quarter|term|school year|academic year)\b)"
_END = r"(?:(?:time of\s)?(?:d/c|dc|discharge)\b(?! (?:from|planning)))"
# The time by which: each branch says it of the goal, not of an exercise ("for 30 minutes") or of a test ("3 sessions in a row").
_DUE = expression(
    rf"\b(?:(?:with)?in\s+(?:the\s+)?(?:next\s+|about\s+|approximately\s+|approx\.?\s+|under\s+|less than\s+|<\s?)?{PERIOD}(?!\s+in a row|\s+consecutive)"
    rf"|within\s+(?:the\s+)?(?:next\s+)?\d{{1,3}}\s+days\b|in\s+(?:30|45|60|90|180)\s+days\b"
    rf"|(?:the|over the|for the|in the)\s+(?:next|coming)\s+(?:{PERIOD}|(?:quarter|month|trimester|semester|term|school year|year)\b|(?:few|couple of|several)\s(?:weeks|months|visits|sessions)\b|{_STRETCH})"
    rf"|(?:with)?in\s+(?:this|the current|the present|her current|his current)\s+{_STRETCH}|(?:within|over|during|throughout)\s+(?:this|the|the current|the present|her|his)\s+{_STRETCH}"
    rf"|end of\s+(?:the\s|this\s|her\s|his\s)?(?:{_STRETCH}|(?:{PERIOD})\s(?:block|course|plan|program|period|series|episode))"
    rf"|(?:by|prior to|before|upon)\s+{_END}|(?:[sl]tgs?|goals?|objectives?)\s*(?:at|for|by|[(:-])\s*{_END}(?=\s*[:)-])"
    rf"|for\s+(?:the\s|next\s)?(?:re-?eval\w*|re-?assess\w*|recert\w*|progress (?:report|note)|annual review|review|iep)\s(?:on\s|due\s|of\s|in\s)?\(?{DAY}"
    rf"|{DAY}\s?(?:-|\u2013|to|thru|through|until)\s?\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|(?:target|due|expected|anticipated|mastery)\b[^.;\d\n]{{0,16}}\d{{1,2}}(?:st|nd|rd|th)\s(?:visit|session|treatment|week|month)\b"
    rf"|(?:mastery|attainment|completion|achievement)(?:\s(?:is\s)?(?:expected|anticipated|projected|planned|due|date|by)\s*:?|\s*:)\s*(?:by\s|in\s|at\s|for\s)?(?:the\s|next\s)?(?:{DAY}|{SEASON}|{PERIOD})"
    rf"|by\s+(?:(?:the|his|her|their|our)\s+)?(?:\w+\s(?:review|meeting|birthday)\s(?:in|on)\s+)?(?:(?:end|middle|start|close|beginning)\s+of\s+)?(?:about\s+)?(?:{DAY}|{SEASON}|(?:week|wk|visit|session|month|tx|treatment)\s?#?\d{{1,3}}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:week|visit|session|month)|{PERIOD})"
    rf"|after\s+(?:another\s+)?{_COUNT}\s(?:visits|sessions|treatments|weeks)\b"
    rf"|{PERIOD}\s+(?:from (?:now|today|eval\w*|start of care|soc)|hence)"
    rf"|before\s+(?:{DAY}|{SEASON})|(?:until|till|thru|through|to)\s+(?:\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})\b"
    rf"|(?:target(?:\s+date)?|goal\s+date|due(?:\s+(?:date|by|on|in))?|to be (?:met|achieved|reached)(?:\s+(?:by|in|within|on))?|time\s?-?frame|time\s?line|timeline|expected(?:\s+(?:by|date|in))?|anticipated\s+(?:date|by)|achieve(?:d)?\s+(?:by|in|within)|duration|estimated date|met by|complete by|eta|end date|review date|re-?assess(?: date)?)\s*[:=-]?\s*(?:(?:by |in |on |within )(?:{DAY}|{PERIOD}|\d{{1,3}}\s+days)|{_WHOLE_DAY}|{PERIOD}|\d{{1,3}}\s+days)"
    rf"|(?:[sl]tg'?s?|goals?|short[\s-]?term(?:\s+goals?)?|long[\s-]?term(?:\s+goals?)?|objectives?)\s*#?\d?\s*[,:/@\u2013-]?\s*\(?(?:x|in|by|for|to|-|within|at|over)?\s*\(?(?:{PERIOD}|(?:30|45|60|90|120|180)[\s-]days?|{_WHOLE_DAY}(?=\s*[:,;)-]|\s|$))"
    rf"|(?:weeks?|wks?|months?|mos|visits?|sessions?)\s?#?\d{{1,2}}(?:\s?(?:-|\u2013|to|through)\s?\d{{1,2}})?\s*[:)\]-]"
    rf"|{_COUNT}[\s-]?(?:wks?|weeks?|mos?|months?|days?|visits?)[\s-]+(?:(?:short|long)[\s-]?term\s+)?(?:goals?|objectives?|targets?|[sl]tgs?)\b"
    rf"|(?:due|due (?:date|by|on)|(?:target|goal)\s+date|to be (?:met|reached|achieved)(?: by| on)?)\s*[:=-]?\s*{DAY}"
    rf"|(?:est\.?|estimated|anticipated|expected|projected|target)\s+(?:completion|achievement|attainment|goal|end|target)\s+date\s*[:=-]?\s*{DAY})"
    rf"|[x\u00d7](?<![\w.][x\u00d7])\s?\d{{1,2}}(?:\s?-\s?\d{{1,2}})?\s?(?:wks?|w|weeks?|mos?|months?)\b"
    rf"|[(\[]\s*(?:(?:anticipated|expected|estimated|projected|target|exp\.?|approximately)\s(?:in |by )?|x\s?|in |by |within |due |due by |~|approx\.? |over |through |thru |until |till |to |for |est\.? |next |the next |over the next |in the next )?(?:{PERIOD}|(?:30|45|60|90|120|180)[\s-]days?|{DAY})\s*[)\]]"
)
# "Time frame: 4 weeks", "Target date for all goals: end of the period, 2/28/27"
TIME_LABEL = re.compile(
    r"\W*(?:time\s?(?:frame|line)|goal (?:dates?|time|due)|(?:anticipated|estimated|est\.?|expected|projected|target)\s(?!(?:d/?c|discharge))(?:\w+\s){0,3}(?:dates?|time\s?frames?|timelines?)|target dates?|(?:goals?\s)?(?:completion|mastery|achievement|attainment)\s(?:date|by))\b"
)
_TIME = re.compile(rf"\b(?:{_WHOLE_DAY}|{PERIOD}|\d{{1,3}} days\b|{SEASON})")
# at the beginning or the end of a row: "30 days: TUG under 13 s", "...to drive to job site     4 wk", "Open bottle     11/30/26"
_AT_BEGIN = re.compile(rf"\W*(?:in\s+)?(?:{PERIOD}|(?:30|45|60|90|120)[\s-]days|{DAY})\s*(?:[:\u2013-]|\s\s)")
_AT_END = expression(rf"(?:[,;|\t(-]\s*|\s\s+|\.\.+\s*)(?:{PERIOD}|(?:30|45|60|90|120)[\s-]days|{DAY})[\s.)|]*$")
_EDGE = 60  # characters in which a time at the end of a row begins
_NOT_DUE = expression(
    r"\b(?:set|written|established|initiated|started|begun|began|(?<!be )(?:met|achieved|reached)|revised|updated|since|seen|on|dated|was|from)\s*:?\s*(?:on\s+)?$"
)
_BLANK = re.compile(r"_{3,}|\*{3}|\[\s*(?:insert|select|goal|x\b|pt\b|patient\b|date|time)|^\s*\[(?!x\])")


def is_blank(low: str, start: int, end: int) -> bool:
    """Does a blank of a template stand here: a line to write on, stars, or a bracket to fill in?"""
    words = low[start:end]
    return ("[" in words or "___" in words or "***" in words) and _BLANK.search(words) is not None


def due_of(note, goal) -> tuple[int, int] | None:
    """The time by which a goal is to be reached, or None."""
    return _due(note, goal.from_label, goal.sentence.end, times(note, goal)) or _due(note, goal.start, goal.end, [])


def due_in(note, start: int, end: int) -> tuple[int, int] | None:
    """The time that a heading of goals, or a line labelled with their date, gives."""
    found = [m.span() for m in _DUE.finditer(note.lower, start, end)]
    if TIME_LABEL.match(note.lower, start, end):
        found += [m.span() for m in _TIME.finditer(note.lower, start, end)]
    return _due(note, start, end, found)


def times(note, goal) -> list[tuple[int, int]]:
    """Spans that read like the time of a goal in its sentence from its label on; read once for each goal of a note."""
    kept = vars(note).setdefault("_times", {})
    if goal.from_label not in kept:
        kept[goal.from_label] = [m.span() for m in _DUE.finditer(note.lower, goal.from_label, goal.sentence.end)]
    return kept[goal.from_label]


def at_edges(low: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A time that opens a row, and one that closes it."""
    if match := _AT_BEGIN.match(low, start, end):
        yield match.span()
        start = match.end()
    if match := _AT_END.search(low, max(start, end - _EDGE), end):
        yield match.span()


def _due(note, start: int, end: int, found: list[tuple[int, int]]) -> tuple[int, int] | None:
    low = note.lower
    for at, stop in chain(found, at_edges(low, start, end)):
        is_goals = low.startswith(
            ("goal", "stg", "ltg", "short", "long"), at
        )  # "updated goals, by 7/3": not when updated
        if (is_goals or not _NOT_DUE.search(low, max(start, at - 24), at)) and not is_blank(
            low, at + (low[at] == "["), stop
        ):
            return trimmed(note.text, at, stop)
    return None
