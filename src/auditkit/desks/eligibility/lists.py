"""Whom to ask again: each month before the first visit of the month, and on the first of January, when plans, limits and deductibles begin anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from auditkit.desks.eligibility.joining import Desk


@dataclass(frozen=True, slots=True)
class AskAgain:
    """One patient: the first visit of the stretch, what was known last, and what to ask."""

    patient_id: str
    first_visit: date
    visits: int
    payer: str
    last_checked: date | None
    what: tuple[str, ...]


def monthly(desk: Desk, month: date) -> list[AskAgain]:
    """Patients with visits in the month of that day whose last answer is older than the month. The first visit comes first."""
    first = month.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    found = []
    for who, booked in desk.visits.items():
        own = [b for b in booked if first <= b.on < after]
        last = desk.last_answer(who)
        if own and (last is None or last.checked_on is None or last.checked_on < first):
            what = (
                ["coverage and plan"]
                if last is not None
                else ["coverage, plan, limits, deductible: nobody has asked yet"]
            )
            if last is not None and last.coverage_to is not None and last.coverage_to < after:
                what.append(f"coverage was to end on {last.coverage_to}")
            found.append(
                AskAgain(
                    who, own[0].on, len(own), _payer(desk, own[0], last), last.checked_on if last else None, tuple(what)
                )
            )
    return sorted(found, key=lambda one: (one.first_visit, one.patient_id))


def first_of_january(desk: Desk, year: int) -> list[AskAgain]:
    """Patients with visits from the first of January of that year on: what begins anew then, by their last answer."""
    first = date(year, 1, 1)
    found = []
    for who, booked in desk.visits.items():
        own = [b for b in booked if b.on >= first and b.on.year == year]
        if not own:
            continue
        last = desk.last_answer(who)
        what = ["the new card: plans change at the turn of the year"]
        benefits = last.benefits if last is not None else []
        if any(b.benefit == "limit" and b.quantity is not None and b.period in ("", "calendar_year") for b in benefits):
            what.append("the limit of visits begins anew")
        if any(b.benefit in ("deductible", "out_of_pocket") for b in benefits):
            what.append("the deductible begins anew")
        if last is not None and last.payer_type == "medicare_b":
            what.append("Medicare's threshold begins anew: load the new year's")
        if any(a.end_on is not None and a.end_on < own[-1].on for a in desk.authorizations.get(who, ())):
            what.append("an authorization ends")
        found.append(
            AskAgain(
                who, own[0].on, len(own), _payer(desk, own[0], last), last.checked_on if last else None, tuple(what)
            )
        )
    return sorted(found, key=lambda one: (one.first_visit, one.patient_id))


def _payer(desk: Desk, booked, last) -> str:
    payer_id, payer_name = desk.payer_of(booked)
    return payer_name or payer_id or (last.payer_name if last else "")
