"""Appraisals of a total, against published worked examples and against scipy."""

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from auditkit.analytics.appraisal import CannotAppraise, Stratum, appraise, count, hypergeometric_limits, stratum
from auditkit.analytics.intervals import exact
from auditkit.analytics.student import t_value

# Cochran, Sampling Techniques, 3rd edition, 2.9: signatures on 50 of 676 sheets of a petition, value -> sheets
PETITION = {42: 23, 41: 4, 36: 1, 32: 1, 29: 1, 27: 2, 23: 1, 19: 1, 16: 2, 15: 2, 14: 1, 11: 1, 10: 1, 9: 1, 7: 1, 6: 3, 5: 2, 4: 1, 3: 1}  # fmt: skip
# Lohr, Sampling: Design and Analysis, example 3.2: acres of farms in the counties of four regions of the United States
REGIONS = [(220, 21, 97629.8, 7647472708), (1054, 103, 300504.2, 29618183543), (1382, 135, 211315.0, 53587487856), (422, 41, 662295.5, 396185950266)]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "freedom", "published"),
    [(0.95, 4, 2.776), (0.90, 9, 1.833), (0.80, 29, 1.311), (0.95, 1, 12.706), (0.90, 99, 1.660), (0.95, 120, 1.980)],
)
def test_t_values_are_those_of_the_printed_tables(level, freedom, published):
    assert round(t_value(level, freedom), 3) == published


@given(st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99]), st.floats(0.6, 5000))
def test_t_values_are_those_of_scipy(level, freedom):
    assert t_value(level, freedom) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=1e-8)


@pytest.mark.parametrize(("level", "freedom"), [(0, 3), (1, 3), (0.9, 0), (0.9, float("nan")), (0.9, float("inf"))])
def test_a_t_value_of_nothing_is_refused(level, freedom):
    with pytest.raises(ValueError, match=r"\w"):
        t_value(level, freedom)


def test_the_petition_of_the_textbook_comes_out():
    found = appraise([stratum(676, [value for value, sheets in PETITION.items() for _ in range(sheets)])])
    assert found.point == 19888
    assert found.error == pytest.approx(676 * 15.13 * sqrt(1 - 0.0740) / sqrt(50), rel=5e-4)
    # the book takes 1.28 for 80% and prints 18,107 to 21,669; t of 49 degrees of freedom is 1.299
    assert found.at(0.80).low == pytest.approx(18107, abs=30) and found.at(0.80).high == pytest.approx(21669, abs=30)
    assert found.at(0.80).low < 18107


def test_the_farms_of_the_textbook_come_out_of_one_stratum():
    found = appraise([Stratum("", 3078, 300, 297897.0467, 344551.8948**2)])
    assert found.point == pytest.approx(916_927_110, rel=1e-8)
    assert found.error == pytest.approx(58_169_381, rel=1e-6)


def test_the_farms_of_the_textbook_come_out_of_four_strata():
    found = appraise([Stratum(str(n), *one) for n, one in enumerate(REGIONS)])
    assert found.point == pytest.approx(909_736_034, rel=1e-6)
    assert found.error == pytest.approx(50_417_248, rel=1e-6)
    assert found.normal_low == pytest.approx(found.point - 1.644853627 * found.error, abs=1)
    assert found.demanded < found.normal_low  # t is never narrower than the normal value


@given(st.lists(st.integers(-50_000, 50_000), min_size=2, max_size=60), st.integers(0, 5_000))
def test_one_stratum_is_the_interval_of_scipy_with_the_correction_of_a_finite_frame(values, more):
    n, size = len(values), len(values) + more
    found = appraise([stratum(size, values)])
    scale = size * stats.sem(values) * sqrt(1 - n / size)
    assert found.error == pytest.approx(scale, rel=1e-9, abs=1e-6)
    assert found.point == pytest.approx(size * sum(values) / n, abs=0.51)
    for limits in found.limits:
        reach = scale * stats.t.ppf((1 + limits.level) / 2, n - 1) if more else 0
        assert limits.precision == pytest.approx(reach, abs=0.51)
        assert (limits.low, limits.high) == (found.point - limits.precision, found.point + limits.precision)
    assert found.demanded == found.at(0.90).low >= found.at(0.95).low


@given(st.lists(st.lists(st.integers(0, 9_000), min_size=2, max_size=12), min_size=2, max_size=4), st.integers(1, 40))
def test_strata_add_up_and_their_freedom_lies_between_the_smallest_and_the_sum(groups, more):
    strata = [stratum(len(values) + more, values, str(n)) for n, values in enumerate(groups)]
    found = appraise(strata)
    assert found.error**2 == pytest.approx(sum(appraise([one]).error ** 2 for one in strata), rel=1e-9, abs=1e-6)
    assert abs(found.point - sum(appraise([one]).point for one in strata)) <= len(strata)
    least, most = min(len(v) - 1 for v in groups), sum(len(v) - 1 for v in groups)
    assert least - 1e-6 <= found.freedom <= most + 1e-6


def test_a_frame_that_was_read_whole_is_counted_and_not_estimated():
    found = appraise([stratum(3, [100, 250, 0])])
    assert found.point == 350 and found.error == 0 and found.freedom is None
    assert {(one.low, one.high) for one in found.limits} == {(350, 350)}
    assert appraise([stratum(1, [700])]).point == 700


def test_a_stratum_that_was_read_whole_adds_no_error():
    found = appraise([stratum(2, [100, 900], "A"), stratum(10, [1, 3, 5], "B")])
    assert found.error == pytest.approx(appraise([stratum(10, [1, 3, 5])]).error) and found.freedom == pytest.approx(2)


@pytest.mark.parametrize(
    ("strata", "words"),
    [
        ([], "No chart was drawn"),
        ([stratum(40, [])], "no chart was read"),
        ([stratum(40, [5])], "one chart was read"),
        ([stratum(2, [5, 6, 7])], "the frame has 2"),
        ([stratum(40, [5, 6], "OT"), stratum(40, [7], "SLP")], "stratum SLP one chart"),
    ],
)
def test_what_cannot_be_appraised_is_said_in_a_sentence(strata, words):
    with pytest.raises(CannotAppraise, match=words) as refused:
        appraise(strata)
    assert str(refused.value).endswith(".")


def test_money_is_not_rounded_on_the_way():
    assert appraise([stratum(3, [1, 0, 0])]).point == 1
    assert stratum(7, [1, 1, 2]).mean == Fraction(4, 3)


def brute(size, n, seen, level):
    tail = (1 - level) / 2 * (1 - 1e-9)  # what lies on the edge is not refused
    kept = [
        having
        for having in range(seen, size - n + seen + 1)
        if stats.hypergeom.sf(seen - 1, size, having, n) > tail and stats.hypergeom.cdf(seen, size, having, n) > tail
    ]
    return min(kept), max(kept)


@given(st.data(), st.integers(1, 80), st.sampled_from([0.8, 0.9, 0.95]))
def test_exact_limits_hold_every_number_that_the_hypergeometric_distribution_does_not_refuse(data, size, level):
    n = data.draw(st.integers(1, size))
    seen = data.draw(st.integers(0, n))
    assert hypergeometric_limits(size, n, seen, level) == brute(size, n, seen, level)


@pytest.mark.parametrize(("size", "n", "seen"), [(500, 100, 37), (40_000, 60, 3), (3_000, 100, 0), (1_000, 30, 30)])
def test_exact_limits_of_larger_frames_are_scipy_s_too(size, n, seen):
    low, high = hypergeometric_limits(size, n, seen, 0.9)
    for having, is_kept in ((low, True), (low - 1, False), (high, True), (high + 1, False)):
        if seen <= having <= size - n + seen:
            tails = (stats.hypergeom.sf(seen - 1, size, having, n), stats.hypergeom.cdf(seen, size, having, n))
            assert bool(min(tails) > 0.05) is is_kept


def test_in_a_very_large_frame_they_are_those_of_clopper_and_pearson():
    low, high = hypergeometric_limits(10_000_000, 30, 3, 0.95)
    assert (low / 1e7, high / 1e7) == pytest.approx(exact(3, 30), abs=1e-4)


def test_a_count_has_its_estimate_its_error_and_exact_limits():
    found = count([(500, 100, 37)])
    assert (found.point, found.is_exact) == (185, True)
    assert found.error == pytest.approx(500 * sqrt(0.37 * 0.63 / 99 * 0.8))
    assert found.at(0.95).low < 185 < found.at(0.95).high


def test_a_count_over_strata_is_the_appraisal_of_ones_and_noughts_and_stays_within_what_can_be():
    found = count([(50, 10, 1), (200, 20, 0)])
    assert (found.point, found.is_exact) == (5, False)
    assert found.at(0.95).low >= 1 and found.at(0.95).high <= 250 - 29


def test_a_count_of_one_chart_tells_next_to_nothing_and_one_of_no_chart_is_refused():
    assert [(one.low, one.high) for one in count([(10, 1, 1)]).limits] == [(1, 10)] * 3
    for size, n in ((10, 0), (0, 1)):
        with pytest.raises(CannotAppraise):
            count([(size, n, 0)])
    with pytest.raises(ValueError, match="no more"):
        count([(10, 3, 4)])
