"""What happens at a desk is kept step by step; who comes second is told who was first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.store import Conflict, Event, NewEvent, StoreError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def append(store, subject="d1", kind="opened", details=None, *, desk="denials", who="D. Lee", when=NOON, follows=0):
    return store.append(desk, subject, kind, details or {}, who=who, when=when, follows=follows)


def new(subject, follows, kind="opened", desk="denials"):
    return NewEvent(desk, subject, kind, {}, "D. Lee", NOON, follows)


def test_an_event_comes_back_as_it_was_given(store):
    details = {"owner": "M. Ruiz", "amount": "120.50", "steps": [1, 2], "said": 'ring back; "≥" é 文'}
    event = append(store, details=details)
    assert event == Event("denials", "d1", 1, "opened", details, "D. Lee", NOON, event.id)
    assert store.events("denials") == [event]


def test_events_of_a_subject_are_numbered_one_after_the_other(store):
    given = [append(store, kind=kind, follows=n) for n, kind in enumerate(["opened", "paused", "appealed"])]
    assert [event.number for event in given] == [1, 2, 3]
    assert store.events("denials") == given


def test_each_subject_and_each_desk_counts_for_itself(store):
    one, two, three = append(store), append(store, "d2"), append(store, desk="coverage")
    assert [event.number for event in (one, two, three)] == [1, 1, 1]
    assert store.events("denials") == [one, two]
    assert store.events("coverage") == [three]


def test_who_comes_second_is_told_who_did_what_and_when_and_nothing_is_written(store):
    first = append(store, kind="owner_named", who="M. Ruiz")
    with pytest.raises(Conflict) as error:
        append(store, kind="closed")
    assert str(error.value) == (
        "M. Ruiz changed this on 2026-11-24 at 12:00 UTC (owner named), after you looked at it; look at it again."
    )
    assert error.value.first == first
    assert store.events("denials") == [first]


def test_the_moment_of_a_conflict_is_told_in_the_zone_of_the_person_who_reads_it(store):
    append(store)
    with pytest.raises(Conflict, match="06:00 UTC-06:00"):
        append(store, when=NOON.astimezone(timezone(timedelta(hours=-6))))


def test_a_conflict_names_the_first_step_that_was_not_seen(store):
    append(store)
    append(store, kind="paused", follows=1, who="M. Ruiz")
    append(store, kind="closed", follows=2, who="A. Osei")
    with pytest.raises(Conflict, match="Ruiz"):
        append(store, kind="closed", follows=1)


def test_a_page_that_knows_more_than_the_store_is_told_to_look_again(store):
    append(store)
    with pytest.raises(Conflict, match="ends at step 1") as error:
        append(store, follows=4)
    assert error.value.first is None


def test_a_conflict_is_an_error_of_the_store_like_others(store):
    append(store)
    with pytest.raises(StoreError):
        append(store)


def test_several_events_are_kept_all_at_once(store):
    kept = store.append_all([new("d1", 0), new("d2", 0), new("d1", 1, "paused")])
    assert [(event.subject, event.number) for event in kept] == [("d1", 1), ("d2", 1), ("d1", 2)]
    assert store.events("denials") == kept


def test_of_several_events_none_is_kept_where_one_conflicts(store):
    first = append(store, "d2")
    with pytest.raises(Conflict):
        store.append_all([new("d1", 0), new("d2", 0), new("d3", 0)])
    assert store.events("denials") == [first]


def test_two_events_of_a_list_that_claim_one_number_are_not_kept(store):
    with pytest.raises(Conflict):
        store.append_all([new("d1", 0), new("d1", 0)])
    assert store.events("denials") == []


def test_no_events_at_all_are_nothing_to_keep(store):
    assert store.append_all([]) == []


def test_more_subjects_than_a_database_takes_at_once_are_kept_and_found(store):
    kept = store.append_all(new(f"d{n}", 0) for n in range(1_300))
    again = store.append_all(new(f"d{n}", 1, "paused") for n in range(1_300))
    assert len(store.events("denials")) == 2_600
    assert store.events("denials", [f"d{n}" for n in range(1_299, -1, -1)], kinds=["paused"])[0].kind == "paused"
    assert [event.number for event in store.events("denials", ["d7"])] == [1, 2]
    assert {event.id for event in kept}.isdisjoint(event.id for event in again)


def test_events_of_chosen_subjects_and_kinds_leave_the_others_out(store):
    append(store)
    wanted = append(store, "d2", "paused")
    append(store, "d2", "closed", follows=1)
    assert store.events("denials", ["d2", "d9"], kinds=["paused"]) == [wanted]
    assert store.events("denials", kinds=["paused"]) == [wanted]
    assert store.events("denials", []) == []
    assert store.events("denials", kinds=[]) == []


@pytest.mark.parametrize("who", ["", "  "])
def test_an_event_without_a_person_is_refused_in_a_sentence(store, who):
    with pytest.raises(StoreError, match="who decided"):
        append(store, who=who)


@pytest.mark.parametrize(
    "wrong",
    [
        {"desk": "d" * 51},
        {"desk": ""},
        {"subject": "s" * 101},
        {"kind": "k" * 51},
        {"when": datetime(2026, 11, 24)},
        {"details": {"rate": float("nan")}},
    ],
)
def test_an_event_that_no_database_could_hold_is_a_programming_error(store, wrong):
    with pytest.raises(ValueError):
        append(store, **wrong)
    assert store.events("denials") == []


steps = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 4)), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(steps, max_size=6))
def test_whatever_lists_of_steps_are_tried_each_is_kept_whole_in_order_or_refused_whole(store, tried):
    desk = f"desk {sum(1 for _ in store.events('count')) + 1}"  # each example has a desk to itself
    store.append("count", desk, "k", {}, who="w", when=NOON, follows=0)
    expected: list[tuple[str, int]] = []
    for one in tried:
        after = list(expected)
        fits = True
        for subject, follows in one:
            fits = fits and follows == sum(1 for known, _ in after if known == subject)
            after.append((subject, follows + 1))
        try:
            store.append_all(new(subject, follows, desk=desk) for subject, follows in one)
        except Conflict:
            assert not fits
        else:
            assert fits
            expected = after
    assert [(event.subject, event.number) for event in store.events(desk)] == expected
