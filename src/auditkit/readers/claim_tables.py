"""CSV and Excel files -> rows of one table, whatever their headers: the columns are those that were confirmed, else a proposal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from auditkit.readers.claim_columns import holds_services_side_by_side, is_enough, propose_claim_columns
from auditkit.readers.claim_rows import ClaimRows
from auditkit.readers.claim_sheets import ClaimSheet, headers_of_serial_days, headers_under
from auditkit.readers.columns import ColumnMap
from auditkit.readers.problems import Unreadable
from auditkit.tables import TABLES, Issue, Table, parse_date


@dataclass(frozen=True, slots=True)
class Proposed:
    """A table whose columns were guessed and not confirmed: the file, the sheet ("" in a CSV file), and the guess."""

    file: str
    sheet: str
    columns: ColumnMap

    @property
    def is_enough(self) -> bool:
        """True where the guess found what makes the table."""
        table = next(table for table in TABLES if table.name == self.columns.table)
        return is_enough(table, self.columns)


# Asked for each table: the map to use (remembered, or confirmed by a person), or None to go on with the guess.
Confirm = Callable[[Proposed], ColumnMap | None]
# Whether a sheet's first rows bear out a guess that nobody has confirmed.
Fits = Callable[[Sequence[Sequence[str]], ColumnMap], bool]


class TableSheets:
    """Adds the sheets of file after file to one table. `rows` are what was read, `issues` what is wrong with sheets and their columns.

    `proposed` are the guesses that nobody has confirmed.
    """

    def __init__(
        self, table: Table, maps: Sequence[ColumnMap], confirm: Confirm | None, what: str = "", fits: Fits | None = None
    ) -> None:
        self.table, self._confirm, self._fits = table, confirm, fits
        self._maps = [columns for columns in maps if columns.table == table.name]
        self._what = what or table.name.replace("_", " ")
        self.rows = ClaimRows(table)
        self.issues: list[Issue] = []
        self.proposed: list[Proposed] = []

    def add(self, label: str, sheets: Sequence[ClaimSheet]) -> None:
        """Add the sheets of one file. Raises Unreadable where none of them is such a table."""
        used = 0
        for sheet in sheets:
            where = f"{sheet.name} row" if sheet.name and len(sheets) > 1 else "row"
            if (columns := self._columns(label, sheet)) is None:
                if sheet.name and len(sheets) > 1:
                    problem = f"does not look like a table of {self._what}"
                    self.issues.append(Issue(label, sheet.name, problem, "Nothing to do if that is right.", True))
                continue
            used += 1
            headers = headers_under(sheet.head, columns.header_row)
            serial = headers if sheet.is_excel else headers_of_serial_days(sheet.head, columns.header_row)
            self.rows.add(label, sheet.rows(), headers, columns, where, serial)
            self.issues += [
                Issue(label, place, problem, fix, is_warning=True) for place, problem, fix in sheet.warnings
            ]
            self._say_what_is_missing(label, sheet.name, columns)
        if not used and any(holds_services_side_by_side(sheet.head) for sheet in sheets):
            raise Unreadable("holds several services side by side in a row", "Export one row for each service line.")
        if not used and all(_begins_with_values(sheet.head) for sheet in sheets):
            raise Unreadable(
                "begins with its first row of values, not with headers",
                "Put a row above it that says what each column holds, such as that of the template.",
            )
        if not used:
            raise Unreadable(
                f"has no columns that look like a table of {self._what}",
                "Say which column holds what, or give the columns the names of the template.",
            )

    def _columns(self, label: str, sheet: ClaimSheet) -> ColumnMap | None:
        """The map for one sheet: confirmed, or guessed; None where the sheet is no such table."""
        for confirmed in self._maps:
            if confirmed.fits(headers_under(sheet.head, confirmed.header_row)):
                return confirmed
        if not sheet.head:
            return None
        guess = Proposed(label, sheet.name, propose_claim_columns(self.table, sheet.head))
        if self._confirm is not None and (chosen := self._confirm(guess)) is not None:
            return chosen
        if not guess.is_enough or (self._fits is not None and not self._fits(sheet.head, guess.columns)):
            return None
        self.proposed.append(guess)
        return guess.columns

    def _say_what_is_missing(self, label: str, sheet: str, columns: ColumnMap) -> None:
        found = {*columns.fields, *columns.joined}
        if missing := [c.name for c in self.table.columns if c.required and c.name not in found]:
            self.issues.append(
                Issue(
                    label,
                    sheet,
                    f"has no column for {', '.join(missing)}",
                    "What needs it will be unclear; add it to the export.",
                    True,
                )
            )


def _begins_with_values(head: Sequence[Sequence[str]]) -> bool:
    """True where the first row is as wide as the rest and holds a date, which no header does."""
    first = [cell.strip() for cell in head[0] if cell.strip()] if head else []
    width = max((sum(bool(cell.strip()) for cell in row) for row in head), default=0)
    return 1 < width <= len(first) + 1 and any(
        re.search(r"\d", cell) and parse_date(cell) is not None for cell in first
    )
