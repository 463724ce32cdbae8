"""Denials of services before a day and after it: the payer's own answers, counted by the day of the service, not of the answer.

What was written before a session cannot have become better by it, whenever the payer answers; so the day of service decides on which side a line is.
The unit is the claim: lines of one claim are denied together, and counted apart they would make chance look like a change.
Standard library only; `answers_of` takes the frame of `analytics.decisions`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from auditkit.analytics.change import Change
from auditkit.analytics.share import Share

if TYPE_CHECKING:
    import pandas as pd

DAYS = 90  # on each side


@dataclass(frozen=True, slots=True)
class Answer:
    """A payer's first decision about one line: the day of the service (None: not known), the category of the denial ("": not denied), its claim."""

    served_on: date | None
    category: str
    claim: str


@dataclass(frozen=True, slots=True)
class Around:
    """Claims before a day and after it, denied for a category that was taught and for one that was not. `are_all`: `n1` and `n2` are all claims
    that payers settled; else only what was denied is known, and they are claims with a denial. The ends of both spans are days that count.
    `both_counts`: claims denied for either. `without_day`: lines whose day of service is not known."""

    on: date
    taught: str
    other: str  # "": nothing to set it against
    n1: int
    n2: int
    taught_counts: tuple[int, int]
    other_counts: tuple[int, int]
    both_counts: tuple[int, int]
    before: tuple[date, date]
    after: tuple[date, date]
    without_day: int
    are_all: bool

    @property
    def of_taught(self) -> Change:
        """The taught category, before and after."""
        return Change(self.taught_counts[0], self.n1, self.taught_counts[1], self.n2)

    @property
    def of_other(self) -> Change:
        """The category that was not taught."""
        return Change(self.other_counts[0], self.n1, self.other_counts[1], self.n2)

    @property
    def of_both(self) -> Change:
        """The taught category's share of the claims denied for either: what there is to say where paid claims are not known."""
        (k1, k2), (n1, n2) = self.taught_counts, self.both_counts
        return Change(k1, n1, k2, n2)

    @property
    def shares(self) -> tuple[Share, Share, Share, Share]:
        """Taught before and after, other before and after."""
        return tuple(
            Share(k, n) for counts in (self.taught_counts, self.other_counts) for k, n in zip(counts, (self.n1, self.n2), strict=True)
        )  # fmt: skip


def answers_of(first: pd.DataFrame) -> list[Answer]:
    """From a frame of `first_decisions`."""
    days: Sequence[Any] = first["date_of_service"].dt.date.where(first["date_of_service"].notna(), None).tolist()
    return [Answer(day or None, *rest) for day, *rest in zip(days, first["category"], first["claim"], strict=True)]


def around(
    answers: Iterable[Answer],
    on: date,
    taught: str,
    *,
    other: str = "",
    not_other: Collection[str] = (),
    are_all: bool = True,
    days: int = DAYS,
) -> Around:
    """Count `days` days before the day and after it; the day itself is on neither side.

    Without `other` it is set against the category that was denied most often before the day (so that what came after does not choose it), of those
    that are not in `not_other`.
    """
    before, after = (
        (on - timedelta(days=days), on - timedelta(days=1)),
        (on + timedelta(days=1), on + timedelta(days=days)),
    )
    answers = list(answers)
    sides: tuple[dict[str, set], dict[str, set]] = ({}, {})
    for place, one in enumerate(answers):
        for side, (first, last) in zip(sides, (before, after), strict=True):
            if one.served_on is not None and first <= one.served_on <= last:
                side.setdefault(one.category, set()).add(one.claim or place)  # a line without a claim is one of its own
    denied_before = {category: len(claims) for category, claims in sides[0].items()}
    candidates = sorted(denied_before.keys() - {"", "other", taught, *not_other}, key=lambda c: (-denied_before[c], c))
    other = other or (candidates[0] if candidates else "")

    def claims(*categories: str) -> tuple[int, int]:
        return tuple(len(set().union(*(side.get(c, ()) for c in categories))) for side in sides)

    every = {category for side in sides for category in side if category or are_all}
    return Around(
        on, taught, other, *claims(*every), claims(taught), claims(other) if other else (0, 0),
        claims(taught, *([other] if other else [])), before, after, sum(one.served_on is None for one in answers), are_all,
    )  # fmt: skip
