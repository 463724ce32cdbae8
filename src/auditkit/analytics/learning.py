"""Whether training helped, on Kirkpatrick's levels of learning, behaviour and results. "Cannot tell yet" is an answer. Standard library only.

Sources: Newcombe 1998 (difference of shares); Zou and Donner 2008 (limits of a difference of differences from those of its parts, "MOVER");
sample size of two shares by the normal approximation (Fleiss, Statistical Methods for Rates and Proportions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, comb, sqrt
from statistics import NormalDist, median, pstdev

from auditkit.analytics.change import Change, signed
from auditkit.analytics.share import FEW, Share

POWER = 0.8


@dataclass(frozen=True, slots=True)
class Gain:
    """Level 2: each person's share of right answers before and after, laid side by side by their anonymous code.

    `points` is the median change in percentage points; `interval` the 95% interval of that median (None under six people: it cannot be told).
    """

    people: int
    only_before: int
    only_after: int
    points: float | None
    interval: tuple[float, float] | None

    @property
    def sentence(self) -> str:
        """The gain in a sentence that says how little a small group tells."""
        if not self.people:
            return "Nobody answered both quizzes, so nothing can be said about what was learned."
        if self.people == 1:
            return f"1 person answered both, and changed by {signed(self.points)} points. One person says nothing about the others."
        people = f"{self.people} people answered both"
        said = f"{people}; half of them changed by {signed(self.points)} points or more"
        if self.interval is None:
            return f"{said}. With fewer than six people that may be chance."
        low, high = self.interval
        beyond = "more than chance" if low > 0 or high < 0 else "could be chance"
        return f"{said} ({signed(low)} to {signed(high)}): {beyond}."


def gain(before: Mapping[str, Share], after: Mapping[str, Share]) -> Gain:
    """What was learned: shares of right answers by anonymous code, before and after. Sheets without an answer are left out."""
    before = {code: share for code, share in before.items() if share.n}
    after = {code: share for code, share in after.items() if share.n}
    both = sorted(before.keys() & after.keys())
    changes = sorted(100 * (after[code].rate - before[code].rate) for code in both)
    place = _place_of_limit(len(changes))
    return Gain(
        people=len(both),
        only_before=len(before.keys() - after.keys()),
        only_after=len(after.keys() - before.keys()),
        points=median(changes) if changes else None,
        interval=None if place is None else (changes[place], changes[-1 - place]),
    )


def _place_of_limit(n: int, tail: float = 0.025) -> int | None:
    """The place (from 0) of the sorted value that bounds the median from below; None where no value does."""
    below, place = 0.0, None
    for r in range(n // 2 + 1):
        below += comb(n, r) / 2**n
        if below > tail:
            break
        place = r
    return place


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One question over all sheets: how many had it right, and whether those who know more have it right more often.

    `discrimination` is the correlation of this answer with the share of the person's other answers; None where it cannot be said.
    """

    item: str
    right: Share
    discrimination: float | None

    @property
    def words(self) -> str:
        """What to do about the question."""
        if self.right.n < FEW:
            return "too few answers to say"
        if self.discrimination is not None and self.discrimination < 0:
            return "look at it: those who know more have it wrong more often"
        if self.right.rate >= 0.95:
            return "nearly everybody has it right: it tells little"
        if self.right.rate <= 0.2:
            return "nearly nobody has it right: is it taught, and is it clear?"
        return "works"


def item_figures(sheets: Sequence[Mapping[str, bool]]) -> list[ItemFigures]:
    """Figures of each item; a sheet says for each answered item whether it was right."""
    items = sorted({item for sheet in sheets for item in sheet})
    figures = []
    for item in items:
        answered = [sheet for sheet in sheets if item in sheet]
        pairs = [(sheet[item], _rest(sheet, item)) for sheet in answered if len(sheet) > 1]
        figures.append(ItemFigures(item, Share(sum(s[item] for s in answered), len(answered)), _correlation(pairs)))
    return figures


def _rest(sheet: Mapping[str, bool], item: str) -> float:
    others = [right for name, right in sheet.items() if name != item]
    return sum(others) / len(others)


def _correlation(pairs: Sequence[tuple[bool, float]]) -> float | None:
    if len(pairs) < FEW:
        return None
    first, second = [float(a) for a, _ in pairs], [b for _, b in pairs]
    spread = pstdev(first) * pstdev(second)
    if spread < 1e-12:
        return None
    m1, m2 = sum(first) / len(pairs), sum(second) / len(pairs)
    return sum((a - m1) * (b - m2) for a, b in zip(first, second, strict=True)) / len(pairs) / spread


@dataclass(frozen=True, slots=True)
class Effect:
    """Level 3: a criterion's share met in charts before, and in new charts read by somebody who did not know who attended."""

    before: Share
    after: Share

    @property
    def change(self) -> Change:
        """From before to after."""
        return Change(self.before.k, self.before.n, self.after.k, self.after.n)

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or `cannot tell yet`."""
        if not self.change.is_beyond_chance:
            return "cannot tell yet"
        return "better" if self.change.points > 0 else "worse"

    @property
    def sentence(self) -> str:
        """The verdict with its figures, and how many charts would settle it."""
        change = self.change
        if change.points is None:
            return "Cannot tell yet: there are no charts on one side."
        low, high = change.interval
        figures = (
            f"{self.before.k} of {self.before.n} before, {self.after.k} of {self.after.n} after: "
            f"{signed(change.points)} points, {signed(low)} to {signed(high)}"
        )
        if self.verdict != "cannot tell yet":
            return f"{self.verdict.capitalize()}, and more than chance ({figures})."
        needed = charts_needed(self.before.rate, change.points) if min(self.before.n, self.after.n) >= FEW else None
        more = f" About {needed:,} charts on each side would show a change of this size." if needed else ""
        return f"Cannot tell yet ({figures}).{more}"


def charts_needed(rate: float, points: float, power: float = POWER, level: float = 0.05) -> int | None:
    """Charts on each side to see a change from `rate` by `points` (percentage points); None where there is none to see or it leaves 0-100%."""
    other = rate + points / 100
    if not points or not 0 <= other <= 1:
        return None
    z_level, z_power = NormalDist().inv_cdf(1 - level / 2), NormalDist().inv_cdf(power)
    middle = (rate + other) / 2
    root = z_level * sqrt(2 * middle * (1 - middle)) + z_power * sqrt(rate * (1 - rate) + other * (1 - other))
    return ceil((root / (other - rate)) ** 2)


@dataclass(frozen=True, slots=True)
class AgainstOther:
    """Level 4: how denials of the taught category changed, set against a category that was not taught, in percentage points."""

    taught: Change
    other: Change

    @property
    def points(self) -> float | None:
        """How much more the taught category changed; negative: it fell more."""
        if self.taught.points is None or self.other.points is None:
            return None
        return self.taught.points - self.other.points

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its 95% interval, from those of the two changes."""
        if self.points is None:
            return None
        (low1, high1), (low2, high2) = self.taught.interval, self.other.interval
        below = sqrt((self.taught.points - low1) ** 2 + (high2 - self.other.points) ** 2)
        above = sqrt((high1 - self.taught.points) ** 2 + (self.other.points - low2) ** 2)
        return self.points - below, self.points + above

    @property
    def verdict(self) -> str:
        """`fell more`, `rose more`, or `cannot tell yet`."""
        if self.interval is None or self.interval[0] <= 0 <= self.interval[1]:
            return "cannot tell yet"
        # The interval of two differences is only about right, and with single answers it is too narrow.
        if min(n for change in (self.taught, self.other) for n in (change.n1, change.n2)) < FEW:
            return "cannot tell yet"
        return "fell more" if self.points < 0 else "rose more"

    @property
    def sentence(self) -> str:
        """In words; fewer denials is better, and other things change too."""
        if self.interval is None:
            return "Cannot tell yet: there is nothing to compare with."
        low, high = self.interval
        figures = f"{signed(self.points)} points, {signed(low)} to {signed(high)}"
        if self.verdict == "fell more":
            return f"Denials of the taught category fell more than those of the other ({figures}). Other causes are not ruled out."
        if self.verdict == "rose more":
            return f"Denials of the taught category rose more than those of the other ({figures}). Look for another cause first."
        return f"Cannot tell yet whether the taught category changed more than the other ({figures})."
