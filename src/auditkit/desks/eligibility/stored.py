"""Answers that were stored, so that the next one can be set beside the last. Names and birth dates stay out of the store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from auditkit.desks.eligibility.phone import DESK, subject_of
from auditkit.desks.eligibility.typed import rows_of
from auditkit.readers.who import looks_like_name
from auditkit.store.records import Event, NewEvent
from auditkit.tables import COVERAGE_ANSWERS, Columns, empty_columns

ANSWERED = "answer"
_LEFT_OUT = ("patient_name", "patient_birth_date", "message", "source_file", "source_place")


def new_answers(answers: Columns | None, events: Iterable[Event], *, who: str, when: datetime) -> list[NewEvent]:
    """The events for answers that are not stored yet; answers that name nobody, and calls, are left out."""
    counts: dict[str, int] = {}
    known: set[str] = set()
    for event in events:
        if event.desk == DESK:
            counts[event.subject] = max(counts.get(event.subject, 0), event.number)
            if event.kind == ANSWERED:
                known.add(str(event.details.get("answer_id", "")))
    made = []
    for row in rows_of(answers):
        whose = row["patient_id"] if row["patient_id"] and not looks_like_name(row["patient_id"]) else row["member_id"]
        if not whose or row["answer_id"] in known or row["how"] == "phone":
            continue
        known.add(row["answer_id"])
        kept = {name: cell for name, cell in row.items() if cell and name not in _LEFT_OUT}
        if looks_like_name(kept.get("patient_id", "")):
            del kept["patient_id"]
        subject = subject_of({"patient_id": whose, "payer_id": row["payer_id"], "payer_name": row["payer_name"]})
        follows = counts.get(subject, 0)
        counts[subject] = follows + 1
        made.append(NewEvent(DESK, subject, ANSWERED, kept, who, when, follows))
    return made


def stored_answers(events: Iterable[Event], besides: Columns | None = None) -> Columns:
    """The answers that were stored, without those of `besides`; what was in their benefits is not kept."""
    have = set((besides or {}).get("answer_id", ()))
    out = empty_columns(COVERAGE_ANSWERS)
    for event in events:
        if event.desk == DESK and event.kind == ANSWERED and event.details.get("answer_id") not in have:
            have.add(event.details.get("answer_id"))
            for name, column in out.items():
                column.append(str(event.details.get(name, "")) if name != "source_file" else "stored earlier")
    return out
