"""`auditkit reference`: status, import, diff as a person calls them."""

from __future__ import annotations

import csv

import pytest

from auditkit import cli
from auditkit.commands import reference

PAIRS = (
    "Column 1\tColumn 2\t*=in existence prior to 1996\tEffective Date\tDeletion Date *=no data\tModifier\tPTP Edit Rationale\n"
    "0001A\t0002A\t\t20200101\t*\t0\tx\n"
    "97530\t97116\t\t20260701\t*\t1\tx\n"
    "V5364\tV5363\t\t20200101\t*\t0\tx\n"
)
TODAY = ("--today", "2026-11-24")


@pytest.fixture(autouse=True)
def practice(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "practice"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ccipra-v323r0-f1.txt").write_text(PAIRS, encoding="utf-8")
    return tmp_path


def test_status_says_what_is_missing_and_where_to_get_it(capsys):
    assert cli.main(["reference", *TODAY, "status"]) == reference.SOME_NOT
    said = capsys.readouterr().out
    assert "KX 2027 not loaded" in said and "fiscal year 2027 not loaded" in said and "cms.gov" in said


def test_an_import_says_what_was_kept_and_how_much_was_left_out(capsys):
    assert cli.main(["reference", *TODAY, "import", "ccipra-v323r0-f1.txt"]) == reference.DONE
    said = capsys.readouterr().out
    assert "code_pairs/medicare_practitioner/2026-Q4: 1 of 3 rows kept" in said
    assert "2 rows about codes outside of therapy were left out." in said
    cli.main(["reference", *TODAY, "status"])
    assert "2026 Q4, 1996-01-01 to 2026-12-31, in force, imported" in capsys.readouterr().out


def test_one_bad_file_among_good_ones_is_named_and_does_not_stop_them(practice, capsys):
    (practice / "letter.txt").write_text("Dear practice", encoding="utf-8")
    assert cli.main(["reference", "import", "letter.txt", "ccipra-v323r0-f1.txt"]) == reference.SOME_NOT
    assert "letter.txt" in capsys.readouterr().err


def test_only_bad_files_keep_nothing(practice, capsys):
    assert cli.main(["reference", "import", "gone.txt"]) == reference.NOTHING
    assert "gone.txt: does not exist. Check the name." in capsys.readouterr().err
    assert not (practice / "practice" / "reference").exists()


def test_a_diff_tells_the_changes_and_the_past_lines_and_no_patient(practice, capsys):
    names = [
        "claim_id",
        "patient_id",
        "line_number",
        "date_of_service",
        "hcpcs_code",
        "units",
        "rendering_provider_npi",
    ]
    with (practice / "past.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerow(["C1", "Patient Zero", "1", "2026-09-01", "97530", "2", "1"])
        writer.writerow(["C1", "Patient Zero", "2", "2026-09-01", "97116", "1", "1"])
        writer.writerow(["C2", "Patient One", "1", "2026-09-01", "97116", "1", "1"])
    assert cli.main(["reference", "diff", "built-in", "ccipra-v323r0-f1.txt", "--claims", "past.csv"]) == reference.DONE
    said = capsys.readouterr().out
    assert "97530 with 97116: no edit; now paid together only with a modifier" in said
    assert "claim C1, line 2, 2026-09-01" in said and "1 of 3 past lines" in said
    assert "Patient" not in said


def test_editions_held_are_compared_by_name(practice, capsys):
    cli.main(["reference", "import", "ccipra-v323r0-f1.txt"])
    (practice / "ccipra-v322r0-f1.txt").write_text(PAIRS.replace("\t1\tx", "\t0\tx"), encoding="utf-8")
    cli.main(["reference", "import", "ccipra-v322r0-f1.txt"])
    capsys.readouterr()
    old, new = (f"code_pairs/medicare_practitioner/2026-Q{n}" for n in (3, 4))
    assert cli.main(["reference", "diff", old, new]) == reference.DONE
    assert "97530 with 97116: never paid together; now paid together only with a modifier" in capsys.readouterr().out


@pytest.mark.parametrize("old", ["nosuch", "code_pairs/medicare_practitioner/2019-Q1"])
def test_an_edition_that_is_not_held_is_named(old, capsys):
    assert cli.main(["reference", "diff", old, "ccipra-v323r0-f1.txt"]) == reference.NOTHING
    assert old in capsys.readouterr().err


def test_past_lines_without_the_columns_are_named_without_their_content(practice, capsys):
    (practice / "past.csv").write_text("Name,Code\nPatient Zero,97110\n", encoding="utf-8")
    assert (
        cli.main(["reference", "diff", "built-in", "ccipra-v323r0-f1.txt", "--claims", "past.csv"]) == reference.NOTHING
    )
    said = capsys.readouterr().err
    assert "patient_id" in said and "Patient Zero" not in said


def test_a_folder_that_cannot_be_written_is_one_sentence(practice, capsys, monkeypatch):
    (practice / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("AUDITKIT_HOME", str(practice / "file"))
    assert cli.main(["reference", "import", "ccipra-v323r0-f1.txt"]) == reference.NOTHING
    assert "AUDITKIT_HOME" in capsys.readouterr().err
