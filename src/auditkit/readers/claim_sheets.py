"""The sheets of an export, row by row: a CSV file is never held as a whole table, because exports have a million rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest

from auditkit.readers.columns import headers_of
from auditkit.readers.decode import decode
from auditkit.readers.formats import Format, format_of
from auditkit.readers.limits import Limits
from auditkit.readers.problems import Unreadable
from auditkit.readers.sheets import EXCEL, delimited_rows, read_sheets
from auditkit.tables.table import serial_date

_HEAD = 210  # rows that a proposal looks at


@dataclass(slots=True)
class ClaimSheet:
    """A sheet: its name ("" in a CSV file), its first rows, and all of its rows from the first; `warnings` fill while they are read."""

    name: str
    head: list[list[str]]
    rows: Callable[[], Iterator[Sequence[str]]]
    warnings: list[tuple[str, str, str]] = field(default_factory=list)
    is_excel: bool = False


def claim_sheets(label: str, content: bytes, limits: Limits) -> list[ClaimSheet]:
    """The sheets of a CSV, text or Excel file. Raises Unreadable for what is none, is damaged, or is far too large."""
    form = format_of(label)
    if form is Format.PDF or form is Format.WORD:
        raise Unreadable(
            f"is a {form} file, and claims are not read from it",
            "Export the claims as CSV or Excel, or as an 837P file.",
        )
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or (
        label.lower().endswith(EXCEL) and not _is_text(content)
    ):
        name = label if label.lower().endswith(EXCEL) else f"{label}.xlsx"
        return [_of_rows(sheet.name, sheet.rows) for sheet in read_sheets(name, content, limits) if sheet.rows]
    text = decode(content)
    if text.lstrip()[:1] == "<":
        raise Unreadable("is a web page or XML, not a table", "Open it in Excel and save it as .xlsx or .csv.")
    return [_of_text(text, limits)]


def _is_text(content: bytes) -> bool:
    return b"\0" not in content[:4096]


def headers_under(head: Sequence[Sequence[str]], header_row: int) -> tuple[str, ...]:
    """The unique header names of a sheet whose headers stand in that row (0: it has none)."""
    width = max((len(row) for row in head), default=0)
    named = head[header_row - 1] if 0 < header_row <= len(head) else []
    return headers_of([*named, *[""] * (width - len(named))])


def headers_of_serial_days(head: Sequence[Sequence[str]], header_row: int) -> set[str]:
    """The headers of columns that hold nothing but numbers which may be days as spreadsheets keep them."""
    cells = [[cell.strip() for cell in column] for column in zip_longest(*head[header_row:], fillvalue="")]
    filled = [[cell for cell in column if any(map(str.isdigit, cell))] for column in cells]  # "Total" says nothing
    headers = headers_under(head, header_row)
    return {header for header, own in zip(headers, filled, strict=False) if own and all(map(serial_date, own))}


def _of_rows(name: str, rows: list[list[str]]) -> ClaimSheet:
    return ClaimSheet(name, rows[:_HEAD], lambda: iter(rows), is_excel=True)


def _of_text(text: str, limits: Limits) -> ClaimSheet:
    head = list(islice(delimited_rows(text, limits), _HEAD))
    sheet = ClaimSheet("", head, lambda: iter(()))

    def rows() -> Iterator[Sequence[str]]:
        number, last = 0, []
        for number, last in enumerate(delimited_rows(text, limits), start=1):  # noqa: B007
            yield last
        if text.count('"') % 2 and any("\n" in cell for cell in last):
            sheet.warnings.append(
                (f"row {number}", "opens a quotation mark that is not closed, so rows after it may be missing",
                 "Export the table again, or save it as .xlsx.")
            )  # fmt: skip
        elif not text.endswith("\n") and number > 1 and 0 < len(last) < len(head[0]):
            sheet.warnings.append(
                (f"row {number}", "ends early, so the file may be cut off", "Export the table again.")
            )

    sheet.rows = rows
    return sheet
