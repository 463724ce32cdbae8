"""Which combinations of payer, category, code and clinic stand out against the rest, or against the months before.

Every combination of one to three of the columns with each category is tested with Fisher's exact test on claims, and the p-values are corrected for
how many there were. Among combinations that tell the same story, the one that fits best stands for all: its claims are taken out, and everything is
tested anew, before the next is looked for. A pattern is a place to look at, never a cause.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from auditkit.analytics.chance import benjamini_hochberg, fisher_exact
from auditkit.analytics.intervals import exact
from auditkit.analytics.rates import LEVEL
from auditkit.analytics.share import FEW

COLUMNS = ("payer", "code", "clinic")
MOST = 5
_LEAST_DENIED = 3  # claims: fewer are a case, not a pattern
_MOST_CELLS = 2**62
Counts = dict[tuple, int]  # by the values of a cell


@dataclass(frozen=True, slots=True)
class Pattern:
    """A combination that stands out: `k` of `n` claims denied so within it, `rest_k` of `rest_n` elsewhere (or before, if `is_new`)."""

    category: str
    where: tuple[tuple[str, str], ...]  # column, value
    k: int
    n: int
    rest_k: int
    rest_n: int
    p: float
    q: float
    claims: tuple[str, ...]  # those denied so, sorted
    is_new: bool = False

    @property
    def interval(self) -> tuple[float, float]:
        """The exact 95% interval of k of n."""
        return exact(self.k, self.n) or (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Patterns:
    """What stands out, likeliest first, and how many combinations were looked at."""

    found: tuple[Pattern, ...]
    looked_at: int
    beyond_chance: int  # combinations that stay after correction, those that tell the same story included


def patterns(lines: pd.DataFrame, before: pd.DataFrame | None = None, columns: Sequence[str] = COLUMNS) -> Patterns:
    """Patterns in first decisions. `lines` needs `columns`, `claim` and `category` ("" where not denied).

    With `before` (the same frame for the months before) each combination is compared with itself then, instead of with the rest now.
    """
    told_apart = dict.fromkeys((*columns, "category", "claim"), "category")  # compared many times: as numbers
    lines = lines[list(told_apart)].astype(told_apart)
    if before is not None:
        before = before[list(told_apart)].astype(told_apart)
    then = _counts(before, columns) if before is not None else None
    found: list[Pattern] = []
    looked_at = beyond_chance = 0
    while len(found) < MOST:
        now = _counts(lines, columns)
        tested = [cell for by in now for cell in _cells(by, now[by], then[by] if then else None)]
        for cell, q in zip(tested, benjamini_hochberg(cell["p"] for cell in tested), strict=True):
            cell["q"] = q
        kept = [cell for cell in tested if cell["q"] <= LEVEL and cell["k"] >= _LEAST_DENIED]
        if not found:
            looked_at, beyond_chance = len(tested), len(kept)
        if not kept:
            break
        # of equals, the one with fewer words
        best = min(kept, key=lambda cell: (cell["p"], len(cell["where"]), cell["where"], cell["category"]))
        is_told = _is_in(lines, best)
        found.append(_pattern(best, lines.loc[is_told, "claim"], before is not None))
        # Its claims are taken out: what only seemed to stand out because of them does so no longer, nor lowers the bar for others.
        lines = lines[~is_told]
    return Patterns(tuple(found), looked_at, beyond_chance)


def _pattern(cell: dict, claims: pd.Series, is_new: bool) -> Pattern:
    counts = (cell["k"], cell["n"], cell["rest_k"], cell["rest_n"], cell["p"], cell["q"])
    return Pattern(cell["category"], cell["where"], *counts, tuple(sorted(claims.unique())), is_new)


def _is_in(lines: pd.DataFrame, cell: dict) -> pd.Series:
    is_here = lines["category"].eq(cell["category"])
    for column, value in cell["where"]:
        is_here &= lines[column].astype(str).eq(value)
    return is_here


def _subsets(columns: Sequence[str]) -> list[tuple[str, ...]]:
    return [by for size in range(1, len(columns) + 1) for by in combinations(columns, size)]


def _cells(by: Sequence[str], now: tuple[Counts, Counts], before: tuple[Counts, Counts] | None) -> list[dict]:
    """Every cell and category of one subset of columns, with its p-value. Cells of few claims are not looked at, whatever they hold.

    `before`: the counts of the months before, where they are compared with.
    """
    sizes, denied = now
    all_n, all_denied = sum(sizes.values()), Counter()
    for (*_, category), count in denied.items():
        all_denied[category] += count
    categories = sorted(all_denied)
    before_sizes, before_denied = before or ({}, {})
    found = []
    for where, n in sizes.items():
        if n < FEW:
            continue
        for category in categories:
            k = denied.get((*where, category), 0)
            if before is None:
                rest_k, rest_n = all_denied[category] - k, all_n - n
            else:
                rest_k, rest_n = before_denied.get((*where, category), 0), before_sizes.get(where, 0)
            if rest_n < FEW:
                continue
            # only what is denied more often is looked for; a cell with less than the rest is as far from it as can be
            p = fisher_exact(k, n - k, rest_k, rest_n - rest_k) if k * rest_n > rest_k * n else 1.0
            place = tuple(zip(by, map(str, where), strict=True))
            found.append(
                {"where": place, "category": category, "k": k, "n": n, "rest_k": rest_k, "rest_n": rest_n, "p": p}
            )
    return found


def _counts(lines: pd.DataFrame, columns: Sequence[str]) -> dict[tuple[str, ...], tuple[Counts, Counts]]:
    """For each subset of columns: claims in each cell, and claims denied in each cell and category."""
    denied = lines[lines["category"].ne("")]
    return {by: (_claims(lines, by), _claims(denied, [*by, "category"])) for by in _subsets(columns)}


def _claims(lines: pd.DataFrame, by: Sequence[str]) -> Counts:
    """How many claims there are in each cell, in the order of the cells; lines that lack one of the columns are in none."""
    columns = [lines[name].cat for name in by]
    claims = lines["claim"].cat
    cell, size = np.zeros(len(lines), dtype=np.int64), 1
    is_known = claims.codes.to_numpy() >= 0
    for column in columns:
        if size * len(column.categories) * len(claims.categories) >= _MOST_CELLS:  # number only those that there are
            cell = np.unique(cell, return_inverse=True)[1]
            size = len(lines)
        size *= len(column.categories)
        cell = cell * len(column.categories) + column.codes.to_numpy()
        is_known &= column.codes.to_numpy() >= 0
    rows = np.flatnonzero(is_known)
    cell = cell[rows]
    _, once = np.unique(cell * len(claims.categories) + claims.codes.to_numpy()[rows], return_index=True)
    cell, rows = cell[once], rows[once]  # each claim of a cell once, in order
    begins = np.flatnonzero(np.diff(cell, prepend=-1))
    sizes = np.diff(begins, append=len(cell)).tolist()
    values = [column.categories.take(column.codes.to_numpy()[rows[begins]]) for column in columns]
    return dict(zip(zip(*values, strict=True), sizes, strict=True))
