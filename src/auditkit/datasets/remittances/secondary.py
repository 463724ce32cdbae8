"""The second insurance of some Medicare patients: it pays the coinsurance that Medicare left, and not the deductible."""

from __future__ import annotations

from datetime import date

from auditkit.datasets.dice import Dice
from auditkit.datasets.remittances.model import Adjustment, ClaimPayment, ServicePayment

SECOND_ID, SECOND_NAME = "PS1", "Meridian Supplement (invented)"
SHARE = 0.15  # of Medicare's patients


def crosses_over(seed: int, answered: ClaimPayment) -> bool:
    """Whether Medicare sends this answer on: of insured patients, where something was allowed."""
    if answered.claim.payer.payer_id != "PY1" or not any(service.allowed for service in answered.services):
        return False
    return Dice(f"{seed}/{answered.claim.patient_id}/supplement").chance(SHARE)


def second_answer(seed: int, first: ClaimPayment, paid_on: date) -> ClaimPayment:
    """What the second insurance pays of what the first one left."""
    services = [_second(service) for service in first.services]
    number = Dice(f"{seed}/{first.claim.claim_id}/second").whole(1_000_000, 9_999_999)
    return ClaimPayment(
        claim=first.claim,
        status="2",
        control_number=f"PS{paid_on:%y%j}{number}",
        charge=first.charge,
        paid=sum(service.paid for service in services),
        services=services,
        received_on=first.received_on,
        member_id=f"SYN-SUP-{first.claim.patient_id[1:]}",
        rendering_npi=first.rendering_npi,
    )


def _second(service: ServicePayment) -> ServicePayment:
    owed = {each.carc: each.amount for each in service.adjustments if each.group_code == "PR"}
    paid, deductible = owed.get("2", 0), owed.get("1", 0)
    taken = [Adjustment("OA", "23", service.charge - paid - deductible)]
    if deductible:
        taken.append(Adjustment("PR", "1", deductible))
    return ServicePayment(
        service.line_number, service.date_of_service, service.hcpcs_code, service.modifiers, service.units, service.charge,
        paid, None, tuple(each for each in taken if each.amount), (),
    )  # fmt: skip
