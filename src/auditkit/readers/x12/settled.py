"""What an 835 has said so far: the payment, the claim, the service line. Each gives its row; money adds up in cents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from auditkit.tables.canonical import amount_of_cents
from auditkit.tables.remittances import PAYER_ORDERS

REVERSAL = "22"
_ORDERS = dict(zip(("1", "2", "3", "19", "20", "21"), PAYER_ORDERS * 2, strict=True))


class _Cents(dict[str, int]):
    """Canonical amount -> cents; what is empty counts nothing."""

    def __missing__(self, amount: str) -> int:
        if len(self) > 100_000:
            self.clear()
        found = self[amount] = int(amount.replace(".", "")) if amount else 0
        return found


CENTS = _Cents()


@dataclass(slots=True)
class _Balanced:
    """Charge, payment and what was taken off. `is_known` turns False where one of the amounts could not be read."""

    segment: int
    charge: str = ""
    paid: str = ""
    adjusted: int = 0
    is_known: bool = True

    @property
    def difference(self) -> int | None:
        """Charge less adjustments less payment in cents; None where an amount is not known."""
        if not (self.is_known and self.charge and self.paid):
            return None
        return CENTS[self.charge] - self.adjusted - CENTS[self.paid]


@dataclass(slots=True)
class Service(_Balanced):
    """Loop 2110."""

    number: str = ""
    line_number: str = ""
    code: str = ""
    modifiers: str = ""
    billed_code: str = ""
    billed_modifiers: str = ""
    units: str = ""
    billed_units: str = ""
    allowed: str = ""
    first_day: str = ""
    last_day: str = ""
    rendering: str = ""
    rarcs: list[str] = field(default_factory=list)

    def row(self, claim: ClaimPayment, place: str) -> tuple[str, ...]:
        """In the order of SERVICE_COLUMNS."""
        difference = self.difference
        return (
            claim.number, self.number, claim.claim_id, self.line_number, self.first_day or claim.first_day,
            self.last_day if self.last_day != self.first_day else "", self.code, self.modifiers, self.billed_code, self.billed_modifiers,
            self.units, self.billed_units, self.charge, self.allowed, self.paid, self.rendering, "|".join(self.rarcs),
            "" if difference is None else amount_of_cents(difference), "" if self.paid else "1", place,
        )  # fmt: skip


SERVICE_COLUMNS = (
    "payment_number", "service_number", "claim_id", "line_number", "date_of_service", "last_date_of_service", "hcpcs_code", "modifiers",
    "billed_hcpcs_code", "billed_modifiers", "units", "billed_units", "charge_amount", "allowed_amount", "paid_amount", "rendering_provider_npi",
    "rarcs", "balance_difference", "is_paid_unknown", "source_place",
)  # fmt: skip


@dataclass(slots=True)
class ClaimPayment(_Balanced):
    """Loop 2100. What was taken off its lines is in `services`; they are written when the claim ends, because they may take its date."""

    number: str = ""
    claim_id: str = ""
    status: str = ""
    patient_responsibility: str = ""
    filing: str = ""
    control_number: str = ""
    frequency: str = ""
    member_id: str = ""
    insured_id: str = ""
    corrected_member_id: str = ""
    rendering: str = ""
    first_day: str = ""
    last_day: str = ""
    received_on: str = ""
    crossover_payer: str = ""
    interest: str = ""
    rarcs: list[str] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)

    @property
    def total_difference(self) -> int | None:
        """Charge less the adjustments of the claim and of its lines less payment, in cents; None where an amount is not known."""
        if self.difference is None or not all(service.is_known for service in self.services):
            return None
        return self.difference - sum(service.adjusted for service in self.services)

    def row(self, difference: int | None, place: str) -> tuple[str, ...]:
        """In the order of CLAIM_COLUMNS."""
        days = [service.first_day for service in self.services if service.first_day]
        ends = [service.last_day or service.first_day for service in self.services if service.first_day]
        first = self.first_day or min(days, default="")
        return (
            self.number, self.claim_id, self.status, self.charge, self.paid, self.patient_responsibility, self.filing, self.control_number,
            self.frequency, self.member_id or self.insured_id, self.corrected_member_id, self.rendering, first,
            self.last_day or max(ends, default="") or first, self.received_on, "|".join(self.rarcs), "1" if self.status == REVERSAL else "",
            _ORDERS.get(self.status, ""), self.crossover_payer, self.interest, "" if difference is None else amount_of_cents(difference), place,
        )  # fmt: skip


CLAIM_COLUMNS = (
    "payment_number", "claim_id", "claim_status_code", "charge_amount", "paid_amount", "patient_responsibility_amount", "filing_code",
    "payer_claim_control_number", "claim_frequency_code", "member_id", "corrected_member_id", "rendering_provider_npi", "date_of_service",
    "last_date_of_service", "received_on", "rarcs", "is_reversal", "payer_order", "crossover_payer", "interest_amount", "balance_difference",
    "source_place",
)  # fmt: skip
ADJUSTMENT_COLUMNS = (
    "payment_number", "service_number", "claim_id", "group_code", "carc", "amount", "quantity", "source_place",
)  # fmt: skip
PROVIDER_COLUMNS = ("payee_npi", "fiscal_year_end", "reason_code", "reference", "amount", "source_place")


@dataclass(slots=True)
class Payment:
    """What stands before the claims of an 835. `party` is whose name was read last: PR the payer, PE the payee."""

    amount: str = ""
    method: str = ""
    date: str = ""
    made_on: str = ""
    trace: str = ""
    originator: str = ""  # TRN03
    payer_name: str = ""
    payer_number: str = ""  # N1*PR
    other_numbers: dict[str, str] = field(default_factory=dict)  # REF of the payer
    payee_name: str = ""
    payee_npi: str = ""
    party: str = ""
    provider_adjustments: int = 0  # in cents
    is_known: bool = True
    is_begun: bool = False

    @property
    def payer_id(self) -> str:
        """The payer's number: the first that is given."""
        return self.payer_number or self.other_numbers.get("2U") or self.other_numbers.get("NF") or self.originator

    @property
    def paid_on(self) -> str:
        """The day of the payment, else the day on which the remittance was made."""
        return self.date or self.made_on


def remittance_id(trace: str, payer: str, paid_on: str, amount: str, contents: str = "") -> str:
    """The same for the same payment in any file. `contents` tells payments apart that have no trace number of their own."""
    parts = (" ".join(trace.upper().split()).lstrip("0"), " ".join(payer.upper().split()), paid_on, amount, contents)
    return hashlib.sha256("|".join(parts).encode("utf-8", "replace")).hexdigest()[:24]


def is_own_number(trace: str) -> bool:
    """False for what stands where a payment has no number: nothing, zeros, words."""
    return any(character in "123456789" for character in trace)
