"""Cells of the front desk's tables: moments, times of day, percentages and quantities in one spelling."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.tables.canonical import percent_text, quantity_text
from auditkit.tables.moments import moment_text, time_text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("9:15 AM", "09:15"), ("9:15am", "09:15"), ("12:05 a.m.", "00:05"), ("12:30 PM", "12:30"), ("1p", "13:00"), ("0915", "09:15"),
        ("915", "09:15"), ("14:30:00", "14:30"), ("23:59", "23:59"), ("11 pm", "23:00"), ("9:00-9:45 AM", "09:00"), ("11:30 - 12:15 PM", "11:30"), ("9:00 AM to 10:00 AM", "09:00"), ("0.385416666", "09:15"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(written, read):
    assert time_text(written) == read


@pytest.mark.parametrize("written", ["9", "25:00", "13:00 PM", "0 am", "9:75", "noon", "2460", "9:15 9:45", "-9:15"])
def test_what_is_no_time_of_day_is_refused(written):
    with pytest.raises(ValueError):
        time_text(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("11/24/2026 9:15 AM", "2026-11-24T09:15"), ("2026-11-24T09:15:00", "2026-11-24T09:15"), ("2026-11-24 09:15", "2026-11-24T09:15"),
        ("2026-11-24T14:15:00Z", "2026-11-24T14:15+00:00"), ("2026-11-24T09:15:00-0500", "2026-11-24T09:15-05:00"),
        ("11/24/2026", "2026-11-24"), ("Nov 24, 2026", "2026-11-24"), ("Nov 24, 2026, 9:15 AM", "2026-11-24T09:15"),
        ("November 24, 2026 at 9:15 AM", "2026-11-24T09:15"), ("11/24/26 9 am", "2026-11-24T09:00"), ("20261124", "2026-11-24"), ("2026/11/24 09:15", "2026-11-24T09:15"), ("Tue 11/24/2026 9:15 AM", "2026-11-24T09:15"), ("Tuesday, November 24, 2026", "2026-11-24"),
    ],
)  # fmt: skip
def test_a_day_with_or_without_a_time_is_read(written, read):
    assert moment_text(written) == read


@pytest.mark.parametrize(
    "written", ["9:15 AM", "tomorrow 9:15", "2/30/2026 9:15 AM", "11/24/2026 25:00", "", "see note"]
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError):
        moment_text(written)


@pytest.mark.parametrize(("written", "read"), [("20%", "20"), ("20", "20"), ("0.2", "20"), (".2", "20"), ("1%", "1"), ("12.5%", "12.5"), ("0", "0"), ("100", "100")])  # fmt: skip
def test_a_percentage_is_read_as_percent(written, read):
    assert percent_text(written) == read


@pytest.mark.parametrize("written", ["1", "120%", "-20%", "20 dollars", "", "%"])
def test_a_percentage_that_could_be_two_things_is_refused(written):
    with pytest.raises(ValueError):
        percent_text(written)


@pytest.mark.parametrize(("written", "read"), [("12", "12"), ("12.00", "12"), ("7.5", "7.5"), ("1,200", "1200"), ("30 visits", "30"), (".5 hours", "0.5")])  # fmt: skip
def test_a_quantity_keeps_its_fraction(written, read):
    assert quantity_text(written) == read


@pytest.mark.parametrize("written", ["-3", "unlimited", "12/30", "1,2", "", "."])
def test_what_is_no_quantity_is_refused(written):
    with pytest.raises(ValueError):
        quantity_text(written)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 1, 1)))
def test_a_moment_of_another_program_survives_being_read(moment):
    assert moment_text(moment.strftime("%m/%d/%Y %I:%M %p")) == moment.strftime("%Y-%m-%dT%H:%M")


@given(st.text(max_size=30))
def test_no_cell_breaks_the_reading_of_it(cell):
    for read in (time_text, moment_text, percent_text, quantity_text):
        try:
            assert read(cell)
        except ValueError as error:
            assert not cell.strip() or len(cell.strip()) < 4 or cell.strip() not in str(error)
