"""What a look-up answers on a date: and above all, what it must not claim to know."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.reference import Reference, Standing
from auditkit.reference.code_timing import code_timing
from auditkit.reference.diagnoses import Release
from auditkit.reference.rows import builtin_path, read_rows
from auditkit.rule import Confidence

REFERENCE = Reference()
IN_2026 = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("code", "on", "standing"),
    [
        ("97110", IN_2026, Standing.IN_FORCE),
        ("97110", date(2027, 1, 2), Standing.UNKNOWN),  # last year's list says nothing about this year
        ("97001", IN_2026, Standing.ENDED),
        ("97001", date(2030, 1, 1), Standing.ENDED),  # deleted codes stay deleted
        ("97001", date(2016, 12, 31), Standing.IN_FORCE),
        ("97001", date(2017, 1, 1), Standing.ENDED),
        ("98985", date(2025, 12, 31), Standing.NOT_YET),
        ("98985", date(2026, 1, 1), Standing.IN_FORCE),
        ("92507", date(2026, 12, 31), Standing.IN_FORCE),
        (
            "92507",
            date(2027, 1, 1),
            Standing.UNKNOWN,
        ),  # its deletion was approved and not confirmed: neither valid nor deleted
        ("99999", IN_2026, Standing.UNKNOWN),  # not known to the table is not invalid
        ("", IN_2026, Standing.UNKNOWN),
        ("97755", IN_2026, Standing.IN_FORCE),  # often said to be deleted
        ("g0283", IN_2026, Standing.IN_FORCE),
    ],
)
def test_a_code_stands_where_its_dates_say(code, on, standing):
    assert REFERENCE.code(code, on).standing is standing


def test_a_deleted_code_names_what_took_its_place():
    assert REFERENCE.code("97001", IN_2026)["replaced_by"] == "97161|97162|97163"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("97530", "97116"),
        ("97140", "97530"),
        ("97110", "97140"),
        ("97161", "97140"),
        ("97161", "97530"),
        ("97112", "97530"),
        ("97110", "97530"),
    ],
)
def test_famous_pairs_without_an_active_edit_do_not_fire(one, other):
    for day in (date(2026, 10, 5), IN_2026, date(2024, 8, 1)):
        for first, second in ((one, other), (other, one)):
            fact = REFERENCE.code_pair(first, second, day)
            assert fact.standing in (Standing.ENDED, Standing.ABSENT)
            assert "2026-Q4" in fact.edition


def test_a_pair_that_ended_was_in_force_before():
    assert REFERENCE.code_pair("97116", "97530", date(2019, 12, 31)).standing is Standing.IN_FORCE
    assert REFERENCE.code_pair("97116", "97530", date(2020, 1, 1)).standing is Standing.ENDED


def test_a_pair_with_indicator_nine_was_never_in_force():
    assert REFERENCE.code_pair("97161", "97140", date(2020, 10, 1)).standing is Standing.ENDED


def test_a_pair_names_column_two_in_either_order():
    for pair in (("97161", "97162"), ("97162", "97161")):
        fact = REFERENCE.code_pair(*pair, date(2026, 11, 1))
        assert fact.standing is Standing.IN_FORCE
        assert (fact["column_1"], fact["column_2"], fact["modifier_indicator"]) == ("97162", "97161", "0")
        assert fact.is_firm and fact.source and fact.dates[0] == date(2020, 10, 1)


def test_an_active_pair_of_an_old_edition_is_unknown_after_it():
    assert REFERENCE.code_pair("97113", "97110", date(2024, 9, 30)).standing is Standing.IN_FORCE
    after = REFERENCE.code_pair("97113", "97110", date(2024, 10, 1))
    assert after.standing is Standing.UNKNOWN and after.missing


def test_no_pair_in_the_newest_edition_names_that_edition_and_that_it_is_old():
    fact = REFERENCE.code_pair("97035", "97110", IN_2026)
    assert fact.standing is Standing.ABSENT
    assert fact.edition == "code_pairs/medicare_practitioner/2024-Q3" and "ends before 2026-03-04" in fact.missing


def test_a_code_outside_of_the_edition_is_unknown_and_not_free_of_edits():
    assert REFERENCE.code_pair("97110", "12345", IN_2026).standing is Standing.UNKNOWN


def test_a_payer_without_a_list_has_no_pairs_by_medicares():
    assert REFERENCE.code_pair("97162", "97161", IN_2026, "payer:P1").standing is Standing.UNKNOWN


def test_the_institutional_table_differs_where_it_does():
    day = date(2024, 8, 1)
    assert REFERENCE.code_pair("97161", "97750", day)["modifier_indicator"] == "0"
    assert REFERENCE.code_pair("97161", "97750", day, "medicare_institutional")["modifier_indicator"] == "1"


@pytest.mark.parametrize("item", ["kx_threshold_pt_slp", "kx_threshold_ot"])
def test_each_year_has_its_own_threshold_and_2027_is_unknown(item):
    assert REFERENCE.threshold(item, 2026)["value"] == "2480"
    assert REFERENCE.threshold(item, date(2025, 12, 31))["value"] == "2410"
    assert REFERENCE.threshold(item, 2027).standing is Standing.UNKNOWN
    assert REFERENCE.threshold(item, 2017).standing is Standing.UNKNOWN
    assert REFERENCE.threshold(item, 2027)["value"] == ""


def test_a_conversion_factor_changes_within_a_year():
    assert REFERENCE.threshold("conversion_factor", date(2024, 3, 8))["value"] == "32.7442"
    assert REFERENCE.threshold("conversion_factor", date(2024, 3, 9))["value"] == "33.2875"


def test_a_limit_between_two_equal_editions_is_inferred_and_not_firm():
    assert REFERENCE.unit_limit("97110", date(2024, 9, 30)).is_firm
    between = REFERENCE.unit_limit("97110", IN_2026)
    assert between["max_units"] == "6" and between.confidence is Confidence.INFERRED and not between.is_firm
    assert REFERENCE.unit_limit("97110", date(2026, 10, 1)).is_firm


def test_a_limit_of_another_quarter_does_not_stand_in():
    assert REFERENCE.unit_limit("97035", date(2024, 8, 1))["max_units"] == "2"
    for day in (date(2024, 6, 30), date(2024, 10, 1), date(2026, 10, 1)):
        assert REFERENCE.unit_limit("97035", day).standing is Standing.UNKNOWN
    assert REFERENCE.unit_limit("97110", date(2024, 8, 1), "outpatient_hospital").standing is Standing.UNKNOWN


def test_a_code_that_the_limits_do_not_know_has_no_known_limit():
    assert REFERENCE.unit_limit("12345", date(2024, 8, 1)).standing is Standing.UNKNOWN


def test_medicare_does_not_take_97014_and_nobody_knows_2027():
    fact = REFERENCE.code_status("97014", IN_2026)
    assert (fact["medicare_status"], fact["use_instead"]) == ("I", "G0283") and fact.is_firm
    assert REFERENCE.code_status("97014", date(2027, 1, 1)).standing is Standing.UNKNOWN
    assert REFERENCE.code_status("97014", date(2023, 12, 31)).standing is Standing.UNKNOWN


def test_a_status_carried_on_to_a_later_year_is_not_firm():
    assert REFERENCE.code_status("97602", date(2024, 5, 1)).is_firm
    assert not REFERENCE.code_status("97602", IN_2026).is_firm


@pytest.mark.parametrize(
    ("code", "on", "standing"),
    [
        ("M54.50", IN_2026, Standing.IN_FORCE),
        ("m5450", IN_2026, Standing.IN_FORCE),
        ("M54.5", IN_2026, Standing.HEADER),
        ("M54.55", IN_2026, Standing.ABSENT),
        ("M54.50", date(2026, 10, 1), Standing.UNKNOWN),  # the new fiscal year is not loaded
        ("M54.55", date(2026, 10, 1), Standing.UNKNOWN),
        ("M54.5", date(2026, 10, 1), Standing.HEADER),
        ("M54.5", date(2021, 9, 30), Standing.UNKNOWN),  # it was billable then
        ("", IN_2026, Standing.ABSENT),
        ("M54.5~", IN_2026, Standing.ABSENT),
        ("M54\n5", IN_2026, Standing.ABSENT),
        ("1,M", IN_2026, Standing.ABSENT),
        ("QA0.0101", IN_2026, Standing.IN_FORCE),  # the newer codes with two letters
    ],
)
def test_a_diagnosis_stands_where_its_release_says(code, on, standing):
    assert REFERENCE.diagnosis(code, on).standing is standing


def test_every_code_of_the_release_is_found_and_no_neighbour_of_it():
    rows = read_rows(builtin_path("icd10cm"))
    release = Release(builtin_path("icd10cm"))
    known = {row["code"] for row in rows}
    for row in [rows[0], *rows[1::97], rows[-1]]:
        assert release.row(row["code"]) == row
        assert all(
            bool(release.row(near)) == (near in known)
            for near in (row["code"] + "0", row["code"][:-1], row["code"][:-1] + "!")
        )


def test_a_header_names_its_billable_codes_and_no_header_among_them():
    assert REFERENCE.billable_under("G20") == ["G20.A1", "G20.A2", "G20.B1", "G20.B2", "G20.C"]
    assert REFERENCE.billable_under("M54.5") == ["M54.50", "M54.51", "M54.59"]
    assert REFERENCE.billable_under("ZZZ") == []


@pytest.mark.parametrize(
    ("code", "column", "value"),
    [
        ("M25.561", "side", "R"),
        ("M25.569", "side", "U"),
        ("S83.519D", "side", "U"),
        ("G81.90", "side", "U"),
        ("M17.9", "side", "U"),
        ("M79.10", "side", ""),  # unspecified site is no side
        ("M54.50", "side", ""),
        ("R26.89", "side", ""),
        ("F02.80", "is_manifestation", "1"),
        ("H82.1", "is_manifestation", "1"),
        (
            "B95.0",
            "is_manifestation",
            "0",
        ),  # the cause of diseases classified elsewhere may not be first for other reasons
        ("F54", "is_manifestation", "0"),
        ("I69.351", "is_manifestation", "0"),
    ],
)
def test_sides_and_manifestations_are_told_from_the_descriptions(code, column, value):
    assert REFERENCE.diagnosis(code, IN_2026)[column] == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M54.50", "M54.41"),
        ("M54.50", "M51.26"),
        ("M54.50", "S39.012D"),
        ("R26.89", "R27.0"),
        ("R27.0", "I69.393"),
        ("R47.01", "I69.320"),
        ("G81.91", "I69.351"),
        ("Z47.1", "S72.001D"),
        ("I69.351", "Z86.73"),
        ("R13.12", "F45.8"),
    ],
)
def test_diagnoses_exclude_each_other_in_either_order(one, other):
    assert REFERENCE.exclusions(one, other) and REFERENCE.exclusions(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M54.50", "M54.16"),
        ("M54.50", "M62.81"),
        ("M25.561", "M17.11"),
        ("R26.89", "M62.81"),
        ("R26.81", "Z91.81"),
        ("I69.351", "R26.89"),
        ("R13.12", "R13.11"),
        ("Z47.1", "Z96.651"),
        ("M54.50", "M54.50"),
        ("G20.C", "R26.89"),
        ("M75.41", "M25.511"),
    ],
)
def test_diagnoses_that_may_stand_together_do_not_exclude_each_other(one, other):
    assert not REFERENCE.exclusions(one, other)


def test_an_unknown_modifier_and_place_are_absent_and_a_known_one_is_not():
    assert REFERENCE.modifier("gp", IN_2026).standing is Standing.IN_FORCE
    assert REFERENCE.modifier("Q!", IN_2026).standing is Standing.ABSENT
    assert REFERENCE.place_of_service("2", IN_2026)["place_of_service"] == "02"
    assert REFERENCE.place_of_service("00", IN_2026).standing is Standing.ABSENT
    assert REFERENCE.place_of_service("10", date(2021, 12, 31)).standing is Standing.NOT_YET


def test_telehealth_is_dated_and_is_medicares_only():
    assert REFERENCE.telehealth("medicare_b", date(2026, 2, 1))["taken"] == "1"
    assert REFERENCE.telehealth("medicare_b", date(2028, 1, 1))["taken"] == "0"
    assert REFERENCE.telehealth("commercial", IN_2026).standing is Standing.UNKNOWN


def test_an_add_on_has_primaries_and_another_code_has_none():
    assert [fact["primary_code"] for fact in REFERENCE.addon_primaries("97130", IN_2026)] == ["97129"]
    assert REFERENCE.addon_primaries("97129", IN_2026) == []
    assert REFERENCE.addon_primaries("97130", date(2019, 1, 1)) == []


@pytest.mark.parametrize(
    ("code", "on", "timed", "minutes"),
    [
        ("97110", IN_2026, True, 15),
        ("97110", date(2031, 1, 1), True, 15),
        ("97161", None, False, None),
        ("92607", None, True, 60),
        ("97550", date(2024, 1, 1), True, 30),
    ],
)
def test_the_timing_of_a_code_is_what_it_was(code, on, timed, minutes):
    timing = code_timing(code, on)
    assert (timing.is_timed, timing.minutes_per_unit) == (timed, minutes)


@pytest.mark.parametrize(
    ("code", "on"), [("97550", date(2023, 12, 31)), ("97001", None), ("12345", None), ("97532", date(2015, 1, 1))]
)
def test_codes_that_are_not_billed_have_no_timing(code, on):
    assert code_timing(code, on) is None


def test_looking_up_imports_nothing_compiled():
    import subprocess
    import sys

    script = (
        "import sys; from datetime import date; from auditkit.reference import Reference; r = Reference(); day = date(2026, 3, 4)\n"
        "r.code('97110', day); r.code_pair('97110', '97140', day); r.diagnosis('M54.50', day); r.exclusions('M54.50', 'M54.41')\n"
        "print([name for name in ('pandas', 'numpy', 'duckdb', 'python_calamine', 'platformdirs', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
