"""A goal for an activity whose row says that it is not reached yet, and where it stands: that is what the patient cannot do so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.text.expressions import expression
from auditkit.text.function import ACTIVITY, ASSIST, EXERCISE
from auditkit.text.note import trimmed
from auditkit.text.sections import Section

Span = tuple[int, int]
_SHORT = expression(
    r"\b(?:not (?:yet |quite )?(?:met|achieved|reached|attained|there|mastered)|unmet|(?:partly|partially|half|nearly) (?:met|achieved|reached)|not yet|no change|little change|unchanged|not started|emerging|below (?:goal|target)|short of)\b"
)
_VALUE = re.compile(r"\d")
_GOAL = re.compile(r"\b(?:goals?|[sl]tgs?|objectives?|outcomes?|aims?|targets?)\b")


def shortfalls(note) -> Iterator[Span]:
    """Spans of goals that name an activity, say that it is not reached, and give a value or a level of help, in reading order."""
    text, sentences = note.lower, note.sentences
    for sentence in sentences:
        short = _SHORT.search(text, sentence.start, sentence.end)
        if short is None:
            continue
        before = sentences[sentence.index - 1] if sentence.index else None
        named = _names_activity(sentence)
        start = sentence.body if named else -1
        if not named and before is not None and sentence.line - before.line <= 1 and _names_activity(before):
            start = before.body
        if start < 0 or not (
            sentence.cues & ASSIST
            or len(_VALUE.findall(text, short.start() if not named else sentence.body, sentence.end))
        ):
            continue
        row = text.count("|", sentence.start, sentence.end) > 1 or text.count("\t", sentence.start, sentence.end) > 1
        if (
            row
            or sentence.section in (Section.GOALS, Section.PROGRESS)
            or _GOAL.search(text, start - 24 if start > 24 else 0, sentence.end)
        ):
            yield trimmed(note.text, start, sentence.end)


def _names_activity(sentence) -> bool:
    return any(h.cues & ACTIVITY and not h.cues & EXERCISE for h in sentence.hits)
