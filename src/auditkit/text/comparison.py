"""Two values of one measure side by side: now and earlier, before and after, or now and the goal's target."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from auditkit.rule import Kind
from auditkit.text.context import NOW
from auditkit.text.cues import cue, layer, vocabulary
from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST
from auditkit.text.in_turn import in_turn
from auditkit.text.measures import DOSE, NUMBER_WORD, PAIN, VITAL, Measure, Unit
from auditkit.text.sections import Section
from auditkit.text.side_by_side import side_by_side
from auditkit.text.target_and_value import VALUE_BEHIND, by_so_much, changed_by, rose, short_of
from auditkit.text.targets import is_target, may_hold_target
from auditkit.text.then_and_now import ARROWS, EARLIER, SPELLED, pairs

_UNIT_OF_LASTING = r"\s?-?(?:min\w*|sec\w*|s|ft|feet|steps|stairs|words|times|lbs?|ounces|oz|blocks)\b"
_LASTING = (expression(rf"\d{_UNIT_OF_LASTING}"), expression(rf"(?:\d|\b{SPELLED}\b){_UNIT_OF_LASTING}"))
_FRACTION = expression(r"\d/\d")
_NO_MEASURE = expression(r"\b(?:pain|nprs|vas|wk|week|visits?|bp|hr|spo2|units?|years?|sets?|rpe|fatigue|age)\b")
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
_TIMES = layer(dict.fromkeys(vocabulary("comparison")["time"]["any"], 1))  # a layer: "went from" must not hide "from"


def comparisons(note) -> Iterator[tuple[int, int]]:
    """Spans in which a measured value stands beside an earlier value or its target: first rows of tables and what lasts longer."""
    seen: set[tuple[int, int]] = set()
    for span in _rows_and_pairs(note):
        if span not in seen:
            seen.add(span)
            yield span
    if not seen:
        yield from list(in_turn(note.lower, note.lines)) or _neighbours(note) or _levels_of_help(note)


def _rows_and_pairs(note) -> Iterator[tuple[int, int]]:
    yield from ((row.start, row.end) for row in note.value_rows[:2])
    timed = note.marks(_TIMES)
    numbered = [s for s in note.sentences if _may_hold_two(note, s, timed)]
    yield from _lasting(note.lower, numbered, timed)
    text, measured = note.lower, note.measured
    arrows = any(arrow in text for arrow in ARROWS)
    in_report = not {Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}.isdisjoint(note.kinds)
    paired = {s.index for s in numbered}
    for sentence in note.sentences:
        in_pairs = sentence.index in paired
        if (
            note.numbers[sentence.index]
            and sentence.section not in _NO_VALUES
            and (change := changed_by(text, sentence))
        ):
            yield change
            continue
        if (in_pairs or may_hold_target(sentence)) and (owned := measured[sentence.index]):
            pair = in_pairs and (
                _pair(text, sentence, owned, arrows, sentence.index in timed) or _pair_in_time(text, sentence, owned)
            )
            if (
                pair := pair
                or _goal_and_status(note, sentence, owned)
                or short_of(text, sentence, owned)
                or by_so_much(text, sentence, owned)
                or (in_report and not sentence.cues & PAIN and rose(text, owned))
            ):
                yield pair
                continue
        if in_pairs and (pair := _side_by_side(note, sentence, timed)):
            yield pair


def _may_hold_two(note, sentence, timed) -> bool:
    """Two numbers in the sentence, or one here and one in the next of the same line, which speaks of time."""
    numbers = note.numbers[sentence.index]
    if sentence.cues & NUMBER_WORD or numbers > 1:
        return True
    after = sentence.index + 1
    return numbers > 0 and after in timed and note.sentences[after].line == sentence.line


def _lasting(text: str, sentences, timed) -> list[tuple[int, int]]:
    """How long, how far: counted by the patient's day and no measure's value, compared all the same."""
    found = []
    for sentence in sentences:
        cues = sentence.cues
        if (
            sentence.index not in timed
            or not cues & (ACTIVITY | LASTS)
            or cues & (PAIN | VITAL | DOSE)
            or sentence.section in _NO_VALUES
        ):
            continue
        spelled = bool(cues & NUMBER_WORD)
        if _LASTING[spelled].search(text, sentence.body, sentence.end):
            for start, end in pairs(text, sentence.body, sentence.end, spelled=spelled, from_to=False):
                if not _NO_MEASURE.search(text, start, end):
                    found.append((start, end))
                    break
    return found


def _pair(text: str, sentence, owned: list[Measure], arrows: bool, is_timed: bool) -> tuple[int, int] | None:
    """A measured value with a second one in a wording that tells their times apart."""
    start, end, cues = sentence.start, sentence.end, sentence.cues
    if not (is_timed or arrows or (text.find("/", start, end) >= 0 and _FRACTION.search(text, start, end))):
        return None
    taken = {m.start for m in owned if text[m.end : m.end + 1] not in (":", ")") and text[m.start - 1] not in "(["}
    for pair in pairs(text, start, end, spelled=bool(cues & NUMBER_WORD), arrows=arrows, taken=taken):
        inside = [m for m in owned if pair[0] <= m.start < pair[1]]
        if (
            inside
            and not _CLOCK_RANGE.search(text, *pair)
            and not _is_other(text, sentence, pair, inside)
            and not _SET_BY_HAND.search(text, start, pair[0])
        ):
            return pair
    return None


_CLOCK_RANGE = re.compile(r"\b[012]\d[0-5]\d\s?(?:-|\u2013|to)\s?[012]\d[0-5]\d\b")  # "12/12/27  0900-0945"
# "I raised it from sixty to sixty-five": the therapist's setting, not the patient's value
_SET_BY_HAND = expression(
    r"(?:\b(?:i|we|therapist|clinician|slp|pta?|cota?|ot)\s+(?:then\s+)?(?:raised|lowered|dropped|set|moved|turned|increased|reduced|decreased|changed|advanced|progressed|brought|took|cut|adjusted|graded)\b[^.;,]{0,30}|\b(?:dwell|cuff|threshold device|resistance|bolus|ply|dose|tilt|tension|settings?|intensity|speed of|belt)\b[^.;,]{0,16}|^\W*(?:[oa][:/] )?(?:increased|raised|lowered|progressed|advanced|changed|moved|dropped)\s+(?:the |her |his )?(?:step|box|height|seat|weight|load|resistance|speed|incline|grade|band|dose|depth|distance|ball|platform|dumbbell)s?\b[^.;,\d]{0,20})$"
)


def _side_by_side(note, sentence, timed) -> tuple[int, int] | None:
    """Two values of one line that words of time set apart, whatever they count."""
    cues, text = sentence.cues, note.lower
    if sentence.section in _NO_VALUES and not (
        sentence.section is Section.GOALS or sentence.section is Section.HISTORY
    ):
        return None
    end, speaks = sentence.end, bool(cues & NOW) or sentence.index in timed
    if sentence.index + 1 < len(note.sentences):
        following = note.sentences[sentence.index + 1]
        if following.line == sentence.line and (following.cues & NOW or following.index in timed):
            end, cues, speaks = following.end, cues | following.cues, True
    if not speaks and not _FRACTION.search(text, sentence.start, end):
        return None
    owned = {m.start for m in note.measured[sentence.index]}
    named = any(m.name for m in note.measured[sentence.index])
    pair = side_by_side(text, sentence.body, end, spelled=bool(cues & NUMBER_WORD), owned=owned, named=named)
    if pair is None or pair[0] >= sentence.end:
        return None
    near = [h for h in sentence.hits if pair[0] - 40 < h.start < pair[1]]
    if any(h.cues & (PAIN | VITAL | DOSE) and h.phrase not in _OF_THE_BODY for h in near) and (
        not named or _NO_MEASURE.search(text, max(sentence.start, pair[0] - 24), pair[1])
    ):
        return None
    return pair


_OF_THE_BODY = frozenset(("sat", "hold", "holds", "held", "hold up", "stretch"))  # what a person does for a time


_OPENS_IN_TIME = re.compile(
    r"[^\d]{0,40}?\b(?:now|today|current(?:ly)?|this morning|at (?:the )?(?:start|end)|when care began|protocol|expected|calls for)\b"
)
_DIGIT = re.compile(r"\d")


def _neighbours(note) -> list[tuple[int, int]]:
    """ "Girth 27.4 cm; previous visit 28.9 cm": the same unit in the next sentence, which says when."""
    found = []
    text = note.lower
    for first, second in itertools.pairwise(note.measures):
        if first.sentence is second.sentence or second.start - first.end > 110 or first.unit is not second.unit:
            continue
        sentence = second.sentence
        if is_target(note, first) and is_target(note, second):
            continue  # the targets of two goals
        if sentence.index - first.sentence.index > 1 or (
            second.name and first.name and second.name != first.name and second.name_start > first.end
        ):
            continue
        if (
            _opens_earlier(text, sentence.start, second.start)
            or _OPENS_IN_TIME.match(text, sentence.start, second.start)
            or EARLIER.search(text, second.end, min(sentence.end, second.end + 20))
        ):
            found.append((first.start, second.end))
    return found[:3]


def _opens_earlier(text: str, start: int, end: int) -> bool:
    """Is a word of earlier time the first that tells a time or a number?"""
    word = EARLIER.search(text, start, end)
    return word is not None and word.start() - start <= 40 and not _DIGIT.search(text, start, word.start())


_AT_TWO_TIMES = re.compile(
    r"\b(?:was|were|eval\w*|initial\w*|baseline|prior|previous\w*|last|from|to|now|up from|down from|goal|ie|soc|\d{1,2}/\d{1,2}|weeks? ago|start|this (?:week|visit|session|report|time|month)|today|tonight|currently|at present|last (?:week|visit|session|report|time|month))\b|\u2192|->"
)


def _levels_of_help(note) -> list[tuple[int, int]]:
    """Two levels of help for one task with a word of time between them."""
    found = []
    for sentence in note.sentences:
        if not sentence.cues & ASSIST:
            continue
        hits = list(sentence.hits)
        if note.text[sentence.end - 1] == ";" and sentence.index + 1 < len(note.sentences):
            hits += note.sentences[sentence.index + 1].hits  # "CGA this week; were min A two weeks ago"
        levels = [h for h in hits if h.cues & ASSIST and h.phrase not in _VAGUE_HELP]
        for first, second in itertools.pairwise(levels):
            if (
                first.phrase != second.phrase
                and second.start - first.end < 70
                and _AT_TWO_TIMES.search(note.lower, first.end, max(min(sentence.end, second.end + 14), second.start))
            ):
                found.append((first.start, second.end))
                break
    return found[:3]


_VAGUE_HELP = frozenset(("help", "assist", "assistance", "some help", "dependent", "supervised", "setup", "set up"))


def _is_other(text: str, sentence, pair: tuple[int, int], inside: list[Measure]) -> bool:
    """Pain before and after, doses and visit counts are no comparison of a measure."""
    if any(m.name and m.unit is not Unit.MINUTES for m in inside):
        names = {m.name for m in inside if m.name}
        return any(h.cues & PAIN for h in sentence.hits if h.phrase in names) and not any(
            m.unit in (Unit.DEGREES, Unit.GRADE, Unit.PERCENT) for m in inside
        )
    return bool(sentence.cues & (PAIN | VITAL) and _NO_MEASURE.search(text, max(sentence.start, pair[0] - 18), pair[1]))


def _pair_in_time(text: str, sentence, owned: list[Measure]) -> tuple[int, int] | None:
    """Two values of the same unit with a word of time or a date between or right behind them."""
    for first, second in itertools.pairwise(owned):
        if first.unit is not second.unit or second.start - first.end > 75:
            continue
        if first.name and second.name and first.name != second.name:
            continue
        scores = {m.start for m in owned}  # "circle 4/5, square 0/5": no days
        told = EARLIER.finditer(text, first.end, min(sentence.end, second.end + 16))
        if any(word.start(1) not in scores for word in told) and not _GOAL_OF_ELSE.match(
            text, second.end, sentence.end
        ):
            return (
                first.name_start if first.name_start >= 0 and first.start - first.name_start < 60 else first.start,
                second.end,
            )
    return None


_GOAL_OF_ELSE = re.compile(
    r"[,;]?\s*(?:the |his |her |pt'?s )?(?:goal|target)\s+(?:is|to|of|:)"
)  # "4/5, goal is pain free walking"

_STATUS = re.compile(
    r"\b(?:current\w*|now|today|status|baseline|met|partial\w*|progress\w*|not met|at|achieved|ongoing|is|not yet|done|reached|did|does|stands?|got)\b"
)


def _goal_and_status(note, sentence, owned: list[Measure]) -> tuple[int, int] | None:
    """A goal with its target, and the same unit's value in the same or the next sentence of that goal."""
    if not may_hold_target(sentence):
        return None
    target = next((m for m in owned if is_target(note, m)), None)
    if target is None:
        return None
    if match := VALUE_BEHIND.match(note.lower, target.end, min(len(note.lower), target.end + 90)):
        return target.start, match.end()
    after = sentence.index + 1
    for following in (*owned, *(note.measured[after] if after < len(note.sentences) else ())):
        if following.start > target.end and following.unit is target.unit and following.start - target.end < 160:
            if (
                _STATUS.search(note.lower, target.end, following.start)
                and note.text.count("\n", target.end, following.start) < 2
            ):
                return target.start, following.end
    return None
