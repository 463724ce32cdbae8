"""A phone check: the same questions every time, who answered and when, and a reference number or a reason why there is none.

It is kept as an event and becomes a row of the answers and rows of the benefits, as a 271 does. What was not answered stays unknown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from auditkit.readers.coverage_rows import answers_of_export
from auditkit.readers.who import looks_like_name
from auditkit.store.records import Event, NewEvent
from auditkit.tables import BENEFITS, COVERAGE_ANSWERS, COVERAGE_EXPORT, Columns, empty_columns
from auditkit.tables.moments import start_text
from auditkit.tables.table import canonical_text, way_out

DESK = "coverage"
ASKED = "phone_check"


class Question(NamedTuple):
    """One question of the script: the column that the answer goes to, and how it is asked."""

    name: str
    words: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()  # label, value; the first is "not answered"


_YES_NO = (("not answered", ""), ("yes", "1"), ("no", "0"))
QUESTIONS = (
    Question(
        "status",
        "Is coverage active on the day of the visit?",
        "",
        (("not answered", ""), ("active", "active"), ("not active", "inactive"), ("pending", "pending")),
    ),
    Question("plan_name", "Which plan is it?"),
    Question("coverage_from", "Since when?", "date"),
    Question("coverage_to", "Until when, if an end is known?", "date"),
    Question(
        "visit_limit",
        "How many therapy visits does the plan pay for in a year?",
        "number; leave empty where not answered",
    ),
    Question("visits_used", "How many of them are used?", "number"),
    Question("pooled_with", "Which disciplines share them?", "such as PT/OT"),
    Question("deductible_amount", "How high is the deductible?", "dollars"),
    Question("deductible_remaining_amount", "How much of it is left?", "dollars"),
    Question("copay_amount", "What does the patient pay for a visit?", "dollars"),
    Question("authorization_needed", "Is authorization needed for therapy?", "", _YES_NO),
    Question("referral_needed", "Is a referral needed?", "", _YES_NO),
)
CALLED_AT = "called_at"
PROOF = (
    Question("representative", "Who answered?", "name or initials as given"),
    Question(CALLED_AT, "When was the call?", "such as 2:10 PM; now, if left empty"),
    Question("reference_number", "Reference number of the call"),
    Question("no_reference_reason", "Or why there is none"),
)
_THERAPY = "PT|AD|AF"  # service types
_WHO = ("patient_id", "member_id", "payer_id", "payer_name")


class Incomplete(ValueError):
    """The form cannot be kept yet; the message is one plain sentence."""


def phone_check(
    about: Mapping[str, str], answers: Mapping[str, str], *, who: str, when: datetime, called_at: datetime, follows: int
) -> NewEvent:
    """The event of a call. `about`: whose coverage (patient_id, member_id, payer); `called_at`: now, by the practice's clock, if the answers name no time.

    Raises Incomplete where nobody is named who answered, where there is neither a reference number nor a reason, for a cell that cannot be read and
    for a call that is still to come.
    """
    if not about.get("patient_id") or looks_like_name(about.get("patient_id", "")):
        raise Incomplete("Say whose coverage it is by the practice's own number.")
    given = {name: cell.strip() for name, cell in answers.items() if cell and cell.strip()}
    if not given.get("representative"):
        raise Incomplete("Note who answered: a name or initials.")
    if not given.get("reference_number") and not given.get("no_reference_reason"):
        raise Incomplete("Note the reference number of the call, or why there is none.")
    if not any(given.get(question.name) for question in QUESTIONS):
        raise Incomplete("No question was answered; note at least one answer.")
    made, called_at = {}, _called(given.pop(CALLED_AT, ""), called_at)
    for question in (*QUESTIONS, *PROOF):
        if cell := given.get(question.name, ""):
            column = COVERAGE_EXPORT.column(question.name)
            try:
                made[question.name] = canonical_text(column)(cell)
            except ValueError as error:
                raise Incomplete(f"{question.words} The answer {error}. {way_out(column)}") from None
    begins, ends = made.get("coverage_from", ""), made.get("coverage_to", "")
    if begins and ends and ends < begins:
        raise Incomplete("Coverage ends before it begins; correct one of the two days.")
    details = {
        "about": {name: about.get(name, "") for name in _WHO},
        "answers": made,
        "called_at": f"{called_at:%Y-%m-%dT%H:%M}",
    }
    return NewEvent(DESK, subject_of(about), ASKED, details, who, when, follows)


def _called(written: str, now: datetime) -> datetime:
    """When the call was: a time of today, or a day with its time; now where nothing is written."""
    if not written:
        return now
    try:
        told = start_text(written)
        called = datetime.fromisoformat(told if "T" in told else f"{now:%Y-%m-%d}T{told}")
    except ValueError:
        raise Incomplete("Write when the call was as 2:10 PM, or as 11/24/2026 2:10 PM.") from None
    if called.tzinfo is not None:
        raise Incomplete("Write when the call was by the clock of the practice, such as 2:10 PM.")
    if called > now:
        raise Incomplete("The call cannot have been later than now; correct its time.")
    return called


def subject_of(about: Mapping[str, str]) -> str:
    """The key of a patient's coverage with one payer; it names nobody."""
    told = "\x1f".join(
        (about.get("patient_id", ""), (about.get("payer_id") or about.get("payer_name") or "").casefold())
    )
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def answers_of_calls(events: Iterable[Event]) -> tuple[Columns, Columns]:
    """Answers and benefits of all calls that were kept."""
    rows = empty_columns(COVERAGE_EXPORT)
    for event in events:
        if event.desk == DESK and event.kind == ASKED:
            row = {
                **dict(event.details.get("about", {})),
                **dict(event.details.get("answers", {})),
                "checked_at": event.details.get("called_at", ""),
            }
            row |= {"source_file": "phone check", "source_place": f"call kept by {event.who}"}
            for name, column in rows.items():
                column.append(str(row.get(name, "")))
    answers, benefits, _ = answers_of_export(rows, {})
    answers["how"] = ["phone"] * len(answers["how"])
    # The question was asked of therapy, so that its answer is about therapy.
    benefits["service_types"] = [
        types or (_THERAPY if kind == "authorization" else "")
        for types, kind in zip(benefits["service_types"], benefits["benefit"], strict=True)
    ]
    return answers, benefits


def together(*tables: tuple[Columns | None, Columns | None]) -> tuple[Columns, Columns]:
    """Answers and benefits of several sources under each other."""
    answers, benefits = empty_columns(COVERAGE_ANSWERS), empty_columns(BENEFITS)
    for given in tables:
        for kept, found in zip((answers, benefits), given, strict=True):
            for name in kept:
                kept[name] += (found or {}).get(name, [])
    return answers, benefits


def exhibit(event: Event) -> list[tuple[str, str]]:
    """The call as question and answer, to be printed: what was not answered says so."""
    answers, about = dict(event.details.get("answers", {})), dict(event.details.get("about", {}))
    labels = {(q.name, value): label for q in QUESTIONS for label, value in q.choices}
    rows = [
        ("Patient number", about.get("patient_id", "")),
        ("Member number", about.get("member_id", "")),
        ("Payer", about.get("payer_name") or about.get("payer_id", "")),
    ]
    rows += [("Called at", str(event.details.get("called_at", "")).replace("T", " ")), ("Called by", event.who)]
    for question in (*QUESTIONS, *(q for q in PROOF if q.name != CALLED_AT)):
        cell = str(answers.get(question.name, ""))
        if question.name == "no_reference_reason" and not cell and answers.get("reference_number"):
            continue  # there is a number, so there is nothing to explain
        rows.append((question.words, labels.get((question.name, cell), cell) if cell else "not answered"))
    return rows
