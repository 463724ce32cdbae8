"""Sessions and quiz sheets: what is kept, what is refused, and that a name never gets onto a sheet."""

from datetime import UTC, date, datetime

import pytest

from auditkit.desks import quiz_sheets, training
from auditkit.desks.quiz_sheets import SHEETS, sheets
from auditkit.desks.training import DESK, Refused, sessions
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
        quiz_sheets.begin("s1", "before", code, ["a"], when=WHEN)


def test_a_sheet_closed_in_the_middle_keeps_what_was_answered_and_goes_on(store):
    store.append_all([quiz_sheets.begin("s1", "before", "maple-37", ["a", "b"], when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    store.append_all([quiz_sheets.answer(sheet, "a", 1, is_right=True, when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    assert sheet.right == {"a": True} and sheet.items == ("a", "b") and sheet.finished_at is None
    store.append_all([quiz_sheets.answer(sheet, "b", 0, is_right=False, when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    store.append_all([quiz_sheets.finish(sheet, when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    assert sheet.right == {"a": True, "b": False} and sheet.finished_at == WHEN


def test_a_question_that_was_not_asked_is_not_kept(store):
    store.append_all([quiz_sheets.begin("s1", "before", "maple-37", ["a"], when=WHEN)])
    (sheet,) = sheets(store.events(SHEETS)).values()
    with pytest.raises(Refused):
        quiz_sheets.answer(sheet, "z", 1, is_right=True, when=WHEN)


def test_two_people_with_the_same_code_are_told_rather_than_mixed(store):
    store.append_all([quiz_sheets.begin("s1", "before", "maple-37", ["a"], when=WHEN)])
    with pytest.raises(Exception, match=r"\w"):
        store.append_all([quiz_sheets.begin("s1", "before", "maple-37", ["a"], when=WHEN)])


def told(event):
    """A session after one more event."""
    from auditkit.store.records import Event

    first = training.plan(
        "s1",
        lesson="goals",
        title="T",
        on=date(2026, 11, 20),
        minutes=30,
        trainer="Ann",
        place="",
        who="Ann",
        when=WHEN,
    )
    events = [Event(n.desk, n.subject, i, n.kind, n.details, n.who, n.when) for i, n in enumerate((first, *event), 1)]
    return sessions(events)["s1"]


SIGNED = {"who": "Ann", "when": WHEN}


def test_a_session_is_moved_cancelled_and_takes_place_again_when_it_is_moved():
    cancelled = told([training.cancel(told([]), "snow", **SIGNED)])
    assert cancelled.cancelled == "snow"
    again = told([training.cancel(told([]), "snow", **SIGNED), training.move(cancelled, date(2026, 12, 3), **SIGNED)])
    assert (again.on, again.cancelled, again.title, len(again.history)) == (date(2026, 12, 3), "", "T", 3)


def test_a_session_that_is_to_come_was_not_held():
    with pytest.raises(Refused, match="still to come"):
        training.hold(told([]), today=date(2026, 11, 19), **SIGNED)
    assert told([training.hold(told([]), today=date(2026, 11, 20), **SIGNED)]).was_given


@pytest.mark.parametrize("after", ["held", "attended"])
def test_what_was_held_is_not_moved_or_cancelled(after):
    if after == "held":
        held = told([training.hold(told([]), today=date(2026, 11, 20), **SIGNED)])
    else:
        held = told([training.attend(told([]), name="Bo", licence="", profession="", minutes=30, **SIGNED)])
    with pytest.raises(Refused, match="was held"):
        training.move(held, date(2026, 12, 3), **SIGNED)
    with pytest.raises(Refused, match="was held"):
        training.cancel(held, "snow", **SIGNED)


def test_a_session_is_not_moved_to_its_own_day_or_cancelled_without_a_reason():
    with pytest.raises(Refused, match="already"):
        training.move(told([]), date(2026, 11, 20), **SIGNED)
    with pytest.raises(Refused, match="why"):
        training.cancel(told([]), " ", **SIGNED)


def test_nobody_was_at_a_session_that_was_cancelled():
    with pytest.raises(Refused, match="was cancelled"):
        training.attend(
            told([training.cancel(told([]), "snow", **SIGNED)]),
            name="Bo",
            licence="",
            profession="",
            minutes=30,
            **SIGNED,
        )
