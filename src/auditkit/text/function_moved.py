"""A function that is better, the same or worse than at a named time before, or than the goal for it asks."""

from __future__ import annotations

import re

from auditkit.rule import Kind
from auditkit.text.context import FUTURE, HYPOTHETICAL, NOW
from auditkit.text.cues import cue
from auditkit.text.function import ACTIVITY, ASSIST, EXERCISE, STRONG
from auditkit.text.sections import Section

Span = tuple[int, int]
GOAL = cue(
    "goal_named",
    "aim",
    "aim of",
    "aims",
    "target",
    "objective",
    "objectives",
    "goal",
    "goals",
    "stg",
    "stgs",
    "ltg",
    "ltgs",
    "objective 1",
    "objective 2",
    "stg1",
    "stg2",
    "stg3",
    "ltg1",
    "ltg2",
    "short term goal",
    "long term goal",
)
EARLIER = cue(
    "earlier_state",
    "evaluation",
    "eval",
    "at eval",
    "start of care",
    "at the start of care",
    "at start of care",
    "at soc",
    "previously",
    "initially",
    "last report",
)
FUTURE_ACT = cue(
    "will_be", "will", "to be able to", "shall", "in order to reach", "patient will", "pt will", "client will"
)
GAIN = cue(
    "functional_change", "he now", "she now", "they now", "pt now", "patient now", "child now", "now finishes", "now eats", "now drives", "now sleeps", "now stands", "now dresses", "now climbs", "where a month ago", "a month ago", "two weeks ago", "when we started", "last week she", "last week he", "last month she", "last month he", "couldn't do", "could only", "now able to", "now able", "can now", "is now", "now can", "now independent", "now uses", "now walks", "now goes", "no longer needs", "no longer requires", "no longer", "for the first time",
    "first time", "was unable", "previously unable", "improved from", "progressed from", "progressed to", "increased from", "decreased from", "advanced from", "went from", "up from",
    "down from", "previously", "last report", "slipped from", "since eval", "since evaluation", "since last", "compared to", "at eval", "at evaluation", "at initial", "baseline",
    "has returned to", "returned to", "back to", "has resumed", "resumed", "no change", "unchanged", "same as", "regressed", "back at",
)  # fmt: skip


_WISHED = re.compile(
    r"\b(?:to|get|getting|gets|wants?|hopes?|hoping|anxious|eager|like|wish\w*|plans?|cleared|ready|until|before)\s+(?:\w+\s+)?(?:to\s+)?(?:get\s+|go\s+|be\s+)?$"
)
_BY_US = re.compile(r"\b(?:i|we|therapist)\s+(?:then\s+|also\s+)?(?:\w+ed|cut|set|put|took|gave|brought|kept|held)\b")
_REPORTS = frozenset((Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE))


def _activities(sentence) -> set[str]:
    """The first letters of the activities of a sentence: "dress" for "dressing" and "dresses"."""
    return {h.phrase[:5] for h in sentence.hits if h.cues & ACTIVITY and not h.cues & EXERCISE}


def function_moved(note) -> list[Span]:
    """Spans that name a function with its change, or set it beside its goal, in reading order."""
    found = []
    compared = note.comparisons
    in_report = not _REPORTS.isdisjoint(note.kinds)
    aimed_at: set[str] = set()
    for sentence in note.sentences:
        if sentence.cues & GOAL or sentence.section is Section.GOALS:
            aimed_at |= _activities(sentence)
    for sentence in note.sentences:
        cues = sentence.cues
        if (
            not cues & ACTIVITY
            or not (cues & (GOAL | GAIN) or in_report or aimed_at)
            or sentence.section in (Section.PRIOR_LEVEL, Section.HISTORY)
        ):
            continue
        if cues & FUTURE and not cues & NOW and sentence.section is not Section.GOALS:
            continue
        if note.lower.startswith(("i ", "we "), sentence.start):
            continue
        inside = [span for span in compared if sentence.start <= span[0] < sentence.end]
        if inside and _BY_US.search(note.lower, sentence.start, inside[0][1]):
            continue
        if inside and (cues & GOAL or in_report or _activities(sentence) & aimed_at):
            found.append(inside[0])
        elif cues & GOAL and not cues & FUTURE_ACT and cues & (EARLIER | STRONG):
            found.append(note.clause(sentence, sentence.body, sentence.body, most=260))
        elif cues & GAIN and (inside or cues & (ASSIST | STRONG) or _now_able(sentence)):
            gain = next(h for h in sentence.hits if h.cues & GAIN)
            if not any(h.cues & HYPOTHETICAL and h.start < gain.start for h in sentence.hits) and not _WISHED.search(
                note.lower, sentence.start, gain.start
            ):
                found.append(note.clause(sentence, gain.start, gain.end))
    if not found:
        goals = [s for s in note.with_cues(GOAL) if not _is_heading(s)]
        found = [span for span in compared if any(s.start <= span[0] < s.end for s in goals)][:1]
    return found


def _is_heading(sentence) -> bool:
    """ "Objective: strength 4-/5": the note's heading, and no goal."""
    return all(
        h.phrase in ("objective", "objectives") and h.start - sentence.start < 5 for h in sentence.hits if h.cues & GOAL
    )


def _now_able(sentence) -> bool:
    return any(h.phrase in _GAINED for h in sentence.hits)


_GAINED = frozenset(
    (
        "now able to",
        "now able",
        "can now",
        "now can",
        "now independent",
        "now uses",
        "now walks",
        "now goes",
        "no longer needs",
        "no longer requires",
        "no longer",
        "for the first time",
        "first time",
        "has returned to",
        "returned to",
        "has resumed",
        "resumed",
        "is now",
        "back to",
    )
)
