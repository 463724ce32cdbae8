"""Cells of an export -> the one spelling of our tables."""

from __future__ import annotations

import re

from auditkit.tables.table import Column, ColumnType, canonical_text, serial_date, way_out

NOTHING = {"", "-", "--", "n/a", "na", "none", "null", "nat", "<na>", "#n/a", "(blank)", "(null)"}
_NUMBERS = (ColumnType.AMOUNT, ColumnType.COUNT, ColumnType.DATE)
_MOST_SPELLINGS = 200_000
_KEPT_AS_WRITTEN = {
    "date_of_service": re.compile(r"[\d/. -]{6,12}"),
    "modifiers": re.compile(r"[A-Za-z0-9|,;: ]{1,40}"),
}
_MISREAD_FORMULA = ("holds a formula instead of a value", "Copy the column and paste its values only.")


def as_written(name: str, cell: str) -> str:
    """A cell that cannot be read, where the checks are to see it as it stands; else empty."""
    kept = _KEPT_AS_WRITTEN.get(name)
    if kept is None or not kept.fullmatch(cell.strip()):
        return ""
    return cell.strip() if name == "date_of_service" else "|".join(re.split(r"[|,;: ]+", cell.strip().upper()))


class Spelling(dict[str, "str | None"]):
    """Cell -> canonical text, None where it cannot be read. Cells repeat, so each spelling is read once.

    `keeps_days_as_numbers`: the file keeps dates as spreadsheets do, so 46329 is 2026-11-03.
    """

    def __init__(self, column: Column, *, keeps_days_as_numbers: bool = False) -> None:
        super().__init__()
        self.column = column
        self._is_serial = keeps_days_as_numbers and column.type is ColumnType.DATE
        self._read = canonical_text(column)
        self._nothing = NOTHING if column.type in _NUMBERS else NOTHING | {"nan"}
        self._nothing = self._nothing - set(column.choices)  # "none" is a choice of some columns

    def __missing__(self, cell: str) -> str | None:
        if len(self) > _MOST_SPELLINGS:
            self.clear()
        try:
            found: str | None = self._canonical(cell)
        except ValueError:
            found = None
        self[cell] = found
        return found

    def _canonical(self, cell: str) -> str:
        text = cell.strip().strip("\ufeff\u200b\xa0").replace("\0", "")
        is_marked = text.startswith("'")
        if text.startswith('="') and text.endswith('"') and '"' not in text[2:-1]:
            text = text[2:-1].strip()  # how some programs keep the zeros of ="00123"
        elif is_marked:
            text = text[1:]  # how Excel marks text
        if text.lower() in self._nothing:
            return ""
        if not is_marked and text.startswith(("=", "@")):
            raise ValueError(_MISREAD_FORMULA[0])
        if text.lower() == "nan":
            raise ValueError("is not a number (NaN)")
        if self._is_serial and (day := serial_date(text)) is not None:
            return day.isoformat()
        return self._read(text)

    def why_not(self, cell: str) -> tuple[str, str]:
        """What is wrong with a cell that cannot be read, and what to do about it."""
        try:
            self._canonical(cell)
        except ValueError as error:
            fix = _MISREAD_FORMULA[1] if str(error) == _MISREAD_FORMULA[0] else way_out(self.column)
            return str(error), fix
        return "cannot be read", way_out(self.column)


class Lists(dict[tuple[str, ...], str]):
    """Cells of numbered columns -> one cell."""

    def __missing__(self, parts: tuple[str, ...]) -> str:
        if len(self) > _MOST_SPELLINGS:
            self.clear()
        found = self[parts] = "|".join(part for part in parts if part and part.strip().lower() not in NOTHING)
        return found
