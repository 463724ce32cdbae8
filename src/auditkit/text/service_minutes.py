"""The minutes of each service: every duration of a sentence is given to the service that it stands next to."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text.clock import value_of
from auditkit.text.durations import NUMBER_WORD, Duration
from auditkit.text.expressions import expression
from auditkit.text.minute_tables import in_minutes
from auditkit.text.services import MODALITIES, Mention

_NOT_OF_A_SERVICE = re.compile(r"\s*(?:hold|rest|timed\b|total|in all|ago|walk test|sit)")
_NOT_OF_A_SERVICE_BEFORE = re.compile(
    r"\b(?:timed|total|untimed|rests?(?: of)?|after|within|every|q|in|hold|session|visit)[\s:=(-]*$"
)
_UNITS_BETWEEN = re.compile(
    r"(?:[\s:=|,()x\u00d7-]|\.{2,}|\u2026)*(?:\d{1,2}\s*(?:units?|u)?)?(?:\s*(?:units?|u)\b)?(?:[\s:=|,()\u2013-]|\.{2,}|\u2026)*(?:one[- ]to[- ]one|1:1|individual|skilled)?[\s,]*$",
)
_VERB_BETWEEN = re.compile(
    r"[\s:=|,x\u00d7(]*(?:for|x|took|lasted|was|were|ran|time|training|retraining|therapy|provided|performed)?[\s:=|(-]*(?:for |x ?)?",
)
_LOOSE_BETWEEN = re.compile(r"[^.;\n|]{0,34}$")
_TOGETHER = re.compile(r"\W*(?:with|w/|and|under|over|plus|\+|&|/|combined with)\W*")
_LEADS_ON = re.compile(
    r"\s*(?:of|on|for|in|doing|with|was|were|spent on|-|\u2013|:|\(|/)?\s*(?:the |a |skilled |individual |one-to-one |1:1 |direct |active |left |right |l |r )*",
)
_MINUTES_FOLLOW = re.compile(r"[\s:=(,x\u2013-]{0,4}(?:for )?\d")
# a number without its unit: "97110 15", "Ther ex | 15 |"
_BARE = re.compile(
    r"(?:\s*x?\s?\d{1,2}\s?(?:units?|u)?\s?(?=[(\[]))?(?:\s(?:made up|took|takes|accounted for|was|were|got|had|for)\s)?[\s:=|.x\u00d7(\[\u2013-]*?(?<![\d/])(?P<n>\d{1,3})(?!\s?(?:units?\b|u\b|reps?\b|%|lbs?\b|#|ft\b|\"|/(?! [a-z]{2})|:|x\s?\d|sets?\b|deg|sec|in\b)|\d|\.\d)",
)
# "97535 Self care ........ 31": a number at the end of a line of dots or spaces
_LED_TO = re.compile(r"[^\n\d;|]{0,100}?(?:[.\u2026_]{3,}|\s{3,})\s*(?P<n>\d{1,3})(?=\s*(?:$|\n|mins?\b|/|\s\d\s?u))")
# "30 min ther ex, 15 manual therapy and ten gait training": the unit is said once
_COUNTED = re.compile(
    rf"(?:^|[,;+&/(]|\band|\bthen|\bplus)\s*(?:(?:and|then|about|another|approximately)\s+)*(?P<n>\d{{1,2}}|{NUMBER_WORD})\s+(?:(?:on|of|for|in|to|doing)\s+)?$",
)
_COUNTS_SOMETHING = re.compile(
    r"\W{0,2}(?:trials?|reps?|sets?|bouts?|laps?|times|goals?|tasks?|activities|steps?|feet|units?)\b"
)
_SECOND_COLUMN = re.compile(r"\s*\|\s*(\d{1,3})\b")
_SAYS_MINUTES = expression(r"\bmin|timed|=")


class Part(NamedTuple):
    """The minutes of one service: span of the service with its minutes."""

    start: int
    end: int
    minutes: int
    mention: Mention


def service_minutes(
    text: str, sentence, here: list[Mention], durations: list[Duration], *, bare: bool = False
) -> list[Part]:
    """The parts of a sentence, with its services `here` and its durations; `bare` numbers too, where the note is one in minutes."""
    found: list[Part] = []
    used: set[int] = set()
    for duration in durations:
        at, stop, value, _ = duration
        if not 1 <= value <= 180 or _NOT_OF_A_SERVICE.match(text, stop, stop + 12):
            continue
        if _NOT_OF_A_SERVICE_BEFORE.search(text, max(sentence.start, at - 10), at):
            continue
        before = [m for m in here if m.end <= at]
        taken = _owner(text, sentence, duration, durations, here, before, used)
        if taken is None:
            continue
        found.append(Part(min(at, taken.start), max(stop, taken.end), value, taken))
        if taken.families & MODALITIES and (mate := _mate(text, before, taken)):
            found.append(Part(mate.start, max(stop, taken.end), value, mate))
        same = [m for m in here if m.level < 2 and m.families & taken.families and abs(m.start - taken.start) < 40]
        used.update(map(id, same or (taken,)))
    if durations:
        found += _counted(text, sentence, here, found)
    found += _bare(text, sentence, here, found, said=bare)
    return found


def _counted(text: str, sentence, here: list[Mention], given: list[Part]) -> list[Part]:
    """Numbers in front of a service, in a sentence that has said what they count."""
    found: list[Part] = []
    for mention in here:
        if mention.level == 2 or any(p.start <= mention.start < p.end for p in given):
            continue
        begin = max(sentence.start, mention.start - 34)
        match = _COUNTED.search(text[begin : mention.start])
        if match and 5 <= value_of(match["n"]) <= 120 and not _COUNTS_SOMETHING.match(text, mention.end):
            found.append(Part(begin + match.start("n"), mention.end, value_of(match["n"]), mention))
    return found


def _owner(text: str, sentence, duration: Duration, durations, here, before, used) -> Mention | None:
    """The service that a duration stands next to: behind it, before it, or loosely behind it in the same clause."""
    at, stop = duration.start, duration.end
    last, crossed, gap = None, True, ""
    if before:
        last = before[-1]
        gap = text[last.end : at]
        if last.level == 2 and (named := _named_behind(text, stop, here)):
            return named  # "bridges, mini-squats (28 min ther-ex)"
        crossed = any(last.end <= d.start < at for d in durations)
        if not crossed and (_UNITS_BETWEEN.match(gap) or _VERB_BETWEEN.fullmatch(gap)):
            return last
    reach = -1
    for mention in here:
        if mention.start >= stop:
            if reach < 0:
                reach = _LEADS_ON.match(text, stop, sentence.end).end() + 1
            if mention.start <= reach:
                return mention
            break
    if crossed:
        return None
    if _LOOSE_BETWEEN.match(gap) and "," not in gap.rstrip(" ,(") and id(last) not in used:
        return last
    return last if "|" in gap and len(gap) < 12 else None


def _named_behind(text: str, stop: int, here: list[Mention]) -> Mention | None:
    """A code or a category right behind a duration, without minutes of its own."""
    following = next((m for m in here if m.start >= stop), None)
    if (
        following is None
        or following.level == 2
        or _LEADS_ON.match(text, stop, following.start).end() < following.start - 1
    ):
        return None
    return None if _MINUTES_FOLLOW.match(text, following.end) else following


def _mate(text: str, before: list[Mention], taken: Mention) -> Mention | None:
    """A modality given together with another one ("hot pack with e-stim 15 min")."""
    for mention in reversed(before):
        if (
            mention.families & MODALITIES
            and mention.end < taken.start
            and _TOGETHER.fullmatch(text, mention.end, taken.start)
        ):
            return mention
    return None


def _bare(text: str, sentence, here: list[Mention], given: list[Part], *, said: bool) -> list[Part]:
    """Numbers without a unit behind a code or a category; where the note has not `said` minutes, behind several of them."""
    found: list[Part] = []
    says: bool | None = None
    for mention in here:
        if mention.level == 2:
            continue
        match = _BARE.match(text, mention.end, sentence.end)
        if not match and mention.level == 0:
            match = _LED_TO.match(text, mention.end, mention.end + 130)
        if not match:
            continue
        gap = text[mention.end : match.start("n")]
        value, stop = int(match["n"]), match.end()
        if value < 7 and "|" in text[stop : stop + 3] and (second := _SECOND_COLUMN.match(text, stop, stop + 8)):
            value, stop = int(second[1]), second.end()
        if value < 5 or value > 120 or ("x" in gap and value < 8) or (len(gap) > 26 and match.re is _BARE):
            continue
        if any((p.start <= mention.start and mention.end <= p.end) or p.mention is mention for p in (*given, *found)):
            continue
        if mention.level == 1 and said:
            if says is None:
                line_end = text.find("\n", sentence.end)
                line = text.rfind("\n", 0, sentence.start) + 1
                says = (
                    bool(_SAYS_MINUTES.search(text, line, line_end if line_end >= 0 else len(text)))
                    or any(m.level == 0 for m in here)
                    or in_minutes(text, mention.start)
                )
            if not says:
                continue
        found.append(Part(mention.start, stop, value, mention))
    return found if said or len({p.mention.words for p in found}) > 1 else []
