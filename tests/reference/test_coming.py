"""What comes into force or ends between two days: real changes only, never the end of what is known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.reference import Reference
from auditkit.reference.coming import coming

HELD = Reference()


class Rows(Reference):
    """A reference that holds only these rows."""

    def __init__(self, **tables):
        super().__init__()
        self.tables = tables

    def rows(self, table):
        return self.tables.get(table, [])


def limit(start, end, units="6", code="97110"):
    return {
        "setting": "practitioner",
        "code": code,
        "max_units": units,
        "mai": "3",
        "valid_from": start,
        "valid_to": end,
    }


def pair(start, end, indicator="1", codes=("97530", "97140")):
    return {"pair_source": "medicare_practitioner", "column_1": codes[0], "column_2": codes[1], "modifier_indicator": indicator,
            "in_force_from": start, "in_force_to": end}  # fmt: skip


def first_quarter(reference, year=2027):
    return coming(reference, date(year, 1, 1), date(year, 3, 31))


def test_the_thresholds_of_a_new_year_are_told_with_those_of_the_old():
    found = {one.key[0]: one for one in first_quarter(HELD, 2026) if one.table == "thresholds"}
    kx = found["kx_threshold_ot"]
    assert (kx.on, kx.before["value"], kx.now["value"]) == (date(2026, 1, 1), "2410", "2480")
    assert "sequestration" not in found


def test_a_code_that_was_deleted_ends_on_the_day_after_its_last_and_what_took_its_place_begins():
    found = {one.key[0]: one for one in first_quarter(HELD, 2018) if one.table == "therapy_codes"}
    assert found["97532"].now is None and found["97532"].on == date(2018, 1, 1)
    assert found["97763"].before is None


def test_where_an_edition_ends_nothing_changes():
    assert first_quarter(HELD, 2027) == []
    assert first_quarter(Rows(unit_limits=[limit("2026-10-01", "2026-12-31")])) == []


def test_the_same_limit_in_a_new_edition_is_no_change_and_another_one_is():
    rows = [limit("2026-10-01", "2026-12-31"), limit("2027-01-01", "2027-03-31")]
    assert first_quarter(Rows(unit_limits=rows)) == []
    (one,) = first_quarter(Rows(unit_limits=[rows[0], limit("2027-01-01", "2027-03-31", "4")]))
    assert (one.before["max_units"], one.now["max_units"], one.known_until) == ("6", "4", None)


def test_a_limit_that_differs_after_a_gap_says_until_when_the_old_one_was_known():
    (one,) = first_quarter(
        Rows(unit_limits=[limit("2024-07-01", "2024-09-30"), limit("2027-01-01", "2027-03-31", "4")])
    )
    assert one.known_until == date(2024, 9, 30)


def test_a_limit_that_is_first_known_now_is_no_change():
    assert first_quarter(Rows(unit_limits=[limit("2027-01-01", "2027-03-31")])) == []


def test_pairs_begin_end_and_change_their_kind():
    assert [one.before for one in first_quarter(Rows(code_pairs=[pair("2027-01-01", "")]))] == [None]
    assert [one.now for one in first_quarter(Rows(code_pairs=[pair("", "2026-12-31")]))] == [None]
    (one,) = first_quarter(Rows(code_pairs=[pair("", "2026-12-31", "1"), pair("2027-01-01", "", "0")]))
    assert (one.before["modifier_indicator"], one.now["modifier_indicator"]) == ("1", "0")


@pytest.mark.parametrize(
    "rows",
    [
        [pair("", "2026-12-31"), pair("2027-01-01", "")],  # goes on as it was
        [pair("2027-01-01", "2027-01-01")],  # deleted as if it had never been
        [pair("2027-01-01", "", "9")],  # never in force
        [pair("2026-10-01", "")],
        [pair("", "2027-03-31")],  # ends on the last day: gone in the next quarter
    ],
)
def test_pairs_that_are_no_change_of_the_quarter(rows):
    assert first_quarter(Rows(code_pairs=rows)) == []


@given(st.dates(date(2016, 1, 1), date(2028, 12, 31)), st.integers(0, 120))
def test_everything_is_of_the_days_asked_and_no_day_is_told_twice(day, length):
    last = day + timedelta(days=length)
    found = coming(HELD, day, last)
    assert all(day <= one.on <= last and one.row for one in found)
    if length:
        middle = day + timedelta(days=length // 2)
        both = [*coming(HELD, day, middle), *coming(HELD, middle + timedelta(days=1), last)]
        assert sorted(map(repr, both)) == sorted(map(repr, found))
