"""What people write where an authorization's number, or its discipline, should stand. Standard library only; nothing is guessed from it."""

from __future__ import annotations

import re
from functools import lru_cache

NOT_REQUIRED = "not_required"
_AUTH = r"(?:prior\s*)?(?:auth\w*|pre\s*-?\s*(?:auth\w*|cert\w*)|PA|approval|referral/auth\w*)"
_NEED = r"(?:req(?:uired|'?d|\.)?|need(?:ed)?|necessary)"
_NONE_NEEDED = re.compile(
    rf"(?:no|none)\s+(?:{_AUTH}\s*(?:#|no\.?|number)?\s*)?{_NEED}|no\s+{_AUTH}(?:\s+(?:is\s+)?{_NEED})?"
    rf"|(?:{_AUTH}\s*(?:is\s+)?)?(?:not\s+{_NEED}|waived|exempt)|does\s+not\s+(?:require|need)\s+{_AUTH}|without\s+{_AUTH}",
    re.I,
)
_PENDING = re.compile(
    r"pend\w*|in\s+(?:process|progress|review)|under\s+review|requested|submitted|sent|applied\s+for|awaiting\b.*|tbd|to\s+follow",
    re.I,
)
_DENIED = re.compile(r"denied|declined|refused|not\s+approved|rejected", re.I)
_NOTHING = re.compile(
    r"none(?:\s+(?:on\s+file|yet|found|given))?|no(?:ne)?|n/?a|not\s+(?:applicable|available|on\s+file|obtained)|unknown|missing|needed|required|auth\s+(?:needed|required)|needs\s+auth|[-?]+", re.I
)  # fmt: skip
_ANY = re.compile(
    r"(?:all|any|every|outpatient|therapy|therapies|rehab(?:ilitation)?|services?|disciplines?|care|visits?|treatment|and|of|the|\W)+",
    re.I,
)
_EACH = (
    ("PT", re.compile(r"\b(?:pt|pta|dpt|physical|physio\w*)\b", re.I)),
    ("OT", re.compile(r"\b(?:ot|otr|cota|occupational)\b", re.I)),
    ("SLP", re.compile(r"\b(?:st|slp|speech)\b", re.I)),
)


@lru_cache(maxsize=5_000)
def said_for_number(cell: str) -> str:
    """`not_required`, `pending` or `denied` where the cell says that in place of a number; `none` where it only says that there is no number.

    Empty where it may be a number. "N/A" does not say whether none is needed or none is there.
    """
    text = cell.strip().strip(".*() ")
    for said, words in ((NOT_REQUIRED, _NONE_NEEDED), ("denied", _DENIED), ("pending", _PENDING), ("none", _NOTHING)):
        if words.fullmatch(text):
            return said
    return ""


def disciplines_said(cell: str) -> tuple[str, ...] | None:
    """The disciplines that a cell names, in our order; none for an empty cell and for words that mean all; None where it cannot be told."""
    found = tuple(discipline for discipline, words in _EACH if words.search(cell))
    if found:
        return () if len(found) == len(_EACH) else found
    return () if not cell.strip() or _ANY.fullmatch(cell.strip()) else None
