"""What an answer of a payer is made of. Amounts are whole cents; a payer's reductions are positive."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from auditkit.datasets.billing.model import Claim, ServiceLine


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a line was not paid, and what comes of it when somebody acts."""

    key: str
    category: str  # authorization, coding, timely_filing, medical_necessity, eligibility, other
    group_code: str
    carc: str
    rarcs: tuple[str, ...]
    words: str
    acted_on: float  # the share that somebody acts on
    overturned: float  # of these, the share that is paid in the end
    route: str  # corrected_claim, appeal, other_payer, patient, none
    rule: str = ""  # the check of claims that says so before filing


@dataclass(frozen=True, slots=True)
class Adjustment:
    group_code: str
    carc: str
    amount: int
    quantity: str = ""


@dataclass(slots=True)
class ServicePayment:
    """One service line as the payer answered it; its amounts always add up."""

    line_number: int  # on the claim
    date_of_service: date
    hcpcs_code: str
    modifiers: tuple[str, ...]
    units: int
    charge: int
    paid: int
    allowed: int | None
    adjustments: tuple[Adjustment, ...] = ()
    rarcs: tuple[str, ...] = ()
    billed_hcpcs_code: str = ""  # where the payer changed it
    billed_units: int | None = None  # where the payer changed it
    cause: Cause | None = None  # of a denied line

    def reversed(self) -> ServicePayment:
        """The same with all amounts taken back."""
        return replace(
            self,
            charge=-self.charge,
            paid=-self.paid,
            allowed=None if self.allowed is None else -self.allowed,
            adjustments=tuple(replace(each, amount=-each.amount) for each in self.adjustments),
            cause=None,
        )


@dataclass(slots=True)
class ClaimPayment:
    """One claim in one payment. `services` is empty where the payer answers the claim as a whole."""

    claim: Claim
    status: str  # CLP02
    control_number: str
    charge: int
    paid: int
    services: list[ServicePayment]
    received_on: date
    member_id: str
    rendering_npi: str
    adjustments: tuple[Adjustment, ...] = ()  # of the whole claim
    remarks: tuple[str, ...] = ()  # MOA03 and on
    frequency: str = "1"
    interest: int = 0
    crossover: str = ""
    off_by: int = 0  # seeded: the paid amount is printed wrong by so much
    line_off_by: int = 0  # seeded: the first line's paid amount is printed wrong by so much
    cause: Cause | None = None  # of a claim denied as a whole

    @property
    def patient_responsibility(self) -> int:
        every = (*self.adjustments, *(each for service in self.services for each in service.adjustments))
        return sum(each.amount for each in every if each.group_code == "PR")

    def reversed(self) -> ClaimPayment:
        """The reversal (CLP02 = 22) that takes this answer back."""
        return replace(
            self,
            status="22",
            charge=-self.charge,
            paid=-self.paid,
            services=[each.reversed() for each in self.services],
            adjustments=tuple(replace(each, amount=-each.amount) for each in self.adjustments),
            remarks=(),
            interest=-self.interest,
            crossover="",
            cause=None,
        )


@dataclass(frozen=True, slots=True)
class ProviderAdjustment:
    reason_code: str
    reference: str
    amount: int  # positive: less is paid


@dataclass(slots=True)
class Payment:
    """One payment of one payer to one clinic: a transaction (ST to SE) of an 835."""

    payer_id: str
    clinic_id: str
    paid_on: date
    trace_number: str
    claims: list[ClaimPayment] = field(default_factory=list)
    provider_adjustments: list[ProviderAdjustment] = field(default_factory=list)
    off_by: int = 0  # seeded: the amount of the payment is printed wrong by so much
    file: str = ""
    also_in: str = ""  # a second file that holds the same payment

    @property
    def amount(self) -> int:
        """What arrives at the bank."""
        paid = sum(claim.paid + claim.off_by for claim in self.claims)
        return paid - sum(each.amount for each in self.provider_adjustments) + self.off_by


@dataclass(slots=True)
class Denial:
    """A denied line, or a claim denied as a whole, and what became of it."""

    answer: ClaimPayment
    service: ServicePayment | None
    payment: Payment
    payment_number: int  # place of the claim in the payment, from 1
    service_number: int  # place of the line in the claim payment, from 1; 0: the claim as a whole
    cause: Cause
    response: str = ""  # corrected_claim, new_claim, reopening, appeal, other_payer, patient, none, or empty: not yet
    responded_on: date | None = None
    outcome: str = "open"  # overturned, upheld, not_ours, closed, open
    paid_on: date | None = None
    recovered: int = 0


@dataclass(slots=True)
class Rejection:
    """A claim that never reached the payer's adjudication in the form it was first sent."""

    claim: Claim
    kind: str  # 277CA or 999
    category_code: str
    status_code: str
    entity_code: str
    words: str
    rule: str
    rejected_on: date
    resent_on: date | None = None  # empty: nobody noticed


@dataclass(slots=True)
class Filed:
    """A claim as it finally reached the payer."""

    claim: Claim
    lines: list[ServiceLine]
    received_on: date
    member_id: str
    rendering_npi: str
