"""What was used before: visits of the calendar year, and what Medicare has allowed in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.frontdesk.model import TODAY, Seat
from auditkit.datasets.remittances.decide import DRIFT_CLINIC, DRIFT_FROM, DRIFT_TO
from auditkit.datasets.remittances.lapses import lapses

COUNTED_UNTIL = date(2026, 11, 6)  # Medicare has not counted what was filed later


class Past:
    """`visits`: patient -> discipline -> days of this year. `allowed`: patient -> cents under AE (PT with SLP) and AD (OT)."""

    def __init__(self, billing: Billing) -> None:
        self.seed = billing.practice.seed
        self.lapses = lapses(self.seed, billing.claims, DRIFT_CLINIC, DRIFT_FROM, DRIFT_TO)
        self.visits: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
        self.allowed: dict[str, dict[str, int]] = defaultdict(lambda: {"AE": 0, "AD": 0})
        for session in billing.sessions:
            if session.visit.date_of_service.year == TODAY.year:
                self.visits[session.visit.patient_id][session.discipline].add(session.visit.date_of_service)
        for line in billing.history:
            if line.date_of_service.year == TODAY.year and not line.claim_id:
                self.allowed[line.patient_id][_counted(line.discipline)] += line.allowed
        for claim in billing.claims:
            if claim.first_day.year == TODAY.year and claim.submitted_on <= COUNTED_UNTIL:
                self.allowed[claim.patient_id][_counted(claim.discipline)] += sum(line.allowed for line in claim.lines)

    def days(self, seat: Seat) -> dict[str, set[date]]:
        """Discipline -> days of this year on which the patient was seen, those of the schedule too."""
        days = {discipline: set(held) for discipline, held in self.visits[seat.patient.patient_id].items()}
        for each in seat.booked:
            if each.status == "Completed":
                days.setdefault(each.discipline, set()).add(each.day)
        return days

    def used(self, seat: Seat) -> dict[str, int]:
        """Discipline -> visits of this year that claims have told the payer of: none since the last claim of October."""
        return {discipline: len(held) for discipline, held in self.visits[seat.patient.patient_id].items()}

    def count(self, seat: Seat) -> None:
        """Note for each visit to come which one of the year it is, in its discipline."""
        days = self.days(seat)
        for each in seat.coming():
            number = days.setdefault(each.discipline, set())
            number.add(each.day)
            seat.number_of[each.visit_id] = len({day for day in number if day <= each.day})


def _counted(discipline: str) -> str:
    return "AD" if discipline == "OT" else "AE"
