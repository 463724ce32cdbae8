"""Calculators that need no claim: units from minutes under both rules, CQ and CO, and the year's total against the KX threshold.

Each gives an answer or one sentence that says what it needs. None of them says which rule, code or modifier pays more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from auditkit.tables.cells import on_screen

if TYPE_CHECKING:
    from auditkit.assistants import AssistantShare
    from auditkit.reference import Fact, Reference

_MOST_MINUTES = 24 * 60
_CODE = re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]")
_AMOUNT = re.compile(r"\$?\s*\d[\d,]*(?:\.\d{1,2})?")
_MOST_AMOUNT = Decimal(10_000_000)


class Asks(ValueError):
    """Something is missing or cannot be read; the message is one sentence for the page."""


@dataclass(frozen=True, slots=True)
class Count:
    """One rule's count: the units of each code (more than one sharing where remainders tie), all of them, and the arithmetic."""

    shares: tuple[dict[str, int], ...]
    total: int
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Units:
    """Both counts side by side; `remarks` say what was left out of them, and what is not known for sure."""

    cms: Count
    spm: Count
    remarks: tuple[str, ...]

    @property
    def differ(self) -> bool:
        """True where it matters which rule the payer has."""
        return self.cms.shares != self.spm.shares


def whole_minutes(text: str, what: str) -> int:
    """Minutes as typed. Raises Asks."""
    if not re.fullmatch(r"\d{1,4}", text.strip()) or int(text) > _MOST_MINUTES:
        raise Asks(f"{what}: write whole minutes, such as 23.")
    return int(text)


def units(rows: Sequence[tuple[str, str]], on: date, reference: Reference) -> Units:
    """Units of the codes and minutes that were typed, both ways. Rows left empty do not count. Raises Asks."""
    from auditkit.units import Service, by_itself, in_words, total_time

    pool: dict[str, int] = {}
    alone: dict[str, Service] = {}
    remarks: list[str] = []
    typed = [(code.strip().upper(), minutes.strip()) for code, minutes in rows if code.strip() or minutes.strip()]
    if not typed:
        raise Asks("Write at least one code with its minutes.")
    for code, text in typed:
        if not _CODE.fullmatch(code):
            raise Asks("A code has five characters, such as 97110." if code else "Write the code beside its minutes.")
        minutes = whole_minutes(text, code)
        fact = reference.code(code, on)
        if said := _not_counted(code, fact, on):
            if said not in remarks:
                remarks.append(said)
            continue
        if fact["timing_confidence"] not in ("page-confirmed", "derived"):
            remarks.append(f"{code}: how it is timed is not confirmed by a page; have a person check it.")
        if fact["minutes_counted"] == "pool":
            pool[code] = pool.get(code, 0) + minutes
        else:
            before = alone[code].minutes if code in alone else 0
            alone[code] = Service(
                code, before + minutes, None, "alone", int(fact["minutes_per_unit"]), int(fact["least_minutes"])
            )
    if not pool and not alone:
        raise Asks(" ".join(remarks))
    fixed = {s.code: by_itself({s.code: s.minutes}, minutes_per_unit=s.minutes_per_unit, least_minutes=s.least_minutes).total_units for s in alone.values()}  # fmt: skip
    services = [Service(code, minutes) for code, minutes in pool.items()] + list(alone.values())
    together, apart = total_time(pool), by_itself(pool)
    return Units(
        Count(tuple(share | fixed for share in together.accepted), together.total_units + sum(fixed.values()), in_words(services, "cms")),
        Count(tuple(share | fixed for share in apart.accepted), apart.total_units + sum(fixed.values()), in_words(services, "spm")),
        tuple(dict.fromkeys(remarks)),
    )  # fmt: skip


def _not_counted(code: str, fact: Fact, on: date) -> str:
    """Why a code is not among those that are counted by minutes, or ""."""
    from auditkit.reference import Standing

    if fact.standing is Standing.UNKNOWN:
        return f"{code} is not counted. {fact.missing}"
    if fact.standing is not Standing.IN_FORCE:
        return f"{code}: not in force on {on_screen(on)}, so it is not counted."
    if fact["is_timed"] == "0":
        return f"{code}: not paid by the minute; one unit, outside of the count."
    if fact["minutes_counted"] not in ("pool", "alone") or not fact["minutes_per_unit"] or not fact["least_minutes"]:
        return f"{code}: its minutes a unit are not in the code list, so it is not counted."
    return ""


def assistant(therapist: str, helper: str, billed: str, *, is_timed: bool) -> AssistantShare:
    """Units under CQ or CO. Without units billed, a timed service has those that all its minutes make. Raises Asks."""
    from auditkit.assistants import assistant_share
    from auditkit.units import table_units

    own = whole_minutes(therapist, "Therapist's minutes")
    helped = whole_minutes(helper, "Assistant's minutes")
    if not own + helped:
        raise Asks("Write the minutes of the therapist, of the assistant, or of both.")
    if billed.strip():
        if not re.fullmatch(r"\d{1,2}", billed.strip()):
            raise Asks("Units: write a whole number, such as 2.")
        count = int(billed)
    else:
        count = table_units(own + helped) if is_timed else 1
    if not count:
        raise Asks(f"{own + helped} minutes make no unit, so there is nothing to mark.")
    return assistant_share(own, helped, count, is_timed=is_timed)


@dataclass(frozen=True, slots=True)
class YearToDate:
    """A Medicare patient's year: the sum before this visit, with it, and the thresholds with their facts."""

    before: Decimal
    after: Decimal
    threshold: Decimal
    fact: Fact
    review_threshold: Decimal | None
    arithmetic: str

    @property
    def is_above(self) -> bool:
        """This visit carries the year above the threshold, or it was above before."""
        return self.after > self.threshold

    @property
    def was_above(self) -> bool:
        """Earlier visits were above already."""
        return self.before > self.threshold


def year_to_date(bucket: str, year: str, so_far: str, this_visit: str, reference: Reference) -> YearToDate:
    """KX for one visit. `bucket`: pt_slp (one sum) or ot. `so_far` may hold several amounts. A year that is not loaded: Asks."""
    if not re.fullmatch(r"20\d\d", year.strip()):
        raise Asks("Year: write four digits, such as 2026.")
    earlier = amounts(so_far, "Allowed so far") if so_far.strip() else [Decimal(0)]
    visit = amounts(this_visit, "Allowed for this visit")
    fact = reference.threshold(f"kx_threshold_{bucket}", int(year))
    if not fact["value"]:
        raise Asks(
            f"Cannot tell: the threshold of {year.strip()} is not loaded, and another year's does not stand in for it."
        )
    review = reference.threshold(f"targeted_medical_review_threshold_{bucket}", int(year))["value"]
    before, threshold = sum(earlier, Decimal(0)), Decimal(fact["value"])
    after = before + sum(visit, Decimal(0))
    terms = " + ".join(f"{amount:,.2f}" for amount in (*earlier, *visit)[:12]) + (
        " + ..." if len(earlier) + len(visit) > 12 else ""
    )
    sign = ">" if after > threshold else "≤"
    return YearToDate(before, after, threshold, fact, Decimal(review) if review else None, f"{terms} = {after:,.2f} {sign} {threshold:,.2f}")  # fmt: skip


def amounts(text: str, what: str) -> list[Decimal]:
    """One amount or several, with spaces, new lines, + or ; between. Raises Asks."""
    found = [part.strip() for part in re.split(r"[+;\n]|(?<=\d)\s+(?=[$\d])", text) if part.strip()]
    if not found or not all(_AMOUNT.fullmatch(part) for part in found):
        raise Asks(f"{what}: write dollars, such as 1240.50; put + between several amounts.")
    try:
        sums = [Decimal(re.sub(r"[$,\s]", "", part)) for part in found]
    except InvalidOperation:
        raise Asks(f"{what}: write dollars, such as 1240.50.") from None
    if max(sums) > _MOST_AMOUNT:
        raise Asks(f"{what}: that is more than a year of therapy can be; check the amount.")
    return sums
