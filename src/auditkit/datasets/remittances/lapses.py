"""Coverage that was not what the desk believed: ended, moved to another plan, or waiting for an answer of the patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.datasets.billing.model import Claim
from auditkit.datasets.dice import Dice

SHARE = 0.03
DRIFT_SHARE = 0.11  # of the patients of one clinic in one month


@dataclass(frozen=True, slots=True)
class Lapse:
    """From `first_day` to `last_day`, both included, the payer does not cover the patient, or says so."""

    patient_id: str
    kind: str  # ended, moved, other_first
    first_day: date
    last_day: date
    share: float = 1.0  # of the claims of these days

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def lapses(seed: int, claims: list[Claim], clinic_id: str, first: date, last: date) -> dict[str, Lapse]:
    """Patient -> lapse, for few of them; for more of those whom `clinic_id` saw from `first` to `last`."""
    days: dict[str, set[date]] = {}
    of: dict[str, Claim] = {}
    for claim in claims:
        of[claim.patient_id] = claim
        days.setdefault(claim.patient_id, set()).add(claim.first_day)
    out = {}
    for patient_id, claim in of.items():
        dice = Dice(f"{seed}/{patient_id}/lapse")
        held = sorted(days[patient_id])
        if claim.payer.payer_type == "workers_comp":
            continue
        in_drift = claim.clinic_id == clinic_id and any(first <= day <= last for day in held)
        if in_drift and dice.chance(DRIFT_SHARE):
            out[patient_id] = Lapse(patient_id, "other_first", first, last, 0.9)
        elif len(held) > 4 and dice.chance(SHARE):
            kind = "moved" if claim.payer.payer_type == "medicare_b" else dice.pick(("ended", "ended", "other_first"))
            start = held[-dice.whole(1, 4)] - timedelta(days=dice.whole(0, 2))
            out[patient_id] = Lapse(patient_id, kind, start.replace(day=1) if start.day < 4 else start, held[-1])
    return out
