"""Tests of chance held to scipy."""

from math import isclose

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from auditkit.analytics.chance import benjamini_hochberg, fisher_exact

COUNT = st.one_of(st.integers(0, 12), st.integers(0, 400), st.integers(0, 20_000))


@given(COUNT, COUNT, COUNT, COUNT)
@settings(deadline=None, max_examples=400)
def test_fisher_is_that_of_scipy(a, b, c, d):
    theirs = stats.fisher_exact([[a, b], [c, d]]).pvalue
    assert isclose(fisher_exact(a, b, c, d), theirs, rel_tol=1e-6, abs_tol=1e-290)


@given(COUNT, COUNT, COUNT, COUNT)
@settings(deadline=None)
def test_fisher_does_not_mind_which_row_or_column_comes_first(a, b, c, d):
    p = fisher_exact(a, b, c, d)
    assert 0 <= p <= 1
    for turned in (fisher_exact(c, d, a, b), fisher_exact(b, a, d, c), fisher_exact(a, c, b, d)):
        assert isclose(p, turned, rel_tol=1e-6, abs_tol=1e-290)


@pytest.mark.parametrize("table", [(0, 0, 0, 0), (3, 0, 0, 0), (0, 5, 0, 7), (4, 4, 0, 0), (1, 0, 0, 0)])
def test_a_table_that_compares_nothing_is_all_chance(table):
    assert fisher_exact(*table) == 1


def test_the_lady_tasting_tea():
    assert isclose(fisher_exact(3, 1, 1, 3), 34 / 70)
    assert isclose(fisher_exact(4, 0, 0, 4), 2 / 70)


def test_sixty_thousand_lines_are_no_trouble():
    assert isclose(
        fisher_exact(900, 8_100, 4_500, 46_500),
        stats.fisher_exact([[900, 8_100], [4_500, 46_500]]).pvalue,
        rel_tol=1e-6,
    )


@pytest.mark.parametrize("table", [(-1, 2, 3, 4), (1.5, 2, 3, 4)])
def test_what_is_no_count_is_refused(table):
    with pytest.raises(ValueError, match="count"):
        fisher_exact(*table)


@given(st.lists(st.floats(0, 1), max_size=60))
@settings(deadline=None)
def test_adjusted_p_values_are_those_of_scipy(pvalues):
    ours = benjamini_hochberg(pvalues)
    theirs = stats.false_discovery_control(pvalues) if pvalues else []
    assert numpy.allclose(ours, theirs, rtol=1e-12, atol=0)


def test_adjusted_p_values_keep_the_order_they_were_given_in():
    assert benjamini_hochberg([0.04, 0.001, 0.03]) == [0.04, 0.003, 0.04]
    assert benjamini_hochberg([]) == []
    assert benjamini_hochberg([0.2]) == [0.2]


@pytest.mark.parametrize("pvalues", [[1.2], [-0.1], [float("nan")]])
def test_what_is_no_probability_is_refused(pvalues):
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg(pvalues)
