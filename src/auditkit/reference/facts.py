"""What a look-up answers: where a thing stands on a date, the row that says so, and the edition it was looked up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from auditkit.rule import Confidence


class Standing(StrEnum):
    """Where a thing stands on a date of service."""

    IN_FORCE = "in force"
    ENDED = "ended"  # it was in force before that date; for pairs also: deleted as if it had never been
    NOT_YET = "not yet in force"
    HEADER = "header"  # a diagnosis that has codes under it and cannot be billed itself
    ABSENT = "absent"  # the edition covers the date and does not know it
    UNKNOWN = "unknown"  # no edition held covers it on that date: never valid, never invalid


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer. `row` is empty where nothing was found; `missing` then says what to load."""

    standing: Standing
    edition: str
    row: Mapping[str, str] = field(default_factory=dict)
    missing: str = ""

    def __getitem__(self, column: str) -> str:
        """A column of the row, "" where there is no row or no value."""
        return self.row.get(column, "")

    @property
    def source(self) -> str:
        """Where the row comes from."""
        return self["source"]

    @property
    def confidence(self) -> Confidence | None:
        """How the row is known, None without a row."""
        return Confidence(self["confidence"]) if self["confidence"] else None

    @property
    def is_firm(self) -> bool:
        """Whether it may raise more than `review`."""
        return self.confidence in (Confidence.PAGE_CONFIRMED, Confidence.DERIVED)

    @property
    def dates(self) -> tuple[date | None, date | None]:
        """First and last day in force; None where the table leaves it open."""
        start = self["valid_from"] or self["in_force_from"]
        end = self["valid_to"] or self["in_force_to"]
        return (date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def covers(start: str, end: str, day: str) -> bool:
    """Whether a day is within two dates, both included; an empty one is open. All as 2026-03-04."""
    return start <= day and (not end or day <= end)
