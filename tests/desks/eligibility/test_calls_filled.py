"""A call that left a question open does not hide what the payer answered that day; what the call did answer counts."""

from datetime import date

import pytest

from auditkit.desks.eligibility import Desk, FrontDeskTables, check_visits
from auditkit.desks.eligibility.example import columns_of
from auditkit.reference import Reference
from auditkit.tables import BENEFITS, COVERAGE_ANSWERS, SCHEDULE

DAY = date(2026, 11, 24)
LIMIT = ({"benefit": "limit", "service_types": "PT", "measure": "remaining", "quantity": "6", "quantity_kind": "visits"},)  # fmt: skip
DEDUCTIBLE = ({"benefit": "deductible", "service_types": "30", "level": "IND", "measure": "remaining", "amount": "250.00"},)  # fmt: skip
NOT_PT = ({"benefit": "not_covered", "service_types": "PT"},)


def ruled(check, *answers):
    """The answer of one check, and its words, for a visit at noon after answers of (time, how, status, benefits, more)."""
    rows, benefits = [], []
    for n, (at, how, status, told, *more) in enumerate(answers):
        row = {"answer_id": f"A{n}", "patient_id": "P1", "payer_id": "PY", "payer_name": "Lantern", "how": how}
        rows.append(row | {"checked_at": at, "status": status} | (more[0] if more else {}))
        benefits += [{"answer_id": f"A{n}"} | benefit for benefit in told]
    visit = {"patient_id": "P1", "date_of_service": str(DAY), "start_time": "12:00", "discipline": "PT", "payer_id": "PY"}  # fmt: skip
    schedule = [visit, visit | {"date_of_service": "2026-11-23"}]
    tables = FrontDeskTables(columns_of(SCHEDULE, schedule), columns_of(COVERAGE_ANSWERS, rows), columns_of(BENEFITS, benefits))  # fmt: skip
    (checked,) = check_visits(Desk(tables).joined(DAY, DAY, today=DAY).visits, Reference())
    ruling = checked.rulings[check]
    return ruling.answer.value, ruling.message


def test_a_call_about_the_deductible_does_not_hide_that_coverage_had_ended_that_morning():
    file = ("2026-11-24T08:00", "271", "inactive", ())
    assert ruled("coverage_active", file, ("2026-11-24T10:00", "phone", "", DEDUCTIBLE)) == ("not_met", "Inactive, as of 2026-11-24 08:00.")  # fmt: skip
    ended = ("2026-11-24T08:00", "271", "active", (), {"coverage_to": "2026-10-31"})
    assert ruled("coverage_active", ended, ("2026-11-24T10:00", "phone", "", DEDUCTIBLE))[0] == "not_met"


def test_two_calls_in_a_row_hide_nothing_either():
    calls = [(f"2026-11-24T{hour}:00", "phone", "", told) for hour, told in (("09", DEDUCTIBLE), ("10", LIMIT))]
    file = ("2026-11-24T08:00", "271", "inactive", ())
    assert ruled("coverage_active", file, *calls) == ("not_met", "Inactive, as of 2026-11-24 08:00.")
    assert ruled("deductible_known", file, *calls)[0] == "met"


@pytest.mark.parametrize(
    ("check", "told"), [("visits_remaining", LIMIT), ("deductible_known", DEDUCTIBLE)],
)  # fmt: skip
def test_what_the_payers_file_told_that_day_stays_known_after_a_call_about_something_else(check, told):
    file, call = ("2026-11-24T08:00", "271", "active", told), ("2026-11-24T10:00", "phone", "active", ())
    assert ruled(check, file, call)[0] == "met"


def test_what_the_call_answered_counts_more_than_the_file():
    file = ("2026-11-24T08:00", "271", "inactive", LIMIT)
    none_left = ({**LIMIT[0], "quantity": "0"},)
    call = ("2026-11-24T10:00", "phone", "active", none_left)
    assert ruled("coverage_active", file, call)[0] == "met"
    assert ruled("visits_remaining", file, call)[0] == "not_met"


def test_active_on_the_telephone_does_not_hide_that_this_kind_of_care_is_not_covered():
    file = ("2026-11-24T08:00", "271", "active", NOT_PT)
    assert ruled("coverage_active", file, ("2026-11-24T10:00", "phone", "active", ()))[0] == "not_met"


def test_a_limit_of_the_day_before_is_not_what_is_left_today():
    file, call = ("2026-11-23T08:00", "271", "active", LIMIT), ("2026-11-24T10:00", "phone", "", DEDUCTIBLE)
    assert ruled("visits_remaining", file, call)[0] == "unclear"
    assert ruled("coverage_active", file, call)[0] == "met"


@pytest.mark.parametrize(
    "before",
    [
        ("2026-11-20T08:00", "271", "active", ()),  # too long ago
        ("2026-11-24T08:00", "271", "active", (), {"payer_id": "OTHER", "payer_name": "Other"}),
        ("2026-11-24T08:00", "271", "rejected", ()),
        ("2026-11-24T11:00", "271", "rejected", ()),
    ],
)
def test_nothing_unknown_turns_green_by_an_answer_that_is_old_or_another_payers_or_none(before):
    assert ruled("coverage_active", before, ("2026-11-24T10:00", "phone", "", DEDUCTIBLE))[0] == "unclear"


def test_a_call_that_said_no_authorization_is_needed_is_not_overruled_by_the_mornings_file():
    needs = ({"benefit": "active", "service_types": "PT", "authorization_needed": "1"},)
    none = ({"benefit": "authorization", "service_types": "PT", "authorization_needed": "0"},)
    file = ("2026-11-24T08:00", "271", "active", needs)
    assert "payer's answer" in ruled("authorization_ready", file, ("2026-11-24T10:00", "phone", "active", none))[1]
    assert ruled("authorization_ready", file, ("2026-11-24T10:00", "phone", "active", none))[0] != "not_met"
    assert ruled("authorization_ready", file, ("2026-11-24T10:00", "phone", "active", ())) == ruled(
        "authorization_ready", file
    )
