"""What is found only as far as it is asked for, and kept."""

from __future__ import annotations

from itertools import count, islice

from hypothesis import given
from hypothesis import strategies as st

from auditkit.text.lazily import Lazily
from auditkit.text.note import Note


def test_nothing_is_found_before_it_is_asked_for():
    asked = []
    found = Lazily(asked.append(number) or number for number in count())
    assert list(islice(found, 3)) == [0, 1, 2]
    assert list(islice(found, 2)) == [0, 1]
    assert asked == [0, 1, 2]


@given(st.lists(st.integers()), st.integers(0, 8))
def test_however_far_it_was_read_the_next_reader_gets_all(items, taken):
    found = Lazily(iter(items))
    first = list(islice(found, taken))
    assert first == items[:taken]
    assert list(found) == items == list(found)


@given(st.text(alphabet="a1 2.\n;\u0663\u00bd", max_size=60))
def test_a_sentence_counts_the_numbers_in_figures_that_stand_in_it(text):
    note = Note(text)
    for sentence in note.sentences:
        words = text[sentence.start : sentence.end]
        runs = "".join(c if c in "0123456789" else " " for c in words).split()
        assert note.numbers[sentence.index] == len(runs)
