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
    """The authorization of one course of care, or two of them. `used` is what was used before the schedule begins."""
    dice, patient = seat.dice, seat.patient
    used, more = dice.whole(0, 5), dice.whole(0, 6)
    first, last = date(2026, 11, dice.whole(1, 6)), date(2027, 1, dice.whole(10, 28))
    if patient.payer_id == "PY4":
        first = TODAY  # asked for since the practice knows the rule
        case = "enough" if case in ("over", "used up") else case
    others = [
        t for t in practice.therapists.values() if t.discipline == discipline and t.clinic_id != patient.clinic_id
    ]
    if case == "other therapist" and not others:
        case = "enough"
    if case == "ends first":
        last = TODAY + timedelta(days=dice.whole(1, 9))
    elif case == "over":
        last = TODAY - timedelta(days=dice.whole(1, 9))
    elif case == "begins later":
        first, used = TODAY + timedelta(days=dice.whole(2, 6)), 0
    elif case in ("pending", "denied"):
        used = 0
    held = used + sum(first <= each.day <= last for each in _seen(seat, discipline))
    granted = {
        "runs out": held + dice.whole(1, max(1, min(4, len(coming) - 1))),
        "used up": held,
        "two at once": held + dice.whole(1, 2),
        "pending": 0,
        "denied": 0,
    }.get(case, held + len(coming) + more)
    if case == "used up" and not held:
        case, granted = "enough", len(coming) + more
    asked_on = (
        TODAY - timedelta(days=dice.whole(1, 12)) if case == "pending" else first - timedelta(days=dice.whole(3, 12))
    )
    grant = Grant(
        number="" if case in ("pending", "denied") else f"AF{patient.patient_id[1:]}{discipline}1",
        patient_id=patient.patient_id,
        payer_id=patient.payer_id,
        discipline=discipline,
        first_day=first,
        last_day=TODAY + timedelta(days=dice.whole(8, 20)) if case == "two at once" else last,
        granted=granted,
        used=used,
        unit_kind="visits",
        decision={"pending": "pending", "denied": "denied", "partly": "partly_approved"}.get(case, "approved"),
        requested=granted + dice.whole(4, 8) if case == "partly" else granted or dice.pick((8, 12)),
        requested_on=asked_on,
        decided_on=None if case == "pending" else asked_on + timedelta(days=dice.whole(1, 3)),
        rendering_npi=others[0].npi if case == "other therapist" else "",
        case=case,
    )
    if case != "two at once":
        return [grant]
    size = dice.whole(4, 8)
    return [
        grant,
        replace(
            grant,
            number=f"AF{patient.patient_id[1:]}{discipline}2",
            first_day=TODAY - timedelta(days=2),
            last_day=last,
            granted=size,
            requested=size,
            used=0,
            requested_on=TODAY - timedelta(days=9),
            decided_on=TODAY - timedelta(days=4),
        ),
    ]


def _seen(seat: Seat, discipline: str) -> list[Booked]:
    """Treatment visits of the schedule that were held: they use the authorization too."""
    return [
        each
        for each in sorted(seat.booked, key=lambda each: each.starts)
        if each.status == "Completed" and each.discipline == discipline and each.kind != "Evaluation"
    ]


class RunOut(NamedTuple):
    """How far a patient's authorizations of one discipline carry the booked visits."""

    patient_id: str
    payer_id: str
    discipline: str
    visits_left: int  # granted and not used this morning, of those that have not ended
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
    left = left_this_morning(seat, discipline)
    covered, uncovered = walk(held, dict(left), coming)
    first = uncovered[0] if uncovered else None
    why = ""
    if first:
        fits = [grant for grant in held if grant.first_day <= first <= grant.last_day]
        some = any(grant.last_day < first and left[grant.number] > 0 for grant in held)
        why = "visits" if fits else "end date" if some else "none"
    lead = LEAD_DAYS[seat.patient.payer_id]
    return RunOut(
        seat.patient.patient_id, seat.patient.payer_id, discipline, sum(left[g.number] for g in held if g.last_day >= TODAY), len(coming),
        covered[-1] if covered else None, first, why, first - timedelta(days=lead) if first else None,
    )  # fmt: skip


def usable(seat: Seat, discipline: str) -> list[Grant]:
    """Approved ones of the discipline for any therapist, the one that ends first first."""
    held = [g for g in seat.grants if g.discipline == discipline and g.number and not g.rendering_npi]
    return sorted(held, key=lambda grant: (grant.last_day, grant.first_day))


def left_this_morning(seat: Seat, discipline: str) -> dict[str, int]:
    """Number -> visits left of each usable one, after the visits of the schedule that were held."""
    held = usable(seat, discipline)
    left = {grant.number: grant.granted - grant.used for grant in held}
    walk(held, left, _seen(seat, discipline))
    return left


def walk(held: list[Grant], left: dict[str, int], visits: list[Booked]) -> tuple[list[date], list[date]]:
    """Days of the visits that are covered, and of those that are not; takes a visit from `left` for each that is."""
    covered, uncovered = [], []
    for visit in visits:
        fits = next((g for g in held if g.first_day <= visit.day <= g.last_day and left[g.number] > 0), None)
        if fits is None:
            uncovered.append(visit.day)
        else:
            left[fits.number] -= 1
            covered.append(visit.day)
    return covered, uncovered
