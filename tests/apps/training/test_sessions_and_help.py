"""Sessions and whether they helped, clicked without a browser."""

from __future__ import annotations

import pytest

from auditkit.apps.training.view import HELPED, QUIZ, SESSIONS, TrainingView
from auditkit.training.quiz_item import Form

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
    one = made.one
    one.name.value, one.licence.value, one.profession.value, one.minutes.value = name, "WA 1", "PT", minutes
    one.keep_button.click()


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
    assert "<img" not in planned.one.attended.value and "&lt;img" in planned.one.attended.value
    assert "not approved" in planned.one.attended.value


def test_files_of_a_session_are_made(planned):
    attend(planned)
    assert planned.one._file("calendar").startswith(b"BEGIN:VCALENDAR")
    assert planned.one._file("sheet").startswith(b"%PDF")
    assert planned.one._file("certificate").startswith(b"%PDF")


def test_a_certificate_of_nobody_is_said_and_not_written(view, planned):
    planned.one.takeaway.by_name["certificate"].click()
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


def test_charts_of_two_closed_rounds_are_counted_in_their_order_and_no_targeted_draw(
    view, planned, model, closed_round
):
    closed_round(model, "b", 3, 4, day=20)
    closed_round(model, "a", 1, 4, day=2)
    closed_round(model, "t", 4, 4, day=22, is_targeted=True)
    view.open(HELPED)
    made = view.views[HELPED]
    assert [key for _, key in made.round_before.options] == ["a", "b"]
    made.criterion.value = "skilled_need"
    made.rounds_button.click()
    assert [number.value for number in made.charts.numbers] == ["1", "4", "3", "4"]
    made.charts_button.click()
    assert "Cannot tell yet (1 of 4 before, 3 of 4 after" in made.levels.value
    made.round_after.value = "a"
    made.rounds_button.click()
    assert "two different rounds" in view.say.box.value


def test_one_round_is_no_comparison(view, planned, model, closed_round):
    closed_round(model, "a", 1, 4, day=2)
    view.open(HELPED)
    assert view.views[HELPED].rounds.layout.display == "none"


def test_what_people_thought_is_asked_once_right_after_and_kept_without_their_code(view, planned, model):
    view.open(QUIZ)
    quiz = view.views[QUIZ]
    quiz.choose("skilled-need", "2026-11-20-skilled-need-1")
    quiz.form.value, quiz.code.value = Form.AFTER, "maple-37"
    quiz.begin_button.click()
    while quiz.asking.current is not None:
        assert quiz.reaction.layout.display == "none"
        item = quiz.asking.current
        quiz.units.value, quiz.choice.index = str(min(item.right)), min(item.right) if item.options else None
        quiz.go.click()
        quiz.go.click()
    assert quiz.reaction.layout.display is None
    quiz.rate_button.click()
    assert "Choose one of 1 to 5" in view.say.box.value
    quiz.rating.value = 4
    quiz.rate_button.click()
    kept = model.sessions["2026-11-20-skilled-need-1"].reactions
    assert [event.details for event in kept] == [{"rating": 4}]
    assert "maple" not in repr(kept)
    quiz.leave_button.click()
    quiz.begin_button.click()
    assert quiz.reaction.layout.display == "none"


def test_the_quarter_is_written_as_html_pdf_and_word(view, planned):
    view.open(HELPED)
    made = view.views[HELPED]
    assert b"Training, quarter 4 of 2026" in made._file("html")
    assert made._file("pdf").startswith(b"%PDF") and made._file("docx").startswith(b"PK")


def test_without_a_session_there_is_nothing_to_tell(view):
    view.open(HELPED)
    assert view.views[HELPED].one.layout.display == "none"


def test_a_session_is_held_moved_or_cancelled_on_the_page(view, planned, model):
    one = planned.one
    one.move_button.click()
    assert "Write the other day" in view.say.box.value
    one.move_to.value = "12/3/2026"
    one.move_button.click()
    assert "Planned for Thursday, 12/3/2026" in one.state.value
    assert one.held_button.layout.display == "none"  # it is still to come
    assert one.people.layout.display == "none"
    one.cancel_button.click()
    assert "say why" in view.say.box.value
    one.reason.value = HOSTILE
    one.cancel_button.click()
    assert "<img" not in one.state.value and "Cancelled" in one.state.value
    assert one.people.layout.display == "none"
    one.move_to.value = "11/23/2026"
    one.move_button.click()
    one.held_button.click()
    assert "Held on 11/23/2026" in one.state.value
    assert one.changes.layout.display == "none"


def test_a_cancelled_session_is_neither_asked_about_nor_told_of(view, planned):
    planned.one.reason.value = "snow"
    planned.one.cancel_button.click()
    view.open(QUIZ)
    view.views[QUIZ].choose("skilled-need")
    assert [key for _, key in view.views[QUIZ].session.options] == ["alone-skilled-need"]
    view.open(HELPED)
    assert view.views[HELPED].one.layout.display == "none"


def test_what_certificates_say_is_completed_after_the_session(view, planned, model):
    one = planned.one
    attend(planned)
    assert "Not said yet for certificates: place, sponsor" in one.state.value
    one.place.value, one.sponsor.value = "Room 2", "Lantern Therapy"
    one.describe_button.click()
    kept = next(iter(model.sessions.values()))
    assert (kept.place, kept.sponsor, kept.trainer, kept.format) == ("Room 2", "Lantern Therapy", "Ann", "in person")
    assert "Not said yet" not in one.state.value
    one.trainer.value = " "
    one.describe_button.click()
    assert "say who gives it" in view.say.box.value
    assert next(iter(model.sessions.values())).trainer == "Ann"


def remittance(day, denied):
    """Ten claims of a day; of `denied`, by reason code, so many are denied."""
    codes = [code for code, count in denied.items() for _ in range(count)]
    claims = "".join(
        f"CLP*C{day}{n}*{4 if n < len(codes) else 1}*65*{0 if n < len(codes) else 65}**12*I{n}*11*1~SVC*HC:97110:GP*65*{0 if n < len(codes) else 65}**1~"
        f"DTM*472*{day}~{f'CAS*CO*{codes[n]}*65~' if n < len(codes) else ''}"
        for n in range(10)
    )
    return (
        "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *261001*1200*^*00501*000000001*0*P*:~GS*HP*PAYER*PRACTICE*20261001*1200*1*X*005010X221A1~"
        f"ST*835*0001~BPR*I*{65 * (10 - len(codes))}*C*ACH************20261220~TRN*1*T{day}*1999999999~N1*PR*Lantern (invented)~N1*PE*Clinic (invented)*XX*2999900014~LX*1~{claims}SE*9*0001~GE*1*1~IEA*1*000000001~"
    ).encode()


def test_what_denials_are_set_against_is_shown_and_stays_as_it_was_chosen(view, planned, model):
    view.open(HELPED)
    helped = view.views[HELPED]
    denials = helped.denials
    assert denials.other.label == "the one denied most often before"
    files = [(f"{day}.835", remittance(day, {"50": 2, "16": 1, "27": 3})) for day in ("20261102", "20261201")]
    denials.intake._take(files)
    assert denials.other.label == "the one denied most often before" and "eligibility" in denials.counted.value
    denials.other.value = "coding"
    assert "coding" in denials.counted.value
    denials.keep_button.click()
    assert denials.other.value == "coding" and "coding" in denials.counted.value
