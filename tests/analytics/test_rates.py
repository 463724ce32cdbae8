"""Denial rates and what chance would do."""

from __future__ import annotations

import pandas as pd
import pytest
from scipy.stats import binomtest, false_discovery_control
from scipy.stats import fisher_exact as scipy_fisher

from auditkit.analytics.rates import against_before, against_rest, corrected, rates, shares, total


def lines(*cells):
    """(payer, claims denied, claims paid): each claim has two lines that share its fate."""
    rows = []
    for payer, denied, paid in cells:
        for number in range(denied + paid):
            is_denied = number < denied
            rows += [
                {
                    "payer": payer,
                    "claim": f"{payer}{number}",
                    "is_denied": is_denied,
                    "category": "coding" if is_denied else "",
                }
            ] * 2
    return pd.DataFrame(rows, columns=["payer", "claim", "is_denied", "category"])


def test_a_rate_counts_lines_and_its_test_counts_claims():
    table = rates(lines(("A", 3, 12)), ["payer"]).iloc[0]
    assert table[["k", "n", "claims_k", "claims_n"]].tolist() == [6, 30, 3, 15]
    theirs = binomtest(6, 30).proportion_ci(method="exact")
    assert [table["low"], table["high"]] == pytest.approx([theirs.low, theirs.high], abs=1e-9)


def test_cells_stand_in_the_order_of_their_names_whatever_their_rates():
    assert list(rates(lines(("C", 9, 1), ("A", 0, 10), ("B", 5, 5)), ["payer"])["payer"]) == ["A", "B", "C"]


def test_a_cell_under_five_lines_is_few():
    table = rates(lines(("A", 1, 1), ("B", 1, 2)), ["payer"])
    assert list(table["is_few"]) == [True, False]


def test_no_line_gives_an_empty_table():
    table = rates(lines(), ["payer"])
    assert len(table) == 0
    assert {"k", "n", "rate", "low", "high", "is_few"} <= set(table.columns)
    assert total(lines())[["k", "n"]].tolist() == [0, 0]


def test_categories_share_one_denominator():
    table = shares(lines(("A", 3, 12)), "category", ["coding", "eligibility"]).set_index("category")
    assert table.loc["coding", ["k", "n"]].tolist() == [6, 30]
    assert table.loc["eligibility", ["k", "n"]].tolist() == [0, 30]


def test_the_rest_is_every_other_claim():
    table = against_rest(rates(lines(("A", 8, 12), ("B", 2, 38)), ["payer"])).set_index("payer")
    assert table.loc["A", "p_rest"] == pytest.approx(scipy_fisher([[8, 12], [2, 38]]).pvalue)


def test_a_cell_that_was_not_there_before_has_nothing_to_be_compared_with():
    now, before = rates(lines(("A", 2, 8), ("B", 1, 9)), ["payer"]), rates(lines(("A", 1, 9)), ["payer"])
    table = against_before(now, before, ["payer"]).set_index("payer")
    assert table.loc["A", ["before_k", "before_n"]].tolist() == [2, 20]
    assert table.loc["B", ["before_k", "before_n", "p_before"]].tolist() == [0, 0, 1]


def test_correction_counts_the_cells_of_all_tables():
    tables = [pd.DataFrame({"p_rest": p, "is_few": False}) for p in ([0.001, 0.04], [0.03, 0.5])]
    found, looked_at, apart = corrected(tables, "p_rest")
    assert (looked_at, apart) == (4, 1)
    ours = [q for table in found for q in table["q_rest"]]
    assert ours == pytest.approx(list(false_discovery_control([0.001, 0.04, 0.03, 0.5])))


def test_few_and_what_cannot_be_compared_is_not_looked_at():
    table = pd.DataFrame({"p_rest": [0.001, 0.2, float("nan")], "is_few": [True, False, False]})
    found, looked_at, apart = corrected([table], "p_rest")
    assert (looked_at, apart) == (1, 0)
    assert found[0]["q_rest"].isna().tolist() == [True, False, True]
