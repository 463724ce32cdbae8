"""`auditkit frontdesk`: the sample, own files, what is said about what was not read."""

import csv
import io

import pytest

from auditkit.cli import main

ISA = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*CLINIC         *261124*0815*^*00501*000000001*0*P*:~"
ANSWER = (
    ISA
    + "GS*HB*PAYER*CLINIC*20261124*0815*1*X*005010X279A1~ST*271*0001*005010X279A1~BHT*0022*11*REF1*20261124*0815~HL*1**20*1~"
    "NM1*PR*2*ACME HEALTH*****PI*PX1~HL*2*1*21*1~NM1*1P*2*CLINIC*****XX*1999999984~HL*3*2*22*0~NM1*IL*1*SAMPLE*ADA****MI*M100~REF*EJ*P0042~"
    "EB*{code}**30**GOLD~EB*F*IND*PT***29***VS*9~SE*12*0001~GE*1*1~IEA*1*000000001~"
)
SCHEDULE = 'Appt ID,MRN,Patient Name,Date,Time,Discipline,Insurance,Member ID\n1,P0042,"Sample, Ada",11/25/2026,8:00 AM,PT,Acme Health,M100\n'


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))


def run(capsys, *arguments):
    code = main(["frontdesk", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def rows(out):
    return list(csv.DictReader(io.StringIO(out)))


def test_without_files_the_sample_practice_is_shown_and_said(capsys):
    code, out, err = run(capsys, "--date", "2026-11-24", "--format", "csv")
    assert code == 0
    assert "sample practice" in err
    found = rows(out)
    assert len(found) == 56
    order = ["not payable as booked", "unknown - call", "look before the session", "ready"]
    places = [order.index(row["risk"]) for row in found]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2, 3}


@pytest.mark.parametrize(("code", "answer"), [("1", "met"), ("6", "not_met"), ("V", "unclear")])
def test_own_files_are_read_joined_and_checked(capsys, tmp_path, code, answer):
    (tmp_path / "s.csv").write_text(SCHEDULE)
    (tmp_path / "a.271").write_text(ANSWER.format(code=code))
    done, out, _ = run(
        capsys,
        "--date",
        "2026-11-25",
        "--schedule",
        tmp_path / "s.csv",
        "--coverage",
        tmp_path / "a.271",
        "--format",
        "csv",
    )
    assert done == 0
    row = rows(out)[0]
    assert (row["coverage_checked"], row["coverage_active"], row["visits_remaining"]) == ("met", answer, "met")
    assert row["authorization_ready"] == "unclear"
    assert (row["patient_id"], row["initials"]) == ("P0042", "AS")


def test_no_name_reaches_the_output(capsys, tmp_path):
    (tmp_path / "s.csv").write_text(SCHEDULE)
    for form in ("csv", "table"):
        _, out, err = run(capsys, "--date", "2026-11-25", "--schedule", tmp_path / "s.csv", "--format", form)
        assert "Ada" not in out + err and "Sample" not in out + err


def test_a_patient_that_no_table_knows_is_said(capsys, tmp_path):
    (tmp_path / "s.csv").write_text(SCHEDULE)
    _, _, err = run(capsys, "--date", "2026-11-25", "--schedule", tmp_path / "s.csv")
    assert "1 visit is of a patient that no other table knows" in err


def test_a_patient_whose_answer_is_in_hand_is_not_called_unknown(capsys, tmp_path):
    (tmp_path / "s.csv").write_text(SCHEDULE)
    (tmp_path / "a.271").write_text(ANSWER.format(code="1"))
    _, _, err = run(capsys, "--date", "2026-11-25", "--schedule", tmp_path / "s.csv", "--coverage", tmp_path / "a.271")
    assert "no other table knows" not in err


def test_a_file_that_is_no_answer_is_said_and_the_visits_are_shown_all_the_same(capsys, tmp_path):
    (tmp_path / "s.csv").write_text(SCHEDULE)
    (tmp_path / "a.271").write_text(ANSWER.format(code="1").replace("*271*", "*270*"))
    code, out, err = run(
        capsys,
        "--date",
        "2026-11-25",
        "--schedule",
        tmp_path / "s.csv",
        "--coverage",
        tmp_path / "a.271",
        "--format",
        "csv",
    )
    assert code == 3
    assert "question about coverage (270)" in err
    assert rows(out)[0]["coverage_checked"] == "not_met"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--coverage", "nothing.271"), "give the schedule"), (("--schedule", "nothing.csv"), "No visits were found"), (("--zone", "Mars/One", "--schedule", "x"), "time zone")],
)  # fmt: skip
def test_a_call_that_makes_no_sense_is_refused_in_a_sentence(capsys, arguments, words):
    code, _, err = run(capsys, "--date", "2026-11-25", *arguments)
    assert code == 1
    assert words in err


def test_a_day_without_visits_says_so(capsys, tmp_path):
    (tmp_path / "s.csv").write_text(SCHEDULE)
    code, out, _ = run(capsys, "--date", "2026-11-26", "--schedule", tmp_path / "s.csv")
    assert code == 0
    assert "No visits are booked" in out


def test_a_sentence_about_a_visit_is_said_once(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "s.csv").write_text(SCHEDULE)
    _, out, _ = run(capsys, "--date", "2026-11-25", "--schedule", tmp_path / "s.csv", "--format", "table")
    assert " ".join(out.split()).count("no answer of this payer") == 1
