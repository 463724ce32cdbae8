"""Minutes as notes give them: printed totals, clock times from and to, and the minutes of each service."""

from __future__ import annotations

import re
from typing import NamedTuple

from auditkit.text import services
from auditkit.text.clock import ranges, value_of
from auditkit.text.cues import shared
from auditkit.text.sections import Section

(_NUMBER_WORD,) = shared("measures", "number_word")

_WORD = r"(?:(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|five|six|seven|eight|nine)"
_NUM = rf"(?:\d{{1,3}}(?![\d:/]|\.\d)|{_WORD})"
_UNIT = r"(?:\s?-?\s?(?:minutes?|mins?\b\.?|min\b\.?)|\s?m(?=[\s,;.)]|$)|['\u2019\u2032](?![\w'\u2019]))"
_DIGIT = re.compile(r"\d")
_HOURS = re.compile(
    r"\b(?P<h>\d|one|two|an?)\s?(?:hours?|hrs?|h)\b(?:\s*(?:and\s+)?(?P<m>\d{1,2})\s?(?:minutes?|mins?|m)\b)?", re.I
)
_DURATION = re.compile(rf"(?:(?<![\w.:/])|(?<=[\sx]x)|(?<=\sx))(?P<n>\d{{1,3}})(?:{_UNIT})", re.I)
_WORD_DURATION = re.compile(rf"\b(?P<n>{_WORD})\s+min(?:ute)?s?\b", re.I)
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

# a number next to "timed" (not "untimed"), or to other names of the same total
_TIMED_AFTER = re.compile(
    rf"(?<![\w-])(?:timed|billable|one[- ](?:on|to)[- ]one|1:1|1-on-1|direct(?: one[- ]on[- ]one| contact| treatment| tx)?|tcm|ttcm)\b(?P<gap>[^\d\n;]{{0,44}}?)(?<![\w/.])(?P<n>{_NUM})(?!\s?(?:units?|u\b|:\d|/\d|%|x\b|am\b|pm\b))(?P<unit>{_UNIT})?",
    re.I,
)
_TIMED_BEFORE = re.compile(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{_UNIT})?[\s(]*(?:(?:of|in|are|were|was|total|for|as|spent|on|all|skilled)\s+){{0,3}}(?:(?:the|direct)\s+)?(?:timed|one[- ]on[- ]one|one[- ]to[- ]one|1:1|billable)\b(?!\s*[:=]\s*\d)",
    re.I,
)
_UNTIMED = re.compile(rf"\bun-?timed\b(?P<gap>[^\d\n;]{{0,30}}?)(?P<n>{_NUM})(?!\s?(?:units?|u\b|:\d|/\d))", re.I)
_TOTAL_AFTER = re.compile(
    rf"\b(?P<label>total|session|sess|visit|treatment|tx|rx|therapy|appointment|encounter|in[- ]room|room time|in clinic|contact time|length|duration|time|overall|mins?|minutes|lasted|ran)\b(?P<gap>[^\d\n;|]{{0,44}}?)[|\s]*(?<![\w/.#])(?P<n>{_NUM})"
    rf"(?P<unit>{_UNIT})?(?!\s?(?:units?|u\b|:\d|/|%|x\b|of\b|st\b|nd\b|rd\b|th\b|deg|ft\b|sec|lb|reps?|am\b|pm\b|visits?|sessions?|wk|week|\.\d|-\d|\u2013\d))",
    re.I,
)
_TOTAL_BEFORE = re.compile(
    rf"(?<![\w.:/])(?P<n>{_NUM})(?:{_UNIT})[\s(,]*(?:(?:of|in|for|long|individual|skilled|a|the)\s+){{0,2}}(?:total\b|in all\b|altogether\b|(?:pt|ot|slp|st|speech|physical|occupational|therapy|treatment|tx)?\s*(?:session|visit|appointment|appt)\b|of (?:skilled |individual |direct )?(?:pt|ot|slp|st|therapy|treatment|"
    rf"speech|occupational|physical|swallow|dysphagia|language|voice|feeding|aphasia|cognitive)[\w -]*)",
    re.I,
)
_SEEN_FOR = re.compile(
    rf"\b(?:seen|treated|attended|participated|worked(?: with)?|received|given|came|tx'?d|rx'?d|present|treatment of)\b(?P<gap>[^.;\n]{{0,70}}?)(?<![\w.:/])(?P<n>{_NUM})(?:{_UNIT})",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:home|hep|next|previous|last|prior|scheduled|booked|appointment is|appt\b(?!\s*time)|if|mother|father|mom|dad|wife|husband|caregiver|waited|wait|lobby|rest(?:s|ed|ing)?(?: breaks?)?|warm-?up|bike|stand(?:s|ing)? (?:for|x)|sits?|walks?|"
    r"tolerat\w+ (?:standing|sitting)|every|per day|a day|daily|week|hold|goal|stg|ltg|by|drive|at work|within|recover\w*|in \d+ min|phone|before therapy|before the session|cancel\w*|late|clinic hours|hours|period|symptom|dizz|pain|attention|"
    r"recording|recorded meeting|speech sample|play sample|sustain\w*|will|would|could|can|each|nap|commute|after \d|attn)\b",
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


# services that fill their visit: "speech therapy 45 min" is the whole visit
_WHOLE_VISIT = services.family_bit("speech") | services.family_bit("swallow") | services.family_bit("aac")


class Total(NamedTuple):
    """A printed total of minutes (0 where it is a range of clock times that runs backwards)."""

    start: int
    end: int
    minutes: int


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
                _timed_totals(text, sentence, timed, untimed)
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
                    _totals(text, sentence, total, here)
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


def _is_other(text: str, sentence, start: int, end: int) -> bool:
    return bool(_OTHER_TIME.search(text, max(sentence.start, start - 46), start)) and not re.search(
        r"\btotal|treatment time|tx time|session (?:time|length)|timed",
        text[max(sentence.start, start - 46) : end],
        re.I,
    )


def _timed_totals(text: str, sentence, timed: list[Total], untimed: list[Total]) -> None:
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


def _totals(text: str, sentence, total: list[Total], here: list[services.Mention]) -> None:
    start, end = sentence.start, sentence.end
    for match in _HOURS.finditer(text, start, end):
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
        for m in _HOURS.finditer(text, start, end)
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
