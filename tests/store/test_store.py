"""The store keeps what people decide, newest first in force, nothing overwritten."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from auditkit.rule import Answer, Kind
from auditkit.store import Conflict, Store, StoreError, header_fingerprint, note_key
from auditkit.store.tables import METADATA

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOTE = note_key("Gait training 16 min. Jane Roe, PT")
OTHER = note_key("Another note")


def decide(
    store,
    note=NOTE,
    rule="skilled_need",
    machine=Answer.NOT_MET,
    person=Answer.MET,
    reason="Cue with a reason in line 3",
    **more,
):
    return store.decide(note, rule, machine=machine, person=person, reason=reason, who="D. Lee", when=NOON, **more)


def test_a_decision_comes_back_as_it_was_given(store):
    given = decide(store)
    assert store.decisions() == [given]
    assert given.differs and given.when == NOON and given.version


def test_a_decision_survives_closing_and_opening(place):
    with Store.open(place) as first:
        given = decide(first)
    with Store.open(place) as second:
        assert second.decisions() == [given]


def test_the_newest_decision_counts_and_the_older_one_is_kept(store):
    old = decide(store)
    new = decide(store, person=Answer.UNCLEAR, reason="On second reading the line is cut off")
    assert store.decisions() == [new]
    assert store.decision_history() == [old, new]


def test_the_newest_is_the_last_kept_even_when_a_clock_was_turned_back(store):
    decide(store)
    late = store.decide(
        NOTE,
        "skilled_need",
        machine=Answer.NOT_MET,
        person=Answer.NOT_MET,
        reason="Agreed",
        who="D. Lee",
        when=NOON - timedelta(days=2),
    )
    assert store.decisions() == [late]


def test_a_withdrawn_decision_no_longer_counts_and_stays_in_the_history(store):
    decide(store)
    store.withdraw(NOTE, "skilled_need", machine=Answer.NOT_MET, reason="Clicked by mistake", who="D. Lee", when=NOON)
    assert store.decisions() == []
    assert [d.person for d in store.decision_history()] == [Answer.MET, None]
    assert store.disagreements() == []


def test_decisions_of_chosen_notes_leave_the_others_out(store):
    mine = decide(store)
    decide(store, note=OTHER)
    assert store.decisions([NOTE]) == [mine]
    assert store.decisions([]) == []


def test_more_notes_than_a_database_takes_at_once_can_be_asked_for(store):
    mine = decide(store)
    assert store.decisions([*(note_key(str(n)) for n in range(1_200)), NOTE]) == [mine]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_decision_without_a_reason_is_refused_in_a_sentence(store, reason):
    with pytest.raises(StoreError, match="give a reason"):
        decide(store, reason=reason)
    assert store.decision_history() == []


def test_a_decision_without_a_person_is_refused_in_a_sentence(store):
    with pytest.raises(StoreError, match="who decided"):
        store.decide(NOTE, "skilled_need", machine=Answer.MET, person=Answer.MET, reason="Agreed", who=" ", when=NOON)


def test_a_moment_without_a_time_zone_is_a_programming_error(store):
    with pytest.raises(ValueError, match="time zone"):
        store.keep_setting("tour", "seen", who="D. Lee", when=datetime(2026, 11, 24))


def test_a_moment_of_another_time_zone_is_the_same_moment(store):
    chicago = NOON.astimezone(timezone(timedelta(hours=-6)))
    store.decide(
        NOTE, "skilled_need", machine=Answer.MET, person=Answer.MET, reason="Agreed", who="D. Lee", when=chicago
    )
    assert store.decisions()[0].when == NOON


def test_the_file_holds_no_text_of_the_note(tmp_path):
    with Store.open(tmp_path) as store:
        decide(store)
        store.correct_note(NOTE, kinds=[Kind.PROGRESS], who="D. Lee", when=NOON)
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Gait training" not in held and NOTE.encode() in held


def test_the_key_of_a_note_is_the_hash_of_its_text():
    assert note_key("Gait training") == hashlib.sha256(b"Gait training").hexdigest()


def test_a_note_pasted_and_a_note_from_a_file_have_one_key():
    assert note_key("Line one\r\nLine two\r\n") == note_key("Line one\nLine two")


def test_another_word_makes_another_key():
    assert note_key("ROM 95") != note_key("ROM 96")
    assert note_key("a  b") != note_key("a b")


def test_broken_characters_still_have_a_key():
    assert len(note_key("caf\udce9")) == 64


def test_disagreements_are_counted_per_rule_with_their_direction(store):
    decide(store)
    decide(store, note=OTHER, person=Answer.NOT_MET)
    decide(store, note=note_key("third"), machine=Answer.MET, person=Answer.NOT_MET)
    decide(store, rule="timed_minutes", machine=Answer.MET, person=Answer.MET)
    first, second = store.disagreements()
    assert (first.rule, first.decided, first.differing) == ("skilled_need", 3, 2)
    assert first.changes == {(Answer.MET, Answer.NOT_MET): 1, (Answer.NOT_MET, Answer.MET): 1}
    assert (second.rule, second.decided, second.differing, dict(second.changes)) == ("timed_minutes", 1, 0, {})


def test_a_decision_taken_back_to_the_programs_answer_is_no_disagreement(store):
    decide(store)
    decide(store, person=Answer.NOT_MET, reason="The program was right")
    assert [(d.decided, d.differing) for d in store.disagreements()] == [(1, 0)]


def test_corrected_kinds_and_discipline_come_back(store):
    store.correct_note(NOTE, kinds=[Kind.PROGRESS], discipline="PT", who="D. Lee", when=NOON)
    newest = store.correct_note(NOTE, kinds=[Kind.PROGRESS, Kind.TREATMENT], discipline="OT", who="D. Lee", when=NOON)
    assert store.note_corrections() == {NOTE: newest}
    assert newest.kinds == (Kind.PROGRESS, Kind.TREATMENT)
    assert [c.discipline for c in store.note_correction_history()] == ["PT", "OT"]
    assert store.note_corrections([OTHER]) == {}


def test_a_correction_can_be_emptied_again(store):
    store.correct_note(NOTE, kinds=[Kind.PROGRESS], discipline="PT", who="D. Lee", when=NOON)
    store.correct_note(NOTE, who="D. Lee", when=NOON)
    assert store.note_corrections()[NOTE].kinds == () and store.note_corrections()[NOTE].discipline == ""


def test_column_names_in_another_order_and_writing_are_the_same_export(store):
    store.keep_columns(
        header_fingerprint(["Note Text", "DOS"]),
        {"Note Text": "text", "DOS": "date_of_service"},
        who="D. Lee",
        when=NOON,
    )
    assert store.columns(header_fingerprint(["dos", " note  text "])) == {"Note Text": "text", "DOS": "date_of_service"}


def test_another_export_has_no_columns_yet(store):
    store.keep_columns(header_fingerprint(["Note", "DOS"]), {"Note": "text"}, who="D. Lee", when=NOON)
    assert store.columns(header_fingerprint(["Note", "DOS", "Payer"])) is None
    assert header_fingerprint(["ab", "c"]) != header_fingerprint(["a", "bc"])


def test_the_newest_column_map_counts(store):
    key = header_fingerprint(["A", "B"])
    store.keep_columns(key, {"A": "text"}, who="D. Lee", when=NOON)
    store.keep_columns(key, {"B": "text"}, who="D. Lee", when=NOON)
    assert store.columns(key) == {"B": "text"}


def test_a_setting_comes_back_and_an_unknown_one_has_its_default(store):
    store.keep_setting("tour", {"seen": True, "step": 3}, who="D. Lee", when=NOON)
    assert store.setting("tour") == {"seen": True, "step": 3}
    assert store.setting("language", "en") == "en"


def test_a_setting_may_hold_nothing(store):
    store.keep_setting("tour", True, who="D. Lee", when=NOON)
    store.keep_setting("tour", None, who="D. Lee", when=NOON)
    assert store.setting("tour", "default") is None


@pytest.mark.parametrize("table", METADATA.tables.values(), ids=str)
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_itself_refuses_to_change_or_remove_a_row(store, table, verb):
    decide(store)
    store.correct_note(NOTE, who="D. Lee", when=NOON)
    store.keep_setting("tour", True, who="D. Lee", when=NOON)
    store.keep_columns("f", {}, who="D. Lee", when=NOON)
    store.append("denials", "s", "opened", {}, who="D. Lee", when=NOON, follows=0)
    change = table.delete() if verb == "DELETE" else table.update().values(id=99)
    with pytest.raises(sa.exc.DBAPIError, match="kept as they were written"), store.engine.begin() as connection:
        connection.execute(change)


def test_text_with_quotes_and_semicolons_is_only_text(store):
    reason = "'); DROP TABLE verdict_decisions; -- \"≥ é 文"
    assert decide(store, reason=reason).reason == reason
    assert store.decisions()[0].reason == reason


def test_characters_that_no_database_takes_are_kept_as_a_mark(store):
    decide(store, reason="before\x00after \ud83d")
    assert store.decisions()[0].reason == "before\N{REPLACEMENT CHARACTER}after \N{REPLACEMENT CHARACTER}"
    store.keep_setting("payer: \x00 \udce9", {"name": "caf\udce9"}, who="D. Lee\x00", when=NOON)
    assert store.setting("payer: \x00 \udce9") == {"name": "caf\N{REPLACEMENT CHARACTER}"}


def test_who_changes_a_setting_that_somebody_changed_meanwhile_is_told(store):
    mine = store.keep_setting("payer", {"units": "cms"}, who="D. Lee", when=NOON, follows=0)
    store.keep_setting("payer", {"units": "ama"}, who="M. Ruiz", when=NOON, follows=mine.id)
    with pytest.raises(Conflict, match="Ruiz changed this on 2026-11-24 at 12:00 UTC, after"):
        store.keep_setting("payer", {"units": "other"}, who="D. Lee", when=NOON, follows=mine.id)
    assert store.setting("payer") == {"units": "ama"}


def test_who_sets_what_seemed_not_set_yet_is_told(store):
    store.keep_setting("payer", 1, who="M. Ruiz", when=NOON)
    with pytest.raises(Conflict):
        store.keep_setting("payer", 2, who="D. Lee", when=NOON, follows=0)
    store.keep_setting("other payer", 2, who="D. Lee", when=NOON, follows=0)
    seen = store.kept_setting("payer")
    assert (seen.value, seen.who, seen.when) == (1, "M. Ruiz", NOON)
    store.keep_setting("payer", 2, who="D. Lee", when=NOON, follows=seen.id)
    assert store.setting("payer") == 2


def test_who_changes_columns_that_somebody_changed_meanwhile_is_told(store):
    store.keep_columns("f", {"A": "text"}, who="M. Ruiz", when=NOON, follows=0)
    with pytest.raises(Conflict, match="Ruiz"):
        store.keep_columns("f", {"B": "text"}, who="D. Lee", when=NOON, follows=0)
    assert store.kept_columns("f").value == {"A": "text"} == store.columns("f")
    assert store.kept_columns("g") is None


def test_who_overrules_a_verdict_that_somebody_overruled_meanwhile_is_told(store):
    seen = decide(store, follows=0)
    with pytest.raises(Conflict, match="Lee"):
        decide(store, follows=0)
    newer = decide(store, follows=seen.id)
    with pytest.raises(Conflict):
        store.withdraw(
            NOTE, "skilled_need", machine=Answer.NOT_MET, reason="r", who="M. Ruiz", when=NOON, follows=seen.id
        )
    assert store.decisions() == [newer]
    assert store.decisions()[0].id == newer.id


def test_after_a_decision_was_withdrawn_the_next_follows_none(store):
    seen = decide(store, follows=0)
    store.withdraw(NOTE, "skilled_need", machine=Answer.NOT_MET, reason="r", who="D. Lee", when=NOON, follows=seen.id)
    with pytest.raises(Conflict):
        decide(store, follows=seen.id)
    decide(store, follows=0)


def test_who_corrects_a_note_that_somebody_corrected_meanwhile_is_told(store):
    seen = store.correct_note(NOTE, discipline="PT", who="M. Ruiz", when=NOON, follows=0)
    with pytest.raises(Conflict, match="Ruiz"):
        store.correct_note(NOTE, discipline="OT", who="D. Lee", when=NOON, follows=0)
    store.correct_note(NOTE, discipline="OT", who="D. Lee", when=NOON, follows=store.note_corrections()[NOTE].id)
    assert seen.id and store.note_corrections()[NOTE].discipline == "OT"


def test_a_page_that_saw_what_is_no_longer_kept_is_told_to_look_again(store):
    with pytest.raises(Conflict, match="no longer what is kept"):
        store.keep_setting("payer", 1, who="D. Lee", when=NOON, follows=12)
