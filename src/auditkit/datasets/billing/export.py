"""One week's claims as a practice's billing program would print them: headers of its own, a title above, a total below."""

from __future__ import annotations

from datetime import date

from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.model import Claim, ServiceLine
from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.tables import csv_text

CLINIC, FIRST, LAST = "C2", date(2026, 9, 14), date(2026, 9, 20)
HEADERS = (
    "Claim #", "Patient Acct", "DOB", "Policy No", "Ins Code", "Insurance", "Fin Class", "Group NPI", "Rendering NPI", "Ref NPI", "Date Billed",
    "Freq", "ICN", "POS", "Dx 1", "Dx 2", "Dx 3", "Dx 4", "Total Charge", "Auth #", "Line", "DOS", "CPT", "Mod 1", "Mod 2", "Mod 3", "Mod 4",
    "Qty", "Minutes", "PTA Minutes", "Charge", "Dx Ptr",
)  # fmt: skip
FINANCIAL_CLASS = {
    "medicare_b": "Medicare", "medicare_advantage": "Medicare HMO", "medicaid": "Medicaid", "commercial": "Commercial", "tricare": "Tricare",
    "workers_comp": "Work Comp",
}  # fmt: skip


def exported(billing: Billing) -> list[Claim]:
    """The claims of the export: filed by one clinic in one week."""
    return [c for c in billing.claims if c.clinic_id == CLINIC and FIRST <= c.submitted_on <= LAST]


def claims_export(billing: Billing) -> str:
    """The export as CSV, a row per service line."""
    npi = next(clinic.npi for clinic in billing.practice.clinics if clinic.clinic_id == CLINIC)
    claims = exported(billing)
    rows = [_row(claim, number, line, npi) for claim in claims for number, line in enumerate(claim.lines, 1)]
    total = sum(line.charge for claim in claims for line in claim.lines)
    below = ("Total", *("",) * HEADERS.index("Charge"), "")
    above = f"Charge detail by claim\nFiled {_us(FIRST)} to {_us(LAST)}\n\n"
    last = tuple(_amount(total) if place == HEADERS.index("Charge") else cell for place, cell in enumerate(below))
    return above + csv_text(HEADERS, [*rows, last])


def _row(claim: Claim, number: int, line: ServiceLine, npi: str) -> tuple[object, ...]:
    diagnoses = (*claim.diagnosis_codes, "", "", "", "")[:4]
    modifiers = (*line.modifiers, "", "", "", "")[:4]
    pointers = ",".join("ABCDEFGHIJKL"[each - 1] for each in line.pointers)
    return (
        claim.claim_id, claim.patient_id, _us(claim.birth_date), claim.member_id, claim.payer.payer_id, claim.payer.name,
        FINANCIAL_CLASS[claim.payer.payer_type], npi, claim.rendering_npi, claim.referring_npi, _us(claim.submitted_on), claim.frequency,
        claim.control_number, claim.place_of_service, *diagnoses, _amount(claim.charge), claim.authorization_number, number,
        _us(line.date_of_service), line.hcpcs_code, *modifiers, "" if line.units is None else line.units, line.minutes,
        line.assistant_minutes, _amount(line.charge), pointers,
    )  # fmt: skip


def _us(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def _amount(cents: int) -> str:
    whole, rest = dollars(cents).split(".")
    return f"${int(whole):,}.{rest}"
