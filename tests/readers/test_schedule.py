"""Schedules as practices export them: CSV with any headers, Excel, .ics with time zones, daylight saving, moved and cancelled events."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.readers.schedule import read_schedule_uploads

EASTERN = ZoneInfo("America/New_York")


def visits(*files, **how):
    reading = read_schedule_uploads(list(files), **how)
    return [{name: column[n] for name, column in reading.columns.items()} for n in range(reading.read)], reading


def ics(*events, head=""):
    body = "\r\n".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{head}{body}\r\nEND:VCALENDAR\r\n".encode()


@pytest.mark.parametrize(
    "table",
    [
        "MRN,Appt Date,Appt Time,Therapist NPI,Visit Type,Discipline,Status\nP1,11/25/2026,9:15 AM,2999900113,Eval,PT,Scheduled\n",
        "Patient ID,Start,NPI,Appointment Type,Specialty,Appt Status\nP1,2026-11-25 09:15,2999900113,Eval,Physical Therapy,Confirmed\n",
        "chart_no;date;time;provider_npi;type;therapy\nP1;25-Nov-2026;0915;2999900113;Eval;PT\n",
        "Patient ID\tAppointment\tRendering NPI\tReason\tDept\nP1\tWed 11/25/2026 9:15 AM\t2999900113\tEval\tPT\n",
        "PatientID,AppointmentDate,StartTime,ProviderNPI,AppointmentType,Department\nP1,2026/11/25,9:15-10:00 AM,2999900113,Eval,PT\n",
    ],
)
def test_a_visit_is_read_whatever_the_headers_and_the_form_of_the_date(table):
    rows, reading = visits(("s.csv", table.encode()))
    assert [issue.sentence for issue in reading.issues if not issue.is_warning] == []
    row = rows[0]
    assert (row["patient_id"], row["date_of_service"], row["start_time"], row["discipline"], row["visit_kind"]) == (
        "P1", "2026-11-25", "09:15", "PT", "Eval",
    )  # fmt: skip
    assert row["rendering_provider_npi"] == "2999900113"


@pytest.mark.parametrize(
    ("written", "status"),
    [("Canceled", "cancelled"), ("CANCELLED", "cancelled"), ("No Show", "no_show"), ("NS", "no_show"), ("Checked In", "confirmed"), ("Scheduled", "booked"),
     ("Late Cancel", "cancelled"), ("Completed", "completed"), ("", ""), ("see front desk", "")],
)  # fmt: skip
def test_the_state_of_a_visit_is_read_and_an_unknown_word_is_none(written, status):
    rows, _ = visits(("s.csv", f"MRN,Date,Status\nP1,11/25/2026,{written}\nP2,11/25/2026,Scheduled\n".encode()))
    assert rows[0]["status"] == status


def test_a_row_without_a_day_is_left_out_with_a_sentence_that_repeats_nothing_of_it():
    rows, reading = visits(
        ("s.csv", b'Patient Name,MRN,Date\n"Sample, Ada",P1,next week\n"Sample, Bo",P2,11/25/2026\n')
    )
    assert [row["patient_id"] for row in rows] == ["P2"]
    said = [issue.sentence for issue in reading.issues if not issue.is_warning]
    assert said == ["s.csv, row 2: has no day that can be read. Correct it; the visit was left out."]
    assert not any("Ada" in issue.sentence or "next" in issue.sentence for issue in reading.issues)


def test_a_calendars_table_names_who_and_what_for_in_one_cell():
    table = 'Subject,Start Date,Start Time\n"Sample, Ada - PT eval",11/25/2026,9:00:00 AM\nP0042 OT tx,11/25/2026,10:00 AM\nStaff meeting,11/25/2026,12:00 PM\n'
    rows, reading = visits(("outlook.csv", table.encode()))
    assert [(row["patient_id"], row["patient_name"], row["discipline"], row["visit_kind"]) for row in rows] == [
        ("", "Sample, Ada", "PT", "eval"), ("P0042", "", "OT", "tx"),
    ]  # fmt: skip
    assert any("names no patient" in issue.sentence for issue in reading.issues)


@pytest.mark.parametrize(
    ("table", "clock"),
    [
        ("MRN,Appt Date,Start,End\nP1,11/25/2026,9:00 AM,9:45 AM\n", "09:00"),
        ("MRN,End,Date,From\nP1,10:00,11/25/2026,9:15\n", "09:15"),
        ("MRN,Appt Date,End\nP1,11/25/2026,9:45 AM\n", ""),
        ("MRN,Appt Date,Start\nP1,11/25/2026,Main entrance\n", ""),
    ],
)
def test_a_start_beside_the_day_is_its_hour_and_an_end_never_is(table, clock):
    rows, _ = visits(("s.csv", table.encode()))
    assert (rows[0]["date_of_service"], rows[0]["start_time"]) == ("2026-11-25", clock)


@pytest.mark.parametrize(
    ("kind", "discipline"),
    [
        ("PT Eval", "PT"), ("OT", "OT"), ("ST treatment", "SLP"), ("Treatment - OT", "OT"), ("Follow up (SLP)", "SLP"), ("Speech therapy", "SLP"),
        ("New Pt Eval", ""), ("Pt request", ""), ("Eval", ""), ("PT/OT co-treat", ""), ("First St. clinic", ""), ("est pt visit", ""),
    ],
)  # fmt: skip
def test_a_kind_of_visit_names_its_discipline_and_a_patient_is_none(kind, discipline):
    rows, _ = visits(("s.csv", f'MRN,Appt Date,Time,Type\nP1,11/25/2026,9:00,"{kind}"\n'.encode()))
    assert rows[0]["discipline"] == discipline


def test_first_and_last_names_in_two_columns_are_one_name():
    rows, _ = visits(
        (
            "s.csv",
            b"Visit Date/Time,Patient First Name,Patient Last Name,Patient MRN\n11/25/2026 09:00,Ada,Sample,10042\n",
        )
    )
    assert [(row["patient_name"], row["patient_id"], row["start_time"]) for row in rows] == [
        ("Sample, Ada", "10042", "09:00")
    ]


def test_a_file_that_writes_the_day_first_is_read_so_as_a_whole_and_said():
    rows, reading = visits(("s.csv", b"MRN;Date;Time\nP1;25.11.2026;09:00\nP2;05.11.2026;09:00\n"))
    assert [row["date_of_service"] for row in rows] == ["2026-11-25", "2026-11-05"]
    assert any("day before the month" in issue.sentence for issue in reading.issues)


def test_a_file_that_mixes_both_orders_is_not_turned_round():
    rows, reading = visits(("s.csv", b"MRN,Date\nP1,11/25/2026\nP2,25/11/2026\nP3,11/05/2026\n"))
    assert [row["date_of_service"] for row in rows] == ["2026-11-25", "2026-11-05"]
    assert any("row 3" in issue.sentence for issue in reading.issues)


def test_a_name_in_the_place_of_a_number_is_a_name_too():
    rows, _ = visits(("s.csv", b'Patient,Date,Time\n"Sample, Ada",11/25/2026,9:00 AM\nP7,11/25/2026,10:00 AM\n'))
    assert [(row["patient_name"], row["patient_id"]) for row in rows] == [("Sample, Ada", "Sample, Ada"), ("", "P7")]


def table(name, status, number="A1", more=""):
    return (
        name,
        f"Appt ID,MRN,Date,Time,Discipline,Status\n{number},P0042,11/25/2026,9:15 AM,PT,{status}\n{more}".encode(),
    )


def calendar(status=""):
    event = f"UID:x1\r\nDTSTART;TZID=America/New_York:20261125T091500\r\nDURATION:PT45M\r\nSUMMARY:P0042 PT\r\nSTATUS:{status or 'CONFIRMED'}"
    return "cal.ics", ics(event)


@pytest.mark.parametrize(
    ("csv_says", "calendar_says", "counts"),
    [("Cancelled", "", "booked"), ("Scheduled", "CANCELLED", "booked"), ("Completed", "", "completed"), ("No Show", "", "no_show"), ("Completed", "CANCELLED", "completed")],
)  # fmt: skip
def test_a_visit_in_two_states_in_a_table_and_a_calendar_is_one_visit_and_the_difference_is_said(
    csv_says, calendar_says, counts
):
    for files in (
        [table("s.csv", csv_says), calendar(calendar_says)],
        [calendar(calendar_says), table("s.csv", csv_says)],
    ):
        rows, reading = visits(*files, zone=EASTERN)
        assert [row["status"] for row in rows] == [counts]
        (said,) = [issue for issue in reading.issues if "holds a visit as" in issue.problem]
        assert said.is_warning and counts.replace("_", " ") in said.fix and "P0042" not in said.sentence


def test_booked_and_confirmed_are_no_difference():
    rows, reading = visits(table("s.csv", "Scheduled"), calendar(), zone=EASTERN)
    assert len(rows) == 1 and not [issue for issue in reading.issues if "holds a visit as" in issue.problem]


def test_a_cancelled_visit_that_was_booked_anew_for_the_same_time_is_two_rows_and_one_visit():
    again = "A2,P0042,11/25/2026,9:15 AM,PT,Scheduled\n"
    for files in (
        [table("s.csv", "Cancelled", more=again), calendar()],
        [calendar(), table("s.csv", "Cancelled", more=again)],
    ):
        rows, reading = visits(*files, zone=EASTERN)
        assert sorted(row["status"] or "booked" for row in rows) in (
            ["booked", "cancelled"],
            ["cancelled", "confirmed"],
        )
        assert not [issue for issue in reading.issues if "holds a visit as" in issue.problem]


def test_two_visits_at_one_time_of_two_disciplines_are_two():
    rows, _ = visits(
        table("s.csv", "Cancelled"),
        ("o.csv", b"Appt ID,MRN,Date,Time,Discipline,Status\n7,P0042,11/25/2026,9:15 AM,OT,Scheduled\n"),
    )
    assert len(rows) == 2


def test_the_same_visit_in_two_files_is_counted_once_and_said():
    one = b"MRN,Date,Time,Discipline\nP1,11/25/2026,9:15 AM,PT\nP1,11/25/2026,10:15 AM,OT\n"
    other = b"Appt ID,Patient ID,Start,Dept\n77,P1,2026-11-25 09:15,PT\n"
    rows, reading = visits(("a.csv", one), ("b.csv", other), ("c.csv", one))
    assert len(rows) == 2
    assert sum("same visit" in issue.sentence for issue in reading.issues) == 3


@pytest.mark.parametrize(
    "table",
    [
        "MRN,Date,Time,Discipline\nP1,11/25/2026,9:15 AM,PT\nP1,11/25/2026,9:15 AM,OT\n",  # two disciplines at once
        "MRN,Date,Time\nP1,11/25/2026,9:15 AM\nP2,11/25/2026,9:15 AM\n",  # two patients
        "MRN,Date,Time\nP1,11/25/2026,9:15 AM\nP1,11/25/2026,1:15 PM\n",  # twice on a day
        "Appt ID,MRN,Date\n1,P1,11/25/2026\n2,P1,11/25/2026\n",
        "MRN,Date\nP1,11/25/2026\nP1,11/25/2026\n",  # without times nobody can say
    ],
)
def test_two_visits_that_are_two_stay_two(table):
    rows, reading = visits(("s.csv", table.encode()))
    assert len(rows) == 2
    assert not any("same" in issue.sentence for issue in reading.issues)


def test_a_moved_appointment_counts_as_it_stands_in_the_later_file():
    rows, reading = visits(
        ("mon.csv", b"Appt ID,MRN,Start\n1,P1,2026-11-25 09:15\n"),
        ("tue.csv", b"Appt ID,MRN,Start\n1,P1,2026-11-26 13:00\n"),
    )
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [("2026-11-26", "13:00")]
    assert "look at which is right" in reading.issues[-1].sentence


@pytest.mark.parametrize(
    ("start", "day", "clock"),
    [
        ("DTSTART:20261125T141500Z", "2026-11-25", "09:15"),  # standard time
        ("DTSTART:20260715T131500Z", "2026-07-15", "09:15"),  # daylight saving
        ("DTSTART;TZID=America/Chicago:20261125T081500", "2026-11-25", "09:15"),
        ("DTSTART:20261125T091500", "2026-11-25", "09:15"),
        ("DTSTART:20261126T030000Z", "2026-11-25", "22:00"),  # the day before, by the clock on the wall
        ("DTSTART;VALUE=DATE:20261125", "2026-11-25", ""),
        ("DTSTART;TZID=Eastern Standard Time:20261125T091500", "2026-11-25", "09:15"),
    ],
)
def test_a_time_becomes_that_of_the_practices_clock(start, day, clock):
    rows, _ = visits(("c.ics", ics(f"UID:1\r\n{start}\r\nSUMMARY:P0042 PT treatment")), zone=EASTERN)
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [(day, clock)]


def test_a_weekly_visit_keeps_its_hour_over_the_change_of_the_clocks_and_its_exceptions_count():
    weekly = "UID:1\r\nDTSTART;TZID=America/New_York:20261019T090000\r\nDTEND;TZID=America/New_York:20261019T094500\r\nRRULE:FREQ=WEEKLY;COUNT=5\r\nEXDATE;TZID=America/New_York:20261026T090000\r\nSUMMARY:P0042 - PT"
    moved = "UID:1\r\nRECURRENCE-ID;TZID=America/New_York:20261109T090000\r\nDTSTART;TZID=America/New_York:20261110T140000\r\nSUMMARY:P0042 - PT"
    off = "UID:1\r\nRECURRENCE-ID;TZID=America/New_York:20261116T090000\r\nDTSTART;TZID=America/New_York:20261116T090000\r\nSTATUS:CANCELLED\r\nSUMMARY:P0042 - PT"
    rows, _ = visits(("c.ics", ics(weekly, moved, off)), zone=EASTERN, until=date(2026, 12, 31))
    assert sorted((r["date_of_service"], r["start_time"], r["status"]) for r in rows) == [
        ("2026-10-19", "09:00", "booked"), ("2026-11-02", "09:00", "booked"), ("2026-11-10", "14:00", "booked"), ("2026-11-16", "09:00", "cancelled"),
    ]  # fmt: skip
    assert rows[0]["minutes"] == "45"


@pytest.mark.parametrize("listed", ["RDATE:20261202T160000", "RDATE;VALUE=PERIOD:20261202T160000/PT45M"])
def test_an_event_that_lists_its_days_is_a_visit_on_each_of_them(listed):
    event = f"UID:1\r\nSUMMARY:Sample, Ada PT\r\nDTSTART:20261125T090000\r\n{listed}"
    rows, _ = visits(("c.ics", ics(event)), zone=EASTERN)
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [
        ("2026-11-25", "09:00"),
        ("2026-12-02", "16:00"),
    ]


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Sample, Ada PT - cancelled", "cancelled"),
        ("Sample, Ada PT [No-Show]", "no_show"),
        ("Sample, Ada (canceled by patient)", "cancelled"),
        ("Sample, Ada PT - cancellation list", "booked"),
        ("Sample, Ada PT - no show risk", "booked"),
        ("Sample, Ada PT", "booked"),
    ],
)
def test_the_state_may_stand_behind_the_name_and_a_worry_is_no_state(title, status):
    rows, _ = visits(("c.ics", ics(f"UID:1\r\nSUMMARY:{title}\r\nDTSTART:20261125T090000")), zone=EASTERN)
    assert [(row["status"], row["patient_name"]) for row in rows] == [(status, "Sample, Ada")]


def test_a_repetition_without_an_end_stops_at_the_last_day_asked_for():
    rows, _ = visits(
        ("c.ics", ics("UID:1\r\nDTSTART:20261123T090000\r\nRRULE:FREQ=DAILY\r\nSUMMARY:MRN: P7 eval")),
        until=date(2026, 11, 27),
    )
    assert [row["date_of_service"] for row in rows] == [f"2026-11-{day}" for day in (23, 24, 25, 26, 27)]


@pytest.mark.parametrize(
    ("summary", "number", "name", "status"),
    [
        ("P0042 PT treatment", "P0042", "", "booked"), ("Sample, Ada - PT eval", "", "Sample, Ada", "booked"), ("Canceled: P0042 PT", "P0042", "", "cancelled"),
        ("NO SHOW P0042", "P0042", "", "no_show"), ("Ada Sample (P0042) OT", "P0042", "Ada Sample", "booked"), ("MRN# 10042 | eval", "10042", "", "booked"),
    ],
)  # fmt: skip
def test_who_an_event_is_for_is_read_from_its_title(summary, number, name, status):
    rows, _ = visits(
        ("c.ics", ics(f"UID:1\r\nDTSTART:20261125T091500\r\nSUMMARY:{summary.replace(',', chr(92) + ',')}"))
    )
    assert [(row["patient_id"] if number else "", row["patient_name"], row["status"]) for row in rows] == [
        (number, name, status)
    ]


@pytest.mark.parametrize("summary", ["Staff meeting", "Lunch", "Out of office", "Thanksgiving", "Training 97110"])
def test_an_event_that_names_nobody_is_no_visit_and_is_counted(summary):
    rows, reading = visits(("c.ics", ics(f"UID:1\r\nDTSTART:20261125T091500\r\nSUMMARY:{summary}")))
    assert rows == []
    assert "1 event that names no patient" in reading.issues[0].sentence


def test_an_event_in_universal_time_without_a_zone_is_said():
    _, reading = visits(("c.ics", ics("UID:1\r\nDTSTART:20261125T141500Z\r\nSUMMARY:P0042")))
    assert "time zone was not given" in reading.issues[0].sentence


def test_the_zone_of_the_calendar_counts_where_none_was_given():
    rows, _ = visits(
        ("c.ics", ics("UID:1\r\nDTSTART:20261125T141500Z\r\nSUMMARY:P0042", head="X-WR-TIMEZONE:America/New_York\r\n"))
    )
    assert rows[0]["start_time"] == "09:15"


def test_an_updated_event_counts_with_its_highest_sequence():
    old = "UID:1\r\nSEQUENCE:0\r\nDTSTART:20261125T091500\r\nSUMMARY:P0042"
    new = "UID:1\r\nSEQUENCE:2\r\nDTSTART:20261126T101500\r\nSUMMARY:P0042"
    rows, _ = visits(("c.ics", ics(new, old)))
    assert [row["date_of_service"] for row in rows] == ["2026-11-26"]


@pytest.mark.parametrize(
    "content",
    [
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:nonsense\r\nSUMMARY:P0042\r\nEND:VEVENT\r\nEND:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n",
    ],
)
def test_a_broken_calendar_is_an_issue_and_no_error(content):
    rows, reading = visits(("c.ics", content))
    assert rows == []
    assert reading.issues


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(noise):
    visits(("a.ics", b"BEGIN:VCALENDAR\r\n" + noise), ("b.csv", b"MRN,Date\n" + noise))


@pytest.mark.parametrize(
    ("table", "day", "clock"),
    [
        ("Starts At,MRN\n2026-11-25T14:15:00Z,P1\n", "2026-11-25", "09:15"),
        ("Starts At,MRN\n2026-07-15T13:15:00+00:00,P1\n", "2026-07-15", "09:15"),  # daylight saving
        ("Starts At,MRN\n2026-11-25 08:15 -06:00,P1\n", "2026-11-25", "09:15"),
        ("Date,Start Time,MRN\n2026-11-25,2026-11-25T14:15:00Z,P1\n", "2026-11-25", "09:15"),
        (
            "Date,Start Time,MRN\n2026-11-26,03:00Z,P1\n",
            "2026-11-25",
            "22:00",
        ),  # the day before, by the clock on the wall
        ("start_time,MRN\n2026-11-25T14:15:00Z,P1\n", "2026-11-25", "09:15"),
    ],
)
def test_a_time_of_a_table_in_universal_time_becomes_that_of_the_practice_and_it_is_said(table, day, clock):
    rows, reading = visits(("s.csv", table.encode()), zone=EASTERN)
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [(day, clock)]
    assert ["America/New_York" in issue.sentence for issue in reading.issues] == [True]


def test_universal_time_without_the_practices_zone_is_said_and_what_to_do():
    _, reading = visits(("s.csv", b"Starts At,MRN\n2026-11-25T14:15:00Z,P1\n"))
    assert "Give the zone" in reading.issues[0].sentence


@pytest.mark.parametrize(
    "table",
    [
        "Date,Start,MRN\n2026-11-25T00:00:00Z,9:15 AM,P1\n",  # a day that a program wrote as a moment
        "Starts At,MRN\n2026-11-25T09:15:00-05:00,P1\n",
        "Date,Start Time,MRN\n11/25/2026,11/25/2026 9:15 AM,P1\n",
        "Date;Start;MRN\n25.11.2026;09.15;P1\n",
    ],
)
def test_a_time_that_is_the_practices_own_stays_and_nothing_is_said_of_clocks(table):
    rows, reading = visits(("s.csv", table.encode()), zone=EASTERN)
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [("2026-11-25", "09:15")]
    assert not any("clock" in issue.sentence or "universal" in issue.sentence for issue in reading.issues)


def test_days_that_a_program_wrote_as_midnight_stay_those_days():
    rows, _ = visits(("s.csv", b"Date,MRN\n2026-11-25T00:00:00Z,P1\n2026-11-26T00:00:00Z,P2\n"), zone=EASTERN)
    assert [(row["date_of_service"], row["start_time"]) for row in rows] == [("2026-11-25", ""), ("2026-11-26", "")]


def test_a_visit_in_two_files_is_one_visit_and_keeps_what_only_one_of_them_says():
    one = b"MRN,Date,Time,Discipline,Payer ID,Insurance,Member ID,Status\nP1,11/25/2026,9:15 AM,PT,SP99,Sample Plan,M1,Scheduled\n"
    other = (
        b"Chart no,Appointment,Therapy,Carrier,Patient name\nP1,11/25/2026 9:15 AM,PT,SAMPLE PLAN OF OHIO,Sample Ada\n"
    )
    for files in ((("a.csv", one), ("b.csv", other)), (("b.csv", other), ("a.csv", one))):
        rows, reading = visits(*files)
        assert len(rows) == 1 and rows[0]["member_id"] == "M1" and rows[0]["patient_name"] == "Sample Ada"
        assert (rows[0]["payer_id"], rows[0]["payer_name"]) in {
            ("SP99", "Sample Plan"),
            ("SAMPLE PLAN OF OHIO", "SAMPLE PLAN OF OHIO"),
        }
        assert sum("is the same visit as in" in issue.sentence for issue in reading.issues) == 1
        assert not any("another time or state" in issue.sentence for issue in reading.issues)


def test_a_short_number_before_a_name_is_the_patients_and_a_room_is_not():
    def start(title):
        return f"UID:{title}\r\nDTSTAMP:20261120T100000Z\r\nDTSTART:20261125T090000\r\nSUMMARY:{title}"

    rows, reading = visits(
        (
            "c.ics",
            ics(
                start("G2 Sample Bo PT eval"), start("RM2 Sample Cy PT tx"), start("PT: Di Test"), start("A.M. PT eval")
            ),
        )
    )
    assert (rows[0]["patient_id"], rows[0]["patient_name"]) == ("G2", "Sample Bo")
    assert "RM2" not in {row["patient_id"] for row in rows} and "Di Test" in {row["patient_name"] for row in rows}
    assert any(
        "2 events that speak of a visit and name no patient" in issue.sentence
        for issue in reading.issues
        if not issue.is_warning
    )


def test_two_files_that_name_two_disciplines_at_one_time_are_said_and_both_count():
    one, other = (f"MRN,Date,Time,Discipline\nP1,11/25/2026,9:15 AM,{care}\n".encode() for care in ("PT", "OT"))
    rows, reading = visits(("a.csv", one), ("b.csv", other))
    assert [row["discipline"] for row in rows] == ["PT", "OT"]
    assert [
        issue.sentence
        for issue in reading.issues
        if "another visit of the same patient at the same time as a.csv" in issue.sentence
    ]
    rows, reading = visits(("a.csv", one + b"P1,11/25/2026,9:15 AM,OT\n"))  # in one file it is meant so
    assert len(rows) == 2 and not any("same time" in issue.sentence for issue in reading.issues)
