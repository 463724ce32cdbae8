"""What comes into force or ends between two days, read from the dates of the rows that are held (built in and imported)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.reference.lookup import Reference
from auditkit.reference.rows import KEYS, Row

# What of a row decides; where only another column differs nothing has changed for a claim.
_DECIDES = {
    "thresholds": ("value", "unit"),
    "unit_limits": ("max_units", "mai"),
    "code_status": ("medicare_status",),
    "telehealth": ("taken", "paid_in_arrears"),
    "addons": ("primary_code",),
    "modifiers": ("modifier",),
    "places_of_service": ("place_of_service",),
    "appeal_deadlines": ("length", "unit", "counts_from"),
}
# The ends of these rows are where an edition ends, not where something ends: after them nothing is known.
_ENDS_WITH_ITS_EDITION = frozenset({"thresholds", "unit_limits", "code_status"})
# Before the first row of these, nothing is known either; elsewhere a first row is the beginning of the thing.
_BEGINS_WITH_ITS_EDITION = frozenset({"unit_limits", "code_status"})


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that is another from `on`. `before` None: there was none; `now` None: it ends. `known_until` is set where days lie between, of
    which nothing is held: then it changed at some time since."""

    table: str
    key: tuple[str, ...]
    on: date
    before: Row | None
    now: Row | None
    known_until: date | None = None

    @property
    def row(self) -> Row:
        """The row that says so."""
        return self.now or self.before


def coming(reference: Reference, first: date, last: date) -> list[Coming]:
    """Everything that begins, ends or changes from `first` to `last`, by table and day. Raises CannotKeep for a damaged edition."""
    found = list(_codes(reference, first, last))
    for table, decides in _DECIDES.items():
        found += _periods(reference, table, decides, first, last)
    found += _pairs(reference, first, last)
    return sorted(found, key=lambda one: (one.table, one.on, one.key))


def _by_key(table: str, rows: list[Row], start: str) -> dict[tuple[str, ...], list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[tuple(row[column] for column in KEYS[table])].append(row)
    for own in found.values():
        own.sort(key=lambda row: row[start])
    return found


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _after(cell: str) -> date | None:
    """The day after a last day."""
    day = _day(cell)
    return None if day is None or day == date.max else day + timedelta(days=1)


def _periods(reference: Reference, table: str, decides: tuple[str, ...], first: date, last: date) -> Iterator[Coming]:
    for key, rows in _by_key(table, reference.rows(table), "valid_from").items():
        for place, row in enumerate(rows):
            begins, ends = _day(row["valid_from"]), _after(row["valid_to"])
            if begins and first <= begins <= last:
                before = rows[place - 1] if place else None
                if before is None and table in _BEGINS_WITH_ITS_EDITION:
                    continue
                if before is None or any(before[name] != row[name] for name in decides):
                    gap = before is not None and _after(before["valid_to"]) != begins
                    yield Coming(table, key, begins, before, row, _day(before["valid_to"]) if gap else None)
            if ends and first <= ends <= last and table not in _ENDS_WITH_ITS_EDITION:
                if not any((_day(other["valid_from"]) or date.min) >= ends for other in rows[place + 1 :]):
                    yield Coming(table, key, ends, row, None)


def _codes(reference: Reference, first: date, last: date) -> Iterator[Coming]:
    for row in reference.rows("therapy_codes"):
        begins, ends = _day(row["valid_from"]), _after(row["valid_to"])
        if begins and first <= begins <= last:
            yield Coming("therapy_codes", (row["code"],), begins, None, row)
        if ends and first <= ends <= last:
            yield Coming("therapy_codes", (row["code"],), ends, row, None)


def _pairs(reference: Reference, first: date, last: date) -> Iterator[Coming]:
    """Edits that were deleted as if they had never been (their last day is before or on their first) are none."""
    for key, rows in _by_key("code_pairs", reference.rows("code_pairs"), "in_force_from").items():
        real = [row for row in rows if row["modifier_indicator"] in ("0", "1")]
        for row in real:
            begins, ends = _day(row["in_force_from"]), _after(row["in_force_to"])
            if begins and ends and ends <= begins + timedelta(days=1):
                continue
            if begins and first <= begins <= last:
                before = next((other for other in real if _after(other["in_force_to"]) == begins), None)
                if before is None or before["modifier_indicator"] != row["modifier_indicator"]:
                    yield Coming("code_pairs", key, begins, before, row)
            if ends and first <= ends <= last and not any(_day(other["in_force_from"]) == ends for other in real):
                yield Coming("code_pairs", key, ends, row, None)
