"""Dates in figures and in words, found where they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.text.dates import dates
from auditkit.text.figures import figures

DAYS = st.dates(date(2001, 1, 1), date(2039, 12, 31))
WAYS = st.sampled_from(
    [
        "{d:%m/%d/%Y}",
        "{d.month}/{d.day}/{d:%y}",
        "{d:%m-%d-%Y}",
        "{d.month}.{d.day}.{d:%y}",
        "{d:%Y-%m-%d}",
        "{d:%B} {d.day}, {d.year}",
        "{d:%b}. {d.day} {d.year}",
        "{d.day} {d:%B} {d.year}",
        "{d.day}-{d:%b}-{d.year}",
        "the {d.day} of {d:%B}, {d.year}",
    ]
)


@given(DAYS, WAYS)
def test_a_date_is_read_back_however_it_is_written(day, way):
    written = way.format(d=day)
    text = f"Seen on {written} for gait training."
    (found,) = dates(text)
    assert found.day == day
    assert written.endswith(text[found.start : found.end])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("dictated on march fifth two thousand twenty six", date(2026, 3, 5)),
        ("The twenty-sixth of May, twenty twenty-six", date(2026, 5, 26)),
        ("NOVEMBER THE 3RD, 2026", date(2026, 11, 3)),
        ("Sept. 9, 2026", date(2026, 9, 9)),
    ],
)
def test_a_dictated_date_is_read(text, day):
    assert [found.day for found in dates(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Pain 4/10, strength 4/5, BP 128/76.",
        "may 12 reps",
        "Patient may 2026",
        "13/45/2026",
        "2/30/2026",
        "phone 555-12-3456",
        "1/2/3/2026",
        "version 1.2.3.4",
        "in May",
        "march in place x 20, 2 sets",
        "on the second of the month",
    ],
)
def test_what_is_no_whole_date_is_none(text):
    assert dates(text) == []


def test_dates_come_in_reading_order_in_whatever_way_they_are_written():
    assert [found.day.day for found in dates("May 3, 2026 then 5/4/2026 then 5 May 2026")] == [3, 4, 5]


@given(st.text("0123456789/.- maych,", max_size=60))
def test_any_text_gives_dates_that_lie_within_it_in_order(text):
    found = dates(text)
    assert found == sorted(found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@given(st.text(alphabet="0123456/.-MARmar \u0663\u2013", max_size=24))
def test_the_same_dates_are_found_with_the_numbers_known_and_without(text):
    assert dates(text, None, figures(text)) == dates(text)
