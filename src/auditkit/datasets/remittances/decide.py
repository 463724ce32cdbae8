"""Which claims are denied, and why: seeded errors, coverage that nobody asked about, weak notes, a payer's new rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.model import EVALUATIONS, Claim, Label
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Visit
from auditkit.datasets.remittances import causes
from auditkit.datasets.remittances.lapses import Lapse
from auditkit.datasets.remittances.model import Cause

# the month at one clinic: a new colleague at the desk of C2 did not ask about other insurance
DRIFT_CLINIC, DRIFT_FROM, DRIFT_TO = "C2", date(2026, 8, 1), date(2026, 8, 31)
# the payer's change: from the 17th visit of the year an authorization; the practice noticed three months later
CHANGED_PAYER, CHANGED_FROM, NOTICED_ON, VISITS_FREE = "PY4", date(2026, 6, 1), date(2026, 9, 1), 16
# records asked for (20 claims of one clinic) and sent late or not
REVIEWED_CLINIC, REVIEWED_PAYER, REVIEWED_FROM, REVIEWED_TO = "C3", "PY1", date(2026, 3, 1), date(2026, 4, 15)

_WEAK = {"PY1": 0.08, "PY2": 0.15, "PY3": 0.07, "PY4": 0.11, "PY5": 0.07, "PY6": 0.14}
_BY_QUALITY = {"poor": 1.0, "mixed": 0.22, "strong": 0.04}


@dataclass(slots=True)
class Decider:
    """Decides claim by claim. `quality`: visit -> strong, mixed or poor, of its note or as its author writes."""

    seed: int
    billing: Billing
    quality: dict[str, str]
    lapses: dict[str, Lapse]
    visit_number: dict[tuple[str, str, date], int]  # patient, discipline, day -> number in the calendar year
    visits: dict[str, Visit]

    def denied(self, claim: Claim, corrected: bool) -> dict[int, Cause]:
        """Line number -> cause, empty for most. `corrected`: a seeded error was repaired before the payer saw it."""
        dice = Dice(f"{self.seed}/{claim.claim_id}/denied")
        every = range(1, len(claim.lines) + 1)
        lapse = self.lapses.get(claim.patient_id)
        if lapse and lapse.covers(claim.first_day) and dice.chance(lapse.share):
            return dict.fromkeys(every, causes.COVERAGE[lapse.kind])
        found = {} if corrected else self._seeded(dice, claim)
        if found:
            return found
        if self._unauthorized(dice, claim):
            return dict.fromkeys(every, causes.NEW_AUTHORIZATION_RULE)
        if self._reviewed(claim) and dice.chance(0.14):
            return dict.fromkeys(every, causes.RECORDS_ASKED)
        if dice.chance(self.weakness(claim)):
            return self._weak(dice, claim)
        if dice.chance(0.008):
            return self._mistaken(dice, claim)
        return {}

    def _seeded(self, dice: Dice, claim: Claim) -> dict[int, Cause]:
        for label in claim.labels:
            known = seeded(label)
            if known is None or not dice.chance(known.denied):
                continue
            cause = replace(known.cause, words=label.seeded)
            if label.line_number:
                same = [each for each in claim.labels if each.rule == label.rule and each.answer == "not_met"]
                return {each.line_number: cause for each in same if each.line_number}
            numbers = range(1, len(claim.lines) + 1)
            if label.rule == "timed_units":  # the day is wrong, one line of it is denied
                numbers = [max(n for n, line in enumerate(claim.lines, 1) if line.timed)]
            if label.rule == "evaluation_once":  # the second one is
                numbers = [len(claim.lines)]
            return dict.fromkeys(numbers, cause)
        return {}

    def _unauthorized(self, dice: Dice, claim: Claim) -> bool:
        if claim.payer.payer_id != CHANGED_PAYER or claim.first_day < CHANGED_FROM:
            return False
        number = self.visit_number[(claim.patient_id, claim.discipline, claim.first_day)]
        return number > VISITS_FREE and dice.chance(0.85 if claim.first_day < NOTICED_ON else 0.06)

    def _reviewed(self, claim: Claim) -> bool:
        return (
            claim.payer.payer_id == REVIEWED_PAYER
            and claim.clinic_id == REVIEWED_CLINIC
            and REVIEWED_FROM <= claim.first_day <= REVIEWED_TO
        )

    def weakness(self, claim: Claim) -> float:
        """The chance that a reviewer finds the notes of this claim too weak."""
        visits = {line.visit_id for line in claim.lines}
        worst = max(_BY_QUALITY[self.quality[visit]] for visit in visits)
        lesson = self.billing.practice.therapists[self.visits[min(visits)].therapist_id].lesson_on
        learned = 0.5 if lesson and claim.first_day > lesson else 1.0
        return _WEAK[claim.payer.payer_id] * worst * learned

    def _weak(self, dice: Dice, claim: Claim) -> dict[int, Cause]:
        treatment = [n for n, line in enumerate(claim.lines, 1) if line.hcpcs_code not in EVALUATIONS]
        if not treatment or dice.chance(0.6):
            first = causes.WEAK_NOTE[0] if claim.payer.payer_id == "PY1" else dice.pick(causes.WEAK_NOTE[1:])
            return dict.fromkeys(range(1, len(claim.lines) + 1), first)
        return {treatment[-1]: causes.WEAK_NOTE_UNITS}

    def _mistaken(self, dice: Dice, claim: Claim) -> dict[int, Cause]:
        fits = [c for c in causes.PAYERS_OWN_ERROR if c.category != "authorization" or claim.authorization_number]
        if len(claim.lines) == 1:
            fits = [cause for cause in fits if cause.carc != "97"]
        cause = dice.pick(fits)
        if cause.carc == "97":
            return {len(claim.lines): cause}
        return dict.fromkeys(range(1, len(claim.lines) + 1), cause)


def seeded(label: Label) -> causes.Seeded | None:
    """What is known of a seeded error; None where it is none."""
    if label.answer != "not_met":
        return None
    return next((s for s in causes.SEEDED if s.rule == label.rule and label.seeded.startswith(s.words)), None)


def visit_numbers(claims: list[Claim]) -> dict[tuple[str, str, date], int]:
    """Patient, discipline, day -> which visit of the calendar year it is."""
    days: dict[tuple[str, str, int], set[date]] = {}
    for claim in claims:
        for line in claim.lines:
            days.setdefault((claim.patient_id, claim.discipline, line.date_of_service.year), set()).add(
                line.date_of_service
            )
    return {
        (patient, discipline, day): number
        for (patient, discipline, _), held in days.items()
        for number, day in enumerate(sorted(held), 1)
    }
