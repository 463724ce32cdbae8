"""Marked words of a note: kept without the words, found again where they moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.desks.rounds.marks import Mark, find, mark, spans

NOTE = "S: She can carry groceries.\nO: Flexion 104 degrees,\n96 at evaluation. She can\tcarry  groceries again."


def test_a_mark_holds_no_word_and_gives_the_words_back():
    span = find(NOTE, "Flexion 104 degrees")
    kept = mark(NOTE, "key", span)
    assert "Flexion" not in repr(kept) and spans(NOTE, "key", [kept]) == [span]


def test_words_are_found_over_line_ends_and_spaces_and_nearest_to_where_they_were_marked():
    assert NOTE[slice(*find(NOTE, "degrees, 96 at"))] == "degrees,\n96 at"
    assert NOTE[slice(*find(NOTE, "carry groceries", near=len(NOTE)))] == "carry  groceries"
    assert find(NOTE, "carry groceries")[0] == NOTE.index("carry")


def test_capitals_matter_only_where_the_words_are_not_there_as_written():
    text = "rom 90. ROM 120."
    assert text[slice(*find(text, "ROM 120"))] == "ROM 120" and find(text, "ROM")[0] == 8 and find(text, "Rom")[0] == 0


@pytest.mark.parametrize("words", ["", "  ", "stairs", "carry groceries groceries"])
def test_what_is_not_there_is_not_found(words):
    assert find(NOTE, words) is None


def test_a_mark_moves_with_its_words():
    kept = mark(NOTE, "key", find(NOTE, "Flexion 104 degrees"))
    moved = "Printed twice.\n" + NOTE
    (span,) = spans(moved, "key", [kept])
    assert moved[slice(*span)] == "Flexion 104 degrees"


def test_a_mark_of_another_note_or_of_words_that_are_gone_shows_nothing():
    kept = mark(NOTE, "key", find(NOTE, "Flexion 104 degrees"))
    assert spans(NOTE, "other", [kept]) == [] and spans("Short.", "key", [kept]) == []
    assert spans(NOTE.replace("104", "140"), "key", [kept]) == []


def test_marks_of_older_rounds_have_no_digest_and_hold_as_far_as_the_note_goes():
    assert spans(NOTE, "key", [Mark(0, 2), Mark(5, 10_000), Mark(4, 4)]) == [(0, 2)]


@given(st.text(min_size=1, max_size=80), st.data())
def test_whatever_is_marked_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert spans(text, "k", [mark(text, "k", (start, end))]) == [(start, end)]
    words = text[start:end]
    if words.split():
        found = find(text, words, start)
        assert " ".join(text[slice(*found)].split()) == " ".join(words.split())
