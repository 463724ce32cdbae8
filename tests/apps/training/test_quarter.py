"""A quarter planned on the page: proposed, changed by a person, kept, and kept again without planning anything twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from auditkit.apps.training.quarter import QuarterModel, Row
from auditkit.apps.training.sources import Sources
from auditkit.apps.training.view import SESSIONS, TrainingView
from auditkit.desks.denials.case import DESK as DENIALS
from auditkit.desks.quarters import Quarter
from auditkit.desks.training import Refused
from auditkit.store.records import NewEvent
from auditkit.training.findings import Findings

QUARTER = Quarter(2027, 1)
NEW = {"trainer": "Ann", "place": "Room 2", "sponsor": "Lantern Therapy"}
HOSTILE = "<img src=x onerror=window.ran=1>"


@pytest.fixture
def shown(model):
    view = TrainingView(model)
    view.open(SESSIONS)
    return view, view.views[SESSIONS].quarter


def rows_of(plan):
    return [Row(one.lesson, one.on, one.why, one.key) for one in plan.given]


def kept(model, plan=None):
    quarter = QuarterModel(model)
    plan = plan or quarter.propose(QUARTER, Findings({}), count=3, weekday=3)
    quarter.keep(quarter.edited(plan, rows_of(plan), plan.re_audit_on), rows_of(plan), NEW)
    return quarter


def denied(model, category, n, month="2026-10"):
    when = datetime(2026, 11, 1, tzinfo=UTC)
    told = {"noticed_on": "2026-11-01", "category": category, "paid_on": f"{month}-05"}
    model.keep(*[NewEvent(DENIALS, f"{category}-{month}-{i}", "noticed", told, "Ann", when, 0) for i in range(n)])


def test_a_kept_plan_is_the_sessions_and_keeping_it_again_plans_nothing_twice(model):
    quarter = kept(model)
    again = quarter.kept(QUARTER)
    assert [one.on for one in again.given] == sorted(session.on for session in model.sessions.values())
    assert again.re_audit_on and again.remarks[0].startswith("No findings were given")
    before = {key: session.number for key, session in model.sessions.items()}
    kept(model, again)
    assert {key: session.number for key, session in model.sessions.items()} == before


def test_a_changed_day_moves_the_session_and_one_that_is_out_is_cancelled(model):
    quarter = kept(model)
    plan = quarter.kept(QUARTER)
    first, second, third = rows_of(plan)
    rows = [Row(first.lesson, date(2027, 1, 21), first.why, first.key), Row("", second.on, "", second.key), third]
    quarter.keep(quarter.edited(plan, rows, None), rows, NEW)
    assert model.sessions[first.key].on == date(2027, 1, 21)
    assert model.sessions[second.key].cancelled
    assert [one.key for one in quarter.kept(QUARTER).given] == [first.key, third.key]
    # the same lesson again takes the old place in everybody's calendar
    plan = quarter.kept(QUARTER)
    rows = [*rows_of(plan), Row(second.lesson, date(2027, 2, 11), "Chosen by hand.")]
    quarter.keep(quarter.edited(plan, rows, None), rows, NEW)
    assert (model.sessions[second.key].on, model.sessions[second.key].cancelled) == (date(2027, 2, 11), "")


def test_another_lesson_in_a_line_is_another_session(model):
    quarter = kept(model)
    plan = quarter.kept(QUARTER)
    first = rows_of(plan)[0]
    rows = [Row("modifiers", first.on, "Chosen by hand.", first.key), *rows_of(plan)[1:]]
    quarter.keep(quarter.edited(plan, rows, None), rows, NEW)
    assert model.sessions[first.key].cancelled
    assert model.sessions["2027Q1-modifiers"].trainer == "Ann"


@pytest.mark.parametrize(
    ("lesson", "on"), [("modifiers", None), ("modifiers", date(2027, 4, 1)), ("twice", date(2027, 2, 2))]
)
def test_a_day_of_another_quarter_and_one_lesson_twice_are_refused(model, lesson, on):
    quarter = QuarterModel(model)
    plan = quarter.propose(QUARTER, Findings({}), count=3, weekday=3)
    rows = [*rows_of(plan), Row(plan.given[0].lesson if lesson == "twice" else lesson, on, "")]
    with pytest.raises(Refused):
        quarter.edited(plan, rows, None)


def test_without_a_trainer_nothing_at_all_is_kept(model):
    quarter = QuarterModel(model)
    plan = quarter.propose(QUARTER, Findings({}), count=3, weekday=3)
    with pytest.raises(Refused, match="who gives it"):
        quarter.keep(plan, rows_of(plan), {**NEW, "trainer": " "})
    assert model.sessions == {} and quarter.kept(QUARTER).remarks == ()


def test_denials_of_a_month_choose_the_lesson(model):
    denied(model, "medical_necessity", 7)
    denied(model, "authorization", 9, month="2026-09")
    quarter = QuarterModel(model)
    assert [key for _, key in Sources(model).options("")][1:] == ["denials:2026-10", "denials:2026-09"]
    findings = Sources(model).findings("denials:2026-10")
    assert findings.found == {"skilled_need": 7}
    assert quarter.propose(QUARTER, findings, count=1, weekday=3).given[0].lesson == "skilled-need"


def test_a_closed_round_chooses_by_what_people_decided(model, closed_round):
    closed_round(model, "a", 2, 9, day=2)
    quarter = QuarterModel(model)
    assert "round:a" in [key for _, key in Sources(model).options("")]
    findings = Sources(model).findings("round:a")
    assert findings.found == {"skilled_need": 7}
    made = quarter.propose(QUARTER, findings, count=1, weekday=3)
    assert "7 of 9" in made.given[0].why


def test_the_page_proposes_takes_changes_and_keeps(shown, model):
    view, made = shown
    made.quarter.value = "2027Q1"
    made.propose_button.click()
    assert len(made.rows) == 4  # one more, to add a lesson
    assert "proposal" in view.say.box.value
    made.keep_button.click()
    assert "who gives it" in view.say.box.value
    made.trainer.value, made.rows[0].on.value = "Ann, PT", "1/21/2027"
    assert made._file("calendar").startswith(b"BEGIN:VCALENDAR")
    assert made._file("pdf").startswith(b"%PDF") and made._file("docx").startswith(b"PK")
    made.keep_button.click()
    assert "is kept" in view.say.box.value
    assert date(2027, 1, 21) in {session.on for session in model.sessions.values()}
    assert len(view.views[SESSIONS].session.options) == 3
    made.rows[0].on.value = "soon"
    made.keep_button.click()
    assert "Write each day" in view.say.box.value


@pytest.mark.parametrize(
    ("quarter", "said"), [("soon", "as 2027Q1"), ("2026Q1", "No day of quarter 1 of 2026 is left")]
)
def test_what_cannot_be_planned_is_a_sentence(shown, quarter, said):
    view, made = shown
    made.quarter.value = quarter
    made.propose_button.click()
    assert said in view.say.box.value
    assert made.plan is None


def test_a_list_is_read_and_what_is_none_is_a_sentence(shown):
    view, made = shown
    made.choice.source.value = "file"
    made.propose_button.click()
    assert "Choose the file first" in view.say.box.value
    for content, said in ((b"\xff\xfe", "must be a CSV"), (b"a,b\n1,2\n", "has no columns")):
        made.choice.file = ("x.csv", content)
        made.propose_button.click()
        assert said in view.say.box.value
    made.choice.file = ("x.csv", b"rule,answer\n" + b"timed_units,not_met\n" * 6 + f"{HOSTILE},not_met\n".encode())
    made.propose_button.click()
    assert made.plan.given[0].lesson == "eight-minute-rule"
    assert "<img" not in made.told.value and "&lt;img" in made.told.value


def test_a_quarter_without_a_session_is_said(shown):
    view, made = shown
    made.kept_button.click()
    assert "No session is planned" in view.say.box.value
