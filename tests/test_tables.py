"""The description of tables, and what follows from it."""

import csv
import io
from datetime import date, datetime

import pytest

from auditkit.tables import (
    NOTES,
    NOTES_INDEX,
    TABLES,
    BilledService,
    Issue,
    NoteMeta,
    describe,
    format_billed,
    note_meta,
    parse_billed,
    parse_date,
    parse_row,
    template_csv,
)

FOURTH_OF_MARCH = date(2026, 3, 4)


@pytest.mark.parametrize(
    "written",
    [
        "3/4/2026", "03/04/26", "2026-03-04", "20260304", "3-4-2026", "3.4.2026", "March 4, 2026", "Mar 4 2026", "4-Mar-2026",
        "4 March 2026", "3/4/2026 10:30 AM", "2026-03-04T08:15:00", "2026-03-04 00:00:00", " 3/4/2026 ", "Mar. 4th, 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_as_people_in_the_us_write_it(written):
    assert parse_date(written) == FOURTH_OF_MARCH


@pytest.mark.parametrize(
    "written", ["13/4/2026", "2/30/2026", "3/4", "last week", "", None, "46085", "3/4-2026", "0/0/0000"]
)
def test_what_is_no_date_is_none(written):
    assert parse_date(written) is None


def test_a_date_of_excel_stays_a_date():
    assert parse_date(datetime(2026, 3, 4, 9, 30)) == FOURTH_OF_MARCH
    assert parse_date(FOURTH_OF_MARCH) == FOURTH_OF_MARCH


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("97110:2:30|97140:1:15", (BilledService("97110", 2, 30), BilledService("97140", 1, 15))),
        ("97110", (BilledService("97110"),)),
        ("97110::30", (BilledService("97110", None, 30),)),
        ("97110 x2, g0283", (BilledService("97110", 2), BilledService("G0283"))),
        ("97112 x2 (32 min); 97535 (27 min)", (BilledService("97112", 2, 32), BilledService("97535", None, 27))),
        ("97110 (2), 97140 1 unit", (BilledService("97110", 2), BilledService("97140", 1))),
        ("97110-GP-KX:2:30", (BilledService("97110", 2, 30),)),
        ("", ()),
    ],
)
def test_billed_codes_are_read_with_units_and_minutes(written, read):
    assert parse_billed(written) == read


def test_what_is_no_code_is_refused():
    with pytest.raises(ValueError):
        parse_billed("therapy")


def test_billed_codes_survive_a_round_trip():
    written = "97110:2:30|97140:1|G0283|97530::8"
    assert format_billed(parse_billed(written)) == written


def test_a_row_keeps_what_can_be_read_and_names_the_column_that_cannot():
    row = parse_row(NOTES_INDEX, {"file": "a.txt", "date_of_service": "Smith, John", "discipline": "Physical Therapy"})
    assert row.values["discipline"] == "PT"
    assert row.values["date_of_service"] is None
    assert [p.column for p in row.problems] == ["date_of_service"]
    assert "Smith" not in "".join(row.problems[0])


def test_a_needed_cell_that_is_empty_is_a_problem():
    assert [p.column for p in parse_row(NOTES_INDEX, {"patient_id": "P1"}).problems] == ["file"]


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("Daily note", ("treatment",)), ("Initial Evaluation", ("evaluation",)), ("progress|treatment", ("progress", "treatment")),
        ("Recert", ("recertification",)), ("DC Summary", ("discharge",)), ("D/C", ("discharge",)), ("PN", ("progress",)),
    ],
)  # fmt: skip
def test_everyday_names_of_kinds_are_understood(written, kinds):
    row = parse_row(NOTES_INDEX, {"file": "a", "kinds": written})
    assert (row.values["kinds"], row.problems) == (kinds, ())


@pytest.mark.parametrize(
    ("written", "read"),
    [("pt", "PT"), ("Speech Therapy", "SLP"), ("OT", "OT"), ("Occupational therapy", "OT"), ("ST", "SLP")],
)
def test_disciplines_are_pt_ot_or_slp(written, read):
    assert parse_row(NOTES_INDEX, {"file": "a", "discipline": written}).values["discipline"] == read


@pytest.mark.parametrize("written", ["PT/OT", "Chiropractic"])
def test_a_discipline_that_is_not_one_of_three_is_a_problem(written):
    assert [p.column for p in parse_row(NOTES_INDEX, {"file": "a", "discipline": written}).problems] == ["discipline"]


def test_a_payer_type_is_read_whatever_its_spelling():
    assert parse_row(NOTES_INDEX, {"file": "a", "payer_type": "Medicare B"}).values["payer_type"] == "medicare_b"
    assert parse_row(NOTES_INDEX, {"file": "a", "payer_type": "cash"}).problems[0].column == "payer_type"


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_template_is_a_row_that_the_table_itself_accepts(table):
    rows = list(csv.DictReader(io.StringIO(template_csv(table))))
    assert len(rows) == 1
    assert parse_row(table, rows[0]).problems == ()


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_the_documentation_names_every_column(table):
    page = describe(table).replace("\\|", "|")
    assert all(f"`{column.name}`" in page and column.meaning in page for column in table.columns)


def test_the_metadata_of_a_row_is_a_note_meta():
    row = parse_row(NOTES, {"note": "x", "patient_id": " P1 ", "billed": "97110:2:30"})
    assert note_meta(row.values) == NoteMeta(patient_id="P1", billed=(BilledService("97110", 2, 30),))


def test_an_issue_is_one_sentence_and_its_way_out():
    issue = Issue("scan_03.pdf", "", "has no text layer (a scan)", "Ask for the text version or run OCR first.")
    assert issue.sentence == "scan_03.pdf: has no text layer (a scan). Ask for the text version or run OCR first."
    assert Issue("a.csv", "row 3", "has no note text", "Leave it out.").sentence.startswith("a.csv, row 3: ")
