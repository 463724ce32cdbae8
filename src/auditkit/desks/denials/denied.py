"""A denied line: what was refused, why, what is proposed, by when, and what became of it later."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from auditkit.desks.denials.deadlines import Deadline
from auditkit.desks.denials.definition import Reason
from auditkit.desks.denials.history import Later
from auditkit.desks.denials.routes import Proposal
from auditkit.tables.canonical import amount_of_cents

CSV_COLUMNS = (
    "claim_id", "line_number", "payer", "date_of_service", "hcpcs_code", "group_code", "carc", "rarc", "category", "route",
    "appeal_deadline", "charge_amount",
)  # fmt: skip


class DeniedLine(NamedTuple):
    """One denied line of one payment. Money in cents, None where not given. `denial_key` names it everywhere."""

    denial_key: str  # empty: the line was not denied
    remittance_id: str
    payment_number: str
    service_number: str  # empty: the claim was denied without service lines
    claim_id: str
    line_number: str  # of the claim where it was found there, else as the payer gives it
    payer: str
    payer_id: str
    payer_type: str  # empty: not known
    payer_order: str
    payer_claim_control_number: str
    date_of_service: str
    hcpcs_code: str
    modifiers: tuple[str, ...]
    paid_on: date | None  # the day of the payment or notice
    refusals: tuple[Reason, ...]
    rarcs: tuple[str, ...]
    proposal: Proposal
    deadline: Deadline  # of the first appeal
    route_deadline: (
        Deadline | None
    )  # of the proposed route, where that is a new claim or a reopening and a row says how long there is
    charge_cents: int | None
    claim_row: int | None  # of the table of claim lines
    match: str  # how it was found there, or why not
    patient_id: str = ""
    therapist_npi: str = ""
    later: Later = Later()

    @property
    def group_code(self) -> str:
        """Of the reason that it is filed under."""
        return self.proposal.reason.group_code if self.proposal.reason else ""

    @property
    def carc(self) -> str:
        """The reason that it is filed under."""
        return self.proposal.reason.carc if self.proposal.reason else ""

    @property
    def category(self) -> str:
        """Proposed from the codes."""
        return self.proposal.category

    @property
    def route(self) -> str:
        """Proposed from the codes and the kind of payer."""
        return self.proposal.route

    @property
    def denied_cents(self) -> int | None:
        """What was refused; the charge where the reasons carry no amount."""
        amounts = [reason.cents for reason in self.refusals]
        return self.charge_cents if None in amounts or not amounts else sum(amounts)

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of `CSV_COLUMNS`."""
        return (
            self.claim_id, self.line_number, self.payer, self.date_of_service, self.hcpcs_code, self.group_code, self.carc,
            "|".join(self.rarcs), self.category, self.route, self.deadline.cell, dollars(self.charge_cents),
        )  # fmt: skip


def denial_key(remittance_id: str, payment_number: str, service_number: str) -> str:
    """The name of a denied line in the store, the app and the report."""
    return hashlib.sha256(f"{remittance_id}|{payment_number}|{service_number}".encode()).hexdigest()[:32]


@lru_cache(maxsize=100_000)
def cents(amount: str) -> int | None:
    """An amount in canonical text, in cents; None where there is none."""
    return int(Decimal(amount) * 100) if amount else None


def dollars(amount: int | None) -> str:
    """Cents as canonical text."""
    return "" if amount is None else amount_of_cents(amount)
