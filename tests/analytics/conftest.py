"""Small frames of decisions, one row as it usually is and what differs."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

USUAL = {
    "remittance_id": "R1", "payment_number": "1", "service_number": "1", "line": "", "claim": "", "claim_id": "C1", "line_number": "1",
    "payer": "Lantern (invented)", "payer_id": "PY1", "payer_order": "primary", "clinic": "2999900014", "therapist": "2999900113",
    "discipline": "PT", "code": "97110", "patient_id": "", "date_of_service": "2026-09-20", "sent_on": "2026-09-22",
    "decided_on": "2026-10-10", "authorization_number": "", "charge": 6500, "paid": 2500, "allowed": 3000, "is_later_payer": False,
    "is_reversal": False, "is_correction": False, "is_decided": True, "is_denied": False, "is_unclear": False, "category": "", "carc": "",
    "rarc": "", "denial_key": "", "is_matched": True,
}  # fmt: skip


def frame(*rows: dict) -> pd.DataFrame:
    """Decisions. A row without a remittance gets one of its own; `denied` is a category."""
    numbers = itertools.count(1)
    made = []
    for row in rows:
        row = dict(row)
        category = row.pop("denied", "")
        if category:
            row = {
                "paid": 0,
                "allowed": pd.NA,
                "is_denied": True,
                "category": category,
                "denial_key": f"K{next(numbers)}",
                **row,
            }
        full = {**USUAL, "remittance_id": f"R{next(numbers)}", **row}
        full["claim"] = full["claim"] or full["claim_id"]
        full["line"] = full["line"] or f"{full['claim']}#{full['line_number']}"
        made.append(full)
    found = pd.DataFrame(made, columns=list(USUAL))
    for name in ("date_of_service", "sent_on", "decided_on"):
        found[name] = pd.to_datetime(found[name])
    return found.astype({"allowed": "Int64", **dict.fromkeys(("is_denied", "is_reversal", "is_correction", "is_later_payer", "is_decided", "is_unclear", "is_matched"), bool)})  # fmt: skip


@pytest.fixture
def decided():
    """Makes a frame of decisions."""
    return frame
