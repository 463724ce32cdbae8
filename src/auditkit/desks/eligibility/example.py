"""The tables of an example of a visit check, with what it does not name filled in. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditkit.care.booked import BookedVisit
from auditkit.desks.eligibility.joining import Desk, FrontDeskTables
from auditkit.rule import VisitExample
from auditkit.tables import (
    AUTHORIZATION_RULES,
    AUTHORIZATIONS,
    BENEFITS,
    COVERAGE_ANSWERS,
    HISTORY,
    PAYERS,
    SCHEDULE,
    Columns,
    Table,
    parse_date,
)

PATIENT = "P-1"
VISIT: Mapping[str, str] = {
    "patient_id": PATIENT, "date_of_service": "2026-11-25", "start_time": "09:15", "discipline": "PT", "payer_id": "PY-2",
    "payer_name": "Lantern Advantage (invented)", "payer_type": "medicare_advantage", "member_id": "M-1", "visit_kind": "treatment",
    "rendering_provider_npi": "2999900113",
}  # fmt: skip
ANSWER: Mapping[str, str] = {
    "answer_id": "now", "patient_id": PATIENT, "member_id": "M-1", "payer_id": "EDI-77", "payer_name": "Lantern Advantage", "checked_at": "2026-11-24T18:00",
    "how": "x12_271", "status": "active", "plan_name": "Lantern Gold (invented)", "group_number": "G-10", "coverage_from": "2026-01-01",
}  # fmt: skip
EARLIER: Mapping[str, str] = {**ANSWER, "answer_id": "earlier", "checked_at": "2026-10-20T08:00"}
AUTHORIZATION: Mapping[str, str] = {
    "authorization_number": "AU-1",
    "patient_id": PATIENT,
    "payer_id": "PY-2",
    "discipline": "PT",
}


def columns_of(table: Table, rows: Iterable[Mapping[str, object]]) -> Columns:
    """Rows as the table's columns; what a row does not name is empty."""
    held = list(rows)
    return {column.name: [str(row.get(column.name, "")) for row in held] for column in table.columns}


def tables_of(example: VisitExample) -> FrontDeskTables:
    """The example as a front desk has it."""
    answers = [] if example.answer is None else [ANSWER | example.answer]
    if example.earlier is not None:
        answers.append(EARLIER | example.earlier)

    def given(table: Table, rows, base: Mapping[str, str]):
        return None if rows is None else columns_of(table, [{**base, **row} for row in rows])

    return FrontDeskTables(
        schedule=columns_of(
            SCHEDULE, [{**VISIT, **example.visit}, *({**VISIT, **row} for row in example.other_visits)]
        ),
        answers=columns_of(COVERAGE_ANSWERS, answers),
        benefits=columns_of(BENEFITS, [{"answer_id": "now", **row} for row in example.benefits]),
        authorizations=given(AUTHORIZATIONS, example.authorizations, AUTHORIZATION),
        history=given(HISTORY, example.history, {"patient_id": PATIENT, "discipline": "PT", "hcpcs_code": "97110"}),
        payers=given(PAYERS, example.payers, {"payer_name": "Lantern Advantage (invented)"}),
        rules=given(AUTHORIZATION_RULES, example.rules, {"payer_id": "PY-2"}),
    )


def visit_of(example: VisitExample) -> BookedVisit:
    """The example's own visit, joined with all that stands beside it."""
    row = {**VISIT, **example.visit}
    on = parse_date(row["date_of_service"])
    visits = Desk(tables_of(example)).joined(on, on, today=on).visits
    same = [v for v in visits if v.at == row["start_time"] and v.discipline == row["discipline"]]
    return (same or visits)[0]
