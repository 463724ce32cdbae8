"""Sentences, each in its section, as practices write their lines."""

from __future__ import annotations

import pytest

from auditkit.text.lines import line_spans
from auditkit.text.sentences import sentences


def read(text: str) -> list[tuple[str, str, str]]:
    """(section, label, words) of every sentence."""
    return [(str(s.section), s.label, text[s.body : s.end].strip()) for s in sentences(text, line_spans(text))]


def words(text: str) -> list[str]:
    return [spoken for _, _, spoken in read(text)]


def test_a_label_opens_its_section_and_is_not_part_of_the_words():
    assert read("Objective: Knee flexion 110 deg.") == [("objective", "objective", "Knee flexion 110 deg.")]


def test_labels_inside_a_line_open_their_sections():
    assert read("S: Less pain. O: Flexion 110. A: Improving. P: Continue.") == [
        ("subjective", "s", "Less pain."),
        ("objective", "o", "Flexion 110."),
        ("assessment", "a", "Improving."),
        ("plan", "p", "Continue."),
    ]


def test_a_heading_alone_on_its_line_holds_until_the_next():
    text = "**Assessment**\n\nGait is slower.\n\nNeeds cues.\n\nPLAN\nMore steps."
    assert [(section, spoken) for section, _, spoken in read(text) if spoken] == [
        ("assessment", "Gait is slower."),
        ("assessment", "Needs cues."),
        ("plan", "More steps."),
    ]


def test_a_label_of_facts_holds_for_its_line_only():
    text = "Plan: Stairs next.\nDx: M17.11\nAdd a rail."
    assert [section for section, _, _ in read(text)] == ["plan", "diagnosis", "plan"]


def test_a_label_before_a_dash_and_one_in_capitals_open_their_sections():
    assert [section for section, _, _ in read("Plan - stairs next.")] == ["plan"]
    assert [section for section, _, _ in read("PLAN Stairs next; then a curb.")] == ["plan", "plan"]


@pytest.mark.parametrize(
    "text", ["Seen at 10:30 for gait.", "Ratio 3:1 on stairs.", "See http://example.org/plan: there."]
)
def test_a_colon_that_ends_no_label_opens_nothing(text):
    assert {section for section, _, _ in read(text)} == {"note"}


@pytest.mark.parametrize(
    "text",
    [
        "Amb. 150 ft. with min. assist x 2.",
        "Seen by R.M. Reyes today.",
        "Referred by Dr. Okafor.",
        "Flexion 4.5 cm more.",
        "Used e.g. a cane.",
        "In at 9 a.m. for gait.",
    ],
)
def test_the_full_stop_of_an_abbreviation_or_a_number_ends_no_sentence(text):
    assert words(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Walked 150 ft. Needed cues.", 2),
        ("Tolerated well.Needs cues.", 2),
        ("Pain 4/10; sleeps better", 2),
        ("Ready? Yes! Home today.", 3),
        ("Walked. (slowly.) Sat.", 3),
    ],
)
def test_a_mark_that_ends_a_sentence_ends_it(text, count):
    assert len(words(text)) == count


def test_a_line_that_was_wrapped_goes_on_in_the_next():
    first = "Patient walked one hundred and fifty feet on level ground with a rolling walker and"
    text = f"{first}\nneeded verbal cues for step length.\nSat."
    assert words(text) == [f"{first}\nneeded verbal cues for step length.", "Sat."]


def test_a_bullet_is_no_continuation():
    first = "- Patient walked one hundred and fifty feet on level ground with a rolling walker"
    assert len(words(f"{first}\n- needed verbal cues for step length")) == 2


def test_more_than_at_the_head_of_a_wrapped_line_is_no_bullet():
    first = "Median nerve glides were cut from ten to four per bout when the tingling lingered"
    assert len(words(f"{first}\n> 20 min, then rebuilt by 2s.")) == 1


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\f", "\u2028"])
def test_every_kind_of_line_end_ends_a_line(ends):
    text = f"S: Less pain{ends}O: Flexion 110{ends}"
    assert [section for section, _, _ in read(text)] == ["subjective", "objective"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. Walk 200 ft. ongoing  2. Stairs. met  3. Golf", ["Walk 200 ft. ongoing", "Stairs.", "met", "Golf"]),
        ("STG: 1. Reach a shelf 2. Lift 5 lb. 3. Drive", ["1. Reach a shelf", "Lift 5 lb.", "Drive"]),
    ],
)
def test_the_number_of_an_item_belongs_to_the_item_that_follows(text, items):
    assert words(text) == items


@pytest.mark.parametrize(
    "text", ["Pain was 2. Next visit stairs.", "TE 2, MT 1. Good.", "Steps done: 12. Then rest.", "Level 2. Good."]
)
def test_a_number_that_counts_nothing_up_ends_its_own_sentence(text):
    assert len(words(text)) == 2 and words(text)[0][-2].isdigit()
