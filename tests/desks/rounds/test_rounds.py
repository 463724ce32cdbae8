"""A round from its opening to its closing: what is refused, what is kept, and that nothing is lost."""

from datetime import UTC, datetime

import pytest

from auditkit.analytics.round_results import result
from auditkit.desks.rounds import steps
from auditkit.desks.rounds.round import DESK, PROBLEMS, READINGS, TYPICAL, readings, rounds
from auditkit.desks.rounds.sampling import draw
from auditkit.desks.rounds.steps import Refused
from auditkit.rule import Answer
from auditkit.store import Store

WHEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
RULES = ("skilled_need", "goal_measurable")
OPENING = {
    "title": "Q4", "purpose": "Teaching", "who_sees": "The director", "is_counsel_directed": False, "question": TYPICAL, "has_read_clock": True,
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path) as opened:
        yield opened


def keep(store, event):
    store.append_all([event])
    return rounds(store.events(DESK))["r1"]


def opened(store, **changed):
    return keep(store, steps.open_round("r1", **{**OPENING, **changed}, who="Ann", when=WHEN))


def drawn(store, size=6, frame=20, **changed):
    round_ = opened(store, **changed)
    sample = draw([f"n{n}" for n in range(frame)], size, "seed")
    return keep(store, steps.keep_draw(round_, sample, universe="Notes of Q3", unit="a note", who="Ann", when=WHEN))


def read(store, round_, chart, reader, given=Answer.MET, rules=RULES):
    for rule in rules:
        reading = of(store, chart, reader)
        store.append_all(
            [steps.answer(round_, reading, chart, rule, given=given, machine=Answer.MET, who=reader, when=WHEN)]
        )
    store.append_all([steps.finish(round_, of(store, chart, reader), RULES, who=reader, when=WHEN)])


def of(store, chart, reader):
    return next((r for r in readings(store.events(READINGS)).values() if (r.chart, r.reader) == (chart, reader)), None)


@pytest.mark.parametrize(
    "changed", [{"title": " "}, {"purpose": ""}, {"who_sees": ""}, {"question": "both"}, {"has_read_clock": False}]
)
def test_no_round_begins_without_its_opening_questions(store, changed):
    with pytest.raises(Refused):
        opened(store, **changed)
    assert not store.events(DESK)


def test_a_sample_is_drawn_once(store):
    round_ = drawn(store)
    with pytest.raises(Refused, match="drawn already"):
        steps.keep_draw(round_, draw(["a"], 1, "other"), universe="u", unit="n", who="Ann", when=WHEN)


def test_a_round_that_looks_for_problems_says_that_it_tells_nothing_about_other_charts(store):
    assert "cannot be generalised" in drawn(store, question=PROBLEMS).scope_words


def test_a_random_round_names_its_frame(store):
    assert "6 from 20" in drawn(store).scope_words


def test_a_chart_is_replaced_by_the_next_of_the_reserve_and_none_steps_in_twice(store):
    round_ = drawn(store)
    first, reserve = round_.chosen[0], round_.reserve
    round_ = keep(store, steps.replace_chart(round_, first, "page missing", who="Ann", when=WHEN))
    assert round_.charts[0] == reserve[0]
    round_ = keep(store, steps.replace_chart(round_, reserve[0], "unreadable scan", who="Ann", when=WHEN))
    assert round_.charts[0] == reserve[1]
    round_ = keep(store, steps.replace_chart(round_, round_.charts[1], "other clinic", who="Ann", when=WHEN))
    assert round_.charts[1] == reserve[2]
    assert len(set(round_.charts)) == 6


def test_a_reading_is_kept_answer_by_answer_and_goes_on_after_an_interruption(store):
    round_ = drawn(store)
    chart = round_.chosen[0]
    store.append_all(
        [steps.answer(round_, None, chart, RULES[0], given=Answer.NOT_MET, machine=Answer.MET, who="Bo", when=WHEN)]
    )
    with pytest.raises(Refused, match="1 of 2 criteria"):
        steps.finish(round_, of(store, chart, "Bo"), RULES, who="Bo", when=WHEN)
    store.append_all(
        [
            steps.answer(
                round_,
                of(store, chart, "Bo"),
                chart,
                RULES[1],
                given=Answer.MET,
                machine=Answer.MET,
                who="Bo",
                when=WHEN,
            )
        ]
    )
    store.append_all([steps.finish(round_, of(store, chart, "Bo"), RULES, who="Bo", when=WHEN)])
    kept = of(store, chart, "Bo")
    assert kept.is_finished and kept.answers == {RULES[0]: Answer.NOT_MET, RULES[1]: Answer.MET}
    assert kept.machine[RULES[0]] is Answer.MET


def test_two_readers_of_one_chart_do_not_stand_in_each_other_s_way(store):
    round_ = drawn(store)
    read(store, round_, round_.chosen[0], "Bo")
    read(store, round_, round_.chosen[0], "Cy", given=Answer.NOT_MET)
    assert of(store, round_.chosen[0], "Bo").answers != of(store, round_.chosen[0], "Cy").answers


def test_a_round_closes_only_when_all_is_read_twice_where_due_and_by_somebody_who_did_not_bill(store):
    round_ = drawn(store)
    for chart in round_.charts:
        read(store, round_, chart, "Bo")
    with pytest.raises(Refused, match="second, blind reading"):
        steps.close(round_, readings(store.events(READINGS)), has_billed=False, who="Di", when=WHEN)
    for chart in round_.second:
        read(store, round_, chart, "Cy")
    with pytest.raises(Refused, match="billed"):
        steps.close(round_, readings(store.events(READINGS)), has_billed=True, who="Di", when=WHEN)
    round_ = keep(store, steps.close(round_, readings(store.events(READINGS)), has_billed=False, who="Di", when=WHEN))
    assert round_.is_closed
    with pytest.raises(Refused, match="closed"):
        steps.reply(round_, round_.charts[0], "But", who="Ed", when=WHEN)


def test_reopening_needs_a_reason_and_keeps_both_closings(store):
    round_ = drawn(store, size=1)
    read(store, round_, round_.charts[0], "Bo")
    read(store, round_, round_.charts[0], "Cy")
    found = readings(store.events(READINGS))
    round_ = keep(store, steps.close(round_, found, has_billed=False, who="Di", when=WHEN))
    with pytest.raises(Refused, match="why"):
        steps.reopen(round_, " ", who="Di", when=WHEN)
    round_ = keep(store, steps.reopen(round_, "A page was found", who="Di", when=WHEN))
    assert not round_.is_closed
    round_ = keep(store, steps.close(round_, found, has_billed=False, who="Di", when=WHEN))
    assert round_.is_closed and len(round_.closings) == 2


def test_a_plan_says_cause_action_owner_day_and_evidence(store):
    round_ = drawn(store)
    step = {
        "cause": "c",
        "action": "a",
        "owner": "o",
        "due_on": "2026-12-31",
        "evidence": "e",
        "reaudit_on": "2027-02-01",
    }
    round_ = keep(store, steps.plan(round_, [step], who="Ann", when=WHEN))
    assert round_.plan[0].reaudit_on.year == 2027
    with pytest.raises(Refused, match="owner"):
        steps.plan(round_, [{**step, "owner": ""}], who="Ann", when=WHEN)


def test_an_empty_frame_is_refused_with_a_sentence(store):
    round_ = opened(store)
    with pytest.raises(Refused, match="no chart"):
        steps.keep_draw(round_, draw([], 3, "s"), universe="u", unit="n", who="Ann", when=WHEN)


def test_where_the_reserve_is_used_up_the_round_has_one_chart_fewer_and_can_still_be_closed(store):
    round_ = drawn(store, size=3, frame=3)
    lost = round_.chosen[0]
    round_ = keep(store, steps.replace_chart(round_, lost, "page missing", who="Ann", when=WHEN))
    assert lost not in round_.charts and len(round_.charts) == 2 and len(round_.second_charts) == 2
    assert round_.replaced[lost] == ("", "page missing")
    for reader in ("Bo", "Cy"):
        for chart in round_.charts:
            read(store, round_, chart, reader)
    found = readings(store.events(READINGS))
    assert steps.still_to_read(round_, found) == ([], [])
    assert keep(store, steps.close(round_, found, has_billed=False, who="Di", when=WHEN)).is_closed


def test_the_last_chart_of_a_round_is_not_taken_out(store):
    round_ = drawn(store, size=1, frame=1)
    with pytest.raises(Refused, match="last chart"):
        steps.replace_chart(round_, round_.chosen[0], "page missing", who="Ann", when=WHEN)


def test_who_read_first_stays_first_when_an_answer_is_corrected_afterwards(store):
    round_ = drawn(store, size=1)
    chart = round_.charts[0]
    read(store, round_, chart, "Bo")
    read(store, round_, chart, "Cy", given=Answer.NOT_MET)
    corrected = steps.answer(
        round_,
        of(store, chart, "Bo"),
        chart,
        RULES[0],
        given=Answer.UNCLEAR,
        machine=Answer.MET,
        who="Bo",
        when=WHEN.replace(hour=11),
    )
    store.append_all([corrected])
    store.append_all([steps.finish(round_, of(store, chart, "Bo"), RULES, who="Bo", when=WHEN.replace(hour=12))])
    found = readings(store.events(READINGS))
    counted = result(round_, found.values(), RULES, set())
    assert of(store, chart, "Bo").first_finished_at == WHEN and of(store, chart, "Bo").finished_at == WHEN.replace(
        hour=12
    )
    assert counted.criteria[0].unclear == 1 and counted.criteria[0].not_met == 0


def read_whole(store, round_):
    for reader in ("Bo", "Cy"):
        for chart in round_.charts:
            read(store, round_, chart, reader)
    return readings(store.events(READINGS))


def test_amounts_are_kept_where_counsel_directs_and_later_ones_are_added(store):
    round_ = drawn(store, size=3, is_counsel_directed=True)
    found = read_whole(store, round_)
    first, second, _ = round_.charts
    round_ = keep(store, steps.price(round_, found, {first: (9_500, 4_500)}, who="Ann", when=WHEN))
    round_ = keep(store, steps.close(round_, found, has_billed=False, who="Di", when=WHEN))
    round_ = keep(store, steps.price(round_, found, {second: (100, 0), first: (9_500, 0)}, who="Ann", when=WHEN))
    assert round_.amounts == {first: (9_500, 0), second: (100, 0)} and round_.is_closed
    assert [e.kind for e in round_.history].count("priced") == 2


@pytest.mark.parametrize(
    "changed", [{"is_counsel_directed": False}, {"is_counsel_directed": True, "question": PROBLEMS}]
)
def test_a_routine_or_targeted_round_keeps_no_amounts(store, changed):
    round_ = drawn(store, size=2, **changed)
    found = read_whole(store, round_)
    with pytest.raises(Refused, match="counsel directs"):
        steps.price(round_, found, {round_.charts[0]: (1, 0)}, who="Ann", when=WHEN)


@pytest.mark.parametrize("amounts", [{}, {"elsewhere": (1, 0)}, {"first": (-1, 0)}, {"first": (1, 10**9)}])
def test_amounts_that_make_no_sense_are_refused(store, amounts):
    round_ = drawn(store, size=1, is_counsel_directed=True)
    found = read_whole(store, round_)
    given = {round_.charts[0] if chart == "first" else chart: pair for chart, pair in amounts.items()}
    with pytest.raises(Refused):
        steps.price(round_, found, given, who="Ann", when=WHEN)


def test_money_does_not_guide_the_reading(store):
    round_ = drawn(store, size=2, is_counsel_directed=True)
    with pytest.raises(Refused, match="when all charts are read"):
        steps.price(round_, {}, {round_.charts[0]: (1, 0)}, who="Ann", when=WHEN)


def stratified(store, sizes, size):
    of = {f"{name}{n}": name for name, count in sizes.items() for n in range(count)}
    sample = draw(list(of), size, "seed", of)
    return keep(store, steps.keep_draw(opened(store), sample, universe="Q3", unit="a note", who="Ann", when=WHEN))


def test_in_a_stratified_round_a_stand_in_is_of_the_same_stratum(store):
    round_ = stratified(store, {"PT": 12, "OT": 8}, 6)
    for chart in round_.chosen:
        round_ = keep(store, steps.replace_chart(round_, chart, "page missing", who="Ann", when=WHEN))
    assert [c[:2] for c in round_.charts] == [c[:2] for c in round_.chosen]
    assert round_.strata == {"OT": (2, 8), "PT": (4, 12)}


def test_a_stratum_whose_reserve_is_used_up_takes_no_chart_of_another(store):
    round_ = stratified(store, {"PT": 12, "OT": 1}, 4)
    lost = next(c for c in round_.chosen if c.startswith("OT"))
    round_ = keep(store, steps.replace_chart(round_, lost, "page missing", who="Ann", when=WHEN))
    assert round_.replaced[lost] == ("", "page missing") and len(round_.charts) == 3


@pytest.mark.parametrize(("size", "twice"), [(4, 4), (6, 5), (1, 1)])
def test_small_rounds_are_read_twice_by_five_or_by_all(store, size, twice):
    assert len(drawn(store, size=size).second_charts) == twice
