"""Intervals for a share and for the difference of two shares. Standard library only.

A share is `k` of `n`. Every interval is a pair of fractions (low, high), or None where `n` is 0: nothing was seen, so nothing is said. `level`
is the share of such intervals that hold the true value, 0.95 unless said otherwise. A count that is negative, no whole number, or larger than
its `n` raises ValueError.

Sources: Clopper and Pearson 1934 (exact); Wilson 1927; Newcombe 1998, Statistics in Medicine 17:873, method 10; the binomial probability in
Loader's saddle-point form (2000), which keeps its digits for any `n`.
"""

from __future__ import annotations

from math import exp, log, pi, sqrt
from operator import index
from statistics import NormalDist

Interval = tuple[float, float]

_TINY = 1e-300
_CLOSE = 1e-13  # relative, of a limit
# ln n! - (n + 1/2) ln n + n - ln(2 pi) / 2 for n = 0 (as a limit that cancels) to 15
_STIRLING = (
    0.0, 0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.02079067210376509, 0.01664469118982119, 0.01387612882307075,
    0.01189670994589177, 0.01041126526197209, 0.009255462182712733, 0.008330563433362871, 0.007573675487951841, 0.006942840107209530,
    0.006408994188004207, 0.005951370112758848, 0.005554733551962801,
)  # fmt: skip


def exact(k: int, n: int, level: float = 0.95) -> Interval | None:
    """The Clopper-Pearson interval: it holds the true share at least as often as `level` says, however small `n` is."""
    k, n = _counts(k, n)
    if n == 0:
        return None
    tail = _tail(level)
    return _lowest(k, n, tail), 1 - _lowest(n - k, n, tail)


def wilson(k: int, n: int, level: float = 0.95) -> Interval | None:
    """The Wilson score interval: narrower than the exact one, right on average."""
    k, n = _counts(k, n)
    if n == 0:
        return None
    z = NormalDist().inv_cdf(1 - _tail(level))
    middle = (k + z * z / 2) / (n + z * z)
    half = z * sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    # At the ends the limit is the end itself; rounding must not move it.
    return 0.0 if k == 0 else max(0.0, middle - half), 1.0 if k == n else min(1.0, middle + half)


def newcombe(k1: int, n1: int, k2: int, n2: int, level: float = 0.95) -> Interval | None:
    """The interval of k2/n2 - k1/n1: how much the share rose from the first group to the second, as a fraction (0.04 is 4 points)."""
    first, second = wilson(k1, n1, level), wilson(k2, n2, level)
    if first is None or second is None:
        return None
    p1, p2 = k1 / n1, k2 / n2
    return (
        p2 - p1 - sqrt((p2 - second[0]) ** 2 + (first[1] - p1) ** 2),
        p2 - p1 + sqrt((second[1] - p2) ** 2 + (p1 - first[0]) ** 2),
    )


def _counts(k: int, n: int) -> tuple[int, int]:
    try:
        k, n = index(k), index(n)
    except TypeError:
        raise ValueError("a count is a whole number") from None
    if not 0 <= k <= n:
        raise ValueError("a share needs 0 <= k <= n")
    return k, n


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    return (1 - level) / 2


def _lowest(k: int, n: int, tail: float) -> float:
    """The share p under which k or more of n would be seen with probability `tail`; 0 where k is 0."""
    if k == 0:
        return 0.0
    if k == n:
        return exp(log(tail) / n)
    low, high = 0.0, k / n
    wilson_low = (wilson(k, n, 1 - 2 * tail) or (0.0, 0.0))[0]
    p = min(max(wilson_low, high * 1e-6), high * (1 - 1e-9))
    wanted = log(tail)
    for _ in range(200):
        mass = _binomial(k, n, p)
        seen = mass * (1 - p) * beta_fraction(k, n - k + 1, p)
        too_high = seen > tail
        low, high = (low, p) if too_high else (p, high)
        # Newton on the logarithm, which is nearly straight; halving where it leaves the bracket
        step = (log(max(seen, _TINY)) - wanted) * seen * p / (k * mass) if mass > _TINY else 0.0
        following = p - step if mass > _TINY else (low + high) / 2
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - p) <= _CLOSE * p:
            return following
        p = following
    return p


def _binomial(k: int, n: int, p: float) -> float:
    """The probability of exactly k of n, 0 < k < n and 0 < p < 1."""
    apart = _stirling(n) - _stirling(k) - _stirling(n - k) - _deviance(k, n * p) - _deviance(n - k, n * (1 - p))
    return exp(apart) * sqrt(n / (2 * pi * k * (n - k)))


def _stirling(n: int) -> float:
    if n < len(_STIRLING):
        return _STIRLING[n]
    square = float(n) * n
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n


def _deviance(x: float, mean: float) -> float:
    """x ln(x / mean) + mean - x, also where x is close to its mean and the plain form would lose its digits."""
    if abs(x - mean) < 0.1 * (x + mean):
        v = (x - mean) / (x + mean)
        found, term = (x - mean) * v, 2 * x * v
        for odd in range(3, 2001, 2):
            term *= v * v
            further = found + term / odd
            if further == found:
                return found
            found = further
    return x * log(x / mean) + mean - x


def beta_fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function at x (modified Lentz); converges fast for x below (a + 1) / (a + b + 2)."""
    c, d = 1.0, 1 / _kept(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, 1_000_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d, c = 1 / _kept(1 + part * d), _kept(1 + part / c)
            found *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return found


def _kept(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
