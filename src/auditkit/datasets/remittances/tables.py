"""What is known about the answers, as tables: payments, denied lines, what only looks denied, rejections, claims without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from auditkit.datasets.remittances.build import Answers
from auditkit.datasets.remittances.model import ClaimPayment, Denial, Payment, ServicePayment
from auditkit.datasets.remittances.x12 import money
from auditkit.datasets.tables import csv_text

PAYMENT_COLUMNS = (
    "file", "also_in", "payer_id", "clinic_id", "payment_date", "trace_number", "payment_amount", "claims", "service_lines", "adjustments",
    "provider_adjustments", "off_where", "off_claim_id", "off_by",
)  # fmt: skip
DENIAL_COLUMNS = (
    "file", "trace_number", "payment_number", "service_number", "payer_id", "payment_date", "claim_id", "line_number", "date_of_service",
    "hcpcs_code", "charge_amount", "group_code", "carc", "rarcs", "category", "cause", "cause_words", "rule", "noted_visits", "response",
    "responded_on", "outcome", "paid_on", "recovered_amount",
)  # fmt: skip
LOOKALIKE_COLUMNS = (
    "file", "trace_number", "payment_number", "service_number", "claim_id", "line_number", "why",
)  # fmt: skip
REJECTION_COLUMNS = (
    "claim_id", "kind", "category_code", "status_code", "entity_code", "rejected_on", "reason", "rule", "resent_on",
)  # fmt: skip


def label_tables(answers: Answers) -> dict[str, str]:
    """File name -> CSV text."""
    return {
        "payments.csv": csv_text(PAYMENT_COLUMNS, map(_payment, answers.payments)),
        "denied_lines.csv": csv_text(DENIAL_COLUMNS, (_denial(each, answers.noted) for each in answers.denials)),
        "not_denied.csv": csv_text(LOOKALIKE_COLUMNS, _lookalikes(answers.payments)),
        "rejections.csv": csv_text(
            REJECTION_COLUMNS,
            ((r.claim.claim_id, r.kind, r.category_code, r.status_code, r.entity_code, r.rejected_on, r.words, r.rule, r.resent_on)
             for r in answers.rejections),
        ),
        "unanswered.csv": csv_text(
            ("claim_id", "submitted_on"), ((claim.claim_id, claim.submitted_on) for claim in answers.course.unanswered)
        ),
    }  # fmt: skip


def _cents(amount: int) -> str:
    """Always with cents, as in the tables of auditkit."""
    text = money(amount)
    return text if "." in text else f"{text}.00"


def _payment(payment: Payment) -> tuple[object, ...]:
    where, claim_id, off_by = _off(payment)
    lines = [service for claim in payment.claims for service in claim.services]
    count = sum(len(line.adjustments) for line in lines) + sum(len(claim.adjustments) for claim in payment.claims)
    return (
        payment.file, payment.also_in, payment.payer_id, payment.clinic_id, payment.paid_on, payment.trace_number, _cents(payment.amount),
        len(payment.claims), len(lines), count,
        "|".join(f"{a.reason_code}:{a.reference}:{_cents(a.amount)}" for a in payment.provider_adjustments), where, claim_id,
        _cents(off_by) if off_by else "",
    )  # fmt: skip


def _off(payment: Payment) -> tuple[str, str, int]:
    """Where the payment is printed wrong, of which claim, and by how much."""
    if payment.off_by:
        return "payment", "", payment.off_by
    for claim in payment.claims:
        if claim.off_by:
            return "claim", claim.claim.claim_id, claim.off_by
        if claim.line_off_by:
            return "line", claim.claim.claim_id, claim.line_off_by
    return "", "", 0


def _denial(denial: Denial, noted: frozenset[str]) -> tuple[object, ...]:
    service, claim, payment, cause = denial.service, denial.answer.claim, denial.payment, denial.cause
    visits = sorted({line.visit_id for line in claim.lines}) if cause.key == "weak_note" else []
    return (
        payment.file, payment.trace_number, denial.payment_number, denial.service_number or "", payment.payer_id, payment.paid_on,
        claim.claim_id, service.line_number if service else "", service.date_of_service if service else claim.first_day,
        service.hcpcs_code if service else "", _cents(service.charge if service else denial.answer.charge), cause.group_code, cause.carc,
        "|".join(cause.rarcs), cause.category, cause.key, cause.words, cause.rule,
        "|".join(visit for visit in visits if visit in noted), denial.response, denial.responded_on, denial.outcome, denial.paid_on,
        _cents(denial.recovered) if denial.paid_on else "",
    )  # fmt: skip


def _lookalikes(payments: list[Payment]) -> Iterator[tuple[object, ...]]:
    for payment in payments:
        for number, claim in enumerate(payment.claims, 1):
            for at, service in enumerate(claim.services, 1):
                why = _why(claim, service)
                if why:
                    yield (
                        payment.file, payment.trace_number, number, at, claim.claim.claim_id, service.line_number, why,
                    )  # fmt: skip


def _why(claim: ClaimPayment, service: ServicePayment) -> str:
    """Why a line that could be taken for a denial is none."""
    if claim.status == "22":
        denied = service.charge and not service.paid and not any(a.group_code == "PR" for a in service.adjustments)
        return "a denial taken back" if denied else "a payment taken back"
    if service.cause:
        return ""
    if any(each.carc == "151" for each in service.adjustments):
        return "fewer units paid"
    if service.paid:
        return ""
    if any(each.carc == "97" for each in service.adjustments):
        return "Medicare never pays it alone"
    return "the second insurance owes nothing" if claim.status == "2" else "the patient owes all of it"
