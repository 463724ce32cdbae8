"""Clock times and numbers in words: "1:05-1:50 pm", "0910 out 0955", "quarter past two until three", "forty-five"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.expressions import expression

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SMALL = {w: i for i, w in enumerate(ONES)}
_CLOCK = r"(?:\d{1,2}[:.h]\d{2}|[01]?\d[0-5]\d|2[0-3][0-5]\d|\d{1,2}(?=\s?[ap]\.?m))\s?(?:[ap]\.?\s?m\b\.?|h\b|hrs?\b)?"
_RANGE = expression(
    r"(?<![\d/.$#-])(?!20[123]\d\W{1,4}(?:0?[1-9]|1[0-2]):\d)(?P<a>\d{1,2}:\d{2}\s?(?:[ap]\.?m?\b\.?)?|(?:[01]\d|2[0-3])[0-5]\d\s?(?:h\b|hrs?\b)?|\d{1,4}\s?[ap]\.?m?\b\.?|(?<=from )\d{1,2}(?=\s(?:to|until)\s\d{1,2}:))\s*(?:-+|\u2013|\u2014|to|until|till|thru|through|>|and|/)\s*"
    r"(?P<b>\d{1,2}:\d{2}\s?(?:[ap]\.?m?\b\.?)?|(?:[01]\d|2[0-3])[0-5]\d(?!\d)\s?(?:h\b|hrs?\b)?|\d{1,4}\s?[ap]\.?m?\b\.?)(?![\d/-])",
)
_IN_OUT = expression(
    rf"\b(?:time[- ]?in|in|start(?:ed)?|began|begin|begun|arr(?:ived|ival)?|from|beg|commenced|on)\b(?:\s?(?:time|treatment|tx|at|session|therapy))*\s*[:=|@-]?\s*(?P<a>{_CLOCK})\s{{0,3}}[^\d]{{0,40}}?"
    rf"\b(?:time[- ]?out|out|stop(?:ped)?|end(?:ed)?|finish(?:ed)?|dep(?:arted|arture)?|until|to|left|leave|completed|concluded|thru|through|dc|off)\b(?:\s?(?:time|treatment|tx|at|session|therapy))*\s*[:=|@-]?\s*(?P<b>{_CLOCK})",
)
# "in 8 out 8:45", "9:05 start 9:47 finish"
_IN_AT_HOUR = expression(
    r"\b(?:time[- ]?in|in|start(?:ed)?|began)\s?[:=@-]?\s?(?:at )?(?P<a>\d{1,2})[\s,;/|-]{1,4}(?:and |time[- ]?)?(?:out|end(?:ed)?|stop(?:ped)?|finish(?:ed)?)\s?[:=@-]?\s?(?:at )?(?P<b>\d{1,2}:\d{2})",
)
_NAMED_BEHIND = expression(
    rf"(?<![\d/:.-])(?P<a>{_CLOCK})\s?\(?(?:in|start(?:ed|ing)?|begin|began|arrived|arrival)\b\)?[\s,;/|-]{{1,4}}(?P<b>{_CLOCK})\s?\(?(?:out|end(?:ed)?|stop(?:ped)?|finish(?:ed)?|left|departed)\b",
)
_HALF = re.compile(r"\s?[ap](?:\b|\.?\s?m)")
_REACH = 120  # characters between two clock times of one range
_SHORT_RANGE = expression(
    r"\b(?:time|session|tx|treatment|visit|seen|from)\W{1,3}(?P<a>\d{1,2})\s?(?:-|\u2013|to|until)\s?(?P<b>\d{1,2}:\d{2})(?!\d)",
)
# "10:00 10:25", in the two columns of a table
_SIDE_BY_SIDE = expression(
    r"(?<![\d/:.-])(?P<a>\d{1,2}:\d{2}(?:\s?[ap]m)?)(?:\s{1,8}|\s*\|\s*|\t+)(?P<b>\d{1,2}:\d{2}(?:\s?[ap]m)?)(?![\d:/])",
)
_HOUR_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_MINUTE_WORD = r"(?:oh\s(?:one|two|three|four|five|six|seven|eight|nine)|(?:ten|fifteen|twenty|thirty|forty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|o'?clock|hundred)"
_SPOKEN_TIME = rf"(?:(?:quarter|half|ten|twenty(?:[\s-]five)?|five)\s(?:past|to|after|till)\s{_HOUR_WORD}|{_HOUR_WORD}(?:\s{_MINUTE_WORD})?|noon)(?:\s(?:o'?clock|a\.?m\.?|p\.?m\.?))?"
_SPOKEN = expression(
    rf"\b(?P<a>{_SPOKEN_TIME})\s(?:to|until|till|through|and ended at|and finished at|out at)\s(?P<b>{_SPOKEN_TIME})\b",
)
_ABOUT_TIME = re.compile(r"(?:time|session|seen|ran|from|treat|visit|clock|past|oh|\bwas\b|20\d\d|,)")
_PLAINLY_TIME = re.compile(r"oh|clock|past|thirty|fifteen|forty|fifty")
_A_COUNT = re.compile(r"\b(?:out of|of|sets?|degrees|from)\s*$")
_CLOCK_PARTS = re.compile(r"\s*(\d{1,2})[:.h](\d{2})\s?([ap])?|\s*(\d{1,2})(\d{2})\s?([ap])?|\s*(\d{1,2})\s?([ap])?")


def value_of(word: str) -> int:
    """The number that figures or words give."""
    word = word.lower()
    if word.isdigit():
        return int(word)
    return sum(TENS.get(p, SMALL.get(p, 0)) for p in re.split(r"[\s-]+", word))


def clock_like(low: str, figures: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where a range of clock times may stand: each of the `figures` of a text in lower case that looks like its beginning."""
    found = []
    last = None
    for figure in figures:
        start, end = figure
        if low[end : end + 1] == ":" and end - start < 3 and low[end + 1 : end + 3].isdecimal():
            if any(map(str.isdecimal, low[max(0, start - 14) : start])):  # "9 - 9:45": only its end has minutes
                found.append(figure)
        elif not (3 <= end - start <= 4 or (end - start < 3 and _is_half_of_day(low, end))):
            continue
        if last and start - last[1] < _REACH and low[last[0] - 1 : last[0]] != "/":
            found.append(last)
        last = figure
    return sorted(found)


def _is_half_of_day(low: str, at: int) -> bool:
    return ("a" in low[at : at + 2] or "p" in low[at : at + 2]) and _HALF.match(low, at) is not None


def ranges(text: str, start: int, end: int) -> Iterator[tuple[re.Match, int | None]]:
    """Each "from ... to ..." in figures that begins between `start` and `end`, with its minutes: 0 where it runs backwards, None where it is no visit."""
    for pattern in (_IN_OUT, _RANGE, _SHORT_RANGE, _SIDE_BY_SIDE, _NAMED_BEHIND, _IN_AT_HOUR):
        # "Time in: 9:00" and "Time out: 9:45" are two labels, and may be two lines
        for match in pattern.finditer(text, start, min(len(text), end + 70) if pattern is _IN_OUT else end):
            if match.start() >= end:
                break
            first, last = _clock(match["a"]), _clock(match["b"])
            if first and last:
                yield match, _between(first, last)


def spoken_ranges(text: str, start: int, end: int) -> Iterator[tuple[re.Match, int | None]]:
    """The same in words: "quarter past two until three"."""
    for match in _SPOKEN.finditer(text, start, end):
        at, stop = match.span()
        if not _ABOUT_TIME.search(text, max(start, at - 70), stop):
            continue
        if not _PLAINLY_TIME.search(match[0]) and _A_COUNT.search(text, max(start, at - 8), at):
            continue
        first, last = _spoken_clock(match["a"]), _spoken_clock(match["b"])
        if first is not None and last is not None:
            yield match, _between((first, ""), (last, ""))


def _clock(words: str) -> tuple[int, str] | None:
    match = _CLOCK_PARTS.match(words)
    if not match:
        return None
    hour, minute, half = (
        (match[1], match[2], match[3])
        if match[1]
        else (match[4], match[5], match[6])
        if match[4]
        else (match[7], "0", match[8])
    )
    hour, minute = int(hour), int(minute)
    if hour > 23 or minute > 59:
        return None
    return hour * 60 + minute, half or ""


def _between(a: tuple[int, str], b: tuple[int, str]) -> int | None:
    """Minutes from a to b; 0 where the clock runs backwards; None where these are no times of a visit."""
    (first, half), (last, end_half) = a, b
    if half == "p" and first < 720:
        first += 720
    if end_half == "p" and last < 720:
        last += 720
    if not half and end_half == "p" and first < 720 and first + 720 <= last:
        first += 720
    if half == "a" and first >= 720:
        first -= 720
    if half and not end_half and last < first and last + 720 > first:
        last += 720
    span = last - first
    if span < 0 and not (half and end_half):
        if last < 720 <= first + 60 or first < 780:
            span = last + 720 - first
        if not 0 < span <= 240:
            return 0
    return max(span, 0) if span < 0 else (span or None)


def _spoken_clock(words: str) -> int | None:
    parts = re.split(r"[\s-]+", words.replace(".", "").replace("'", ""))
    parts = [p for p in parts if p not in ("oclock", "clock", "am", "pm", "a", "p", "m")]
    if not parts:
        return None
    if (
        parts[0] in ("quarter", "half", "ten", "twenty", "five")
        and len(parts) == 3
        and parts[1] in ("past", "after", "to", "till")
    ):
        shift = {"quarter": 15, "half": 30, "ten": 10, "twenty": 20, "five": 5}[parts[0]]
        hour = SMALL.get(parts[2], 0) * 60
        return hour + shift if parts[1] in ("past", "after") else hour - shift
    if parts[:2] == ["twenty", "five"] and len(parts) == 4 and parts[2] in ("past", "after", "to", "till"):
        hour = SMALL.get(parts[3], 0) * 60
        return hour + 25 if parts[2] in ("past", "after") else hour - 25
    if parts[0] == "noon":
        return 720
    hour = SMALL.get(parts[0])
    if hour is None:
        return None
    return hour * 60 + sum(TENS.get(p, SMALL.get(p, 0)) for p in parts[1:] if p != "oh")
