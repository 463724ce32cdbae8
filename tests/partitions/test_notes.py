"""Many notes as rows of a frame: the answers are those of the note audit."""

from __future__ import annotations

import pandas

from auditkit.audit import audit_note
from auditkit.partitions.notes import NOTE_COLUMNS, audit_part
from auditkit.places import datasets


def test_a_part_of_notes_gets_the_answers_of_the_note_audit():
    texts = [path.read_text(encoding="utf-8") for path in sorted((datasets() / "practice" / "notes").glob("*.txt"))[:5]]
    found = audit_part(pandas.DataFrame({"name": [f"n{i}" for i in range(5)], "note": texts}))
    assert tuple(found.columns) == NOTE_COLUMNS
    expected = {(f"n{i}", v.rule): str(v.answer) for i, text in enumerate(texts) for v in audit_note(text).verdicts}
    assert {
        (row.name_, row.rule): row.answer for row in found.rename(columns={"name": "name_"}).itertuples()
    } == expected
