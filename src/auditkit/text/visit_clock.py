"""Clock times of a visit: from and to give its total, the timed total, or the minutes of the service that they stand behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from auditkit.text.clock import ranges, spoken_ranges
from auditkit.text.service_minutes import Part
from auditkit.text.services import PLAIN_TO_SEE, TIMED, Mention, family_bit
from auditkit.text.totals import ALL_AFTER_CLOCK, Total

_WHOLE_VISIT = family_bit("speech") | family_bit("swallow")
_LEAD = 40  # characters before the first clock time in which its label begins
_HALF_OF_DAY = re.compile(r"\d\s?[ap]\.?m")
_NOT_THE_VISIT = re.compile(
    r"\b(?:next|booked|scheduled|sleep|slept|work(?:s|ed)?|open|hours|available|shift|class|school|nap|appointment (?:is|on|for))\b[^\n.;]{0,36}$",
)
_TIMED = re.compile(r"(?:\btimed\b|\b1:1|direct|billable)[^\n;.]{0,30}$")
_LABEL = re.compile(r"(?:\b(?:tx|treatment|session|total|visit|seen|time)[\w ]{0,14}[:=\s]*)$")
_OF_THE_VISIT = re.compile(r"\b(?:tx|treatment|session|visit|time)\b")


def clock_times(
    text: str,
    sentence,
    here: Sequence[Mention],
    places: Sequence[tuple[int, int]],
    clock: list[Total],
    timed: list[Total],
    parts: list[Part],
    *,
    spoken: bool,
) -> None:
    """Add the sentence's ranges of clock times to `clock`, `timed` or `parts`; `here` are its services.

    `places` are where a range may stand (see `clock_like`); `spoken` says that it may give times in words.
    """
    start = max(sentence.start, clock[-1].end) if clock else sentence.start
    found = ranges(text, max(start, places[0][0] - _LEAD), sentence.end) if places else iter(())
    if spoken:
        found = chain(found, spoken_ranges(text, start, sentence.end))
    for match, span in found:
        at, end = match.span()
        if any(c.start < end and at < c.end for c in clock):
            continue
        if span is None or span > 300 or not (span or ":" in match[0] or _HALF_OF_DAY.search(match[0])):
            continue  # "in 2014 ... to 2016"
        begin = max(sentence.start, at - 40)
        if _NOT_THE_VISIT.search(text, begin, at):
            continue
        lead = _TIMED.search(text, begin, at)
        if lead and "untimed" not in text[begin:at]:
            timed.append(Total(lead.start(), end, span))
        elif (mention := _service(text, match, here)) and mention.words in ("water", "pool"):
            timed.append(Total(mention.start, end, span))  # "In water 2:05 pm to 2:47 pm"
            clock.append(Total(mention.start, end, span))
        elif mention:
            parts.append(Part(mention.start, end, span, mention))
        else:
            label = _LABEL.search(text, begin, at)
            clock.append(Total(label.start() if label else at, end, span))
            billed = _billed_as(text, end, here)
            if billed and billed.families & TIMED:
                parts.append(Part(at, billed.end, span, billed))
            if every := ALL_AFTER_CLOCK.match(text, end, end + 60):
                timed.append(Total(at, every.end(), span))


def _billed_as(text: str, end: int, here: Sequence[Mention]) -> Mention | None:
    """The one code that stands behind a range: "9:15-10:20 (97542)"."""
    behind = [m for m in here if not m.level and 0 < m.start - end <= 12]
    alone = (
        len(behind) == 1
        and text[end : behind[0].start].strip() in ("(", "=", ":", "|")
        and sum(not m.level for m in here) == 1
    )
    return behind[0] if alone else None


def _service(text: str, match: re.Match, here: list[Mention]) -> Mention | None:
    """The service that a range stands right behind, unless that service is the whole visit."""
    at = match.start()
    near = [
        m
        for m in here
        if 0 <= at - m.end <= 12
        and (m.level != 2 or m.families & PLAIN_TO_SEE)
        and not {".", ";"} & set(text[m.end : at])
    ]
    if not near or "in" in match[0][:2]:
        return None
    last = near[-1]
    if not last.families & TIMED and last.families & _WHOLE_VISIT:
        return None
    return None if _OF_THE_VISIT.search(text[last.end : at] + last.words) else last
