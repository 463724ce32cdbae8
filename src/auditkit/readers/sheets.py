"""Rows of a CSV, TSV or Excel file as text, with the row numbers that a person sees in Excel. Judges nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from auditkit.readers.archive import unpacked
from auditkit.readers.decode import decode
from auditkit.readers.limits import DEFAULT, MB, Limits
from auditkit.readers.problems import Unreadable, broken, protected
from auditkit.readers.word import OLE

DELIMITED = (".csv", ".tsv", ".tab")
EXCEL = (".xlsx", ".xlsm", ".xls")
_ZIP = b"PK\x03\x04"
_MOST_CELLS = 6_000_000
_MOST_COLUMNS = 16_384  # as many as Excel has
_TOO_MANY_CELLS = (
    "spans far too many cells",
    "Copy the rows and columns that are needed into a new file and use that.",
)
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])[^>]*")
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])[^>]*")
_AT = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,7})(\d{0,9})[\"']")
# Cells hold whole notes; the standard library stops at 128 KB.
csv.field_size_limit(max(csv.field_size_limit(), DEFAULT.text_bytes + 1))


class Sheet(NamedTuple):
    """A sheet's name ("" in a CSV file) and its rows; row 1 is the first of the file, blank rows counted."""

    name: str
    rows: list[list[str]]
    open_quote: int = 0  # the row where a quotation mark is opened and not closed; 0 = none


def read_sheets(name: str, data: bytes, limits: Limits = DEFAULT) -> list[Sheet]:
    """Every sheet of the file. Raises Unreadable for a password, a bomb, damage, a web page in disguise or too many rows."""
    if name.lower().endswith(DELIMITED):
        return [_delimited(decode(data), limits)]
    if data.startswith(_ZIP):
        _refuse_endless_grid(data, limits)
        return _excel(data, limits)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise protected("Excel file")
        return _excel(data, limits)
    text = decode(data)  # many programs export delimited text or a web page under the name .xls
    if text.lstrip().startswith("<"):
        raise Unreadable("is a web page saved under an Excel name", "Open it in Excel and save it as .xlsx.")
    return [_delimited(text, limits)]


def _delimited(text: str, limits: Limits) -> Sheet:
    rows = list(delimited_rows(text, limits))
    opened = 0
    if rows and text.count('"') % 2 and any("\n" in cell for cell in rows[-1]):
        opened = len(rows)
    return Sheet("", rows, opened)


def delimited_rows(text: str, limits: Limits = DEFAULT) -> Iterator[list[str]]:
    """The rows one by one, so that a large export is never held twice. Raises Unreadable where they are too many or too wide."""
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
            _refuse_too_many(number, limits)
            if len(row) > _MOST_COLUMNS:
                raise Unreadable(
                    f"has {len(row):,} columns in row {number} (the limit is {_MOST_COLUMNS:,})",
                    "Keep the columns that are needed, and save it again.",
                )
            yield row
    except csv.Error:
        raise broken("table (CSV)") from None


def _delimiter(text: str) -> str:
    """What separates the cells, counted outside quotation marks in the first lines."""
    lines: list[str] = []
    quoted = False
    for line in text[:200_000].split("\n"):
        plain = "".join(part for n, part in enumerate(line.split('"')) if (n % 2 == 0) != quoted)
        quoted ^= line.count('"') % 2 == 1
        if plain.strip():
            lines.append(plain)
        if len(lines) >= 10:
            break
    if lines and (m := lines[0].strip().lower()).startswith("sep=") and len(m) == 5:
        return m[4]
    counts = {d: max((line.count(d) for line in lines[:3]), default=0) for d in ",\t;|"}
    return max(counts, key=lambda d: counts[d]) if any(counts.values()) else ","


def _excel(data: bytes, limits: Limits) -> list[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for sheet_name in book.sheet_names:
            sheet = book.get_sheet_by_name(sheet_name)
            _refuse_too_many(sheet.total_height, limits)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                raise Unreadable(
                    "holds far too many cells", "Keep the columns and rows that are needed, and save it again."
                )
            rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
            sheets.append(Sheet(sheet_name, rows))
    except Unreadable:
        raise
    except python_calamine.PasswordError:
        raise protected("Excel file") from None
    except BaseException as error:  # the library has many errors of its own, and its panics are no Exception
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise broken("Excel file") from None
        raise
    return sheets


def _refuse_endless_grid(data: bytes, limits: Limits) -> None:
    """Raises Unreadable where cells stand so far apart that the grid round them would not fit into memory.

    The Excel library makes the whole grid at once and ends the program where that fails, and one stray cell in the last
    corner of a sheet is enough. So the cells' addresses are looked at first.
    """
    extent, current, carried = _Extent(), -1, b""
    for number, piece in unpacked(io.BytesIO(data), limits, "Excel file"):
        if number != current:
            extent, current, carried = _Extent(), number, b""
            if piece[:4].strip(b"\xff\xfe").startswith((b"<\0", b"\0<")):
                raise broken(
                    "Excel file"
                )  # UTF-16, which Excel does not write and the addresses below would not be seen in
        piece = carried + piece
        cut = piece.rfind(b"<")  # a tag may go on in the next piece
        extent.add(piece[:cut] if cut >= 0 else piece)
        carried = piece[cut:] if cut >= 0 else b""
        if extent.is_sheet and len(carried) > MB:
            raise broken("Excel file")  # no tag is that long
        carried = carried[: MB + 1]
        if extent.is_sheet and extent.grid > _MOST_CELLS:
            raise Unreadable(*_TOO_MANY_CELLS)


class _Extent:
    """The rows and columns that the cells of one sheet's XML span at most."""

    def __init__(self) -> None:
        self._rows = self._columns = self._rows_seen = self._cells_without_address = 0
        self.is_sheet = False

    def add(self, xml: bytes) -> None:
        self.is_sheet = self.is_sheet or b"sheetData" in xml
        for row in _ROW.findall(xml):
            self._rows_seen += 1
            if at := _AT.search(row):
                self._rows = max(self._rows, int(at[2] or 0))
        for cell in _CELL.findall(xml):
            if at := _AT.search(cell):
                self._rows = max(self._rows, int(at[2] or 0))
                self._columns = max(self._columns, _column_number(at[1]))
            else:
                self._cells_without_address += 1

    @property
    def grid(self) -> int:
        """Cells of the rectangle, at most."""
        return max(self._rows, self._rows_seen) * max(self._columns, min(self._cells_without_address, 16_384))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _refuse_too_many(rows: int, limits: Limits) -> None:
    if rows > limits.rows:
        raise Unreadable(f"has more than {limits.rows:,} rows", "Split it into smaller files.")


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))  # Excel keeps every number as a fraction
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value is not None else ""
