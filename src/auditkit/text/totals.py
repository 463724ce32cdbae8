"""Totals of minutes that a note prints: of the timed services, of the untimed ones, of the visit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditkit.text.clock import value_of
from auditkit.text.durations import NUMBER_WORD, UNIT, Duration
from auditkit.text.expressions import expression
from auditkit.text.minute_tables import in_minutes
from auditkit.text.sections import Section
from auditkit.text.services import Mention, family_bit

_NUM = rf"(?:\d{{1,3}}(?![\d:/]|\.\d)|{NUMBER_WORD})"
# a number next to "timed" (not "untimed"), or to other names of the same total
_TIMED_AFTER = expression(
    rf"(?<![\w-])(?:timed|billable|one[- ](?:on|to)[- ]one|1:1|1-on-1|direct(?: one[- ]on[- ]one| contact| treatment| tx)?|tcm|ttcm|tct)\b(?P<gap>[^\d\n;]{{0,44}}?)(?<![\w/])(?<!\d\.)(?P<n>{_NUM})(?!\s?(?:units?|u\b|:\d|/\d|%|x\b|am\b|pm\b))(?P<unit>{UNIT})?",
)
_TIMED_BEFORE = expression(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})?[\s(]*(?:(?:of|in|are|were|was|total|for|as|spent|on|all|skilled)\s+){{0,3}}(?:(?:the|direct)\s+)?(?:timed|one[- ]on[- ]one|one[- ]to[- ]one|1:1|billable)\b(?!\s*[:=]\s*\d)",
)
_UNTIMED = re.compile(rf"\bun-?timed\b(?P<gap>[^\d\n;]{{0,30}}?)(?P<n>{_NUM})(?!\s?(?:units?|u\b|:\d|/\d))")
_TOTAL_AFTER = re.compile(
    rf"\b(?P<label>total|session|sess|visit|treatment|tx|rx|therapy|appointment|encounter|in[- ]room|room time|in clinic|contact time|ttt|length|duration|time|overall|tt|mins?|minutes|lasted|ran)\b(?P<gap>[^\d\n;|]{{0,44}}?)[|\s]*(?<![\w/#])(?<!\d\.)(?P<n>{_NUM})"
    rf"(?P<unit>{UNIT})?(?!\s?(?:units?|u\b|:\d|/|%|x\b|of\b|st\b|nd\b|rd\b|th\b|deg|ft\b|sec|lb|reps?|am\b|pm\b|visits?|sessions?|wk|week|\.\d|-\d|\u2013\d))",
)
_TOTAL_BEFORE = expression(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})[\s(,]*(?:(?:of|in|for|long|individual|skilled|a|the|face[- ]to[- ]face|together|with (?:me|us|her|him|them))\s+){{0,2}}(?:total\b|in all\b|altogether\b|together\b(?! with)|all told\b|all together\b|from start to finish\b|start to finish\b|door to door\b|overall\b|(?:pt|ot|slp|st|speech|physical|occupational|therapy|treatment|tx)?\s*(?:(?!home|hep|next|last|per|before|after|each|every|rest|walk|without|gap|until|yesterday|md)[a-z-]{{2,}}\s+){{0,2}}(?:session|visit|appointment|appt)\b|of (?:skilled |individual |direct )?(?:(?:pt|ot|slp|st)\b|therapy|treatment|"
    rf"speech|occupational|physical|swallow|dysphagia|language|voice|feeding|aphasia|cognitive)[\w -]*)",
)
_SEEN_FOR = re.compile(
    rf"\b(?:seen|treated|attended(?! to\b)|participated|worked(?: with)?|received|given|came|tx'?d|rx'?d|present|treatment of|here|with me|stayed)\b(?P<gap>[^.;\n]{{0,70}}?)(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})",
)
# "booked the hour and we used all sixty minutes", "worked the full 45 min"
_USED_UP = expression(
    rf"\b(?:used|took|needed|filled|worked|ran|stayed|had|spent)\s+(?:up\s+|for\s+)?(?:all(?: of)?(?: (?:the|her|his|our|their))?|(?:the|her|his|our|their)\s+(?:full|whole|entire))\s+(?P<n>{_NUM})(?:{UNIT})(?![a-z])(?!\s+(?:of|on|in|at|with|for|standing|walking|without|before)\b)",
)
_NOT_USED_UP = re.compile(
    r"\b(?:if|next|last|previous|yesterday|will|would|could|home|hep|bike|class|shift|lunch|not|n't)\b"
)
_OTHER_TIME = expression(
    r"\b(?:home|hep|next|previous|last|prior|scheduled|booked|appointment is|appt\b(?!\s*time)|if|mother|father|mom|dad|wife|husband|caregiver|waited|wait|lobby|rest(?:s|ed|ing)?(?: breaks?)?|warm-?up|bike|stand(?:s|ing)? (?:for|x)|sits?|walks?|"
    r"tolerat\w+ (?:standing|sitting)|every|per day|a day|daily|week|hold|goal|stg|ltg|by|drive|at work|within|recover\w*|in \d+ min|phone|before therapy|before the session|cancel\w*|late|yesterday|md|clinic hours|hours|period|symptom|dizz|pain|attention|"
    r"recording|recorded meeting|speech sample|play sample|sustain\w*|will|would|could|can|each|nap|commute|after \d|attn)\b",
)
# "Minutes (timed / total): 38/50", "timed/total min 38 / 50"
_BOTH_TOTALS = re.compile(
    rf"\btimed\s?/\s?total\b[^\d\n;]{{0,16}}(?P<n>\d{{1,3}})(?:{UNIT})?\s?/\s?(?P<all>\d{{1,3}})(?![\d/])"
)
# "(T) 40 (U) 10", "T: 40 U: 10": the minutes of timed and of untimed services, each behind its letter
_BY_LETTER = expression(
    rf"(?:[(\[]t[)\]]\s?[:=]?|\bt\s?[:=])\s?(?P<n>\d{{1,3}})(?:{UNIT})?[\s,;|/+-]{{1,4}}(?P<untimed>(?:[(\[]un?t?[)\]]\s?[:=]?|\bun?t?\s?[:=])\s?(?P<u>\d{{1,3}}))(?![\d/:])"
)
# services that fill their visit: "speech therapy 45 min" is the whole visit
_WHOLE_VISIT = family_bit("speech") | family_bit("swallow") | family_bit("aac")


class Total(NamedTuple):
    """A printed total of minutes (0 where it is a range of clock times that runs backwards)."""

    start: int
    end: int
    minutes: int


_ANOTHER_DAY = expression(r"\b(?:if|next|last|previous|on \d{1,2}/\d{1,2})\b")
_OF_UNITS = re.compile(r"unit|untimed|un-timed|\bservice|codes? (?!min)(?:\w+ )?97")
_AND_UNTIMED = re.compile(r"\W*(?:and|\+|&)?\W*un-?timed")
_ENDS_AT_MINUTES = re.compile(r"min\w*\.\s")
_RANGE = re.compile(r"\s*(?::\d\d|-\s?\d)")
# "treatment minutes 60, all of it 97140", "55 min, all one-to-one"
_ALL_OF_IT = expression(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})?(?P<gap>[^\n;.\d]{{0,16}}?)[,;:(\s\u2013-]+(?:all|entirely|the whole)(?:\s+of\s+(?:it|that|them|which|this))?(?:\s+(?:was|were|is|being|spent|billed))?(?:\s+(?:on|in|for|as|to|direct|skilled))?\s+(?:timed|billable|one[- ](?:to|on)[- ]one|1:1|1-on-1|97[15]\d\d)\b",
)
ALL_AFTER_CLOCK = re.compile(
    r"[.,;:(\s\u2013-]+(?:all|entirely|the whole)(?:\s+of\s+(?:it|that|this|which))?(?:\s+(?:was|were))?\s+(?:timed|one[- ](?:to|on)[- ]one|1:1|1-on-1|direct|billable)\b",
)


def all_timed(text: str, sentence, given: list[Duration], timed: list[Total], total: list[Total]) -> None:
    """Add a visit's minutes that are said to be timed altogether; those of the last of several services are not the visit's."""
    for match in _ALL_OF_IT.finditer(text, sentence.start, sentence.end):
        if any(d.end <= match.start() for d in given):
            continue
        before = text[max(sentence.start, match.start() - 40) : match.start()]
        if 8 <= value_of(match["n"]) <= 240 and "untimed" not in before + match["gap"]:
            every = Total(match.start(), match.end(), value_of(match["n"]))
            timed.append(every)
            total.append(every)


def timed_totals(text: str, sentence, timed: list[Total], untimed: list[Total], total: list[Total]) -> None:
    """Add the sentence's totals of timed, and of untimed, minutes, and of the visit where they are given as "timed/total"."""
    start, end = sentence.start, sentence.end
    if _ANOTHER_DAY.search(text, start, min(end, start + 60)):
        return
    taken = -1
    if text.find("/", start, end) >= 0 and (both := _BOTH_TOTALS.search(text, start, end)):
        if 5 <= int(both["n"]) <= int(both["all"]) <= 240:
            timed.append(Total(both.start(), both.end("n"), int(both["n"])))
            total.append(Total(both.start(), both.end(), int(both["all"])))
            return
    if (by_letter := _BY_LETTER.search(text, start, end)) and 5 <= int(by_letter["n"]) <= 240:
        timed.append(Total(by_letter.start(), by_letter.end("n"), int(by_letter["n"])))
        untimed.append(Total(*by_letter.span("untimed"), int(by_letter["u"])))
        return
    for match in _UNTIMED.finditer(text, start, end):
        untimed.append(Total(match.start(), match.end(), value_of(match["n"])))
        taken = match.end()
    for match in _TIMED_AFTER.finditer(text, start, end):
        gap = match["gap"]
        if _OF_UNITS.search(gap) or _AND_UNTIMED.match(gap):
            continue
        if gap.lstrip()[:1] in (",", "/", "+", "|") and _TIMED_BEFORE.search(
            text, max(start, match.start() - 24), match.end()
        ):
            continue
        if _is_timed_total(text, match, taken, bool(match["unit"])):
            timed.append(Total(match.start(), match.end(), value_of(match["n"])))
    for match in _TIMED_BEFORE.finditer(text, start, end):
        at, stop = match.span()
        if _ENDS_AT_MINUTES.search(match[0]) or any(t.start <= at < t.end or at <= t.start < stop for t in timed):
            continue
        if _is_timed_total(text, match, taken, False):
            timed.append(Total(at, stop, value_of(match["n"])))


def _is_timed_total(text: str, match: re.Match, taken: int, has_unit: bool) -> bool:
    if not 5 <= value_of(match["n"]) <= 240 or _RANGE.match(text, match.end("n"), match.end("n") + 6):
        return False
    words = match[0]
    if not (has_unit or "timed" in words or words.startswith(("billa", "tcm", "tct")) or "min" in words):
        return False
    return not (match.end() <= taken and "untimed" in words)


_HOURS_OF = re.compile(r"\b(?:total|session|treatment|tx|visit|time|seen|treated|lasted|worked|attended|ran)\b.*$")
_VISIT_BEHIND = re.compile(
    r"[\s,-]*(?:(?!home|next|per|each|every)[a-z-]+\s){0,3}(?:session|visit|treatment|therapy|appointment)\b"
)
# "ST x 45 min", "OT for 40 min"
_OF_DISCIPLINE = expression(
    r"(?:^|[^\w'])(?P<label>(?:pt|ot|st|slp|speech|voice|language|dysphagia|swallow\w*|feeding|aphasia|cog\w*)(?:\s(?:therapy|tx|rx|treatment|session|visit))?)\s?(?:x|for|:|-|\u2013|\u00d7|lasted|ran)?\s?$"
)
_PT_IS_PATIENT = re.compile(r"\bpt\s?(?:for\s?)?$")
_NUMBER_FOLLOWS = re.compile(r"[^\d\n;|]{0,58}[|\s]*\d")
_NEW_TOTAL = re.compile(r"\s*(?:timed|time|tx|treat|session|visit|min|:|=|\d)")
_NEXT_SENTENCE = re.compile(r"min\.\s+total")
_NOT_SEEN_FOR = re.compile(r"\s*(?:ago|late|early|before|after|each|timed|of (?:rest|bike|warm)|\w+ (?:rest|warm))")
_AFTER_TIMED = re.compile(
    r"\b(?:timed|direct|one[- ](?:to|on)[- ]one|1:1|tcm|ttcm)\b[^\d\n]{0,24}(?P<n>\d{1,3})(?:\s?min\w*)?[\s,;|/.\u2013-]*$",
)
_OWN_TOTAL = re.compile(r"\btotal|treatment time|tx time|session (?:time|length)|timed")


def printed_totals(
    text: str,
    sentence,
    total: list[Total],
    here: list[Mention],
    labels: list[int],
    given: list[Duration],
    *,
    is_seen: bool,
    spoken: bool,
) -> None:
    """Add the sentence's totals of the visit: behind one of its `labels`, before one, behind "seen for", or in hours.

    `given` are the sentence's durations, `here` its services. `spoken` says that it may give numbers in words.
    """
    start, end = sentence.start, sentence.end
    for duration in given:
        lead = text[max(start, duration.start - 28) : duration.start]
        if (
            5 <= duration.minutes <= 240
            and (label := _OF_DISCIPLINE.search(lead))
            and not _PT_IS_PATIENT.search(lead)
            and not _NOT_SEEN_FOR.match(text, duration.end, duration.end + 16)
            and not _OF_THE_PLAN.match(text[duration.end : duration.end + 12].lstrip(" ,"))
        ):
            total.append(Total(duration.start - len(lead) + label.start("label"), duration.end, duration.minutes))
        elif duration.in_hours and _VISIT_BEHIND.match(text, duration.end, end):
            if not _is_other(text, sentence, duration.start, duration.end):
                total.append(Total(duration.start, duration.end, duration.minutes))
        elif duration.in_hours and (label := _HOURS_OF.search(text, max(start, duration.start - 40), duration.start)):
            before = text[max(start, duration.start - 40) : duration.start]
            if "timed" not in before and not _is_other(text, sentence, duration.start, duration.end):
                total.append(Total(label.start(), duration.end, duration.minutes))
    at = start
    for label in labels:
        if label < at or not (spoken or _NUMBER_FOLLOWS.match(text, label, end)):
            continue
        match = _TOTAL_AFTER.match(text, label, end)
        if match is None:
            continue
        owner = next((m for m in here if m.start <= label < m.end and m.level == 1), None)
        if owner and not owner.families & _WHOLE_VISIT:
            continue
        if _accept_total(text, sentence, match):
            at = match.end()
            total.append(Total(label, at, value_of(match["n"])))
    for match in _before_labels(text, start, end, given, spoken=spoken):
        if _is_total(text, match, total) and not _is_other(text, sentence, match.start(), match.end()):
            total.append(Total(match.start(), match.end(), value_of(match["n"])))
    if (given or spoken) and (used := _USED_UP.search(text, start, end)):
        if _is_total(text, used, total) and not _NOT_USED_UP.search(text, start, used.start()):
            total.append(Total(used.start(), used.end(), value_of(used["n"])))
    if not is_seen or not (given or spoken):
        return
    for match in _SEEN_FOR.finditer(text, start, end):
        if (
            _is_total(text, match, total)
            and not _OTHER_TIME.search(match["gap"])
            and not _OTHER_TIME.search(
                text, max(start, match.start() - 20, text.rfind(",", 0, match.start())), match.start()
            )
            and not _NOT_SEEN_FOR.match(text, match.end(), match.end() + 16)
        ):
            total.append(Total(match.start(), match.end(), value_of(match["n"])))


_FIELD_BEFORE = re.compile(r"(?:^|\d/\d{1,2}/\d{2,4}\s|[(,;|\u2013\u2014\u00b7-]|\s{2,}|\t)\s*$")
_FIELD_BEHIND = re.compile(
    r"\s*(?:in (?:the )?(?:pool|clinic|gym|water|room)\b\s*)?(?:$|\n|[),;|.\u2013\u2014\u00b7]|\s{2,}|\t)"
)
_OF_THE_PLAN = re.compile(
    r"\d\s?x\s?(?:/|\d|per|a\b|wk|week)|\bper\b|week|freq|plan|\bhep\b|home (?:program|exercise)|goal|ago|every|\bhold|pain|late",
)


def alone(text: str, given: list[Duration]) -> Total | None:
    """A length that stands by itself in the head or the foot of the note: "10/07/2025   30 minutes   CPT 92507"."""
    lines = [line for line in re.finditer(r"[^\n]+", text) if not line[0].isspace()]
    ends = lines[:3] + lines[max(3, len(lines) - 2) :]
    for duration in given:
        if not 15 <= duration.minutes <= 120:
            continue
        line = next((x for x in ends if x.start() <= duration.start < x.end()), None)
        if (
            line
            and len(line[0]) <= 120
            and not _OF_THE_PLAN.search(line[0])
            and _FIELD_BEFORE.search(text[line.start() : duration.start])
            and _FIELD_BEHIND.match(text, duration.end, line.end() + 1)
        ):
            return Total(duration.start, duration.end, duration.minutes)
    return None


def _before_labels(text: str, start: int, end: int, given: list[Duration], *, spoken: bool) -> Iterator[re.Match]:
    if spoken:
        yield from _TOTAL_BEFORE.finditer(text, start, end)
        return
    for duration in given:
        if duration.start >= start and (match := _TOTAL_BEFORE.match(text, duration.start, end)):
            yield match
            start = match.end()


def _is_total(text: str, match: re.Match, total: list[Total]) -> bool:
    """Is a match of minutes with words of a visit a new total, of a length that a visit can have?"""
    at, stop = match.span()
    if any(t.start < stop and at < t.end for t in total) or not 5 <= value_of(match["n"]) <= 240:
        return False
    words = match[0]
    if "timed" in words.replace("untimed", "") or _NEXT_SENTENCE.search(words):
        return False
    return not ("," in words and _NEW_TOTAL.match(text, stop, stop + 12))


def _is_other(text: str, sentence, start: int, end: int) -> bool:
    """Is a duration that of something else than the visit ("home program 15 min"), where no word of a total says otherwise?"""
    begin = max(sentence.start, start - 46)
    return _OTHER_TIME.search(text, begin, start) is not None and not _OWN_TOTAL.search(text, begin, end)


_BOTH = re.compile(r"timed\W{0,3}(?:and|\+|&|/)\W{0,3}un-?timed|all services")
_OF_TIMED = re.compile(
    r"(?:timed|billable|1:1|one[- ](?:on|to)[- ]one|direct|code)(?:[\s-]*(?:code|tx|treatment|service)s?)?[\s:-]*$"
)
_COUNTED = expression(r"unit|visit|\bcodes?\b|goal|score|#|9[57]\d{3}|92\d{3}")
_MIN = re.compile(r"\bmin")
_OF_A_VISIT = re.compile(r"time|treatment|tx|session|visit|min")
_TIME_OR_TOTAL = re.compile(r"\btime\b|total")
_BEFORE_MINUTES = re.compile(r"(?:total|treatment|tx|session|visit|therapy|room|contact)[\s:/(-]*$")
_LENGTH_OF_ELSE = re.compile(r"step|leg|stride|arm|hold|weeks?|plan|freq")
_OTHER_VISIT = re.compile(r"\b(?:next|previous|last|if|prior|before|each|per|will|home)\b[^.]{0,30}$")
_OF_LENGTH = re.compile(r"time|total|length|duration")
_ANOTHERS_VISIT = re.compile(
    r"\b(?:yesterday(?:'s)?|md|dr|doctor(?:'s)?|physician(?:'s)?|surgeon(?:'s)?)\b[\w' ]{0,16}$"
)
_NEXT_OR_LAST = re.compile(r"\b(?:last|previous|prior|next)\b[\w ]{0,12}$")


def _accept_total(text: str, sentence, match) -> bool:
    label, gap = match["label"], match["gap"]
    value = value_of(match["n"])
    if value < 5 or value > 240:
        return False
    before = text[max(sentence.start, match.start() - 24) : match.start()]
    if label == "ttt" or (label == "tt" and not gap.strip(" :=-.")):
        return True
    if ("timed" in gap or _OF_TIMED.search(before)) and not _BOTH.search(gap + before):
        return False
    if (
        label == "total"
        and gap.strip(" |:=-") == "visit"
        and 15 <= value <= 120
        and "timed" in text[max(0, match.start() - 90) : match.start()]
    ):
        return True  # "Total timed 40", and on the next line "Total visit 55"
    if _COUNTED.search(gap) or "unit" in before[-8:]:
        return False
    rest = text[sentence.start : match.start()]
    has_unit = bool(match["unit"]) or _MIN.search(gap + label) is not None
    # "timed 43, visit 55": the first total says what the second counts
    if not has_unit and not gap.strip(" :=-") and (first := _AFTER_TIMED.search(rest)):
        has_unit = value >= int(first["n"])
    if not has_unit and not gap.strip(" :=-"):
        has_unit = (
            label in ("length", "duration") and value > 14 and before.endswith(("visit ", "session ", "treatment "))
        )
    if label in ("total", "overall"):
        return bool(
            has_unit
            or _OF_A_VISIT.search(gap)
            or sentence.section is Section.MINUTES
            or in_minutes(text, match.start())
        ) and not _OTHER_TIME.search(gap)
    if (
        not has_unit
        and not (
            label == "time" and ("total" in before or "treatment" in before or "tx" in before or "session" in before)
        )
        and not _TIME_OR_TOTAL.search(gap)
    ):
        return False
    if (
        label in ("min", "mins", "minutes", "time")
        and not _BEFORE_MINUTES.search(before)
        and not (label == "time" and sentence.label.startswith("time"))
        and not (label == "time" and not gap.strip(" :=") and match.start() == sentence.start)
        and not (label in ("min", "mins", "minutes") and sentence.start == match.start() and not gap.strip(" :="))
    ):
        return False
    if "yesterday" in gap or _ANOTHERS_VISIT.search(rest[-40:]):
        return False
    if label in ("length", "duration") and _LENGTH_OF_ELSE.search(before):
        return False
    if label in (
        "treatment",
        "tx",
        "therapy",
        "rx",
        "visit",
        "session",
        "sess",
        "appointment",
        "encounter",
        "lasted",
        "ran",
    ) and (_OTHER_TIME.search(gap) or _OTHER_VISIT.search(rest[-40:])):
        return False
    if label in ("treatment", "tx", "therapy", "rx", "visit") and len(gap) > 26 and not _OF_LENGTH.search(gap):
        return False
    return not _NEXT_OR_LAST.search(before)
