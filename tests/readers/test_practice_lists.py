"""What spreadsheets and printed day lists make of days, and the headers of strangers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.readers.coverage import read_coverage_uploads
from auditkit.readers.schedule import read_schedule_uploads


def visits(*files):
    reading = read_schedule_uploads(list(files))
    rows = [{name: column[n] for name, column in reading.columns.items()} for n in range(reading.read)]
    return rows, [issue.sentence for issue in reading.issues]


@given(
    days=st.lists(st.dates(date(2020, 1, 1), date(2039, 12, 31)), min_size=1, max_size=5),
    minutes=st.integers(1, 24 * 60 - 1),
)
def test_days_and_times_that_a_spreadsheet_left_as_numbers_are_the_days_and_times_that_they_stand_for(days, minutes):
    lines = "".join(f"P{n},{(day - date(1899, 12, 30)).days},{minutes / 1440:.9f}\n" for n, day in enumerate(days))
    rows, said = visits(("s.csv", f"MRN,Date,Time\n{lines}".encode()))
    assert [row["date_of_service"] for row in rows] == [day.isoformat() for day in days]
    assert {row["start_time"] for row in rows} == {f"{minutes // 60:02d}:{minutes % 60:02d}"}
    assert any("spreadsheet's numbers" in sentence for sentence in said)


def test_a_number_of_day_and_time_in_one_cell_gives_both():
    rows, _ = visits(("s.csv", b"MRN,Appointment\nP1,46350.375\nP2,46350.5\n"))
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [
        ("2026-11-24", "09:00"),
        ("2026-11-24", "12:00"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Patient ID,Date,Zip\n46350,11/24/2026,46350\n46351,11/25/2026,46352\n",  # numbers of patients and places stay
        "Patient ID,Date,Zip\n46350,11/24/2026,46350\n46351,46351,46352\n",  # a column that mixes both is said, cell by cell
    ],
)
def test_a_five_digit_number_under_another_header_is_no_day(table):
    rows, _ = visits(("s.csv", table.encode()))
    assert rows[0]["patient_id"] == "46350"
    assert rows[0]["date_of_service"] == "2026-11-24"


def test_a_list_of_one_day_whose_day_stands_in_the_title_is_read_as_of_that_day_and_that_is_said():
    table = (
        "Riverbend Therapy,,,\nTuesday 11/24/2026,,,\n,,,\nTime,Patient,Patient ID,Therapist\n"
        '8:00a - 8:45a,"Mock, Ada",W1,"A. Place, PT, DPT"\n1:00p,"Sample, Bo",W2,J. Fict OTR/L\n,,,\n'
    )
    rows, said = visits(("day.csv", table.encode()))
    assert [(r["date_of_service"], r["start_time"], r["patient_id"], r["patient_name"], r["discipline"]) for r in rows] == [
        ("2026-11-24", "08:00", "W1", "Mock, Ada", "PT"),
        ("2026-11-24", "13:00", "W2", "Sample, Bo", "OT"),
    ]  # fmt: skip
    assert sum("in the title only" in sentence for sentence in said) == 1


@pytest.mark.parametrize(
    "title",
    ["Week 11/23/2026 to 11/27/2026", "Printed by the office"],  # two days, or none: then nobody can tell
)
def test_a_title_that_does_not_name_one_day_gives_none(title):
    rows, _ = visits(("day.csv", f"{title},,\nTime,Patient,Patient ID\n8:00 AM,x,W1\n".encode()))
    assert rows == []


def test_the_title_of_a_list_with_days_changes_nothing():
    rows, _ = visits(("s.csv", b"Printed 11/20/2026,,\nDate,Time,Patient ID\n11/24/2026,8:00 AM,W1\n"))
    assert rows[0]["date_of_service"] == "2026-11-24"


@pytest.mark.parametrize("therapist", ["Pat Ott", "O. T. Sample", "Dr. Slpman", "A. Place, PT / B. Fict, OT", ""])
def test_a_therapist_without_the_letters_of_one_discipline_names_none(therapist):
    rows, _ = visits(("s.csv", f'MRN,Date,Therapist\nP1,11/24/2026,"{therapist}"\n'.encode()))
    assert rows[0]["discipline"] == ""


def test_a_table_without_headers_is_refused_in_one_sentence_that_says_so_and_repeats_no_cell():
    rows, said = visits(("x.csv", b'11/24/2026,8:00 AM,H1,"Mock, Ada",PT\n11/24/2026,8:45 AM,H2,"Sample, Bo",OT\n'))
    assert rows == []
    assert len(said) == 1 and "not with headers" in said[0] and "Mock" not in said[0]


def test_a_portals_numbers_for_days_are_days_too():
    start = (date(2026, 1, 1) - date(1899, 12, 30)).days
    born = (date(1950, 2, 3) - date(1899, 12, 30)).days
    checked = (date(2026, 11, 24) - date(1899, 12, 30)).days
    head = "Member ID,DOB,Status,Effective Date,Date Checked"
    reading = read_coverage_uploads([("e.csv", f"{head}\nM1,{born},Active,{start},{checked}.5\n".encode())])
    answer = {name: column[0] for name, column in reading.answers.items()}
    assert (answer["patient_birth_date"], answer["coverage_from"], answer["checked_at"]) == (
        "1950-02-03",
        "2026-01-01",
        "2026-11-24T12:00",
    )


def test_a_week_as_a_grid_is_refused_in_a_sentence_and_a_list_with_weekdays_is_not():
    rows, said = visits(("g.csv", b"Time,Mon 11/23,Tue 11/24,Wed 11/25\n8:00,Mock A,Sample B,\n"))
    assert rows == [] and len(said) == 1 and "side by side" in said[0] and "Mock" not in said[0]
    rows, _ = visits(("l.csv", b"MRN,Date,Day\nP1,Tue 11/24/2026,Tuesday\nP2,Wed 11/25/2026,Wednesday\n"))
    assert [row["date_of_service"] for row in rows] == ["2026-11-24", "2026-11-25"]


@pytest.mark.parametrize(
    ("written", "state"),
    [("CX - pt called", "cancelled"), ("R/S to 12/1", "cancelled"), ("No-Show, left msg", "no_show"), ("Confirmed via text", "confirmed"), ("Arrived 8:05", "confirmed"),
     ("Waitlist", ""), ("rsvp", ""), ("nsaid note", "")],
)  # fmt: skip
def test_what_is_noted_behind_a_state_does_not_hide_it_and_an_unknown_one_stays_booked_and_is_said(written, state):
    rows, said = visits(("s.csv", f"MRN,Date,Status\nP1,11/24/2026,{written}\nP2,11/24/2026,Scheduled\n".encode()))
    assert rows[0]["status"] == state
    assert any("state that is not known" in sentence for sentence in said) == (state == "")


def test_a_state_of_the_union_is_no_state_of_a_visit():
    rows, said = visits(("s.csv", b"MRN,Date,State\nP1,11/24/2026,OH\nP2,11/24/2026,PA\n"))
    assert [row["status"] for row in rows] == ["", ""] and not any("state that is not" in sentence for sentence in said)


def test_a_list_in_sections_keeps_its_times():
    table = b'Appointments for Tuesday November 24 2026,,,\nStart,End,Client,Client ID\n"A. Place, PT",,,\n8:00 AM,8:45 AM,"Mock, Ada",A1\nTotal: 1,,,\n'
    rows, _ = visits(("day.csv", table))
    assert [(row["date_of_service"], row["start_time"], row["patient_id"]) for row in rows] == [
        ("2026-11-24", "08:00", "A1")
    ]
