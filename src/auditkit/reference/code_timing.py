"""Which billing codes are timed (paid by the minutes behind them) and which are untimed, on a given day."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class CodeTiming(NamedTuple):
    """A code's timing while it is in force; `minutes_per_unit` is None for untimed codes. Empty dates: not looked up."""

    code: str
    is_timed: bool
    minutes_per_unit: int | None
    in_force_from: date | None
    in_force_to: date | None
    source: str
    confidence: str


@cache
def _rows() -> dict[str, tuple[CodeTiming, ...]]:
    text = (files("auditkit.reference") / "code_timing.csv").read_text(encoding="utf-8")
    table: dict[str, tuple[CodeTiming, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        timing = CodeTiming(
            row["code"],
            row["is_timed"] == "1",
            int(row["minutes_per_unit"]) if row["minutes_per_unit"] else None,
            date.fromisoformat(row["in_force_from"]) if row["in_force_from"] else None,
            date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
            row["source"],
            row["confidence"],
        )
        table[timing.code] = (*table.get(timing.code, ()), timing)
    return table


def code_timing(code: str, on: date | None = None) -> CodeTiming | None:
    """The row of `code` that is in force on a day (any day, if none is given), or None for a code that is not in the table."""
    for timing in _rows().get(code.upper(), ()):
        if on is None or (
            (timing.in_force_from is None or timing.in_force_from <= on)
            and (timing.in_force_to is None or on <= timing.in_force_to)
        ):
            return timing
    return None
