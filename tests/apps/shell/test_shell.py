"""Text is text, states are words, and a callback fails in a sentence."""

import logging

import pytest

from auditkit.apps.shell import badge, card, guarded, notice, safe, verdict_badge
from auditkit.rule import Answer

NASTY = "<img src=x onerror=y>\"'&"


def test_text_never_becomes_markup():
    for html in (
        safe(NASTY),
        badge("good", NASTY),
        card(NASTY, NASTY, link=NASTY, link_text=NASTY, mark=NASTY),
        notice(NASTY),
    ):
        assert "<img" not in html
        assert "\"'&" not in html


@pytest.mark.parametrize("value, text", [(None, ""), (0, "0"), ("", ""), ("plain text", "plain text"), (3.5, "3.5")])
def test_what_needs_no_escaping_stays_as_it_is(value, text):
    assert safe(value) == text


def test_each_answer_has_its_own_word_shape_and_class():
    badges = [verdict_badge(answer) for answer in Answer]
    assert len({b.partition("class=")[2][:20] for b in badges}) == len({b[-40:] for b in badges}) == 4
    assert "Cannot tell" in verdict_badge("unclear")


def test_a_callback_that_fails_shows_one_sentence_and_nothing_of_the_note(caplog):
    shown = []

    def reads(note):
        raise ValueError(f"cannot read {note}")

    with caplog.at_level(logging.DEBUG):
        assert guarded(reads, shown.append, "Reading the file")("Jane Doe fell") is None
    assert "Reading the file did not work (ValueError)." in shown[0]
    assert "Jane Doe" not in shown[0] + caplog.text
    assert "ValueError in reads line" in caplog.text


def test_a_callback_that_works_returns_its_value_and_shows_nothing():
    shown = []
    assert guarded(lambda x: x + 1, shown.append)(1) == 2
    assert shown == []


def test_stopping_the_program_is_no_failure_of_a_callback():
    def stops():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(stops, lambda _: pytest.fail("shown"))()
