"""Values that are a goal's target, a limit that somebody set or a condition, and were not measured."""

from __future__ import annotations

import re

from auditkit.text.context import FUTURE, HYPOTHETICAL, NOW
from auditkit.text.expressions import expression
from auditkit.text.measures import Measure
from auditkit.text.sections import Section

_SAID_OF_NOW = frozenset(("was", "were", "baseline", "from", "initially", "at eval", "measured"))
_STATUS_BEFORE = re.compile(
    r"\b(?:met|now|current\w*|today|currently|was|baseline|status|progress|at|achieved|is at|not met|partial\w*|ongoing|yet)\b[^.;]{0,40}$"
)


def is_target(note, measure: Measure) -> bool:
    """Is this value a goal's target rather than something measured?"""
    sentence = measure.sentence
    if _ALLOWED.search(note.lower, max(sentence.start, measure.start - 40), measure.start) or (
        sentence.cues & HYPOTHETICAL and _IF.search(note.lower, max(sentence.body, measure.start - 48), measure.start)
    ):
        return True
    if not may_hold_target(sentence):
        return False
    if _TODAY_BEHIND.match(note.lower, measure.end):
        return False
    if _STANDING.search(note.lower, max(sentence.start, measure.start - 16), measure.start):
        return False
    for hit in reversed(sentence.hits):
        if hit.start < measure.start:
            if hit.cues & NOW or hit.phrase in _SAID_OF_NOW:
                return False
            if hit.cues & FUTURE:
                return True
    if sentence.section is Section.GOALS and sentence.heading not in ("goal status", "status of goals"):
        return not _STATUS_BEFORE.search(note.lower, max(sentence.start, measure.start - 56), measure.start)
    return False


_TODAY_BEHIND = re.compile(
    r"\s?\(?(?:today|now|this (?:session|visit|date)|currently)\b"
)  # "Goal 1: name items: 7/10 today"
_STANDING = re.compile(r"\b(?:met|achieved|emerging)[,:;\u2013-]\s(?:at |now )?$")  # "LTG order lunch: met, 9/10 meals"
# "MD wants flexion of 120", "protocol allows 90"; "if grip falls below 60 pounds"
_ALLOWED = expression(
    r"\b(?:(?:md|surgeon|doctor|dr\.?\s\w+|physician|protocol|insurance|employer|coach)\s(?:wants?|wanted|would like|requires?|expects?|asks? for|asked for|allows?|calls for|limits?)|(?:cleared|allowed|permitted|restricted) (?:for|to|up to))\b[^.;,\d]{0,30}$"
)
_IF = re.compile(r"\b(?:if|unless)\b[^.;]*$")


def may_hold_target(sentence) -> bool:
    """Does the sentence stand among the goals, or speak of what is to be?"""
    return sentence.section is Section.GOALS or bool(sentence.cues & FUTURE)
