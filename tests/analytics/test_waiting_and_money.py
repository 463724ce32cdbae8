"""Days, ages, amounts."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from auditkit.analytics.decisions import first_decisions
from auditkit.analytics.money import at_stake, recovered, taken_back
from auditkit.analytics.waiting import aging, bucket, days

START, END = pd.Timestamp("2026-10-01"), pd.Timestamp("2026-10-31")


@given(st.lists(st.integers(0, 400), min_size=1, max_size=400))
@settings(deadline=None)
def test_the_interval_of_a_median_covers_as_often_as_it_says(waits):
    found = days(waits)
    if found.interval is None:
        assert binom.cdf(0, found.n, 0.5) > 0.025
        return
    low, high = found.interval
    assert low <= found.median <= high
    below = sum(wait < low for wait in waits)
    assert binom.cdf(below, found.n, 0.5) <= 0.025 or sum(wait <= low for wait in waits) > below + 1


def test_the_median_of_sixty_thousand_waits_is_no_trouble():
    assert days([5] * 30_000 + [9] * 30_000 + [7]).median == 7


def test_five_waits_have_a_median_and_no_interval():
    assert days([3, 1, 2, 5, 4]).interval is None
    assert days([3, 1, 2, 5, 4, 6]).interval == (1, 6)


def test_no_wait_has_no_median():
    assert days([]) is None


@pytest.mark.parametrize(
    ("age", "words"),
    [(0, "0 to 30 days"), (30, "0 to 30 days"), (31, "31 to 60 days"), (90, "61 to 90 days"), (120, "91 to 120 days"), (121, "over 120 days")],
)  # fmt: skip
def test_both_ends_of_a_bucket_are_in_it(age, words):
    assert bucket(age) == words


def test_every_bucket_has_its_row_also_an_empty_one():
    lines = pd.DataFrame(
        {"since": pd.to_datetime(["2026-10-30", "2026-06-01"]), "claim": ["A", "B"], "charge": [6500, 5000]}
    )
    table = aging(lines, END)
    assert list(table["lines"]) == [1, 0, 0, 0, 1]
    assert list(table["charge"]) == [6500, 0, 0, 0, 5000]
    assert list(aging(lines.iloc[:0], END)["lines"]) == [0] * 5


def test_money_held_up_is_judged_by_what_the_payer_allowed_for_the_code(decided):
    paid = decided(*[{"claim_id": f"P{n}", "charge": 10_000, "allowed": 4_000} for n in range(5)])
    money = at_stake(
        decided({"denied": "coding", "charge": 20_000}, {"denied": "coding", "charge": 100, "payer": "Other"}), paid
    )
    assert (money.lines, money.charge, money.expected, money.estimated) == (2, 20_100, 8_000, 1)


def test_what_came_back_in_the_month_is_net_of_reversals(decided):
    rows = decided(
        {"denied": "coding", "decided_on": "2026-08-05"}, {"decided_on": "2026-10-05", "paid": 2500},
        {"denied": "coding", "decided_on": "2026-08-05", "claim_id": "C2"}, {"decided_on": "2026-10-06", "paid": 900, "claim_id": "C2"},
        {"decided_on": "2026-10-09", "paid": -900, "is_reversal": True, "claim_id": "C2"},
        {"decided_on": "2026-10-07", "paid": 700, "claim_id": "C3"},
    )  # fmt: skip
    first, _ = first_decisions(rows, END)
    back = recovered(first, rows, START, END)
    assert (back.lines, back.charge) == (1, 2500)


def test_a_correction_in_the_same_payment_is_not_taken_back(decided):
    rows = decided(
        {"decided_on": "2026-09-05"},
        {"remittance_id": "X", "decided_on": "2026-10-05", "paid": -2500, "is_reversal": True},
        {"remittance_id": "X", "payment_number": "2", "decided_on": "2026-10-05", "paid": 2500},
        {"remittance_id": "X", "payment_number": "3", "decided_on": "2026-10-05", "paid": -2000, "is_reversal": True, "claim_id": "C2"},
    )  # fmt: skip
    lost = taken_back(rows, START, END)
    assert (lost.lines, lost.charge) == (1, 2000)


def test_nothing_is_worth_nothing(decided):
    empty = decided()
    first, _ = first_decisions(empty)
    for money in (at_stake(empty, empty), recovered(first, empty, START, END), taken_back(empty, START, END)):
        assert (money.lines, money.charge, money.expected) == (0, 0, 0)
