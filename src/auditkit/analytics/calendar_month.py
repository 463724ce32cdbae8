"""A calendar month. Standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """Both ends are included."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """`2026-10`. Raises ValueError with a sentence."""
        found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})\s*", text)
        if not found or not (1 <= int(found[2]) <= 12 and int(found[1]) >= 1990):
            raise ValueError("A month is written as year and month, like 2026-10.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    def back(self, months: int = 1) -> Month:
        """So many months before."""
        count = self.year * 12 + self.number - 1 - months
        return Month(count // 12, count % 12 + 1)

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return self.back(-1).start - timedelta(days=1)

    @property
    def words(self) -> str:
        """`October 2026`."""
        return f"{_NAMES[self.number - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"
