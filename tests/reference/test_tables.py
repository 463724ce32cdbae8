"""The tables that come with auditkit: every row dated, sourced, of known confidence, and in its own words."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from auditkit.reference.rows import DIAGNOSES, KEYS, builtin, builtin_path, columns, read_rows
from auditkit.rule import Confidence

DATED = [table for table in KEYS if table != "editions"]
CONFIDENCES = {str(one) for one in Confidence}
README = (builtin_path("editions").parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", DATED)
def test_every_row_has_a_source_and_a_known_confidence(table):
    for row in builtin(table):
        assert row["source"], row
        assert row["confidence"] in CONFIDENCES, row
        assert all(row[name] in CONFIDENCES | {""} for name in row if name.endswith("_confidence")), row


@pytest.mark.parametrize("table", KEYS)
def test_every_date_is_one_and_no_period_ends_before_it_starts(table):
    for row in builtin(table):
        for start, end in (("valid_from", "valid_to"), ("in_force_from", "in_force_to"), ("known_from", "known_to")):
            given = [date.fromisoformat(row[name]) for name in (start, end) if row.get(name)]
            assert given == sorted(given), row


@pytest.mark.parametrize("table", [table for table in DATED if "valid_from" in columns(table)])
def test_no_two_rows_speak_of_one_thing_on_one_day(table):
    periods: dict[tuple, list] = {}
    for row in builtin(table):
        periods.setdefault(tuple(row[name] for name in KEYS[table]), []).append(
            (row["valid_from"], row["valid_to"] or "9999")
        )
    for key, found in periods.items():
        found.sort()
        assert all(one[1] < other[0] for one, other in pairwise(found)), key


@pytest.mark.parametrize("table", [*KEYS, DIAGNOSES])
def test_the_readme_names_every_column(table):
    assert not [name for name in columns(table) if f"`{name}`" not in README]


def test_codes_are_codes():
    code = re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]$")
    assert all(
        code.match(row["code"]) for table in ("therapy_codes", "code_status", "unit_limits") for row in builtin(table)
    )
    assert all(code.match(row[name]) for row in builtin("code_pairs") for name in ("column_1", "column_2"))


def test_what_a_code_is_replaced_by_is_in_the_table_or_nothing_is_said():
    known = {row["code"] for row in builtin("therapy_codes")}
    outside = {
        "97169",
        "97170",
        "97171",
        "97172",
        "29581",
        "29584",
    }  # athletic training and compression: not therapy codes
    for row in builtin("therapy_codes"):
        assert {code for code in row["replaced_by"].split("|") if code} <= known | outside, row["code"]


def test_an_add_on_of_the_code_table_has_its_primary_in_the_add_on_table():
    primaries = {(row["addon_code"], row["primary_code"]) for row in builtin("addons")}
    assert {(row["code"], row["addon_of"]) for row in builtin("therapy_codes") if row["addon_of"]} <= primaries


def test_timed_codes_have_minutes_and_untimed_codes_have_none():
    for row in builtin("therapy_codes"):
        assert (
            bool(row["minutes_per_unit"])
            == bool(row["minutes_counted"])
            == bool(row["least_minutes"])
            == (row["is_timed"] == "1")
        ), row


def test_only_fifteen_minute_codes_are_pooled():
    assert {row["minutes_per_unit"] for row in builtin("therapy_codes") if row["minutes_counted"] == "pool"} == {"15"}


def test_the_kx_year_2027_is_not_there():
    assert not [row for row in builtin("thresholds") if row["item"].startswith("kx") and row["valid_to"] > "2026-12-31"]


def test_every_suggested_diagnosis_is_billable():
    billable = {row["code"] for row in read_rows(builtin_path(DIAGNOSES)) if row["is_billable"] == "1"}
    for row in builtin("diagnosis_expansions"):
        assert row["header"].replace(".", "") not in billable
        assert {code.replace(".", "") for code in row["billable"].split("|")} <= billable, row["header"]


def test_every_family_begins_codes_that_exist():
    codes = [row["code"] for row in read_rows(builtin_path(DIAGNOSES))]
    for row in builtin("diagnosis_families"):
        for prefix in row["icd10_prefixes"].split("|"):
            assert any(code.startswith(prefix.replace(".", "")) for code in codes), (row["family"], prefix)


def test_the_notice_names_the_package_behind_the_diagnoses():
    notice = (Path(__file__).parents[2] / "NOTICE").read_text(encoding="utf-8")
    assert "simple-icd-10-cm" in notice and "icd10cm.csv.gz" in notice
