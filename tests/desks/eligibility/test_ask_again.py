"""Whom to ask again on the first of January: everybody in care, with what begins anew; and nobody twice."""

from datetime import date

import pytest

from auditkit.desks.eligibility import Desk, FrontDeskTables
from auditkit.desks.eligibility.example import columns_of
from auditkit.desks.eligibility.lists import first_of_january, monthly
from auditkit.tables import AUTHORIZATIONS, BENEFITS, COVERAGE_ANSWERS, SCHEDULE


def desk(visits=(), answers=(), benefits=(), authorizations=()):
    rows = [
        {"patient_id": who, "date_of_service": day, "discipline": "PT", "payer_name": "Lantern"} for who, day in visits
    ]
    answers = [
        {"answer_id": who, "patient_id": who, "checked_at": day, "status": "active"} | more
        for who, day, more in answers
    ]
    return Desk(
        FrontDeskTables(
            columns_of(SCHEDULE, rows),
            columns_of(COVERAGE_ANSWERS, answers),
            columns_of(BENEFITS, list(benefits)),
            columns_of(AUTHORIZATIONS, list(authorizations)),
        )
    )


def listed(*args, **how):
    return {one.patient_id: one for one in first_of_january(desk(*args, **how), 2027)}


def test_everybody_in_care_is_listed_whether_booked_or_not_and_who_is_booked_comes_first():
    found = first_of_january(
        desk(
            visits=[("P3", "2026-12-20"), ("P2", "2027-01-08"), ("P1", "2027-01-05")],
            answers=[("P4", "2026-11-02", {})],
            authorizations=[
                {"patient_id": "P5", "authorization_number": "A5", "start_on": "2026-12-01", "end_on": "2027-02-01"}
            ],
        ),
        2027,
    )
    assert [(one.patient_id, one.first_visit) for one in found] == [
        ("P1", date(2027, 1, 5)), ("P2", date(2027, 1, 8)), ("P3", None), ("P4", None), ("P5", None),
    ]  # fmt: skip
    assert any("A5 holds in the new year" in what for what in found[-1].what)


@pytest.mark.parametrize(
    ("visits", "answers"),
    [
        ([("P1", "2026-06-02")], []),  # discharged long ago
        ([("P1", "2026-12-20")], [("P1", "2027-01-02", {})]),  # asked in the new year already
        ([("P1", "2028-01-04")], []),
    ],
)
def test_who_is_out_of_care_or_was_asked_in_the_new_year_is_not_listed(visits, answers):
    assert listed(visits, answers) == {}


def test_what_begins_anew_is_what_the_last_answer_speaks_of():
    def limit(period):
        return {
            "answer_id": "P1",
            "benefit": "limit",
            "measure": "total",
            "quantity": "30",
            "quantity_kind": "visits",
            "period": period,
        }

    told = listed(
        [("P1", "2027-01-05")],
        [("P1", "2026-11-02", {"coverage_to": "2026-12-31"})],
        [limit("calendar_year"), {"answer_id": "P1", "benefit": "deductible"}],
    )["P1"].what
    assert told == (
        "the new card and plan",
        "coverage was to end on 2026-12-31",
        "the limit of visits begins anew (30 in the old year)",
        "the deductible begins anew",
    )
    told = listed([("P1", "2027-01-05")], [("P1", "2026-11-02", {})], [limit("service_year")])["P1"].what
    assert told == ("the new card and plan", "the limit counts a year of the plan's own: when does it begin?")
    told = listed([("P1", "2027-01-05")], [("P1", "2026-11-02", {"payer_type": "medicare_b"})])["P1"].what
    assert "whether Medicare Part B or a health plan pays in the new year" in told
    assert listed([("P1", "2027-01-05")])["P1"].what == (
        "coverage, card, plan, limits, deductible: nobody has asked yet",
    )


def test_an_authorization_that_ends_before_the_last_booked_visit_wants_a_new_one():
    own = {"patient_id": "P1", "authorization_number": "A1", "start_on": "2026-11-01", "end_on": "2026-12-31"}
    assert (
        "a new authorization: the last one ends on 2026-12-31"
        in listed([("P1", "2027-01-05")], authorizations=[own])["P1"].what
    )
    assert not any(
        "authorization" in what
        for what in listed([("P1", "2027-01-05")], authorizations=[own | {"decision": "denied"}])["P1"].what
    )


def test_a_patient_who_is_known_by_name_only_is_listed_by_initials():
    one = Desk(
        FrontDeskTables(columns_of(SCHEDULE, [{"patient_name": "Sample, Ada", "date_of_service": "2027-01-05"}]))
    )
    assert [found.patient_id for found in (*first_of_january(one, 2027), *monthly(one, date(2027, 1, 1)))] == [
        "AS",
        "AS",
    ]
