"""By when an answer has to be with the payer. A day is given only where it is known; else the sentence says where to look."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from auditkit.desks.working_days import working_day_from
from auditkit.reference.denial_codes import DenialCodes
from auditkit.reference.rows import Row
from auditkit.rule import Confidence

UNKNOWN = "unknown: look in the contract"
NO_APPEAL = "none: no right to appeal"
_FIRM = (Confidence.PAGE_CONFIRMED, Confidence.DERIVED)


class Deadline(NamedTuple):
    """The last day for a step, or why there is none. `aim_for` is a day before it that is safe however receipt is counted.

    `counts_until`: where the last day is no working day and a source says that it is moved, the day to which.
    """

    on: date | None
    state: str  # known, unknown, none
    words: str  # a sentence for a person
    aim_for: date | None = None
    link: str = ""
    source: str = ""
    counts_until: date | None = None

    @property
    def cell(self) -> str:
        """The day, or the words that stand for it in tables."""
        if self.on:
            return self.on.isoformat()
        return NO_APPEAL if self.state == "none" else UNKNOWN


def deadline(
    step: str,
    payer_type: str,
    codes: DenialCodes,
    *,
    notice: date | None = None,
    date_of_service: date | None = None,
    request: date | None = None,
    own_days: int | None = None,
) -> Deadline:
    """The last day for a step (`first_appeal`, `reopening`, `new_claim`, `records_request`) with a kind of payer.

    `own_days` is what the practice has set for this payer and stands before every row; it counts from the notice (or the request).
    """
    starts = {"notice": notice, "receipt": notice, "date_of_service": date_of_service, "request": request}
    if own_days is not None:
        start = request if step == "records_request" else notice
        if start is None:
            return _no_start(step)
        return Deadline(
            start + timedelta(days=own_days),
            "known",
            f"{own_days} days, as your payers table says.",
            source="payers table",
        )
    row = codes.step(payer_type, step, starts["request" if step == "records_request" else "notice"])
    if row is None or not row["length"]:
        return Deadline(
            None,
            "unknown",
            "No time limit is held for this payer. Look in the contract and set it in your payers table.",
        )
    if row["holds_when"] or row["confidence"] not in _FIRM:
        return Deadline(None, "unknown", _maybe(row), link=row["link"], source=row["source"])
    start = starts[row["counts_from"]]
    if start is None:
        return _no_start(step)
    presumed = int(row["receipt_presumed_days"] or 0)
    end = _after(start, int(row["length"]), row["unit"])
    last = end + timedelta(days=presumed)
    moved = working_day_from(last) if row.get("rolls_over") == "1" else last
    return Deadline(
        last, "known", _told(row, presumed), end if presumed else None, row["link"], row["source"], moved if moved > last else None
    )  # fmt: skip


def no_appeal(why: str) -> Deadline:
    """There is no right to appeal, and why."""
    return Deadline(None, "none", why)


def _no_start(step: str) -> Deadline:
    return Deadline(None, "unknown", f"The day from which the {step.replace('_', ' ')} counts is not known.")


def _maybe(row: Row) -> str:
    length = f"{row['length']} {row['unit']}"
    held = (
        f" It may be {length} ({row['name']}) where {row['holds_when']}."
        if row["holds_when"]
        else f" It may be {length}; nobody has checked it."
    )
    return "Look in the contract and set it in your payers table." + held


def _told(row: Row, presumed: int) -> str:
    received = f", and receipt is presumed {presumed} days after the notice" if presumed else ""
    counts = {"receipt": "receipt", "notice": "the notice", "date_of_service": "the service", "request": "the letter"}
    length = f"{row['length']} {row['unit']}" if row["length"] != "1" else f"1 {row['unit'].removesuffix('s')}"
    return f"{row['name'][0].upper()}{row['name'][1:]}: {length} from {counts[row['counts_from']]}{received}. {row['note']}"


def _after(start: date, length: int, unit: str) -> date:
    if unit == "years":
        year = start.year + length
        return start.replace(year=year, day=min(start.day, calendar.monthrange(year, start.month)[1]))
    return start + timedelta(days=length)
