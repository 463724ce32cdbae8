"""Files are taken for what their columns say; a person can correct it, and it is remembered."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.apps.claim_scrub.files import LEFT_OUT, UNKNOWN, given_files
from auditkit.places import datasets

from .conftest import OWN_HEADERS, csv_of

BILLING = datasets() / "billing"


def roles(*uploads) -> dict[str, str]:
    return {file.label: file.role for file in given_files(uploads, lambda headers: "")}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("claims.zip", "claim_lines"),
        ("claims_export.csv", "claim_lines"),
        ("history.csv", "history"),
        ("payers.csv", "payers"),
        ("authorizations.csv", "authorizations"),
        ("patients.csv", UNKNOWN),
        ("episodes.csv", UNKNOWN),
    ],
)
def test_a_file_of_the_sample_is_taken_for_what_it_is(name, role):
    assert list(roles((name, (BILLING / name).read_bytes())).values()) == [role]


def test_each_837_of_a_zip_is_a_file_of_claims():
    found = roles(("claims_837p.zip", (BILLING / "claims_837p.zip").read_bytes()))
    assert len(found) == 39
    assert set(found.values()) == {"claim_lines"}


def test_each_sheet_of_a_workbook_may_be_another_table(claims):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, content in (
        ("Claims", claims({})),
        ("Payers", (BILLING / "payers.csv").read_bytes()),
        ("Read me", b"Made by the billing office\n"),
    ):
        sheet = book.add_worksheet(name)
        for n, line in enumerate(content.decode().splitlines()):
            sheet.write_row(n, 0, line.split(","))
    book.close()
    found = roles(("june.xlsx", out.getvalue()))
    assert found == {
        "june.xlsx, sheet Claims": "claim_lines",
        "june.xlsx, sheet Payers": "payers",
        "june.xlsx, sheet Read me": UNKNOWN,
    }


def test_sheets_that_were_taken_apart_are_read_and_name_their_rows(model, claims):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name in ("A", "B"):
        sheet = book.add_worksheet(name)
        for n, line in enumerate(claims({"claim_id": name, "patient_id": name}).decode().splitlines()):
            sheet.write_row(n, 0, line.split(","))
    book.close()
    model.add_files([("two.xlsx", out.getvalue())])
    lines = model.readings["claim_lines"].columns
    assert lines["claim_id"] == ["A", "B"]
    assert lines["source_place"] == ["row 2", "row 2"]
    assert lines["source_file"] == ["two.xlsx, sheet A", "two.xlsx, sheet B"]


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"ISA*00*", b"\x00\x01\x02", b"a,b\n1,2\n", b"<html></html>"]
)
def test_what_is_no_claim_file_is_said_and_stops_nothing(model, claims, content):
    model.add_files([("odd.xlsx" if content.startswith(b"PK") else "odd.csv", content), ("good.csv", claims({}))])
    assert model.results is not None
    assert any(issue.file.startswith("odd") for issue in model.issues)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.csv", "a.xlsx", "a.zip", "a.837", "a"]))
def test_no_bytes_break_the_recognition(content, name):
    for file in given_files([(name, content)], lambda headers: ""):
        assert file.role


def test_a_corrected_role_is_remembered_for_such_tables(model, tmp_path):
    listed = csv_of([{"payer_id": "PY-1", "payer_name": "Medicare", "Fax": "555"}])
    model.add_files([("list.csv", listed)])
    assert model.files[0].role == UNKNOWN
    model.set_role("list.csv", "payers")
    assert model.files[0].role == "payers"
    model.forget_all()
    model.add_files([("next.csv", listed)])
    assert model.files[0].role == "payers"


def test_a_file_that_is_left_out_is_not_read(model, claims):
    model.add_files([("a.csv", claims({})), ("b.csv", claims({}, {}))])
    assert model.results.scrub.lines == 3
    model.set_role("b.csv", LEFT_OUT)
    assert model.results.scrub.lines == 1


def test_the_same_file_twice_is_one_and_another_of_its_name_is_another(model, claims):
    model.add_files([("june.csv", claims({}))])
    model.add_files([("june.csv", claims({}))])
    assert len(model.files) == 1
    model.add_files([("june.csv", claims({"units": "1"}))])
    assert [file.label for file in model.files] == ["june.csv", "june.csv (2)"]


def test_headers_of_our_own_are_not_asked_about(model, claims):
    model.add_files([("a.csv", claims({}))])
    assert not model.asked
    assert model.results is not None


def test_other_headers_are_asked_about_once_for_each_shape(model, claims):
    export = claims({}, {}, headers=OWN_HEADERS)
    model.add_files([("a.csv", export), ("b.csv", claims({}, headers=OWN_HEADERS))])
    assert [table.file for table in model.asked] == ["a.csv"]
    assert "97110" in model.asked[0].examples["CPT"]
    assert model.results is None
    assert model.confirm_columns({}) == ""
    assert model.results.scrub.lines == 3
    model.forget_all()
    model.add_files([("next week.csv", export)])
    assert not model.asked
    assert model.results is not None


def test_a_corrected_column_is_read(model, claims):
    export = claims({}, headers={**OWN_HEADERS, "units": "Visits", "minutes": "Units"})
    model.add_files([("a.csv", export)])
    model.confirm_columns({"units": "Visits", "minutes": "Units"})
    lines = model.readings["claim_lines"].columns
    assert (lines["units"], lines["minutes"]) == (["2"], ["30"])


def test_columns_that_make_no_table_are_asked_back(model, claims):
    model.add_files([("a.csv", claims({}, headers=OWN_HEADERS))])
    assert "Say at least" in model.confirm_columns({"hcpcs_code": ""})
    assert model.asked


def test_an_asked_file_can_be_left_out_and_the_others_are_read(model, claims):
    model.add_files([("a.csv", claims({}, headers=OWN_HEADERS)), ("b.csv", claims({}))])
    model.leave_asked_out()
    assert model.results.scrub.lines == 1


def test_a_table_without_headers_is_asked_about_and_never_remembered(model, claims):
    bare = b"\n".join(claims({}, {}).splitlines()[1:]) + b"\n"
    for _ in range(2):
        model.forget_all()
        model.add_files([("bare.csv", bare)])
        assert [table.has_headers for table in model.asked] == [False]
        model.confirm_columns({})


def test_a_zip_with_a_bomb_or_a_way_out_is_refused_in_a_sentence(model):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../out.csv", "a,b\n")
        archive.writestr("big.csv", b"0" * 50_000_000)
    model.add_files([("trap.zip", held.getvalue())])
    assert model.results is None
    assert model.issues
    assert not Path("out.csv").exists()
