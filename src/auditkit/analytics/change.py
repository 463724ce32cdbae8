"""A share then and a share now, and whether that is more than chance. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from auditkit.analytics.chance import fisher_exact
from auditkit.analytics.intervals import Interval, newcombe

LEVEL = 0.05


@dataclass(frozen=True)
class Change:
    """From `k1` of `n1` before to `k2` of `n2` now."""

    k1: int
    n1: int
    k2: int
    n2: int

    @property
    def points(self) -> float | None:
        """The rise in percentage points, negative for a fall; None where one side has nothing."""
        return 100 * (self.k2 / self.n2 - self.k1 / self.n1) if self.n1 and self.n2 else None

    @cached_property
    def interval(self) -> Interval | None:
        """Its 95% interval in percentage points (Newcombe)."""
        found = newcombe(self.k1, self.n1, self.k2, self.n2)
        return found and (100 * found[0], 100 * found[1])

    @cached_property
    def p(self) -> float:
        """How often chance alone would show a difference at least as unlikely (Fisher's exact test)."""
        return fisher_exact(self.k1, self.n1 - self.k1, self.k2, self.n2 - self.k2)

    @property
    def is_beyond_chance(self) -> bool:
        """Whether it is called a change. Both the test and the interval have to say so."""
        return bool(self.interval) and self.p <= LEVEL and not self.interval[0] <= 0 <= self.interval[1]

    @property
    def sentence(self) -> str:
        """The change in a sentence: "Could be chance: +6 points, -5 to +17." """
        if self.points is None:
            return "Cannot be compared: there is nothing to compare with."
        said = f"{signed(self.points)} points, {signed(self.interval[0])} to {signed(self.interval[1])}"
        return f"More than chance: {said}." if self.is_beyond_chance else f"Could be chance: {said}."


def signed(points: float) -> str:
    """+6, -5, 0; with one decimal where a whole number would say 0 of something that is not."""
    rounded = round(points)
    if rounded == 0 and abs(points) >= 0.05:
        return f"{points:+.1f}"
    return f"{rounded:+d}" if rounded else "0"
