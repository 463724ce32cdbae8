"""Which billing codes are timed (paid by the minutes behind them) and which are untimed, on a given day: a view of the table of therapy codes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from auditkit.reference.rows import builtin


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
def _rows() -> dict[str, CodeTiming]:
    """By code; only the codes that are still billed: what a deleted code once was says nothing about a note of today."""
    return {
        row["code"]: CodeTiming(
            row["code"],
            row["is_timed"] == "1",
            int(row["minutes_per_unit"]) if row["minutes_per_unit"] else None,
            date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            None,
            row["source"],
            row["timing_confidence"] or row["confidence"],
        )
        for row in builtin("therapy_codes")
        if not row["valid_to"]
    }


def code_timing(code: str, on: date | None = None) -> CodeTiming | None:
    """The timing of `code` on a day (any day, if none is given), or None for a code that is not in the table or not yet in force."""
    timing = _rows().get(code.upper())
    if timing is None or (on is not None and timing.in_force_from is not None and on < timing.in_force_from):
        return None
    return timing
