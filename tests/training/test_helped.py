"""The four levels: every figure has its n, and what cannot be told is not told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import icalendar
import pytest

from auditkit.analytics.around import Answer
from auditkit.desks import quiz_sheets, training
from auditkit.desks.quarters import Decided, Quarter
from auditkit.desks.quiz_sheets import SHEETS
from auditkit.desks.training import DESK, NOT_APPROVED, Counts, Refused, Session
from auditkit.reports.page import all_text
from auditkit.store.records import Event
from auditkit.training.helped import helped
from auditkit.training.quarter_report import quarter_report
from auditkit.training.results import Answers, Topic, counted, kept_as, topic_of
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


def report(quarter, sessions, sheets=(), answers=(), today=date(2026, 11, 24)):
    rules = {"skilled-need": ("skilled_need",)}
    return quarter_report(quarter, sessions, list(sheets), answers, rules, Decided(), today=today)


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
    words = all_text(report(Quarter(2026, 4), [log.session]).page)
    assert "Why a therapist?" in words and "Cannot tell yet" in words
    assert "Kim" not in words and "Ann" not in words
    assert "nothing to tell" in all_text(report(Quarter(2026, 1), [log.session]).page)


def test_a_certificate_says_what_boards_ask_for_and_that_it_is_no_credit(log):
    attend(log, minutes=25)
    person = log.session.attended["Kim Lund"]
    words = all_text(certificate(log.session, person, today=date(2026, 10, 6), objectives=["See skill."]))
    told = (
        "Kim Lund",
        "WA 123",
        "PT",
        "25 minutes (0.42 contact hours",
        "10/5/2026",
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
    assert "did the catch-up of this session on 10/9/2026" in words
    assert "attended" not in words
    assert "10/9/2026" in all_text(attendance_sheet(log.session))


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


def answers(before, after, *, n=400, are_all=True):
    """`before` and `after`: category -> claims denied, of n on each side."""
    given = []
    for day, counts in ((date(2026, 9, 1), before), (date(2026, 11, 1), after)):
        denied = [category for category, k in counts.items() for _ in range(k)]
        rest = [""] * (n - len(denied)) if are_all else []
        given += [Answer(day, category, f"{day}-{place}") for place, category in enumerate((*denied, *rest))]
    return Answers(tuple(given), are_all=are_all)


def level_4(log, *sources):
    return report(Quarter(2026, 4), [log.session], answers=sources).sessions[0]


def test_payers_own_answers_tell_what_became_of_denials_with_n_and_interval(log):
    found = level_4(
        log, answers({"medical_necessity": 60, "eligibility": 40}, {"medical_necessity": 20, "eligibility": 41})
    )
    assert "medical necessity: 15% (60 of 400" in found.result_words
    assert "fell more than those of the other" in found.result_words
    assert found.verdicts[2] == "fell more"


def test_a_small_fall_cannot_be_told_yet(log):
    found = level_4(
        log, answers({"medical_necessity": 3, "eligibility": 2}, {"medical_necessity": 1, "eligibility": 2}, n=40)
    )
    assert "Cannot tell yet" in found.result_words
    assert found.verdicts[2] == "cannot tell yet"


def test_answers_on_one_side_only_or_of_one_category_only_cannot_be_told(log):
    assert "Cannot tell yet" in level_4(log, answers({"medical_necessity": 3, "eligibility": 2}, {}, n=5)).result_words
    one = Answers(tuple(Answer(date(2026, 9, 1), "medical_necessity", str(n)) for n in range(9)), are_all=True)
    assert "nothing to set it against" in level_4(log, one).result_words


def test_remittances_come_before_what_was_kept_the_desk_before_what_was_typed(log):
    typed = (Counts("typed", 9, 10, 1, 10), Counts("other", 5, 10, 5, 10))
    log.keep(training.results(log.session, *typed, who="Ann", when=NOW))
    desk = answers(
        {"medical_necessity": 20, "eligibility": 5}, {"medical_necessity": 2, "eligibility": 20}, are_all=False
    )
    assert "typed in by hand" in level_4(log).result_words
    assert "fell against those for eligibility" in level_4(log, desk).result_words
    remitted = answers({"medical_necessity": 60, "eligibility": 40}, {"medical_necessity": 20, "eligibility": 41})
    around = counted(log.session, Topic("medical_necessity"), remitted)
    log.keep(training.results(log.session, *kept_as(around)[:2], counted_from=kept_as(around)[2], who="Ann", when=NOW))
    assert "60 of 400" in level_4(log, desk).result_words
    other = answers({"medical_necessity": 1, "eligibility": 1}, {"medical_necessity": 0, "eligibility": 1}, n=9)
    assert "few" not in level_4(log, other, desk).result_words
    assert "1 of 9" in level_4(log, desk, other).result_words


def test_what_another_session_taught_near_it_is_not_what_was_not_taught(log):
    other = Session("x", lesson="front-desk", on=date(2026, 10, 20), is_held=True)
    rules = {"skilled-need": ("skilled_need",), "front-desk": ("coverage_active",)}
    assert "eligibility" in topic_of(log.session, rules, [log.session, other]).not_other
    assert "eligibility" not in topic_of(log.session, rules, [log.session]).not_other
    assert topic_of(log.session, {"skilled-need": ("deductible_known",)}) is None
