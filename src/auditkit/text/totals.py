"""Totals of minutes that a note prints: of the timed services, of the untimed ones, of the visit."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text import services
from auditkit.text.clock import value_of
from auditkit.text.sections import Section

NUMBER_WORD = r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|five|six|seven|eight|nine)"
_NUM = rf"(?:\d{{1,3}}(?![\d:/]|\.\d)|{NUMBER_WORD})"
UNIT = r"(?:\s?-?\s?(?:minutes?|mins?\b\.?|min\b\.?)|\s?m(?=[\s,;.)]|$)|['\u2019\u2032](?![\w'\u2019]))"
HOURS = re.compile(
    r"\b(?P<h>\d|one|two|an?)\s?(?:hours?|hrs?|h)\b(?:\s*(?:and\s+)?(?P<m>\d{1,2})\s?(?:minutes?|mins?|m)\b)?", re.I
)
# a number next to "timed" (not "untimed"), or to other names of the same total
_TIMED_AFTER = re.compile(
    rf"(?<![\w-])(?:timed|billable|one[- ](?:on|to)[- ]one|1:1|1-on-1|direct(?: one[- ]on[- ]one| contact| treatment| tx)?|tcm|ttcm)\b(?P<gap>[^\d\n;]{{0,44}}?)(?<![\w/.])(?P<n>{_NUM})(?!\s?(?:units?|u\b|:\d|/\d|%|x\b|am\b|pm\b))(?P<unit>{UNIT})?",
    re.I,
)
_TIMED_BEFORE = re.compile(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})?[\s(]*(?:(?:of|in|are|were|was|total|for|as|spent|on|all|skilled)\s+){{0,3}}(?:(?:the|direct)\s+)?(?:timed|one[- ]on[- ]one|one[- ]to[- ]one|1:1|billable)\b(?!\s*[:=]\s*\d)",
    re.I,
)
_UNTIMED = re.compile(rf"\bun-?timed\b(?P<gap>[^\d\n;]{{0,30}}?)(?P<n>{_NUM})(?!\s?(?:units?|u\b|:\d|/\d))", re.I)
_TOTAL_AFTER = re.compile(
    rf"\b(?P<label>total|session|sess|visit|treatment|tx|rx|therapy|appointment|encounter|in[- ]room|room time|in clinic|contact time|length|duration|time|overall|mins?|minutes|lasted|ran)\b(?P<gap>[^\d\n;|]{{0,44}}?)[|\s]*(?<![\w/.#])(?P<n>{_NUM})"
    rf"(?P<unit>{UNIT})?(?!\s?(?:units?|u\b|:\d|/|%|x\b|of\b|st\b|nd\b|rd\b|th\b|deg|ft\b|sec|lb|reps?|am\b|pm\b|visits?|sessions?|wk|week|\.\d|-\d|\u2013\d))",
    re.I,
)
_TOTAL_BEFORE = re.compile(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})[\s(,]*(?:(?:of|in|for|long|individual|skilled|a|the)\s+){{0,2}}(?:total\b|in all\b|altogether\b|(?:pt|ot|slp|st|speech|physical|occupational|therapy|treatment|tx)?\s*(?:session|visit|appointment|appt)\b|of (?:skilled |individual |direct )?(?:pt|ot|slp|st|therapy|treatment|"
    rf"speech|occupational|physical|swallow|dysphagia|language|voice|feeding|aphasia|cognitive)[\w -]*)",
    re.I,
)
_SEEN_FOR = re.compile(
    rf"\b(?:seen|treated|attended|participated|worked(?: with)?|received|given|came|tx'?d|rx'?d|present|treatment of)\b(?P<gap>[^.;\n]{{0,70}}?)(?<![\w.:/])(?P<n>{_NUM})(?:{UNIT})",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:home|hep|next|previous|last|prior|scheduled|booked|appointment is|appt\b(?!\s*time)|if|mother|father|mom|dad|wife|husband|caregiver|waited|wait|lobby|rest(?:s|ed|ing)?(?: breaks?)?|warm-?up|bike|stand(?:s|ing)? (?:for|x)|sits?|walks?|"
    r"tolerat\w+ (?:standing|sitting)|every|per day|a day|daily|week|hold|goal|stg|ltg|by|drive|at work|within|recover\w*|in \d+ min|phone|before therapy|before the session|cancel\w*|late|clinic hours|hours|period|symptom|dizz|pain|attention|"
    r"recording|recorded meeting|speech sample|play sample|sustain\w*|will|would|could|can|each|nap|commute|after \d|attn)\b",
    re.I,
)
# services that fill their visit: "speech therapy 45 min" is the whole visit
_WHOLE_VISIT = services.family_bit("speech") | services.family_bit("swallow") | services.family_bit("aac")


class Total(NamedTuple):
    """A printed total of minutes (0 where it is a range of clock times that runs backwards)."""

    start: int
    end: int
    minutes: int


def _is_other(text: str, sentence, start: int, end: int) -> bool:
    return bool(_OTHER_TIME.search(text, max(sentence.start, start - 46), start)) and not re.search(
        r"\btotal|treatment time|tx time|session (?:time|length)|timed",
        text[max(sentence.start, start - 46) : end],
        re.I,
    )


def timed_totals(text: str, sentence, timed: list[Total], untimed: list[Total]) -> None:
    start, end = sentence.start, sentence.end
    if re.search(r"\b(?:if|next|last|previous|on \d{1,2}/\d{1,2})\b", text[start : start + 60], re.I):
        return
    taken = -1
    for match in _UNTIMED.finditer(text, start, end):
        untimed.append(Total(match.start(), match.end(), value_of(match["n"])))
        taken = match.end()
    for pattern in (_TIMED_AFTER, _TIMED_BEFORE):
        for match in pattern.finditer(text, start, end):
            gap = match.groupdict().get("gap") or ""
            if re.search(r"unit|untimed|un-timed|\bservice|codes? (?!min)(?:\w+ )?97", gap, re.I) or _is_range(
                text, match.end("n")
            ):
                continue
            if pattern is _TIMED_BEFORE and re.search(r"min\.\s|min\w*\.\s", match[0], re.I):
                continue
            if (
                pattern is _TIMED_AFTER
                and gap.lstrip().startswith(",")
                and _TIMED_BEFORE.search(text, max(start, match.start() - 24), match.end())
            ):
                continue
            if pattern is _TIMED_AFTER and re.match(r"\W*(?:and|\+|&)?\W*un-?timed", gap, re.I):
                continue
            value = value_of(match["n"])
            if (
                value < 5
                or value > 240
                or (
                    pattern is _TIMED_BEFORE
                    and any(t.start <= match.start() < t.end or match.start() <= t.start < match.end() for t in timed)
                )
            ):
                continue
            if (
                not match[0][:5].lower().startswith(("timed", "billa"))
                and "timed" not in match[0].lower()
                and not match.groupdict().get("unit")
                and "min" not in match[0].lower()
            ):
                continue
            if match.end() <= taken and "untimed" in match[0].lower():
                continue
            timed.append(Total(match.start(), match.end(), value))


def _is_range(text: str, at: int) -> bool:
    return bool(re.match(r"\s*(?::\d\d|-\s?\d)", text[at : at + 6]))


def printed_totals(text: str, sentence, total: list[Total], here: list[services.Mention]) -> None:
    start, end = sentence.start, sentence.end
    for match in HOURS.finditer(text, start, end):
        before = text[max(start, match.start() - 40) : match.start()]
        if (
            re.search(r"\b(?:total|session|treatment|tx|visit|time|seen|treated|lasted)\b", before, re.I)
            and not _is_other(text, sentence, match.start(), match.end())
            and "timed" not in before.lower()
        ):
            hours = {"one": 1, "two": 2, "a": 1, "an": 1}.get(match["h"].lower()) or int(match["h"])
            label = re.search(r"\b(?:total|session|treatment|tx|visit|time|seen|treated|lasted)\b.*$", before, re.I)
            total.append(Total(match.start() - len(label[0]), match.end(), 60 * hours + int(match["m"] or 0)))
    at = start
    while match := _TOTAL_AFTER.search(text, at, end):
        at = match.start() + max(1, len(match["label"]))
        owner = next((m for m in here if m.start <= match.start() < m.end and m.level == 1), None)
        if owner and not owner.families & _WHOLE_VISIT:
            continue
        if _accept_total(text, sentence, match):
            total.append(Total(match.start(), match.end(), value_of(match["n"])))
            at = match.end()
    for pattern in (_TOTAL_BEFORE, _SEEN_FOR):
        for match in pattern.finditer(text, start, end):
            if any(t.start < match.end() and match.start() < t.end for t in total):
                continue
            value = value_of(match["n"])
            if (
                value < 5
                or value > 240
                or "timed" in match[0].lower().replace("untimed", "")
                or re.search(r"min\.\s+total", match[0], re.I)
                or (
                    "," in match[0]
                    and re.match(
                        r"\s*(?:timed|time|tx|treat|session|visit|min|:|=|\d)",
                        text[match.end() : match.end() + 12],
                        re.I,
                    )
                )
            ):
                continue
            if pattern is _SEEN_FOR and (
                _OTHER_TIME.search(match["gap"])
                or _OTHER_TIME.search(text[max(start, match.start() - 20) : match.start()])
            ):
                continue
            after = text[match.end() : match.end() + 16].lower()
            if pattern is _SEEN_FOR and re.match(
                r"\s*(?:ago|late|early|before|after|each|timed|of (?:rest|bike|warm)|\w+ (?:rest|warm))", after
            ):
                continue
            if pattern is _TOTAL_BEFORE and _is_other(text, sentence, match.start(), match.end()):
                continue
            total.append(Total(match.start(), match.end(), value))


def _accept_total(text: str, sentence, match) -> bool:
    label, gap = match["label"].lower(), match["gap"].lower()
    value = value_of(match["n"])
    if value < 5 or value > 240:
        return False
    before = text[max(sentence.start, match.start() - 24) : match.start()].lower()
    both = re.search(r"timed\W{0,3}(?:and|\+|&|/)\W{0,3}un-?timed|all services", gap + before)
    if not both and (
        "timed" in gap
        or re.search(
            r"(?:timed|billable|1:1|one[- ](?:on|to)[- ]one|direct|code)(?:[\s-]*(?:code|tx|treatment|service)s?)?[\s:-]*$",
            before,
        )
    ):
        return False
    if (
        re.search(r"unit|visit|\bcodes?\b|goal|score|#", gap)
        or "unit" in before[-8:]
        or re.search(r"(?:9[57]\d{3}|92\d{3})", gap)
    ):
        return False
    rest = text[sentence.start : match.start()]
    has_unit = bool(match["unit"]) or re.search(r"\bmin", gap + label) is not None
    if label in ("total", "overall"):
        return bool(
            has_unit or re.search(r"time|treatment|tx|session|visit|min", gap) or sentence.section is Section.MINUTES
        ) and not _OTHER_TIME.search(gap)
    if (
        not has_unit
        and not (
            label == "time" and ("total" in before or "treatment" in before or "tx" in before or "session" in before)
        )
        and not re.search(r"\btime\b|total", gap)
    ):
        return False
    if (
        label in ("min", "mins", "minutes", "time")
        and not re.search(r"(?:total|treatment|tx|session|visit|therapy|room|contact)[\s:/(-]*$", before)
        and not (label == "time" and sentence.label.startswith("time"))
        and not (label in ("min", "mins", "minutes") and sentence.start == match.start() and not gap.strip(" :="))
    ):
        return False
    if label in ("length", "duration") and re.search(r"step|leg|stride|arm|hold|weeks?|plan|freq", before):
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
    ) and (
        _OTHER_TIME.search(gap)
        or re.search(r"\b(?:next|previous|last|if|prior|before|each|per|will|home)\b[^.]{0,30}$", rest[-40:], re.I)
    ):
        return False
    if (
        label in ("treatment", "tx", "therapy", "rx", "visit")
        and len(gap) > 26
        and not re.search(r"time|total|length|duration", gap)
    ):
        return False
    return not re.search(r"\b(?:last|previous|prior|next)\b[\w ]{0,12}$", before)
