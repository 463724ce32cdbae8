"""Results of audit rounds: what counts, what does not, and what is said of agreement."""

from datetime import UTC, datetime, timedelta

import pytest

from auditkit.analytics.round_results import result
from auditkit.desks.rounds.round import Reading, Round
from auditkit.rule import Answer

YES, NO, DARK, NONE = Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE
START = datetime(2026, 11, 24, tzinfo=UTC)


def reading(chart, reader="Bo", minutes=0, machine=None, finished=True, **answers):
    when = START + timedelta(minutes=minutes) if finished else None
    return Reading("r", chart, reader, answers=answers, machine=machine or {}, finished_at=when)


def round_of(*charts):
    return Round("r", chosen=charts, frame_size=90)


def test_a_chart_counts_once_as_a_miss_however_many_critical_criteria_it_misses():
    found = result(round_of("a", "b"), [reading("a", x=NO, y=NO), reading("b", x=YES, y=YES)], ["x", "y"], {"x", "y"})
    assert (found.critical.k, found.critical.n) == (1, 2)


def test_three_of_thirty_is_two_to_twenty_seven_percent():
    charts = [f"c{n}" for n in range(30)]
    found = result(round_of(*charts), [reading(c, x=NO if n < 3 else YES) for n, c in enumerate(charts)], ["x"], {"x"})
    low, high = found.critical.interval
    assert (round(100 * low, 1), round(100 * high, 1)) == (2.1, 26.5)


def test_unclear_and_not_applicable_are_in_no_share():
    readings = [reading("a", x=DARK, y=NONE), reading("b", x=YES, y=NO)]
    found = result(round_of("a", "b"), readings, ["x", "y"], {"x"})
    assert found.critical.k == 0
    assert [(c.missed.k, c.missed.n, c.unclear, c.not_applicable) for c in found.criteria] == [
        (0, 1, 1, 0),
        (1, 1, 0, 1),
    ]
    assert (found.quality.k, found.quality.n) == (0, 1)


def test_a_reading_that_is_not_finished_and_a_chart_outside_the_sample_do_not_count():
    readings = [reading("a", x=NO, finished=False), reading("z", x=NO), reading("b", x=YES)]
    found = result(round_of("a", "b"), readings, ["x"], {"x"})
    assert (found.read, found.charts, found.critical.k) == (1, 2, 0)


def test_the_first_finished_reading_counts_and_the_second_tells_agreement():
    readings = [reading("a", "Cy", minutes=9, x=NO), reading("a", "Bo", minutes=1, x=YES)]
    found = result(round_of("a"), readings, ["x"], {"x"})
    assert found.critical.k == 0
    assert (found.agreement[0].same.k, found.agreement[0].same.n) == (0, 1)


def test_kappa_that_misleads_is_said_to():
    pairs = [(YES, YES)] * 36 + [(YES, NO)] * 2 + [(NO, YES)] * 2
    readings = []
    for n, (one, other) in enumerate(pairs):
        readings += [reading(f"c{n}", "Bo", x=one), reading(f"c{n}", "Cy", minutes=5, x=other)]
    found = result(round_of(*{r.chart for r in readings}), readings, ["x"], set()).agreement[0]
    assert (round(found.kappa, 2), round(found.ac1, 2)) == (-0.05, 0.89)
    assert found.is_kappa_misleading and "AC1" in found.words


@pytest.mark.parametrize("answers", [(YES, YES), (NO, NO)])
def test_two_readers_who_always_say_the_same_agree_fully_although_kappa_cannot_be_said(answers):
    readings = [r for n in range(6) for r in (reading(f"c{n}", x=answers[0]), reading(f"c{n}", "Cy", 1, x=answers[1]))]
    found = result(round_of(*{r.chart for r in readings}), readings, ["x"], set()).agreement[0]
    assert found.same.k == found.same.n == 6 and found.kappa is None and found.ac1 == 1
    assert "cannot be computed" in found.words


def test_how_often_the_kit_was_overruled_is_counted():
    readings = [reading("a", machine={"x": NO}, x=YES), reading("b", machine={"x": YES}, x=YES), reading("c", x=YES)]
    found = result(round_of("a", "b", "c"), readings, ["x"], set())
    assert (found.overruled.k, found.overruled.n) == (1, 2)


def test_an_empty_round_says_nothing_rather_than_zero_percent():
    found = result(round_of(), [], ["x"], {"x"})
    assert found.critical.rate is None and found.critical.words == "none"
    assert found.agreement[0].words == "No chart was read twice."
