"""Which denials a lesson is about: from its rules over root causes to the categories of denial codes.

Units that did not fit are denied under the codes of medical necessity, but another lesson teaches them: they are a topic of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from auditkit.desks.denials.causes import CAUSES
from auditkit.reference import Reference

UNITS = "units"  # a root cause, and a topic
OTHER = "other"  # not a topic: what no category holds
CATEGORIES = {
    "authorization": "authorization",
    "coding": "coding",
    "timely_filing": "timely filing",
    "medical_necessity": "medical necessity",
    "eligibility": "eligibility",
    UNITS: "units and minutes",
}


def topic(category: str, carc: str = "", cause: str = "") -> str:
    """What a denied line is about: the category of its code, or `units` where its root cause says so, the one that a person chose before the code's."""
    is_units = cause == UNITS if cause else carc.strip() in _codes_of_units()
    return UNITS if category and is_units else category


@cache
def _codes_of_units() -> frozenset[str]:
    return frozenset(row["carc"] for row in Reference().rows("denial_codes") if row["root_cause"] == UNITS)


@cache
def _categories_of_causes() -> dict[str, Counter[str]]:
    """How many denial codes of each category have a root cause."""
    found: dict[str, Counter[str]] = {}
    for row in Reference().rows("denial_codes"):
        if row["root_cause"] and row["category"] in CATEGORIES:
            about = topic(row["category"], cause=row["root_cause"])
            found.setdefault(row["root_cause"], Counter())[about] += 1
    return found


def categories_taught(rules: Iterable[str]) -> tuple[str, ...]:
    """Categories of denials that rules can prevent, the one that most of them speak to first; empty where payers deny for none of them."""
    votes: Counter[str] = Counter()
    for rule in dict.fromkeys(rules):
        shares: Counter[str] = Counter()
        for cause, told in CAUSES.items():
            if rule in told.rules:
                shares.update(_categories_of_causes().get(cause, {}))
        for category, n in shares.items():
            votes[category] += n / shares.total()
    return tuple(sorted(votes, key=lambda category: (-votes[category], category)))
