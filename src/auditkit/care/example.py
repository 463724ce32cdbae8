"""The notes, lines and plans of an example, with what it does not name filled in. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from auditkit.rule import EpisodeExample
from auditkit.tables import NoteMeta, NoteText

PATIENT = "P-1"
TODAY = date(2026, 8, 10)
LINE: Mapping[str, str] = {
    "claim_id": "C-1", "patient_id": PATIENT, "payer_id": "PY-1", "payer_type": "medicare_b", "line_number": "1", "date_of_service": "2026-03-11",
    "hcpcs_code": "97110", "modifiers": "GP", "units": "1", "rendering_provider_npi": "2999900113", "diagnosis_codes": "M17.11", "claim_frequency_code": "1",
}  # fmt: skip


def tables_of(example: EpisodeExample) -> dict[str, Any]:
    """The example as `audit_episodes` takes it: each day's lines are one claim, named for the day."""
    notes = [
        NoteText(f"note-{day}.txt", words, NoteMeta(patient_id=PATIENT, date_of_service=date.fromisoformat(day)))
        for day, words in example.notes.items()
    ]
    lines = [
        {**LINE, "claim_id": f"C-{row.get('date_of_service', LINE['date_of_service'])}", **row} for row in example.lines
    ]
    plans = None if example.plans is None else [{"patient_id": PATIENT, **plan} for plan in example.plans]
    return {"notes": notes, "lines": lines, "plans": plans}
