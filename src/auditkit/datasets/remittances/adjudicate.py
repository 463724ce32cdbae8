"""One claim becomes one answer: what is allowed, what the patient owes, what is denied, so that every amount adds up."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.datasets.billing.model import ServiceLine
from auditkit.datasets.billing.rates import RATES
from auditkit.datasets.remittances.causes import ALWAYS_BUNDLED
from auditkit.datasets.remittances.deductible import SEQUESTRATION, CostShare
from auditkit.datasets.remittances.model import Adjustment, Cause, ClaimPayment, Filed, ServicePayment

DENIES_WITH_STATUS_4 = frozenset(("PY2", "PY3", "PY4"))
ANSWERS_AS_A_WHOLE = "PY3"  # denies a claim without coverage in one adjustment, without its lines
_CODED_DOWN = {"97162": "97161", "97163": "97161", "97166": "97165", "97167": "97165"}


def answer(
    filed: Filed,
    control_number: str,
    share: CostShare,
    denied: Mapping[int, Cause],
    *,
    cut: Mapping[int, int] | None = None,
    coded_down: bool = False,
    copay_of_claim: bool = False,
) -> ClaimPayment:
    """The payer's answer; takes what it needs from the patient's deductible.

    `denied`: line number -> cause. `cut`: line number -> units that are paid of more billed. `copay_of_claim`: the copay
    stands at the claim and not at a line.
    """
    payer_id = filed.claim.payer.payer_id
    services = []
    for number, line in enumerate(filed.lines, 1):
        if number in denied:
            services.append(_denied(number, line, denied[number]))
        else:
            services.append(_paid(number, line, payer_id, share, (cut or {}).get(number), coded_down, copay_of_claim))
    out = ClaimPayment(
        claim=filed.claim,
        status="1",
        control_number=control_number,
        charge=sum(each.charge for each in services),
        paid=sum(each.paid for each in services),
        services=services,
        received_on=filed.received_on,
        member_id=filed.member_id,
        rendering_npi=filed.rendering_npi,
        frequency="7" if filed.claim.claim_id.endswith("R") else "1",
    )
    if copay_of_claim:
        taken = min(share.copay, out.paid)
        out.paid -= taken
        out.adjustments = (Adjustment("PR", "3", taken),) if taken else ()
    causes = list(denied.values())
    if len(denied) == len(services):
        out.status = "4" if payer_id in DENIES_WITH_STATUS_4 else "1"
        if payer_id == ANSWERS_AS_A_WHOLE and causes[0].category == "eligibility":
            out.cause, out.services = causes[0], []
            out.adjustments = (Adjustment(causes[0].group_code, causes[0].carc, out.charge),)
            out.remarks = causes[0].rarcs
    if payer_id == "PY1":
        unprocessable = len(denied) == len(services) and causes[0].carc == "16"
        out.remarks = ("MA130",) if unprocessable else ("MA01",)
    return out


def _denied(number: int, line: ServiceLine, cause: Cause) -> ServicePayment:
    """Nothing is paid. A line without a charge says so without an adjustment."""
    taken = (Adjustment(cause.group_code, cause.carc, line.charge),) if line.charge else ()
    return ServicePayment(
        number, line.date_of_service, line.hcpcs_code, line.modifiers, 0, line.charge, 0, None, taken, cause.rarcs,
        billed_units=line.units, cause=None if cause.key == ALWAYS_BUNDLED else cause,
    )  # fmt: skip


def _paid(
    number: int,
    line: ServiceLine,
    payer_id: str,
    share: CostShare,
    units_paid: int | None,
    coded_down: bool,
    copay_of_claim: bool,
) -> ServicePayment:
    units = line.units or 0
    allowed, charge = min(line.allowed, line.charge), line.charge
    taken: list[Adjustment] = []
    if units_paid is not None:
        allowed, charge = allowed * units_paid // units, charge * units_paid // units
    reduced = _reduction(line, allowed, charge) if payer_id == "PY1" and units_paid is None else 0
    contract = charge - allowed - reduced
    if contract:
        taken.append(Adjustment("CO", "P12" if payer_id == "PY6" else "45", contract))
    if reduced:
        taken.append(Adjustment("CO", "59", reduced))
    if charge != line.charge:
        taken.append(Adjustment("CO", "151", line.charge - charge, str(units - (units_paid or 0))))
    owed = _owed(line, allowed, share, copay_of_claim)
    left = allowed - sum(each.amount for each in owed)
    cut = (left * SEQUESTRATION + 50) // 100 if payer_id == "PY1" else 0
    if cut:
        taken.append(Adjustment("CO", "253", cut))
    down = _CODED_DOWN.get(line.hcpcs_code, "") if coded_down else ""
    return ServicePayment(
        number, line.date_of_service, down or line.hcpcs_code, line.modifiers, units if units_paid is None else units_paid,
        line.charge, left - cut, allowed, (*taken, *owed), ("N362",) if charge != line.charge else (),
        billed_hcpcs_code=line.hcpcs_code if down else "", billed_units=units if units_paid is not None else None,
    )  # fmt: skip


def _reduction(line: ServiceLine, allowed: int, charge: int) -> int:
    """What the payment rule for second and later units took off."""
    full = RATES[line.hcpcs_code][1] * (line.units or 0)
    if {"CQ", "CO"} & set(line.modifiers):
        full = full * 85 // 100
    return max(0, min(full, charge) - allowed)


def _owed(line: ServiceLine, allowed: int, share: CostShare, copay_of_claim: bool) -> list[Adjustment]:
    """What the patient owes of one line: deductible first, then coinsurance or the day's copay."""
    out = []
    deductible = share.take_deductible(line.date_of_service, allowed)
    if deductible:
        out.append(Adjustment("PR", "1", deductible))
    rest = allowed - deductible
    coinsurance = (rest * share.coinsurance + 50) // 100
    if coinsurance:
        out.append(Adjustment("PR", "2", coinsurance))
    if share.copay and not copay_of_claim and line.date_of_service not in share.days and rest:
        share.days.add(line.date_of_service)
        out.append(Adjustment("PR", "3", min(share.copay, rest)))
    return out
