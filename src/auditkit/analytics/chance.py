"""How easily chance alone would show what was seen. Standard library only.

`fisher_exact` compares two shares without leaning on large numbers; `benjamini_hochberg` is for when many comparisons were looked at: of those
kept at a level of 0.05, no more than one in twenty is expected to be there by chance (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import index

_SAME = 1 + 1e-7  # tables as likely as the one seen count with it, whatever rounding did


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """The two-sided p-value of the table [[a, b], [c, d]]: the probability of all tables with these margins that are no likelier.

    Raises ValueError for a count that is negative or no whole number. A table without two rows and two columns gives 1.
    """
    try:
        a, b, c, d = map(index, (a, b, c, d))
    except TypeError:
        raise ValueError("a count is a whole number") from None
    if min(a, b, c, d) < 0:
        raise ValueError("a count is not negative")
    row, column, total = a + b, a + c, a + b + c + d
    lowest, highest = max(0, row + column - total), min(row, column)
    if lowest == highest:
        return 1.0
    weights = _weights(row, column, total, lowest, highest)
    seen = weights.get(a, 0.0) * _SAME
    return min(1.0, sum(sorted(w for w in weights.values() if w <= seen)) / sum(sorted(weights.values())))


def _weights(row: int, column: int, total: int, lowest: int, highest: int) -> dict[int, float]:
    """How likely each count in the first cell is, against the likeliest; without those too unlikely for a number."""
    mode = min(max((row + 1) * (column + 1) // (total + 2), lowest), highest)
    found = {mode: 1.0}
    weight = 1.0
    for x in range(mode, highest):
        weight *= (row - x) * (column - x) / ((x + 1) * (total - row - column + x + 1))
        if weight == 0:
            break
        found[x + 1] = weight
    weight = 1.0
    for x in range(mode, lowest, -1):
        weight *= x * (total - row - column + x) / ((row - x + 1) * (column - x + 1))
        if weight == 0:
            break
        found[x - 1] = weight
    return found


def benjamini_hochberg(pvalues: Iterable[float]) -> list[float]:
    """Each p-value adjusted for how many there are, in the order given: keep those at most 0.05. Raises ValueError for what is no probability."""
    given = [float(p) for p in pvalues]
    if not all(0 <= p <= 1 for p in given):
        raise ValueError("a p-value lies between 0 and 1")
    adjusted, least = [0.0] * len(given), 1.0
    for rank, place in sorted(enumerate(sorted(range(len(given)), key=given.__getitem__), 1), reverse=True):
        least = min(least, given[place] * len(given) / rank)
        adjusted[place] = least
    return adjusted
