"""Two values of one sentence, told apart by words of time: "from 4 to 7", "12 s, was 19", "at eval 30, now 45".

Values and words of time are each listed once; a pair is then a question of what stands how near to what, in one clause.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from auditkit.text.expressions import expression

Span = tuple[int, int]

SPELLED = r"(?:t(?:wo|hree|en|welve|hirteen)|f(?:our(?:teen)?|ive|ifteen)|s(?:ix(?:teen)?|even(?:teen)?)|eight(?:een)?|nine(?:teen)?|eleven|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
_UNIT = r"(?:\s?(?:[+-]?\s?/\s?\d{1,3}|of \d+|out of \d+|\u00b0|\u00ba|deg\w*|%|percent|m/s|sec\w*|s|cm|mm|in|inches|ft|feet|m|met\w+|lbs?|kg|pounds|reps?|points?|pts?|db|hz|wpm|times|words|min\w*|hours?|hrs?|x)(?![a-z])|\s?[+-](?!\d))?"
_SIGN = r"(?:[<>~]\s?)?-?"
# Begins with a digit, so that the engine goes from digit to digit; a year is no value.
_DIGITS = r"\d(?<!\d\d)(?!(?:(?<=1)9|(?<=2)0)\d\d\b)\d{0,3}(?:\.\d+)?"
_RANGE = r"(?:\s?-\s?\d+)?"
# Each for sentences without number words, and with them, which is dearer. All read text in lower case.
_VALUES = tuple(expression(rf"({number}){_RANGE}{_UNIT}") for number in (_DIGITS, rf"(?:{_DIGITS}|\b{SPELLED}\b)"))
_VALUE = tuple(_SIGN + values.pattern.replace("(", "(?:", 1) for values in _VALUES)
_ABOUT = r"(?:about |approximately |approx\.? |a |an |only |around )?"
_FROM_TO = tuple(expression(rf"\bfrom {_ABOUT}{v}[^.;\n]{{0,45}}?\bto {_ABOUT}{v}") for v in _VALUE)
_ARROW = tuple(expression(rf"{v}\s*(?:\u2192|->|=>|-->|\u27a1|>>)\s*{v}") for v in _VALUE)
ARROWS = ("\u2192", "\u27a1", "->", "=>", ">>")

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
# By first letter, so that most words are passed over after one look.
EARLIER = expression(
    rf"""\b(?=([\d]{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|(?:
    a(?:t[ ](?:ie|(?:the[ ])?start)|dmission|pr\w*\.?[ ]\d{{1,2}}(?!\d)|ug\w*\.?[ ]\d{{1,2}}(?!\d))
   |b(?:efore|aseline|eginning)
   |c(?:ompared[ ](?:to|with)|riteri(?:on|a))
   |d(?:own[ ]from|ec\w*\.?[ ]\d{{1,2}}(?!\d))
   |eval(?:uation)?
   |f(?:rom|irst[ ](?:visit|session)|eb\w*\.?[ ]\d{{1,2}}(?!\d))
   |goals?(?!\s*\d)
   |had[ ]been
   |i(?:nitial\w*|e|n[ ]{_MONTH}\w*)
   |j(?:an|une?|uly?)\w*\.?[ ]\d{{1,2}}(?!\d)
   |l(?:ast|v|/v)(?![\w])
   |m(?:onth[ ]ago|a[ry]\w*\.?[ ]\d{{1,2}}(?!\d))
   |no(?:rm|v\w*\.?[ ]\d{{1,2}}(?!\d))
   |o(?:n[ ]\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|ct\w*\.?[ ]\d{{1,2}}(?!\d))
   |pr(?:ev(?:ious\w*)?|ior|e(?:-?op)?)
   |s(?:tart(?:[ ]of[ ]care)?|oc|ept?\w*\.?[ ]\d{{1,2}}(?!\d))
   |t(?:arget|hat[ ]was|hen)
   |up[ ]from
   |v(?:ersus|s\.?|isit[ ](?:\#\s?)?\d+)
   |w(?:as|ere|k[ ]of|eek[ ]of|eeks?[ ]ago)
   |yesterday
   )\b))""",
    re.X,
)
_NOW = expression(
    r"\b(?=((?:now|today|current(?:ly)?|present|post|d/?c|discharge|final(?:ly)?|end)|(?:this (?:visit|date|week|session|report)|at (?:present|d/?c|discharge)|is|to|vs\.?|and now|after))\b)"
)
_OPENS_NOW = frozenset(("now", "today", "current", "currently", "present", "post"))
_SAME = re.compile(r"(?: [a-z]+)?,? (?:the )?(?:same as|unchanged (?:from|since)) (?:(?=on \d)|on )?")
_DIGIT = re.compile(r"\d")
_STOP = re.compile(r"[.;\n]")
_BEFORE_EARLIER = frozenset(" \t\n\r\f\v([,/|=-")  # what parts a value from the word behind it


def pairs(
    text: str,
    start: int,
    end: int,
    *,
    spelled: bool,
    from_to: bool = True,
    arrows: bool = False,
    taken: Collection[int] = (),
) -> Iterator[Span]:
    """Spans of two values and the words of time with them, the plainest wording first, at most one for each wording.

    `text` is in lower case; `taken` are starts of values that look like dates ("8/10 cards"); `spelled` says that the sentence holds number words, `arrows` that arrows are worth a look; without
    `from_to` values joined by "from ... to" are passed over.
    """
    values = [
        (_with_sign(text, start, m.start()), m.end(1), m.end()) for m in _VALUES[spelled].finditer(text, start, end)
    ]
    if len(values) < 2:
        return
    if from_to and text.find("from ", start, end) >= 0 and (match := _FROM_TO[spelled].search(text, start, end)):
        yield match.span()
    if arrows and (match := _ARROW[spelled].search(text, start, end)):
        yield match.span()
    earlier = [m.span(1) for m in EARLIER.finditer(text, start, end) if m.start(1) not in taken]
    if not earlier:
        return
    if span := _value_then_earlier(text, values, earlier) or _same_as(text, values, earlier):
        yield span
    if now := [m.span(1) for m in _NOW.finditer(text, start, end)]:
        if span := _in_turn(text, values, earlier, now, between=60, last=30):
            yield span
        opening = [(a, b) for a, b in now if text[a:b] in _OPENS_NOW]
        if span := _in_turn(text, values, opening, earlier, between=50, last=34):
            yield span


def _with_sign(text: str, begin: int, at: int) -> int:
    """Where a number begins with its sign: "-10", "< 5"."""
    if at > begin and text[at - 1] == "-":
        at -= 1
    if at > begin and text[at - 1] in "<>~":
        return at - 1
    return at - 2 if at - 1 > begin and text[at - 2] in "<>~" and text[at - 1].isspace() else at


def _value_then_earlier(text: str, values, earlier) -> Span | None:
    """ "12 s, was 19", "45 (eval 30)"."""
    for start, number_end, value_end in values:
        for word, word_end in earlier:
            if (
                number_end < word <= value_end + 41
                and text[word - 1] in _BEFORE_EARLIER
                and not _STOP.search(text, value_end, word - 1)
                and (second := _value_behind(text, values, word_end, 34))
            ):
                return start, second[2]
    return None


def _same_as(text: str, values, earlier) -> Span | None:
    """ "104 degrees, same as on 6/15/2026": one value for two dates."""
    for start, _, value_end in values:
        if match := _SAME.match(text, value_end):
            for word, word_end in earlier:
                if match.end() == word and _DIGIT.search(text, word, word_end):
                    return start, word_end
    return None


def _in_turn(text: str, values, first_words, second_words, *, between: int, last: int) -> Span | None:
    """A word of one time with its value, then a word of the other time with its own."""
    for word, word_end in first_words:
        first = _value_behind(text, values, word_end, 34)
        if first is None:
            continue
        for other, other_end in second_words:
            if other < first[1] or other > first[2] + between or _STOP.search(text, first[2], other):
                continue
            if second := _value_behind(text, values, other_end, last):
                return word, second[2]
    return None


def _value_behind(text: str, values, at: int, reach: int) -> tuple[int, int, int] | None:
    """The first value that begins within `reach` characters behind `at`, in the same clause."""
    for value in values:
        if value[0] >= at:
            return value if value[0] - at <= reach and not _STOP.search(text, at, value[0]) else None
    return None
