"""Answers that were stored with their benefits, so that the next one can be set beside the last. Names, birth dates and free text stay out of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from auditkit.care.limit_words import is_pooled
from auditkit.care.payer_words import referral_in
from auditkit.care.service_types import disciplines_in
from auditkit.desks.eligibility.phone import DESK, subject_of
from auditkit.desks.eligibility.typed import cents, day, rows_of
from auditkit.readers.who import looks_like_name
from auditkit.store.records import Event, NewEvent
from auditkit.tables import BENEFITS, COVERAGE_ANSWERS, Columns, empty_columns

ANSWERED = "answer"
_TRACE = ("source_file", "source_place")
_LEFT_OUT = ("patient_name", "patient_birth_date", "message", *_TRACE)
_OF_ANSWER = (
    "answer_id",
    "patient_id",
    "member_id",
    "message",
    "entity_id",
    "entity_phone",
    *_TRACE,
)  # not kept of each benefit
_DAYS_FOR_MONEY = 7  # a deductible is used up by care elsewhere too


def new_answers(
    answers: Columns | None, benefits: Columns | None, events: Iterable[Event], *, who: str, when: datetime
) -> list[NewEvent]:
    """The events for answers that are not stored yet, with their benefits; answers that name nobody, and calls, are left out."""
    counts: dict[str, int] = {}
    known: set[str] = set()
    for event in events:
        if event.desk == DESK:
            counts[event.subject] = max(counts.get(event.subject, 0), event.number)
            if event.kind == ANSWERED:
                known.add(str(event.details.get("answer_id", "")))
    said: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(benefits):
        said[row["answer_id"]].append(_kept(row))
    made = []
    for row in rows_of(answers):
        whose = row["patient_id"] if row["patient_id"] and not looks_like_name(row["patient_id"]) else row["member_id"]
        if not whose or row["answer_id"] in known or row["how"] == "phone":
            continue
        known.add(row["answer_id"])
        kept: dict[str, object] = {name: cell for name, cell in row.items() if cell and name not in _LEFT_OUT}
        if looks_like_name(row["patient_id"]):
            kept.pop("patient_id", None)
        kept["benefits"] = said.get(row["answer_id"], [])
        subject = subject_of({"patient_id": whose, "payer_id": row["payer_id"], "payer_name": row["payer_name"]})
        follows = counts.get(subject, 0)
        counts[subject] = follows + 1
        made.append(NewEvent(DESK, subject, ANSWERED, kept, who, when, follows))
    return made


def _kept(row: Mapping[str, str]) -> dict[str, str]:
    """A benefit's cells. Of its message only what a limit is shared by, in our own words."""
    kept = {name: cell for name, cell in row.items() if cell and name not in _OF_ANSWER}
    if row["benefit"] == "referral" and (needed := referral_in(row["message"])):
        kept["message"] = "Referral needed." if needed == "1" else "No referral needed."
    if is_pooled(row["message"]) and (shared := sorted(disciplines_in(row["message"]))):
        kept["message"] = f"combined {' '.join(shared)}"
    return kept


def stored_answers(
    events: Iterable[Event], besides: Columns | None = None, *, today: date, shown_from: date | None = None
) -> tuple[Columns, Columns]:
    """The answers that were stored, without those of `besides`, and of their benefits what is still known.

    What was used or left on an earlier day is known only while everything since is: of visits, where the tables show every one from that day on
    (`shown_from`: the first day that they show; None: the whole year); of money, for a week, and that nothing is left of it in the same year.
    """
    have = set((besides or {}).get("answer_id", ()))
    answers, benefits = empty_columns(COVERAGE_ANSWERS), empty_columns(BENEFITS)
    for event in events:
        if event.desk != DESK or event.kind != ANSWERED or event.details.get("answer_id") in have:
            continue
        have.add(event.details.get("answer_id"))
        answer = {name: str(event.details.get(name, "")) for name in answers} | {"source_file": "stored earlier"}
        _add(answers, answer)
        checked = day(answer["checked_at"][:10])
        for kept in event.details.get("benefits", ()):
            row = {name: str(cell) for name, cell in dict(kept).items()}
            if checked is not None and _is_known(row, checked, today, shown_from):
                _add(
                    benefits,
                    {
                        **{name: answer[name] for name in ("answer_id", "patient_id", "member_id")},
                        **row,
                        "source_file": "stored earlier",
                    },
                )
    return answers, benefits


def _is_known(row: Mapping[str, str], checked: date, today: date, shown_from: date | None) -> bool:
    if row.get("measure") not in ("used", "remaining"):
        return True
    if row.get("quantity"):
        return shown_from is None or shown_from <= checked
    is_met = row["measure"] == "remaining" and cents(row.get("amount", "")) == 0 and checked.year == today.year
    return is_met or (today - checked).days <= _DAYS_FOR_MONEY


def _add(columns: Columns, row: Mapping[str, str]) -> None:
    for name, column in columns.items():
        column.append(row.get(name, ""))
