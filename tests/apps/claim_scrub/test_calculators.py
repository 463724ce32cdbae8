"""The calculators answer with their arithmetic, or say in a sentence what they need; they never choose the higher count."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.apps.claim_scrub.calculator_pieces import assistant_answer, units_answer, year_answer
from auditkit.apps.claim_scrub.calculators import Asks, amounts, assistant, units, year_to_date
from auditkit.reference import Reference

ON = date(2026, 8, 4)
REFERENCE = Reference()
EXAMPLES = [
    row
    for row in csv.DictReader((Path(__file__).parents[2] / "scrub" / "eight_minute_rule.csv").open())
    if row["minutes"]
]


def test_both_counts_stand_side_by_side_and_say_that_they_differ():
    found = units([("97110", "33"), ("97140", "7")], ON, REFERENCE)
    assert (found.cms.total, found.spm.total) == (3, 2)
    assert found.differ
    shown = units_answer(found)
    assert "3 units" in shown and "2 units" in shown and "The two rules differ here" in shown


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["example"])
def test_every_worked_example_comes_out_both_ways(row):
    typed = [tuple(part.split(":")) for part in row["minutes"].split()]
    found = units(typed, ON, REFERENCE)
    assert found.cms.total == int(row["total_units_cms"])
    assert found.spm.total == int(row["total_units_spm"])
    printed = {code: int(n) for code, n in (part.split(":") for part in row["cms"].split())}
    assert any(
        {c: n for c, n in share.items() if n} == {c: n for c, n in printed.items() if n} for share in found.cms.shares
    )


def test_two_rows_of_one_code_are_counted_together():
    assert units([("97110", "8"), ("97110", "7")], ON, REFERENCE).spm.shares == ({"97110": 1},)


def test_equal_remainders_show_every_right_sharing():
    found = units([("97110", "7"), ("97140", "7")], ON, REFERENCE)
    assert found.cms.shares == ({"97110": 1, "97140": 0}, {"97110": 0, "97140": 1})
    assert " or " in units_answer(found)


def test_hour_codes_stay_out_of_the_pool():
    found = units([("97110", "10"), ("96125", "31")], ON, REFERENCE)
    assert found.cms.shares == ({"97110": 1, "96125": 1},)


@pytest.mark.parametrize(
    ("code", "words"), [("97161", "not paid by the minute"), ("12345", "not counted"), ("97532", "not in force")]
)
def test_a_code_that_is_not_counted_is_named_with_the_reason(code, words):
    found = units([("97110", "23"), (code, "30")], ON, REFERENCE)
    assert found.cms.shares == ({"97110": 2},)
    assert any(code in remark and words in remark for remark in found.remarks)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("", "")],
        [("97110", "")],
        [("97110", "-5")],
        [("97110", "9999")],
        [("97110", "ten")],
        [("", "20")],
        [("971", "20")],
    ],
)
def test_what_cannot_be_counted_is_asked_for(rows):
    with pytest.raises(Asks):
        units(rows, ON, REFERENCE)


@given(st.text(max_size=8), st.text(max_size=8))
def test_whatever_is_typed_gets_an_answer_or_a_sentence(code, minutes):
    try:
        units([(code, minutes)], ON, REFERENCE)
        assistant(code, minutes, "", is_timed=True)
    except Asks as asks:
        assert str(asks)


def test_without_units_the_minutes_make_them():
    share = assistant("23", "22", "", is_timed=True)
    assert (share.units, share.least) == (3, 1)
    assert "1 with CQ or CO, 2 without" in assistant_answer(share)
    assert "two lines" in assistant_answer(share)


def test_minutes_and_units_that_do_not_go_together_are_not_guessed():
    assert "Cannot tell" in assistant_answer(assistant("5", "5", "4", is_timed=True))


@pytest.mark.parametrize("typed", [("", "", ""), ("0", "0", ""), ("3", "4", ""), ("x", "4", ""), ("10", "10", "two")])
def test_an_assistants_share_without_a_unit_or_a_number_is_asked_for(typed):
    with pytest.raises(Asks):
        assistant(*typed, is_timed=True)


@pytest.mark.parametrize(
    ("so_far", "visit", "was", "now"),
    [
        ("2,480.00", "0.01", False, True),
        ("2448.80", "31.20", False, False),
        ("2481", "10", True, True),
        ("", "30", False, False),
    ],
)
def test_kx_is_about_what_lies_above_the_threshold_not_at_it(so_far, visit, was, now):
    found = year_to_date("pt_slp", "2026", so_far, visit, REFERENCE)
    assert (found.was_above, found.is_above) == (was, now)
    assert "2,480.00" in year_answer(found) and "in force from" in year_answer(found)


def test_a_year_that_is_not_loaded_is_not_answered_by_another():
    with pytest.raises(Asks, match="2027 is not loaded"):
        year_to_date("ot", "2027", "100", "30", REFERENCE)


def test_targeted_review_is_named_above_its_own_threshold():
    assert "targeted medical review" in year_answer(year_to_date("ot", "2026", "2990", "20", REFERENCE))
    assert "targeted medical review" not in year_answer(year_to_date("ot", "2026", "2900", "20", REFERENCE))


@given(st.lists(st.decimals(0, 9999, places=2), min_size=1, max_size=6))
def test_amounts_are_read_to_the_cent(values):
    for text in (
        " + ".join(f"${v:,.2f}" for v in values),
        "\n".join(f"{v:.2f}" for v in values),
        " ".join(f"{v:.2f}" for v in values),
    ):
        assert amounts(text, "Amount") == [Decimal(f"{v:.2f}") for v in values]


@pytest.mark.parametrize("text", ["", "abc", "-5", "1.234", "12 dollars", "1e9", "NaN", "99999999999"])
def test_what_is_no_amount_is_asked_back(text):
    with pytest.raises(Asks):
        amounts(text, "Amount")
