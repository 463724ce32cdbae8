"""A practice's note that no authorization is needed, authorizations for two disciplines, and payers by name in one table and by number in another."""

from datetime import date

import pytest

from auditkit.care.authorizations import Authorization, Visit, draw
from auditkit.care.payer_names import is_another_payer
from auditkit.desks.eligibility import Desk, FrontDeskTables, check_visits
from auditkit.desks.eligibility.example import columns_of
from auditkit.reference import Reference
from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS, SCHEDULE

DAY = date(2026, 11, 24)


def ready(notes, rules=(), **visit):
    booked = {
        "patient_id": "P1",
        "date_of_service": "2026-11-24",
        "start_time": "09:00",
        "discipline": "PT",
        "payer_id": "62308",
        "payer_name": "Lantern Health",
    }
    tables = FrontDeskTables(
        columns_of(SCHEDULE, [booked | visit]),
        authorizations=columns_of(AUTHORIZATIONS, list(notes)),
        rules=columns_of(AUTHORIZATION_RULES, list(rules)),
    )
    (checked,) = check_visits(Desk(tables).joined(DAY, DAY, today=DAY).visits, Reference())
    ruling = checked.rulings["authorization_ready"]
    return ruling.answer.value, ruling.message


NOTE = {"patient_id": "P1", "payer_id": "Lantern Health", "discipline": "PT", "decision": "not_required"}


def test_a_note_that_none_is_needed_holds_for_its_patient_payer_and_discipline():
    assert ready([NOTE]) == ("not_applicable", "None is needed, by the practice's list of authorizations.")


@pytest.mark.parametrize(
    "other",
    [{"discipline": "OT"}, {"payer_id": "Figment Mutual"}, {"patient_id": "P2"}, {"end_on": "2026-11-20"}, {"start_on": "2026-12-01"}, {"decision": "pending"}],
)  # fmt: skip
def test_a_note_about_something_else_says_nothing_of_this_visit(other):
    assert ready([NOTE | other])[0] == "unclear"


def test_a_note_against_the_table_of_what_needs_one_is_unclear_and_says_both():
    answer, message = ready([NOTE], [{"payer_id": "62308", "authorization_required": "1", "discipline": "PT"}])
    assert answer == "unclear" and "none is" in message and "one is needed" in message


def test_the_schedule_may_say_it_in_the_place_of_the_number():
    assert ready([], authorization_number="Not required")[0] == "not_applicable"
    assert ready([], authorization_number="A-77")[0] == "unclear"


def shared(discipline):
    return Authorization(
        "A1", "P1", "", discipline, frozenset(), "", date(2026, 11, 1), date(2026, 12, 31), 2, "visits", 0, "", None, None, None
    )  # fmt: skip


def test_an_authorization_of_two_disciplines_is_shared_by_them_and_by_no_third():
    visits = [
        Visit(DAY, at, discipline, key=at)
        for at, discipline in (("08:00", "PT"), ("09:00", "SLP"), ("10:00", "OT"), ("11:00", "PT"))
    ]
    drawn = [
        (use.authorization is not None, use.why_not) for _, use in draw([shared("PT|OT")], visits, used_is_known=True)
    ]
    assert drawn == [(True, {}), (False, {"A1": "is for PT and OT"}), (True, {}), (False, {"A1": "is used up"})]


@pytest.mark.parametrize(
    ("written", "number", "name"),
    [("Lantern Health", "62308", "LANTERN HEALTH PLAN OF OHIO"), ("BCBS", "00934", "Blue Cross Blue Shield of Nowhere"), ("UHC", "87726", "United Healthcare"),
     ("62308", "62308", ""), ("", "62308", "Lantern"), ("Lantern", "62308", ""), ("62308", "Lantern", "Lantern")],
)  # fmt: skip
def test_one_payer_under_two_names_is_not_another(written, number, name):
    assert not is_another_payer(written, number, name)


@pytest.mark.parametrize(
    ("written", "number", "name"), [("Figment Mutual", "62308", "Lantern Health"), ("60054", "62308", "Lantern Health")]
)
def test_another_payer_is_another(written, number, name):
    assert is_another_payer(written, number, name)


def test_an_authorization_of_a_patient_by_name_is_that_of_the_one_booked_patient_of_that_name():
    own = {
        "patient_id": "Sample, Ada",
        "authorization_number": "A1",
        "start_on": "2026-11-01",
        "end_on": "2026-12-31",
        "authorized_units": "9",
        "used_units": "1",
    }
    assert ready([own], patient_name="Ada Sample")[0] == "met"
    assert ready([own], patient_name="Ada Other")[0] == "unclear"
    rows = [{"patient_id": who, "patient_name": "Sample, Ada", "date_of_service": "2026-11-24"} for who in ("P1", "P2")]
    desk = Desk(FrontDeskTables(columns_of(SCHEDULE, rows), authorizations=columns_of(AUTHORIZATIONS, [own])))
    (said,) = desk.remarks
    assert "by name only" in said and "Sample" not in said
