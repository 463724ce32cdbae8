"""Sessions and whether they helped, clicked without a browser."""

from __future__ import annotations

import pytest

from auditkit.apps.training.view import HELPED, QUIZ, SESSIONS, TrainingView

HOSTILE = "<img src=x onerror=window.ran=1>"


@pytest.fixture
def view(model):
    return TrainingView(model)


@pytest.fixture
def planned(view):
    view.open(SESSIONS)
    made = view.views[SESSIONS]
    made.lesson.value = "skilled-need"
    made.on.value, made.trainer.value = "11/20/2026", "Ann"
    made.plan_button.click()
    assert "planned" in view.say.box.value
    return made


def attend(made, name="Kim Lund", minutes="30"):
    made.name.value, made.licence.value, made.profession.value, made.minutes.value = name, "WA 1", "PT", minutes
    made.keep_button.click()


def test_a_planned_session_can_be_chosen_in_the_quiz(view, planned):
    view.open(QUIZ)
    quiz = view.views[QUIZ]
    quiz.choose("skilled-need")
    assert [key for _, key in quiz.session.options] == ["2026-11-20-skilled-need-1", "alone-skilled-need"]


def test_two_sessions_on_one_day_are_two(view, planned, model):
    planned.plan_button.click()
    assert list(model.sessions) == ["2026-11-20-skilled-need-2", "2026-11-20-skilled-need-1"]


@pytest.mark.parametrize(("on", "trainer"), [("soon", "Ann"), ("", "Ann"), ("11/20/2026", " ")])
def test_a_session_without_day_or_trainer_is_not_planned(view, model, on, trainer):
    view.open(SESSIONS)
    made = view.views[SESSIONS]
    made.on.value, made.trainer.value = on, trainer
    made.plan_button.click()
    assert model.sessions == {}


@pytest.mark.parametrize("minutes", ["31", "0", "", "ten", "-5"])
def test_nobody_is_kept_for_more_minutes_than_it_took_or_for_none(planned, model, minutes):
    attend(planned, minutes=minutes)
    assert next(iter(model.sessions.values())).attended == {}


def test_attendance_is_listed_with_the_word_that_it_is_no_credit_and_does_not_run(planned, model):
    attend(planned, HOSTILE)
    assert "<img" not in planned.attended.value and "&lt;img" in planned.attended.value
    assert "not approved" in planned.attended.value


def test_files_of_a_session_are_made(planned):
    attend(planned)
    assert planned._file("calendar").startswith(b"BEGIN:VCALENDAR")
    assert planned._file("sheet").startswith(b"%PDF")
    assert planned._file("certificate").startswith(b"%PDF")


def test_a_certificate_of_nobody_is_said_and_not_written(view, planned):
    planned.takeaway.by_name["certificate"].click()
    assert "did not work" in view.say.box.value


def test_counts_are_kept_and_told_with_their_interval(view, planned, model):
    view.open(HELPED)
    made = view.views[HELPED]
    assert "Cannot tell yet" in made.levels.value
    made.charts.what.value = HOSTILE
    for number, value in zip(made.charts.numbers, ("18", "30", "26", "30"), strict=True):
        number.value = value
    made.charts_button.click()
    assert "+27 points, +4 to +46" in made.levels.value
    assert "<img" not in made.levels.value
    made.charts.numbers[0].value = "31"
    made.charts_button.click()
    assert "18 of 30" in view.say.box.value
    assert next(iter(model.sessions.values())).behaviour.k1 == 18


def test_the_quarter_is_written_as_html_pdf_and_word(view, planned):
    view.open(HELPED)
    made = view.views[HELPED]
    assert b"Training, quarter 4 of 2026" in made._file("html")
    assert made._file("pdf").startswith(b"%PDF") and made._file("docx").startswith(b"PK")


def test_without_a_session_there_is_nothing_to_tell(view):
    view.open(HELPED)
    assert view.views[HELPED].one.layout.display == "none"
