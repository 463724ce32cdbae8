"""A published file as rows of text: tab-delimited, comma-separated, Excel, or these in a zip."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from auditkit.tables import Issue

TEXT, EXCEL = {".txt", ".csv", ".tsv", ".tab"}, {".xlsx", ".xlsm"}
_DAMAGE = (
    csv.Error,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
)  # RuntimeError: a password
LARGEST = 600_000_000  # bytes of one unpacked file; the largest that CMS publishes has about 60 MB
_WIDEST = 200  # columns; the widest file has 32
_LONGEST = 1_000_000  # characters of one line
HEADINGS = 60  # rows within which the data begin
CODE = re.compile(r"[0-9A-Z][0-9]{3}[0-9A-Z]$")  # HCPCS and CPT
ICD_ORDER = re.compile(r"\d{5} ([A-Z][0-9A-Z]{2,6}) +([01]) ")  # a line of the ICD-10-CM order file


class Unreadable(Exception):
    """What is wrong with a file, as words that follow its name."""


@dataclass(frozen=True)
class Sheet:
    """One table of a file: its name (with that of its zip), the rows above the data, and the data, read as they are needed."""

    name: str
    above: list[list[str]]
    data: Iterator[tuple[int, list[str]]] = field(repr=False)  # (row number in the file, cells)

    @cached_property
    def headings(self) -> list[str]:
        """The words over each column, joined where a heading is spread over several rows, in lower case with single spaces."""
        lines = [row for row in self.above if sum(bool(cell) for cell in row) > 1][-8:]
        width = max((len(row) for row in lines), default=0)
        joined = (" ".join(row[n] for row in lines if n < len(row) and row[n]) for n in range(width))
        return [re.sub(r"[\s_]+", " ", heading).strip().lower() for heading in joined]

    @property
    def notice(self) -> str:
        """All that stands above the data: the release is often named there. For finding a date, never to be kept."""
        return " ".join(cell for row in self.above for cell in row)


def sheets(path: Path) -> Iterator[Sheet | Issue]:
    """The tables of a file or zip, one after the other. What cannot be read is an Issue; nothing is raised for content."""
    name = path.name
    try:
        if zipfile.is_zipfile(path) and path.suffix.lower() not in EXCEL:
            yield from _zipped(path)
        elif path.suffix.lower() in EXCEL:
            yield _sheet(name, _excel_rows(path.read_bytes()))
        elif path.suffix.lower() in TEXT:
            with path.open("rb") as file:
                yield _sheet(name, _text_rows(file))
        else:
            yield Issue(name, "", "is not a text, CSV, Excel or zip file", "Give the file as CMS publishes it.")
    except FileNotFoundError:
        yield Issue(name, "", "does not exist", "Check the name.")
    except OSError as error:
        yield Issue(
            name, "", f"cannot be opened ({error.strerror or 'damaged'})", "Check that it is a file that you may read."
        )
    except Unreadable as error:
        yield Issue(name, "", str(error), "Download it again.")
    except _DAMAGE:
        yield Issue(name, "", "is damaged", "Download it again.")


def _zipped(path: Path) -> Iterator[Sheet | Issue]:
    with zipfile.ZipFile(path) as archive:
        members = [
            m for m in archive.infolist() if not m.is_dir() and PurePosixPath(m.filename).suffix.lower() in TEXT | EXCEL
        ]
        members = [m for m in members if not m.filename.startswith("__MACOSX")]
        if not members:
            yield Issue(path.name, "", "holds no text, CSV or Excel file", "Give the zip as CMS publishes it.")
        for member in _one_of_each(members):
            name = f"{path.name}/{PurePosixPath(member.filename).name}"
            if member.file_size > LARGEST:
                yield Issue(name, "", "is larger than any file that CMS publishes", "Give the zip as CMS publishes it.")
                continue
            try:
                with archive.open(member) as file:
                    rows = _excel_rows(file.read()) if name.lower().endswith(tuple(EXCEL)) else _text_rows(file)
                    yield _sheet(name, rows)
            except (Unreadable, *_DAMAGE) as error:
                words = str(error) if isinstance(error, Unreadable) else "is damaged or has a password"
                yield Issue(name, "", words, "Download it again.")


def _one_of_each(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """CMS packs the same table as text and as Excel; the text is read many times faster. The add-on text has no headings: there Excel."""
    chosen: dict[str, zipfile.ZipInfo] = {}
    for member in members:
        place = PurePosixPath(member.filename)
        wanted = EXCEL if place.name.lower().startswith("aoc") else TEXT
        key = str(place.with_suffix("")).lower()
        if key not in chosen or place.suffix.lower() in wanted:
            chosen[key] = member
    return list(chosen.values())


def _sheet(name: str, rows: Iterator[list[str]]) -> Sheet:
    """Parts the rows above the data from the data. The data begin with the first row that holds a code near its start."""
    above: list[list[str]] = []
    try:
        for number, row in enumerate(rows, 1):
            if (
                number > HEADINGS
                or (len(row) > 1 and any(CODE.match(cell) for cell in row[:3]))
                or ICD_ORDER.match(row[0] if row else "")
            ):
                return Sheet(name, above, _numbered(number, row, rows))
            above.append(row)
    except _DAMAGE as error:
        raise Unreadable("is not a table that can be read") from error
    return Sheet(name, above, iter(()))


def _numbered(number: int, first: list[str], rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    yield number, first
    try:
        for row in rows:
            number += 1
            yield number, row
    except _DAMAGE as error:
        raise Unreadable(f"cannot be read after row {number}") from error


def _text_rows(file) -> Iterator[list[str]]:
    start = file.read(65536)
    try:
        start.decode("utf-8-sig")
        encoding = "utf-8-sig"
    except UnicodeDecodeError as error:
        encoding = "utf-8-sig" if error.start > len(start) - 4 else "cp1252"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    file.seek(0)
    # Universal line ends: some fee schedules end their lines with CR alone.
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline=None)
    head = start.decode(encoding, errors="replace")
    reader = csv.reader(_lines(text), delimiter="\t" if head.count("\t") > head.count(",") else ",")
    for row in reader:
        yield [cell.strip() if "\n" not in cell else " ".join(cell.split()) for cell in row[:_WIDEST]]


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    for line in text:
        if len(line) > _LONGEST:
            raise csv.Error("a line without end")
        yield line


def _excel_rows(content: bytes) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for row in book.get_sheet_by_index(0).iter_rows():
            yield [_cell(value) for value in row[:_WIDEST]]
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise Unreadable("is not an Excel file that can be read") from error


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str("" if value is None else value).split())
