"""Everything the payers answered, from the claims of the practice."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.datasets.billing.build import Billing, build_billing
from auditkit.datasets.dice import Dice
from auditkit.datasets.notes import write_notes
from auditkit.datasets.practice import build_practice
from auditkit.datasets.remittances.course import Course, in_order
from auditkit.datasets.remittances.decide import DRIFT_CLINIC, DRIFT_FROM, DRIFT_TO, Decider, visit_numbers
from auditkit.datasets.remittances.filing import Filing
from auditkit.datasets.remittances.lapses import lapses
from auditkit.datasets.remittances.model import Denial, Payment, Rejection
from auditkit.datasets.remittances.oddities import spoil
from auditkit.datasets.remittances.provider_level import settle
from auditkit.datasets.written import WrittenNote


@dataclass(slots=True)
class Answers:
    """Payments in order of payer, day and clinic, and what is known about them."""

    billing: Billing
    course: Course
    payments: list[Payment]
    denials: list[Denial]
    rejections: list[Rejection]
    noted: frozenset[str]  # visits of which the kit holds a note


def build_remittances(seed: int = 7, billing: Billing | None = None) -> Answers:
    """All answers to the claims. `billing` is `build_billing(seed)` where that is made already."""
    billing = billing or build_billing(seed)
    notes = write_notes(build_practice(seed))
    noted = frozenset(note.visit.visit_id for note in notes)
    filing = Filing(seed, billing)
    decider = Decider(
        seed,
        billing,
        qualities(seed, billing, notes),
        lapses(seed, billing.claims, DRIFT_CLINIC, DRIFT_FROM, DRIFT_TO),
        visit_numbers(billing.claims),
        filing.visits,
    )
    course = Course(seed, billing, filing, decider)
    course.run()
    payments = list(in_order(course.payments))
    settle(payments, course.overpayments)
    spoil(payments)
    return Answers(billing, course, payments, course.denials, filing.rejections, noted)


def qualities(seed: int, billing: Billing, notes: list[WrittenNote]) -> dict[str, str]:
    """Visit -> quality of its note; where the kit holds no note, as good as its author writes."""
    known = {note.visit.visit_id: note.quality for note in notes}
    out = {}
    for each in billing.sessions:
        visit = each.visit
        author = billing.practice.therapists[visit.therapist_id]
        dice = Dice(f"{seed}/{visit.visit_id}/unseen note")
        out[visit.visit_id] = known.get(visit.visit_id) or dice.weighted(author.quality)
    return out
