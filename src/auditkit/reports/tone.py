"""The tone that every word to a therapist keeps: no absolutes, no blame, no ranking. A test holds all rules and letters to it."""

from __future__ import annotations

import re

_ABSOLUTE = r"always|never|nothing ever|every single"
_BLAME = (
    r"fail(?:s|ed|ing|ure|ures)?|fault|blame|careless\w*|sloppy|lazy|negligen\w*|incompeten\w*|deficien\w*|inadequa\w*|inexcusable|"
    r"unacceptable|wrong(?:ly)?|mistakes?|violat\w*|fraud\w*|guilty|bad|poor(?:ly)?|should have|you (?:must|forgot|neglected|ignored|omitted)|"
    r"obviously|simply|of course"
)
_RANKING = (
    r"worse than|better than (?:your|other|the other)|worst|below average|above average|top performer|bottom|ranks?|ranked|ranking|"
    r"(?:than|as) (?:your|other) (?:colleagues?|therapists?|peers?)"
)
_HARSH = re.compile(rf"\b(?:{_ABSOLUTE}|{_BLAME}|{_RANKING})\b", re.IGNORECASE)


def harsh_words(text: str) -> list[str]:
    """The words of the text that a therapist should not read about their own work, in order. Quoted notes are not meant for this."""
    return [found.group() for found in _HARSH.finditer(text)]
