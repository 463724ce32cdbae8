"""Denial rates by one or more columns, with n, interval, and what chance would do.

A table of rates has one row a cell: the columns it is by, `k` denied of `n` lines, the same for claims (`claims_k` of `claims_n`: a claim counts
once in a cell, as denied when one of its lines there is), `rate`, `low`, `high` (exact, of lines), `is_few`. Rates are of lines, because a denial
is a line's. Tests are on claims, because the lines of a claim are mostly denied together and would count one decision several times.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from auditkit.analytics.chance import benjamini_hochberg, fisher_exact
from auditkit.analytics.intervals import exact
from auditkit.analytics.share import FEW

LEVEL = 0.05
_COUNTS = ["k", "n", "claims_k", "claims_n"]


def rates(lines: pd.DataFrame, by: Sequence[str], event: str = "is_denied") -> pd.DataFrame:
    """The table of rates of `event` by columns of `lines` (first decisions), in the order of the columns' values.

    `lines` needs the columns named, `event` (true or false) and `claim`. Cells without a line are not there.
    """
    by = list(by)
    if not len(lines):
        return _with_intervals(pd.DataFrame({**{name: [] for name in by}, **{name: [] for name in _COUNTS}}))
    counted = lines[[*by, "claim", event]]
    table = counted.groupby(by, sort=True, observed=True)[event].agg(k="sum", n="size")
    once = counted.groupby([*by, "claim"], sort=False, observed=True)[event].max().reset_index()
    claims = once.groupby(by, sort=True, observed=True)[event].agg(claims_k="sum", claims_n="size")
    return _with_intervals(table.join(claims).reset_index())


def shares(lines: pd.DataFrame, column: str, kinds: Sequence[str]) -> pd.DataFrame:
    """The table of rates of each of `kinds` in a column, each over all lines: denials by category."""
    claims = lines["claim"].nunique()
    counts = []
    for kind in kinds:
        is_kind = lines[column].eq(kind)
        counts.append((kind, int(is_kind.sum()), len(lines), lines.loc[is_kind, "claim"].nunique(), claims))
    return _with_intervals(pd.DataFrame(counts, columns=[column, *_COUNTS]))


def total(lines: pd.DataFrame, event: str = "is_denied") -> pd.Series:
    """The one row of a table of rates over all lines."""
    return shares(lines[["claim", event]], event, [True]).iloc[0]


def _with_intervals(table: pd.DataFrame) -> pd.DataFrame:
    table = table.astype(dict.fromkeys(_COUNTS, "int64"))
    limits = [exact(k, n) or (None, None) for k, n in zip(table["k"], table["n"], strict=True)]
    return table.assign(
        rate=[k / n if n else None for k, n in zip(table["k"], table["n"], strict=True)],
        low=[low for low, _ in limits],
        high=[high for _, high in limits],
        is_few=table["n"] < FEW,
    )


def against_rest(table: pd.DataFrame) -> pd.DataFrame:
    """The table with `p_rest`: how easily chance would set a cell's claims that far apart from all other cells' claims; `is_above_rest`."""
    all_k, all_n = int(table["claims_k"].sum()), int(table["claims_n"].sum())
    return table.assign(
        is_above_rest=table["claims_k"] * all_n > all_k * table["claims_n"],
        p_rest=[
            fisher_exact(k, n - k, all_k - k, all_n - n - (all_k - k))
            for k, n in zip(table["claims_k"], table["claims_n"], strict=True)
        ],
    )


def against_before(table: pd.DataFrame, before: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """The table with the counts of the same cells before (`before_k` ...; 0 where there were none) and `p_before` on claims."""
    earlier = before[[*by, *_COUNTS]].rename(columns={name: f"before_{name}" for name in _COUNTS})
    joined = table.merge(earlier, on=list(by), how="left")
    names = [f"before_{name}" for name in _COUNTS]
    joined[names] = joined[names].fillna(0).astype("int64")
    return joined.assign(
        p_before=[
            fisher_exact(k1, n1 - k1, k2, n2 - k2)
            for k1, n1, k2, n2 in joined[["before_claims_k", "before_claims_n", "claims_k", "claims_n"]].itertuples(
                index=False
            )
        ]
    )


def corrected(tables: Sequence[pd.DataFrame], column: str) -> tuple[list[pd.DataFrame], int, int]:
    """The tables with `q` beside `column` (Benjamini-Hochberg over all of them), how many cells were compared, how many stand out.

    Only cells that can be compared count: both sides have claims, and neither all nor none are denied.
    """
    known = [table[column].notna() & ~table["is_few"] for table in tables]
    pvalues = [p for table, is_known in zip(tables, known, strict=True) for p in table.loc[is_known, column]]
    adjusted = iter(benjamini_hochberg(pvalues))
    name = column.replace("p_", "q_", 1)
    found = []
    for table, is_known in zip(tables, known, strict=True):
        q = pd.Series(float("nan"), index=table.index)
        q[is_known] = [next(adjusted) for _ in range(int(is_known.sum()))]
        found.append(table.assign(**{name: q}))
    return found, len(pvalues), sum(int((table[name] <= LEVEL).sum()) for table in found)
