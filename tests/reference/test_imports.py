"""CMS files in their published layouts: what is kept, what is left out and named, and that nothing is guessed."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import ADDON_HEADINGS, DESCRIPTOR, NOTICE, fees_text, limits_text, pairs_text, workbook

from auditkit.reference import Standing
from auditkit.reference.importers import import_files, read_files
from auditkit.tables import Issue

STANDARD = "Standards of medical/surgical practice"
PAIRS = (
    ("97530", "97116", "20200101", "20201231", "1", STANDARD),  # ended
    ("97530", "97113", "20260101", "*", "1", STANDARD),  # new
    ("97161", "97140", "20200101", "20200101", "9", STANDARD),  # never in force
    ("97164", "95851", "19960101", "*", "0", "Misuse of Column Two code with Column One code"),
    ("27447", "97110", "20200101", "*", "0", STANDARD),  # surgery: not ours
)
Q4 = {"ccipra-v323r0-f1.txt": pairs_text(*PAIRS)}
IN_Q4 = date(2026, 10, 5)


def test_pairs_are_kept_with_their_dates_and_the_rest_is_counted(bring, reference):
    (kept,), issues = bring(Q4)
    edition = kept.edition
    assert issues == []
    assert (edition.table, edition.part, edition.edition) == ("code_pairs", "medicare_practitioner", "2026 Q4")
    assert (edition.known_to, edition.rows_read, edition.rows_kept) == ("2026-12-31", 7, 4)
    assert sum(kept.left_out.values()) == 3
    fact = reference().code_pair("97113", "97530", IN_Q4)
    assert fact.standing is Standing.IN_FORCE and fact["column_2"] == "97113" and fact.dates == (date(2026, 1, 1), None)
    assert fact.edition == "code_pairs/medicare_practitioner/2026-Q4" and fact.is_firm


@pytest.mark.parametrize(
    ("pair", "on"),
    [
        (("97530", "97116"), IN_Q4),  # deleted in 2020
        (("97161", "97140"), date(2020, 1, 1)),  # indicator 9
        (("97530", "97113"), date(2025, 12, 31)),  # not yet
        (("97113", "97110"), IN_Q4),  # active in the built-in edition and gone from this one
    ],
)
def test_pairs_that_are_not_in_force_do_not_fire(bring, reference, pair, on):
    bring(Q4)
    assert reference().code_pair(*pair, on).standing in (Standing.ENDED, Standing.ABSENT, Standing.NOT_YET)


def test_a_pair_before_1996_has_its_flag_read_over(bring, reference):
    bring(Q4)
    assert reference().code_pair("97164", "95851", IN_Q4)["modifier_indicator"] == "0"


def test_the_practitioner_edition_says_nothing_about_institutions(bring, reference):
    bring(Q4)
    assert (
        reference()
        .code_pair("97530", "97113", IN_Q4, "medicare_institutional")
        .edition.startswith("code_pairs/medicare_institutional/2024")
    )


def test_after_the_quarter_an_active_pair_is_unknown(bring, reference):
    bring(Q4)
    assert reference().code_pair("97530", "97113", date(2027, 1, 1)).standing is Standing.UNKNOWN


def test_a_part_of_the_files_answers_only_for_its_own_codes(bring, reference):
    (kept,), _ = bring({"ccipra-v323r0-f4.txt": pairs_text(*PAIRS[:2], ends=[("97000", "0001A"), ("99999", "0001A")])})
    assert "97110" in kept.edition.covers and "20560" not in kept.edition.covers and "G0283" not in kept.edition.covers
    held = reference()
    assert held.code_pair("20560", "97602", IN_Q4).edition == "code_pairs/medicare_practitioner/2024-Q3"
    assert held.code_pair("97113", "97110", IN_Q4).edition == "code_pairs/medicare_practitioner/2026-Q4"


def test_a_file_that_is_about_no_therapy_code_is_not_kept_as_an_edition_that_covers_all(bring, reference):
    text = pairs_text(("43239", "43235", "20200101", "*", "0", STANDARD), ends=[("40000", "39999"), ("49999", "49998")])
    kept, (issue,) = bring({"ccipra-v323r0-f2.txt": text})
    assert kept == [] and issue.is_warning and "no code of therapy" in issue.problem
    assert reference().code_pair("97113", "97110", IN_Q4).standing is Standing.UNKNOWN


def test_files_of_one_quarter_given_together_are_one_edition(bring):
    first = pairs_text(("20561", "20560", "20200101", "*", "0", "x"), ends=[("0001A", "0002A"), ("50000", "49000")])
    last = pairs_text(PAIRS[1], ends=[("50000", "49001"), ("V5364", "V5363")])
    (kept,), _ = bring({"ccipra-v323r0-f1.txt": first, "ccipra-v323r0-f2.txt": last})
    assert kept.edition.rows_kept == 2
    assert {"20560", "97110", "G0283"} <= set(kept.edition.covers)


def test_nothing_is_overwritten_and_the_later_import_counts(bring, home, reference):
    bring(Q4)
    before = {file: file.read_bytes() for file in (home / "reference").iterdir()}
    bring({"ccipra-v323r1-f1.txt": pairs_text()})
    assert {file: file.read_bytes() for file in before} == before
    assert reference().code_pair("97530", "97113", IN_Q4).standing is Standing.ABSENT


def test_no_descriptor_and_no_notice_is_stored(bring, home):
    bring(
        {
            **Q4,
            "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv": limits_text(
                ("97110", 6, "3 Date of Service Edit: Clinical")
            ),
        }
    )
    bring({"PPRRVU2027_Jan_nonQPP.csv": fees_text(("97110", "", "A", "7", "5"))})
    for file in (home / "reference").iterdir():
        text = file.read_text(encoding="utf-8")
        assert DESCRIPTOR not in text and NOTICE not in text and "Standards of" not in text


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("ccipra-v323r0-f1.TXT", "medicare_practitioner"),
        ("ccioph-v323r0-f1.TXT", "medicare_institutional"),
        ("medicare-ncci-2026q4-practitioner-ptp-edits.txt", "medicare_practitioner"),
        ("Medicare NCCI 2026Q4 Hospital PTP Edits.txt", "medicare_institutional"),
    ],
)
def test_the_setting_and_the_quarter_are_told_from_the_name(bring, name, part):
    (kept,), _ = bring({name: pairs_text(*PAIRS)})
    assert (kept.edition.part, kept.edition.edition) == (part, "2026 Q4")


def test_a_file_that_does_not_tell_its_quarter_is_asked_about_and_not_guessed(bring):
    kept, (issue,) = bring({"practitioner pairs.txt": pairs_text(*PAIRS)})
    assert kept == [] and "--edition" in issue.fix
    (kept,), _ = bring({"practitioner pairs.txt": pairs_text(*PAIRS)}, edition="2026Q3")
    assert kept.edition.known_to == "2026-09-30"


def test_the_list_of_changes_of_a_quarter_is_not_taken_for_the_edits(bring):
    text = f'"{NOTICE}"\t\t\r\nColumn 1\tColumn 2\t"Modifier\r\nIndicator"\r\n97530\t97113\t1\r\n'
    kept, (issue,) = bring({"ccipra-v323r0-additions.txt": text})
    assert kept == [] and "complete edits" in issue.fix


def test_excel_and_zip_say_the_same_as_text(bring):
    rows = [("97530", "97113", None, 20260101, "*", 1, STANDARD), (97161, 97140, None, 20200101, 20200101, 9, STANDARD)]
    ends = [("0001A", "0002A", None, 20200101, "*", 0, "x")], [("V5364", "V5363", None, 20200101, "*", 0, "x")]
    heading = (
        "Column 1",
        "Column 2",
        "*=in existence prior to 1996",
        "Effective Date",
        "Deletion Date\n*=no data",
        "Modifier\n0=not allowed",
        "PTP Edit Rationale",
    )
    book = workbook((NOTICE,), ("Column1/Column2 Edits",), heading, *ends[0], *rows, *ends[1])
    (excel,), _ = bring({"ccipra-v323r0-f1.xlsx": book})
    (zipped,), _ = bring(
        {
            "pairs.zip": {
                "ccipra-v323r0-f1.TXT": pairs_text(PAIRS[1], PAIRS[2]),
                "ccipra-v323r0-f1.xlsx": b"not read",
                "readme.pdf": b"%PDF",
            }
        }
    )
    assert excel.rows == zipped.rows and len(excel.rows) == 2


def test_rows_that_cannot_be_read_are_named_by_number_and_the_others_kept(bring):
    bad = (("97530", "97112", "20261301", "*", "1", "x"), ("97530", "97542", "20260101", "*", "7", "x"))
    (kept,), issues = bring({"ccipra-v323r0-f1.txt": pairs_text(*bad, PAIRS[1])})
    assert len(kept.rows) == 1 and issues == []
    (warning,) = kept.issues
    assert warning.is_warning and "2 rows" in warning.problem and "row 8, 9" in warning.place


def test_further_codes_are_kept_when_asked_for(bring, reference):
    pair = ("29540", "97140", "20200101", "*", "1", STANDARD)
    (without,), _ = bring({"ccipra-v323r0-f1.txt": pairs_text(pair)})
    (asked,), _ = bring({"ccipra-v323r0-f1.txt": pairs_text(pair)}, also=frozenset({"29540"}))
    assert without.rows == [] and len(asked.rows) == 1
    assert reference().code_pair("29540", "97140", IN_Q4).standing is Standing.IN_FORCE


# Unit limits


LIMITS = {"MCR_MUE_PractitionerServices_Eff_10-01-2026.csv": limits_text(
    ("97110", 5, "3 Date of Service Edit: Clinical"), ("97161", 1, "2 Date of Service Edit: Policy"), ("A4218", 20, "1 Line Edit")
)}  # fmt: skip


def test_limits_are_kept_for_their_quarter_only(bring, reference):
    (kept,), issues = bring(LIMITS)
    assert issues == [] and len(kept.rows) == 2 and sum(kept.left_out.values()) == 1
    held = reference()
    assert held.unit_limit("97110", IN_Q4)["max_units"] == "5" and held.unit_limit("97110", IN_Q4)["mai"] == "3"
    assert held.unit_limit("97110", date(2026, 9, 30))["max_units"] == "6"  # the built-in row still holds there
    assert held.unit_limit("97110", date(2027, 1, 1)).standing is Standing.UNKNOWN


def test_a_code_without_a_limit_in_an_edition_that_covers_it_has_none(bring, reference):
    bring(LIMITS)
    assert reference().unit_limit("97035", IN_Q4).standing is Standing.ABSENT
    assert reference().unit_limit("97035", date(2027, 1, 1)).standing is Standing.UNKNOWN


def test_hospital_limits_are_another_setting_and_equipment_is_turned_away(bring, reference):
    hospital = limits_text(("97110", 8, "3 Clinical"), heading="Outpatient Hospital Services MUE Values")
    equipment = limits_text(("97110", 8, "3 Clinical"), heading="DME Supplier Services MUE Values")
    kept, (issue,) = bring(
        {
            "MCR_MUE_OutpatientHospitalServices_Eff_10-01-2026.csv": hospital,
            "MCR_MUE_DMESupplier_Eff_10-01-2026.csv": equipment,
        }
    )
    assert [one.edition.part for one in kept] == ["outpatient_hospital"] and "equipment" in issue.problem
    assert reference().unit_limit("97110", IN_Q4, "outpatient_hospital")["max_units"] == "8"
    assert reference().unit_limit("97110", IN_Q4)["max_units"] == "6"


# Add-ons


def test_add_ons_are_read_from_the_excel_file_with_days_of_the_year(bring, reference):
    book = workbook(
        ADDON_HEADINGS,
        ("97130", None, "97129", None, 1, 2020001, None, None),
        ("97551", None, "97550", None, 1, 2024001, 2026181, None),
        ("97546", None, "CCCCC", None, 2, 2013091, None, "(Contractor Defined Primary Codes)"),
        ("11001", None, "11000", None, 1, 2013091, None, None),
    )
    (kept,), issues = bring({"add-on.zip": {"AOC_V2026Q4-MCR.xlsx": book, "AOC_V2026Q4-MCR.txt": "97130      97129"}})
    assert issues == [] and len(kept.rows) == 3
    held = reference()
    assert [fact["primary_code"] for fact in held.addon_primaries("97130", IN_Q4)] == ["97129"]
    assert held.addon_primaries("97551", IN_Q4) == []  # ended on the 181st day of 2026
    assert held.addon_primaries("97551", date(2026, 6, 30))
    (fact,) = held.addon_primaries("97546", IN_Q4)
    assert (fact["primary_code"], fact["addon_type"]) == ("", "2")


def test_the_add_on_text_without_headings_is_turned_away_with_the_way_out(bring):
    kept, (issue,) = bring({"AOC_V2026Q4-MCR.txt": "97130      97129       1\n"})
    assert kept == [] and "Excel" in issue.fix


# Fee schedule


FEES_2027 = fees_text(
    ("97110", "", "A", "7", "5"),
    ("97010", "", "B", "9", "9"),
    ("97014", "", "I", "9", "9"),
    ("92507", "", "D", "9", "9"),
    ("92999", "", "A", "7", "5"),  # a new therapy code, by its indicators
    ("95851", "26", "A", "1", "0"),
    ("27447", "", "A", "0", "2"),
)


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_a_fee_schedule_gives_status_for_its_year_from_its_quarter_on(bring, reference, newline):
    kept, issues = bring(
        {
            "rvu27a.zip": {
                "PPRRVU2027_Jan_nonQPP.csv": FEES_2027.replace("\r\n", newline),
                "PPRRVU2027_Jan_QPP.csv": FEES_2027,
            }
        }
    )
    assert [one.edition.table for one in kept] == ["code_status", "therapy_codes"] and "qualifying" in issues[0].problem
    assert issues[0].is_warning
    held = reference()
    assert held.code_status("97010", date(2027, 6, 1))["medicare_status"] == "B"
    assert held.code_status("97014", date(2027, 6, 1))["use_instead"] == "G0283"
    assert held.code_status("97010", date(2028, 1, 1)).standing is Standing.UNKNOWN
    assert held.code_status("97014", IN_Q4)["medicare_status"] == "I"


def test_a_january_fee_schedule_tells_which_codes_exist_in_its_year(bring, reference):
    bring({"PPRRVU2027_Jan_nonQPP.csv": FEES_2027})
    held = reference()
    assert held.code("97110", date(2027, 6, 1)).standing is Standing.IN_FORCE
    assert held.code("97110", date(2028, 1, 1)).standing is Standing.UNKNOWN
    for gone in ("92507", "97112"):  # named as deleted; no longer listed
        assert held.code(gone, date(2027, 1, 1)).standing is Standing.ENDED
        assert held.code(gone, date(2026, 12, 31)).standing is Standing.IN_FORCE
    new = held.code("92999", date(2027, 6, 1))
    assert new.standing is Standing.IN_FORCE and new["therapy_type"] == "always" and new["is_timed"] == ""
    assert held.code("92999", IN_Q4).standing is Standing.NOT_YET
    assert held.code("27447", date(2027, 6, 1)).standing is Standing.UNKNOWN


def test_a_later_release_does_not_end_what_it_leaves_out(bring, reference):
    text = fees_text(
        ("97110", "", "A", "7", "5"), release="2027 National Physician Fee Schedule Relative Value File July Release"
    )
    bring({"fees.csv": text})
    assert reference().code("97112", date(2027, 8, 1)).standing is Standing.UNKNOWN
    assert reference().code_status("97110", date(2027, 6, 30)).standing is Standing.UNKNOWN
    assert reference().code_status("97110", date(2027, 7, 1))["medicare_status"] == "A"


# Therapy code list


def test_the_therapy_list_of_a_year_confirms_the_kind_of_each_code(bring, reference):
    book = workbook(
        ("2026 Therapy Code List",),
        (NOTICE,),
        ("HCPCS Code", "Short Descriptor", "Therapy Type", "PT", "OT", "SLP"),
        ("97110", DESCRIPTOR, "Always therapy", "X", "X", ""),
        ("97129", DESCRIPTOR, "Sometimes therapy", "X", "X", "X"),
        ("97035", DESCRIPTOR, "", "", "", ""),
    )
    (kept,), issues = bring({"2026-therapy-code-list.xlsx": book})
    assert issues == [] and len(kept.rows) == 2 and "row 6" in kept.issues[0].place
    row = reference().code("97129", IN_Q4).row
    assert (row["therapy_type"], row["modifiers_allowed"], row["type_confidence"]) == (
        "sometimes",
        "GP|GO|GN",
        "page-confirmed",
    )
    assert reference().code("97035", IN_Q4)["type_confidence"] == "derived"  # as it was


def test_a_kind_that_changes_next_year_leaves_this_years_as_it_was(bring, reference):
    bring(
        {
            "therapy.csv": "2027 Therapy Code List,,\nCode,Descriptor,Designation\n97110,x,Sometimes therapy\n97112,x,Always therapy\n"
        }
    )
    held = reference()
    assert held.code("97110", IN_Q4)["therapy_type"] == "always"
    assert held.code("97110", date(2027, 3, 1))["therapy_type"] == "sometimes"
    assert held.code("97112", date(2027, 3, 1)).standing is Standing.IN_FORCE


def test_a_therapy_list_without_always_and_sometimes_is_turned_away(bring):
    kept, (issue,) = bring(
        {"2027-therapy-code-list.csv": "Therapy Code List 2027,\nCode,Descriptor\n97110,x\n97112,x\n"}
    )
    assert kept == [] and "always" in issue.problem


# Diagnoses


def order_file(year_codes: int = 1200) -> str:
    lines = [
        ("A00", 0, "Cholera"),
        ("M545", 0, "Low back pain"),
        ("M5450", 1, "Low back pain, unspecified"),
        ("M2556", 0, "Pain in knee"),
        ("M25561", 1, "Pain in right knee"),
        ("M25562", 1, "Pain in left knee"),
        ("M25569", 1, "Pain in unspecified knee"),
        ("H82", 0, "Vertiginous syndromes in diseases classified elsewhere"),
        ("H821", 1, "Vertiginous syndromes in diseases classified elsewhere, right ear"),
        *((f"Z{n // 100:02d}{n % 100:02d}", 1, f"Reason {n}") for n in range(year_codes)),
    ]
    return "".join(
        f"{n:05d} {code:<7} {billable} {text[:60]:<60} {text}\r\n" for n, (code, billable, text) in enumerate(lines, 1)
    )


def test_the_order_file_brings_the_new_fiscal_year(bring, reference):
    (kept,), issues = bring({"order.zip": {"icd10cm_order_2027.txt": order_file(), "readme.txt": "Read me first."}})
    assert [(one.file, one.is_warning) for one in issues] == [("order.zip/readme.txt", True)]
    assert (kept.edition.known_from, kept.edition.known_to) == ("2026-10-01", "2027-09-30")
    held, day = reference(), date(2026, 10, 1)
    assert held.diagnosis("M54.50", day).standing is Standing.IN_FORCE
    assert held.diagnosis("M54.5", day).standing is Standing.HEADER
    assert held.diagnosis("M54.51", day).standing is Standing.ABSENT  # not in this (shortened) year
    assert held.diagnosis("M54.51", date(2026, 9, 30)).standing is Standing.IN_FORCE
    assert [held.diagnosis(code, day)["side"] for code in ("M25.561", "M25.562", "M25.569", "M54.50")] == [
        "R",
        "L",
        "U",
        "",
    ]
    assert held.diagnosis("H82.1", day)["is_manifestation"] == "1"


def test_the_addenda_are_not_taken_for_the_whole_year(bring):
    kept, (issue,) = bring({"icd10cm_order_2027.txt": order_file(10)})
    assert kept == [] and "order file" in issue.fix


# Our own columns


def test_a_threshold_of_a_new_year_is_entered_as_csv(bring, reference):
    text = "item,valid_from,valid_to,value,unit,source,confidence\nkx_threshold_ot,2027-01-01,2027-12-31,2550,USD,our own test,page-confirmed\n"
    (kept,), issues = bring({"kx.csv": text})
    assert issues == [] and kept.edition.part == "kx_threshold"
    assert reference().threshold("kx_threshold_ot", 2027)["value"] == "2550"
    assert reference().threshold("kx_threshold_pt_slp", 2027).standing is Standing.UNKNOWN
    assert reference().threshold("kx_threshold_ot", 2026)["value"] == "2480"


@pytest.mark.parametrize(
    "row",
    [
        "kx_threshold_ot,2027-01-01,2027-12-31,2550,USD,,page-confirmed",
        "kx_threshold_ot,2027-13-01,,2550,USD,x,memory",
        "kx_threshold_ot,2027-01-01,,2550,USD,x,certain",
    ],
)
def test_an_own_row_without_source_date_or_confidence_is_not_used(bring, row):
    kept, issues = bring({"kx.csv": f"item,valid_from,valid_to,value,unit,source,confidence\n{row}\n"})
    assert kept == [] and issues


def test_a_payers_own_pairs_are_that_payers_only(bring, reference):
    text = (
        "pair_source,column_1,column_2,modifier_indicator,in_force_from,known_from,known_to,source,confidence\n"
        "payer:P7,97530,97140,1,2020-01-01,2020-01-01,2027-12-31,payer manual page 4,page-confirmed\n"
    )
    bring({"p7.csv": text})
    held = reference()
    assert held.code_pair("97140", "97530", IN_Q4, "payer:P7").standing is Standing.IN_FORCE
    assert held.code_pair("97140", "97110", IN_Q4, "payer:P7").standing is Standing.ABSENT
    assert held.code_pair("97140", "97530", IN_Q4).standing is Standing.ENDED


# What is no such file


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", "S: Stairs are easier. O: 97110 for 15 minutes."),
        ("empty.csv", ""),
        ("claims.csv", "claim_id,hcpcs_code\nC1,97110\n"),
        ("broken.xlsx", b"PK\x03\x04 not really"),
        ("broken.zip", b"PK\x03\x04" + b"\0" * 40),
        ("line.csv", "x" * 300_000),
        ("ccipra-v323r0-f1.txt", "Column 1\tColumn 2\tEffective\tDeletion\tModifier\n"),
        ("picture.png", b"\x89PNG"),
        ("nothing.zip", {"picture.png": b"\x89PNG"}),
    ],
)
def test_another_file_is_named_with_a_sentence_and_nothing_is_kept(bring, home, name, content):
    kept, issues = bring({name: content})
    assert kept == [] and issues and all(issue.sentence.endswith(".") for issue in issues)
    assert not (home / "reference").exists()


@given(
    st.binary(max_size=2000),
    st.sampled_from(
        ["a.txt", "ccipra-v323r0-f1.txt", "MCR_MUE_Eff_10-01-2026.csv", "icd10cm_order_2027.txt", "b.xlsx", "c.zip"]
    ),
)
def test_any_bytes_are_a_sentence_and_no_error(content, name):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        assert all(isinstance(one, Issue) for one in read_files([path], None))


CELLS = st.sampled_from(
    [
        "97110",
        "97140",
        "*",
        "",
        "20260101",
        "20261399",
        "1",
        "9",
        "0001A",
        "x" * 50,
        '"',
        "-3",
        "1e9",
        "NaN",
        "=1+1",
        "2",
        "é",
    ]
)


@given(
    st.lists(st.lists(CELLS, max_size=9), max_size=12),
    st.sampled_from(["ccipra-v323r0-f1.txt", "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", "PPRRVU2027_Jan.csv"]),
)
def test_any_cells_under_the_right_headings_are_read_or_counted(rows, name):
    head = {
        "c": "Column 1\tColumn 2\tflag\tEffective\tDeletion\tModifier\tRationale\n",
        "M": "Code\tPractitioner Services MUE Values\tMUE Adjudication Indicator\tRationale\n",
        "P": "\t\tSTATUS\tPCTC\tMULT\nHCPCS\tMOD\tCODE\tIND\tPROC\n",
    }[name[0]]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
        for one in read_files([path], None):
            if isinstance(one, Issue):
                assert one.sentence.endswith(".")
                continue
            assert one.edition.rows_read == len(one.rows) + sum(one.left_out.values())
            for row in one.rows:
                assert re.fullmatch(r"[0-9A-Z]{5}", row.get("code") or row["column_1"])
                assert row.get("modifier_indicator", "1") in ("0", "1", "9")
                assert row.get("max_units", "1").isdecimal()


def test_a_missing_file_is_named_and_the_others_are_imported(home, bring, tmp_path):
    bring(Q4)
    found = import_files([tmp_path / "gone.txt", tmp_path / "ccipra-v323r0-f1.txt"], home, date(2026, 11, 24))
    assert [type(one) is Issue for one in found] == [False, True]
