"""`auditkit scrub --notes --plans`: episode rules beside the claim checks, and the page of linked codes."""

from __future__ import annotations

import csv
import io

import pytest

from auditkit.cli import main
from auditkit.scrub.example import CLEAN_LINE

NOTE = "PT Daily Note 8/4/2026\nTher-ex 20 min: step-downs 3x8 <b>&\nTimed minutes: 20\nA. Placebrook, PT, DPT\n"


@pytest.fixture
def practice(tmp_path, monkeypatch):
    """One claim of two units with a note of twenty minutes, a note of nobody, and a plan signed too late."""
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    write(tmp_path / "claims.csv", [CLEAN_LINE])
    write(
        tmp_path / "plans.csv",
        [
            {
                "Patient Number": "P-1",
                "Plan No": "1",
                "Start of care": "7/1/2026",
                "Weeks": "8",
                "Date signed": "8/9/2026",
            }
        ],
    )
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.txt").write_text(NOTE, encoding="utf-8")
    (notes / "b.txt").write_text(NOTE.replace("8/4", "8/5"), encoding="utf-8")
    write(notes / "notes.csv", [{"file": "a.txt", "patient_id": "P-1", "date_of_service": "8/4/2026"}])
    return tmp_path


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def scrubbed(practice, *more):
    return main(
        ["scrub", str(practice / "claims.csv"), "--notes", str(practice / "notes"), "--plans", str(practice / "plans.csv"),
         "--today", "2026-08-10", *more]
    )  # fmt: skip


def test_episode_verdicts_stand_among_those_of_the_claim(practice, capsys):
    assert scrubbed(practice, "--format", "csv") == 0
    rows = {(r["rule"], r["answer"]): r for r in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert ("units_supported", "not_met") in rows
    assert ("plan_certified", "not_met") in rows
    assert ("every_code_linked", "not_met") in rows
    assert rows["plan_certified", "not_met"]["message"].startswith("Plan 1 was signed on 2026-08-09, 9 days after")


def test_without_notes_and_plans_nothing_of_an_episode_is_asked(practice, capsys):
    assert main(["scrub", str(practice / "claims.csv"), "--format", "csv", "--today", "2026-08-10", "--all"]) == 0
    assert "plan_certified" not in capsys.readouterr().out


def test_out_writes_the_page_with_every_link_escaped_and_the_notes_that_did_not_match(practice, capsys):
    assert scrubbed(practice, "--out", str(practice / "out")) == 0
    page = (practice / "out" / "every-code-linked.html").read_text(encoding="utf-8")
    for word in ("service named", "diagnosis or impairment", "functional limitation", "measure", "goal", "why skilled"):
        assert word in page
    assert "✕ no sentence found" in page
    assert "<b>&" not in page
    assert "&lt;b&gt;&amp;" in page
    assert "<script" not in page
    left = (practice / "out" / "notes-not-matched.csv").read_text(encoding="utf-8")
    assert "b.txt" in left
    assert "whose" in left


def test_the_terminal_says_what_did_not_match_and_repeats_no_word_of_a_note(practice, capsys):
    assert scrubbed(practice) == 0
    told = capsys.readouterr()
    assert "2 notes read; 1 of them stand beside no billed line" in told.err
    assert "step-downs" not in told.out + told.err


def test_a_setting_may_name_an_episode_rule_with_or_without_notes(practice, capsys):
    (practice / "s.toml").write_text('[rules.plan_certified]\noff = true\nreason = "Tracked in our EMR."\n')
    assert scrubbed(practice, "--settings", str(practice / "s.toml")) == 0
    out = capsys.readouterr().out
    assert "Tracked in our EMR." in out
    assert "was signed on 2026-08-09" not in out
    assert main(["scrub", str(practice / "claims.csv"), "--settings", str(practice / "s.toml")]) == 0


def test_a_folder_without_notes_is_said_and_the_claims_are_checked(practice, capsys):
    assert main(["scrub", str(practice / "claims.csv"), "--notes", str(practice / "nowhere"), "--format", "csv"]) == 3
    told = capsys.readouterr()
    assert "nowhere" in told.err
    assert "claim_id" in told.out
