"""Days by which to ask again, in a calendar: no name in it, the same entry for the same thing, moved and cancelled by the next file."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from auditkit.desks.authorizations import RunOut
from auditkit.reports.authorization_calendar import authorization_calendar

TODAY, NOW = date(2026, 11, 24), datetime(2026, 11, 24, 12, tzinfo=UTC)
RUN = RunOut(
    "P0042", "PY", "Payer", "PT", ("A1",), 2, 5, date(2026, 12, 2), date(2026, 12, 14), "visits", date(2026, 12, 4)
)
NAMES = {"P0042": "Sample, Ada"}


def events(runs, **how):
    content, kept = authorization_calendar(runs, NAMES, **{"today": TODAY, "now": NOW, **how})
    return list(Calendar.from_ical(content).walk("VEVENT")), kept, content


def test_an_entry_has_initials_and_number_and_no_name():
    [event], _, content = events([RUN])
    assert str(event["SUMMARY"]) == "Ask for authorization: AS P0042, PT"
    assert event["DTSTART"].dt == date(2026, 12, 4)
    assert b"Sample" not in content and b"Ada" not in content


def test_a_patient_known_by_name_only_gets_a_short_id():
    [event], _, content = events([replace(RUN, patient_id="Sample, Ada")])
    assert b"Sample" not in content and b"Ada" not in content
    assert len(str(event["SUMMARY"])) > 20


def test_what_is_late_stands_on_today():
    [event], _, _ = events([replace(RUN, ask_by=date(2026, 11, 3))])
    assert event["DTSTART"].dt == TODAY


def test_the_next_file_moves_the_same_entry_and_its_sequence_rises():
    [first], kept, _ = events([RUN])
    [second], _, _ = events([replace(RUN, ask_by=date(2026, 12, 9))], now=NOW + timedelta(hours=1), earlier=kept)
    assert first["UID"] == second["UID"]
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTART"].dt == date(2026, 12, 9)


def test_what_is_no_longer_to_be_done_is_cancelled():
    _, kept, _ = events([RUN])
    [gone], kept, _ = events([], now=NOW + timedelta(days=1), earlier=kept)
    assert str(gone["STATUS"]) == "CANCELLED"
    assert len(kept) == 2  # the entry, and the sequence of the file


def test_what_is_enough_is_no_entry():
    found, kept, _ = events([replace(RUN, ask_by=None, first_uncovered_on=None)])
    assert (found, list(kept)) == ([], ["sequence"])


def test_of_two_files_of_one_moment_the_later_one_wins_everywhere():
    kept, sequences = None, []
    for _ in range(3):
        [event], kept, _ = events([RUN], earlier=kept)
        sequences.append(event["SEQUENCE"])
    assert sequences == sorted(set(sequences))
    [second_computer], _, _ = events([RUN], now=NOW + timedelta(seconds=30))  # without what the first one kept
    assert second_computer["SEQUENCE"] > sequences[-1]
