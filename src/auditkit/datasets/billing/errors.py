"""About one claim in nine gets a seeded error, and its labels say what was done.

An error is a function `(dice, claim, about) -> bool`: it changes the claim and labels it, or returns False where it does not fit.
Only claims that carry no label are touched, one error each, and never so that the check of another claim changes its answer.
"""

from __future__ import annotations

from auditkit.datasets.billing import errors_claim, errors_diagnosis, errors_modifier, errors_service, errors_twice
from auditkit.datasets.billing.about import About, is_evaluation
from auditkit.datasets.billing.model import Authorization, Claim, PriorLine
from auditkit.datasets.dice import Dice

SHARE, FIRST_VISIT_SHARE = 0.102, 0.30  # evaluations are few, and have errors of their own
ATTEMPTS = 20  # some errors fit few claims; a claim that takes none of so many stays right
ERRORS = (
    *errors_claim.ERRORS,
    *errors_service.ERRORS,
    *errors_modifier.ERRORS,
    *errors_diagnosis.ERRORS,
    *errors_twice.ERRORS,
)


def seed_errors(
    seed: int, claims: list[Claim], history: list[PriorLine], authorizations: list[Authorization]
) -> list[Claim]:
    """The claims of one patient with errors in some of them; copies sent by mistake follow their original."""
    about = About(claims, history, authorizations)
    for claim in claims:
        dice = Dice(f"{seed}/{claim.claim_id}/error")
        share = FIRST_VISIT_SHARE if is_evaluation(claim) else SHARE
        if claim.labels or claim.claim_id in about.replaced or not dice.chance(share):
            continue
        for _ in range(ATTEMPTS):
            error = dice.weighted(ERRORS)
            if error(dice, claim, about):
                break
    return [each for claim in claims for each in (claim, *about.copies.get(claim.claim_id, ()))]
