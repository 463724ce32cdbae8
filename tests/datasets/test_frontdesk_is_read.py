"""The committed files of datasets/frontdesk/, read by the kit's own readers, say what they were made to say."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from auditkit.readers.claims import read_table
from auditkit.readers.coverage import read_coverage
from auditkit.readers.schedule import read_schedule
from auditkit.tables import AUTHORIZATIONS

FOLDER = Path(__file__).parents[2] / "datasets" / "frontdesk"
ANSWERS = ("eligibility_271.zip", "eligibility_export.csv", "phone_checks.csv")


@pytest.fixture(scope="module")
def reading():
    return read_coverage([FOLDER / name for name in ANSWERS])


@pytest.fixture(scope="module")
def cases():
    with zipfile.ZipFile(FOLDER / "frontdesk_labels.zip") as held:
        return list(csv.DictReader(io.StringIO(held.read("cases.csv").decode())))


def test_every_answer_is_read_without_an_issue(reading, cases):
    assert not reading.issues
    assert not reading.residue["text"]
    assert reading.read == sum(bool(case["asked_before"]) + bool(case["asked_now"]) for case in cases)


def test_the_status_of_this_morning_is_the_one_that_was_arranged(reading, cases):
    held = reading.answers
    read = Counter(status for status, at in zip(held["status"], held["checked_at"], strict=True) if at >= "2026-11-23")
    assert read == Counter(case["status_now"] for case in cases if case["status_now"])


def test_the_schedule_is_read_whole_from_the_table(frontdesk_files):
    rows = list(csv.DictReader(io.StringIO(frontdesk_files["schedule.csv"])))
    reading = read_schedule([FOLDER / "schedule.csv"])
    assert reading.read == len(rows)
    assert not [issue for issue in reading.issues if not issue.is_warning]
    assert Counter(reading.columns["status"]) == Counter(
        {"Scheduled": "booked", "No Show": "no_show"}.get(row["Appt Status"], row["Appt Status"].lower())
        for row in rows
    )
    assert set(reading.columns["start_time"]) <= {f"{m // 60:02d}:{m % 60:02d}" for m in range(480, 1080, 15)}


def test_the_calendar_is_read_at_the_clock_of_the_practice(frontdesk_files):
    table, calendar = (read_schedule([FOLDER / name]).columns for name in ("schedule.csv", "schedule_T01.ics"))
    names = ("patient_id", "date_of_service", "start_time")
    booked = set(zip(*(table[name] for name in names), strict=True))
    assert len(calendar["patient_id"]) > 100
    assert set(zip(*(calendar[name] for name in names), strict=True)) <= booked


def test_the_authorizations_are_read_as_they_are(frontdesk_files):
    rows = list(csv.DictReader(io.StringIO(frontdesk_files["authorizations.csv"])))
    columns = read_table(AUTHORIZATIONS, [FOLDER / "authorizations.csv"]).columns
    assert Counter(columns["decision"]) <= Counter(row["decision"] for row in rows)
    assert len(columns["patient_id"]) >= len([row for row in rows if row["authorization_number"]]) - 1
