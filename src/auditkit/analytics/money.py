"""Money that denials hold up, and money that came back. Amounts in cents."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

_ENOUGH = 5  # paid lines that an estimate stands on


@dataclass(frozen=True, slots=True)
class Money:
    """`charge` is what was billed; `expected` what the same payers allowed for the same codes, as far as that is known for `estimated` of `lines`."""

    lines: int
    claims: int
    charge: int
    expected: int
    estimated: int


def at_stake(denied: pd.DataFrame, paid: pd.DataFrame) -> Money:
    """What these denied lines are worth, judged by lines that were paid (`payer`, `code`, `charge`, `paid`, `allowed`)."""
    share = allowed_share(denied, paid)
    return Money(
        len(denied), denied["claim"].nunique(), int(denied["charge"].sum()),
        int((denied["charge"] * share).dropna().round().sum()), int(share.notna().sum()),
    )  # fmt: skip


def allowed_share(lines: pd.DataFrame, paid: pd.DataFrame) -> pd.Series:
    """The middle share of the charge that the line's payer allowed for its code, else for all codes; NaN where fewer than five lines tell."""
    known = paid[(paid["paid"] > 0) & (paid["charge"] > 0)]
    allowed = known["allowed"].astype("Float64").fillna(known["paid"].astype("Float64"))
    known = known.assign(share=(allowed / known["charge"]).astype(float))
    by_code, by_payer = _middle(known, ["payer", "code"]), _middle(known, ["payer"])
    found = pd.Series(
        by_code.reindex(pd.MultiIndex.from_frame(lines[["payer", "code"]])).to_numpy(), index=lines.index, dtype=float
    )
    return found.fillna(lines["payer"].map(by_payer).astype(float))


def _middle(known: pd.DataFrame, by: list[str]) -> pd.Series:
    grouped = known.groupby(by, observed=True)["share"]
    return grouped.median()[grouped.size() >= _ENOUGH]


def recovered(first: pd.DataFrame, found: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> Money:
    """Payments from `start` to `end` on lines (`first`, first decisions) that had been denied; reversals are taken off."""
    denied = first.loc[first["is_denied"], ["line", "decided_on", "remittance_id", "payment_number"]]
    later = found[found["decided_on"].between(start, end)].merge(denied, on="line", suffixes=("", "_first"))
    is_own = (later["remittance_id"] == later["remittance_id_first"]) & (
        later["payment_number"] == later["payment_number_first"]
    )
    later = later[~is_own & (later["decided_on"] >= later["decided_on_first"])].drop_duplicates(
        ["remittance_id", "payment_number", "service_number"]
    )
    net = later.groupby("line")["paid"].sum()
    lines = later[later["line"].isin(net[net > 0].index)]
    total = int(lines["paid"].sum())
    return Money(lines["line"].nunique(), lines["claim"].nunique(), total, total, lines["line"].nunique())


def taken_back(found: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp) -> Money:
    """Payments reversed from `start` to `end`, less what the same remittance paid for the same line instead."""
    month = found[found["decided_on"].between(start, end)]
    reversed_ = month.loc[month["is_reversal"], ["remittance_id", "line"]].drop_duplicates()
    both = month.merge(reversed_, on=["remittance_id", "line"])
    net = both.groupby(["line", "claim"])["paid"].sum().reset_index()
    lost = net[net["paid"] < 0]
    total = -int(lost["paid"].sum())
    return Money(len(lost), lost["claim"].nunique(), total, total, len(lost))
