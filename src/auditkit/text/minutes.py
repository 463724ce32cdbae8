"""Minutes as notes give them: printed totals, clock times from and to, and the minutes of each service."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text import services
from auditkit.text.clock import ranges, value_of
from auditkit.text.cues import shared
from auditkit.text.sections import Section
from auditkit.text.totals import HOURS, NUMBER_WORD, UNIT, Total, printed_totals, timed_totals

(_NUMBER_WORD,) = shared("measures", "number_word")

_DIGIT = re.compile(r"\d")
_DURATION = re.compile(rf"(?:(?<![\w.:/])|(?<=[\sx]x)|(?<=\sx))(?P<n>\d{{1,3}})(?:{UNIT})", re.I)
_WORD_DURATION = re.compile(rf"\b(?P<n>{NUMBER_WORD})\s+min(?:ute)?s?\b", re.I)
_BARE = re.compile(
    r"[\s:=|.x\u00d7(\u2013-]*?(?<![\d/])(?P<n>\d{1,3})(?!\s?(?:units?\b|u\b|reps?\b|%|lbs?\b|#|ft\b|\"|/|:|x\s?\d|sets?\b|deg|sec|in\b)|\d|\.\d)",
    re.I,
)
_UNITS_BETWEEN = re.compile(
    r"[\s:=|,()x\u00d7-]*(?:\d{1,2}\s*(?:units?|u)?)?(?:\s*(?:units?|u)\b)?[\s:=|,()\u2013-]*(?:one[- ]to[- ]one|1:1|individual|skilled)?[\s,]*$",
    re.I,
)
_LOOSE_BETWEEN = re.compile(r"[^.;\n|]{0,34}$")
_TOGETHER = re.compile(r"\W*(?:with|w/|and|under|over|plus|\+|&|/|combined with)\W*", re.I)
_LEADS_ON = re.compile(
    r"\s*(?:of|on|for|in|doing|with|was|were|spent on|-|\u2013|:|\(|/)?\s*(?:the |a |skilled |individual |one-to-one |1:1 |direct |active |left |right |l |r )*",
    re.I,
)

_THERAPY_WORD = re.compile(
    r"\b(?:therapy|treatment|tx|session|pt|ot|slp|st|speech|swallow\w*|dysphagia|services?|visit|seen|treated|individual)\b",
    re.I,
)
_ILLEGIBLE = re.compile(r"\d?\[?(?:illegible|unreadable|smudged?)\]?", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:see|on|in|per|refer to|as on|as in|documented (?:on|in)|recorded (?:on|in)|are (?:on|in)|is (?:on|in))\s+(?:the\s+|attached\s+|paper\s+|separate\s+)?(?:\w+\s+)?(?:charge|billing|bill|superbill|super bill|fee|flow ?sheets?|log|time ?card|time ?sheet|grid|ledger|encounter form|schedule|record|slip|sheet)\b",
    re.I,
)


class Part(NamedTuple):
    """The minutes of one service: span of the service with its minutes."""

    start: int
    end: int
    minutes: int
    mention: services.Mention


class Minutes(NamedTuple):
    """Everything a note says about time. `doubts` are spans that point elsewhere or cannot be read, by what they speak of."""

    timed: list[Total]
    untimed: list[Total]
    total: list[Total]
    clock: list[Total]
    parts: list[Part]
    mentions: list[services.Mention]
    timed_doubt: tuple[int, int] | None
    total_doubt: tuple[int, int] | None


def minutes(note) -> Minutes:
    """Read the minutes of a note; see `Minutes`."""
    text = note.text
    every = services.mentions(note)
    timed: list[Total] = []
    untimed: list[Total] = []
    total: list[Total] = []
    clock: list[Total] = []
    parts: list[Part] = []
    timed_doubt = total_doubt = None
    by_sentence: dict[int, list[services.Mention]] = {}
    for mention in every:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    low = note.lower
    in_minutes = "min" in low or "timed" in low
    for sentence in note.sentences:
        start, end = sentence.start, sentence.end
        words = low[start:end]
        has_digit = _DIGIT.search(words) is not None
        spoken = bool(sentence.cues & _NUMBER_WORD) or "hour" in words
        here = by_sentence.get(sentence.index, [])
        if not has_digit and not spoken:
            if ("minute" in words or "time" in words) and _ELSEWHERE.search(words):
                if "timed" in words or "by code" in words or "code" in words:
                    timed_doubt = timed_doubt or (start, end)
                elif "total" in words or "treatment time" in words or "tx time" in words or "session time" in words:
                    total_doubt = total_doubt or (start, end)
                elif "minute" in words:
                    timed_doubt = timed_doubt or (start, end)
            continue
        is_timed = (
            "timed" in words
            or "billable" in words
            or "1:1" in words
            or (
                "one" in words
                and ("one-on-one" in words or "one-to-one" in words or "one on one" in words or "one to one" in words)
            )
            or "direct" in words
            or "tcm" in words
        )
        says_minutes = "min" in words or "'" in words or "\u2019" in words or "hour" in words or "hr" in words
        planned = sentence.section in (
            Section.PLAN,
            Section.GOALS,
            Section.HOME_PROGRAM,
            Section.PRIOR_LEVEL,
            Section.HISTORY,
        )
        if not planned:
            if is_timed:
                timed_totals(text, sentence, timed, untimed)
            if (
                says_minutes
                or "total" in words
                or "time" in words
                or sentence.section is Section.MINUTES
                or "session" in words
            ):
                if _ILLEGIBLE.search(words) and ("total" in words or "time" in words):
                    total_doubt = total_doubt or (start, end)
                else:
                    printed_totals(text, sentence, total, here)
            if (
                has_digit
                and (
                    ":" in words
                    or "-" in words
                    or "\u2013" in words
                    or "out" in words
                    or "to" in words
                    or "dep" in words
                    or "end" in words
                    or "stop" in words
                    or "until" in words
                    or "finish" in words
                    or "left" in words
                )
            ) or spoken:
                _clock_times(text, sentence, clock, timed, parts, here, spoken)
            if ("min" in words or "time" in words) and "total" in words and _ELSEWHERE.search(words):
                total_doubt = total_doubt or (start, end)
        if here and (says_minutes or in_minutes):
            parts.extend(_parts(text, sentence, here, in_minutes))
    return Minutes(timed, untimed, total, clock, parts, every, timed_doubt, total_doubt)


def _clock_times(text, sentence, clock, timed, parts, here, spoken: bool) -> None:
    start = sentence.start
    if clock and clock[-1].end > start:
        start = clock[-1].end
    for match, span in ranges(text, start, sentence.end, spoken=spoken):
        if not any(c.start < match.end() and match.start() < c.end for c in clock):
            _take_clock(text, sentence, match, span, clock, timed, parts, here)


def _take_clock(text, sentence, match, span, clock, timed, parts, here) -> None:
    if not span and ":" not in match[0] and not re.search(r"\d\s?[ap]\.?m", match[0], re.I):
        return  # "in 2014 ... to 2016"
    before = text[max(sentence.start, match.start() - 40) : match.start()]
    if span is None or span > 300:
        return
    if re.search(
        r"\b(?:next|booked|scheduled|sleep|slept|work(?:s|ed)?|open|hours|available|shift|class|school|nap|appointment (?:is|on|for))\b[^\n.;]{0,36}$",
        before,
        re.I,
    ):
        return
    if re.search(r"(?:\btimed\b|\b1:1|direct|billable)[^\n;.]{0,30}$", before, re.I) and not re.search(
        "untimed", before, re.I
    ):
        timed.append(
            Total(
                match.start() - len(re.search(r"(?:\btimed\b|\b1:1|direct|billable)[^\n;.]{0,30}$", before, re.I)[0]),
                match.end(),
                span,
            )
        )
        return
    service = [m for m in here if m.level != 2 or m.families & services.PLAIN_TO_SEE]
    near = [
        m for m in service if 0 <= match.start() - m.end <= 12 and not re.search(r"[.;]", text[m.end : match.start()])
    ]
    if (
        near
        and "in" not in match[0][:2].lower()
        and not (
            near[-1].families & ~services.TIMED == near[-1].families
            and near[-1].families & (services.family_bit("speech") | services.family_bit("swallow"))
        )
    ):
        m = near[-1]
        if not re.search(r"\b(?:tx|treatment|session|visit|time)\b", text[m.end : match.start()] + m.words, re.I):
            parts.append(Part(m.start, match.end(), span, m))
            return
    lead = re.search(r"(?:\b(?:tx|treatment|session|total|visit|seen|time)[\w ]{0,14}[:=\s]*)$", before, re.I)
    clock.append(Total(match.start() - (len(lead[0]) if lead else 0), match.end(), span))


def _parts(text: str, sentence, here: list[services.Mention], bare: bool) -> list[Part]:
    """Give each duration of the sentence to the service that it stands next to."""
    found: list[Part] = []
    start, end = sentence.start, sentence.end
    durations = [(m.start(), m.end(), int(m["n"])) for m in _DURATION.finditer(text, start, end)]
    if "minute" in text[start:end].lower():
        durations += [(m.start(), m.end(), value_of(m["n"])) for m in _WORD_DURATION.finditer(text, start, end)]
    durations += [
        (
            m.start(),
            m.end(),
            60 * ({"one": 1, "two": 2, "a": 1, "an": 1}.get(m["h"].lower()) or int(m["h"])) + int(m["m"] or 0),
        )
        for m in HOURS.finditer(text, start, end)
    ]
    durations.sort()
    used: set[int] = set()
    for at, stop, value in durations:
        if not 1 <= value <= 180 or re.match(
            r"\s*(?:hold|rest|timed\b|total|in all|ago|walk test|sit)", text[stop : stop + 12], re.I
        ):
            continue
        if re.search(
            r"\b(?:timed|total|untimed|rests?(?: of)?|after|within|every|q|in|hold|session|visit)[\s:=(-]*$",
            text[max(start, at - 10) : at],
            re.I,
        ):
            continue
        before = [m for m in here if m.end <= at]
        after = [m for m in here if m.start >= stop]
        taken = None
        if before:
            last = before[-1]
            gap = text[last.end : at]
            crossed = any(last.end <= d[0] < at for d in durations)
            if not crossed and (
                _UNITS_BETWEEN.match(gap)
                or re.fullmatch(
                    r"[\s:=|,x\u00d7(]*(?:for|x|took|lasted|was|were|ran|time|training|retraining|therapy|provided|performed)?[\s:=|(-]*(?:for |x ?)?",
                    gap,
                    re.I,
                )
            ):
                taken = last
        if taken is None and after:
            lead = _LEADS_ON.match(text, stop, end)
            nxt = next((m for m in after if m.start <= lead.end() + 1), None)
            if nxt is not None:
                taken = nxt
        if (
            taken is None
            and before
            and not crossed
            and _LOOSE_BETWEEN.match(gap)
            and "," not in gap
            and id(last) not in used
        ):
            taken = last
        if (
            taken is None
            and before
            and not crossed
            and sentence.start <= before[0].start
            and "|" in gap
            and len(gap) < 12
        ):
            taken = last
        if taken is not None:
            same = [
                m for m in here if m.level < 2 and m.families & taken.families and abs(m.start - taken.start) < 40
            ] or [taken]
            found.append(Part(min(at, taken.start), max(stop, taken.end), value, taken))
            if taken.families & services.MODALITIES and (
                mate := [
                    m
                    for m in before
                    if m.families & services.MODALITIES
                    and m.end < taken.start
                    and _TOGETHER.fullmatch(text, m.end, taken.start)
                ]
            ):
                found.append(Part(mate[-1].start, max(stop, taken.end), value, mate[-1]))
            used.update(id(m) for m in same)
    if bare:
        line_end = text.find("\n", end)
        line = text[text.rfind("\n", 0, start) + 1 : line_end if line_end >= 0 else len(text)]
        says = re.search(r"\bmin|timed|=", line, re.I)
        for mention in here:
            if mention.level == 2 or any(
                (p.start <= mention.start and mention.end <= p.end) or p.mention is mention for p in found
            ):
                continue
            if mention.level == 1 and not says and not any(m.level == 0 for m in here):
                continue
            match = _BARE.match(text, mention.end, end)
            if not match:
                continue
            gap = text[mention.end : match.start("n")]
            value = int(match["n"])
            stop = match.end()
            if (
                value < 7
                and "|" in text[stop : stop + 3]
                and (second := re.match(r"\s*\|\s*(\d{1,3})\b", text[stop : stop + 8]))
            ):
                value, stop = int(second[1]), stop + second.end()
            if value < 5 or value > 120 or ("x" in gap.lower() and value < 8) or len(gap) > 26:
                continue
            found.append(Part(mention.start, stop, value, mention))
    return found
