"""Whether two names may be one payer's: every system writes payers in its own way. Standard library only."""

from __future__ import annotations

import re
from functools import lru_cache

_COMMON = frozenset((
    "of", "the", "and", "health", "plan", "insurance", "inc", "llc", "company", "co", "care", "group", "services", "medical", "commercial",
    "invented", "synthetic", "contractor", "part",
))  # fmt: skip
_SAME = (
    {"medicare", "cms"},
    {"uhc", "united"},
    {"uhc", "unitedhealthcare"},
    {"united", "unitedhealthcare"},
    {"bcbs", "blue"},
    {"bluecross", "blue"},
)


@lru_cache(maxsize=5_000)
def words_of(name: str) -> frozenset[str]:
    """The words of a payer's name that tell it from others; with the capitals of all its words, as people abbreviate it."""
    found = re.findall(r"[a-z0-9]+", name.casefold())
    telling = {word for word in found if word not in _COMMON}
    if len(found) > 2:
        telling.add("".join(word[0] for word in found))
        telling.add("".join(word[0] for word in found if word not in ("of", "the", "and")))
    return frozenset(telling)


def may_be_one(one: str, other: str) -> bool:
    """True where the names share a word that tells payers apart, or one is how the other is abbreviated."""
    ours, theirs = words_of(one), words_of(other)
    return bool(ours & theirs) or any(pair <= ours | theirs for pair in _SAME)


def is_another_payer(written: str, payer_id: str, payer_name: str) -> bool:
    """True where what a list calls the payer, a number or a name, plainly is not the payer of that number and name."""
    if not written or written.casefold() in (payer_id.casefold(), payer_name.casefold()):
        return False
    if is_name(written):
        return bool(payer_name) and not may_be_one(written, payer_name)
    return bool(payer_id) and not is_name(payer_id)


def is_name(written: str) -> bool:
    """True for words, false for a payer's number or code."""
    return bool(written) and not re.search(r"\d", written)
