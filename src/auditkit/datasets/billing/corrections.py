"""Claims that went out twice for a good reason: a replacement (frequency 7) of one that the payer has."""

from __future__ import annotations

from datetime import timedelta

from auditkit.datasets.billing.claims import LAST_FILING
from auditkit.datasets.billing.model import Claim
from auditkit.datasets.dice import Dice

SHARE = 0.012


def correct(seed: int, claims: list[Claim]) -> list[Claim]:
    """The claims, some of them followed by the claim that replaces it. Medicare Part B takes none."""
    out: list[Claim] = []
    for claim in claims:
        out.append(claim)
        dice = Dice(f"{seed}/{claim.claim_id}/correction")
        later = claim.submitted_on + timedelta(days=28)
        limit = claim.payer.timely_filing_days
        if claim.payer.payer_type == "medicare_b" or claim.labels or not dice.chance(SHARE):
            continue
        if later > LAST_FILING or limit is None or later > claim.first_day + timedelta(days=limit):
            continue
        number = f"{claim.payer.payer_id}{claim.submitted_on:%y%j}{dice.whole(10000, 99999)}"
        new = claim.copy(claim_id=f"{claim.claim_id}R", submitted_on=later, frequency="7", control_number=number)
        new.diagnosis_codes = (*claim.diagnosis_codes, *(() if "Z91.81" in claim.diagnosis_codes else ("Z74.09",)))
        new.label_lines("not_duplicate", "replaces a claim that the payer has", answer="met")
        new.label("claim_frequency", "replacement with the payer's claim number", answer="met")
        out.append(new)
    return out
