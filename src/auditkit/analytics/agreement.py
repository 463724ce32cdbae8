"""How far two readers agree beyond chance. Standard library only.

A table holds counts: `table[i][j]` subjects that the first reader put into category i and the second into j. Kappa falls apart where nearly
all subjects are in one category (36 agreed yes, 2 and 2 apart, none agreed no: 90% agreement, kappa -0.05); AC1 does not (0.89). Print both,
with the plain share and its interval.

Sources: Cohen 1960; Gwet 2008, British Journal of Mathematical and Statistical Psychology 61:29.
"""

from __future__ import annotations

from collections.abc import Sequence

Counts = Sequence[Sequence[int]]


def cohen_kappa(table: Counts) -> float | None:
    """Cohen's kappa. None without subjects, or where both put everything into one and the same category."""
    total = _total(table)
    if not total:
        return None
    rows, columns = _margins(table)
    by_chance = sum(r * c for r, c in zip(rows, columns, strict=True)) / total**2
    return None if by_chance == 1 else (_agreed(table) / total - by_chance) / (1 - by_chance)


def gwet_ac1(table: Counts) -> float | None:
    """Gwet's AC1. None without subjects."""
    total = _total(table)
    if not total:
        return None
    rows, columns = _margins(table)
    shares = [(r + c) / (2 * total) for r, c in zip(rows, columns, strict=True)]
    by_chance = sum(p * (1 - p) for p in shares) / (len(table) - 1)
    return (_agreed(table) / total - by_chance) / (1 - by_chance)


def _total(table: Counts) -> int:
    """How many subjects. Raises ValueError where the table is not square, has one category only, or a negative count."""
    if len(table) < 2 or any(len(row) != len(table) for row in table):
        raise ValueError("agreement needs a square table of at least two categories")
    if any(count < 0 for row in table for count in row):
        raise ValueError("a count is not negative")
    return sum(map(sum, table))


def _margins(table: Counts) -> tuple[list[int], list[int]]:
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def _agreed(table: Counts) -> int:
    return sum(table[i][i] for i in range(len(table)))
