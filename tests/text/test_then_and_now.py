"""Two values of one sentence are told apart by words of time; nothing else makes a pair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.text.note import Note
from auditkit.text.then_and_now import pairs


def shown(text: str, *, spelled: bool = False, arrows: bool = False) -> list[str]:
    low = text.lower()
    return [text[a:b] for a, b in pairs(low, 0, len(low), spelled=spelled, arrows=arrows)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Flexion went from 95 to 110 degrees.", "from 95 to 110 degrees"),
        ("TUG 14.1 s, was 19 s.", "14.1 s, was 19 s"),
        ("Walked 1050 ft, was 900 ft.", "1050 ft, was 900 ft"),
        ("At eval grip 30 lb, now 45 lb.", "eval grip 30 lb, now 45 lb"),
        ("Knee flexion 104 degrees, same as on 6/15/2026.", "104 degrees, same as on 6/15/2026"),
    ],
)
def test_two_values_with_a_word_of_time_are_a_pair(text, first):
    assert shown(text)[0] == first


def test_values_with_an_arrow_are_a_pair_only_where_arrows_are_asked_for():
    assert shown("DGI 14 -> 19", arrows=True) == ["14 -> 19"]
    assert shown("DGI 14 -> 19") == []


def test_number_words_are_values_only_as_whole_words():
    assert shown("held for twelve seconds, was seven", spelled=True) == ["twelve seconds, was seven"]
    assert shown("extension lag 9 degrees, was less often tender", spelled=True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Gait speed to reach 0.84 m/s, by 6/29/2026.",  # the year of a date is no second value
        "Accuracy at least 85%, by April 17, 2026.",
        "TUG 14 s and single-leg stance 8 s.",  # two measures, no word of time
        "Flexion 110 degrees; extension was limited.",
        "He was seen on 9/30.",
        "",
    ],
)
def test_without_two_values_told_apart_by_time_there_is_no_pair(text):
    assert shown(text) == []


@given(st.text(alphabet=st.sampled_from("0123456789 .,;/-<>%\nwasfromtnowevl"), max_size=120))
def test_a_pair_lies_in_its_sentence_and_begins_and_ends_with_what_it_joins(text):
    for start, end in pairs(text, 0, len(text), spelled=False, arrows=True):
        assert 0 <= start < end <= len(text)
        assert any(char.isdigit() for char in text[start:end])


@given(st.permutations(range(5)))
def test_measured_values_do_not_depend_on_which_sentence_is_read_first(order):
    text = "Grip 19 kg. TUG 14 s, was 19 s. Pain 4/10. Hip abduction 4+/5. Her sister scored 20 on the MoCA."
    whole = [(m.start, m.end, m.unit) for m in Note(text).measures]
    note = Note(text)
    for index in order:
        if index < len(note.sentences):
            assert note.measured[index] is note.measured[index]
    assert [(m.start, m.end, m.unit) for m in note.measures] == whole
    assert [text[a:b] for a, b, _ in whole] == ["19 kg", "14 s", "19 s", "4+/5"]
