"""One part of many notes: rows as text in, one row a verdict out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from auditkit.audit import NoteAudit, audit_note, with_comparisons
from auditkit.tables import NOTES, note_meta, parse_row

if TYPE_CHECKING:
    import pandas

NOTE_COLUMNS = ("name", "kinds", "discipline", "date_of_service", "rule", "answer", "evidence", "message")


def audit_part(part: pandas.DataFrame) -> pandas.DataFrame:
    """The verdicts (`NOTE_COLUMNS`, all text; `evidence` as JSON pairs of start and end) about the notes of one part.

    Columns: `note`, and where known `name`, `patient_id` and the others of the `notes` table. A cell that cannot be read counts as not said.
    """
    import pandas

    by_patient: dict[str, list[NoteAudit]] = {}
    for number, cells in enumerate(part.to_dict("records"), 1):
        said = {key: value for key, value in cells.items() if isinstance(value, str) and value.strip()}
        meta = note_meta(parse_row(NOTES, said).values)
        audit = audit_note(said.get("note", ""), said.get("name", f"note {number}"), meta)
        by_patient.setdefault(meta.patient_id or f"\0{number}", []).append(audit)
    rows = [row for audits in by_patient.values() for audit in with_comparisons(audits) for row in _rows(audit)]
    return pandas.DataFrame(rows, columns=list(NOTE_COLUMNS), dtype="object")


def _rows(audit: NoteAudit) -> list[tuple[str, ...]]:
    head = (
        audit.name,
        "|".join(map(str, audit.kinds)),
        audit.discipline,
        audit.date_of_service.isoformat() if audit.date_of_service else "",
    )
    return [
        (*head, v.rule, str(v.answer), json.dumps([[e.start, e.end] for e in v.evidence]), v.message)
        for v in audit.verdicts
    ]
