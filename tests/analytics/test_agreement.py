"""Agreement of two readers."""

from math import isclose

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from auditkit.analytics.agreement import cohen_kappa, gwet_ac1


@st.composite
def tables(draw):
    size = draw(st.integers(2, 5))
    row = st.lists(st.integers(0, 50), min_size=size, max_size=size)
    return draw(st.lists(row, min_size=size, max_size=size))


@given(tables())
@settings(deadline=None)
def test_kappa_is_that_of_statsmodels(table):
    ours = cohen_kappa(table)
    assume(ours is not None)
    assert isclose(ours, cohens_kappa(table, return_results=False), rel_tol=1e-9, abs_tol=1e-9)


@given(tables())
@settings(deadline=None)
def test_ac1_is_at_most_1_and_does_not_mind_who_read_first(table):
    ours = gwet_ac1(table)
    assume(ours is not None)
    assert ours <= 1
    assert isclose(ours, gwet_ac1([list(column) for column in zip(*table, strict=True)]))
    agreed = sum(table[i][i] for i in range(len(table)))
    assert (ours == 1) == (agreed == sum(map(sum, table)))


def test_where_nearly_all_is_in_one_category_kappa_falls_apart_and_ac1_does_not():
    table = [[36, 2], [2, 0]]
    assert round(cohen_kappa(table), 2) == -0.05
    assert round(gwet_ac1(table), 2) == 0.89


def test_ac1_of_three_categories_by_hand():
    # 20 of 30 agreed; shares 20/60, 20/60, 20/60; chance (3 x 1/3 x 2/3) / 2 = 1/3
    assert isclose(gwet_ac1([[8, 1, 1], [1, 6, 3], [1, 3, 6]]), (20 / 30 - 1 / 3) / (2 / 3))


def test_without_subjects_nothing_is_said():
    assert cohen_kappa([[0, 0], [0, 0]]) is None
    assert gwet_ac1([[0, 0], [0, 0]]) is None


def test_one_category_for_everything_has_no_kappa_and_full_ac1():
    assert cohen_kappa([[9, 0], [0, 0]]) is None
    assert gwet_ac1([[9, 0], [0, 0]]) == 1


@pytest.mark.parametrize("table", [[[1]], [[1, 2]], [[1, 2], [3]], [[1, -2], [3, 4]], []])
def test_what_is_no_table_is_refused(table):
    for measure in (cohen_kappa, gwet_ac1):
        with pytest.raises(ValueError, match=r"table|count"):
            measure(table)
