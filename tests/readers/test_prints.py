"""Prints of an EMR: what recurs on each page goes, what stands once stays."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.readers import clean_print

TOP = "Sunrise Therapy\nPatient: P0042   DOB: 1/2/1950\nDOS: 3/4/2026\n"
FOOT = "Electronically signed by J. Doe, PT, DPT\n"


def page(body, n, of, break_=True):
    return f"{TOP}\n{body}\n{FOOT}Page {n} of {of}\n" + ("\f" if break_ and n < of else "")


def squeezed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("break_", [True, False], ids=["form feeds", "page numbers only"])
def test_headers_and_footers_are_kept_once_and_the_sentence_goes_on(break_):
    text = page("Patient walked 150", 1, 2, break_) + page("ft with RW. Needed cues.", 2, 2, break_)
    cleaned = clean_print(text).text
    assert squeezed(cleaned).count("Sunrise Therapy") == 1
    assert squeezed(cleaned).count("signed by J. Doe, PT") == 1
    assert "Page" not in cleaned
    assert "walked 150 ft with RW." in squeezed(cleaned)
    assert "150\n\n" not in cleaned and cleaned.split("150")[1].split("ft with")[0].count("\n") == 1


def test_the_signature_stays_at_the_end_and_the_date_of_service_at_the_top():
    cleaned = squeezed(clean_print(page("One.", 1, 3) + page("Two.", 2, 3) + page("Three.", 3, 3)).text)
    assert cleaned.startswith("Sunrise Therapy Patient: P0042 DOB: 1/2/1950 DOS: 3/4/2026 One.")
    assert cleaned.endswith("Three. Electronically signed by J. Doe, PT, DPT")


def test_a_header_that_carries_the_page_number_is_recognised():
    text = "".join(
        f"Sunrise Therapy - Page {n} of 3\nBody {word} here.\n\f" for n, word in enumerate(("a", "b", "c"), 1)
    )
    assert squeezed(clean_print(text).text) == "Sunrise Therapy - Page 1 of 3 Body a here. Body b here. Body c here."


def test_the_time_of_printing_goes_where_it_recurs():
    text = "Printed 3/9/2026 10:22 AM\nOne.\n\fPrinted 3/9/2026 10:23 AM\nTwo.\n"
    assert squeezed(clean_print(text).text) == "One. Two."


@pytest.mark.parametrize(
    "text",
    [
        "No pages here.\nTwo lines.\n",
        "Page 1 of 1\nA note of one page.\n",
        "Scored 8 of 10\nand later\n8 of 10\n",
        "See page 2 of 3 of the referral for the history.\nStairs are easier.\n",
        "3x10\n3x10\n3x10\n",
        "DOS: 3/4/2026\nBody\nDOS: 3/4/2026\nBody\n",
    ],
)
def test_what_is_not_a_print_of_several_pages_stays_as_it_is(text):
    assert clean_print(text) == (text, ())


def test_a_line_that_stands_on_one_page_only_stays():
    text = "Clinic\nROM knee 95\nBody\n\fClinic\nROM knee 112\nBody two\n\fClinic\nMMT 4/5\nBody three\n"
    cleaned = clean_print(text)
    assert [line for _, line in cleaned.removed] == ["Clinic", "Clinic"]


def test_a_date_that_differs_is_no_copy():
    text = "DOS: 3/4/2026\nA.\n\fDOS: 3/6/2026\nB.\n"
    assert clean_print(text).removed == ()


_LINE = st.sampled_from(
    [
        "Clinic",
        "Page 1 of 2",
        "Page 2 of 2",
        "Patient walked",
        "ft with RW.",
        "",
        "\f",
        "8 of 10",
        "- 3 -",
        "a",
        "Printed 3/4/2026",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_LINE, max_size=24).map("\n".join) | st.text(alphabet="ab \n\fPage12of", max_size=120))
def test_what_stays_keeps_its_place_and_what_goes_is_told(text):
    cleaned = clean_print(text)
    assert len(cleaned.text) == len(text)
    restored = list(cleaned.text)
    for position, line in cleaned.removed:
        assert text[position : position + len(line)] == line
        restored[position : position + len(line)] = line
    assert "".join(restored).translate({10: " ", 12: " "}) == text.translate({10: " ", 12: " "})
