"""What a payer's free text says that is no figure: what is needed before care, and that coverage has ended. Standard library only; nothing is guessed.

Where a sentence says two things, or only under a condition, it says nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

_TEXTS = 5_000  # payers say the same in the same words
CONDITIONAL = re.compile(
    r"\bmay\b|\b(?:after|over|beyond|exceed\w*|more\s+than|first|until)\b|\bif\b|\bunless\b|\bsome\b|\bcertain\b|\bselect(?:ed)?\b",
    re.I,
)
_AUTHORIZATION = (
    r"(?:prior\s*-?\s*auth\w*|pre\s*-?\s*auth\w*|pre\s*-?\s*cert\w*|auth(?:orization)?|precertification|pa)"
)
_NOT_NEEDED = re.compile(
    rf"\bno\s+{_AUTHORIZATION}\b(?:\s+(?:is\s+)?(?:required|needed|necessary))?|\b{_AUTHORIZATION}\s+(?:is\s+)?(?:not\s+(?:required|needed|necessary)|waived)|\b(?:does|do)\s+not\s+require\s+{_AUTHORIZATION}\b|\bwithout\s+{_AUTHORIZATION}\b",
    re.I,
)
_NEEDED = re.compile(
    rf"\b{_AUTHORIZATION}\s+(?:(?:is|are|may\s+be)\s+)?(?:required|needed|necessary)|\brequires?\s+(?:a\s+)?{_AUTHORIZATION}\b|\bmust\s+be\s+(?:pre\s*-?\s*)?authorized",
    re.I,
)
_REFERRAL = r"(?:pcp\s+|physician\s+|provider\s+)?referrals?"
_NO_REFERRAL = re.compile(
    rf"\bno\s+{_REFERRAL}\b(?:\s+(?:is\s+|are\s+)?(?:required|needed|necessary))?|\b{_REFERRAL}\s+(?:is\s+|are\s+)?not\s+(?:required|needed|necessary)|\bnot\s+require\s+(?:a\s+)?{_REFERRAL}|\bwithout\s+(?:a\s+)?{_REFERRAL}",
    re.I,
)
_IS_REFERRAL = re.compile(
    rf"\b{_REFERRAL}\s+(?:is\s+|are\s+)?(?:required|needed|necessary|must)|\brequires?\s+(?:a\s+)?{_REFERRAL}|\bmust\s+have\s+(?:a\s+)?{_REFERRAL}",
    re.I,
)
_ENDED = re.compile(
    r"\b(?:plan|policy|coverage|member|patient|subscriber|eligibility|contract|insurance)\W+(?P<between>(?:\w+\W+){0,2}?)(?:terminat(?:ed|ion)|termed|cancel+ed|lapsed|inactive|ended|expired|disenrolled)\b"
    r"|\b(?:terminated|cancel+ed|lapsed|inactive|expired)\s+(?:plan|policy|coverage|member|contract)\b|\b(?:not|no\s+longer)\s+(?:active|eligible|enrolled)\b|\bno\s+(?:active\s+)?coverage\b",
    re.I,
)
# What may stand between "member" and "terminated" and is nobody's name.
_PLAIN = frozenset((
    "is", "was", "has", "been", "are", "were", "now", "currently", "status", "coverage", "plan", "policy", "benefit", "benefits", "eligibility", "contract",
    "insurance", "medical", "health", "not", "no", "longer", "the", "this", "of", "id", "date",
))  # fmt: skip


@lru_cache(maxsize=_TEXTS)
def authorization_in(text: str) -> str:
    """`1` where a message says that authorization is needed, `0` that it is not; empty where it says neither, both, or a condition."""
    return _said_of(text, _NEEDED, _NOT_NEEDED)


@lru_cache(maxsize=_TEXTS)
def referral_in(text: str) -> str:
    """`1` where a message says that a referral is needed, `0` that none is; empty where it says neither, both, or a condition."""
    return _said_of(text, _IS_REFERRAL, _NO_REFERRAL)


def _said_of(text: str, needed: re.Pattern[str], not_needed: re.Pattern[str]) -> str:
    no, yes = not_needed.search(text), needed.search(text)
    if CONDITIONAL.search(text) or not (yes or no):
        return ""
    if no and yes:  # "no referral needed" holds "referral needed"
        return "0" if no.start() <= yes.start() and yes.end() <= no.end() else ""
    return "1" if yes else "0"


@lru_cache(maxsize=_TEXTS)
def ended_in(text: str) -> str:
    """The words of a message that say that coverage is not active or has ended; empty where none do, or only under a condition.

    They are repeated to people and in lists that leave the page, so what may be a name in the midst of them is left out.
    """
    for sentence in re.split(r"[.;](?!\d)", text):
        found = _ENDED.search(sentence)
        if found and not re.search(r"\b(?:if|unless|until|when|network|may|will\s+be)\b", sentence, re.I):
            between = found["between"] or ""
            is_plain = _PLAIN.issuperset(re.findall(r"\w+", between.lower()))
            said = found[0] if is_plain else found[0].replace(between, "... ", 1)
            return " ".join(said.split())
    return ""
