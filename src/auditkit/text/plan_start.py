"""Where the plan of treatment begins behind the goals, or the sign-off, or the foot of a page."""

from __future__ import annotations

import re

from auditkit.text.expressions import expression

_PLAN_BEGINS = expression(
    r"\W*(?:p\s?[-:/|]+\s*)?(?:(?:skilled\s+)?(?:pt|ot|st|slp|(?:physical|occupational|speech|hand|language)[- ](?:and[- ]language[- ]|language[- ])?therapy|therapy|treatment|tx)\s+(?:will be |to be |is |are )?(?:seen|recommended|requested|proposed|asked for|advised|provided|planned|\d|once|twice|one|two|three|four|five|x\s?\d|for\s\w+\s(?:visits|weeks|sessions)|weekly|to (?:be seen|include)|will include|plan)|(?:(?:pt|patient|client|child|he|she)\s+)?(?:to be|will be|is to be) seen\b|we(?:'ll| will) see\b|"
    r"plan\b(?! (?:a|an|her|his|meals?|the)\b)|poc\b|freq|certif|recert|recommend(?:ations?|ed|ing)?\s*(?::|skilled|pt\b|ot\b|st\b|slp\b|\d|continu)|continue (?:with )?(?:skilled |plan|poc|pt\b|ot\b|st\b|slp\b|therapy|treatment)|duration\b|rehab(?:ilitation)? potential|prognosis|start(?:ed)? \d|time (?:in|out)|in \d{1,2}:|eval time|total (?:time|treatment|timed|tx|min)|timed\b|units?:|electronically|e-?signed|signed\b|signature|physician\b|sincerely|dictated|"
    r"(?:procedures?|interventions?|treatment|planned interventions)\s*:|services?(?: (?:recommend\w*|asked for|requested|proposed|delivery|plan))?\s*(?::|$)|(?:services? )?recommendations?\s*$|propos(?:ed|al)\s*:|programme?\s*:|(?:treatment |therapy )?approach\s*:|tx\s*:|rx\s*:|we(?:'ll| will) work on\b|(?:weekly|twice[ -]weekly|twice a week|biweekly)\s(?:pt|ot|st|slp|physical|occupational|speech|therapy|sessions?|visits?)\b|individual\s+(?:\w+[- ]){0,2}(?:pt|ot|st|slp|therapy|physiotherapy|sessions?|visits?)\b)",
)
# how the first word of such a sentence begins
_OPENS = frozenset(
    ["tw", "bi", "sk", "pt", "ot", "st", "sl", "ph", "oc", "sp", "ha", "la", "th", "tr", "tx", "pa", "cl", "ch", "he", "sh", "to", "wi", "is", "we", "pl", "po", "fr", "ce", "re", "co", "du", "pr", "ti", "in", "ev", "un", "el", "e-", "es", "si", "di", "se", "ap", "rx"],
)  # fmt: skip
_P_MARKS = frozenset(" -:/|\t\n")
_PAGE = re.compile(r"\W*.{0,120}\bpage \d+ of \d+")
_CREDENTIAL = expression(
    r",\s*(?:M\.?[SA]\.?,?\s*)?(?:PT|PTA|DPT|MPT|OT|OTR|OTR/L|COTA|COTA/L|OTD|CCC[-/]SLP|SLP|SLP-CF|CF-SLP)\b(?!\s+(?:to|will)\b)"
)
_PLAN_INSIDE = expression(
    r"(?:[.;]\s+|\n\s*)(?=(?:(?:Continue|Cont\.?|Skilled|Recommend)\s+){0,2}(?:PT|OT|ST|SLP|Treatment|Therapy)\s(?:\d|x\s?\d|once|twice|weekly|for\s))"
)


def plan_begins(note, sentence) -> bool:
    """Does the plan of treatment, the sign-off or the foot of a page begin with this sentence?"""
    start, end = sentence.start, sentence.end
    return (
        (_may_open(note.lower, start, end) and _PLAN_BEGINS.match(note.lower, start, end) is not None)
        or signs_off(note.text, start, end)
        or (
            note.lower.find("page", start, min(end, start + 140)) >= 0
            and _PAGE.match(note.lower, start, end) is not None
        )
    )


def _may_open(low: str, start: int, end: int) -> bool:
    while start < end and not low[start].isalnum():
        start += 1
    head = low[start : start + 2]
    return head in _OPENS or (head[:1] == "p" and head[1:] in _P_MARKS)


def signs_off(text: str, start: int, end: int) -> bool:
    """Does a credential stand here behind a comma, as in a signature?"""
    return text.find(",", start, end) >= 0 and _CREDENTIAL.search(text, start, end) is not None


def plan_inside(text: str, start: int, end: int) -> int:
    """Where a plan begins inside a sentence ("at least 28 s. PT 2x/week for 8 weeks"), or `end`."""
    match = _PLAN_INSIDE.search(text, start, end)
    return match.end() if match else end
