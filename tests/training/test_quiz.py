"""Quizzes: right answers are right, nobody is asked the same twice, and the same seed asks the same."""

import re

import pytest

from auditkit.rule import NoteRule
from auditkit.training.quiz import bank_of, form_of, quiz
from auditkit.training.quiz_item import NO, YES, Form, Task
from auditkit.training.taught import every_rule
from auditkit.units import table_units

BANKS = {name: bank_of(name) for name in every_rule()}


@pytest.mark.parametrize("rule", BANKS)
def test_every_item_has_a_right_answer_a_reason_and_a_source(rule):
    for item in BANKS[rule]:
        assert item.right and item.why and item.sources and item.stem
        assert (item.task is Task.COUNT) == (not item.options)
        if item.options:
            assert all(0 <= n < len(item.options) for n in item.right)
            assert len(item.right) < len(item.options), "an item that cannot be answered wrongly"
            assert all(option.strip() for option in item.options) and len(set(item.options)) == len(item.options)
    assert len({item.id for item in BANKS[rule]}) == len(BANKS[rule])


@pytest.mark.parametrize(
    "rule", [name for name, rule in every_rule().items() if isinstance(rule, NoteRule) and name != "cloned_note"]
)
def test_each_form_of_a_note_rule_asks_both_what_is_there_and_what_is_not(rule):
    for form in Form:
        judged = [item for item in BANKS[rule] if item.task is Task.JUDGE and form_of(item) is form]
        answers = {item.options[min(item.right)] for item in judged}
        assert answers == {YES, NO}


def test_no_words_are_asked_before_and_again_after():
    for bank in BANKS.values():
        seen = {}
        for item in bank:
            for words in (
                item.options if item.task is Task.PICK else (item.shown,) if item.task is not Task.MARK else ()
            ):
                key = " ".join(words.split())
                assert seen.setdefault((item.task, key), form_of(item)) is form_of(item)


def test_the_same_seed_asks_the_same_and_another_seed_asks_others():
    rules = ["skilled_need", "timed_units"]
    assert quiz(rules, Form.BEFORE, seed="a") == quiz(rules, Form.BEFORE, seed="a")
    assert quiz(rules, Form.BEFORE, seed="a") != quiz(rules, Form.BEFORE, seed="b")


def test_rules_take_turns_and_a_discipline_comes_first():
    items = quiz(["skilled_need", "goal_measurable"], Form.AFTER, count=6, disciplines=("SLP",))
    assert [item.rule for item in items] == ["skilled_need", "goal_measurable"] * 3
    assert items[0].discipline == "SLP"


def test_units_that_are_counted_are_those_of_the_day_s_total_time():
    for item in BANKS["timed_units"]:
        if item.task is Task.COUNT:
            minutes = sum(int(n) for n in re.findall(r": (\d+) minutes", item.shown))
            assert item.right == {table_units(minutes)}
            assert item.is_right(table_units(minutes)) and not item.is_right(table_units(minutes) + 1)


def test_what_passes_and_what_does_not_are_spread_over_before_and_after():
    firsts = [
        bank[0].right for bank in BANKS.values() if bank and bank[0].options and bank[0].options[0] == "It passes"
    ]
    assert 0.25 < sum(right == {0} for right in firsts) / len(firsts) < 0.75


@pytest.mark.parametrize(
    "rule", [name for name, rule in every_rule().items() if not isinstance(rule, NoteRule) or name == "cloned_note"]
)
def test_each_form_of_a_check_asks_one_that_passes_and_one_that_does_not(rule):
    for form in Form:
        judged = [item for item in BANKS[rule] if item.task is Task.JUDGE and form_of(item) is form]
        assert sorted(min(item.right) for item in judged) == [0, 1]


def test_every_rule_can_be_asked_before_after_and_later():
    for rule, bank in BANKS.items():
        assert {form_of(item) for item in bank} == set(Form), rule


def test_the_first_two_items_of_a_check_are_its_own_examples_as_they_always_were():
    for name, rule in every_rule().items():
        if not isinstance(rule, NoteRule):
            first, second = BANKS[name][:2]
            assert {first.why, second.why} == {f"{e.reason} {rule.why}" for e in (rule.good, rule.bad)}


def test_an_unknown_rule_is_an_error_and_no_rule_is_an_empty_quiz():
    with pytest.raises(KeyError):
        quiz(["no_such_rule"], Form.BEFORE)
    assert quiz([], Form.BEFORE) == []
