"""How often and how long a plan is: what reads like it and is not."""

from __future__ import annotations

import pytest

from auditkit.text.note import Note
from auditkit.text.plan_times import durations, frequencies


def lengths(text: str) -> list[str]:
    return [text[p.start : p.end] for p in durations(Note(text))]


def test_a_plan_says_how_often_and_for_how_long():
    text = "Plan: PT 2x/week for 8 weeks."
    assert lengths(text) == ["for 8 weeks"]
    assert [text[p.start : p.end] for p in frequencies(Note(text))] == ["2x/week"]


@pytest.mark.parametrize(
    "text",
    [
        "Plan: last week the plan was to add lunges.",
        "Plan: over the last visits a single cue was enough.",
        "Plan: straw work and jaw strengthening.",
        "Plan: HEP for 8 weeks ago was reviewed.",
        "Plan: [x weeks]",
    ],
)
def test_words_that_only_end_like_a_length_are_none(text):
    assert lengths(text) == []


@pytest.mark.parametrize("text", ["HEP: 2x/week at home.", "S: goes to dialysis 3x/week.", "Plan: [x times per week]"])
def test_somebody_elses_frequency_is_not_the_plans(text):
    assert frequencies(Note(text)) == []
