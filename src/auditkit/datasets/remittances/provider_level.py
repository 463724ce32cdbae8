"""What a payer settles beside the claims: interest, overpayments set aside and collected later, balances below zero."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from auditkit.datasets.remittances.model import Payment, ProviderAdjustment

INTEREST, SET_ASIDE, COLLECTED = "L6", "FB", "WO"


class Overpayment(NamedTuple):
    """Found on one day (the reversal is in that payment), collected from the first payment on or after another."""

    payer_id: str
    clinic_id: str
    found_on: date
    collected_from: date
    control_number: str
    amount: int


def settle(payments: Iterable[Payment], overpayments: Iterable[Overpayment]) -> None:
    """Add the adjustments of the provider (PLB) to payments that are in order of payer, day and clinic."""
    by_payee: dict[tuple[str, str], list[Payment]] = {}
    for payment in payments:
        by_payee.setdefault((payment.payer_id, payment.clinic_id), []).append(payment)
        interest = sum(claim.interest for claim in payment.claims)
        if interest:
            payment.provider_adjustments.append(ProviderAdjustment(INTEREST, payment.trace_number, -interest))
    for each in overpayments:
        held = by_payee[(each.payer_id, each.clinic_id)]
        later = next((p for p in held if p.paid_on >= each.collected_from and p.amount > each.amount), None)
        if later is None:
            continue  # taken off at once
        found = next(payment for payment in held if payment.paid_on == each.found_on)
        found.provider_adjustments.append(ProviderAdjustment(SET_ASIDE, each.control_number, -each.amount))
        later.provider_adjustments.append(ProviderAdjustment(COLLECTED, each.control_number, each.amount))
    for held in by_payee.values():
        _carry(held)


def _carry(payments: list[Payment]) -> None:
    """No payment is below zero: what is missing is carried into the next one."""
    missing, reference = 0, ""
    for payment in payments:
        if missing:
            payment.provider_adjustments.append(ProviderAdjustment(SET_ASIDE, reference, missing))
            missing = 0
        if payment.amount < 0:
            missing, reference = -payment.amount, payment.trace_number
            payment.provider_adjustments.append(ProviderAdjustment(SET_ASIDE, reference, -missing))
