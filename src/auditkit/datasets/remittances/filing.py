"""From the practice to the payer: claims that a clearinghouse sends back, batches that fail, and what finally arrives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.model import Claim, ServiceLine
from auditkit.datasets.billing.rates import RATES, charge
from auditkit.datasets.billing.sessions import Session
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Episode, Visit
from auditkit.datasets.remittances.decide import seeded
from auditkit.datasets.remittances.model import Filed, Rejection

NOTICED = 0.88
BATCHES_REJECTED = 4
_WAIT = (((2, 5), 5.0), ((6, 15), 4.0), ((16, 50), 1.5))


class Filing:
    """Knows of every claim what it should have said, and when it arrived."""

    def __init__(self, seed: int, billing: Billing) -> None:
        self.seed = seed
        self.patients = billing.practice.patients
        self.sessions: dict[str, Session] = {each.visit.visit_id: each for each in billing.sessions}
        self.visits: dict[str, Visit] = {visit: each.visit for visit, each in self.sessions.items()}
        self.episodes: dict[str, Episode] = {each.episode_id: each for each in billing.practice.episodes}
        self.therapists = billing.practice.therapists
        self.rejections: list[Rejection] = []
        self.accepted: list[Filed] = []
        self.batches = self._batches(billing.claims)

    def _batches(self, claims: list[Claim]) -> dict[tuple[str, date], date]:
        """Clinic and day of filing of a batch that failed as a whole -> day it was sent again."""
        sizes: dict[tuple[str, date], int] = {}
        for claim in claims:
            key = (claim.clinic_id, claim.submitted_on)
            sizes[key] = sizes.get(key, 0) + 1
        dice = Dice(f"{self.seed}/batches")
        large = sorted(key for key, size in sizes.items() if size >= 20)
        failed = dice.some(large, BATCHES_REJECTED)
        return {key: key[1] + timedelta(days=days) for key, days in zip(failed, (3, 6, 12, 41), strict=False)}

    def filed(self, claim: Claim) -> tuple[Filed | None, bool]:
        """What the payer gets (None: nothing yet), and whether an error was repaired before."""
        got, repaired = self._filed(claim)
        if got:
            self.accepted.append(got)
        return got, repaired

    def _filed(self, claim: Claim) -> tuple[Filed | None, bool]:
        batch = (claim.clinic_id, claim.submitted_on)
        received = claim.submitted_on
        if batch in self.batches:
            received = self.batches[batch]
            words = "the batch failed because of one claim in it"
            self.rejections.append(Rejection(claim, "999", "R", "5", "", words, "", claim.submitted_on, received))
        dice = Dice(f"{self.seed}/{claim.claim_id}/rejected")
        for label in claim.labels:
            known = seeded(label)
            if known is None or not known.rejected:
                continue
            if not dice.chance(known.rejected):
                break
            low, high = dice.weighted(_WAIT)
            again = received + timedelta(days=dice.whole(low, high)) if dice.chance(NOTICED) else None
            self.rejections.append(
                Rejection(
                    claim, "277CA", *known.rejection, label.seeded, label.rule, received + timedelta(days=1), again
                )
            )
            return (self._as_meant(claim, again) if again else None), True
        lead = self._lead(claim)
        return Filed(claim, claim.lines, received, claim.member_id, claim.rendering_npi or lead), False

    def _lead(self, claim: Claim) -> str:
        """The number of the therapist who is responsible."""
        episode = self.sessions[claim.lines[0].visit_id].episode
        return self.therapists[episode.lead_id].npi

    def _as_meant(self, claim: Claim, received: date) -> Filed:
        patient = self.patients[claim.patient_id]
        if any(label.rule == "place_of_service" and label.answer == "not_met" for label in claim.labels):
            claim = replace(claim, place_of_service="11")
        return Filed(claim, self.meant(claim), received, patient.member_id, self._lead(claim))

    def corrected(self, filed: Filed, received: date) -> Filed:
        """The claim sent again with what it should have said."""
        return self._as_meant(filed.claim, received)

    def meant(self, claim: Claim) -> list[ServiceLine]:
        """The lines with the day, code and units of the visit, where a line of the visit is behind each."""
        done = [each for visit in dict.fromkeys(x.visit_id for x in claim.lines) for each in self.sessions[visit].done]
        gone = any(RATES[line.hcpcs_code][1] == 0 for line in claim.lines)  # a code that no longer exists
        lines = (
            [replace(claim.lines[min(at, len(claim.lines) - 1)]) for at in range(len(done))] if gone else claim.lines
        )
        out = []
        for at, line in enumerate(lines):
            line = replace(line, date_of_service=self.visits[line.visit_id].date_of_service)
            if len(done) == len(lines) and (gone or line.units is None):
                out.append(_as(line, done[at].code, done[at].units, claim))
            elif line.hcpcs_code == "97014" and claim.payer.payer_type == "medicare_b":
                out.append(_as(line, "G0283", 1, claim))
            else:
                out.append(line)
        return out


def _as(line: ServiceLine, code: str, units: int, claim: Claim) -> ServiceLine:
    """The line with another code; allowed in full."""
    allowed = RATES[code][1] * units * claim.payer.allowed_percent // 100
    return replace(line, hcpcs_code=code, units=units, charge=charge(code, units), allowed=allowed)
