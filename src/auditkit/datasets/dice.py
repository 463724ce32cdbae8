"""Seeded choices that fall the same way on every platform and Python version.

Only `Random.random()` is used: Python promises the same sequence for it, and not for `choice`, `sample` or `shuffle`.
Every patient, visit and note has dice of its own, so that adding a table later does not move what is there already.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_NUMBER = re.compile(r"<(\d+)-(\d+)>")


class Dice:
    """A stream of choices named by its seed, e.g. `Dice("7/P012/visit/3")`."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - invented data, not secrets

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._random.random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self._random.random() * len(options))]

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """One of the options, each with its weight."""
        rest = self._random.random() * sum(weight for _, weight in options)
        for option, weight in options:
            rest -= weight
            if rest < 0:
                return option
        return options[-1][0]

    def mixed(self, options: Sequence[T]) -> list[T]:
        """All of the options, in a new order."""
        rest, out = list(options), []
        while rest:
            out.append(rest.pop(int(self._random.random() * len(rest))))
        return out

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different options (all, if there are fewer)."""
        return self.mixed(options)[:count]

    def wobble(self, size: float) -> float:
        """A number round zero, mostly within `size` (three throws added, no square roots)."""
        throws = self._random.random() + self._random.random() + self._random.random()
        return (throws - 1.5) / 1.5 * size

    def phrase(self, template: str) -> str:
        """Fill `[one|other]` and `<2-4>` in a phrase; innermost brackets first."""
        while True:
            filled = _CHOICE.sub(lambda match: self.pick(match[1].split("|")), template, count=1)
            if filled == template:
                break
            template = filled
        return _NUMBER.sub(lambda match: str(self.whole(int(match[1]), int(match[2]))), template)
