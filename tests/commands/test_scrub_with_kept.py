"""`auditkit scrub` and the kit's page read and keep the same choices of a practice; a named file wins, and what is used is said."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from auditkit.apps.claim_scrub.kept import Kept
from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.shell.keeping import practice_store
from auditkit.cli import main
from auditkit.commands._practice_choices import Choices
from auditkit.scrub.example import CLEAN_LINE

BAD_NPI = {**CLEAN_LINE, "rendering_provider_npi": "2999900114"}
# 8 and 8 minutes: one unit together (cms), two each by itself (spm)
APART = [
    {**CLEAN_LINE, "payer_id": "PY-9", "payer_name": "Own Plan", "payer_type": "commercial", "units": "1", "minutes": "8"},
    {**CLEAN_LINE, "payer_id": "PY-9", "payer_name": "Own Plan", "payer_type": "commercial", "units": "1", "minutes": "8",
     "line_number": "2", "hcpcs_code": "97140"},
]  # fmt: skip


@pytest.fixture
def practice(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AUDITKIT_STORE", raising=False)
    write(tmp_path / "claims.csv", [BAD_NPI])
    write(tmp_path / "apart.csv", APART)
    return tmp_path


@pytest.fixture
def kept(practice):
    return Kept(lambda: datetime(2026, 8, 10, tzinfo=UTC), practice_store, "B. Biller")


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def scrubbed(path, *more):
    return main(["scrub", str(path), "--today", "2026-08-10", "--format", "csv", *more])


def answers(capsys, rule):
    told = capsys.readouterr()
    return [r["answer"] for r in csv.DictReader(io.StringIO(told.out)) if r["rule"] == rule], told.err


def test_a_check_that_was_switched_off_in_the_kit_is_off_here_and_said_with_its_reason(practice, kept, capsys):
    kept.change_rule("npi_valid", {"off": True, "reason": "Our clearing house checks it."})
    assert scrubbed(practice / "claims.csv") == 0
    found, said = answers(capsys, "npi_valid")
    assert found == []
    assert "npi_valid is switched off: Our clearing house checks it." in said
    assert "--settings none" in said


def test_none_leaves_out_what_is_kept(practice, kept, capsys):
    kept.change_rule("npi_valid", {"off": True, "reason": "Our clearing house checks it."})
    assert scrubbed(practice / "claims.csv", "--settings", "none") == 0
    found, said = answers(capsys, "npi_valid")
    assert found == ["not_met"]
    assert "clearing house" not in said


def test_a_settings_file_that_is_named_wins_over_what_is_kept(practice, kept, capsys):
    kept.change_rule("npi_valid", {"off": True, "reason": "Our clearing house checks it."})
    (practice / "own.toml").write_text('[rules.diagnosis_side]\noff = true\nreason = "Asked at intake."\n')
    assert scrubbed(practice / "claims.csv", "--settings", str(practice / "own.toml")) == 0
    found, said = answers(capsys, "npi_valid")
    assert found == ["not_met"]
    assert "clearing house" not in said


def test_a_payer_edited_in_the_kit_counts_here_and_is_named(practice, kept, capsys):
    assert scrubbed(practice / "apart.csv") == 0
    assert answers(capsys, "timed_units")[0] == ["unclear"]
    kept.change_payer("PY-9", {"unit_rule": "spm"})
    assert scrubbed(practice / "apart.csv") == 0
    found, said = answers(capsys, "timed_units")
    assert found == []
    assert "the payers PY-9" in said
    assert scrubbed(practice / "apart.csv", "--payers", "none") == 0
    found, said = answers(capsys, "timed_units")
    assert found == ["unclear"] and "PY-9" not in said


def test_a_payers_table_that_is_named_wins(practice, kept, capsys):
    kept.change_payer("PY-9", {"unit_rule": "spm"})
    write(practice / "payers.csv", [{"payer_id": "PY-9", "payer_name": "Own Plan", "payer_type": "commercial", "unit_rule": "cms"}])  # fmt: skip
    assert scrubbed(practice / "apart.csv", "--payers", str(practice / "payers.csv")) == 0
    assert answers(capsys, "timed_units")[0] == ["not_met"]


def test_an_edit_of_a_payer_who_is_not_billed_is_not_named(practice, kept, capsys):
    kept.change_payer("PY-77", {"unit_rule": "spm"})
    assert scrubbed(practice / "claims.csv") == 0
    assert "PY-77" not in capsys.readouterr().err


def test_what_the_command_is_told_to_keep_counts_in_the_kit_and_next_time(practice, capsys):
    (practice / "own.toml").write_text('[rules.npi_valid]\noff = true\nreason = "Checked elsewhere."\n')
    write(practice / "payers.csv", [{"payer_id": "PY-9", "payer_name": "Own Plan", "payer_type": "commercial", "unit_rule": "spm"}])  # fmt: skip
    files = ("--settings", str(practice / "own.toml"), "--payers", str(practice / "payers.csv"))
    assert scrubbed(practice / "claims.csv", *files, "--keep", "B. Biller") == 0
    capsys.readouterr()
    model = ClaimScrubModel(open_store=practice_store)
    model.add_files([("claims.csv", (practice / "apart.csv").read_bytes())])
    assert any("Checked elsewhere." in change for change in model.results.scrub.changes)
    assert model.payers()["PY-9"]["unit_rule"] == "spm"
    assert scrubbed(practice / "apart.csv") == 0
    assert answers(capsys, "timed_units")[0] == []


def test_keeping_a_file_takes_back_what_it_does_not_name(practice, kept, capsys):
    kept.change_rule("diagnosis_side", {"severity": "info", "reason": "Asked at intake."})
    (practice / "own.toml").write_text('[rules.npi_valid]\noff = true\nreason = "Checked elsewhere."\n')
    assert scrubbed(practice / "claims.csv", "--settings", str(practice / "own.toml"), "--keep", "B. Biller") == 0
    assert scrubbed(practice / "claims.csv") == 0
    said = capsys.readouterr().err
    assert "npi_valid is switched off" in said and "diagnosis_side is lowered" not in said


def test_keeping_nothing_new_takes_nothing_back(practice, kept, capsys):
    kept.change_rule("npi_valid", {"off": True, "reason": "Our clearing house checks it."})
    assert scrubbed(practice / "claims.csv", "--keep", "B. Biller") == 0
    assert scrubbed(practice / "claims.csv") == 0
    assert capsys.readouterr().err.count("npi_valid is switched off") == 2


def test_reading_what_is_kept_makes_no_store(practice):
    assert Choices.of(None, ()).settings.changes == {}
    assert not list((practice / "home").rglob("*.sqlite"))


def test_a_kept_change_that_no_rule_takes_any_more_stops_nothing(practice, kept):
    kept.change_rule("diagnosis_side", {"severity": "denial", "reason": "Raised by hand."})
    assert scrubbed(practice / "claims.csv") == 0


def test_a_parquet_file_is_scrubbed_with_what_is_kept_too(practice, kept, capsys):
    import duckdb

    kept.change_payer("PY-9", {"unit_rule": "spm"})
    kept.change_rule("npi_valid", {"off": True, "reason": "Our clearing house checks it."})
    lines = [{**row, "rendering_provider_npi": "2999900114"} for row in APART]
    write(practice / "big.csv", lines)
    big = practice / "big.parquet"
    duckdb.execute(f"COPY (SELECT * FROM read_csv('{practice / 'big.csv'}', all_varchar=true)) TO '{big}'")
    assert scrubbed(big, "--out", str(practice / "out")) == 0
    assert "npi_valid is switched off" in capsys.readouterr().err
    rules = duckdb.execute(f"SELECT DISTINCT rule FROM '{practice / 'out'}/verdicts-*.parquet'").fetchall()
    assert ("npi_valid",) not in rules and ("timed_units",) not in rules
