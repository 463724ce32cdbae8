"""Several visits in one file, and dates that are no visits."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.readers import split_visits

BODY = (
    "S: Patient reports that stairs are easier with the rail. O: Knee flexion 95 degrees, gait 150 ft with RW.\n"
    "A: Needed tactile cues for knee control in stance. P: Add step-downs next visit.\n"
)
SIGNED = "Electronically signed by J. Doe, PT, DPT\n"


def dates(text):
    visits = split_visits(text)
    assert "".join(visit.text for visit in visits) == text
    return [visit.date_of_service for visit in visits]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("DOS: 3/4/2026", "DOS: 3/6/2026"),
        ("DOS 3/4/26", "DOS 3/6/26"),
        ("Date of Service 03/04/2026", "Date of Service 03/06/2026"),
        ("DATE OF SERVICE: 03/04/2026   Therapist: J. Doe", "DATE OF SERVICE: 03/06/2026   Therapist: J. Doe"),
        ("Visit Date: March 4, 2026", "Visit Date: March 6, 2026"),
        ("Treatment Note - 03/04/2026", "Treatment Note - 03/06/2026"),
        ("Treatment Note - 03/04/2026", "Progress Report - 03/06/2026"),
        ("PT Daily Note 3/4/26", "PT Daily Note 3/6/26"),
        ("=== Daily Note: 2026-03-04 ===", "=== Daily Note: 2026-03-06 ==="),
        ("Visit 3 (Mar 4, 2026)", "Visit 4 (Mar 6, 2026)"),
        ("**Date of Service:** 3/4/2026", "**Date of Service:** 3/6/2026"),
        ("Date: 3/4/2026", "Date: 3/6/2026"),
        ("Session Date: Wed 3/4/2026", "Session Date: Fri 3/6/2026"),
    ],
)
def test_two_headers_with_two_dates_are_two_visits(first, second):
    text = f"{first}\n{BODY}{SIGNED}\n{second}\n{BODY}{SIGNED}"
    assert dates(text) == [date(2026, 3, 4), date(2026, 3, 6)]


def test_visits_written_in_one_line_each_are_split():
    assert len(dates(f"DOS 3/4/26 - {BODY}DOS 3/6/26 - {BODY}DOS 3/9/26 - {BODY}")) == 3


def test_the_lines_above_a_header_go_with_their_visit():
    top = "Sunrise Therapy\nPatient: P0042\nDOS: "
    parts = split_visits(f"{top}3/4/2026\n{BODY}{SIGNED}\n{top}3/6/2026\n{BODY}{SIGNED}")
    assert parts[1].text.startswith("Sunrise Therapy\nPatient: P0042")
    assert parts[0].text.rstrip().endswith("DPT")


def test_a_rule_between_the_header_lines_does_not_part_them():
    top = "Sunrise Therapy\nPatient: P0042\n-----------\nDate of Service: "
    parts = split_visits(f"{top}3/4/2026\n{BODY}{SIGNED}Page 1 of 1\n\n{top}3/6/2026\n{BODY}{SIGNED}")
    assert parts[1].text.startswith("Sunrise Therapy")


def test_a_page_break_above_the_header_is_where_the_visit_begins():
    parts = split_visits(f"Clinic A\nDOS: 3/4/2026\n{BODY}\fClinic A\nSomething else\nDOS: 3/6/2026\n{BODY}")
    assert parts[1].text.startswith("Clinic A\nSomething else")


def test_pages_of_one_visit_stay_together():
    page = "Clinic A\nDOS: 3/4/2026\n"
    text = f"{page}{BODY}\f{page}{BODY}\fClinic A\nDOS: 3/6/2026\n{BODY}"
    assert dates(text) == [date(2026, 3, 4), date(2026, 3, 6)]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"DOS: 3/4/2026\n{BODY}",
        f"DOS: 3/4/2026\nDOB: 1/2/1950\nOnset Date: 2/1/2026\nSurgery: 1/15/2026\n{BODY}Goals by 5/1/2026\n{BODY}",
        f"DOS: 3/4/2026\n{BODY}DOS: 3/4/2026\n{BODY}",
        f"Daily Note\nDate of Service: 3/4/2026\nInitial Evaluation: 3/1/2026\nProgress Report due 4/1/2026\n{BODY}",
        f"Initial Evaluation - 3/1/2026\nProgress Report - 3/9/2026\nDaily Note - 3/10/2026\n{BODY}",
        f"Date of Service: 3/4/2026\n{BODY}Seen on DOS: 3/1/2026 and again on DOS: 3/2/2026 for the same.\n{BODY}",
        f"Progress Report\nDate of Service: 3/10/2026\n{BODY}DOS: 3/1/2026 attended\nDOS: 3/4/2026 cancelled\n{BODY}",
        f"Progress Report\nDate of Service: 3/10/2026\nDates of Service: 3/1/2026, 3/4/2026\n{BODY}",
        f"DOS: 3/1/2026 - 3/10/2026\n{BODY}DOS: 3/2/2026 - 3/10/2026\n{BODY}",
        f"Date of Service: 3/4/2026\n{BODY}Next visit date: 3/6/2026\n{BODY}Last visit date: 3/1/2026\n{BODY}",
        f"Date of Service: 3/4/2026\n{BODY}{SIGNED}Date: 3/5/2026\n\nPhysician signature\nDate: 3/9/2026\n{BODY}",
        f"Visit Date: 3/4/2026\nDate of Service: 3/6/2026\n{BODY}{BODY}",
        f"Certification period 3/1/2026\n{BODY}\nto 5/29/2026\n{BODY}",
        f"Goals\n3/4/2026: stand 5 min\n{BODY}3/6/2026: stand 8 min\n{BODY}",
        f"DOS: 13/45/2026\n{BODY}DOS: 14/45/2026\n{BODY}",
        f"DOS: 3/4/2026\nPatient: P1\nReferring MD: A\nInsurance: B\nDiagnosis: knee pain, left, after a fall in the garden at home\n"
        f"Initial Evaluation 3/1/2026\n{BODY}",
        f"Daily Note 3/10/2026\nHistory taken from the patient, who fell at home in the garden in February and broke the left hip\n"
        f"== Initial Evaluation 3/1/2026\n{BODY}",
        "",
        "\f\f\n\n",
    ],
)  # fmt: skip
def test_in_doubt_a_text_stays_one_note(text):
    assert dates(text) == [None]


_PIECE = st.sampled_from(
    [BODY, SIGNED, "DOS: 3/4/2026\n", "DOS: 3/6/2026\n", "Treatment Note - 3/9/2026\n", "\f", "\n", "=====\n", "Date: 3/4/2026\n",
     "Clinic A\n", "S: better\n", "Page 2 of 3\n", " ", "DOS: 3/4/2026", "\r", "Visit 3 - 3/4/2026\n"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECE, max_size=14).map("".join) | st.text(max_size=300))
def test_nothing_is_lost_when_a_text_is_split(text):
    visits = split_visits(text)
    assert "".join(visit.text for visit in visits) == text
    found = [visit.date_of_service for visit in visits]
    assert len(set(found)) == len(found)
