"""`auditkit scrub`: what it prints, writes and returns."""

from __future__ import annotations

import csv
import io
import json

import duckdb
import pytest
from python_calamine import load_workbook

from auditkit.cli import main
from auditkit.scrub.example import CLEAN_LINE

HEAD = ["claim_id", "line_number", "date_of_service", "rule", "answer", "severity", "message", "source", "edition"]


@pytest.fixture
def practice(tmp_path, monkeypatch):
    """A folder with three claims (one clean, one with 97014 for Medicare, one with too many units) and a home of its own."""
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    write(tmp_path / "claims.csv", [
        CLEAN_LINE,
        {**CLEAN_LINE, "claim_id": "C-2", "patient_id": "P-2", "hcpcs_code": "97014", "units": "1", "minutes": ""},
        {**CLEAN_LINE, "claim_id": "C-3", "patient_id": "P-3", "units": "3", "minutes": "30"},
    ])  # fmt: skip
    write(tmp_path / "history.csv", [
        {"patient_id": p, "date_of_service": "2026-02-03", "hcpcs_code": "97110", "modifiers": "GP", "allowed_amount": "30.00"}
        for p in ("P-1", "P-2", "P-3")
    ])  # fmt: skip
    return tmp_path


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def scrubbed(practice, *more):
    return main(
        [
            "scrub",
            str(practice / "claims.csv"),
            "--history",
            str(practice / "history.csv"),
            "--today",
            "2026-08-10",
            *more,
        ]
    )


def test_csv_has_the_nine_columns_and_what_is_not_met_or_unclear(practice, capsys):
    assert scrubbed(practice, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == HEAD
    assert {(r["claim_id"], r["rule"]) for r in rows if r["answer"] == "not_met"} == {
        ("C-2", "code_accepted"),
        ("C-2", "unit_limit"),  # Medicare's limit for it is none
        ("C-3", "timed_units"),
    }
    assert {r["answer"] for r in rows} <= {"not_met", "unclear"}
    assert all(r["source"] and r["edition"] and r["message"] for r in rows)


def test_all_gives_every_verdict_of_the_clean_claim_too(practice, capsys):
    assert scrubbed(practice, "--format", "csv", "--all") == 0
    rows = [r for r in csv.DictReader(io.StringIO(capsys.readouterr().out)) if r["claim_id"] == "C-1"]
    assert len({r["rule"] for r in rows}) >= 30
    assert "not_met" not in {r["answer"] for r in rows}


def test_json_counts_every_answer_and_says_what_to_supply(practice, capsys):
    assert scrubbed(practice, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["lines"] == 3
    counts = {(c["rule"], c["answer"]): c["subjects"] for c in told["counts"]}
    assert sum(n for (rule, _), n in counts.items() if rule == "required_fields") == 3
    assert counts["timed_units", "not_met"] == 1
    assert all(s["what"] for s in told["supply"])


def test_the_table_names_the_findings_in_groups(practice, capsys):
    assert scrubbed(practice) == 0
    out = capsys.readouterr().out
    assert "Must fix" in out
    assert "Checked: 3 lines of 3 claims" in out


def test_out_writes_a_work_list_and_csv_files(practice, capsys):
    assert scrubbed(practice, "--out", str(practice / "out")) == 0
    book = load_workbook(str(practice / "out" / "claims-to-fix.xlsx"))
    assert book.sheet_names[:3] == ["To fix", "To supply", "Checks"]
    first = book.get_sheet_by_name("To fix").to_python()[1]
    assert first[:2] == ["1 must fix", "C-2"]
    assert {p.name for p in (practice / "out").glob("*.csv")} == {
        "verdicts.csv",
        "counts.csv",
        "supply.csv",
        "issues.csv",
    }


def test_a_check_is_switched_off_only_with_a_reason_which_is_printed(practice, capsys):
    (practice / "s.toml").write_text('[rules.code_accepted]\noff = true\nreason = "Agreed on 2026-05-02."\n')
    assert scrubbed(practice, "--settings", str(practice / "s.toml")) == 0
    out = capsys.readouterr().out
    assert "Agreed on 2026-05-02." in out
    assert "not valid for Medicare" not in out
    (practice / "s.toml").write_text("[rules.code_accepted]\noff = true\n")
    assert scrubbed(practice, "--settings", str(practice / "s.toml")) == 1
    assert "reason" in capsys.readouterr().err


def test_a_file_that_holds_no_claims_is_said_and_returns_1(practice, capsys):
    (practice / "claims.csv").write_text("nothing\nhere\n")
    assert scrubbed(practice) == 1
    assert "No claim lines" in capsys.readouterr().err


def test_a_row_that_cannot_be_read_returns_3_and_the_rest_is_checked(practice, capsys):
    with (practice / "claims.csv").open("a", encoding="utf-8") as file:
        file.write('"unfinished\n')
    assert scrubbed(practice, "--format", "csv") in (0, 3)
    assert "code_accepted" in capsys.readouterr().out


def test_a_parquet_file_goes_whole_patients_at_a_time_with_the_same_verdicts(practice, capsys):
    assert main(["read", str(practice / "claims.csv"), "--to", str(practice / "read"), "--format", "parquet"]) == 0
    [lines] = (practice / "read").glob("*lines*.parquet")
    history = ["--history", str(practice / "history.csv"), "--today", "2026-08-10"]
    assert main(["scrub", str(lines), *history]) == 1  # the verdicts need a place
    assert main(["scrub", str(lines), *history, "--out", str(practice / "parts")]) == 0
    capsys.readouterr()
    assert scrubbed(practice, "--format", "csv") == 0
    whole = [tuple(row) for row in csv.reader(io.StringIO(capsys.readouterr().out))][1:]
    columns = ", ".join(HEAD)
    parts = duckdb.sql(f"SELECT {columns} FROM '{practice / 'parts' / 'verdicts-*.parquet'}'").fetchall()
    assert sorted(parts) == sorted(whole)
    assert (practice / "parts" / "counts.csv").is_file()


def exported(practice, **renamed):
    """Two clean claims of two lines under the headers of another program; `renamed` ones hold what their name says."""
    lines = [{**CLEAN_LINE, "claim_id": f"K{n // 2}", "patient_id": f"P{n // 2}"} for n in range(4)]
    write(practice / "export.csv", [{renamed.get(name, name): cell for name, cell in line.items()} for line in lines])
    return practice / "export.csv"


def test_columns_that_nobody_confirmed_are_named_and_json_stays_json(practice, capsys):
    assert main(["scrub", str(exported(practice, hcpcs_code="Svc Cd")), "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["lines"] == 4
    assert "hcpcs_code = Svc Cd" in err and "guessed and not confirmed" in err


def test_a_column_is_named_on_the_spot_and_remembered_when_confirmed(practice, capsys):
    file = exported(practice, claim_id="Our Ref")
    assert main(["scrub", str(file), "--format", "csv", "--all"]) == 0
    assert "K1" not in capsys.readouterr().out
    assert main(["scrub", str(file), "--column", "claim_id=Our Ref", "--confirm", "--format", "csv", "--all"]) == 0
    assert "K1" in capsys.readouterr().out
    assert main(["scrub", str(file), "--format", "csv", "--all"]) == 0
    out, err = capsys.readouterr()
    assert "K1" in out and "guessed" not in err


def test_one_column_said_anew_leaves_the_others_as_confirmed(practice, capsys):
    file = exported(practice, claim_id="Our Ref", minutes="Clock")
    assert main(["scrub", str(file), "--column", "claim_id=Our Ref", "--confirm"]) == 0
    capsys.readouterr()
    assert main(["scrub", str(file), "--column", "minutes=Clock", "--format", "csv", "--all"]) == 0
    assert "K1" in capsys.readouterr().out


def test_a_column_that_no_file_has_is_said(practice, capsys):
    assert main(["scrub", str(exported(practice)), "--column", "claim_id=Nix"]) == 0
    assert 'no file that was read has the header "Nix"' in capsys.readouterr().err


def test_a_column_that_is_none_of_ours_makes_no_sense(practice, capsys):
    assert main(["scrub", str(exported(practice)), "--column", "colour=Nix"]) == 1
    assert "colour is none" in capsys.readouterr().err


def test_what_is_printed_as_csv_holds_no_formula(practice, capsys):
    write(practice / "claims.csv", [{**CLEAN_LINE, "claim_id": "+1+1", "hcpcs_code": "97014", "minutes": ""}])
    assert scrubbed(practice, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows and {row["claim_id"] for row in rows} == {"'+1+1"}
