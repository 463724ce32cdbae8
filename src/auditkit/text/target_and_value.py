"""A measured value beside its target with a bare number of today, with how much it has changed, or with its first value in a report."""

from __future__ import annotations

import re

from auditkit.text.expressions import expression
from auditkit.text.measures import OF_MOTION, PAIN, Measure, Unit

# "under 25 sec - not met, 38 today"; "12 s or less. Today 14.2": a bare number behind the target and a word of its status
VALUE_BEHIND = expression(
    r"(?:[^.;\n\d]{0,24}(?:[.;]\s)?)\W{0,4}(?:(?:goal |is )?(?:not (?:yet |quite )?met|partly met|partially met|unmet|nearly met|not yet)\b\D{0,16}(?<![\d/-])\d{1,3}(?:\.\d+)?(?![\d/-]|\s?(?:x|visits?|sessions?|weeks?|wks?|more))"
    r"|(?:today|now|currently|current|this (?:week|visit)|at present|status|(?:did|does|got|reached|made|ran|walked) (?:it|this|that)?|(?:we|he|she|they) stands? at)\b[^\d.;\n]{0,10}\d{1,3}(?:\.\d+)?(?![\d/-]|\s?(?:x|visits?|sessions?|weeks?|wks?)))"
)


# "70% in sentences, up 15 points from June"
_BY_SO_MUCH = expression(
    r"[^.;\n\d]{0,40}\b(?:up|down|gained|improved|better|worse|higher|lower|(?:in|de)creased)\s+(?:by\s+)?\d{1,3}(?:\.\d+)?\s?(?:%|points?|pts|degrees?|deg|\u00b0|s|sec\w*|cm|mm|lbs?|kg|ft|feet|m|steps|words|db)?\s+(?:from|since|over|than|compared)\b"
)


# "rose four points to 19", "unchanged at 15"
_CHANGED_TO = re.compile(
    r"\b(?:(?:rose|risen|gained|improved|increased|climbed|up|dropped|fell|fallen|down|decreased|lost)\s(?:by\s)?(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s(?:points?|pts|degrees?|deg|s|sec\w*|steps|lbs?|cm|percent|%)\s(?:points\s)?to|(?:is |was )?(?:unchanged|the same|no different) at)\s$"
)
_BOUND = expression(r"(?:under|below|over|above|at least|less than|more than|within|[<>\u2264\u2265]=?)\s{0,2}$")


def short_of(text: str, sentence, owned: list[Measure]) -> tuple[int, int] | None:
    """A bound with the word that it is not met and today's value, wherever it stands."""
    for measure in owned:
        if _BOUND.search(text, max(sentence.start, measure.start - 12), measure.start):
            if (match := VALUE_BEHIND.match(text, measure.end, sentence.end)) and "met" in match[0]:
                return measure.start, match.end()
    return None


def by_so_much(text: str, sentence, owned: list[Measure]) -> tuple[int, int] | None:
    """A value with how much it changed since an earlier time, or that it did not."""
    for measure in owned:
        begin = max(sentence.start, measure.start - 44)
        if measure.name and not sentence.cues & PAIN and (match := _CHANGED_TO.search(text, begin, measure.start)):
            return match.start(), measure.end
        if match := _BY_SO_MUCH.match(text, measure.end, sentence.end):
            if not sentence.cues & PAIN:
                return measure.start, match.end()
    return None


# "girth at mid-calf down 1.8 cm from eval": how much a measure changed, and since when
_CHANGED_BY = expression(
    r"\b(?:down|up|gained|lost|increased|decreased|reduced|improved|rose|fell|dropped)\s(?:by\s)?(?:\d+(?:\.\d+)?)\s?(?:cm|mm|in|inch\w*|degrees?|deg|\u00b0|points?|pts|s|sec\w*|lbs?|kg|ml|%|ft|m|db)\s(?:from|since|vs\.?|compared (?:to|with))\s(?:the\s|her\s|his\s)?(?:initial|ie\b|eval\w*|baseline|start|soc\b|last|first|prior|previous|\d{1,2}/\d)"
)


def changed_by(text: str, sentence) -> tuple[int, int] | None:
    """How much a measure has changed since an earlier time, with the number of the change alone."""
    if sentence.cues & PAIN:
        return None
    match = _CHANGED_BY.search(text, sentence.body, sentence.end)
    return match.span() if match else None


_TO = re.compile(r"\d+(?:\.\d+)?\s(?:to|up to|down to)\s\d+(?:\.\d+)?(?![\d/-]|\.\d)")


def rose(text: str, owned: list[Measure]) -> tuple[int, int] | None:
    """ "LEFS 41 to 70": in a report a test's two values are its first and its last; of a motion they are its ends."""
    for measure in owned:
        if measure.name and measure.unit is Unit.COUNT and measure.name not in OF_MOTION:
            if measure.start - measure.name_start < 30 and (match := _TO.match(text, measure.start)):
                return measure.name_start, match.end()
    return None
