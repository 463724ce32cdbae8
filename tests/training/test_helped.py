"""The four levels: every figure has its n, and what cannot be told is not told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import icalendar
import pytest

from auditkit.desks import quiz_sheets, training
from auditkit.desks.quiz_sheets import SHEETS
from auditkit.desks.training import DESK, NOT_APPROVED, Counts, Refused, Session
from auditkit.reports.page import all_text
from auditkit.store.records import Event
from auditkit.training.helped import helped, quarter_of, quarter_page
from auditkit.training.session_papers import attendance_sheet, calendar_file, certificate

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
KEY = "2026-10-05-skilled-need-1"


class Log:
    """Events as a store would give them back."""

    def __init__(self):
        self.events = []

    def keep(self, new):
        assert new.follows == sum(e.desk == new.desk and e.subject == new.subject for e in self.events)
        self.events.append(Event(new.desk, new.subject, new.follows + 1, new.kind, new.details, new.who, new.when))

    @property
    def session(self) -> Session:
        return training.sessions(e for e in self.events if e.desk == DESK)[KEY]

    @property
    def sheets(self):
        return list(quiz_sheets.sheets(e for e in self.events if e.desk == SHEETS).values())

    def sheet(self, form, code, *right, session=KEY):
        items = [f"skilled_need.judge.{n}" for n in range(len(right))]
        self.keep(quiz_sheets.begin(session, form, code, items, when=NOW))
        for item, is_right in zip(items, right, strict=True):
            sheet = quiz_sheets.sheets(self.events_of(session, form, code))[quiz_sheets.sheet_key(session, form, code)]
            self.keep(quiz_sheets.answer(sheet, item, 0, is_right=is_right, when=NOW))

    def events_of(self, session, form, code):
        return [e for e in self.events if e.desk == SHEETS and e.subject == quiz_sheets.sheet_key(session, form, code)]


@pytest.fixture
def log():
    made = Log()
    told = {"lesson": "skilled-need", "title": "Why a therapist?", "on": date(2026, 10, 5), "minutes": 30}
    made.keep(training.plan(KEY, **told, trainer="Ann", place="Room 2", sponsor="Lantern", who="Ann", when=NOW))
    return made


def attend(log, name="Kim Lund", minutes=30):
    told = {"name": name, "licence": "WA 123", "profession": "PT", "minutes": minutes}
    log.keep(training.attend(log.session, **told, who="Ann", when=NOW))


def test_a_session_without_anything_cannot_be_told_on_any_level(log):
    found = helped(log.session, [])
    assert "Nobody has said yet" in found.reaction_words
    assert "Nobody answered both" in found.learning_words[0]
    assert found.behaviour_words.startswith("Cannot tell yet")
    assert found.result_words.startswith("Cannot tell yet")


def test_reactions_are_counted_with_n_and_without_a_name(log):
    for rating in (5, 5, 2):
        log.keep(training.react(log.session, rating, when=NOW))
    found = helped(log.session, [])
    assert found.reactions == (0, 1, 0, 0, 2)
    assert found.reaction_words.startswith("3 answers")
    assert {e.who for e in log.session.reactions} == {"a participant"}
    with pytest.raises(Refused):
        training.react(log.session, 6, when=NOW)


def test_sheets_are_laid_side_by_side_by_code_and_those_of_other_sessions_are_left_out(log):
    log.sheet("before", "maple-11", False, False)
    log.sheet("after", "maple-11", True, False)
    log.sheet("after", "otter-12", True, True)
    log.sheet("before", "otter-12", False, False, session="another")
    found = helped(log.session, log.sheets)
    assert (found.learned.people, found.learned.only_after, found.learned.points) == (1, 1, 50.0)
    assert "One person says nothing about the others" in found.learning_words[0]
    log.sheet("before", "ember-13", False, False)
    log.sheet("after", "ember-13", True, True)
    assert "may be chance" in helped(log.session, log.sheets).learning_words[0]
    assert found.remembered.people == 0


def test_charts_before_and_after_have_the_published_interval(log):
    log.keep(training.behaviour(log.session, Counts("skilled_need", 18, 30, 26, 30), who="Ann", when=NOW))
    assert "+27 points, +4 to +46" in helped(log.session, []).behaviour_words
    log.keep(training.behaviour(log.session, Counts("skilled_need", 1, 2, 2, 2), who="Ann", when=NOW))
    assert "Cannot tell yet" in helped(log.session, []).behaviour_words  # the newest counts


def test_charts_on_one_side_only_cannot_be_told(log):
    log.keep(training.behaviour(log.session, Counts("skilled_need", 0, 0, 9, 9), who="Ann", when=NOW))
    assert "no charts on one side" in helped(log.session, []).behaviour_words


def test_denials_of_what_was_taught_are_set_against_something_else(log):
    taught, other = Counts("units", 60, 400, 20, 400), Counts("eligibility", 40, 400, 41, 400)
    log.keep(training.results(log.session, taught, other, who="Ann", when=NOW))
    assert "fell more" in helped(log.session, []).result_words
    log.keep(training.results(log.session, other, taught, who="Ann", when=NOW))
    assert "rose more" in helped(log.session, []).result_words


@pytest.mark.parametrize("numbers", [(3, 2, 1, 1), (1, 2, 4, 3), (-1, 2, 0, 0)])
def test_more_of_fewer_is_refused(numbers):
    with pytest.raises(Refused):
        Counts("x", *numbers)


def test_the_quarter_is_one_page_that_names_nobody(log):
    attend(log)
    page = quarter_page(2026, 4, [helped(log.session, [])], today=date(2026, 11, 24))
    words = all_text(page)
    assert "Why a therapist?" in words and "Cannot tell yet" in words
    assert "Kim" not in words and "Ann" not in words
    assert "nothing to tell" in all_text(quarter_page(2026, 1, [], today=date(2026, 11, 24)))


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (9, 3), (10, 4), (12, 4)])
def test_quarters_are_those_of_the_calendar(month, quarter):
    assert quarter_of(date(2026, month, 1)) == (2026, quarter)


def test_a_certificate_says_what_boards_ask_for_and_that_it_is_no_credit(log):
    attend(log, minutes=25)
    person = log.session.attended["Kim Lund"]
    words = all_text(certificate(log.session, person, today=date(2026, 10, 6), objectives=["See skill."]))
    told = (
        "Kim Lund",
        "WA 123",
        "PT",
        "25 minutes (0.42 contact hours",
        "10/05/2026",
        "Ann",
        "Room 2",
        "Lantern",
        "in person",
        "See skill.",
    )
    for said in (*told, NOT_APPROVED):
        assert said in words


def test_a_certificate_of_a_catch_up_says_that_it_was_one(log):
    told = {"name": "Lee", "licence": "", "profession": "OT", "minutes": 10, "on": date(2026, 10, 9)}
    log.keep(training.catch_up(log.session, **told, who="Ann", when=NOW))
    words = all_text(certificate(log.session, log.session.attended["Lee"], today=date(2026, 10, 10)))
    assert "did the catch-up of this session on 10/09/2026" in words
    assert "attended" not in words
    assert "10/09/2026" in all_text(attendance_sheet(log.session))


def test_the_calendar_entry_keeps_its_name_when_the_session_changes_and_names_nobody(log):
    first = icalendar.Calendar.from_ical(calendar_file(log.session, at=time(12), now=NOW))
    attend(log)
    content = calendar_file(log.session, at=time(12, 30), now=NOW)
    second = icalendar.Calendar.from_ical(content)
    assert [str(e["uid"]) for e in first.walk("VEVENT")] == [str(e["uid"]) for e in second.walk("VEVENT")]
    assert second.walk("VEVENT")[0]["sequence"] > first.walk("VEVENT")[0]["sequence"]
    assert b"Kim" not in content and b"Ann" not in content
    meeting, later = second.walk("VEVENT")
    assert (meeting["dtend"].dt - meeting["dtstart"].dt).seconds == 30 * 60
    assert later["dtstart"].dt == date(2026, 11, 4)
