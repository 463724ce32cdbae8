"""Whether training helped: known figures, independent oracles, and what must not be claimed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower
from statsmodels.stats.proportion import proportion_effectsize

from auditkit.analytics.change import Change
from auditkit.analytics.learning import AgainstOther, Effect, charts_needed, gain, item_figures
from auditkit.analytics.share import Share


def test_eighteen_to_twenty_six_of_thirty_is_plus_27_points_4_to_46():
    effect = Effect(Share(18, 30), Share(26, 30))
    assert round(effect.change.points) == 27
    assert [round(limit) for limit in effect.change.interval] == [4, 46]
    assert effect.verdict == "better" and "+27 points, +4 to +46" in effect.sentence


@pytest.mark.parametrize(
    ("before", "after"), [((18, 30), (22, 30)), ((0, 0), (5, 9)), ((3, 4), (4, 4)), ((10, 30), (10, 30))]
)
def test_what_may_be_chance_is_not_called_better(before, after):
    effect = Effect(Share(*before), Share(*after))
    assert effect.verdict == "cannot tell yet" and effect.sentence.startswith("Cannot tell yet")


def test_a_fall_is_called_worse_and_not_hidden():
    assert Effect(Share(27, 30), Share(12, 30)).verdict == "worse"


@pytest.mark.parametrize(("rate", "points"), [(0.6, 27), (0.5, 10), (0.3, -15), (0.2, 30)])
def test_charts_needed_is_near_what_another_method_says(rate, points):
    other = NormalIndPower().solve_power(abs(proportion_effectsize(rate, rate + points / 100)), power=0.8, alpha=0.05)
    assert charts_needed(rate, points) == pytest.approx(other, rel=0.15)


def test_a_change_that_cannot_be_needs_no_charts():
    assert charts_needed(0.9, 20) is None and charts_needed(0.5, 0) is None


def test_a_gain_is_that_of_people_who_answered_both():
    before = {"a": Share(2, 8), "b": Share(4, 8), "c": Share(1, 8), "only": Share(8, 8)}
    after = {"a": Share(6, 8), "b": Share(4, 8), "c": Share(3, 8), "late": Share(1, 8), "empty": Share(0, 0)}
    found = gain(before, after)
    assert (found.people, found.only_before, found.only_after, found.points) == (3, 1, 1, 25)
    assert found.interval is None and "fewer than six" in found.sentence


def test_nobody_and_one_person_are_said_in_words():
    assert "Nobody" in gain({}, {}).sentence
    assert "1 person" in gain({"a": Share(1, 2)}, {"a": Share(2, 2)}).sentence


def test_six_people_who_all_gained_gained_more_than_chance():
    before = {str(n): Share(2, 10) for n in range(6)}
    after = {str(n): Share(4 + n % 3, 10) for n in range(6)}
    assert "more than chance" in gain(before, after).sentence


@given(st.lists(st.integers(-8, 8), min_size=1, max_size=40))
def test_the_interval_holds_the_median_gain(changes):
    before = {str(n): Share(8, 16) for n in range(len(changes))}
    after = {str(n): Share(8 + change, 16) for n, change in enumerate(changes)}
    found = gain(before, after)
    assert found.interval is None or found.interval[0] <= found.points <= found.interval[1]
    assert (found.interval is None) == (len(changes) < 6)


def test_a_question_that_the_better_ones_get_wrong_is_pointed_out():
    good = [{"odd": False, "a": True, "b": True, "d": True, "c": True}] * 4
    poor = [{"odd": True, "a": False, "b": False, "d": False, "c": True}] * 4
    figures = {f.item: f for f in item_figures([*good, *poor])}
    assert figures["odd"].discrimination < 0 and "look at it" in figures["odd"].words
    assert figures["a"].discrimination == pytest.approx(1, abs=0.5) and figures["a"].words == "works"
    assert figures["c"].discrimination is None and "tells little" in figures["c"].words


def test_few_answers_say_nothing_about_a_question():
    assert item_figures([{"a": True}])[0].words == "too few answers to say"
    assert item_figures([]) == []


def test_denials_of_the_taught_category_are_set_against_another():
    fell = AgainstOther(Change(40, 200, 10, 200), Change(20, 200, 21, 200))
    assert fell.interval[1] < 0 and "fell more" in fell.sentence and "Other causes" in fell.sentence
    same = AgainstOther(Change(40, 200, 20, 200), Change(40, 200, 20, 200))
    assert "Cannot tell yet" in same.sentence and math.isclose(same.points, 0, abs_tol=1e-9)
    assert "nothing to compare" in AgainstOther(Change(0, 0, 1, 5), Change(1, 5, 1, 5)).sentence


def test_a_handful_of_answers_and_charts_tells_nothing_whatever_its_share():
    one = AgainstOther(Change(1, 1, 0, 1), Change(0, 1, 1, 1))
    assert one.verdict == "cannot tell yet" and "-200 points" in one.sentence
    assert AgainstOther(Change(40, 200, 0, 4), Change(20, 200, 21, 200)).verdict == "cannot tell yet"
    effect = Effect(Share(0, 1), Share(1, 1))
    assert effect.verdict == "cannot tell yet" and "would show" not in effect.sentence


@given(st.lists(st.tuples(st.integers(1, 60), st.floats(0, 1)), min_size=4, max_size=4))
def test_a_difference_of_differences_lies_in_its_interval(groups):
    counts = [(round(share * n), n) for n, share in groups]
    both = AgainstOther(Change(*counts[0], *counts[1]), Change(*counts[2], *counts[3]))
    assert both.interval[0] <= both.points + 1e-9 and both.points - 1e-9 <= both.interval[1]
