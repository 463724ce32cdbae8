"""How a table is described, and what follows from the description: reading a row, the template, the page of docs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from auditkit.rule import Kind
from auditkit.tables.cells import parse_billed, parse_date, parse_discipline, parse_kinds


class ColumnType(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    DATE = "date"
    DISCIPLINE = "discipline"
    CHOICE = "choice"
    KINDS = "kinds of note"
    BILLED = "codes, units, minutes"


class _Reading(NamedTuple):
    parse: Callable[[object], Any]
    empty: Any
    problem: str
    fix: str


def _date_or_error(value: object) -> date | None:
    if (found := parse_date(value)) is None:
        raise ValueError("not a date")
    return found


_READINGS: dict[ColumnType, _Reading] = {
    ColumnType.TEXT: _Reading(lambda value: str(value).strip(), "", "", ""),
    ColumnType.DATE: _Reading(_date_or_error, None, "is not a date", "Write it as 3/4/2026 or 2026-03-04."),
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
    also: tuple[str, ...] = ()  # other headers, lower case, letters and digits with single spaces


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table in plain words: what one row is, and its columns."""

    name: str
    grain: str
    meaning: str
    columns: tuple[Column, ...]

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
        reading = _READINGS[ColumnType.TEXT if column.type is ColumnType.CHOICE else column.type]
        cell = cells.get(column.name)
        if cell is None or not str(cell).strip():
            values[column.name] = "" if column.type is ColumnType.CHOICE else reading.empty
            if column.required:
                problems.append(CellProblem(column.name, "is empty", "Fill it in."))
            continue
        try:
            value = reading.parse(cell)
            if column.type is ColumnType.CHOICE:
                value = re.sub(r"[\s-]+", "_", value.lower())
                if value not in column.choices:
                    raise ValueError("not one of the choices")
        except ValueError:
            values[column.name] = "" if column.type is ColumnType.CHOICE else reading.empty
            if column.type is ColumnType.CHOICE:
                problem = CellProblem(column.name, "is not a known value", f"Use one of {', '.join(column.choices)}.")
            else:
                problem = CellProblem(column.name, reading.problem, reading.fix)
            problems.append(problem)
            continue
        values[column.name] = value
    return Row(values, tuple(problems))


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
