"""Authorizations: which visit draws on which, when they run out, what two people may change at once, how the matrix changed."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.care.authorizations import Authorization, Visit, draw, draw_on
from auditkit.desks.authorizations import Refused, change, key_of, matrix_diff, run_outs, with_changes
from auditkit.desks.eligibility import Desk, FrontDeskTables
from auditkit.desks.eligibility.example import columns_of
from auditkit.desks.eligibility.sources import SAMPLE_DAY, read_tables, sample_sources
from auditkit.places import datasets
from auditkit.readers.claims import read_table
from auditkit.store import Store
from auditkit.store.records import Conflict
from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS, PAYERS, SCHEDULE

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def auth(
    number="A1",
    first=date(2026, 11, 1),
    last=date(2026, 12, 31),
    granted=3,
    used=0,
    discipline="PT",
    kind="visits",
    decision="",
):
    return Authorization(
        number, "P1", "PY", discipline, frozenset(), "", first, last, granted, kind, used, decision, None, None, None
    )


def visit(day, discipline="PT", **more):
    return Visit(date(2026, 11, day), "09:00", discipline, key=day, **more)


def drawn(authorizations, visits, **how):
    return [
        (v.on.day, use.authorization and use.authorization.number, use.left_before)
        for v, use in draw(authorizations, visits, used_is_known=True, **how)
    ]


def test_visits_draw_one_after_the_other_on_what_ends_first():
    soon, later = auth("SOON", last=date(2026, 11, 28), granted=2), auth("LATER", granted=5)
    assert drawn([later, soon], [visit(25), visit(26), visit(27)]) == [
        (25, "SOON", 2),
        (26, "SOON", 1),
        (27, "LATER", 5),
    ]


def test_two_disciplines_side_by_side_do_not_take_from_each_other():
    both = [auth("P", granted=1), auth("O", granted=1, discipline="OT")]
    assert drawn(both, [visit(25), visit(25, "OT"), visit(26, "OT")]) == [(25, "P", 1), (25, "O", 1), (26, None, None)]


def test_what_was_granted_in_units_takes_the_units_of_the_visit_and_is_unknown_where_nobody_knows_them():
    units = [auth(granted=6, kind="units")]
    assert drawn(units, [visit(25, units=4), visit(26, units=4), visit(27, units=4)]) == [
        (25, "A1", 6),
        (26, "A1", 2),
        (27, None, None),
    ]
    assert drawn(units, [visit(25), visit(26)]) == [(25, "A1", 6), (26, "A1", None)]


def test_what_was_used_and_is_not_said_stays_unknown_unless_every_visit_is_counted():
    [(_, use)] = draw([auth(used=None)], [visit(25)], used_is_known=False)
    assert (use.authorization.number, use.left_before) == ("A1", None)


def test_a_visit_for_which_it_matters_whether_claims_are_counted_twice_is_in_doubt():
    held = [Visit(date(2026, 11, day), "", "PT") for day in (3, 5)]
    for used, doubts in ((3, [True]), (1, [False]), (5, [False])):
        found = draw_on([auth(granted=5, used=used)], held, [visit(25)], claims_given=True, used_counts_held=None)
        assert [use.in_doubt for _, use in found] == doubts
    [(_, use)] = draw_on([auth(granted=5, used=3)], held, [visit(25)], claims_given=True, used_counts_held=True)
    assert (use.authorization.number, use.left_before) == ("A1", 2)


@given(st.integers(0, 12), st.integers(0, 12), st.lists(st.integers(25, 30), max_size=8))
def test_no_more_is_ever_drawn_than_was_granted_and_left(granted, used, days):
    found = drawn([auth(granted=granted, used=used)], [visit(day) for day in days])
    taken = sum(number is not None for _, number, _ in found)
    assert taken == min(len(days), max(0, granted - used))


def desk(
    visits,
    authorizations,
    rules=({"authorization_required": "1", "lead_days": "10", "documents": "Plan of care|Progress report"},),
    payers=None,
):
    booked = [
        {"patient_id": "P1", "payer_id": "PY", "discipline": "PT", "start_time": "09:00", **row} for row in visits
    ]
    held = [
        {
            "patient_id": "P1",
            "payer_id": "PY",
            "discipline": "PT",
            "start_on": "2026-11-01",
            "end_on": "2026-12-31",
            "unit_kind": "visits",
            "used_units": "0",
            **row,
        }
        for row in authorizations
    ]
    return Desk(FrontDeskTables(columns_of(SCHEDULE, booked), authorizations=columns_of(AUTHORIZATIONS, held),
                                rules=columns_of(AUTHORIZATION_RULES, [{"payer_id": "PY", **row} for row in rules]), payers=payers and columns_of(PAYERS, payers)))  # fmt: skip


def days(*numbers):
    return [{"date_of_service": f"2026-{'12' if n < 20 else '11'}-{n:02d}"} for n in numbers]


def test_the_run_out_follows_the_booked_visits_and_not_only_the_end():
    [one] = run_outs(desk(days(25, 30, 2, 4), [{"authorization_number": "A1", "authorized_units": "3"}]), today=TODAY)
    assert (one.last_covered_on, one.first_uncovered_on, one.why, one.visits_left) == (
        date(2026, 12, 2),
        date(2026, 12, 4),
        "visits",
        3,
    )
    assert (one.ask_by, one.standing(TODAY), one.documents) == (
        date(2026, 11, 24),
        "due",
        ("Plan of care", "Progress report"),
    )


@pytest.mark.parametrize(
    ("authorizations", "why", "first", "standing"),
    [
        ([{"authorization_number": "A1", "authorized_units": "9"}], "", None, "enough"),
        ([{"authorization_number": "A1", "authorized_units": "9", "end_on": "2026-11-28"}], "end date", date(2026, 11, 30), "late"),
        ([{"authorization_number": "A1", "authorized_units": "9", "decision": "pending"}], "pending", date(2026, 11, 25), "late"),
        ([], "none", date(2026, 11, 25), "late"),
        ([{"authorization_number": "A1", "authorized_units": "9", "used_units": ""}], "unknown", None, "unknown"),
        ([{"authorization_number": "A1", "authorized_units": "9", "discipline": "OT"}], "none", date(2026, 11, 25), "late"),
        ([{"authorization_number": "A1", "authorized_units": "1"}, {"authorization_number": "A2", "authorized_units": "9", "start_on": "2026-11-26"}], "", None, "enough"),
        ([{"authorization_number": "A1", "authorized_units": "9", "start_on": "2026-12-31", "end_on": "2026-11-01"}], "none", date(2026, 11, 25), "late"),
    ],
)  # fmt: skip
def test_why_and_when_it_runs_out(authorizations, why, first, standing):
    [one] = run_outs(desk(days(25, 30), authorizations), today=TODAY)
    assert (one.why, one.first_uncovered_on, one.standing(TODAY)) == (why, first, standing)
    assert "P1" not in one.words(TODAY)


def test_where_nothing_is_needed_nothing_runs_out():
    assert run_outs(desk(days(25), [], rules=({"authorization_required": "0"},)), today=TODAY) == []
    assert run_outs(desk(days(25), [], rules=({"authorization_required": ""},)), today=TODAY) == []
    assert run_outs(desk([{**days(25)[0], "visit_kind": "Evaluation"}], []), today=TODAY) == []


def test_who_runs_out_first_is_first():
    visits = [
        {**row, "patient_id": who}
        for who, numbers in (("P1", (25, 30, 2)), ("P2", (25, 30)), ("P3", (25,)))
        for row in days(*numbers)
    ]
    held = [
        {"authorization_number": who, "patient_id": who, "authorized_units": units}
        for who, units in (("P1", "2"), ("P2", "1"), ("P3", "5"))
    ]
    assert [one.patient_id for one in run_outs(desk(visits, held), today=TODAY)] == ["P2", "P1", "P3"]


def test_the_synthetic_practice_runs_out_when_its_generator_says():
    found = {
        (one.patient_id, one.discipline): one
        for one in run_outs(Desk(read_tables(sample_sources()).tables), today=SAMPLE_DAY)
    }
    with zipfile.ZipFile(datasets() / "frontdesk" / "frontdesk_labels.zip") as held:
        labels = list(csv.DictReader(io.StringIO(held.read("run_outs.csv").decode())))
    assert len(labels) > 40
    for row in labels:
        one = found[row["patient_id"], row["discipline"]]
        told = [str(cell or "") for cell in (one.booked, one.last_covered_on, one.first_uncovered_on, one.ask_by)]
        assert told == [row[name] for name in ("booked", "last_covered_on", "first_uncovered_on", "ask_by")]


# What people change

ROW = {
    "authorization_number": "A1",
    "patient_id": "P1",
    "payer_id": "PY",
    "discipline": "PT",
    "start_on": "2026-11-01",
    "end_on": "2026-12-31",
    "authorized_units": "12",
    "used_units": "3",
}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.sqlite") as opened:
        yield opened


def keep(store, event):
    return store.append_all([event])[0]


def test_a_change_lies_over_the_row_that_was_read_and_both_stay(store):
    keep(
        store,
        change(AUTHORIZATIONS, ROW, {"end_on": "1/31/2027", "authorized_units": "20"}, who="MB", when=NOW, follows=0),
    )
    changed = with_changes(AUTHORIZATIONS, columns_of(AUTHORIZATIONS, [ROW]), store.events("authorizations"))
    assert (changed["end_on"], changed["authorized_units"], changed["used_units"]) == (["2027-01-31"], ["20"], ["3"])
    [event] = store.events("authorizations")
    assert event.details["before"] == {"end_on": "2026-12-31", "authorized_units": "12"}


def test_two_people_who_change_the_same_authorization_are_told_of_each_other(store):
    keep(store, change(AUTHORIZATIONS, ROW, {"used_units": "4"}, who="MB", when=NOW, follows=0))
    with pytest.raises(Conflict, match="MB changed this"):
        keep(store, change(AUTHORIZATIONS, ROW, {"used_units": "5"}, who="KL", when=NOW, follows=0))
    assert with_changes(AUTHORIZATIONS, columns_of(AUTHORIZATIONS, [ROW]), store.events("authorizations"))[
        "used_units"
    ] == ["4"]


def test_an_authorization_that_was_entered_here_stands_without_a_file(store):
    keep(store, change(AUTHORIZATIONS, {}, ROW, who="MB", when=NOW, follows=0))
    kept = with_changes(AUTHORIZATIONS, None, store.events("authorizations"))
    assert (kept["authorization_number"], kept["source_file"]) == (["A1"], ["entered here"])


@pytest.mark.parametrize(
    ("cells", "words"),
    [({"end_on": "2026-10-01"}, "lies before start on"), ({"end_on": "soon"}, "not a date"), ({"used_units": "13"}, "more than 12 granted"),
     ({"authorized_units": "many"}, "whole number"), ({"patient_id": "Sample, Ada"}, "number"), ({"decision": "perhaps"}, "known value")],
)  # fmt: skip
def test_a_change_that_makes_no_sense_is_refused_in_a_sentence(cells, words):
    with pytest.raises(Refused, match=words) as refused:
        change(AUTHORIZATIONS, ROW, cells, who="MB", when=NOW, follows=0)
    assert "Ada" not in str(refused.value)


def test_the_key_of_a_row_is_the_same_in_every_file_and_names_nobody():
    assert key_of(AUTHORIZATIONS, ROW) == key_of(AUTHORIZATIONS, {**ROW, "used_units": "9", "source_file": "other.csv"})
    assert "P1" not in key_of(AUTHORIZATIONS, ROW)


# The matrix


def rules(*rows):
    return columns_of(
        AUTHORIZATION_RULES,
        [{"payer_id": "PY", "payer_name": "Payer", "in_force_from": "2026-01-01", **row} for row in rows],
    )


def test_two_equal_states_differ_in_nothing():
    assert (
        matrix_diff(
            rules({"authorization_required": "1"}),
            rules({"authorization_required": "1", "last_checked_on": "2026-11-20", "checked_by": "MB"}),
        )
        == []
    )


def test_a_row_that_only_ends_concerns_the_days_after_its_last_one():
    [one] = matrix_diff(rules({}), rules({"in_force_to": "2026-05-31"}))
    assert (one.kind, one.from_when) == ("changed", date(2026, 6, 1))
    [gone] = matrix_diff(rules({}), rules())
    assert (gone.kind, gone.from_when) == ("gone", None)


def test_a_difference_says_what_from_when_whom_to_tell_and_what_to_do():
    [one] = matrix_diff(
        rules({"authorization_required": "0"}),
        rules(
            {"authorization_required": "1", "from_visit": "7", "published_on": "2025-11-01", "noticed_on": "2025-11-10"}
        ),
    )
    assert (one.kind, one.from_when) == ("changed", date(2026, 1, 1))
    assert ("authorization", "not needed", "needed") in one.changes
    assert "billing" in one.whom_to_tell
    assert any(task.startswith("Teach it") for task in one.tasks)
    assert one.lags == {"published to noticed": 9}
    assert one.lesson().startswith("# Payer: authorization for PT, OT and SLP")


def test_new_and_gone_rows_are_named_and_an_own_row_for_each_discipline_counts():
    before, now = (
        rules({"discipline": "PT", "authorization_required": "1"}),
        rules({"discipline": "OT", "authorization_required": "1"}),
    )
    assert [(one.kind, one.discipline) for one in matrix_diff(before, now)] == [("new", "OT"), ("gone", "PT")]


def test_the_synthetic_change_of_a_payer_is_found():
    before, now = (
        read_table(AUTHORIZATION_RULES, [datasets() / "frontdesk" / name]).columns
        for name in ("authorization_rules_before.csv", "authorization_rules.csv")
    )
    found = matrix_diff(before, now)
    assert {one.kind for one in found} == {"changed", "new"}
    assert any(
        ("from which visit", "not said", "17") in [tuple(c) for c in one.changes]
        or any(c[0] == "from which visit" for c in one.changes)
        for one in found
    )
