"""Who is on the schedule of seven weeks: those whose episodes go on, some who come back, and two disciplines side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.dice import Dice
from auditkit.datasets.frontdesk.model import FIRST_BOOKED, LAST_BOOKED, TODAY, Booked, Seat, is_open
from auditkit.datasets.model import Episode, Practice

RETURNING = 44
_SIDE_BY_SIDE = {"C1": ("T05", "OT"), "C2": ("T06", "OT"), "C3": ("T09", "SLP")}
_SLOTS = tuple(range(8 * 60, 17 * 60 + 1, 45))
_PATTERNS = {2: ((0, 3), (1, 4), (0, 2), (1, 3), (2, 4)), 3: ((0, 2, 4), (1, 2, 4), (0, 1, 3))}


def seats(seed: int, billing: Billing, uncovered: Collection[str]) -> list[Seat]:
    """The patients in order of their numbers, with their visits booked. Nobody of `uncovered` comes back."""
    practice = billing.practice
    episodes: dict[str, list[Episode]] = {}
    for episode in practice.episodes:
        episodes.setdefault(episode.patient_id, []).append(episode)
    ongoing = {patient for patient, held in episodes.items() if any(e.end_reason == "ongoing" for e in held)}
    over = sorted(
        patient
        for patient, held in episodes.items()
        if patient not in ongoing
        and patient not in uncovered
        and max(v.date_of_service for e in held for v in e.attended) < date(2026, 9, 15)
        and not held[0].condition.child
    )
    back = set(Dice(f"{seed}/returning").some(over, RETURNING))
    out = []
    for patient_id in sorted(ongoing | back):
        held = (
            episodes[patient_id]
            if patient_id in back
            else [e for e in episodes[patient_id] if e.end_reason == "ongoing"]
        )
        seat = Seat(practice.patients[patient_id], held[-2:], patient_id in back, Dice(f"{seed}/{patient_id}/desk"))
        out.append(seat)
    _book(practice, out)
    return out


def _book(practice: Practice, held: list[Seat]) -> None:
    """Days by each patient's pattern; times so that no therapist sees two at once, nor a patient two therapists."""
    wanted: dict[date, list[tuple[Seat, str, str, str]]] = {}
    for seat in held:
        for discipline, lead, assistant, days, first in _plans(practice, seat):
            for number, day in enumerate(days):
                helper = assistant and number % 2 and not (seat.is_new and day == first)
                wanted.setdefault(day, []).append(
                    (seat, discipline, assistant if helper else lead, "Evaluation" if day == first else "Treatment")
                )
    numbers: Counter[str] = Counter()
    for day in sorted(wanted):
        taken: set[tuple[str, int]] = set()
        for seat, discipline, therapist_id, kind in wanted[day]:
            free = [m for m in _SLOTS if not {(therapist_id, m), (seat.patient.patient_id, m)} & taken]
            if not free:
                continue  # the day is full
            minute = free[0] if seat.dice.chance(0.4) else seat.dice.pick(free)
            taken |= {(therapist_id, minute), (seat.patient.patient_id, minute)}
            numbers[seat.patient.patient_id] += 1
            seat.booked.append(
                Booked(
                    f"{seat.patient.patient_id}-B{numbers[seat.patient.patient_id]:02d}", seat.patient.patient_id, seat.patient.clinic_id,
                    therapist_id, discipline, day, minute, kind, _status(seat.dice, day),
                )
            )  # fmt: skip


def _plans(practice: Practice, seat: Seat) -> list[tuple[str, str, str, list[date], date | None]]:
    """Discipline, therapist, assistant, days and evaluation day of each course of care."""
    out = []
    courses = [(e.condition.discipline, e.lead_id, e.assistant_id, e.per_week) for e in seat.courses]
    if seat.is_new:
        courses = courses[:1]
    other = _SIDE_BY_SIDE[seat.patient.clinic_id]
    if len(courses) == 1 and courses[0][0] == "PT" and seat.dice.chance(0.16):
        courses.append((other[1], other[0], "", 2))
    for discipline, lead, assistant, per_week in courses:
        first = None
        if seat.is_new:
            first = _open(FIRST_BOOKED + timedelta(days=seat.dice.whole(0, 22)))
            if seat.dice.chance(0.15):
                first = TODAY
        pattern = seat.dice.pick(_PATTERNS[per_week])
        last = LAST_BOOKED if not seat.dice.chance(0.3) else TODAY + timedelta(days=seat.dice.whole(3, 17))
        days, day = [first] if first else [], (first or FIRST_BOOKED) + timedelta(days=1 if first else 0)
        while day <= last:
            if day.weekday() in pattern and is_open(day):
                days.append(day)
            day += timedelta(days=1)
        out.append((discipline, lead, assistant if practice.therapists.get(assistant) else "", days, first))
    return out


def _open(day: date) -> date:
    while not is_open(day):
        day += timedelta(days=1)
    return day


def _status(dice: Dice, day: date) -> str:
    if day < TODAY:
        return dice.weighted((("Completed", 88), ("Cancelled", 8), ("No Show", 4)))
    return dice.weighted(
        (("Scheduled", 66), ("Confirmed", 30 if day <= TODAY + timedelta(days=2) else 4), ("Cancelled", 4))
    )
