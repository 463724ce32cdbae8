"""A value of now beside one of then, each with its own words of time: "11 (9 on 12/18)", "three foods then, six now".

Where `then_and_now` knows a few plain wordings, this asks of any two neighbouring values whether words of time set them apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from auditkit.text.expressions import expression
from auditkit.text.then_and_now import SPELLED

Span = tuple[int, int]

# "march" and "may" are months only behind a word of time or before a day
_MONTH = (
    r"(?:(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
    r"|(?:mar(?:ch)?|may)\b\.?(?:(?=\s\d{1,2}(?!\d))|(?<=(?:in|on|of|by)\smay)|(?<=(?:in|on|of|by)\smarch)|(?<=(?:from|last|this)\smay)|(?<=(?:from|last|this)\smarch)|(?<=since\smay)|(?<=since\smarch)))"
)
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = r"(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\d|0?[1-9])(?:/\d{2,4})?(?![\d/%])"
_COUNT = rf"(?:\d{{1,2}}|{SPELLED}|a|one|a few|several)"
_THEN = expression(
    rf"""\b(?:
     (?:(?:at|on|in|from|since|by|back[ ]in|as[ ]of)[ ])?(?:(?:the|his|her|their|our|my)[ ])?(?:
        lv|l/v|prev|initial(?:ly)?(?:[ ](?:exam\w*|eval\w*|visit|assessment|test\w*))?|eval(?:uation)?|intake|ie|soc|start[ ]of[ ]care|baseline|admission|entry|the[ ]outset
       |(?:first|last|previous|prior|opening)[ ](?:week|wk|visit|session|time|month|report|tx|treatment|quarter|season|day|test|diary|note|{_DAY}|period|try|year|spring|summer|autumn|fall|winter)
       |{_DATE}|{_MONTH}(?:[ ]\d{{1,2}}(?!\d))?|\d{{1,2}}[ ]{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)|yesterday|{_DAY}(?:[ ]of[ ]last[ ]week)?|(?:session|visit|week|wk|month|day)[ ]\#?\d{{1,2}}|the[ ](?:fall|spring|summer|winter|autumn)
     )\b(?!\s?-?\s?old)
    |(?:at|since)[ ]{_COUNT}[ ](?:months?|weeks?|wks?)
    |{_COUNT}[ ](?:weeks?|wks?|months?|mos?|days?|visits?|sessions?|years?)[ ](?:ago|back|earlier|before)
    |then(?=\s?[,;.)]|\s+(?:and|but|against)\b|$)
    |when[ ](?:we|he|she|they|care|therapy|treatment|i|this)[ ](?:first[ ])?(?:began|started|came|met|opened)
    |at[ ](?:the[ ])?(?:start|beginning)|to[ ](?:start|begin)[ ]with|in[ ]the[ ]beginning|starting[ ]at
    |q1|(?:was|were)(?![ ](?:\w+ly[ ])?(?:\w+ed|given|made|taught|done|put|set|told|shown|begun|seen)\b)|had[ ]been|used[ ]to(?:[ ]be)?|having[ ](?:been|had|managed)|(?:up|down)[ ](?:from|by)|(?:goals?|target|aim|norm)(?![ ](?:not[ ]|is[ ]|was[ ]|part\w+[ ]|nearly[ ])?(?:met|achieved|reached|unmet|ongoing))(?!\s?\d\s?[:.)-])|started[ ](?:at|with|from|out[ ]at)|began[ ](?:at|with)
    |compared[ ](?:to|with)|against|beside|alongside|vs\.?(?=\s)|versus|before(?![ ](?:bed|meals?|lunch|dinner|school|work))|previously|formerly|prior|pre
    )(?![\w/])""",
    re.X,
)
_NOW = expression(
    r"\b(?:(?<!from )now|q[2-4]|today|tonight|currently|at present|presently|this (?:am|pm|morning|afternoon|visit|week|month|session|report|date|quarter)|to date|so far|these days|by now|is at|are at|stands at|sits at|at discharge|at d/?c|on discharge|post|after(?:wards?)?|by the end)\b"
)
_JOINT = re.compile(
    r"[\s,;:()\[\]=\u2013\u2014-]*(?:and|but|is|are|was|were|it|he|she|they|it's|i|has|have|had|at|only|up|down|a|about|got|did)?[\s,:=]*(?:was|is|had|at|to|about|only)?[\s:=]*"
)
_DIGITS = r"\d(?<![\w./]\d)(?!\d{0,2}/\d{1,2}/\d{2,4}(?![\d/]))(?!(?:(?<=1)9|(?<=2)0)\d\d\b)\d{0,3}(?!\d)(?:[.,]\d+)?"
_TAIL = r"(?:\s?[+-](?=/))?(?:\s?/\s?\d{1,3}(?!\d*/))*(?:\s(?:out )?of (?:the )?(?:first |last |next )?\w+|\s?(?:%|percent|\u00b0|\u00ba|'|\")|[+-](?![\w]))?"
_VALUES = (
    expression(rf"({_DIGITS}){_TAIL}"),
    expression(rf"(?:{_DIGITS}|\b{SPELLED}\b(?: hundred)?|\b(?:none|zero|nothing|one hundred)\b){_TAIL}"),
)
_UNIT = expression(
    r"\s?-?(?P<unit>seconds?|secs?|s|minutes?|mins?|min|hours?|hrs?|h|degrees?|deg|cm|mm|m/s|m|met(?:er|re)s?|feet|ft|foot|inch(?:es)?|in|lbs?|pounds|kg|db|hz|words?|wpm|steps?|stairs?|flights?|blocks?|errors?|cues?|prompts?|times|leaks?|falls?|foods?|scoops?|bites?|points?|pts?|uv|mv|mmhg|ml|reps?)\b"
)
_ALIKE = {"second": "s", "sec": "s", "minute": "min", "hour": "h", "hr": "h", "degree": "deg", "meter": "m", "metre": "m", "feet": "ft", "foot": "ft", "inche": "in", "inch": "in", "pound": "lb", "point": "pt"}  # fmt: skip
_DOSED = expression(
    r"\b(?:sets?|reps?|lbs?|pounds?|kg|#|x\s?\d|\d\s?x|mhz|w/cm2|units?|(?<!last )(?<!first )(?<!prior )(?<!this )(?<!previous )(?:visits?|sessions?)|wks?|weekly|per week|x/week|mg|ml|cc|y/?o|year|months? old|minutes? of|bp|hr|spo2|sats?|pulse|pain|nprs|vas|ache|sore\w*|rpe|borg|age|weighs?|weight|timed?|time in|billed|lateness|band|resistance|watts|level)\b|[x\u00d7]\s?\d|#"
)
_STOP = expression(r"[;\n]|\.(?=\s|$)")
_FAR = 78  # characters between two values that are compared


def side_by_side(
    text: str, start: int, end: int, *, spelled: bool, owned: Collection[int], named: bool = False
) -> Span | None:
    """The first two values in `start`..`end` that words of time set apart, with those words, or None.

    `text` is in lower case; `owned` are the starts of values known to measure something, `named` says that a measure's name owns one.
    Where none does, the values must not be loads, doses, vital signs or pain.
    """
    values = [m.span() for m in _VALUES[spelled].finditer(text, start, end)]
    if len(values) < 2:
        return None
    then = [m.span() for m in _THEN.finditer(text, start, end) if m.start() not in owned]  # 5/8 pegs is no day
    now = [m.span() for m in _NOW.finditer(text, start, end)]
    if not then and not now:
        return None
    taken = then + now
    values = [value for value in values if not any(a <= value[0] < b for a, b in taken)]
    for at, first in enumerate(values):
        for second in values[at + 1 : at + 3]:
            if second[0] - first[1] > _FAR:
                break
            if _unlike(text, first, second):
                continue
            before = max(start, first[0] - 30, values[at - 1][1] if at else 0)
            span = _apart(text, before, first, second, end, then, now)
            if span and (named or not _DOSED.search(text, max(start, span[0] - 24), min(end, span[1] + 10))):
                return span
    return None


def _unlike(text: str, first: Span, second: Span) -> bool:
    """Do the two values carry different units?"""
    a, b = _UNIT.match(text, first[1]), _UNIT.match(text, second[1])
    if not a or not b:
        return False
    one, other = a["unit"].rstrip("s") or "s", b["unit"].rstrip("s") or "s"
    return _ALIKE.get(one, one) != _ALIKE.get(other, other)


def _apart(text: str, before: int, first: Span, second: Span, end: int, then, now) -> Span | None:
    """The span of two values whose times are told apart, or None."""
    stop = _STOP.search(text, second[1], min(end, second[1] + 34))
    limit = stop.start() if stop else min(end, second[1] + 34)
    inside = [(a, b) for a, b in then if first[1] <= a and b <= second[0]]
    behind = [(a, b) for a, b in then if second[1] <= a and b <= limit]
    ahead = [(a, b) for a, b in then if before <= a and b <= first[0]]
    now_inside = [(a, b) for a, b in now if first[1] <= a and b <= second[0]]
    for a, b in inside:  # "12 s, was 19"; "62 at the start, 71"
        if _joined(text, b, second[0]) or (_joined(text, first[1], a) and (now or "," in text[b : second[0]])):
            return first[0], second[1]
    for a, b in behind:  # "34 uV (26 uV on 1/10)"
        if a - second[1] <= 26 and not _DIGIT.search(text, second[1], a):
            between = text[first[1] : second[0]]
            if "(" in between or now_inside or ";" in between or ", " in between or " against " in between:
                return first[0], b
    for a, _ in ahead:  # "at four months 68, now 95"
        if now_inside or any(second[1] <= c <= limit for c, _ in now):
            return a, second[1]
    for a, b in now_inside:  # "27, now 9"
        if b - a < 12 and _JOINT.fullmatch(text, first[1], a) and _JOINT.fullmatch(text, b, second[0]):
            return first[0], second[1]
    for a, b in now:  # "60 min (5 min now)"
        if second[1] <= a <= second[1] + 8 and "(" in text[first[1] : second[0]]:
            return first[0], b
    return None


def _joined(text: str, start: int, end: int) -> bool:
    """Is there next to nothing between a word of time and its value?"""
    return end - start <= 22 and not _STOP.search(text, start, end) and not _DIGIT.search(text, start, end)


_DIGIT = re.compile(r"\d")
