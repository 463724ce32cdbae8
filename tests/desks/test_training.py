"""Sessions and quiz sheets: what is kept, what is refused, and that a name never gets onto a sheet."""

from datetime import UTC, date, datetime

import pytest

from auditkit.desks import training
from auditkit.desks.training import DESK, SHEETS, Refused, sessions, sheets
from auditkit.store import Store

WHEN = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path) as opened:
        yield opened


def planned(store):
    given = {
        "lesson": "skilled-need",
        "title": "T",
        "on": date(2026, 12, 3),
        "minutes": 30,
        "trainer": "Ann",
        "place": "Room 2",
    }
    store.append_all([training.plan("s1", **given, who="Ann", when=WHEN)])
    return sessions(store.events(DESK))["s1"]


def test_a_session_keeps_who_was_there_and_when_the_delayed_test_is_due(store):
    session = planned(store)
    store.append_all(
        [training.attend(session, name="Bo Li", licence="PT123", profession="PT", minutes=30, who="Ann", when=WHEN)]
    )
    session = sessions(store.events(DESK))["s1"]
    assert session.attended["Bo Li"].licence == "PT123"
    assert session.later_between == (date(2027, 1, 2), date(2027, 3, 3))


@pytest.mark.parametrize("minutes", [0, -5, 31])
def test_nobody_can_be_there_longer_than_the_session(store, minutes):
    with pytest.raises(Refused, match="minutes"):
        training.attend(planned(store), name="Bo", licence="", profession="PT", minutes=minutes, who="Ann", when=WHEN)


def test_who_was_there_does_not_catch_up_and_nobody_catches_up_before(store):
    session = planned(store)
    store.append_all(
        [training.attend(session, name="Bo", licence="", profession="PT", minutes=30, who="Ann", when=WHEN)]
    )
    session = sessions(store.events(DESK))["s1"]
    given = {"licence": "", "profession": "OT", "minutes": 10, "who": "Ann", "when": WHEN}
    with pytest.raises(Refused, match="was at the session"):
        training.catch_up(session, name="Bo", on=date(2026, 12, 9), **given)
    with pytest.raises(Refused, match="before the session"):
        training.catch_up(session, name="Cy", on=date(2026, 12, 1), **given)
    store.append_all([training.catch_up(session, name="Cy", on=date(2026, 12, 9), **given)])
    assert sessions(store.events(DESK))["s1"].attended["Cy"].caught_up_on == date(2026, 12, 9)


@pytest.mark.parametrize("code", ["Bo Li", "bo", "maple37", "MAPLE-37", "maple-377", "", "maple-37\n"])
def test_a_sheet_takes_a_code_and_no_name(code):
    with pytest.raises(Refused):
        training.begin("s1", "before", code, ["a"], when=WHEN)


def test_a_sheet_closed_in_the_middle_keeps_what_was_answered_and_goes_on(store):
    store.append_all([training.begin("s1", "before", "maple-37", ["a", "b"], when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    store.append_all([training.answer(sheet, "a", 1, is_right=True, when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    assert sheet.right == {"a": True} and sheet.items == ("a", "b") and sheet.finished_at is None
    store.append_all([training.answer(sheet, "b", 0, is_right=False, when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    store.append_all([training.finish(sheet, when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    assert sheet.right == {"a": True, "b": False} and sheet.finished_at == WHEN


def test_a_question_that_was_not_asked_is_not_kept(store):
    store.append_all([training.begin("s1", "before", "maple-37", ["a"], when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    with pytest.raises(Refused):
        training.answer(sheet, "z", 1, is_right=True, when=WHEN)


def test_two_people_with_the_same_code_are_told_rather_than_mixed(store):
    store.append_all([training.begin("s1", "before", "maple-37", ["a"], when=WHEN)])
    with pytest.raises(Exception, match=r"\w"):
        store.append_all([training.begin("s1", "before", "maple-37", ["a"], when=WHEN)])
