"""Intervals held to scipy and statsmodels."""

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from auditkit.analytics.intervals import exact, newcombe, wilson

LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.999])


@st.composite
def shares(draw, most=200_000, least=1):
    n = draw(st.one_of(st.integers(least, 60), st.integers(least, most)))
    return draw(st.integers(0, n)), n


def near(ours, theirs, close=1e-9):
    return all(isclose(a, b, rel_tol=close, abs_tol=1e-12) for a, b in zip(ours, theirs, strict=True))


@given(shares(), LEVELS)
@settings(deadline=None, max_examples=300)
def test_exact_limits_are_those_of_scipy(share, level):
    k, n = share
    theirs = binomtest(k, n).proportion_ci(level, method="exact")
    assert near(exact(k, n, level), (theirs.low, theirs.high), 1e-7)  # scipy finds its limits to about 1e-9


@given(shares(), LEVELS)
@settings(deadline=None, max_examples=300)
def test_exact_limits_are_those_of_statsmodels(share, level):
    k, n = share
    assert near(exact(k, n, level), proportion_confint(k, n, 1 - level, method="beta"))


@given(shares(), LEVELS)
@settings(deadline=None, max_examples=300)
def test_wilson_limits_are_those_of_statsmodels(share, level):
    k, n = share
    assert near(wilson(k, n, level), proportion_confint(k, n, 1 - level, method="wilson"))


@given(shares(), shares(), LEVELS)
@settings(deadline=None, max_examples=300)
def test_newcombe_limits_are_those_of_statsmodels(first, second, level):
    theirs = confint_proportions_2indep(*second, *first, compare="diff", method="newcomb", alpha=1 - level)
    assert near(newcombe(*first, *second, level), theirs, 1e-7)


@given(shares(), LEVELS)
@settings(deadline=None)
def test_every_interval_holds_its_share_and_stays_between_0_and_1(share, level):
    k, n = share
    for low, high in (exact(k, n, level), wilson(k, n, level)):
        assert 0 <= low <= k / n <= high <= 1


@given(shares(most=1000), LEVELS)
@settings(deadline=None)
def test_what_is_left_has_the_mirrored_interval(share, level):
    k, n = share
    for interval in (exact, wilson):
        low, high = interval(k, n, level)
        assert near(interval(n - k, n, level), (1 - high, 1 - low))


@pytest.mark.parametrize("k", [0, 1, 7, 5 * 10**8, 10**9 - 1, 10**9])
def test_a_thousand_million_is_no_trouble(k):
    assert near(exact(k, 10**9), proportion_confint(k, 10**9, method="beta"), 1e-8)
    assert near(wilson(k, 10**9), proportion_confint(k, 10**9, method="wilson"))


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (3, 30, 2.1, 26.5),
        (0, 30, 0.0, 11.6),
        (30, 30, 88.4, 100.0),
        (0, 1, 0.0, 97.5),
        (1, 1, 2.5, 100.0),
        (1, 2, 1.3, 98.7),
    ],
)
def test_exact_limits_as_tables_print_them(k, n, low, high):
    assert [round(100 * limit, 1) for limit in exact(k, n)] == [low, high]


def test_a_rise_from_18_to_26_of_30_is_27_points_4_to_46():
    assert [round(100 * limit) for limit in newcombe(18, 30, 26, 30)] == [4, 46]


def test_nothing_seen_gives_no_interval():
    assert exact(0, 0) is None
    assert wilson(0, 0) is None
    assert newcombe(0, 0, 3, 4) is None
    assert newcombe(3, 4, 0, 0) is None


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (0, -1), (1.5, 3), ("1", 3), (1, 0)])
def test_what_is_no_count_is_refused(k, n):
    for interval in (exact, wilson):
        with pytest.raises(ValueError, match=r"count|share"):
            interval(k, n)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
def test_what_is_no_level_is_refused(level):
    for interval in (exact, wilson):
        with pytest.raises(ValueError, match="level"):
            interval(1, 2, level)
