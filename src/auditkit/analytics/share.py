"""A share with what it stands on. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.analytics.intervals import Interval, exact

FEW = 5  # of fewer than this nothing but the count is printed, with the word "few"


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n`."""

    k: int
    n: int

    @property
    def is_few(self) -> bool:
        """Whether there are too few for a rate."""
        return self.n < FEW

    @property
    def rate(self) -> float | None:
        """The fraction; None of nothing."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """The exact 95% interval."""
        return exact(self.k, self.n)

    @property
    def words(self) -> str:
        """`13% (41 of 310; 10% to 17%)`, `few (1 of 3)`, or `none`."""
        if not self.n:
            return "none"
        if self.is_few:
            return f"few ({self.k} of {self.n})"
        low, high = self.interval
        return f"{percent(self.rate)} ({self.k:,} of {self.n:,}; {percent(low)} to {percent(high)})"

    @property
    def plain(self) -> str:
        """The same without an interval, for what stands for nothing but itself: `13% (41 of 310)`."""
        if self.is_few:
            return self.words
        return f"{percent(self.rate)} ({self.k:,} of {self.n:,})"


def percent(fraction: float) -> str:
    """13%, 1.4%, 0.2%: one decimal below ten, and never a 0 or 100 that is not one."""
    value = 100 * fraction
    if value in (0, 100):
        return f"{value:.0f}%"
    if value < 0.05:
        return "under 0.1%"
    if value > 99.95:
        return "over 99.9%"
    return f"{value:.1f}%" if value < 9.95 or value > 99 else f"{value:.0f}%"
