"""Where two readers differ: who may settle it, what then counts, and what stays as it was."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given as given_any
from hypothesis import settings
from hypothesis import strategies as st

from auditkit.analytics.round_results import result
from auditkit.desks.rounds import steps
from auditkit.desks.rounds.marks import Mark
from auditkit.desks.rounds.round import Reading, Round, after, reading_key
from auditkit.desks.rounds.settling import counted, differences, settle
from auditkit.desks.rounds.steps import Refused
from auditkit.rule import Answer
from auditkit.store.records import Event

MET, NOT_MET, UNCLEAR = Answer.MET, Answer.NOT_MET, Answer.UNCLEAR
WHEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
NUMBERS = count(1)


def reading(reader, minutes=0, chart="a", **answers):
    when = WHEN + timedelta(minutes=minutes)
    marks = {rule: (Mark(minutes, minutes + 4),) for rule in answers}
    return Reading("r", chart, reader, answers=answers, machine={}, marks=marks, finished_at=when)


def keyed(*found):
    return {reading_key("r", r.chart, r.reader): r for r in found}


def a_round(*charts):
    charts = charts or ("a",)
    return Round("r", opened_at=WHEN, chosen=charts, second=charts, frame_size=90)


def settled(round_, readings, given=NOT_MET, chart="a", rule="x", who="Di", is_together=False, reason="Line 2 says it"):
    new = settle(round_, readings, chart, rule, given, reason, is_together=is_together, who=who, when=WHEN)
    return after(round_, Event(new.desk, new.subject, next(NUMBERS), new.kind, new.details, new.who, new.when))


TWO = keyed(reading("Bo", x=MET, y=MET), reading("Cy", 5, x=NOT_MET, y=MET))


def test_only_points_with_two_different_answers_differ():
    assert [(d.chart, d.rule, d.readers) for d in differences(a_round(), TWO.values())] == [("a", "x", ("Bo", "Cy"))]


def test_until_a_point_is_settled_the_reading_that_was_finished_first_counts():
    assert counted(a_round(), TWO.values())["a"].answers == {"x": MET, "y": MET}


def test_the_result_uses_the_settled_answer_and_agreement_keeps_the_two_that_were_given():
    round_ = settled(a_round(), TWO)
    found = result(round_, TWO.values(), ["x", "y"], {"x"})
    assert (found.critical.k, found.critical.n) == (1, 1)
    assert (found.settled.k, found.settled.n) == (1, 1)
    assert [(a.rule, a.same.k, a.same.n) for a in found.agreement] == [("x", 0, 1), ("y", 1, 1)]
    assert result(a_round(), TWO.values(), ["x", "y"], {"x"}).agreement == found.agreement


def test_a_settled_answer_brings_the_marks_of_the_reader_who_gave_it_and_the_reason():
    own = counted(settled(a_round(), TWO), TWO.values())["a"]
    assert own.marks["x"] == (Mark(5, 9),) and own.words["x"] == "Line 2 says it"
    third = counted(settled(a_round(), TWO, given=UNCLEAR), TWO.values())["a"]
    assert third.answers["x"] is UNCLEAR and third.marks["x"] == ()


def test_the_newest_settling_of_a_point_holds_and_the_one_before_stays_in_the_history():
    round_ = settled(settled(a_round(), TWO), TWO, given=UNCLEAR, reason="Neither line says it")
    assert counted(round_, TWO.values())["a"].answers["x"] is UNCLEAR
    assert [e.details["answer"] for e in round_.history] == ["not_met", "unclear"]


def test_one_of_the_two_readers_does_not_settle_alone():
    with pytest.raises(Refused, match="together with Cy"):
        settled(a_round(), TWO, who="Bo")
    (held,) = settled(a_round(), TWO, who="Bo", is_together=True).settled.values()
    assert held.is_together
    (held,) = settled(a_round(), TWO, who="Di", is_together=True).settled.values()
    assert not held.is_together  # who is neither of the two is a third person, whatever was ticked


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"reason": " "}, "why"), ({"given": None}, "choose"), ({"rule": "y"}, "do not differ"), ({"chart": "z"}, "do not differ")],
)  # fmt: skip
def test_what_cannot_be_settled_is_refused_with_a_sentence(changed, words):
    with pytest.raises(Refused, match=words):
        settled(a_round(), TWO, **changed)


def test_nothing_is_settled_before_all_is_read():
    with pytest.raises(Refused, match="all charts are read"):
        settled(a_round("a", "b"), TWO)


def test_a_correction_of_one_of_the_two_answers_opens_the_point_again():
    round_ = settled(a_round(), TWO)
    agreed = keyed(reading("Bo", x=NOT_MET, y=MET), reading("Cy", 5, x=NOT_MET, y=MET))
    assert differences(round_, agreed.values()) == []
    other = keyed(reading("Bo", x=MET, y=MET), reading("Cy", 5, x=UNCLEAR, y=MET))
    (point,) = differences(round_, other.values())
    assert point.settled is None and counted(round_, other.values())["a"].answers["x"] is MET


def test_closing_over_open_points_is_asked_and_kept_and_over_settled_ones_is_not():
    def close(round_, **more):
        left = sum(d.settled is None for d in differences(round_, TWO.values()))
        return steps.close(round_, TWO, has_billed=False, who="Di", when=WHEN, differing=left, **more)

    with pytest.raises(Refused, match="1 point that nobody settled"):
        close(a_round())
    assert close(a_round(), leaves_open=True).details["left_open"] == 1
    assert close(settled(a_round(), TWO)).details["left_open"] == 0


def test_a_closed_round_takes_no_settled_answer():
    new = steps.close(a_round(), TWO, has_billed=False, who="Di", when=WHEN)
    closed = after(a_round(), Event(new.desk, new.subject, 1, new.kind, new.details, new.who, new.when))
    with pytest.raises(Refused, match="closed"):
        settled(closed, TWO)


ANSWERS = st.sampled_from(list(Answer))


@given_any(st.lists(st.tuples(ANSWERS, ANSWERS, ANSWERS), min_size=1, max_size=8))
@settings(deadline=None)
def test_settled_points_take_the_settled_answer_and_all_others_the_first_reader_s(rows):
    charts = [f"c{n}" for n in range(len(rows))]
    found = keyed(
        *(r for c, (a, b, _) in zip(charts, rows, strict=True) for r in (reading("Bo", chart=c, x=a), reading("Cy", 5, chart=c, x=b)))
    )  # fmt: skip
    round_ = a_round(*charts)
    for chart, (one, other, third) in zip(charts, rows, strict=True):
        if one is not other:
            round_ = settled(round_, found, given=third, chart=chart)
    held = counted(round_, found.values())
    assert [held[c].answers["x"] for c in charts] == [a if a is b else c for a, b, c in rows]
    assert result(round_, found.values(), ["x"], set()).settled.k == sum(a is not b for a, b, _ in rows)
