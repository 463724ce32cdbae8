"""Two values of one measure side by side: now and earlier, before and after, or now and the goal's target."""

from __future__ import annotations

import itertools
import re

from auditkit.text.context import FUTURE, NOW
from auditkit.text.cues import cue
from auditkit.text.function import ACTIVITY, ASSIST
from auditkit.text.measures import DOSE, PAIN, VITAL, Measure, Unit
from auditkit.text.sections import Section

_SPELLED = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
_N = rf"(?:(?:[<>~]\s?)?-?\d{{1,4}}(?:\.\d+)?|{_SPELLED})"
_U = r"(?:\s?(?:[+-]?\s?/\s?\d{1,3}|of \d+|out of \d+|\u00b0|\u00ba|deg\w*|%|percent|m/s|sec\w*|s|cm|mm|in|inches|ft|feet|m|met\w+|lbs?|kg|pounds|reps?|points?|pts?|db|hz|wpm|times|words|min\w*|hours?|hrs?|x)(?![a-z])|\s?[+-](?!\d))?"
_V = rf"(?:{_N}(?:\s?-\s?\d+)?{_U})"
_EARLIER = (
    r"(?:was|were|had been|eval(?:uation)?|initial\w*|baseline|previous\w*|prior|last|at ie|ie|soc|start of care|pre|pre-?op|before|up from|down from|from|compared (?:to|with)|start|at (?:the )?start|"
    r"vs\.?|versus|goals?(?!\s*\d)|target|norm|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|on \d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|wk of|week of|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.? \d{1,2}(?!\d)|weeks? ago|yesterday|"
    r"last (?:visit|session|week|month|report|note|time)|that was|first (?:visit|session)|admission|visit (?:#\s?)?\d+|month ago|then|beginning)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\bfrom (?:about |approximately |approx\.? |a |an |only |around )?{_V}[^.;\n]{{0,45}}?\bto (?:about |approximately |approx\.? |a |an |only |around )?{_V}",
        rf"{_V}\s*(?:\u2192|->|=>|-->|\u27a1|>>)\s*{_V}",
        rf"{_V}[^.;\n]{{0,40}}?[\s(\[,/|=-]{_EARLIER}\b(?:[^.;\n]|(?<=\d)\.(?=\d)){{0,34}}?{_V}",
        rf"\b{_EARLIER}\b[^.;\n]{{0,34}}?{_V}[^.;\n]{{0,60}}?\b(?:now|today|currently|current(?:ly)?|this (?:visit|date|week|session|report)|at present|is|to|vs\.?|and now|present|post|after|at (?:d/?c|discharge))\b[^.;\n]{{0,30}}?{_V}",
        rf"\b(?:now|today|currently|current(?:ly)?|present|post)\b[^.;\n]{{0,34}}?{_V}[^.;\n]{{0,50}}?\b{_EARLIER}\b[^.;\n]{{0,34}}?{_V}",
    )
)
_BOTH_TIMES = re.compile(
    r"\b(?:initial|eval\w*|baseline|prior|previous|last|soc|ie|start|admit|admission|first|pre|before)\b.{0,60}\b(?:current|today|now|present|this|goal|target|d/?c|discharge|recheck|reassess\w*|pn|progress|post|after|status|final|retest|last|recert)\b"
    r"|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b.{1,30}\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b(?:current|today|now|present)\b.{0,60}\b(?:initial|eval\w*|baseline|prior|previous|last|soc|ie|goal|target)\b",
    re.I,
)
_TWO_NUMBERS = re.compile(rf"(?:\d|\b{_SPELLED}\b)[^\d]+?(?:\d|\b{_SPELLED}\b)", re.I)
_LASTING = re.compile(
    rf"(?:\d|\b{_SPELLED}\b)\s?-?(?:min\w*|sec\w*|s|ft|feet|steps|stairs|words|times|lbs?|ounces|oz|blocks)\b", re.I
)
_ARROW = re.compile(r"\u2192|->|=>|>>|\d/\d|\bpage\b")
_NO_MEASURE = re.compile(r"\b(?:pain|nprs|vas|wk|week|visits?|bp|hr|spo2|units?|years?|sets?|rpe|fatigue|age)\b", re.I)
_NO_VALUES = frozenset(
    (
        Section.GOALS,
        Section.PLAN,
        Section.HEADER,
        Section.MINUTES,
        Section.SIGNATURE,
        Section.HISTORY,
        Section.PRIOR_LEVEL,
    )
)
LASTS = cue(
    "lasts", "lasting", "lasted", "lasts", "held", "holds", "sat", "stood", "at", "for", "up to", "tall", "measured"
)
CHANGE = cue(
    "speaks_of_change", "from", "was", "were", "had been", "baseline", "initial", "initially", "initial eval", "eval", "evaluation", "previous", "previously", "prior", "last", "goal", "target", "norm", "vs", "versus", "compared", "compared to",
    "up from", "down from", "soc", "ie", "start of care", "weeks ago", "two weeks ago", "month ago", "a month ago", "before", "pre", "wk of", "week of", "yesterday", "then", "beginning", "admission", "first visit", "last visit", "last week", "last month", "last session",
    "last report", "first session", "when we started", "at start", "protocol", "expected", "in january", "in february", "in march", "in april", "in may", "in june", "in july", "in august", "in september", "in october", "in november", "in december",
    "jan", "feb", "mar", "apr", "june", "july", "aug", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "august", "september", "october", "november", "december",
)  # fmt: skip


def is_target(note, measure: Measure) -> bool:
    """Is this value a goal's target rather than something measured?"""
    sentence = measure.sentence
    for hit in reversed(sentence.hits):
        if hit.start < measure.start:
            if hit.cues & NOW or hit.phrase in ("was", "were", "baseline", "from", "initially", "at eval", "measured"):
                return False
            if hit.cues & FUTURE:
                return True
    if sentence.section is Section.GOALS and sentence.heading not in ("goal status", "status of goals"):
        return not re.search(
            r"\b(?:met|now|current\w*|today|currently|was|baseline|status|progress|at|achieved|is at|not met|partial\w*|ongoing|yet)\b[^.;]{0,40}$",
            note.text[sentence.start : measure.start],
            re.I,
        )
    return False


def comparisons(note) -> list[tuple[int, int]]:
    """Spans in which a measured value stands beside an earlier value or its target, in reading order."""
    found: list[tuple[int, int]] = []
    text = note.text
    by_sentence: dict[int, list[Measure]] = {}
    for sentence in note.sentences:  # how long, how far: counted by the patient's day, compared all the same
        if (
            sentence.cues & CHANGE
            and sentence.cues & (ACTIVITY | LASTS)
            and not sentence.cues & (PAIN | VITAL | DOSE)
            and sentence.section not in _NO_VALUES
        ):
            if _LASTING.search(text, sentence.body, sentence.end) and _TWO_NUMBERS.search(
                text, sentence.body, sentence.end
            ):
                for pattern in _PATTERNS[2:]:
                    if (match := pattern.search(text, sentence.body, sentence.end)) and not _NO_MEASURE.search(
                        match[0]
                    ):
                        found.append(match.span())
                        break
    for measure in note.measures:
        by_sentence.setdefault(measure.sentence.index, []).append(measure)
    for index, owned in by_sentence.items():
        sentence = owned[0].sentence
        # only where something says a time or a change, and a second number stands beside the first
        worth = (sentence.cues & CHANGE or _ARROW.search(text, sentence.start, sentence.end)) and _TWO_NUMBERS.search(
            text, sentence.start, sentence.end
        )
        for pattern in _PATTERNS if worth else ():
            match = pattern.search(text, sentence.start, sentence.end)
            if (
                match
                and any(match.start() <= m.start < match.end() for m in owned)
                and not _is_other(text, sentence, match, owned)
            ):
                found.append(match.span())
                break
        else:
            if (len(owned) > 1 and (pair := _pair_in_time(text, sentence, owned))) or (
                pair := _goal_and_status(note, index, owned, by_sentence)
            ):
                found.append(pair)
    found = list(dict.fromkeys(found))
    return found or _neighbours(note) or _levels_of_help(note) or _tables(note, by_sentence)


_OPENS_IN_TIME = re.compile(
    rf"^[^\d]{{0,40}}?\b(?:{_EARLIER}|now|today|currently|this morning|at (?:the )?(?:start|end)|when care began|protocol|expected|calls for)\b",
    re.I,
)


def _neighbours(note) -> list[tuple[int, int]]:
    """ "Girth 27.4 cm; previous visit 28.9 cm": the same unit in the next sentence, which says when."""
    found = []
    for first, second in zip(note.measures, note.measures[1:], strict=False):
        if first.sentence is second.sentence or second.start - first.end > 110 or first.unit is not second.unit:
            continue
        if second.sentence.index - first.sentence.index > 1 or (
            second.name and first.name and second.name != first.name and second.name_start > first.end
        ):
            continue
        if _OPENS_IN_TIME.match(note.text[second.sentence.start : second.start]) or _WHEN.search(
            note.text, second.end, min(second.sentence.end, second.end + 20)
        ):
            found.append((first.start, second.end))
    return found[:3]


_AT_TWO_TIMES = re.compile(
    r"\b(?:was|were|eval\w*|initial\w*|baseline|prior|previous\w*|last|from|to|now|up from|down from|goal|ie|soc|\d{1,2}/\d{1,2}|weeks? ago|start)\b|\u2192|->",
    re.I,
)


def _levels_of_help(note) -> list[tuple[int, int]]:
    """Two levels of help for one task with a word of time between them."""
    found = []
    for sentence in note.sentences:
        if not sentence.cues & ASSIST:
            continue
        levels = [h for h in sentence.hits if h.cues & ASSIST and h.phrase not in _VAGUE_HELP]
        for first, second in itertools.pairwise(levels):
            if (
                first.phrase != second.phrase
                and second.start - first.end < 70
                and _AT_TWO_TIMES.search(note.text, first.end, min(sentence.end, second.end + 14))
            ):
                found.append((first.start, second.end))
                break
    return found[:3]


_VAGUE_HELP = frozenset(("help", "assist", "assistance", "some help", "dependent", "supervised", "setup", "set up"))


def _is_other(text: str, sentence, match, owned) -> bool:
    """Pain before and after, doses and visit counts are no comparison of a measure."""
    inside = [m for m in owned if match.start() <= m.start < match.end()]
    if any(m.name and m.unit is not Unit.MINUTES for m in inside):
        names = {m.name for m in inside if m.name}
        return any(h.cues & PAIN for h in sentence.hits if h.phrase in names) and not any(
            m.unit in (Unit.DEGREES, Unit.GRADE, Unit.PERCENT) for m in inside
        )
    return bool(
        _NO_MEASURE.search(text, max(sentence.start, match.start() - 18), match.end())
        and (sentence.cues & (PAIN | VITAL) or len(inside) < 1)
    )


_WHEN = re.compile(rf"\b{_EARLIER}\b", re.I)


def _pair_in_time(text: str, sentence, owned: list[Measure]) -> tuple[int, int] | None:
    """Two values of the same unit with a word of time or a date between or right behind them."""
    for first, second in itertools.pairwise(owned):
        if first.unit is not second.unit or second.start - first.end > 75:
            continue
        if first.name and second.name and first.name != second.name:
            continue
        if _WHEN.search(text, first.end, min(sentence.end, second.end + 16)):
            return (
                first.name_start if first.name_start >= 0 and first.start - first.name_start < 60 else first.start,
                second.end,
            )
    return None


_STATUS = re.compile(
    r"\b(?:current\w*|now|today|status|baseline|met|partial\w*|progress\w*|not met|at|achieved|ongoing|is|not yet|done|reached)\b",
    re.I,
)


def _goal_and_status(note, index: int, owned: list[Measure], by_sentence) -> tuple[int, int] | None:
    """A goal with its target, and the same unit's value in the same or the next sentence of that goal."""
    target = next((m for m in owned if is_target(note, m)), None)
    if target is None:
        return None
    for following in (*owned, *by_sentence.get(index + 1, ())):
        if following.start > target.end and following.unit is target.unit and following.start - target.end < 160:
            if (
                _STATUS.search(note.text, target.end, following.start)
                and note.text.count("\n", target.end, following.start) < 2
            ):
                return target.start, following.end
    return None


def _tables(note, by_sentence) -> list[tuple[int, int]]:
    """Rows under a heading line that names two times ("Initial   Current"), with two values each."""
    found = []
    header = None
    for sentence in note.sentences:
        owned = by_sentence.get(sentence.index, ())
        if len(owned) == 0 and sentence.cues & CHANGE and _BOTH_TIMES.search(note.text, sentence.start, sentence.end):
            header = sentence
        elif header is not None and sentence.line - header.line <= 12 and len(owned) > 1:
            first, second = owned[0], owned[1]
            if first.unit is second.unit:
                found.append((sentence.start, second.end))
    return found[:3]
