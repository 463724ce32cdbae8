"""What a random sample says about a total of its frame: the variable and the attribute appraisal of audit practice. Standard library only.

Amounts are integer cents going in and coming out. A frame is one stratum or several; each was sampled at random without replacement.

* Variable: mean times frame, standard error with the finite population correction, two-sided intervals of Student's t. With several
  strata the degrees of freedom are Satterthwaite's; programs that take the normal value there get a somewhat narrower interval, whose
  lower end is `normal_low`.
* Attribute: how many units of the frame have something. In one stratum the limits are exact, from the hypergeometric distribution; in
  several they are the variable appraisal of ones and noughts.

Sources: Cochran, Sampling Techniques, 3rd edition, 2.8, 3.4, 5.4 and 5.16; Buonaccorsi 1987, The American Statistician 41:215 (exact limits).
Which figures are printed follows what HHS OIG's RAT-STATS is known to print; its manual was not at hand, so compare with it before relying on the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, lgamma, sqrt
from statistics import NormalDist

from auditkit.analytics.student import t_value

LEVELS = (0.80, 0.90, 0.95)
DEMANDED = 0.90  # payers' auditors ask for the lower limit of the two-sided 90% interval
_EDGE = 1 - 1e-9  # what is equal but for rounding counts as equal


class CannotAppraise(ValueError):
    """Nothing can be estimated from this sample; the message is a sentence for the person."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A sampled part of the frame: `size` units, `n` of them seen, with their mean and their variance (over n - 1; 0 where n is 1)."""

    name: str
    size: int
    n: int
    mean: Fraction | float
    variance: Fraction | float

    @property
    def is_whole(self) -> bool:
        """Whether every unit of it was seen, so that nothing is estimated."""
        return self.n == self.size

    @property
    def error_squared(self) -> float:
        """The squared standard error of its total."""
        return 0.0 if self.is_whole else float(self.size * (self.size - self.n) * self.variance / self.n)


def stratum(size: int, values: Iterable[int], name: str = "") -> Stratum:
    """A stratum from what was seen in it, without any rounding."""
    seen = list(values)
    n, total = len(seen), sum(seen)
    if not n:
        return Stratum(name, size, 0, Fraction(0), Fraction(0))
    spread = Fraction(n * sum(v * v for v in seen) - total * total, n * (n - 1)) if n > 1 else Fraction(0)
    return Stratum(name, size, n, Fraction(total, n), spread)


@dataclass(frozen=True, slots=True)
class Limits:
    """A two-sided interval: its level, its ends, and how far it reaches to each side (the precision), all but the level in the unit of the values."""

    level: float
    low: int
    high: int
    precision: int


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The estimate of a total. `limits` are those of 80%, 90% and 95%; `freedom` is None where every unit was seen."""

    size: int
    n: int
    point: int
    error: float
    freedom: float | None
    limits: tuple[Limits, ...]
    normal_low: int | None  # the lower end at 90% with the normal value, where there are several strata

    def at(self, level: float) -> Limits:
        """The limits of one of the levels."""
        return next(one for one in self.limits if one.level == level)

    @property
    def demanded(self) -> int:
        """The lower limit of the two-sided 90% interval."""
        return self.at(DEMANDED).low

    @property
    def precision_share(self) -> float | None:
        """The precision at 90% as a share of the point estimate; None where that is nothing."""
        return self.at(DEMANDED).precision / abs(self.point) if self.point else None


def appraise(strata: Sequence[Stratum]) -> Appraisal:
    """The variable appraisal. Raises CannotAppraise where a stratum was not seen, was seen once, or is smaller than its sample."""
    for one in strata:
        _check(one, f"stratum {one.name}" if len(strata) > 1 else "the sample")
    if not strata:
        raise CannotAppraise("No chart was drawn, so there is nothing to estimate from.")
    point = round(sum(Fraction(one.size) * Fraction(one.mean) for one in strata))
    squares = [one.error_squared for one in strata]
    error = sqrt(sum(squares))
    freedom = None if all(one.is_whole for one in strata) else _freedom(strata, squares)
    limits = []
    for level in LEVELS:
        reach = round(error * t_value(level, freedom)) if freedom else 0
        limits.append(Limits(level, point - reach, point + reach, reach))
    normal = round(error * NormalDist().inv_cdf((1 + DEMANDED) / 2))
    n, size = sum(one.n for one in strata), sum(one.size for one in strata)
    return Appraisal(size, n, point, error, freedom, tuple(limits), point - normal if len(strata) > 1 else None)


def _check(one: Stratum, named: str) -> None:
    if one.n > one.size:
        raise CannotAppraise(
            f"In {named} {one.n:,} charts were read, but the frame has {one.size:,}: count again what could have been drawn."
        )
    if not one.n:
        raise CannotAppraise(f"In {named} no chart was read, so there is nothing to estimate from.")
    if one.n == 1 and not one.is_whole:
        raise CannotAppraise(
            f"In {named} one chart was read: a single chart shows no spread, so no interval and no estimate can be given."
        )


def _freedom(strata: Sequence[Stratum], squares: Sequence[float]) -> float:
    open_ = [(one, square) for one, square in zip(strata, squares, strict=True) if not one.is_whole]
    total = sum(square for _, square in open_)
    if not total:
        return float(sum(one.n - 1 for one, _ in open_))
    return total**2 / sum(square**2 / (one.n - 1) for one, square in open_)


@dataclass(frozen=True, slots=True)
class Count:
    """The attribute appraisal: `seen` of `n` units have it; estimate, error and limits are units of the frame. `is_exact`: hypergeometric limits."""

    size: int
    n: int
    seen: int
    point: int
    error: float
    limits: tuple[Limits, ...]
    is_exact: bool

    def at(self, level: float) -> Limits:
        """The limits of one of the levels."""
        return next(one for one in self.limits if one.level == level)


def count(strata: Sequence[tuple[int, int, int]]) -> Count:
    """The attribute appraisal of strata as (size, n, how many of the n have it).

    Raises CannotAppraise as `appraise` does, except that in a frame of one stratum a single unit is enough.
    """
    if any(not 0 <= seen <= n for _, n, seen in strata):
        raise ValueError("no more units have it than were seen")
    size, n, seen = (sum(one[place] for one in strata) for place in range(3))
    if len(strata) != 1 or n != 1 or size < 1:
        found = appraise([stratum(size, [1] * k + [0] * (n - k), str(at)) for at, (size, n, k) in enumerate(strata, 1)])
        point, error = found.point, found.error
    else:
        point, error = size * seen, 0.0
    if len(strata) == 1:
        ends = [(level, hypergeometric_limits(size, n, seen, level)) for level in LEVELS]
    else:
        ends = [(one.level, (max(seen, one.low), min(size - n + seen, one.high))) for one in found.limits]
    limits = tuple(Limits(level, low, high, max(point - low, high - point)) for level, (low, high) in ends)
    return Count(size, n, seen, point, error, limits, len(strata) == 1)


def hypergeometric_limits(size: int, n: int, seen: int, level: float) -> tuple[int, int]:
    """How few and how many of `size` units may have something, `seen` of `n` drawn having it: every number that is not refused at (1 - level) / 2.

    A number that lies on the edge is not refused.
    """
    tail = (1 - level) / 2 * _EDGE
    fewest, most = seen, size - n + seen
    low, high = fewest, most
    while low < high:  # the first number of units under which this many or more is likely enough
        middle = (low + high) // 2
        low, high = (low, middle) if _at_least(size, middle, n, seen) > tail else (middle + 1, high)
    lowest = low
    low, high = fewest, most
    while low < high:  # the last one under which this few or fewer is
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _at_most(size, middle, n, seen) > tail else (low, middle - 1)
    return lowest, low


def _at_least(size: int, having: int, n: int, seen: int) -> float:
    return sum(_chance(size, having, n, k) for k in range(seen, min(n, having) + 1))


def _at_most(size: int, having: int, n: int, seen: int) -> float:
    return sum(_chance(size, having, n, k) for k in range(max(0, n - (size - having)), seen + 1))


def _chance(size: int, having: int, n: int, k: int) -> float:
    """The probability that exactly k of n drawn have it, where `having` of `size` do."""
    return exp(_ways(having, k) + _ways(size - having, n - k) - _ways(size, n))


def _ways(of: int, k: int) -> float:
    """The logarithm of the number of ways to choose k."""
    return lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1)
