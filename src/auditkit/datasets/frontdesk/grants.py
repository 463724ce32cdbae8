"""Authorizations as they stand this morning: enough, about to run out, over, asked for, two disciplines, two at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from auditkit.datasets.frontdesk.model import TODAY, Booked, Grant, Seat
from auditkit.datasets.model import Practice

NEEDS_FROM_VISIT = {"PY2": 1, "PY3": 1, "PY6": 1, "PY4": 17}
DOUBT = 3  # visits: whether an evaluation counts is not said, so no label is near the number
LEAD_DAYS = {"PY2": 10, "PY3": 14, "PY6": 7, "PY4": 14}
CASES = (
    ("enough", 34), ("runs out", 22), ("ends first", 9), ("over", 7), ("used up", 6), ("begins later", 4), ("pending", 5), ("partly", 6),
    ("denied", 3), ("other therapist", 4), ("two at once", 6), ("none", 4),
)  # fmt: skip


def authorize(practice: Practice, seat: Seat) -> None:
    """Give the patient's disciplines their authorizations."""
    payer_id = seat.patient.payer_id
    if payer_id not in NEEDS_FROM_VISIT:
        return
    for discipline in dict.fromkeys(each.discipline for each in seat.booked):
        coming = seat.coming(discipline)
        if not any(_needs(seat, each) for each in coming):
            continue
        case = seat.dice.weighted(CASES)
        if case != "none":
            seat.grants += _grants(practice, seat, discipline, coming, case)


def _needs(seat: Seat, visit: Booked) -> bool:
    first = NEEDS_FROM_VISIT.get(seat.patient.payer_id)
    return first is not None and visit.kind != "Evaluation" and seat.number_of.get(visit.visit_id, 1) >= first


def _grants(practice: Practice, seat: Seat, discipline: str, coming: list[Booked], case: str) -> list[Grant]:
    dice, patient = seat.dice, seat.patient
    left = len(coming)
    used = dice.whole(2, 9)
    granted = used + left + dice.whole(0, 6)
    first, last = TODAY - timedelta(days=dice.whole(14, 40)), date(2027, 1, dice.whole(10, 28))
    decision, asked = "approved", granted
    npi = ""
    if case == "runs out":
        granted = used + dice.whole(1, max(1, min(4, left - 1)))
        asked = granted
    elif case == "ends first":
        last = TODAY + timedelta(days=dice.whole(1, 9))
    elif case == "over":
        last = TODAY - timedelta(days=dice.whole(1, 12))
    elif case == "used up":
        granted = asked = used
    elif case == "begins later":
        first, used = TODAY + timedelta(days=dice.whole(2, 6)), 0
    elif case == "pending":
        decision, used = "pending", 0
    elif case == "partly":
        decision, asked = "partly_approved", granted + dice.whole(4, 8)
    elif case == "denied":
        decision, used = "denied", 0
    elif case == "other therapist":
        others = [
            t for t in practice.therapists.values() if t.discipline == discipline and t.clinic_id != patient.clinic_id
        ]
        npi = others[0].npi if others else ""
        case = case if npi else "enough"
    asked_on = (
        first - timedelta(days=dice.whole(3, 12))
        if decision != "pending"
        else TODAY - timedelta(days=dice.whole(1, 12))
    )
    decided = asked_on + timedelta(days=dice.whole(1, 3)) if decision != "pending" else None
    held = Grant(
        number="" if decision in ("pending", "denied") else f"AF{patient.patient_id[1:]}{discipline}1",
        patient_id=patient.patient_id,
        payer_id=patient.payer_id,
        discipline=discipline,
        first_day=first,
        last_day=last,
        granted=0 if decision in ("pending", "denied") else granted,
        used=used,
        unit_kind="visits",
        decision=decision,
        requested=asked,
        requested_on=asked_on,
        decided_on=decided,
        rendering_npi=npi,
        case=case,
    )
    if case != "two at once":
        return [held]
    few = replace(
        held, granted=used + dice.whole(1, 2), requested=used + 2, last_day=TODAY + timedelta(days=dice.whole(8, 20))
    )
    next_ = replace(
        held,
        number=f"AF{patient.patient_id[1:]}{discipline}2",
        first_day=TODAY - timedelta(days=2),
        granted=dice.whole(4, 8),
        requested=8,
        used=0,
        requested_on=TODAY - timedelta(days=9),
        decided_on=TODAY - timedelta(days=4),
    )
    return [few, next_]


class RunOut(NamedTuple):
    """How far a patient's authorizations of one discipline carry the booked visits."""

    patient_id: str
    payer_id: str
    discipline: str
    visits_left: int  # granted and not used, of those that hold today or later
    booked: int  # visits still booked that need one
    last_covered: date | None
    first_uncovered: date | None
    why: str  # visits, end date, none, or empty where all booked visits are covered
    ask_by: date | None


def run_outs(seat: Seat) -> list[RunOut]:
    """One for each discipline that needs authorizations, in the order of the schedule."""
    out = []
    for discipline in dict.fromkeys(each.discipline for each in seat.booked):
        coming = [each for each in seat.coming(discipline) if _needs(seat, each)]
        first = NEEDS_FROM_VISIT.get(seat.patient.payer_id, 1)
        if coming and (first == 1 or seat.number_of[coming[0].visit_id] >= first + DOUBT):
            out.append(_run_out(seat, discipline, coming))
    return out


def _run_out(seat: Seat, discipline: str, coming: list[Booked]) -> RunOut:
    held = usable(seat, discipline)
    covered, uncovered = walk(held, coming)
    first = uncovered[0] if uncovered else None
    ended = [grant for grant in held if first and grant.last_day < first]
    why = (
        ""
        if not first
        else "none"
        if not held
        else "end date"
        if len(ended) == len(held) and _left(ended, covered)
        else "visits"
    )
    lead = LEAD_DAYS[seat.patient.payer_id]
    return RunOut(
        seat.patient.patient_id, seat.patient.payer_id, discipline,
        sum(g.granted - g.used for g in held if g.last_day >= TODAY), len(coming),
        covered[-1] if covered else None, first, why, first - timedelta(days=lead) if first else None,
    )  # fmt: skip


def _left(held: list[Grant], covered: list[date]) -> bool:
    return sum(grant.granted - grant.used for grant in held) > len(covered)


def usable(seat: Seat, discipline: str) -> list[Grant]:
    """Approved ones of the discipline for any therapist, the one that ends first first."""
    held = [g for g in seat.grants if g.discipline == discipline and g.number and not g.rendering_npi]
    return sorted(held, key=lambda grant: (grant.last_day, grant.first_day))


def walk(held: list[Grant], coming: list[Booked]) -> tuple[list[date], list[date]]:
    """Days of the visits that are covered, and of those that are not, one visit of an authorization for each."""
    left = {grant.number: grant.granted - grant.used for grant in held}
    covered, uncovered = [], []
    for visit in coming:
        fits = next((g for g in held if g.first_day <= visit.day <= g.last_day and left[g.number] > 0), None)
        if fits is None:
            uncovered.append(visit.day)
        else:
            left[fits.number] -= 1
            covered.append(visit.day)
    return covered, uncovered
