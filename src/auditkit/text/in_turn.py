"""One measure taken in turn: "Mon: 4/10. Today: 9/10", "trial 1 4 s, trial 3 11 s", "a target of 500 ft; she is at 420"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.expressions import expression

Span = tuple[int, int]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s\d{1,2}(?:st|nd|rd|th)?(?!\d))?"
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_WHEN = (
    rf"(?:{_DAY}|{_MONTH}|(?:trial|try|set|round|attempt|run|rep|session|visit|week|wk|day|test|pass|go)s?\s?#?\d{{1,2}}"
    r"|(?:the\s)?(?:first|second|third|last|final|1st|2nd|3rd)\s(?:trial|try|time|set|round|attempt|run|test|pass|go|visit|session|week|time)"
    r"|last\s(?:visit|session|week|wk|tx|time)|lv|prev(?:ious)?|initial\w*|eval\w*|ie|soc|baseline|base|start|now|today|current\w*|final|end|d/?c|discharge|re-?test\w*|pre|post|before|after|\d{1,2}/\d{1,2}(?:/\d{2,4})?)"
)
_VALUE = r"(?P<{0}>\d{{1,4}}(?:\.\d+)?)\s?(?P<{0}u>/\s?\d{{1,3}}|of\s\d{{1,3}}|%|percent|\u00b0|deg\w*|s|secs?|seconds|ft|feet|m/s|m|lbs?|kg|cm|mm|db|wpm|words|reps?|steps|errors?|cues?|times)?(?![\w/.]*\d)"
_IN_TURN = expression(
    rf"(?<![\w/.]){_WHEN}\s?(?:[:=,-]|was|were|is|\s)\s?(?:at\s)?{_VALUE.format('a')}[^\n\d]{{0,24}}?(?<![a-z])[^\n\da-z]*{_WHEN}\s?(?:[:=,-]|was|were|is|\s)\s?(?:at\s)?{_VALUE.format('b')}"
)
_MARKS = ("trial", "try", "tries", "attempt", "round", "first", "1st", "today", "now", "post", "after", "last", "lv", "prev", "initial", "eval", "ie", "soc", "base", "mon", "tue", "wed", "thu", "fri", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "test", "d/c", "final", "visit", "week", "wk", "set", "run", "pass")  # fmt: skip
_NO_MEASURE = re.compile(
    r"\b(?:pain|nprs|vas|bp|hr|spo2|o2|sats?|rpe|borg|pulse|visits?|units?|min(?:utes?)?|ache|dizz\w*|fatigue|weight|temp|appt\w*|seen|sets? of|cert\w*|due|dob|nausea|sx|symptoms?)\b"
)
# "Target was 500 ft without sitting. She is at 420."
_AIM = expression(
    r"\b(?:target|goal|aim)s?\b\s?(?:was|is|of|were|=|:)?\s?[^.;\n\d]{0,30}?(?P<a>\d{1,4}(?:\.\d+)?)\s?(?P<au>%|\u00b0|deg\w*|s|sec\w*|ft|feet|m/s|m|lbs?|kg|cm|steps|words|stairs|reps?)?(?!\s?(?:weeks?|wks?|visits?|sessions?|months?|mo|x)\b)[^.;\n\d]{0,40}[.;,)(-]+\s?(?:(?:s?he|they|pt|patient|client|it|now|today|currently)\s+(?:\w+\s+)?(?:is|are|sits|stands|gets|got|did|does|does so|can|has)\s+(?:now\s+|only\s+|still\s+)?(?:at|to|up to)?|(?:did|does|made|got|ran|walked)\s(?:it|this|that)\s|(?:now|today|currently|so far|best)(?:\s(?:is|at|so far))?[:\s]+)\s*(?:about\s|only\s|still\s|in\s|at\s)?(?P<b>\d{1,4}(?:\.\d+)?)(?!\s?(?:x|visits?|weeks?|wks?|sessions?)|[\d/:])"
)

# "105. Same as last visit", "still at 10 (same as 7/27)"
_SAME_AGAIN = expression(
    rf"(?<![\w/.])\d{{1,4}}(?:\.\d+)?(?!\s?(?:x|sets|visits?|weeks?|min))[^.;\n\d]{{0,16}}[.;,(]\s?(?:is\s|are\s)?(?:the\s)?(?:same as|unchanged (?:from|since)|no change (?:from|since))\s(?:on\s|at\s|in\s)?(?:the\s)?(?:last|prev\w*|eval\w*|ie|soc|initial\w*|prior|baseline|start|\d{{1,2}}/\d{{1,2}}|{_DAY}|{_MONTH})\b"
)


def in_turn(text: str, lines: list[Span]) -> Iterator[Span]:
    """Spans of two values of one measure with their times, and of an aim with where the patient is; `text` is in lower case."""
    for start, end in lines:
        line = text[start:end]
        if ("goal" in line or "target" in line or "aim" in line) and (match := _AIM.search(line)):
            if not _NO_MEASURE.search(line, max(0, match.start() - 12), match.end()):
                yield start + match.start("a"), start + match.end("b")
        if ("same as" in line or "change" in line) and (match := _SAME_AGAIN.search(line)):
            if not _NO_MEASURE.search(line, max(0, match.start() - 40), match.end()):
                yield start + match.start(), start + match.end()
        if not any(mark in line for mark in _MARKS):
            continue
        for match in _IN_TURN.finditer(line):
            if _alike(match["au"], match["bu"]) and not _NO_MEASURE.search(
                line, max(0, match.start() - 40), match.end() + 6
            ):
                yield start + match.start(), start + match.end()
                break


def _alike(one: str | None, other: str | None) -> bool:
    """Do both values carry the same unit, or both the same kind of ratio?"""
    if not one or not other:
        return False
    if one[0] in "/o" and other[0] in "/o":
        return re.sub(r"\D", "", one) == re.sub(r"\D", "", other)
    return one.rstrip("s.")[:2] == other.rstrip("s.")[:2]
