"""Two values stand side by side where words of time set them apart, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.text.side_by_side import side_by_side


def shown(text: str, *, owned=()) -> str:
    low = text.lower()
    span = side_by_side(low, 0, len(low), spelled=True, owned=owned)
    return text[slice(*span)] if span else ""


@pytest.mark.parametrize(
    "text",
    [
        "Pill box: 3 errors in 28 slots (11 on 12/18).",
        "Mean peak 34 uV (26 uV on 01/10).",
        "Three foods then, six now.",
        "At four months LSI 68, now 95.",
        "VHI-10 27, now 9.",
        "Two leaks since last Tuesday against nine the week of the first diary.",
        "She kept the letter still for 55 seconds, where she had lasted 25 on 3 September.",
        "2 flights reciprocal (1 flight at initial exam).",
        "Types 60 words without stopping (5 words now).",
        "Best 22 s (5/15: 9 s).",
    ],
)
def test_words_of_time_set_two_values_apart(text):
    assert shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Step-ups 3x10 today, 2x10 last visit.",
        "Band work at 5 lb (3 lb last visit).",
        "Pain 6/10, was 8/10 at eval.",
        "HR 98 after, was 136.",
        "OT 60 min, from now to the annual review on 1/20.",
        "Grip 20 and pinch 4.",
        "Seen 3/4/26, next on 3/11/26.",
        "Walked 40 ft. Reached 12 in.",
        "Sits 5 minutes today and reads 40 words.",  # two different things
        "",
    ],
)
def test_doses_pain_vital_signs_and_different_things_are_not_compared(text):
    assert shown(text) == ""


@given(st.text(alphabet=st.sampled_from("0123456789 .,;()/nowasevlfive"), max_size=120))
def test_what_is_shown_lies_in_the_text(text):
    span = side_by_side(text, 0, len(text), spelled=True, owned=())
    assert span is None or 0 <= span[0] < span[1] <= len(text)
