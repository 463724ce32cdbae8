"""Context of a hit: negated, hypothetical, about somebody else, or history. A cue that overlaps its target never negates it."""

from __future__ import annotations

from auditkit.text.cues import shared

NEGATION, NEGATION_END, HYPOTHETICAL, FUTURE, OTHER_PERSON, HISTORY, BECAUSE, NOW = shared(
    "context", "negation", "negation_end", "hypothetical", "future", "other_person", "history", "because", "now"
)
shared("context", "month", "as_able")  # hide "may", and "as"

_REACH = 60  # characters: about eight words
_REACH_OF_DENIAL = (
    170  # "denies numbness, headaches, dropping things, or trouble with the bladder": to the end of the list
)


def _reach(phrase: str) -> int:
    return _REACH_OF_DENIAL if phrase.startswith("den") or phrase == "negative for" else _REACH


def is_negated(text: str, sentence, start: int) -> bool:
    """Is what begins at `start` negated by a cue before it in the same clause?"""
    if not sentence.cues & NEGATION:
        return False
    for hit in sentence.hits:
        if hit.start >= start:
            break
        if hit.cues & NEGATION and hit.end <= start and start - hit.end <= _reach(hit.phrase):
            between = text[hit.end : start]
            if any(mark in between for mark in (".;:" if _reach(hit.phrase) > _REACH else ".;:\n")):
                continue
            if any(h.cues & NEGATION_END and hit.end <= h.start and h.end <= start for h in sentence.hits):
                continue
            return True
    return False
