"""How a table is described, and what follows from the description: reading a row, the template, the page of docs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from auditkit.rule import Kind
from auditkit.tables import canonical, moments
from auditkit.tables.cells import parse_billed, parse_date, parse_discipline, parse_kinds


class ColumnType(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DATE = "date"
    DISCIPLINE = "discipline"
    CHOICE = "choice"
    KINDS = "kinds of note"
    BILLED = "codes, units, minutes"
    IDENTIFIER = "number or name"
    CODE = "code"
    CODES = "list of codes"
    MODIFIERS = "list of modifiers"
    POINTERS = "list of pointers"
    PLACE = "two digits"
    AMOUNT = "dollars"
    COUNT = "whole number"
    NUMBER = "number"
    FLAG = "1 or 0"
    QUANTITY = "number, not negative"
    VISITS = "number of visits, or unlimited"
    PERCENT = "percent"
    TIME = "time of day"
    MOMENT = "day and time"
    START = "time of day, or day and time"


class _Reading(NamedTuple):
    parse: Callable[[object], Any]
    empty: Any
    problem: str  # empty: the error's own words
    fix: str


_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 43_200, 49_999  # in 2018 and 2036; read as month, day and year, none of them is a date
_NO_SERIAL = "is a number, perhaps a date as spreadsheets keep it, and was not read as a day"


def serial_date(cell: str) -> date | None:
    """The day of a date cell that a spreadsheet shows as a bare number: 46329 is 2026-11-03. None for what could be anything else.

    Only for columns of dates where the file says that it keeps them so: an Excel file, or a column of nothing else.
    """
    m = _SERIAL.fullmatch(cell.strip())
    days = int(m[1]) if m else 0
    return date(1899, 12, 30) + timedelta(days) if _FIRST_SERIAL <= days <= _LAST_SERIAL else None


def _date_or_error(value: object) -> date | None:
    if (found := parse_date(value)) is None:
        raise ValueError(_NO_SERIAL if _SERIAL.fullmatch(str(value).strip()) else "is not a date")
    return found


_READINGS: dict[ColumnType, _Reading] = {
    ColumnType.TEXT: _Reading(lambda value: str(value).strip(), "", "", ""),
    ColumnType.DATE: _Reading(_date_or_error, None, "", "Write it as 3/4/2026 or 2026-03-04."),
    ColumnType.DISCIPLINE: _Reading(parse_discipline, "", "is not PT, OT or SLP", "Write one of PT, OT, SLP."),
    ColumnType.KINDS: _Reading(
        parse_kinds,
        (),
        "is not a kind of note",
        f"Use {', '.join(Kind)}; put | between two kinds.",
    ),
    ColumnType.BILLED: _Reading(
        parse_billed,
        (),
        "is not a list of codes",
        "Write code:units:minutes with | between, such as 97110:2:30|97140:1:15.",
    ),
    **{
        type_: _Reading(lambda value, read=read: read(str(value)), "", "", fix)
        for type_, (read, fix) in {
            ColumnType.IDENTIFIER: (canonical.identifier_text, "Export the column as text."),
            ColumnType.CODE: (canonical.code_text, "Export it as text, one code to a row."),
            ColumnType.CODES: (canonical.codes_text, "Write the codes with | between."),
            ColumnType.MODIFIERS: (canonical.modifiers_text, "Write them with | between, such as GP|KX."),
            ColumnType.POINTERS: (canonical.pointers_text, "Write them with | between, such as 1|2."),
            ColumnType.PLACE: (canonical.place_text, "Write two digits, such as 11."),
            ColumnType.AMOUNT: (canonical.amount_text, "Write dollars and cents, such as 65.00."),
            ColumnType.COUNT: (canonical.count_text, "Write a whole number, such as 2."),
            ColumnType.NUMBER: (canonical.number_text, "Write a number, such as 2 or 1.5."),
            ColumnType.QUANTITY: (canonical.quantity_text, "Write a number, such as 12."),
            ColumnType.VISITS: (
                canonical.visits_text,
                "Write a number, such as 12, or: 12 of 30, 60 combined PT/OT, unlimited.",
            ),
            ColumnType.PERCENT: (canonical.percent_text, "Write it with its sign, such as 20%."),
            ColumnType.TIME: (moments.time_text, "Write it as 9:15 AM or 09:15."),
            ColumnType.START: (moments.start_text, "Write it as 9:15 AM or 09:15."),
            ColumnType.MOMENT: (moments.moment_text, "Write it as 2026-11-24 09:15, or the day alone."),
            ColumnType.FLAG: (canonical.flag_text, "Write 1 for yes, 0 for no; empty means not known."),
        }.items()
    },
}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its canonical name, how it is read, what it means, and other names that exports give it."""

    name: str
    type: ColumnType
    meaning: str
    example: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)  # other words for the choices, plain and lower case
    also: tuple[str, ...] = ()  # other headers, lower case, letters and digits with single spaces


def column(name: str, type_: ColumnType, meaning: str, example: str, *also: str, required: bool = False) -> Column:
    """A column in one breath; `also` are the headers under which exports have it."""
    return Column(name=name, type=type_, meaning=meaning, example=example, also=also, required=required)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table in plain words: what one row is, and its columns.

    `needs`: an export is taken for this table where it has one column of each group; without groups, where it has the first required one.
    """

    name: str
    grain: str
    meaning: str
    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


class CellProblem(NamedTuple):
    """A cell that could not be read. It says nothing of what the cell holds."""

    column: str
    problem: str
    fix: str


class Row(NamedTuple):
    """The cells that could be read, by column name, and what is wrong with the others."""

    values: dict[str, Any]
    problems: tuple[CellProblem, ...]


def parse_row(table: Table, cells: Mapping[str, object]) -> Row:
    """Read one row by the table's description. Unknown columns are left out; a bad cell is a problem, never an error."""
    values: dict[str, Any] = {}
    problems: list[CellProblem] = []
    for column in table.columns:
        reading = _reading(column)
        cell = cells.get(column.name)
        values[column.name] = reading.empty
        if cell is None or not str(cell).strip():
            if column.required:
                problems.append(CellProblem(column.name, "is empty", "Fill it in."))
            continue
        try:
            values[column.name] = reading.parse(cell)
        except ValueError as error:
            problems.append(CellProblem(column.name, reading.problem or str(error), reading.fix))
    return Row(values, tuple(problems))


def canonical_text(column: Column) -> Callable[[str], str]:
    """The function that gives a filled cell of that column in canonical spelling, always as text.

    It raises ValueError; the message ends the sentence "the cell ..." and does not repeat the cell. `way_out` is what to do about it.
    """
    reading = _reading(column)

    def spell(cell: str) -> str:
        try:
            value = reading.parse(cell)
        except ValueError as error:
            raise ValueError(reading.problem or str(error)) from None
        if isinstance(value, date):
            return value.isoformat()
        return value if isinstance(value, str) else "|".join(value)

    return spell


def way_out(column: Column) -> str:
    """What to do about a cell of that column that cannot be read."""
    return _reading(column).fix


def _reading(column: Column) -> _Reading:
    if column.type is not ColumnType.CHOICE:
        return _READINGS[column.type]
    read = canonical.choice_text(column.choices, column.spellings)
    return _Reading(
        lambda value: read(str(value)), "", "is not a known value", f"Use one of {', '.join(column.choices)}."
    )


def template_csv(table: Table) -> str:
    """A file to fill in: the headers and one synthetic row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([c.name for c in table.columns])
    writer.writerow([c.example for c in table.columns])
    return out.getvalue()


def describe(table: Table) -> str:
    """The table as a page of documentation (Markdown)."""
    lines = [f"## {table.name}", "", f"{table.meaning} One row is {table.grain}.", ""]
    lines += ["| column | needed | read as | meaning | example |", "|---|---|---|---|---|"]
    for c in table.columns:
        read_as = " / ".join(f"`{choice}`" for choice in c.choices) or str(c.type)
        cells = (f"`{c.name}`", "yes" if c.required else "", read_as, c.meaning, c.example)
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
