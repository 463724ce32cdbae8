"""How long things took, and what is still waiting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, lgamma, log

import pandas as pd

BUCKETS = ((0, 30), (31, 60), (61, 90), (91, 120), (121, None))


@dataclass(frozen=True, slots=True)
class Days:
    """The median of `n` waits in days, the middle half (quartiles), and the 95% interval of the median (None under six: it cannot be told)."""

    n: int
    median: float
    quartiles: tuple[float, float]
    interval: tuple[int, int] | None


def days(waits: Iterable[int]) -> Days | None:
    """What is typical of these waits; None without any. A wait below 0 is a wrong date: leave it out before."""
    sorted_waits = sorted(waits)
    if not sorted_waits:
        return None
    series, place = pd.Series(sorted_waits), _place_of_limit(len(sorted_waits))
    return Days(
        len(sorted_waits),
        float(series.median()),
        (float(series.quantile(0.25)), float(series.quantile(0.75))),
        (sorted_waits[place], sorted_waits[-1 - place]) if place is not None else None,
    )


def _place_of_limit(n: int, tail: float = 0.025) -> int | None:
    """From 0: the sorted value that bounds the median from below, and mirrored from above (order statistics, no assumption on the shape)."""
    below, place = 0.0, None
    for r in range(n // 2 + 1):
        below += exp(lgamma(n + 1) - lgamma(r + 1) - lgamma(n - r + 1) - n * log(2))
        if below > tail:
            return place
        place = r
    return place


def bucket(age: int) -> str:
    """The bucket of an age in days, in words."""
    low, high = next((low, high) for low, high in BUCKETS if high is None or age <= high)
    return f"over {low - 1} days" if high is None else f"{low} to {high} days"


def aging(open_lines: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Lines without a decision by age: `bucket`, `lines`, `claims`, `charge` (cents). Every bucket has its row.

    `open_lines` needs `since` (day it was sent, else of the service), `claim`, `charge`.
    """
    ages = (as_of - open_lines["since"]).dt.days.clip(lower=0)
    grouped = open_lines.assign(bucket=[bucket(age) for age in ages]).groupby("bucket")
    table = grouped.agg(lines=("charge", "size"), claims=("claim", "nunique"), charge=("charge", "sum"))
    names = [bucket(low) for low, _ in BUCKETS]
    return table.reindex(names, fill_value=0).rename_axis("bucket").reset_index()
