"""Values of Student's t distribution. Standard library only.

Source: Abramowitz and Stegun 26.7.1 and 26.5.27 (its tail as an incomplete beta function).
"""

from __future__ import annotations

from math import exp, isfinite, lgamma, log, log1p

from auditkit.analytics.intervals import beta_fraction


def t_value(level: float, freedom: float) -> float:
    """How many standard errors a two-sided interval reaches to each side: 2.776 for 0.95 and 4 degrees of freedom.

    `freedom` need not be whole. Raises ValueError for a level outside 0 to 1 or less than half a degree of freedom.
    """
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    if not freedom >= 0.5 or not isfinite(freedom):
        raise ValueError("a t value needs degrees of freedom")
    outside = 1 - level
    low, high = 0.0, 1.0
    while _outside(high, freedom) > outside:
        low, high = high, 2 * high
    while high - low > 1e-14 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _outside(middle, freedom) > outside else (low, middle)
    return (low + high) / 2


def _outside(t: float, freedom: float) -> float:
    """The probability of a value further from 0 than `t`, to either side."""
    if t == 0:
        return 1.0
    a, b = freedom / 2, 0.5
    x = freedom / (freedom + t * t)
    # 1 - x as its own quotient: for a small t it would lose its digits
    rest = t * t / (freedom + t * t)
    scale = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * -log1p(t * t / freedom) + b * log(rest))
    if x < (a + 1) / (a + b + 2):
        return scale * beta_fraction(a, b, x) / a
    return 1 - scale * beta_fraction(b, a, rest) / b
