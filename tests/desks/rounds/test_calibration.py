"""The charts with known answers: keys that hold, and a reader's answers that are kept and compared."""

from datetime import UTC, datetime

import pytest

from auditkit.analytics.calibration import compared
from auditkit.audit import audit_note
from auditkit.desks.rounds import calibrating
from auditkit.desks.rounds.calibrating import CALIBRATIONS, Calibration, calibrations
from auditkit.desks.rounds.known_charts import KnownChart, edition, known_charts
from auditkit.desks.rounds.round import Round
from auditkit.desks.rounds.steps import Refused
from auditkit.rule import Answer, Kind
from auditkit.rules import note_rules
from auditkit.store import Store

WHEN = datetime(2026, 11, 24, 9, tzinfo=UTC)
ROUND = Round("r1", opened_at=WHEN)
CHARTS = known_charts()
EVERY = [(chart, rule) for chart in CHARTS for rule in chart.answers]

# Where the program answers otherwise than a careful auditor: here a person has to know better.
PERSON_KNOWS_BETTER = {
    ("3_words_after_a_stroke", "progress_toward_goal"): Answer.NOT_MET,  # a goal named in the middle of a sentence
    ("3_words_after_a_stroke", "total_minutes"): Answer.NOT_MET,  # a log that was not supplied makes it unclear
    ("5_arm_after_a_stroke", "patient_response"): Answer.NOT_MET,  # the level of help on a task is a response
}


def test_there_are_six_of_all_three_disciplines_with_every_answer_among_them():
    assert len(CHARTS) == 6 and {c.discipline for c in CHARTS} == {"PT", "OT", "SLP"}
    assert {a.answer for c in CHARTS for a in c.answers.values()} == set(Answer)


def test_every_kind_of_note_is_among_them():
    assert {kind for chart in CHARTS for kind in audit_note(chart.text, chart.key).kinds} == set(Kind)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_every_criterion_that_is_asked_of_a_chart_has_a_known_answer(chart):
    audit = audit_note(chart.text, chart.key)
    kinds = set(audit.kinds)
    assert set(chart.answers) == {name for name, rule in note_rules().items() if not rule.applies_to.isdisjoint(kinds)}


@pytest.mark.parametrize(("chart", "rule"), EVERY, ids=lambda one: one if isinstance(one, str) else one.key)
def test_every_known_answer_has_its_words_in_the_note_and_a_sentence_why(chart, rule):
    known = chart.answers[rule]
    assert known.why.endswith(".") and len(chart.spans(rule)) == len(known.evidence)
    if known.answer is Answer.MET and not rule.startswith("no_"):
        assert known.evidence  # what is met is shown
    if known.answer in (Answer.UNCLEAR, Answer.NOT_APPLICABLE):
        assert not known.evidence


def test_the_program_agrees_with_the_known_answers_but_for_those_that_a_person_has_to_know_better():
    differing = {}
    for chart in CHARTS:
        audit = audit_note(chart.text, chart.key)
        for rule, known in chart.answers.items():
            if (answer := audit.by_rule[rule].answer) is not known.answer:
                differing[chart.key, rule] = answer
    assert differing == PERSON_KNOWS_BETTER


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path) as opened:
        yield opened


def own(store, reader="Bo"):
    return calibrations(store.events(CALIBRATIONS)).get(f"r1|{reader}")


def give(store, chart: KnownChart, answers, reader="Bo"):
    for rule, answer in answers.items():
        store.append_all([calibrating.answer(ROUND, own(store, reader), chart, rule, answer, who=reader, when=WHEN)])
    return own(store, reader)


def as_known(chart):
    return {rule: known.answer for rule, known in chart.answers.items()}


def test_answers_are_kept_one_by_one_and_a_whole_chart_is_compared_and_stays(store):
    first = CHARTS[0]
    rules = list(first.answers)
    begun = give(store, first, dict.fromkeys(rules[:-1], Answer.MET))
    assert not begun.is_compared(first) and compared(begun).overall.same.n == 0
    done = give(store, first, {rules[-1]: Answer.NOT_MET})
    assert done.is_compared(first) and not done.is_settled
    assert (compared(done).overall.same.k, compared(done).overall.same.n) == (18, 19)
    assert compared(done).differing == ((first, rules[-1]),)
    with pytest.raises(Refused, match="stay"):
        calibrating.answer(ROUND, done, first, rules[0], Answer.MET, who="Bo", when=WHEN)


def test_who_answers_all_as_known_agrees_fully_and_may_go_on(store):
    for chart in CHARTS:
        mine = give(store, chart, as_known(chart))
    found = compared(mine)
    assert mine.is_settled and found.differing == () and found.overall.same.rate == 1
    assert (found.overall.kappa, found.overall.ac1) == (1, 1)
    assert found.sentence == "91 of 91 answers as known in 6 of 6 charts (100%); kappa 1.00, AC1 1.00."


def test_one_answer_everywhere_is_no_agreement_beyond_chance(store):
    for chart in CHARTS:
        mine = give(store, chart, dict.fromkeys(chart.answers, Answer.MET))
    assert compared(mine).overall.kappa == 0 and compared(mine).overall.same.k == 68


def test_they_are_left_out_with_a_reason_only(store):
    with pytest.raises(Refused, match="why"):
        calibrating.leave_out(ROUND, None, "  ", who="Bo", when=WHEN)
    store.append_all([calibrating.leave_out(ROUND, None, "Read them last week", who="Bo", when=WHEN)])
    assert own(store).is_settled and own(store).left_out == "Read them last week"
    assert compared(own(store)).sentence == "No chart with known answers was read."


def test_two_readers_do_not_share_answers(store):
    give(store, CHARTS[0], as_known(CHARTS[0]))
    assert own(store, "Cy") is None and own(store).reader == "Bo"


def test_answers_to_an_older_edition_of_the_charts_count_for_nothing(store):
    event = calibrating.answer(ROUND, None, CHARTS[0], "skilled_need", Answer.MET, who="Bo", when=WHEN)
    older = type(event)(
        **{**{n: getattr(event, n) for n in event.__slots__}, "details": {**event.details, "edition": "x"}}
    )
    store.append_all([older])
    assert own(store).answers == {} and event.details["edition"] == edition()


def test_a_criterion_that_is_not_asked_and_a_closed_round_are_refused():
    with pytest.raises(Refused, match="not asked"):
        calibrating.answer(ROUND, None, CHARTS[0], "discharge_reason", Answer.MET, who="Bo", when=WHEN)
    closed = Round("r1", closings=(object(),))
    with pytest.raises(Refused, match="closed"):
        calibrating.answer(closed, None, CHARTS[0], "skilled_need", Answer.MET, who="Bo", when=WHEN)


def test_nothing_of_a_calibration_is_needed_to_say_that_there_is_none():
    assert compared(Calibration("r1", "Bo")).overall.same.n == 0
