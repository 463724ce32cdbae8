"""A call with a payer: what has to be in it, and that it counts as an answer like any other."""

from datetime import UTC, date, datetime

import pytest

from auditkit.desks.eligibility import Desk, FrontDeskTables, check_visits
from auditkit.desks.eligibility.example import columns_of
from auditkit.desks.eligibility.phone import QUESTIONS, Incomplete, answers_of_calls, exhibit, phone_check
from auditkit.reference import Reference
from auditkit.store import Store
from auditkit.tables import AUTHORIZATIONS, SCHEDULE

NOW = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
CALLED = datetime(2026, 11, 24, 8, 5)
ABOUT = {"patient_id": "P1", "member_id": "M1", "payer_id": "PY", "payer_name": "Payer"}
ANSWERS = {
    "status": "active",
    "visit_limit": "30",
    "visits_used": "12",
    "pooled_with": "PT/OT",
    "authorization_needed": "0",
    "representative": "Ms. R.",
    "reference_number": "778",
}


def call(**answers):
    return phone_check(ABOUT, {**ANSWERS, **answers}, who="MB", when=NOW, called_at=CALLED, follows=0)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"representative": ""}, "who answered"), ({"reference_number": ""}, "reference number"), ({"coverage_to": "soon"}, "not a date"),
        ({"visits_used": "a few"}, "not a number"), ({"coverage_from": "2026-12-01", "coverage_to": "2026-01-01"}, "ends before it begins"),
        ({name: "" for name in ANSWERS if name not in ("representative", "reference_number")}, "No question was answered"),
    ],
)  # fmt: skip
def test_what_a_call_must_have_is_asked_for_in_a_sentence(answers, words):
    with pytest.raises(Incomplete, match=words):
        call(**answers)


@pytest.mark.parametrize(
    ("written", "called_at"),
    [
        ("", "2026-11-24T08:05"),
        ("7:50 AM", "2026-11-24T07:50"),
        ("0750", "2026-11-24T07:50"),
        ("11/23/2026 4:10 PM", "2026-11-23T16:10"),
    ],
)
def test_a_call_is_of_the_time_that_was_written_down_else_of_now(written, called_at):
    made = call(called_at=written)
    assert made.details["called_at"] == called_at and "called_at" not in made.details["answers"]
    assert [told for words, told in exhibit(made) if words == "Called at"] == [called_at.replace("T", " ")]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("9:30 AM", "later than now"),
        ("soon", "Write when"),
        ("11/23/2026", "Write when"),
        ("7:50Z", "clock of the practice"),
    ],
)
def test_a_call_has_a_time_that_can_be(written, words):
    with pytest.raises(Incomplete, match=words):
        call(called_at=written)


def test_a_reason_stands_in_for_a_reference_number():
    assert call(reference_number="", no_reference_reason="the line gives none").details["answers"][
        "no_reference_reason"
    ]


def test_a_call_about_a_name_is_not_kept():
    with pytest.raises(Incomplete, match="own number"):
        phone_check({"patient_id": "Sample, Ada"}, ANSWERS, who="MB", when=NOW, called_at=CALLED, follows=0)


def test_a_kept_call_is_an_answer_with_its_benefits(tmp_path):
    with Store.open(tmp_path / "s.sqlite") as store:
        store.append_all([call()])
        answers, benefits = answers_of_calls(store.events("coverage"))
    assert (answers["how"], answers["status"], answers["checked_at"], answers["reference_number"]) == (
        ["phone"],
        ["active"],
        ["2026-11-24T08:05"],
        ["778"],
    )
    told = dict(zip(zip(benefits["benefit"], benefits["measure"], strict=True), benefits["quantity"], strict=True))
    assert (told["limit", "total"], told["limit", "used"]) == ("30", "12")
    assert {
        types for types, kind in zip(benefits["service_types"], benefits["benefit"], strict=True) if kind == "limit"
    } == {"PT|AD"}


@pytest.mark.parametrize(("needed", "answer"), [("0", "not_applicable"), ("1", "not_met"), ("", "unclear")])
def test_after_a_call_nobody_is_told_to_call_about_the_authorization_that_was_asked_for(tmp_path, needed, answer):
    with Store.open(tmp_path / "s.sqlite") as store:
        answers, benefits = answers_of_calls(store.append_all([call(authorization_needed=needed)]))
    visit = {"patient_id": "P1", "date_of_service": "2026-11-24", "start_time": "12:00", "discipline": "OT", "payer_id": "PY"}  # fmt: skip
    none = columns_of(AUTHORIZATIONS, [])
    desk = Desk(FrontDeskTables(columns_of(SCHEDULE, [visit]), answers, benefits, none))
    (checked,) = check_visits(
        desk.joined(date(2026, 11, 24), date(2026, 11, 24), today=date(2026, 11, 24)).visits, Reference()
    )
    assert checked.rulings["authorization_ready"].answer.value == answer


def test_what_was_not_answered_is_unknown_and_says_so_on_the_exhibit(tmp_path):
    with Store.open(tmp_path / "s.sqlite") as store:
        [event] = store.append_all([call(status="")])
        answers, _ = answers_of_calls([event])
    assert answers["status"] == ["unknown"]
    told = dict(exhibit(event))
    assert told[QUESTIONS[0].words] == "not answered"
    assert told["Is authorization needed for therapy?"] == "no"
    assert told["Called by"] == "MB"


def test_an_exhibit_with_a_reference_number_asks_for_no_reason():
    assert not any("why there is none" in words for words, _ in exhibit(call()))
    without = exhibit(call(reference_number="", no_reference_reason="the line gives none"))
    assert ("Or why there is none", "the line gives none") in without
