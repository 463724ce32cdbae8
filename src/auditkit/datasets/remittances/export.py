"""One clinic's denials of a quarter as a billing program would list them: headers of its own, a title above, a total below."""

from __future__ import annotations

from datetime import date

from auditkit.datasets.remittances.build import Answers
from auditkit.datasets.remittances.model import Denial
from auditkit.datasets.remittances.x12 import payer_name
from auditkit.datasets.tables import csv_text

CLINIC, FIRST, LAST = "C1", date(2026, 7, 1), date(2026, 9, 30)
HEADERS = (
    "Claim #", "Line", "Carrier", "Ins Code", "Policy No", "ICN", "Svc Date", "CPT", "Mods", "Units", "Billed", "Paid", "Denial Code", "Remark",
    "Denied On", "Check #", "Status",
)  # fmt: skip
_STATUS = {
    "": "New",
    "none": "Closed",
    "appeal": "Appealed",
    "other_payer": "Billed elsewhere",
    "patient": "Waiting for patient",
}


def exported(answers: Answers) -> list[Denial]:
    """The denied lines of the export; claims denied as a whole are not on such lists."""
    return [
        denial
        for denial in answers.denials
        if denial.payment.clinic_id == CLINIC and FIRST <= denial.payment.paid_on <= LAST and denial.service
    ]


def denials_export(answers: Answers) -> str:
    """The list as CSV, a row per denied line."""
    held = exported(answers)
    rows = [_row(denial) for denial in held]
    total = sum(denial.service.charge for denial in held if denial.service)
    last = tuple(_amount(total) if header == "Billed" else "Total" if header == "Claim #" else "" for header in HEADERS)
    return f"Denied services\n{_us(FIRST)} to {_us(LAST)}\n\n" + csv_text(HEADERS, [*rows, last])


def _row(denial: Denial) -> tuple[object, ...]:
    service, claim, payment = denial.service, denial.answer, denial.payment
    assert service is not None  # noqa: S101 - `exported` leaves the others out
    cause = denial.cause
    return (
        claim.claim.claim_id, service.line_number, payer_name(payment.payer_id), payment.payer_id, claim.member_id, claim.control_number,
        _us(service.date_of_service), service.hcpcs_code, " ".join(service.modifiers), service.billed_units, _amount(service.charge),
        _amount(service.paid), f"{cause.group_code}-{cause.carc}", " ".join(service.rarcs), _us(payment.paid_on), payment.trace_number,
        _STATUS.get(denial.response, "Resubmitted"),
    )  # fmt: skip


def _us(day: date) -> str:
    return f"{day.month:02d}/{day.day:02d}/{day.year}"


def _amount(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02d}"
