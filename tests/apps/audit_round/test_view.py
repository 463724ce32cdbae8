"""The audit round's widgets, clicked without a browser."""

from __future__ import annotations

import subprocess
import sys

import ipywidgets as w
import pytest

from auditkit.apps.audit_round.model import SECOND
from auditkit.apps.audit_round.view import OPENING, READING, RESULT, ROUNDS, SAMPLE, AuditRoundView
from auditkit.desks.rounds.round import PROBLEMS, TYPICAL
from auditkit.rule import Answer

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def view(model):
    made = whole(model)
    made.who.value = "Ann"
    return made


def whole(model):
    """The page with every part made: each is made when it is shown first, and these tests reach into all."""
    made = AuditRoundView(model)
    for part in made.parts:
        made._view(part)
    return made


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def fill_opening(view, question=TYPICAL, clock=(True, True, True), words="Quarter 4"):
    opening = view.views[OPENING]
    opening.title.value, opening.purpose.value, opening.who_sees.value = words, words, words
    opening.counsel.value, opening.question.value = "routine", question
    for box, value in zip(opening.clock, clock, strict=True):
        box.value = value
    opening.open_button.click()
    return opening


def draw(view, size=6, words="Notes of September"):
    sample = view.views[SAMPLE]
    sample.universe.value, sample.size.value, sample.seed.value = words, size, "seed"
    sample.draw_button.click()
    return sample


@pytest.fixture
def reading(view, files):
    fill_opening(view)
    view.intake._take(files())
    draw(view)
    return view.views[READING]


def answer_all(reading, given=Answer.MET):
    for _ in range(40):
        if "Every point has an answer" in reading.left.value:
            break
        reading.keys.buttons[given].click()
    reading.finish_button.click()


def test_only_rounds_and_the_opening_are_there_before_the_opening_is_answered(view):
    assert view.shown == ROUNDS
    for part in (SAMPLE, READING, RESULT):
        assert view.parts[part].disabled
        view.go(part)
        assert view.shown == OPENING


@pytest.mark.parametrize("clock", [(False, True, True), (True, True, False), (False, False, False)])
def test_each_of_the_three_sentences_is_confirmed(view, clock):
    opening = fill_opening(view, clock=clock)
    assert "confirm that you have read" in opening.said.value and view.model.round is None
    assert opening.title.value == "Quarter 4"  # what was typed stays


def test_routine_or_directed_by_counsel_is_not_guessed(view):
    opening = view.views[OPENING]
    opening.open_button.click()
    assert "routine or directed by counsel" in opening.said.value


def test_after_the_opening_comes_the_sample_and_then_reading(view, files):
    fill_opening(view)
    assert view.shown == SAMPLE
    sample = view.views[SAMPLE]
    assert "about 6" in sample.expect.value and "between" in sample.expect.value
    view.intake._take(files())
    sample.count_button.click()
    assert "8 of 8 notes on this page could be drawn" in sample.counted.value
    assert "All 8 notes that could be drawn will be read" in sample.expect.value
    draw(view)
    assert view.shown == READING and len(view.model.round.charts) == 6
    view.go(SAMPLE)
    assert "Seed" in sample.told.value and sample.form.layout.display == "none"


def test_a_draw_without_a_universe_or_with_odd_dates_says_what_is_missing(view, files):
    fill_opening(view)
    view.intake._take(files())
    assert "which charts could have been drawn" in draw(view, words=" ").said.value
    sample = view.views[SAMPLE]
    sample.first.value = "soon"
    assert "Write the dates" in draw(view).said.value
    sample.first.value, sample.last.value = "9/3/2026", "9/1/2026"
    assert "after the last one" in draw(view).said.value
    assert not view.model.round.chosen


def test_looking_for_problems_gives_no_interval_and_can_be_narrowed_to_misses(view, files):
    fill_opening(view, question=PROBLEMS)
    view.intake._take(files(3))
    sample = view.views[SAMPLE]
    assert "cannot be generalised" in sample.expect.value and sample.misses.layout.display is None
    sample.misses.value = True
    sample.count_button.click()
    assert "could be drawn" in sample.counted.value


def test_an_answer_is_kept_and_the_next_point_is_shown(reading):
    model, first = reading.model, reading.model.rule
    reading.evidence.choice.value = "none"
    reading.words.value = "not on this page"
    reading.keys.buttons[Answer.NOT_MET].click()
    own = model.reading()
    assert own.answers == {first: Answer.NOT_MET} and own.marks[first] == () and own.words[first] == "not on this page"
    assert model.rule != first and reading.words.value == ""
    reading.keys.back.click()
    assert (
        model.rule == first and reading.words.value == "not on this page" and reading.evidence.choice.value == "program"
    )
    assert "ak-chosen" in reading.keys.buttons[Answer.NOT_MET]._dom_classes


def test_keys_stand_on_the_buttons_and_can_be_switched_off(reading):
    assert "ak-key-1" in reading.keys.buttons[Answer.MET]._dom_classes
    assert "ak-key-ArrowRight" in reading.keys.forward._dom_classes
    reading.keys.switch.value = False
    assert not any(name.startswith("ak-key") for one in every(reading.box) for name in one._dom_classes)


def test_a_chart_with_points_left_is_not_finished_and_says_so(reading, view):
    reading.finish_button.click()
    assert "criteria have no answer yet" in view.say.box.value


def test_after_one_chart_the_next_is_open(reading, view):
    first = reading.model.chart
    answer_all(reading)
    assert "Chart 1 is read" in view.say.box.value and reading.model.chart != first
    assert "1 of 6 charts read" in reading.progress.value


def test_the_second_reader_s_page_shows_nothing_of_the_first(reading, view):
    for _ in range(6):
        answer_all(reading, Answer.NOT_MET)
    assert "1 Opening" in view.parts[OPENING].description
    view.go(RESULT)
    assert "second, blind reading" in view.views[RESULT].waiting.value
    view.go(READING)
    view.who.value = "Cy"
    assert reading.model.role == SECOND and reading.model.reading() is None
    assert len(reading.charts.options) == 5
    assert all("No answer yet" in one.description for one in reading.list.children if isinstance(one, w.Button))
    assert "Not met" not in reading.left.value and "0 of 5" in reading.progress.value
    for _ in range(5):
        answer_all(reading)
    view.go(RESULT)
    result = view.views[RESULT]
    assert "What the round found" in result.report.value and "6 of 6" in result.report.value


@pytest.fixture
def result(view, finished):
    made = AuditRoundView(finished)
    made.who.value = "Di"
    made.model.choose_round(finished.key)
    made.go(RESULT)
    return made


def test_strengths_come_before_findings(result):
    shown = result.views[RESULT].report.value
    assert shown.index("Strengths") < shown.index("Findings") < shown.index("All criteria")
    assert "kappa" in shown


def test_a_reply_a_plan_a_closing_and_a_reopening(result):
    page, model = result.views[RESULT], result.model
    page.add_button.click()
    assert "does not say its cause" in page.plan_said.value
    for name in ("cause", "action", "owner", "evidence"):
        page.step[name].value = name
    page.step["due_on"].value = "when it rains"
    page.add_button.click()
    assert "Write the dates" in page.plan_said.value and not model.round.plan
    page.step["due_on"].value = "12/31/2026"
    page.add_button.click()
    assert model.round.plan[0].due_on.isoformat() == "2026-12-31" and page.step["cause"].value == ""
    page.close_button.click()
    assert "billed" in page.close_said.value
    page.has_not_billed.value = True
    page.close_button.click()
    assert "nobody settled" in page.close_said.value and not model.round.is_closed
    page.leaves_open.value = True
    page.close_button.click()
    assert model.round.is_closed and page.plan_box.layout.display == "none"
    page.reopen_button.click()
    assert "why" in page.close_said.value
    page.reason.value = "A page was found"
    page.reopen_button.click()
    assert not model.round.is_closed


def test_a_refusal_does_not_stay_beside_what_was_kept_after_it_nor_praise_beside_a_refusal(result):
    page = result.views[RESULT]
    page.close_button.click()
    assert "billed" in page.close_said.value and not result.say.box.value
    for name in ("cause", "action", "owner", "evidence"):
        page.step[name].value = name
    page.step["due_on"].value = "12/31/2026"
    page.add_button.click()
    assert page.close_said.value == "" and "The plan is kept" in result.say.box.value
    assert "due 12/31/2026" in page.steps.value
    page.close_button.click()
    assert "billed" in page.close_said.value and "kept" not in result.say.box.value


def test_the_therapist_replies_to_what_is_missing(view, drawn, read_all):
    read_all(drawn, "Bo", Answer.NOT_MET)
    read_all(drawn, "Cy")
    view.go(RESULT)
    page = view.views[RESULT]
    assert len(page.chart.options) == 6 and "Not met" in page.found.value
    page.reply_button.click()
    assert "write the reply" in page.reply_said.value
    page.words.value = HOSTILE
    page.reply_button.click()
    assert "Said so far" in page.found.value and "<img" not in page.found.value + page.report.value


def test_the_report_is_taken_away(result):
    page = result.views[RESULT]
    for name, file in (("html", "audit-round.html"), ("docx", "audit-round.docx"), ("pdf", "audit-round.pdf")):
        page.takeaway.by_name[name].click()
        assert file in page.takeaway.made.value


def test_a_round_is_taken_up_again_and_asks_for_its_notes(reading, view, model, store, now, files):
    reading.keys.buttons[Answer.MET].click()
    again = AuditRoundView(type(model)(now=now, open_store=store))
    again.who.value = "Ann"
    (entry,) = again.views[ROUNDS].entries.list.children
    entry.click()
    page = again.views[READING]
    assert again.shown == READING and "6 of your 6 charts are not on this page" in page.missing.value
    again.intake._take(files())
    assert page.missing.value == "" and len(again.model.reading().answers) == 1


def test_words_of_notes_names_and_people_are_shown_and_not_run(view, note):
    fill_opening(view, words=HOSTILE)
    view.intake._take([(f"{HOSTILE}{n}.txt", note(n, more=HOSTILE)) for n in range(3)])
    draw(view, size=3, words=HOSTILE)
    reading = view.views[READING]
    reading.words.value = HOSTILE
    reading.keys.buttons[Answer.NOT_MET].click()
    for part in (ROUNDS, OPENING, SAMPLE, READING):
        view.go(part)
        for widget in every(view.page):
            if isinstance(widget, w.HTML):
                assert "<img" not in widget.value


def test_a_chart_that_cannot_be_read_is_replaced(reading, view):
    lost = reading.model.chart
    button = next(one for one in every(reading.replace_box) if isinstance(one, w.Button))
    button.click()
    assert "why" in reading.replace_said.value
    reading.reason.value = "A page is missing"
    button.click()
    assert lost not in view.model.round.charts and reading.model.chart != lost


def test_the_first_screen_loads_no_heavy_library():
    heavy = ("pandas", "duckdb", "docx", "sqlalchemy", "jinja2", "numpy")
    code = f"import sys; import auditkit.apps.audit_round.view; print([m for m in {heavy!r} if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_the_sample_is_tried_without_the_store_and_left_again(model, files, tmp_path):
    (tmp_path / "notes").mkdir()
    for name, content in files(3):
        (tmp_path / "notes" / name).write_bytes(content)
    view = AuditRoundView(model, tmp_path / "notes")
    view.views[ROUNDS].sample_button.click()
    assert view.shown == OPENING and "nothing of it is kept" in view.about.value
    fill_opening(view)
    assert view.intake_box.layout.display == "none"  # the notes are there; own files do not mix with invented ones
    draw(view, size=2)
    assert len(model.round.charts) == 2
    view.views[ROUNDS].leave_button.click()
    assert view.shown == ROUNDS and not model.rounds and view.about.value == ""


def test_a_routine_round_says_why_it_has_no_estimate_and_asks_for_no_amount(finished):
    view = AuditRoundView(finished)
    view.go(RESULT)
    estimate = view.views[RESULT].estimate
    assert "ask your counsel" in estimate.why.value and estimate.form.layout.display == "none"


def test_where_counsel_directs_amounts_are_taken_and_the_report_carries_the_estimate(model, opening, files, read_all):
    model.open(**{**opening, "is_counsel_directed": True})
    model.charts.add_files(files(5))
    view = whole(model)
    draw(view, size=2)
    for reader in ("Bo", "Cy"):
        read_all(model, reader)
    view.go(RESULT)
    result = view.views[RESULT]
    assert result.estimate.form.layout.display is None and "Point estimate" not in result.report.value
    for paid in ("90.00", "100.00"):
        result.estimate.paid.value, result.estimate.due.value = paid, "50"
        result.estimate.keep_button.click()
    assert "Point estimate" in result.report.value and "$225.00 for 5 charts" in result.report.value
    result.estimate.paid.value = "nothing"
    result.estimate.keep_button.click()
    assert "dollars and cents" in result.estimate.said.value


def test_the_known_charts_come_before_a_reader_s_first_chart_and_only_there(reading, view):
    known = reading.known
    assert known.box.layout.display is None and reading.round_box.layout.display == "none"
    assert "6 short invented charts" in known.lead.value and known.columns.layout.display == "none"
    reading.keys.buttons[Answer.MET].click()  # who has begun is not held up
    reading.refresh()
    assert known.box.layout.display == "none" and reading.round_box.layout.display is None


def test_known_charts_are_answered_without_the_program_and_compared_chart_by_chart(reading):
    known = reading.known
    known.begin_button.click()
    assert known.next_button.layout.display == "none" and "Known" not in known.point.value
    first = known.known.chart
    for _ in first.answers:
        assert "<mark" not in known.note.value
        known.keys.buttons[Answer.NOT_APPLICABLE].click()
    assert all(button.disabled for button in known.keys.buttons.values())
    assert "19 answers differ" in known.compared.value and "0 of 19" in known.lead.value
    known.list.children[0].click()
    assert "Known: <strong>met" in known.point.value and "<mark" in known.note.value
    known.next_button.click()
    assert known.known.chart is not first and not known.keys.buttons[Answer.MET].disabled


def test_after_the_last_known_chart_the_reader_sees_the_figures_and_goes_on(reading, view):
    known = reading.known
    known.begin_button.click()
    for chart in known.known.charts:
        for rule in chart.answers:
            assert known.known.chart is chart and known.known.rule == rule
            known.keys.buttons[chart.answers[rule].answer].click()
        if chart is not known.known.charts[-1]:
            known.next_button.click()
    assert "91 of 91 answers as known" in known.compared.value and known.box.layout.display is None
    view.go(READING)
    assert known.box.layout.display is None  # until the reader goes on
    known.next_button.click()
    assert known.box.layout.display == "none" and reading.columns.layout.display is None
    assert "91 of 91" in str(reading.model.outcome.report.page())


def test_known_charts_are_left_out_with_a_reason_that_the_report_tells(reading):
    known = reading.known
    known.leave_toggle.value = True
    leave = known.leave_box.children[-1].children[0]
    leave.click()
    assert "why" in known.leave_said.value
    known.reason.value = f"Read in the last round {HOSTILE}"
    leave.click()
    assert known.box.layout.display == "none" and reading.round_box.layout.display is None
    assert "Read in the last round" in str(reading.model.outcome.report.page())


def test_a_calibration_goes_on_after_the_page_was_closed_and_is_each_reader_s_own(reading, view, store, now, files):
    known = reading.known
    known.begin_button.click()
    known.keys.buttons[Answer.MET].click()
    model = type(view.model)(now=now, open_store=store, who="Ann")
    again = whole(model)
    model.choose_round(view.model.key)
    model.charts.add_files(files())
    again.go(READING)
    page = again.views[READING].known
    assert page.columns.layout.display is None and page.known.rule == list(page.known.chart.answers)[1]
    again.who.value = "Cy"
    assert page.columns.layout.display == "none" and "Before your first chart" in page.lead.value


def test_words_that_were_marked_go_with_the_answer_and_are_there_on_resume(reading, view, store, now, files):
    evidence, rule = reading.evidence, reading.model.rule
    text = reading.model.open_chart.note.text
    evidence.pick.value = "120 she hikes the shoulder above 90"
    assert evidence.words.value == "she hikes the shoulder above 90" and evidence.pick.value == ""
    assert evidence.choice.value == "own"
    evidence.add_button.click()
    evidence.words.value = "CARRY GROCERIES"
    reading.keys.buttons[Answer.MET].click()
    assert reading.model.rule != rule and evidence.words.value == "" and evidence.own == []
    model = type(view.model)(now=now, open_store=store, who="Ann")
    again = whole(model)
    model.choose_round(view.model.key)
    model.charts.add_files(files())
    again.go(READING)
    page = again.views[READING]
    page._choose_rule(rule)
    quotes = [text[slice(*span)] for span in page.evidence.own]
    assert quotes == ["carry groceries", "she hikes the shoulder above 90"]
    assert (
        "“carry groceries”" in page.evidence.marked.value
        and 'na-strong" id="na-first">carry groceries' in page.note.value
    )
    assert "hikes" not in str([e.details for e in model.kept.events("round_readings")])


def test_words_that_are_not_in_the_note_are_refused_and_nothing_is_kept(reading):
    reading.evidence.words.value = "needs help to climb stairs"
    reading.keys.buttons[Answer.MET].click()
    assert "not in the note" in reading.evidence.said.value and reading.model.reading() is None
    reading.evidence.add_button.click()
    assert "not in the note" in reading.evidence.said.value and reading.evidence.own == []
    reading.evidence.clear_button.click()
    reading.evidence.choice.value = "own"
    reading.keys.buttons[Answer.MET].click()
    assert "Mark the words" in reading.evidence.said.value and reading.model.reading() is None
    reading.evidence.clear_button.click()
    assert reading.evidence.said.value == "" and reading.evidence.choice.value != "own"


def test_a_note_can_be_marked_by_keyboard_and_says_so(reading):
    assert 'data-pick="" tabindex="0" role="region" aria-label="The note' in reading.note.value


def test_both_answers_stand_side_by_side_with_what_each_marked_and_nothing_is_proposed(result):
    settling = result.views[RESULT].settling
    shown = settling.both.value
    assert shown.index("Bo") < shown.index("✓ Met") < shown.index("<q>") < shown.index("Cy") < shown.index("✕ Not met")
    assert settling.answer.value == "" and settling.reason.value == "" and "The program" not in shown
    result.model.forget_notes()
    result.go(RESULT)
    assert "<q>" not in settling.both.value and "Give this note again" in settling.both.value


def test_a_third_person_settles_a_point_with_a_reason_and_the_next_open_one_is_shown(result):
    settling, first = result.views[RESULT].settling, result.views[RESULT].settling.point.value
    assert settling.is_together.layout.display == "none"  # Di read no chart
    settling.keep_button.click()
    assert "choose the answer" in settling.said.value
    settling.answer.value = Answer.UNCLEAR
    settling.keep_button.click()
    assert "say why" in settling.said.value and not result.model.round.settled
    settling.reason.value = HOSTILE
    settling.keep_button.click()
    assert len(result.model.round.settled) == 1 and "1 settled" in settling.how_far.value
    assert settling.point.value != first and settling.answer.value == "" and settling.reason.value == ""
    settling.point.value = first
    assert "Settled" in settling.both.value and "<img" not in settling.both.value + result.views[RESULT].report.value
    assert settling.answer.value is Answer.UNCLEAR


def test_one_of_the_two_readers_settles_only_together_with_the_other(result):
    result.who.value = "Cy"
    result.go(RESULT)
    settling = result.views[RESULT].settling
    assert settling.is_together.description == "Bo and I settled this together"
    settling.answer.value, settling.reason.value = Answer.MET, "The skill is in the second line"
    settling.keep_button.click()
    assert "together with Bo" in settling.said.value and not result.model.round.settled
    settling.is_together.value = True
    settling.keep_button.click()
    assert len(result.model.round.settled) == 1


def test_where_nobody_differs_it_says_so_and_closing_asks_nothing(drawn, read_all):
    for reader in ("Bo", "Cy"):
        read_all(drawn, reader)
    view = AuditRoundView(drawn)
    view.go(RESULT)
    page = view.views[RESULT]
    assert "Nowhere." in page.settling.how_far.value and page.leaves_open.layout.display == "none"


def test_a_reader_who_has_not_finished_sees_nothing_of_where_two_differ(view, drawn, read_all):
    read_all(drawn, "Bo")
    view.go(RESULT)
    settling = view.views[RESULT].settling
    assert view.views[RESULT].result.layout.display == "none" and not settling.point.options
    assert settling.both.value == settling.how_far.value == ""


@pytest.mark.parametrize(("given", "has_words"), [(Answer.MET, True), (Answer.NOT_MET, False), (Answer.UNCLEAR, False)])
def test_words_that_the_program_marked_go_with_its_own_answer_only(reading, given, has_words):
    rule = reading.model.rule
    assert reading.model.proposed_answer is Answer.MET and reading.evidence.choice.value == "program"
    reading.keys.buttons[given].click()
    assert bool(reading.model.reading().marks[rule]) is has_words


def test_who_comes_round_to_the_program_s_answer_takes_its_words_and_who_wants_none_keeps_none(reading):
    rule = reading.model.rule
    for given, choice, has_words in (
        (Answer.NOT_MET, None, False),
        (Answer.MET, None, True),
        (Answer.MET, "none", False),
    ):
        reading._choose_rule(rule)
        if choice:
            reading.evidence.choice.value = choice
        reading.keys.buttons[given].click()
        assert bool(reading.model.reading().marks[rule]) is has_words
    reading._choose_rule(rule)
    assert reading.evidence.choice.value == "none"


def test_a_correction_that_is_not_finished_again_is_said_in_the_place_of_the_result(finished):
    finished.outcome.close(has_billed=False, leaves_open=True)
    finished.outcome.reopen("A page was found")
    finished.who = "Bo"
    finished.propose_role()
    finished.choose_chart(finished.places()[0].chart)
    assert finished.answer(Answer.UNCLEAR) == ""
    view = AuditRoundView(finished)
    view.go(RESULT)
    assert "Corrected and not finished again by Bo" in view.views[RESULT].waiting.value
