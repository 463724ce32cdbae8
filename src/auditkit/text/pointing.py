"""What a note only points at: another document ("see flowsheet"), or the rest of a sentence that was cut off."""

from __future__ import annotations

import re

from auditkit.text.cues import cue
from auditkit.text.expressions import expression

POINTER = cue(
    "points_elsewhere",
    "see", "per flowsheet", "per flow sheet", "refer to", "as per", "per eval", "per evaluation", "per chart", "per form", "on file", "attached", "not attached",
    "scanned", "same as last", "same as previous", "same as prior", "as documented in", "as described in", "as noted in", "as recorded in", "recorded on",
    "documented on", "documented in", "listed in", "listed on", "is in the", "are in the", "on paper", "separate sheet", "in chart", "per poc", "as last visit", "as last time",
    "as previous visit", "unchanged from eval", "per initial evaluation", "in media tab", "in the binder", "on the log", "on log", "kept on", "kept in", "logged on",
)  # fmt: skip
_DOCUMENT = expression(
    r"\b(?:see|refer to|per|as per|in|on|same as|as)\s+(?:the\s+|attached\s+|separate\s+|scanned\s+|paper\s+|his\s+|her\s+|my\s+|initial\s+|last\s+|previous\s+|prior\s+|exercise\s+|the\s+last\s+|today'?s\s+|completed\s+|signed\s+|[a-z]{2,12}\s+){0,3}"
    r"(?:flow ?sheets?|grids?|logs?|forms?|charts?|eval(?:uation)?s?|reports?|notes?|visits?|time|sheets?|addendum|scan|attachment|attached|binder|record|study|plan of care|poc|data sheet|measurements? (?:page|tab)|media tab|time ?card|timecard|graph|page|outcome sheet|spreadsheet|tracker|schedule|protocol sheet|letters?)\b",
    re.I,
)
_LOOSE_END = expression(
    r"\b(?:to|is|the|of|with|and|for|a|an|by|that|was|are|because|but|or|in|on|at|due|from|has|had|be|as|who|when|unable|cannot|can|will|needs|requires|than|due to|which|so|her|his|pt|patient|difficulty|goal|now|into|while|secondary|this|able|were)\s*[-\u2013\u2014.\u2026]*\s*$",
    re.I,
)


def points_elsewhere(note, sentence) -> tuple[int, int] | None:
    """The words that point at a named document that is not at hand, or None."""
    if not sentence.cues & POINTER:
        return None
    match = _DOCUMENT.search(note.text, sentence.start, sentence.end)
    return match.span() if match else None


_WHOLE_ENDS = ("next pt", "other pt", "another pt", "next patient", "other patient", "another patient")


def is_cut_off(note, sentence) -> bool:
    """Does the sentence break off in the middle ("still unable to")?"""
    words = note.text[sentence.body : sentence.end].rstrip()
    if not words or len(words) < 6 or words.lower().endswith(_WHOLE_ENDS):
        return False
    if words.endswith(("...", "\u2026", "[text ends", "[end of text]", "[truncated]", "(cut off)")):
        words = words.rstrip(".\u2026")
        return bool(_LOOSE_END.search(words, len(words) - 24))
    return words[-1] not in ".!?:" and bool(_LOOSE_END.search(words, len(words) - 24)) and not words[-2:].isupper()
