"""What stands out, and what only seems to."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from scipy.stats import fisher_exact as scipy_fisher

from auditkit.analytics.patterns import patterns

PAYERS, CODES, CLINICS = ("A", "B", "C"), ("97110", "97140", "97530"), ("1", "2")


def practice(seed, claims=900, rate=0.06, more=None):
    """Claims denied by chance; `more(payer, code, clinic)` gives another rate and category, or None."""
    dice, rows = random.Random(seed), []  # noqa: S311
    for number in range(claims):
        payer, clinic = dice.choice(PAYERS), dice.choice(CLINICS)
        for code in dice.sample(CODES, 2):
            own_rate, category = (more and more(payer, code, clinic)) or (rate, dice.choice(("coding", "eligibility")))
            is_denied = dice.random() < own_rate
            rows.append(
                {
                    "payer": payer,
                    "code": code,
                    "clinic": clinic,
                    "claim": f"C{number}",
                    "is_denied": is_denied,
                    "category": category if is_denied else "",
                }
            )
    return pd.DataFrame(rows)  # fmt: skip


def rule_change(payer, code, clinic):
    return (0.5, "authorization") if payer == "B" and code == "97530" else None


def test_a_payers_rule_for_a_code_is_found_and_told_once():
    found = patterns(practice(1, more=rule_change)).found
    assert [(p.category, dict(p.where)) for p in found] == [("authorization", {"payer": "B", "code": "97530"})]


def test_the_p_value_is_that_of_the_four_counts():
    pattern = patterns(practice(1, more=rule_change)).found[0]
    table = [[pattern.k, pattern.n - pattern.k], [pattern.rest_k, pattern.rest_n - pattern.rest_k]]
    assert pattern.p == pytest.approx(scipy_fisher(table).pvalue, rel=1e-6)
    assert pattern.k == len(pattern.claims)


def test_where_only_chance_is_at_work_patterns_are_rare():
    assert sum(bool(patterns(practice(seed)).found) for seed in range(40)) <= 4


def test_a_change_from_before_is_found_although_it_does_not_stand_out():
    everywhere = practice(3, more=lambda *_: (0.3, "eligibility"))
    assert not patterns(everywhere).found
    found = patterns(everywhere, practice(4, claims=2000)).found
    assert found
    assert all(p.is_new and p.category == "eligibility" for p in found)


def test_two_of_two_are_a_case_and_no_pattern():
    lines = practice(5, rate=0.0)
    lines.loc[lines.index[:2], ["is_denied", "category"]] = [True, "coding"]
    assert not patterns(lines).found


@pytest.mark.parametrize("claims", [0, 1, 3])
def test_a_month_with_next_to_nothing_has_no_pattern(claims):
    lines = practice(6, claims=claims, rate=1.0) if claims else practice(6, claims=1).iloc[:0]
    assert patterns(lines).found == ()
    assert patterns(lines, practice(7)).found == ()
    assert patterns(practice(7), lines).looked_at >= 0


def test_all_denied_alike_stands_out_nowhere():
    assert patterns(practice(8, rate=1.0, more=lambda *_: (1.0, "coding"))).found == ()
