"""Deadlines as a calendar file: stable names, newer files move and cancel, and nothing of a patient is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from icalendar import Calendar

from auditkit.desks.denials.case import Case, Done, after, group_name
from auditkit.desks.records_requests import Request
from auditkit.reports.calendar import deadline_calendar
from auditkit.store.records import Event

NOW = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
TODAY = date(2026, 10, 1)


def case(key="a" * 32, **more):
    line = {"noticed_on": "2026-10-01", "claim_id": "DOE-JANE-1", "payer": "Medicare", "category": "coding", "carc": "4", "group_code": "CO",
            "appeal_by": "2027-01-23", "is_appealable": True, **more}  # fmt: skip
    return after(Case(key), Event("denials", key, 1, "noticed", line, "Ann", NOW))


def entries(*cases, requests=(), **more):
    calendar = Calendar.from_ical(deadline_calendar(cases, requests, today=TODAY, now=NOW, **more))
    return {str(e["uid"]): e for e in calendar.walk("VEVENT")}


def told(event):
    return str(event["summary"]), event.decoded("dtstart"), str(event["status"]), event["sequence"]


def test_a_case_has_its_seventh_day_and_the_payers_deadline():
    found = sorted(told(event) for event in entries(case()).values())
    assert found == [
        ("Answer a denial: Medicare, coding, 1 line", date(2026, 10, 8), "CONFIRMED", 1),
        ("Last day to appeal: Medicare, coding, 1 line", date(2027, 1, 23), "CONFIRMED", 1),
    ]


def test_nothing_of_patient_or_claim_is_in_the_file():
    content = deadline_calendar([case(member_id="SECRET")], [request()], today=TODAY, now=NOW)
    assert b"DOE" not in content and b"SECRET" not in content and b"C-77" not in content


def test_a_deadline_that_is_not_known_makes_no_entry():
    assert len(entries(case(appeal_by=""))) == 1


def test_an_entry_says_where_the_last_day_is_no_working_day():
    moved = {str(e["summary"]): str(e["description"]) for e in entries(case(appeal_counts_until="2027-01-25")).values()}
    assert "counts until Monday, 1/25/2027" in moved["Last day to appeal: Medicare, coding, 1 line"]
    kept = {str(e["summary"]): str(e["description"]) for e in entries(case()).values()}
    assert "be done by Friday, 1/22/2027" in kept["Last day to appeal: Medicare, coding, 1 line"]


def test_names_stay_and_numbers_rise_with_every_step():
    before = case()
    later = after(before, Event("denials", before.key, 2, "owner", {"owner": "Lee"}, "Ann", NOW))
    one, two = entries(before), entries(later)
    assert set(one) == set(two)
    assert all(two[uid]["sequence"] > one[uid]["sequence"] for uid in one)


def test_what_was_answered_is_cancelled_in_the_next_file_and_the_appeal_stays():
    sent = after(case(), Event("denials", "a" * 32, 2, "fixed", {"is_sent": True, "sent_on": "2026-10-02"}, "Ann", NOW))
    found = {told(event)[0].split(":")[0]: told(event)[2] for event in entries(sent).values()}
    assert found == {"Answer a denial": "CANCELLED", "Last day to appeal": "CONFIRMED"}


def test_a_closed_case_is_cancelled_and_forgotten_after_half_a_year():
    closed = replace(case(), outcome=Done("Ann", NOW, {"outcome": "upheld"}))
    assert {told(event)[2] for event in entries(closed).values()} == {"CANCELLED"}
    old = replace(closed, noticed_on=date(2025, 1, 1), line={**closed.line, "appeal_by": "2025-05-01"})
    assert not entries(old)


def test_lines_that_are_worked_on_together_are_one_entry():
    one, two = case("a" * 32, line_number="1"), case("b" * 32, line_number="2")
    found = entries(one, two)
    assert len(found) == 2 and all("2 lines" in str(event["summary"]) for event in found.values())
    assert group_name(one) == group_name(two)


def test_the_list_of_one_person_cancels_what_is_not_theirs():
    mine = after(case(), Event("denials", "a" * 32, 2, "owner", {"owner": "Lee"}, "Ann", NOW))
    assert {told(e)[2] for e in entries(mine, owner="Lee").values()} == {"CONFIRMED"}
    assert {told(e)[2] for e in entries(mine, owner="Ann").values()} == {"CANCELLED"}


def request(**more):
    return Request(
        "c" * 32,
        number=1,
        kind="ADR",
        payer="MAC",
        claim_ids=("C-77",),
        letter_on=TODAY,
        due_on=date(2026, 11, 15),
        **more,
    )


def test_records_are_due_until_they_are_sent():
    (open_,) = entries(requests=[request()]).values()
    (sent,) = entries(requests=[request(sent_on=TODAY)]).values()
    assert told(open_) == ("Records are due: MAC (ADR)", date(2026, 11, 15), "CONFIRMED", 1)
    assert told(sent)[2] == "CANCELLED"


def test_a_payers_name_cannot_add_an_entry_of_its_own():
    found = entries(case(payer="X\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil; \\, y"))
    assert len(found) == 2 and all(uid.endswith("@auditkit") for uid in found)


def test_an_empty_desk_is_an_empty_calendar():
    assert entries() == {}


def test_equal_desks_are_equal_files():
    assert deadline_calendar([case()], today=TODAY, now=NOW) == deadline_calendar([case()], today=TODAY, now=NOW)
