"""One person's quiz: kept answer by answer, gone on with later, never explained too early."""

from __future__ import annotations

import re

import pytest

from auditkit.apps.training.asking import QUESTIONS, Asking, chosen_words
from auditkit.apps.training.codes import fresh_code
from auditkit.desks.quiz_sheets import SHEETS, sheet_key
from auditkit.desks.training import Refused
from auditkit.store.records import Conflict
from auditkit.training.quiz import bank_of
from auditkit.training.quiz_item import Form

SLUG = "skilled-need"


def begin(model, form=Form.AFTER, code="maple-37", session="2026-11-24-skilled-need-1"):
    return Asking(model, model.lessons[SLUG], session, form, code)


def test_a_quiz_that_is_closed_in_the_middle_goes_on_with_the_same_question(reopened):
    first = begin(reopened())
    for _ in range(3):
        first.answer(0)
    asked_next = first.current.id
    again = begin(reopened())
    assert again.was_begun
    assert again.place == 3
    assert again.current.id == asked_next
    assert [a.chosen for a in again.answered()] == [0, 0, 0]


def test_a_finished_quiz_is_not_asked_again(reopened):
    asking = begin(reopened())
    while not asking.is_done:
        asking.answer(min(asking.current.right))
    assert asking.sheet.finished_at is not None
    again = begin(reopened())
    assert again.is_done and again.current is None
    assert len(again.answered()) == len(again.items) == QUESTIONS
    assert all(one.is_right for one in again.answered())


def test_no_question_is_in_two_forms(model):
    asked = [item.id for form in Form for item in begin(model, form).items]
    assert len(asked) == len(set(asked)) == 3 * QUESTIONS


def test_everybody_in_a_session_is_asked_the_same(model):
    assert [i.id for i in begin(model, code="maple-37").items] == [i.id for i in begin(model, code="otter-11").items]


def test_before_the_session_nothing_is_explained_until_the_end(model):
    assert not begin(model, Form.BEFORE).explains_at_once
    assert begin(model, Form.AFTER).explains_at_once
    assert begin(model, Form.LATER).explains_at_once


@pytest.mark.parametrize("code", ["Ann Miller", "maple", "maple-3", "maple-377", "", "37-maple", "jo-12", "<b>-11"])
def test_what_is_no_code_is_refused_and_not_kept(model, code):
    with pytest.raises(Refused):
        begin(model, code=code)
    assert model.kept.events(SHEETS) == []


def test_a_code_in_capitals_or_with_blanks_round_it_is_the_same_code(model):
    begin(model).answer(0)
    assert begin(model, code=" Maple-37 ").place == 1


def test_two_windows_with_one_code_do_not_count_an_answer_twice(reopened):
    first, second = begin(reopened()), begin(reopened())
    first.answer(0)
    with pytest.raises(Conflict):
        second.answer(1)
    assert second.place == 1  # it goes on from what the first kept
    second.answer(0)
    assert len(begin(reopened()).answered()) == 2


def test_what_is_kept_of_an_answer_is_a_code_and_numbers_and_no_text_of_a_note(model):
    asking = begin(model)
    item = asking.current
    asking.answer(0)
    kept = repr([event.details for event in model.kept.events(SHEETS)])
    for words in (item.shown, *item.options):
        assert not words or words not in kept
    assert {event.who for event in model.kept.events(SHEETS)} == {"maple-37"}


def test_offered_codes_are_codes_and_not_taken():
    taken = {fresh_code() for _ in range(200)}
    for code in taken:
        sheet_key("s", "before", code)
    assert fresh_code(taken) not in taken
    assert all(re.fullmatch(r"[a-z]+-\d\d", code) for code in taken)


def test_units_are_said_in_words():
    counted = next(item for item in bank_of("timed_units") if not item.options)
    assert chosen_words(counted, 1) == "1 unit"
    assert chosen_words(counted, 0) == "0 units"
