"""`auditkit authorizations`: who runs out first, the calendar, and what changed in what payers want."""

from __future__ import annotations

import csv
import io

import pytest
from icalendar import Calendar

from auditkit.cli import main

SCHEDULE = "Appt ID,MRN,Patient Name,Date,Time,Discipline,Insurance,Payer ID\n" + "".join(
    f'{n},P0042,"Sample, Ada",11/{day}/2026,8:00 AM,PT,Acme Health,PX1\n' for n, day in enumerate((24, 25, 27, 30), 1)
)
AUTHORIZATION = "authorization_number,patient_id,payer_id,discipline,start_on,end_on,authorized_units,unit_kind,used_units,decision\nA1,P0042,PX1,PT,2026-11-01,2026-12-31,{granted},visits,0,approved\n"
RULES = "payer_id,payer_name,discipline,authorization_required,from_visit,in_force_from,lead_days\nPX1,Acme Health,PT,{needed},1,2026-01-01,{lead}\n"


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.csv").write_text(SCHEDULE)
    (tmp_path / "before.csv").write_text(RULES.format(needed=0, lead=""))
    (tmp_path / "r.csv").write_text(RULES.format(needed=1, lead=5))


def granted(folder, visits):
    (folder / "a.csv").write_text(AUTHORIZATION.format(granted=visits))


def run(capsys, *arguments):
    code = main(["authorizations", *map(str, arguments), "--today", "2026-11-24"])
    out, err = capsys.readouterr()
    return code, out, err


FILES = ("--schedule", "s.csv", "--authorizations", "a.csv", "--rules", "r.csv", "--used-to-date")


def test_the_booked_visits_say_when_an_authorization_runs_out(capsys, tmp_path):
    granted(tmp_path, 2)
    code, out, _ = run(capsys, *FILES, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert code == 0
    assert (row["last_covered_on"], row["first_uncovered_on"], row["why"], row["ask_by"]) == (
        "2026-11-25",
        "2026-11-27",
        "visits",
        "2026-11-22",
    )


def test_an_authorization_that_lasts_is_not_said_to_run_out(capsys, tmp_path):
    granted(tmp_path, 4)
    code, out, _ = run(capsys, *FILES)
    assert code == 0
    assert "Nobody runs out within what is booked." in out and "1 of 1 have enough" in out


def test_the_practices_own_lead_days_count_where_the_table_names_none(capsys, tmp_path):
    granted(tmp_path, 2)
    (tmp_path / "r.csv").write_text(RULES.format(needed=1, lead=""))
    _, out, _ = run(capsys, *FILES, "--lead-days", "3", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["ask_by"] == "2026-11-24"


def test_the_first_line_and_no_output_names_anybody(capsys, tmp_path):
    granted(tmp_path, 2)
    _, out, err = run(capsys, *FILES)
    assert " ".join(out.split()).startswith("First to run out: P0042, PT: Covered until 2026-11-25.")
    assert "Ada" not in out + err and "Sample" not in out + err


def test_a_newer_calendar_cancels_what_is_done(capsys, tmp_path):
    granted(tmp_path, 2)
    run(capsys, *FILES, "--out", "out")
    first = next(iter(Calendar.from_ical((tmp_path / "out/authorizations.ics").read_bytes()).walk("VEVENT")))
    assert (str(first["summary"]), str(first["status"])) == ("Ask for authorization: AS P0042, PT", "CONFIRMED")
    granted(tmp_path, 9)
    run(capsys, *FILES, "--out", "out")
    again = next(iter(Calendar.from_ical((tmp_path / "out/authorizations.ics").read_bytes()).walk("VEVENT")))
    assert (again["uid"], str(again["status"])) == (first["uid"], "CANCELLED")


def test_two_states_of_what_payers_want_are_compared(capsys, tmp_path):
    code, out, _ = run(capsys, "--before", "before.csv", "--rules", "r.csv", "--out", "out")
    said = " ".join(out.split())
    assert code == 0
    assert "authorization: not needed -> needed" in said and "days ahead: not said -> 5" in said
    assert "for days of service from 2026-01-01" in said
    assert "Tell: front desk, whoever asks for authorizations, therapists (PT), billing." in said
    assert (tmp_path / "out/lesson-1.md").read_text().startswith("# Acme Health: authorization for PT")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out/what-changed.csv").read_text("utf-8-sig"))))
    assert [(row["what"], row["now"]) for row in rows] == [("authorization", "needed"), ("days ahead", "5")]


def test_equal_states_say_the_same(capsys):
    assert run(capsys, "--before", "r.csv", "--rules", "r.csv")[1].strip() == "The two states say the same."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--authorizations", "a.csv"), "give the schedule"),
        (("--before", "before.csv"), "give the state of today"),
        (("--before", "nothing.csv", "--rules", "r.csv"), "no row that could be read"),
        (("--lead-days", "-1"), "numbers of days"),
        (("--schedule", "s.csv", "--zone", "Mars/One"), "time zone"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_in_a_sentence(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert code == 1 and words in err and not out


def test_a_folder_that_cannot_be_written_to_is_said(capsys, tmp_path):
    granted(tmp_path, 2)
    (tmp_path / "out").write_text("a file")
    code, _, err = run(capsys, *FILES, "--out", "out")
    assert code == 1 and "cannot be written to" in err


def test_an_authorization_that_ends_before_it_begins_is_said_with_its_row(capsys, tmp_path):
    (tmp_path / "a.csv").write_text(AUTHORIZATION.format(granted=4).replace("2026-12-31", "2026-10-31"))
    _, out, err = run(capsys, *FILES)
    assert "a.csv row 2: ends (2026-10-31) before it begins (2026-11-01). Correct it" in " ".join(err.split())
    assert "First to run out" in out
