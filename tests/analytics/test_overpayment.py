"""The estimate of money: behind counsel's gate, never from a targeted draw, and with a sentence wherever it cannot be given."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditkit.analytics.overpayment import NoEstimate, overpayment, why_no_estimate
from auditkit.desks.rounds.round import PROBLEMS, TYPICAL, Round

CHARTS = tuple(f"c{n}" for n in range(10))
COUNSEL = Round("r", is_counsel_directed=True, question=TYPICAL, chosen=CHARTS, frame_size=200)


def amounts(*differences, paid=10_000):
    return {chart: (paid, paid - one) for chart, one in zip(CHARTS, differences, strict=False)}


THREE = amounts(0, 4_000, 0, 0, 10_000, 0, 0, 2_000, 0, 0)


def test_a_round_that_counsel_directs_and_that_was_drawn_at_random_has_an_estimate():
    found = overpayment(COUNSEL, THREE)
    assert why_no_estimate(COUNSEL) == ""
    assert (found.amount.point, found.found) == (320_000, 16_000)
    assert (found.overpaid.seen, found.overpaid.point, found.overpaid.is_exact) == (3, 60, True)
    assert found.amount.demanded == found.amount.at(0.90).low


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_counsel_directed": False}, "ask your counsel"),
        ({"is_targeted": True}, "targeted"),
        ({"question": PROBLEMS}, "targeted"),
        ({"chosen": ()}, "not drawn"),
        ({"strata": {"PT": (10, 200)}}, "draw a new round"),
    ],
)
def test_every_other_round_says_in_a_sentence_why_there_is_none(changed, words):
    round_ = replace(COUNSEL, **changed)
    assert words in why_no_estimate(round_)
    with pytest.raises(NoEstimate, match=words):
        overpayment(round_, THREE)


def test_a_chart_without_amounts_is_named_by_its_number():
    with pytest.raises(NoEstimate, match="2 of 10 charts have no amounts yet: number 9, 10"):
        overpayment(COUNSEL, {c: THREE[c] for c in CHARTS[:8]})


def test_amounts_of_a_chart_that_was_replaced_do_not_count():
    round_ = replace(COUNSEL, replaced={"c1": ("r1", "page missing")})
    with pytest.raises(NoEstimate, match="1 of 10"):
        overpayment(round_, THREE)
    found = overpayment(round_, {**THREE, "r1": (10_000, 10_000)})
    assert found.found == 12_000
    assert any("could not be read" in said for said in found.remarks)


def test_underpayments_count_against_overpayments_and_are_told():
    found = overpayment(COUNSEL, amounts(1_000, -1_000, *[0] * 8))
    assert (found.amount.point, found.overpaid.seen, found.underpaid) == (0, 1, 1)
    assert found.amount.precision_share is None and found.amount.demanded < 0


def test_where_nothing_was_found_it_says_how_much_may_still_be_there():
    found = overpayment(COUNSEL, amounts(*[0] * 10))
    assert (found.amount.point, found.amount.error) == (0, 0)
    assert f"up to {found.overpaid.at(0.95).high} of the 200" in " ".join(found.remarks)


def test_equal_differences_are_no_certainty():
    assert any("no certainty" in said for said in overpayment(COUNSEL, amounts(*[500] * 10)).remarks)


def test_a_frame_that_was_read_whole_is_a_count():
    found = overpayment(replace(COUNSEL, frame_size=10), THREE)
    assert found.amount.demanded == found.found == 16_000
    assert "count" in found.remarks[0] and len(found.remarks) == 1


@pytest.mark.parametrize(("charts", "frame", "words"), [(1, 40, "one chart was read"), (10, 9, "the frame has 9")])
def test_one_chart_and_more_charts_than_the_frame_get_a_sentence(charts, frame, words):
    round_ = replace(COUNSEL, chosen=CHARTS[:charts], frame_size=frame)
    with pytest.raises(NoEstimate, match=words):
        overpayment(round_, THREE)


def test_a_stratified_round_is_estimated_by_its_strata():
    of = {chart: "PT" if n < 6 else "OT" for n, chart in enumerate(CHARTS)}
    round_ = replace(COUNSEL, strata={"PT": (6, 150), "OT": (4, 50)}, stratum_of=of)
    found = overpayment(round_, THREE)
    assert found.amount.point == 150 * 14_000 // 6 + 50 * 2_000 // 4
    assert not found.overpaid.is_exact and found.amount.normal_low > found.amount.demanded
    assert any("Satterthwaite" in said for said in found.remarks)


@given(st.lists(st.tuples(st.integers(0, 50_000), st.integers(0, 50_000)), min_size=10, max_size=10))
def test_whatever_the_amounts_the_figures_hold_together(pairs):
    found = overpayment(COUNSEL, dict(zip(CHARTS, pairs, strict=True)))
    assert found.amount.at(0.95).low <= found.amount.demanded <= found.amount.at(0.80).low <= found.amount.point
    assert found.overpaid.seen + found.underpaid <= 10
    assert all(said.endswith(".") for said in found.remarks)
