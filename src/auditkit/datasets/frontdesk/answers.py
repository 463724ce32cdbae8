"""Answers that are no 271 files: a clearinghouse's export, and calls with the payer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.frontdesk.coverage import NAMES
from auditkit.datasets.frontdesk.model import Answer, Seat
from auditkit.datasets.tables import csv_text

EXPORT_HEADERS = (
    "Payer Name", "Payer ID", "Member ID", "Last Name", "First Name", "DOB", "Group #", "Plan Name", "Eligibility Status", "Effective Date", "Term Date",
    "Annual Deductible", "Deductible Remaining", "Copay", "Coinsurance", "Auth Required", "Visits Allowed", "Visits Used", "Visits Remaining",
    "Other Insurance", "Response Date", "Transaction ID",
)  # fmt: skip
PHONE_COLUMNS = (
    "patient_id", "patient_name", "member_id", "payer_id", "payer_name", "checked_at", "status", "plan_name", "coverage_from", "coverage_to", "visit_limit",
    "visits_used", "visits_remaining", "pooled_with", "deductible_amount", "deductible_remaining_amount", "copay_amount", "authorization_needed",
    "representative", "reference_number", "no_reference_reason",
)  # fmt: skip


def export_csv(seats: list[Seat]) -> str:
    """The clearinghouse's export of what was asked through its portal."""
    return csv_text(EXPORT_HEADERS, (_exported(seat, answer) for seat, answer in _by("portal", seats)))


def phone_csv(seats: list[Seat]) -> str:
    """The calls, with auditkit's own column names."""
    return csv_text(PHONE_COLUMNS, (_called(seat, answer) for seat, answer in _by("phone", seats)))


def _by(how: str, seats: list[Seat]) -> Iterator[tuple[Seat, Answer]]:
    for seat in seats:
        for answer in (seat.before, seat.now):
            if answer is not None and answer.how == how:
                yield seat, answer


def _exported(seat: Seat, answer: Answer) -> tuple[object, ...]:
    plan, patient = answer.plan, seat.patient
    whole, left = answer.deductible or (None, None)
    silent = answer.limit_words == "silent" or not answer.limits
    limit = None if silent else answer.limits[0]
    return (
        NAMES[plan.payer_id], plan.payer_id, plan.member_id, patient.last_name, patient.first_name, _us(patient.birth_date), plan.group_number,
        plan.plan_name, answer.status.capitalize(), _us(plan.first_day), _us(plan.last_day) if plan.last_day else "", _money(whole), _money(left),
        _money(answer.copay), f"{answer.coinsurance}%" if answer.coinsurance else "", {"Y": "Yes", "N": "No"}.get(answer.authorization, ""),
        limit.visits if limit else "", limit.used if limit else "", limit.left if limit else "", answer.other_payer,
        f"{_us(answer.asked_at.date())} {answer.asked_at:%H:%M}", answer.trace_number,
    )  # fmt: skip


def _called(seat: Seat, answer: Answer) -> tuple[object, ...]:
    plan, patient = answer.plan, seat.patient
    limit = answer.limits[0] if answer.limits else None
    whole, left = answer.deductible or (None, None)
    return (
        patient.patient_id, f"{patient.last_name}, {patient.first_name}", plan.member_id, plan.payer_id, NAMES[plan.payer_id],
        f"{answer.asked_at:%Y-%m-%dT%H:%M}", answer.status, plan.plan_name, plan.first_day, plan.last_day, limit.visits if limit else "",
        limit.used if limit else "", limit.left if limit else "", "", "" if whole is None else dollars(whole), "" if left is None else dollars(left),
        "" if answer.copay is None else dollars(answer.copay), {"Y": "1", "N": "0"}.get(answer.authorization, ""), answer.representative,
        answer.reference_number, answer.no_reference_reason,
    )  # fmt: skip


def _money(cents: int | None) -> str:
    return "" if cents is None else f"${cents // 100:,}.{cents % 100:02d}"


def _us(day: date) -> str:
    return f"{day.month:02d}/{day.day:02d}/{day.year}"
