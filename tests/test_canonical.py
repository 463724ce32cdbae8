"""One spelling for the cells of claim tables: what is understood, and what is said to be no such thing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.tables import CLAIM_LINES, PAYERS, TABLES
from auditkit.tables.canonical import (
    amount_text,
    codes_text,
    count_text,
    date_text,
    flag_text,
    identifier_text,
    modifiers_text,
    number_text,
    place_text,
    pointers_text,
)
from auditkit.tables.table import ColumnType, canonical_text, way_out


@pytest.mark.parametrize(
    ("written", "read"),
    [("65", "65.00"), ("$1,065.5", "1065.50"), ("(65.00)", "-65.00"), ("-65", "-65.00"), ("65.00-", "-65.00"), ("$-65", "-65.00"),
     (".5", "0.50"), ("0065.10", "65.10"), ("65.000", "65.00"), ("-0", "0.00"), ("(0)", "0.00")],
)  # fmt: skip
def test_an_amount_is_dollars_and_cents(written, read):
    assert amount_text(written) == read


@pytest.mark.parametrize(
    "written", ["nan", "inf", "1e9", "65.001", "1,0", "6 5", "$", "-", ".", "--5", "9" * 400, "=1+1", "()"]
)
def test_what_is_no_amount_is_said_to_be_none(written):
    with pytest.raises(ValueError, match="amount"):
        amount_text(written)


@pytest.mark.parametrize(
    ("written", "read"), [("2", "2"), ("2.00", "2"), ("02", "2"), ("30 min", "30"), ("1,000", "1000"), ("-0", "0")]
)
def test_a_count_is_a_whole_number(written, read):
    assert count_text(written) == read


@pytest.mark.parametrize(
    ("written", "why"),
    [("-2", "negative"), ("1.5", "whole"), ("nan", "whole"), ("9" * 5000, "too large"), ("²", "whole")],
)
def test_what_is_no_count_is_said_to_be_none(written, why):
    with pytest.raises(ValueError, match=why):
        count_text(written)


@pytest.mark.parametrize("written", ["13/45/2026", "0/0/0000", "46085", "NaT", "2026-02-30", "yesterday"])
def test_what_is_no_date_is_said_to_be_none(written):
    with pytest.raises(ValueError, match="not a date"):
        date_text(written)


@pytest.mark.parametrize(
    ("read", "written", "expected"),
    [
        (modifiers_text, "GP, KX", "GP|KX"), (modifiers_text, "gpkx59", "GP|KX|59"), (modifiers_text, "59", "59"), (modifiers_text, "GP", "GP"),
        (modifiers_text, "59.0", "59"), (pointers_text, "A,B", "1|2"), (pointers_text, "AB", "1|2"), (pointers_text, "1:2:3", "1|2|3"),
        (pointers_text, "1234", "1|2|3|4"), (pointers_text, "10", "10"), (pointers_text, "01", "1"), (pointers_text, "L", "12"),
        (codes_text, "m54.50; R26.89", "M54.50|R26.89"), (codes_text, "847.0", "847.0"), (place_text, "2", "02"), (place_text, "11.0", "11"),
        (place_text, "11 - Office", "11"), (flag_text, "Yes", "1"), (flag_text, "N", "0"), (identifier_text, "1234567893.0", "1234567893"),
        (identifier_text, " A  7 ", "A 7"), (identifier_text, "00123", "00123"), (identifier_text, "12E10", "12E10"),
    ],
)  # fmt: skip
def test_lists_codes_and_numbers_are_understood_as_people_write_them(read, written, expected):
    assert read(written) == expected


@pytest.mark.parametrize(
    ("read", "written"),
    [(modifiers_text, "GPX"), (modifiers_text, "G?"), (pointers_text, "0"), (pointers_text, "Z"), (pointers_text, "none"),
     (place_text, "Office"), (place_text, "111"), (flag_text, "maybe"), (identifier_text, "1.23457E+09")],
)  # fmt: skip
def test_what_a_cell_cannot_be_is_said_without_repeating_it(read, written):
    with pytest.raises(ValueError) as caught:
        read(written)
    assert written not in str(caught.value).split("(")[0]


@pytest.mark.parametrize("table", TABLES[2:], ids=lambda t: t.name)
def test_every_example_is_in_canonical_spelling(table):
    for column in table.columns:
        if column.example:
            assert canonical_text(column)(column.example) == column.example


@given(
    st.text(max_size=40), st.sampled_from([c for t in TABLES[2:] for c in t.columns if c.type is not ColumnType.TEXT])
)
def test_any_cell_is_read_or_refused_and_reading_it_again_changes_nothing(cell, column):
    try:
        first = canonical_text(column)(cell)
    except ValueError as error:
        assert re.match("(is|was) ", str(error))
        assert way_out(column).endswith(".")
        return
    assert not first or canonical_text(column)(first) == first


def test_payer_types_are_known_under_the_names_that_billing_programs_use():
    read = canonical_text(CLAIM_LINES.column("payer_type"))
    assert [read(w) for w in ("Medicare Part B", "Work Comp", "BCBS", "Self-Pay")] == [
        "medicare_b",
        "workers_comp",
        "commercial",
        "self_pay",
    ]
    assert canonical_text(PAYERS.column("pair_source"))("own list") == "own_list"


@pytest.mark.parametrize(
    ("written", "read"),
    [("110,00", "110.00"), ("$1.234,50", "1234.50"), ("(45,10)", "-45.10"), ("-7,05", "-7.05"), ("$ -", "0.00"), ("$–", "0.00"), ("1,234", "1234.00")],
)  # fmt: skip
def test_two_digits_behind_a_comma_are_cents_and_a_bookkeepers_dash_is_zero(written, read):
    assert amount_text(written) == read


@pytest.mark.parametrize("written", ["1,234,50", "1.23,50", "110,0", "110,000,00", "1,2,34", "11.00,00", "- -"])
def test_a_comma_that_may_be_anything_is_no_amount(written):
    with pytest.raises(ValueError, match="is not an amount"):
        amount_text(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2", "2"),
        ("-1", "-1"),
        ("1.50", "1.5"),
        ("+3.0", "3"),
        ("1,000", "1000"),
        (".5", "0.5"),
        ("-0", "0"),
        ("2.", "2"),
    ],
)
def test_a_number_keeps_its_sign_and_fraction(written, read):
    assert number_text(written) == read


@pytest.mark.parametrize("written", ["", ".", "-", "1e3", "1,00", "two", "1.2.3", "9" * 30, "0." + "1" * 30, "--1"])
def test_what_is_no_number_is_said_to_be_none(written):
    with pytest.raises(ValueError, match="is"):
        number_text(written)
