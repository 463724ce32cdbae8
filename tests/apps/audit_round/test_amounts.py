"""Amounts of charts: typed or as a table, all rows or none, and a sentence for what cannot be taken."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from auditkit.apps.audit_round.amounts import NotTaken, form, read_amounts, typed_cents
from auditkit.apps.audit_round.charts import Narrowing

CHARTS = ("a", "b", "c")
NAMES = {"a": "notes/CLM-100.txt", "b": "CLM-101.pdf", "c": "same.txt"}


def take(text, file="amounts.csv", names=NAMES):
    return read_amounts(file, text.encode(), CHARTS, names)


def test_the_table_that_was_filled_in_comes_back():
    assert take("Chart,Paid,Should have been paid\n1,95.20,47.60\n2,\"$1,095.00\",0\n3,(0.00),0\n") == {
        "a": (9520, 4760), "b": (109500, 0), "c": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Our payments\n\nclaim id;amount paid;correct amount\nCLM-100;10;5\n",
        "PAID,Chart #,Should be paid\n10,Chart 1,5\n",
        "number\tPaid amount\tAudited\n001\t10.0\t5\n",
    ],
)
def test_other_headings_orders_and_names_are_read(text):
    assert take(text) == {"a": (1000, 500)}


def test_rows_that_are_not_filled_in_yet_are_left_out():
    assert take("Chart,Paid,Should have been paid\n1,10,5\n2,,\n\n3,,\n") == {"a": (1000, 500)}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("9,10,5", "Row 2 names no chart"),
        ("Smith,10,5", "Row 2 names no chart"),
        (",10,5", "Row 2 names no chart"),
        ("1,ten,5", "In row 2, “Paid”"),
        ("1,10,", "In row 2, “Should have been paid”"),
        ("1,10.005,5", "In row 2, “Paid”"),
        ("1,10,5\n1,10,6", "Row 3 gives other amounts"),
        ("1,,", "No row holds amounts"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_row_and_without_its_words(row, words):
    with pytest.raises(NotTaken, match=words) as refused:
        take(f"Chart,Paid,Should have been paid\n{row}\n")
    assert "Smith" not in str(refused.value)


@pytest.mark.parametrize("text", ["", "1,2,3\n", "Chart,Paid\n1,2\n", "\x00\x00"])
def test_a_table_without_its_columns_is_refused(text):
    with pytest.raises(NotTaken):
        take(text)


def test_a_name_that_two_charts_have_names_none():
    with pytest.raises(NotTaken, match="names no chart"):
        take("Chart,Paid,Due\nsame,1,0\n", names={"a": "same.txt", "b": "x/same.pdf"})


def test_an_excel_table_is_read():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((("Chart", "Paid", "Should have been paid"), (1, 95.2, 47.6), (2, 10, 10))):
            sheet.write_row(number, 0, row)
    assert read_amounts("a.xlsx", out.getvalue(), CHARTS, NAMES) == {"a": (9520, 4760), "b": (1000, 1000)}


@given(st.dictionaries(st.sampled_from(CHARTS), st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)), min_size=1))
def test_what_the_form_writes_is_read_again(amounts):
    assert read_amounts("f.csv", form(CHARTS, amounts), CHARTS, {}) == amounts


@pytest.mark.parametrize("text", ["", "ten", "1.234", "1,2,3", "="])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotTaken, match="dollars and cents"):
        typed_cents(text, "what was paid")


@pytest.fixture
def for_counsel(model, opening, files, read_all):
    """A round that counsel directs: three of eight notes, read by two."""
    model.open(**{**opening, "is_counsel_directed": True})
    model.charts.add_files(files())
    model.draw(Narrowing(), universe="Notes of September", size=3, seed="seed")
    read_all(model, "Bo")
    read_all(model, "Cy")
    return model


def test_amounts_are_typed_and_given_and_the_estimate_comes_with_the_last(for_counsel):
    outcome = for_counsel.outcome
    assert outcome.price(for_counsel.round.charts[0], "100", "40.00") == ""
    assert "2 of 3 charts have no amounts yet" in outcome.estimate
    assert outcome.price_from("a.csv", b"chart,paid,due\n2,100,100\n3,100,90\n") == ""
    assert (outcome.estimate.found, outcome.estimate.amount.size) == (7_000, 8)
    assert outcome.price(for_counsel.round.charts[0], "-1", "0")
    assert outcome.price_from("a.csv", b"chart,paid,due\n2,x,1\n").startswith("In row 2")


def test_a_routine_round_takes_no_amounts(finished):
    assert "ask your counsel" in finished.outcome.price(finished.round.charts[0], "1", "0")
    assert "ask your counsel" in finished.outcome.estimate and not finished.round.amounts
