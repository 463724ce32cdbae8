"""A clean claim line, and tables made of a few rows that differ from it: for examples, lessons and tests. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from auditkit.rule import Answer, ClaimCheck, ClaimExample, Row
from auditkit.scrub.engine import scrub
from auditkit.scrub.result import Scrub

TODAY = date(2026, 8, 10)
CLEAN_LINE: Mapping[str, str] = {
    "claim_id": "C-1",
    "patient_id": "P-1",
    "patient_birth_date": "1950-06-30",
    "member_id": "SYN000001",
    "payer_id": "PY-1",
    "payer_name": "Medicare (invented contractor)",
    "payer_type": "medicare_b",
    "billing_provider_npi": "2999900014",
    "rendering_provider_npi": "2999900113",
    "referring_provider_npi": "2999900519",
    "submitted_on": "2026-08-06",
    "claim_frequency_code": "1",
    "payer_claim_control_number": "",
    "place_of_service": "11",
    "diagnosis_codes": "M25.561|R26.89",
    "claim_charge_amount": "80.00",
    "authorization_number": "",
    "line_number": "1",
    "date_of_service": "2026-08-04",
    "hcpcs_code": "97110",
    "modifiers": "GP",
    "units": "2",
    "minutes": "30",
    "assistant_minutes": "",
    "line_charge_amount": "80.00",
    "diagnosis_pointers": "1|2",
}


def with_defaults(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """The rows, with what they do not name as in the clean line; pointers that are not named fit the diagnoses."""
    made = []
    for row in rows:
        line = {**CLEAN_LINE, **row}
        if "diagnosis_pointers" not in row and "|" not in str(line["diagnosis_codes"]):
            line["diagnosis_pointers"] = "1"
        made.append(line)
    return made


def scrub_example(example: ClaimExample, **options: Any) -> Scrub:
    """The example's lines through the checks, with the tables that it brings."""
    tables = {"history": example.history, "payers": example.payers, "authorizations": example.authorizations}
    given = {name: None if rows is None else [dict(row) for row in rows] for name, rows in tables.items()}
    return scrub(with_defaults(example.lines), today=TODAY, **given, **options)


def answers_of(check: ClaimCheck, example: ClaimExample) -> list[Answer]:
    """The check's answers about the example, one a subject."""
    frame = scrub_example(example, checks={check.id: check}).frame()
    return [Answer(a) for a in frame["answer"]]
