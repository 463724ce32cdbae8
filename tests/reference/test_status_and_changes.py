"""What the tables lack for a day, and what a new edition would have changed."""

from __future__ import annotations

from datetime import date

import pytest
from published import limits_text, pairs_text

from auditkit.reference import Reference
from auditkit.reference.changes import builtin_sets, compare, touched
from auditkit.reference.status import status

TODAY = date(2026, 11, 24)


def by_name(reference, today=TODAY):
    return {one.name: one for one in status(reference, today)}


def test_each_table_says_what_it_lacks_today():
    found = by_name(Reference())
    pairs = found["code_pairs/medicare_practitioner"]
    assert pairs.gaps and "2026 Q4 not loaded (10 codes are" in pairs.gaps[0] and pairs.days_past == 785
    assert found["icd10cm"].gaps == ("the ICD-10-CM order file: fiscal year 2027 not loaded",)
    assert found["thresholds/kx_threshold"].gaps == ("KX 2027 not loaded",)
    assert not found["code_status/medicare_b"].gaps and "2026-12-31" in found["code_status/medicare_b"].next_step


def test_in_the_quarter_of_the_built_in_edition_nothing_is_missing_of_it():
    found = by_name(Reference(), date(2024, 8, 1))
    for name in ("code_pairs/medicare_practitioner", "unit_limits/practitioner", "addons"):
        assert not found[name].gaps and found[name].days_past == 0


def test_early_in_a_year_next_years_threshold_is_not_asked_for():
    assert not by_name(Reference(), date(2026, 5, 1))["thresholds/kx_threshold"].gaps


def test_in_2027_the_threshold_of_2027_is_missing():
    (gap, *_) = by_name(Reference(), date(2027, 2, 1))["thresholds/kx_threshold"].gaps
    assert "2027 not loaded" in gap


def test_an_imported_quarter_closes_the_gap_and_a_part_of_it_does_not(bring, reference):
    part = pairs_text(ends=[("97000", "0001A"), ("99999", "0001A")])
    bring({"ccipra-v323r0-f4.txt": part})
    assert by_name(reference())["code_pairs/medicare_practitioner"].gaps
    bring({"ccipra-v323r0-f1.txt": pairs_text()})
    whole = by_name(reference())["code_pairs/medicare_practitioner"]
    assert not whole.gaps and whole.is_imported and whole.edition == "2026 Q4"
    assert by_name(reference(), date(2027, 1, 1))["code_pairs/medicare_practitioner"].gaps


def test_the_kx_thresholds_of_both_must_be_there(bring, reference):
    head = "item,valid_from,valid_to,value,unit,source,confidence\n"
    bring({"kx.csv": head + "kx_threshold_ot,2027-01-01,2027-12-31,1,USD,x,memory\n"})
    assert by_name(reference())["thresholds/kx_threshold"].gaps
    bring({"kx2.csv": head + "kx_threshold_pt_slp,2027-01-01,2027-12-31,1,USD,x,memory\n"})
    assert not by_name(reference())["thresholds/kx_threshold"].gaps


# Changes


def pair(one, two, indicator, start="2020-01-01", end="", known_to="2026-12-31"):
    return {
        "column_1": one, "column_2": two, "modifier_indicator": indicator, "in_force_from": start, "in_force_to": end, "known_to": known_to,
    }  # fmt: skip


OLD = [
    pair("97530", "97110", "1"),
    pair("97161", "97750", "0"),
    pair("97012", "97140", "1"),
    pair("97112", "97140", "9"),
]
NEW = [
    pair("97530", "97110", "1"),
    pair("97161", "97750", "1"),
    pair("97012", "97140", "1", end="2026-09-30"),
    pair("97530", "97116", "1"),
]


def test_new_ended_and_changed_pairs_are_told_and_equal_ones_are_not():
    changes = compare("code_pairs", OLD, NEW)
    assert [(change.codes, change.is_stricter) for change in changes] == [
        (("97012", "97140"), False),
        (("97161", "97750"), False),
        (("97530", "97116"), True),
    ]
    assert changes[2].sentence.startswith("97530 with 97116: no edit; now paid together only with a modifier")


def test_codes_that_one_edition_leaves_out_have_not_changed():
    assert compare("code_pairs", OLD, [], covers={"97530"}) == []


def line(claim, code, units="1", patient="P1", on="2026-05-04", npi="1"):
    return {
        "claim_id": claim,
        "line_number": "1",
        "patient_id": patient,
        "date_of_service": on,
        "hcpcs_code": code,
        "units": units,
        "rendering_provider_npi": npi,
    }


def test_only_lines_of_one_patient_day_and_provider_are_touched_by_a_pair():
    changes = compare("code_pairs", OLD, NEW)
    lines = [
        line("C1", "97530"), line("C1", "97116"),
        line("C2", "97530", patient="P2"), line("C3", "97116", patient="P3"),
        line("C4", "97116", on="2026-05-05"),
        line("C5", "97530", patient="P4"), line("C5", "97116", patient="P4", npi="2"),
        line("C6", "97530", patient="P5"), line("C6", "97110", patient="P5"),
    ]  # fmt: skip
    assert [(one.claim_id, one.change.codes) for one in touched(changes, lines)] == [("C1", ("97530", "97116"))]


def test_lines_without_a_patient_are_not_taken_for_one_patients():
    changes = compare("code_pairs", OLD, NEW)
    lines = [
        line("C1", "97530", patient=""), line("C2", "97116", patient=""),
        line("C3", "97530", patient=""), line("C3", "97116", patient=""),
        line("C4", "97530", on=""), line("C4", "97116", on=""),
        line("", "97530", patient=""), line("", "97116", patient=""),
    ]  # fmt: skip
    assert [one.claim_id for one in touched(changes, lines)] == ["C3"]


def limit(code, units, mai="3"):
    return {"code": code, "max_units": str(units), "mai": mai, "valid_from": "2026-10-01"}


def test_a_lower_limit_touches_the_days_above_it_and_no_others():
    changes = compare("unit_limits", [limit("97110", 6), limit("97140", 6)], [limit("97110", 4), limit("97140", 6)])
    assert [change.codes for change in changes] == [("97110",)] and changes[0].is_stricter
    lines = [
        line("C1", "97110", "3"),
        line("C1", "97110", "2"),
        line("C2", "97110", "4", patient="P2"),
        line("C3", "97110", "x", patient="P3"),
    ]
    assert [one.claim_id for one in touched(changes, lines)] == ["C1"]


@pytest.mark.parametrize("table", ["code_pairs", "unit_limits", "code_status", "addons", "therapy_codes", "thresholds"])
def test_the_built_in_tables_do_not_differ_from_themselves(table):
    for edition, rows in builtin_sets():
        if edition.table == table:
            assert compare(table, rows, rows) == []


def test_a_table_that_cannot_be_compared_is_refused():
    with pytest.raises(ValueError, match="cannot be compared"):
        compare("modifiers", [], [])


def test_a_code_that_ends_touches_its_lines():
    code = {
        "code": "92507",
        "valid_from": "",
        "valid_to": "",
        "known_to": "2026-12-31",
        "therapy_type": "always",
        "modifiers_allowed": "GN",
        "mppr": "1",
    }
    ended = {
        "code": "92507",
        "valid_from": "2027-01-01",
        "valid_to": "2026-12-31",
        "known_to": "",
        "source": "x",
        "confidence": "derived",
    }
    (change,) = compare("therapy_codes", [code | {"source": "y", "confidence": "memory"}], [ended])
    assert change.now == "ended on 2026-12-31"
    assert [one.claim_id for one in touched([change], [line("C1", "92507"), line("C2", "92508")])] == ["C1"]


def test_limits_are_read_from_a_cms_file_to_compare_them(bring):
    (kept,), _ = bring({"MCR_MUE_PractitionerServices_Eff_10-01-2026.csv": limits_text(("97110", 4, "3 x"))})
    (old,) = [rows for edition, rows in builtin_sets() if edition.table == "unit_limits"]
    changes = compare("unit_limits", old, kept.rows, {"97110"})
    assert [change.sentence for change in changes] == [
        "97110: at most 6 units a day, records may be sent; now at most 4 units a day, records may be sent."
    ]
