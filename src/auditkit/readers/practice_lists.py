"""Tables that a practice keeps or prints itself (schedule, answers, authorizations), whatever a spreadsheet made of their days.

Days that are written day first, or as a spreadsheet's numbers (46350), become days; a list of one day whose day stands only in its title gets
that day in each row. What was done to a file is said. The columns are then proposed and confirmed as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile
from auditkit.readers.claim_sheets import ClaimSheet, claim_sheets
from auditkit.readers.claims import ClaimFiles, Confirm, TableReading
from auditkit.readers.columns import plain_header
from auditkit.readers.day_first import month_first
from auditkit.readers.limits import Limits
from auditkit.readers.problems import Unreadable, one_file
from auditkit.readers.x12.decoding import x12_text
from auditkit.tables import Issue, Table, parse_date
from auditkit.tables.cells import DATE_PATTERN

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")  # 10000 is in 1927, 73050 the end of 2099
_LAST_SERIAL = 73_050
_FIRST_DAY = date(1899, 12, 30)  # of a spreadsheet that counts from 1900
_NAMES_A_DAY = re.compile(
    r"\b(?:date|dates|day|dob|birth\w*|born|dos|from|to|thru|through|until|start\w*|begin\w*|end\w*|eff|effective|expir\w*|term\w*|valid|appt|appointment|scheduled|checked|verified)\b"
)
_FRACTION = re.compile(r"0?\.\d+|0")
_NAMES_A_TIME = re.compile(r"\btimes?\b|^(?:start|begin|end|from|to)s?$")
_HEADER_WITHIN = 10
_TITLE_DAY = re.compile(rf"(?<![\w/-])(?:{DATE_PATTERN})(?![\w/-])", re.I)
_WEEKDAY = re.compile(r"\s*(mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?\b.{0,14}", re.I)
_DAY = "Day of the list"  # the header of the column that a title's day becomes
Rows = list[list[str]]


def list_sheets(file: ClaimFile, limits: Limits = CLAIM_LIMITS) -> tuple[list[ClaimSheet], list[Issue]]:
    """The sheets of a file with their days written out, and what was done to them. Raises Unreadable."""
    content, is_day_first = month_first(file.content)
    said: list[Issue] = []
    if is_day_first:
        problem = "writes the day before the month, as 25.11. shows"
        said.append(Issue(file.label, "", problem, "It was read so; look at one date.", True))
    sheets = []
    for sheet in claim_sheets(file.label, content, limits):
        rows = [list(row) for row in sheet.rows()]
        if written_out := _write_out(rows):
            problem = f"keeps days as a spreadsheet's numbers under {', '.join(written_out)}"
            said.append(Issue(file.label, sheet.name, problem, "They were read as days; look at one.", True))
        sheets.append(ClaimSheet(sheet.name, rows[: len(sheet.head)], lambda rows=rows: iter(rows), sheet.warnings))
    return sheets, said


def day_of_title(table: Table, sheet: ClaimSheet, day_column: str, label: str) -> tuple[ClaimSheet, list[Issue]]:
    """A sheet without days (`day_column` has no column) whose title names one: that day in each row, and the sentence that says so."""
    proposal = propose_claim_columns(table, sheet.head)
    if proposal.header_row < 2 or is_enough(table, proposal) or day_column in proposal.fields:
        return sheet, []
    above = " \n ".join(cell for row in sheet.head[: proposal.header_row - 1] for cell in row)
    days = {found for written in _TITLE_DAY.findall(above) if (found := parse_date(written)) is not None}
    if len(days) != 1:
        return sheet, []
    day = days.pop().isoformat()

    def rows() -> Iterator[Sequence[str]]:
        for number, row in enumerate(sheet.rows(), start=1):
            if number == proposal.header_row:
                yield [_DAY, *row]
            else:
                yield [day if number > proposal.header_row and any(cell.strip() for cell in row) else "", *row]

    head = [row for row, _ in zip(rows(), sheet.head, strict=False)]
    said = Issue(
        label, sheet.name, f"names its day, {day}, in the title only", "Every row was read as of that day.", True
    )
    return ClaimSheet(sheet.name, head, rows, sheet.warnings), [said]


def read_lists(
    table: Table,
    files: Iterable[ClaimFile],
    *,
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
    titled_by: str = "",
) -> TableReading:
    """One table from such files. `titled_by`: the column of the day, where a list's title may name it. Never raises for what a file holds."""
    reading = ClaimFiles(table, (), confirm, limits)
    for file in files:
        with one_file(file.label, reading.issues):
            if isinstance(file.content, Unreadable):
                raise file.content
            if x12_text(file.content) is not None:
                what = f"is an X12 file, not a table of {table.name.replace('_', ' ')}"
                raise Unreadable(what, "Give it as CSV or Excel.")
            sheets, said = list_sheets(file, limits)
            if titled_by and any(_is_grid(sheet.head) for sheet in sheets):
                raise Unreadable(
                    "has the days of a week side by side", "Export the schedule as a list, one visit in a row."
                )
            if titled_by:
                titled = [day_of_title(table, sheet, titled_by, file.label) for sheet in sheets]
                sheets, said = [sheet for sheet, _ in titled], [*said, *(one for _, more in titled for one in more)]
            reading.table_file(file.label, sheets)
            reading.issues += said
    rows = reading.sheets.rows
    issues = [*reading.issues, *reading.sheets.issues, *rows.issues]
    return TableReading(table, rows.columns, issues, rows.skipped, reading.sheets.proposed)


def _is_grid(head: Sequence[Sequence[str]]) -> bool:
    """True where a row near the top names several days of the week, each in a cell of its own and with little beside it."""
    return any(
        len({m[1].lower() for cell in row if (m := _WEEKDAY.fullmatch(cell))}) >= 2 for row in head[:_HEADER_WITHIN]
    )


def _write_out(rows: Rows) -> list[str]:
    """Turn a spreadsheet's numbers into days, in columns whose header speaks of a day and that hold nothing else. Returns their headers."""
    width = max((len(row) for row in rows), default=0)
    top = _header_row(rows)
    done = []
    for n in range(width if top is not None else 0):
        header = rows[top][n] if n < len(rows[top]) else ""
        held = [row for row in rows[top + 1 :] if n < len(row) and row[n].strip()]
        if not held:
            continue
        if _names_a_day(header) and all(_is_serial(row[n]) for row in held):
            done.append(f'"{" ".join(header.split())}"')
        elif not (
            _NAMES_A_TIME.search(plain_header(header)) and all(_FRACTION.fullmatch(row[n].strip()) for row in held)
        ):
            continue
        for row in held:
            row[n] = _written(row[n].strip())
    return done


def _header_row(rows: Rows) -> int | None:
    """The first row that names a day or a time and holds neither."""
    for n, row in enumerate(rows[:_HEADER_WITHIN]):
        if any(map(_names_a_day, row)) and not any(map(_is_serial, row)):
            return n
    return None


def _names_a_day(header: str) -> bool:
    return bool(_NAMES_A_DAY.search(plain_header(header)))


def _is_serial(cell: str) -> bool:
    return bool(_SERIAL.fullmatch(cell.strip())) and float(cell) <= _LAST_SERIAL


def _written(number: str) -> str:
    """A day; with its time where the number has a fraction; the time alone where it is less than a day."""
    whole, _, part = number.partition(".")
    minutes = round(float(f"0.{part or 0}") * 24 * 60)
    clock = f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
    if not int(whole or 0):
        return clock
    day = (_FIRST_DAY + timedelta(days=int(whole))).isoformat()
    return f"{day} {clock}" if minutes else day
