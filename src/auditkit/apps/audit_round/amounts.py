"""What was paid for the charts of a round, as a person gives it: typed, or as a table with a row for each chart."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from auditkit.tables.canonical import amount_of_cents, amount_text

CHART, PAID, DUE = "Chart", "Paid", "Should have been paid"
_HEADERS = {
    CHART: {"chart", "chart number", "chart no", "chart id", "number", "no", "claim", "claim id", "claim number", "file", "note", "name"},
    PAID: {"paid", "paid amount", "amount paid", "payment", "examined"},
    DUE: {"should have been paid", "should be paid", "correct", "correct amount", "should", "supported", "audited", "due"},
}  # fmt: skip
_HEADER_WITHIN = 10
_CHART = re.compile(r"(?:chart\s*)?#?\s*(\d{1,5})(?:\.0+)?", re.IGNORECASE)


class NotTaken(Exception):
    """Nothing was taken; the message is a sentence with the place and the fix, and repeats no cell."""


def form(charts: Sequence[str], amounts: Mapping[str, tuple[int, int]]) -> bytes:
    """An empty table to fill in (CSV): a row for each chart, with what is kept already."""
    out = io.StringIO(newline="")
    write = csv.writer(out).writerow
    write((CHART, PAID, DUE))
    for number, chart in enumerate(charts, 1):
        write((number, *map(amount_of_cents, amounts[chart])) if chart in amounts else (number, "", ""))
    return out.getvalue().encode("utf-8-sig")


def typed_cents(text: str, what: str) -> int:
    """Cents of dollars that a person typed. Raises NotTaken."""
    try:
        written = amount_text(text)
    except ValueError:
        raise NotTaken(f"Please write {what} in dollars and cents, such as 95.20.") from None
    return _cents(written)


def read_amounts(
    file: str, content: bytes, charts: Sequence[str], names: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    """Cents paid, and that should have been, of each chart named in a table (CSV or Excel).

    A chart is named by its number in the round, or by the name of its file on this page (`names`: chart -> file). Rows without both
    amounts and without a chart are left out. Raises NotTaken with the row where anything else is wrong: then nothing is taken.
    """
    from auditkit.readers.problems import Unreadable
    from auditkit.readers.sheets import read_sheets

    try:
        sheets = read_sheets(file, content)
    except Unreadable as reason:
        raise NotTaken(f"The file {reason.problem}. {reason.fix}") from None
    known = {str(number): chart for number, chart in enumerate(charts, 1)}
    by_name = _by_name(names)
    for sheet in sheets:
        for top, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            if columns := _columns(row):
                return _rows(sheet.rows[top + 1 :], top + 2, columns, known, by_name)
    raise NotTaken(f"No row names the columns: the first row says {CHART}, {PAID}, {DUE}.")


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        words = " ".join(re.sub(r"[^a-z]+", " ", cell.casefold()).split())
        for column, also in _HEADERS.items():
            if words in also:
                found.setdefault(column, place)
    return found if len(found) == len(_HEADERS) else {}


def _rows(rows, first: int, columns, known, by_name) -> dict[str, tuple[int, int]]:
    amounts: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows, first):
        name, paid, due = (row[columns[c]].strip() if columns[c] < len(row) else "" for c in (CHART, PAID, DUE))
        if not paid and not due:
            continue
        plain = _CHART.fullmatch(name)
        chart = known.get(plain[1].lstrip("0")) if plain else by_name.get(_bare(name))
        chart = chart or by_name.get(_bare(name), "")
        if not chart:
            raise NotTaken(
                f"Row {number} names no chart of this round; give its number in the round. Nothing was kept."
            )
        pair = (_cell(paid, PAID, number), _cell(due, DUE, number))
        if amounts.setdefault(chart, pair) != pair:
            raise NotTaken(f"Row {number} gives other amounts for a chart that is there twice. Nothing was kept.")
    if not amounts:
        raise NotTaken("No row holds amounts. Fill in both columns and give the file again.")
    return amounts


def _cell(cell: str, column: str, row: int) -> int:
    try:
        return _cents(amount_text(cell))
    except ValueError:
        raise NotTaken(f"In row {row}, “{column}” is no amount in dollars and cents. Nothing was kept.") from None


def _cents(written: str) -> int:
    """Cents of an amount as `amount_text` writes it: two decimals, always."""
    return int(written.replace(".", ""))


def _by_name(names: Mapping[str, str]) -> dict[str, str]:
    """Charts by the bare name of their file; a name that two charts have is none."""
    found: dict[str, str] = {}
    for chart, name in names.items():
        found[_bare(name)] = "" if _bare(name) in found else chart
    return {name: chart for name, chart in found.items() if name and chart}


def _bare(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1].strip().casefold()
    return re.sub(r"\.[a-z]{2,4}$", "", last)
