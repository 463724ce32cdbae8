"""One benefit of a 271 (an EB segment and what stands under it) in words: the codes, what stands one place off, how it is delivered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditkit.readers.x12.values import DATES

# EB01 -> what is said, in our words. What is not here is `other`, with its code and message kept.
BENEFIT = {
    **dict.fromkeys("1234", "active"), "5": "pending", **dict.fromkeys("678", "inactive"), "A": "coinsurance", "B": "copay", "C": "deductible",
    "E": "exclusion", "F": "limit", "G": "out_of_pocket", "H": "unlimited", "I": "not_covered", "J": "cost_containment", "L": "primary_care",
    "M": "exclusion", "MC": "contact", "N": "restricted_provider", "O": "not_covered", "R": "other_payer", "U": "contact", "V": "cannot_answer",
    "W": "contact", "X": "facility", "Y": "spend_down",
}  # fmt: skip
# EB06 and HSD05 -> the period; what remains and what was used are measures, not periods.
PERIODS = {
    "6": "hour", "7": "day", "13": "day", "21": "years", "22": "service_year", "23": "calendar_year", "24": "calendar_year", "25": "contract",
    "26": "episode", "27": "visit", "28": "outlier", "29": "", "30": "exceeded", "31": "not_exceeded", "32": "lifetime", "33": "lifetime",
    "34": "month", "35": "week", "36": "admission",
}  # fmt: skip
MEASURE_OF_PERIOD = {"29": "remaining", "33": "remaining", "24": "used"}
QUANTITIES = {
    "VS": "visits", "UN": "units", "FL": "units", "P6": "services", "HS": "hours", "DY": "days", "DA": "days", "MN": "months", "MO": "months", "YY": "years",
    "WK": "weeks", "DB": "blood_units", "CA": "", "CE": "", "M2": "", "8H": "", "QA": "", "99": "", "S7": "years_of_age", "S8": "years_of_age",
    "LA": "lifetime_reserve_days", "LE": "lifetime_reserve_days", "D3": "coinsurance_days", "OCC": "services",
}  # fmt: skip
_COUNTED = ("VS", "P6", "UN", "HS", "DY", "MN")  # that cannot be anything else in a later element
_EACH = {
    "DA": "day",
    "DY": "day",
    "MO": "month",
    "MN": "month",
    "WK": "week",
    "VS": "visit",
    "YR": "year",
    "YY": "year",
}
_SPANS = {"6": "hours", "7": "days", "13": "days", "21": "years", "22": "service years", "23": "calendar years", "26": "episodes", "27": "visits",
          "32": "lifetime", "34": "months", "35": "weeks"}  # fmt: skip
ROLES = {
    "PRP": "primary payer", "SEP": "secondary payer", "TTP": "tertiary payer", "PR": "payer", "GP": "gateway", "VN": "vendor", "VY": "organization",
    "X3": "utilization reviewer", "IL": "insured", "P3": "primary care provider", "P4": "prior payer", "P5": "plan sponsor", "1P": "provider", "FA": "facility",
    "73": "other physician", "13": "contracted provider", "LR": "legal representative", "36": "employer", "OC": "origin carrier", "I3": "practice association",
    "Y2": "managed care organization", "1I": "preferred provider organization", "2B": "administrator", "80": "hospital",
}  # fmt: skip
# DTP01 that begins, or ends, a period; those of the last row span one (RD8) or name its first day.
BEGINS = ("346", "356", "348", "193", "340", "303")
ENDS = ("347", "357", "349", "194", "341")
SPANNING = ("291", "307", "292", "290", "435", "382")
_NUMBER = re.compile(r"-?\d*\.?\d+")


@dataclass(slots=True)
class Entity:
    """Whom loop 2120 names."""

    role: str = ""
    name: str = ""
    number: str = ""
    contact: list[str] = field(default_factory=list)
    is_person: bool = False


@dataclass(slots=True)
class Benefit:
    """Loop 2110. `elements` are those of its EB segment, straightened; `was_moved` where they stood one place off."""

    segment: int
    elements: list[str]
    was_moved: bool = False
    messages: list[str] = field(default_factory=list)
    deliveries: list[list[str]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    rejects: list[str] = field(default_factory=list)
    number: str = ""  # the plan's or contract's number under it
    authorization: str = ""
    starts_on: str = ""
    ends_on: str = ""

    @property
    def code(self) -> str:
        """EB01."""
        return self.elements[1].strip().upper()

    @property
    def service_types(self) -> tuple[str, ...]:
        """EB03, repeated or not, whatever stands between the codes."""
        return tuple(dict.fromkeys(part for part in re.split(r"[^A-Z0-9]+", self.elements[3].upper()) if part))


def straightened(e: list[str]) -> tuple[list[str], bool]:
    """The elements of an EB segment, fifteen of them at least; True where some stood one place off and were moved back.

    Slips that are known from real files: an element too many before the period (nothing, then 29, then dollars where a percentage stands) or
    before a quantity; the plan's description left out (a period's code where it stands); a share (.2) where dollars stand; visits counted
    where dollars stand, with their unit behind.
    """
    e = [part.strip() for part in e] + [""] * max(0, 15 - len(e))
    given = list(e)
    if not e[6] and e[7] in PERIODS and _NUMBER.fullmatch(e[8]) and float(e[8]) > 100:
        e = [*e[:6], *e[7:], ""]
    elif e[5] in PERIODS and _NUMBER.fullmatch(e[6]) and not e[7]:
        e = [*e[:5], "", *e[5:]]
    if e[1].upper() == "A" and not e[8] and _NUMBER.fullmatch(e[7]) and 0 < float(e[7]) < 1:
        e[7], e[8] = "", e[7]
    for at in (10, 11):
        if not any(e[9:at]) and e[at].upper() in _COUNTED:
            if _NUMBER.fullmatch(e[at + 1]):
                e = [*e[:9], *e[at:], *[""] * (at - 9)]
            elif e[7].isdigit():
                e[7], e[9], e[10], e[at] = "", e[at], e[7], "" if at == 11 else e[7]
            break
    return e, e != given


def date_span(form: str, written: str) -> tuple[str, str]:
    """First and last day of a DTP segment: both of a range, the one day twice. A year after 2100 means: open."""
    if form == "RD8" and "-" in written:
        first, last = (part.strip() for part in written.split("-", 1))
    else:
        first = last = written.strip()[:8]
    return _day(first), _day(last)


def _day(digits: str) -> str:
    """Raises ValueError where it is no date."""
    if len(digits) == 8 and digits.isdigit() and digits[:4] > "2100":
        return ""
    if not digits or (found := DATES[digits]) is None:
        raise ValueError("is not a date")
    return found


def percent(written: str) -> str:
    """EB08 in percent: the standard has a fraction (.2), some payers write 20. Raises ValueError."""
    if not written:
        return ""
    if not _NUMBER.fullmatch(written) or not 0 <= (given := float(written)) <= 100:
        raise ValueError("is not a percentage")
    return f"{given * 100 if given <= 1 else given:.4f}".rstrip("0").rstrip(".")


def quantity(written: str) -> str:
    """EB10 or HSD02 without needless zeros. Raises ValueError."""
    if not written:
        return ""
    if not _NUMBER.fullmatch(written) or len(written) > 12 or float(written) < 0:
        raise ValueError("is not a number")
    return f"{float(written):.6f}".rstrip("0").rstrip(".")


def delivery(e: list[str]) -> str:
    """An HSD segment in words: "12 visits per week, for 3 months"."""
    e = [part.strip() for part in e] + [""] * max(0, 9 - len(e))
    words = f"{e[2]} {QUANTITIES.get(e[1]) or e[1]}".strip()
    if e[3]:
        words += f" per {_EACH.get(e[3], e[3])}" if e[4] in ("", "1") else f" per {e[4]} {_EACH.get(e[3], e[3])}s"
    if e[5] in MEASURE_OF_PERIOD:
        words += f" {MEASURE_OF_PERIOD[e[5]]}"
    elif e[5]:
        span = _SPANS.get(e[5], e[5])
        words += f" per {span[:-1] if span.endswith('s') else span}" if e[6] in ("", "1") else f" for {e[6]} {span}"
    return words.strip()
