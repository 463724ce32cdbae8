"""What may be given to the scrub, and what bad tables do: a sentence or an unreadable cell, never a crash or a dropped row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.reference.rows import builtin_path
from auditkit.rule import Answer
from auditkit.rules import claim_checks
from auditkit.scrub import SettingsError, TableError, read_settings, scrub
from auditkit.scrub.example import CLEAN_LINE, TODAY, scrub_example, with_defaults

HISTORY = [
    {
        "patient_id": "P-1",
        "date_of_service": "2026-02-03",
        "hcpcs_code": "97110",
        "modifiers": "GP",
        "allowed_amount": "31.20",
    }
]
ROWS = with_defaults(
    (
        {},
        {"line_number": "2", "hcpcs_code": "97140", "units": "1", "minutes": "15"},
        {"claim_id": "C-2", "hcpcs_code": "97014"},
    )
)


def answers(lines, **more):
    return [row[:5] for row in scrub(lines, today=TODAY, history=HISTORY, **more).rows(tuple(Answer))]


@pytest.fixture(scope="module")
def expected():
    return answers(ROWS)


def test_columns_frames_csv_and_parquet_give_the_same_verdicts(expected, tmp_path):
    frame = pandas.DataFrame(ROWS)
    assert answers({key: [row[key] for row in ROWS] for key in CLEAN_LINE}) == expected
    assert answers(frame) == expected
    frame.to_csv(tmp_path / "claims [2026].csv", index=False)
    assert answers(tmp_path / "claims [2026].csv") == expected
    scrub(ROWS, today=TODAY).connection.from_df(frame).to_parquet(str(tmp_path / "claims.parquet"))
    assert answers(tmp_path / "claims.parquet") == expected


def test_typed_cells_are_read_like_text(expected):
    frame = pandas.DataFrame(ROWS)
    for name in ("units", "minutes", "line_number"):
        frame[name] = frame[name].astype(int)
    for name in ("line_charge_amount", "claim_charge_amount"):
        frame[name] = frame[name].astype(float)
    frame["date_of_service"] = pandas.to_datetime(frame["date_of_service"])
    frame["submitted_on"] = [date.fromisoformat(d) for d in frame["submitted_on"]]
    frame["rendering_provider_npi"] = frame["rendering_provider_npi"].astype(
        float
    )  # as a spreadsheet with an empty cell does
    assert answers(frame) == expected
    frame["line_charge_amount"] = [Decimal(str(c)) for c in frame["line_charge_amount"]]
    assert answers(frame) == expected


def test_headers_in_other_letters_and_further_columns_do_no_harm(expected):
    frame = pandas.DataFrame(ROWS).rename(columns=str.upper).assign(NOTE="=1+1")
    assert answers(frame) == expected


@pytest.mark.parametrize(
    "table", [[{"a": 1}], {"a": []}, pandas.DataFrame({"x": ["1"]}), {"claim_id": ["1", "2"], "units": ["1"]}]
)
def test_a_table_that_cannot_be_used_is_a_sentence(table):
    with pytest.raises(TableError, match="table of claim lines"):
        scrub(table, today=TODAY)


def test_a_missing_or_broken_file_is_a_sentence_with_its_name_only(tmp_path):
    with pytest.raises(TableError, match=r"^none\.csv: there is no such file"):
        scrub(tmp_path / "none.csv", today=TODAY)
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(TableError, match=r"^broken\.parquet: cannot be read"):
        scrub(tmp_path / "broken.parquet", today=TODAY)


def test_no_lines_give_no_verdicts():
    result = scrub([], today=TODAY)
    assert result.lines == 0
    assert result.rows(tuple(Answer)) == []
    assert sum(count.subjects for count in result.counts) == 0


def test_every_line_has_one_verdict_of_every_check_over_lines():
    counts = scrub(ROWS, today=TODAY).counts
    over_lines = {check.id for check in claim_checks().values() if check.over == "lines"}
    for rule in over_lines:
        assert sum(count.subjects for count in counts if count.rule == rule) == 3, rule


CELLS = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["13/45/2026", "NaN", "=1+1", "-2", "1e400", "9" * 40, "2026-02-30", "|", "||GP|", "'; DROP TABLE line; --", "0001-01-01", "9999-12-31"]),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(list(CLEAN_LINE)), CELLS, max_size=8), min_size=1, max_size=6))
def test_cells_that_hold_anything_stop_nothing_and_drop_no_line(changes):
    result = scrub(with_defaults(tuple(changes)), today=TODAY, history=HISTORY)
    assert result.lines == len(changes)
    assert sum(c.subjects for c in result.counts if c.rule == "required_fields") == len(changes)
    result.rows(tuple(Answer))


def test_a_message_holds_nothing_of_the_patient():
    line = {"patient_id": "Jane Roe", "member_id": "SECRET-7", "date_of_service": "1940-01-01", "hcpcs_code": "97014"}
    rows = scrub(with_defaults((line,)), today=TODAY).rows(tuple(Answer))
    assert not any("Jane" in cell or "SECRET" in cell or "1950" in cell for row in rows for cell in row)


def test_settings_lower_a_severity_and_say_so(expected):
    own = {"rules": {"code_accepted": {"severity": "info", "reason": "We appeal these."}}}
    result = scrub(ROWS, today=TODAY, settings=own)
    assert [row[5] for row in result.rows((Answer.NOT_MET,)) if row[3] == "code_accepted"] == ["info"]
    assert result.changes == ["code_accepted is lowered to info: We appeal these."]


def test_a_check_that_is_switched_off_is_counted_nowhere():
    result = scrub(ROWS, today=TODAY, settings={"rules": {"code_accepted": {"off": True, "reason": "Not ours."}}})
    assert "code_accepted" not in {count.rule for count in result.counts} | {
        row[3] for row in result.rows(tuple(Answer))
    }


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"off": True}, "reason"),
        ({"off": True, "reason": "  "}, "reason"),
        ({"severity": "info"}, "reason"),
        ({"severity": "fatal", "reason": "x"}, "must be one of"),
        ({"reason": "x"}, "must be one of"),
        ("off", "write"),
    ],
)
def test_settings_that_make_no_sense_are_refused(entry, told):
    with pytest.raises(SettingsError, match=told):
        read_settings({"rules": {"code_accepted": entry}}, claim_checks())


def test_a_severity_cannot_be_raised_and_a_rule_must_exist():
    with pytest.raises(SettingsError, match="lowered, not raised"):
        read_settings({"rules": {"diagnosis_side": {"severity": "denial", "reason": "x"}}}, claim_checks())
    with pytest.raises(SettingsError, match="no rule"):
        read_settings({"rules": {"diagnosis_sides": {"off": True, "reason": "x"}}}, claim_checks())


FROM_FACTS = """code_current code_accepted addon_primary place_of_service telehealth discipline_modifier kx_modifier timed_units untimed_units
unit_limit code_pair diagnosis_first_listed"""


def test_remembered_facts_raise_no_more_than_review(tmp_path):
    for path in builtin_path("editions").parent.glob("*.csv*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
        if path.suffix == ".csv":
            text = path.read_text(encoding="utf-8")
            for known in ("page-confirmed", "derived"):
                text = text.replace(f",{known}", ",memory")
            (tmp_path / path.name).write_text(text, encoding="utf-8")
    checks = claim_checks()
    for rule in FROM_FACTS.split():
        found = scrub_example(checks[rule].bad, checks={rule: checks[rule]}, reference=tmp_path).rows((Answer.NOT_MET,))
        assert {row[5] for row in found} == {"review"}, rule


def exported(lines, without):
    """The answers of two checks for each line of one file that holds nothing under `without`."""
    made = [
        dict(CLEAN_LINE, claim_id=f"C-{n}", source_file="may.csv", **dict.fromkeys(without, "")) for n in range(lines)
    ]
    return made, {"required_fields", "diagnosis_pointer"}


def told(made, wanted):
    rows = scrub(made, today=TODAY).rows()
    return {rule: [str(row[4]) for row in sorted(rows) if row[3] == rule] for rule in wanted}


def test_what_an_export_has_no_column_for_is_not_held_against_its_claims():
    made, wanted = exported(10, ("diagnosis_pointers", "member_id", "billing_provider_npi", "place_of_service"))
    assert told(made, wanted) == {"required_fields": ["unclear"] * 10, "diagnosis_pointer": ["unclear"] * 10}
    made[4] |= {"units": ""}
    assert told(made, wanted)["required_fields"].count("not_met") == 1


def test_what_one_line_lacks_and_others_have_is_missing():
    made, wanted = exported(10, ())
    made[4] |= {"member_id": "", "diagnosis_pointers": ""}
    assert {rule: found.count("not_met") for rule, found in told(made, wanted).items()} == dict.fromkeys(wanted, 1)


def test_what_a_few_lines_lack_may_as_well_be_missing():
    made, wanted = exported(9, ("member_id",))
    assert told(made, wanted)["required_fields"] == ["not_met"] * 9
