"""Rounds without widgets: the opening, the draw, two readers who do not see each other, coming back later, the result."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.apps.audit_round.charts import DISCIPLINE, Narrowing
from auditkit.apps.audit_round.expected import compared, expected
from auditkit.apps.audit_round.model import BEGUN, FINISHED, FIRST, NOT_READ, SECOND, AuditRoundModel
from auditkit.desks.rounds.round import DESK, PROBLEMS, READINGS
from auditkit.rule import Answer
from auditkit.store import note_key


@pytest.mark.parametrize(
    "changed", [{"title": " "}, {"purpose": ""}, {"who_sees": ""}, {"question": ""}, {"has_read_clock": False}]
)
def test_no_round_begins_without_its_opening(model, changed, opening):
    assert model.open(**{**opening, **changed})
    assert not model.rounds and model.round is None


def test_nothing_is_done_by_nobody(model, opening):
    model.who = "  "
    assert "who you are" in model.open(**opening)


def test_a_sample_is_kept_with_its_seed_and_can_be_drawn_again(drawn, opening, files, now):
    round_ = drawn.round
    assert (len(round_.chosen), round_.frame_size, round_.seed) == (6, 8, "seed")
    assert "Notes of September" in round_.universe and len(round_.second) == 5
    assert "drawn already" in drawn.draw(Narrowing(), universe="u", size=2, seed="other")
    other = AuditRoundModel(now=now, who="Ann")
    other.open(**opening)
    other.charts.add_files(reversed(files()))
    other.draw(Narrowing(), universe="Notes of September", size=6, seed="seed")
    assert other.round.chosen == round_.chosen and other.round.frame_hash == round_.frame_hash


@pytest.mark.parametrize(("size", "seed"), [(0, "s"), (-1, "s"), (3, "  ")])
def test_a_draw_that_cannot_be_is_refused_in_a_sentence(model, size, seed, opening, files):
    model.open(**opening)
    model.charts.add_files(files(3))
    assert model.draw(Narrowing(), universe="u", size=size, seed=seed).startswith("Not drawn")
    assert not model.round.chosen


def test_without_notes_nothing_is_drawn(model, opening):
    model.open(**opening)
    assert "no chart" in model.draw(Narrowing(), universe="u", size=3, seed="s")


def test_one_note_is_a_frame_of_one(model, opening, files):
    model.open(**opening)
    model.charts.add_files(files(1))
    assert model.draw(Narrowing(), universe="u", size=30, seed="s") == ""
    assert len(model.round.charts) == len(model.round.second) == 1


def test_the_same_text_in_two_files_is_one_chart(model, files, note):
    assert model.charts.add_files([*files(2), ("copy.txt", note(0))]) == 2
    assert model.charts.again == 1


def test_a_frame_is_narrowed_and_says_what_had_no_date(model, files, note):
    model.charts.add_files(
        [
            *files(2),
            ("june.txt", note(7, day="06/01/2026")),
            ("odd.txt", b"Physical therapy daily note.\nS: Patient is well.\n"),
        ]
    )
    frame = model.charts.frame(Narrowing(first=date(2026, 9, 1), last=date(2026, 9, 30)))
    assert len(frame.keys) == 2 and frame.without_date == 1
    assert len(model.charts.frame(Narrowing(kind="evaluation")).keys) == 0
    assert len(model.charts.frame(Narrowing()).keys) == 4


def test_strata_are_drawn_from_each(model, opening, files, note):
    model.open(**opening)
    other = note(9).replace(b"Physical therapy", b"Occupational therapy").replace(b"97110", b"97530")
    model.charts.add_files([*files(6), ("ot.txt", other)])
    assert model.draw(Narrowing(), universe="u", size=3, seed="s", by=DISCIPLINE) == ""
    drawn = next(e for e in model.round.history if e.kind == "drawn").details["strata"]
    assert set(drawn) == {"PT", "OT"} and all(k >= 1 for k, _ in drawn.values())


def test_a_targeted_round_says_that_it_cannot_be_generalised(model, opening, files):
    model.open(**{**opening, "question": PROBLEMS})
    model.charts.add_files(files(3))
    model.draw(Narrowing(), universe="u", size=2, seed="s")
    assert model.is_targeted and "cannot be generalised" in model.round.scope_words


def test_a_note_of_no_known_kind_is_still_asked(model):
    model.charts.add_files([("odd.txt", b"Well today. Will be back.")])
    (chart,) = model.charts.values()
    assert len(chart.asked) > 5


def test_answers_are_kept_at_once_and_reading_goes_on_where_it_stopped(drawn, store, files, now):
    drawn.resume()
    first, rules = drawn.chart, drawn.open_chart.asked
    for rule in rules[:3]:
        drawn.rule = rule
        assert drawn.answer(Answer.NOT_MET, words="seen twice") == ""
    again = AuditRoundModel(now=now, open_store=store, who="Ann")
    again.choose_round(drawn.key)
    assert len(again.missing) == 6 and again.open_chart is None
    again.resume()
    assert again.chart == ""
    again.charts.add_files(files())
    again.resume()
    assert (again.chart, again.rule) == (first, rules[3]) and not again.missing
    assert again.reading().words[rules[0]] == "seen twice" and again.reading().marks[rules[0]] == ()


def test_no_word_of_a_note_and_no_file_name_reaches_the_store(finished, note):
    kept = str([e.details for desk in (DESK, READINGS) for e in finished.kept.events(desk)])
    assert "groceries" not in kept and "visit0" not in kept and note_key(note(0).decode()) in kept


def test_a_chart_with_points_left_is_not_finished(drawn):
    drawn.resume()
    drawn.answer(Answer.MET, evidence=drawn.proposed)
    assert "have no answer yet" in drawn.finish()
    assert {p.state for p in drawn.places()} == {BEGUN, NOT_READ}


def test_a_second_reader_gets_only_second_charts_and_nothing_of_the_first(drawn, read_all):
    read_all(drawn, "Bo")
    drawn.who = "Cy"
    drawn.propose_role()
    assert drawn.role == SECOND
    assert {p.chart for p in drawn.places()} == set(drawn.round.second_charts)
    assert {p.state for p in drawn.places()} == {NOT_READ}
    drawn.resume()
    assert drawn.reading() is None and not drawn.is_all_read and drawn.outcome.result is None
    drawn.role = FIRST  # also who calls himself first reader gets no chart that is another's
    assert {p.chart for p in drawn.places()} == set(drawn.round.second_charts)


def test_a_third_reader_gets_no_chart_that_two_have_read(finished):
    finished.who = "Di"
    finished.propose_role()
    assert finished.places() == []


def test_the_same_name_in_other_capitals_is_the_same_reader(drawn, read_all):
    read_all(drawn, "Bo")
    drawn.who = " BO "
    drawn.propose_role()
    assert drawn.reader == "Bo" and drawn.role == FIRST
    assert {p.state for p in drawn.places()} == {FINISHED}


def test_the_result_is_there_when_all_is_read_and_answers_stay_then(finished):
    found = finished.outcome.result
    assert (found.charts, found.read, found.critical.k, found.critical.n) == (6, 6, 0, 6)
    assert max(a.same.n for a in found.agreement) == 5
    finished.who = "Bo"
    finished.propose_role()
    finished.choose_chart(finished.places()[0].chart)
    assert "stay as they were given" in finished.answer(Answer.NOT_MET)


def test_a_chart_is_replaced_and_the_round_goes_on(drawn):
    lost = drawn.round.charts[0]
    assert "why" in drawn.replace(lost, " ")
    assert drawn.replace(lost, "A page is missing") == ""
    assert lost not in drawn.round.charts and len(drawn.round.charts) == 6


def test_replies_plan_closing_and_reopening(finished):
    chart = finished.round.charts[0]
    assert finished.outcome.reply(chart, "The goal is on page 2.") == ""
    step = {"cause": "c", "action": "a", "owner": "o", "due_on": "2026-12-31", "evidence": "e", "reaudit_on": ""}
    assert finished.outcome.plan([step]) == "" and finished.round.plan[0].owner == "o"
    assert "billed" in finished.outcome.close(has_billed=True)
    assert finished.outcome.close(has_billed=False, leaves_open=True) == "" and finished.round.is_closed
    assert "closed" in finished.outcome.reply(chart, "But")
    assert "why" in finished.outcome.reopen("")
    assert finished.outcome.reopen("A page was found") == "" and not finished.round.is_closed


def test_before_all_is_read_there_is_no_reply_and_no_closing(drawn):
    assert "when all charts are read" in drawn.outcome.reply(drawn.round.charts[0], "But")
    assert "not read to the end" in drawn.outcome.close(has_billed=False, leaves_open=True)


def test_two_windows_of_one_reader_get_one_sentence(drawn, store, files, now):
    other = AuditRoundModel(now=now, open_store=store, who="Ann")
    other.choose_round(drawn.key)
    other.charts.add_files(files())
    drawn.resume()
    other.resume()
    assert drawn.answer(Answer.MET, evidence=drawn.proposed) == ""
    assert "Ann changed this" in other.answer(Answer.NOT_MET)
    assert other.reading().answers == drawn.reading().answers


def test_a_round_over_the_sample_is_not_kept(model, tmp_path, store, opening, files):
    (tmp_path / "notes").mkdir()
    for name, content in files(3):
        (tmp_path / "notes" / name).write_bytes(content)
    model.add_sample(tmp_path / "notes")
    assert model.open(**opening) == "" and model.draw(Narrowing(), universe="u", size=2, seed="s") == ""
    with store() as opened:
        assert not opened.events(DESK)
    model.leave_sample()
    assert not model.rounds and not model.charts


def test_what_is_to_be_expected_is_said_in_words():
    assert "10 charts will show about 2" in expected(10, 0.2) and "between 2.5% and 56%" in expected(10, 0.2)
    assert [size for size, _ in compared(0.1, 45)] == [10, 30, 45]
    with pytest.raises(ValueError, match="size"):
        expected(0, 0.1)


def test_after_a_reopening_answers_can_be_corrected_and_both_versions_stay(finished):
    rule = next(iter(finished.critical & set(finished.charts[finished.round.charts[0]].asked)))
    assert finished.outcome.close(has_billed=False, leaves_open=True) == ""
    assert finished.outcome.reopen("A page was found") == ""
    agreed = {a.rule: a.same.k for a in finished.outcome.result.agreement}
    finished.who = "Bo"
    finished.propose_role()
    finished.choose_chart(finished.round.second_charts[0])
    finished.rule = rule
    assert finished.answer(Answer.NOT_MET) == "" and not finished.is_all_read
    assert finished.finish() == "" and finished.is_all_read
    found = finished.outcome.result
    assert found.critical.k == 1  # it counts
    assert {a.rule: a.same.k for a in found.agreement} == agreed  # and agrees with nobody: it was not blind
    assert finished.outcome.close(has_billed=False, leaves_open=True) == ""
    words = str(finished.outcome.report.page())
    assert (
        "0 of 6 charts with a payment-critical error" in words
        and "1 of 6 charts with a payment-critical error" in words
    )


def test_charts_with_findings_and_no_reply_are_counted_before_closing(drawn, read_all):
    read_all(drawn, "Bo", Answer.NOT_MET)
    read_all(drawn, "Cy", Answer.NOT_MET)
    assert drawn.outcome.without_reply == 6
    drawn.outcome.reply(drawn.round.charts[0], "It is on page 2.")
    assert drawn.outcome.without_reply == 5
