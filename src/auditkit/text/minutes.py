"""Minutes as notes give them: printed totals, clock times from and to, and the minutes of each service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from auditkit.text.clock import clock_like
from auditkit.text.cues import layer, shared, vocabulary
from auditkit.text.durations import Duration, durations
from auditkit.text.expressions import expression
from auditkit.text.sections import Section
from auditkit.text.service_minutes import Part, service_minutes
from auditkit.text.services import Mention, mentions
from auditkit.text.totals import Total, all_timed, alone, printed_totals, timed_totals
from auditkit.text.visit_clock import clock_times

(_NUMBER_WORD,) = shared("measures", "number_word")


def _words() -> dict[str, int]:
    words: dict[str, int] = {}
    for bit, name in enumerate(("label", "total", "time", "timed", "seen")):
        for word in vocabulary("minutes")[name]:
            words[word] = words.get(word, 0) | 1 << bit
    return words


LABEL, TOTAL, TIME, TIMED, SEEN = (1 << bit for bit in range(5))
_WORDS = layer(_words())

_HEAD = 80  # characters in which the line at the head of a note gives, behind its date, the length of the visit
_DATED = re.compile(
    r"\d[/.-]\d{1,4}\W{0,6}$|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W+\d[\d ,]*\W{0,6}$"
)
_BY_LETTER = ("(t)", "[t]", " t:", "\nt:", "t: ", " u:", "(u)")  # timed, and untimed
_ILLEGIBLE = ("illegible", "unreadable", "smudge")
_ELSEWHERE = expression(
    r"\b(?:see|on|in|per|refer to|as on|as in|documented (?:on|in)|recorded (?:on|in)|are (?:on|in)|is (?:on|in))\s+(?:the\s+|attached\s+|paper\s+|separate\s+)?(?:\w+\s+)?(?:charge|billing|bill|superbill|super bill|fee|flow ?sheets?|log|time ?card|time ?sheet|grid|ledger|encounter form|schedule|record|slip|sheet)\b"
)
_LENGTH = re.compile(r"\W*(?:duration|length|time)(?: of (?:session|visit|treatment|tx))?\s*[:=]?\s*\d{2,3}\s?min")
_NAMES_OF_TOTAL = ("total", "treatment time", "tx time", "session time")
_NOT_OF_THE_VISIT = frozenset((Section.PLAN, Section.GOALS, Section.HOME_PROGRAM, Section.PRIOR_LEVEL, Section.HISTORY))


class Minutes(NamedTuple):
    """Everything a note says about time. The doubts are spans that point elsewhere or cannot be read.

    `given` are all lengths that may be of this visit. `mentions` are all services in reading order, `coded` those given by a
    code, `named` the others.
    """

    timed: list[Total]
    untimed: list[Total]
    total: list[Total]
    clock: list[Total]
    parts: list[Part]
    given: list[Duration]
    mentions: list[Mention]
    coded: list[Mention]
    named: list[Mention]
    timed_doubt: tuple[int, int] | None
    total_doubt: tuple[int, int] | None


# A line of totals under the plan, before the signature, is of this visit and no plan: "Total timed 30, total 30 min".
_ONLY_TIMES = re.compile(
    r"(?:total|timed|untimed|direct|one-on-one|1:1|tx|treatment|therapy|session|visit|billable|contact|time|min(?:ute)?s?|in|out|start|stop|end|from|to|and|of|"
    r"for|code[sd]?|units?|today|was|were|is|[ap]\.?m\.?|[\d:.,;=/()\s-])+\W*"
)


def is_only_times(low: str, start: int, end: int) -> bool:
    """Whether these words (in lower case) are lengths and times of a visit and nothing else."""
    return _ONLY_TIMES.fullmatch(low, start, end) is not None


def minutes(note) -> Minutes:
    """Read the minutes of a note; see `Minutes`."""
    low = note.lower
    numbers = note.figures
    every = mentions(note, numbers)
    timed: list[Total] = []
    untimed: list[Total] = []
    total: list[Total] = []
    clock: list[Total] = []
    parts: list[Part] = []
    lasting: list[Duration] = []
    timed_doubt = total_doubt = None
    in_minutes = "min" in low or "timed" in low
    is_illegible = any(word in low for word in _ILLEGIBLE)
    says_hour = "hour" in low
    by_letter = any(mark in low for mark in _BY_LETTER)
    lengths = durations(low, numbers)
    take_words, take_durations, take_clock, take_mentions = map(
        _Reader, (note.hits_in(_WORDS), lengths, clock_like(low, numbers), every)
    )
    counts = note.numbers
    for sentence in note.sentences:
        start, end = sentence.start, sentence.end
        words = take_words(start, end)
        marks = 0
        for word in words:
            marks |= word[2]
        has_digit = counts[sentence.index] > 0
        spoken = bool(sentence.cues & _NUMBER_WORD) or (says_hour and low.find("hour", start, end) >= 0)
        if not has_digit and not spoken:
            if marks & TIME and _ELSEWHERE.search(low, start, end):
                said = low[start:end]
                if "timed" in said or "code" in said:
                    timed_doubt = timed_doubt or (start, end)
                elif any(name in said for name in _NAMES_OF_TOTAL):
                    total_doubt = total_doubt or (start, end)
                elif "minute" in said:
                    timed_doubt = timed_doubt or (start, end)
            continue
        given, here = take_durations(start, end), take_mentions(start, end)
        if (
            sentence.section not in _NOT_OF_THE_VISIT
            or (given and _LENGTH.match(low, start))
            or (has_digit and not sentence.label and is_only_times(low, start, end))
        ):
            lasting += given
            if marks & TIMED or by_letter:
                timed_totals(low, sentence, timed, untimed, total)
            if (given or marks & LABEL) and (low.find(" all", start, end) >= 0 or low.find("whole", start, end) >= 0):
                all_timed(low, sentence, given, timed, total)
            if is_illegible and marks & (TOTAL | TIME) and any(word in low[start:end] for word in _ILLEGIBLE):
                total_doubt = total_doubt or (start, end)
            elif marks & LABEL or given or spoken:
                labels = [word[0] for word in words if word[2] & LABEL]
                printed_totals(low, sentence, total, here, labels, given, is_seen=bool(marks & SEEN), spoken=spoken)
            if (places := take_clock(start, end)) or spoken:
                clock_times(low, sentence, here, places, clock, timed, parts, spoken=spoken)
            if marks & TOTAL and (marks & TIME or given) and _ELSEWHERE.search(low, start, end):
                total_doubt = total_doubt or (start, end)
        if here and (in_minutes or given or sum(m.level < 2 for m in here) > 1 or not here[0].level):
            parts += service_minutes(low, sentence, here, given, bare=in_minutes)
    if lengths and not (total or clock or timed) and (only := alone(low, lengths)):
        is_headed = only.start < _HEAD and _DATED.search(low, 0, only.start)
        if not parts or (is_headed and not any(p.start < only.end and only.start < p.end for p in parts)):
            total.append(only)
    coded, named = [m for m in every if not m.level], [m for m in every if m.level]
    return Minutes(timed, untimed, total, clock, parts, lasting, every, coded, named, timed_doubt, total_doubt)


class _Reader:
    """Gives what begins within a sentence, sentence after sentence, from a list in reading order."""

    def __init__(self, found: list):
        self._found = found
        self._at = 0
        self._last = len(found)

    def __call__(self, start: int, end: int) -> Sequence:
        found, at, last = self._found, self._at, self._last
        while at < last and found[at][0] < start:
            at += 1
        first = at
        while at < last and found[at][0] < end:
            at += 1
        self._at = at
        return found[first:at] if first < at else ()
