"""Service types of a payer's answer (X12 codes, EB03): which are about therapy, and which words stand for them. Standard library only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

PLAN = "30"
DISCIPLINES = ("PT", "OT", "SLP")
_OWN = {"PT": frozenset({"PT", "AE"}), "OT": frozenset({"AD"}), "SLP": frozenset({"AF"})}
_SHARED = frozenset({"A9", "AC"})  # rehabilitation, rehabilitation of outpatients: any of the three
_MEDICAL = frozenset({"1", "98", "BY", "BZ"})  # medical care, office visits: the plan pays for care by a professional
THERAPY = frozenset().union(*_OWN.values(), _SHARED)

NAMES = {
    "30": "the whole plan", "PT": "physical therapy", "AD": "occupational therapy", "AE": "physical medicine", "AF": "speech therapy",
    "A9": "rehabilitation", "AC": "outpatient rehabilitation", "1": "medical care", "98": "office visits", "33": "chiropractic", "42": "home health",
    "45": "hospice", "AG": "skilled nursing", "47": "hospital", "48": "inpatient hospital", "50": "outpatient hospital", "35": "dental",
    "AL": "vision", "88": "pharmacy", "UC": "urgent care", "86": "emergency", "MH": "mental health", "BF": "pulmonary rehabilitation",
    "BG": "cardiac rehabilitation", "96": "professional services", "A0": "professional visits elsewhere",
}  # fmt: skip
_WORDS = (
    ("PT", re.compile(r"\bphysical\s+(?:&|and|/|,|or)\s+(?:occupational|speech)|\bphysical\s*(?:therap|rehab|/)|\bphys\.?\s+ther|\bphysio|\bP\.?T\.?(?=\W|$)", re.I)),
    ("AD", re.compile(r"\boccupational\b|\bocc\.?\s+ther|\bO\.?T\.?(?=\W|$)", re.I)),
    ("AF", re.compile(r"\bspeech\b|\bspch\b|\bSLP\b|\bS\.?T\.?(?=\W|$)", re.I)),
    ("AE", re.compile(r"\bphysical\s+medicine\b|\bphys\.?\s+med", re.I)),
    ("AC", re.compile(r"\boutpatient\s+(?:therap|rehab)", re.I)),
    ("A9", re.compile(r"(?<!outpatient )(?<!cardiac )(?<!pulmonary )(?<!inpatient )\brehab", re.I)),
    ("33", re.compile(r"\bchiro", re.I)),
    ("30", re.compile(r"\bhealth\s+benefit\s+plan|\bplan\s+coverage\b|^\s*(?:whole\s+)?plan\s*$|^\s*medical\s*$", re.I)),
    ("98", re.compile(r"\boffice\s+visit|\bspecialist\b", re.I)),
    ("42", re.compile(r"\bhome\s+health", re.I)),
    ("45", re.compile(r"\bhospice", re.I)),
    ("AG", re.compile(r"\bskilled\s+nursing|\bSNF\b", re.I)),
    ("88", re.compile(r"\bpharmac|\bprescription|\bdrug\b", re.I)),
    ("35", re.compile(r"\bdental\b", re.I)),
    ("AL", re.compile(r"\bvision\b|\boptical\b", re.I)),
)  # fmt: skip
_DISCIPLINE_OF = {"PT": "PT", "AE": "PT", "AD": "OT", "AF": "SLP"}


@lru_cache(maxsize=5_000)
def named_in(text: str) -> tuple[str, ...]:
    """The service types whose words stand in a text, in our order; "PT/OT/ST combined" names three."""
    return tuple(code for code, words in _WORDS if words.search(text))


def disciplines_in(text: str) -> frozenset[str]:
    """The disciplines whose words stand in a text."""
    return frozenset(_DISCIPLINE_OF[code] for code in named_in(text) if code in _DISCIPLINE_OF)


def disciplines_of(types: Iterable[str], *, is_medicare: bool = False) -> frozenset[str]:
    """The disciplines that service types are about. Medicare answers for physical and speech therapy together, under AE."""
    types = set(types)
    if types & _SHARED:
        return frozenset(DISCIPLINES)
    found = {discipline for discipline, own in _OWN.items() if types & own}
    return frozenset(found | {"SLP"} if is_medicare and "AE" in types else found)


def is_for_plan(types: Iterable[str]) -> bool:
    """True where the types are those of the whole plan, or none was given."""
    types = set(types)
    return not types or PLAN in types


def says_coverage(types: Iterable[str]) -> bool:
    """True where "active" or "inactive" under these types is about coverage of care by a professional: the plan, medical care, therapy."""
    types = set(types)
    return is_for_plan(types) or bool(types & (THERAPY | _MEDICAL))


def in_words(types: Iterable[str]) -> str:
    """Service types for people; a code that is not known stays a code."""
    return ", ".join(dict.fromkeys(NAMES.get(code, f"service type {code}") for code in types))
