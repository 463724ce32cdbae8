"""Imported rows over built-in rows: each day has one answer, and no day gets the answer of another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import pairs_text

from auditkit.reference import Reference
from auditkit.reference.editions import CannotKeep, imported_editions
from auditkit.reference.facts import covers
from auditkit.reference.importers.days import day, quarter, quarter_in
from auditkit.reference.overlay import lay_over

START = date(2025, 1, 1)
DAYS = [(START + timedelta(days=n)).isoformat() for n in range(120)]


@st.composite
def periods(draw, name):
    """Rows of one code with periods that do not overlap; the last may be open."""
    cuts = sorted(draw(st.sets(st.integers(0, 110), min_size=2, max_size=8)))
    rows = []
    for n, (first, after) in enumerate(pairwise(cuts)):
        if draw(st.booleans()):
            rows.append({"item": "x", "valid_from": DAYS[first], "valid_to": DAYS[after - 1], "value": f"{name}{n}"})
    if draw(st.booleans()):
        rows.append({"item": "x", "valid_from": DAYS[cuts[-1]], "valid_to": "", "value": f"{name}open"})
    if rows and draw(st.booleans()):
        rows[0]["valid_from"] = ""
    return rows


def answers(rows, on):
    return [row["value"] for row in rows if covers(row["valid_from"], row["valid_to"], on)]


@given(periods("new"), periods("old"))
def test_each_day_has_the_newer_answer_else_the_older_one_and_never_two(upper, lower):
    merged = lay_over("thresholds", upper, lower)
    for on in ("1999-01-01", *DAYS, "2040-01-01"):
        assert answers(merged, on) == (answers(upper, on) or answers(lower, on))


@given(periods("new"), periods("old"))
def test_laying_the_same_rows_over_twice_changes_nothing(upper, lower):
    once = lay_over("thresholds", upper, lower)
    twice = lay_over("thresholds", upper, once)
    assert all(answers(once, on) == answers(twice, on) for on in DAYS)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_in_every_way_in_which_it_is_published(on):
    written = (on.isoformat(), f"{on:%Y%m%d}", f"{on:%m/%d/%Y}", f"{on:%Y%j}", f"{on.isoformat()} 00:00:00")
    assert {day(text) for text in written} == {on.isoformat()}


@given(st.text(max_size=12))
def test_what_is_no_date_raises_or_is_one(text):
    try:
        found = day(text)
    except ValueError:
        return
    assert found == "" or date.fromisoformat(found)


@pytest.mark.parametrize("text", ["*", "", " ", "00000000"])
def test_no_date_is_no_date(text):
    assert day(text) == ""


@pytest.mark.parametrize("text", ["20261301", "2026366", "13/45/2026", "soon", "97110"])
def test_an_impossible_date_is_not_bent_into_one(text):
    with pytest.raises(ValueError):
        day(text)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("ccipra-v302r0-f1.txt", (2024, 3)),
        ("ccioph-v320r1-f4.xlsx", (2026, 1)),
        ("MCR_MUE_PractitionerServices_Eff_04-01-2026.csv", (2026, 2)),
        ("AOC_V2026Q2-F-MCR.xlsx", (2026, 2)),
        ("PPRRVU2026_Oct_nonQPP.csv", (2026, 4)),
        ("PPRRVU25_JAN1.csv", (2025, 1)),
        ("rvu26b.zip", (2026, 2)),
        ("medicare-ncci-2026q3-practitioner.zip", (2026, 3)),
        ("pairs.txt", None),
        ("97110.csv", None),
        ("backup of 20261001.csv", None),
    ],
)
def test_the_quarter_is_told_from_the_names_that_cms_gives(name, found):
    assert quarter_in(name) == found


def test_quarters_follow_each_other_without_a_gap():
    for year in (2023, 2024):
        for number in range(1, 5):
            _, _, last = quarter(year, number)
            _, following, _ = quarter(year + number // 4, number % 4 + 1)
            assert date.fromisoformat(following) - date.fromisoformat(last) == timedelta(days=1)


def test_the_merged_table_is_a_file_that_duckdb_reads(bring, reference):
    import duckdb

    bring({"ccipra-v323r0-f1.txt": pairs_text(("97530", "97113", "20260101", "*", "1", "x"))})
    held = reference()
    rows = duckdb.read_csv(str(held.path("code_pairs")), all_varchar=True).fetchall()
    assert len(rows) == len(held.rows("code_pairs"))
    assert held.folder() == reference().folder()  # made once
    assert {file.name for file in held.folder().iterdir()} == {
        file.name for file in Reference().folder().glob("*.csv*")
    }
    editions = [
        row
        for row in duckdb.read_csv(str(held.path("editions")), all_varchar=True).fetchall()
        if "medicare_practitioner" in row
    ]
    assert len(editions) == 3


def test_another_import_makes_another_folder_and_leaves_the_old_one(bring, reference):
    bring({"ccipra-v323r0-f1.txt": pairs_text(("97530", "97113", "20260101", "*", "1", "x"))})
    first = reference().folder()
    before = {file.name: file.read_bytes() for file in first.iterdir()}
    bring({"ccipra-v322r0-f1.txt": pairs_text(("97530", "97113", "20260101", "*", "0", "x"))})
    assert reference().folder() != first
    assert {file.name: file.read_bytes() for file in first.iterdir()} == before


def test_a_damaged_edition_is_named_and_not_passed_over(bring, home, reference):
    bring({"ccipra-v323r0-f1.txt": pairs_text(("97530", "97113", "20260101", "*", "1", "x"))})
    next((home / "reference").glob("*.csv")).unlink()
    with pytest.raises(CannotKeep, match="Import that edition again"):
        reference().rows("code_pairs")
    next((home / "reference").glob("*.json")).write_text('{"table": 1}', encoding="utf-8")
    with pytest.raises(CannotKeep):
        imported_editions(home)


def test_without_imports_the_practices_folder_is_not_touched(home, reference):
    held = reference()
    held.rows("code_pairs")
    assert held.path("code_pairs").parent == Reference().folder() and list(home.iterdir()) == []
    assert held.edition == "2026-11"
