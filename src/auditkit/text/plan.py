"""A plan of care that cannot be read here: it stands in another document, or breaks off."""

from __future__ import annotations

import re

from auditkit.text.cues import shared
from auditkit.text.expressions import expression
from auditkit.text.note import trimmed
from auditkit.text.plan_times import PLANNING
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

(OFTEN,) = shared("plan", "often")

_ELSEWHERE = re.compile(
    r"\b(?:see|per|refer to|as on|as per)\s+(?:the\s+)?(?:signed |physician |md |attached |separate |\w+ )?(?:order|script|prescription|referral|protocol|cert\w*(?: form)?|form|page|poc|plan|document|sheet|file)\b(?=.{0,12}(?:\(|not|on file|page|\d|$|\.))",
    re.I,
)
_OPEN_END = expression(
    r"\b(?:receive|receiving|include|including|consist of|a period of|frequency of|times per|within|up to|(?:will|to) be (?:seen|treated)|will attend|(?:will|to) see (?:pt|patient|him|her))\s*$",
    re.I,
)


def pointer(note, *labels: str) -> tuple[int, int] | None:
    """Words that send the reader elsewhere for the plan, where the sentence speaks of one of `labels`."""
    text = note.text
    for sentence in note.sentences:
        if sentence.section is Section.PLAN or sentence.cues & PLANNING:
            low = text[sentence.start : sentence.end].lower()
            if any(label in low for label in labels):
                if found := points_elsewhere(note, sentence):
                    return found
                if match := _ELSEWHERE.search(text, sentence.start, sentence.end):
                    return match.span()
    return None


def broken_off(note, *words: str) -> tuple[int, int] | None:
    """A plan's sentence that stops in the middle, with one of `words` near its end."""
    text = note.text
    for sentence in note.sentences:
        if sentence.section is Section.PLAN or sentence.cues & (PLANNING | OFTEN):
            if is_cut_off(note, sentence) or _OPEN_END.search(text, sentence.body, sentence.end):
                tail = text[sentence.body : sentence.end].lower()[-45:]
                if any(word in tail for word in words):
                    return trimmed(text, sentence.body, sentence.end)
    return None
