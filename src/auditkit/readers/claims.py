"""Claims from whatever a practice has: 837P files, CSV and Excel exports, folders and zips of them. The door of claim reading.

A file that cannot be read is an issue in plain words, never an exception, and the next file is read. No row goes without a word: it is
in the table, or it is counted as skipped with an issue that says where it stands and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditkit.readers.claim_columns import holds_services_side_by_side, is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of, files_of_uploads
from auditkit.readers.claim_rows import ClaimRows
from auditkit.readers.claim_sheets import ClaimSheet, claim_sheets, headers_under
from auditkit.readers.columns import ColumnMap
from auditkit.readers.limits import Limits
from auditkit.readers.problems import Unreadable
from auditkit.readers.x12.decoding import x12_text
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import transactions
from auditkit.readers.x12.professional import ProfessionalReader
from auditkit.readers.x12.sets import Claim, claim_kind, name_of, service_segments
from auditkit.tables import CLAIM_LINES, RESIDUE, TABLES, Columns, Issue, Table, empty_columns

_UNEXPECTED = ("could not be read", "Export it again in another format, such as CSV.")
_MOST_TEXT = 10_000


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


@dataclass(slots=True)
class TableReading:
    """A table as it was read. `columns` are in canonical spelling; `reasons` counts the rows that are in no table, by reason.

    `proposed` names the tables whose columns nobody has confirmed yet.
    """

    table: Table
    columns: Columns
    issues: list[Issue] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    proposed: list[Proposed] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows of the table."""
        return len(self.columns["source_file"])

    @property
    def skipped(self) -> int:
        """Rows and service lines that are in no table; each has an issue that says where it stands."""
        return self.reasons.total()

    @property
    def summary(self) -> str:
        """How many rows were read and skipped, and why; no word of any row."""
        what = "line" if self.table is CLAIM_LINES else "row"
        text = f"{self.read:,} {what}{'s' if self.read != 1 else ''} read, {self.skipped:,} skipped"
        why = ", ".join(f"{count:,} × {reason}" for reason, count in self.reasons.most_common(5))
        return f"{text} ({why})." if why else f"{text}."


@dataclass(slots=True)
class ClaimReading(TableReading):
    """Claim lines, with the residue of X12 files: what stands in them that nothing was read from."""

    residue: Columns = field(default_factory=lambda: empty_columns(RESIDUE))

    @property
    def lines(self) -> Columns:
        """The service lines."""
        return self.columns

    @property
    def claims(self) -> int:
        """How many claims the lines belong to."""
        return len(set(zip(self.columns["source_file"], self.columns["claim_id"], strict=True)))


def read_claims(
    paths: Iterable[Path | str],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> ClaimReading:
    """Read claims from files, folders and zips.

    `column_maps`: confirmed maps; the first that fits a table's headers is used. Where none fits, `confirm` is asked, and without an
    answer the columns are guessed (see `proposed`). Never raises for what a file is or holds.
    """
    return _claims(files_of(paths, limits), _Reading(CLAIM_LINES, column_maps, confirm, limits))


def read_claim_uploads(
    uploads: Iterable[tuple[str, bytes]],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> ClaimReading:
    """The same for uploaded files (name, bytes)."""
    return _claims(files_of_uploads(uploads, limits), _Reading(CLAIM_LINES, column_maps, confirm, limits))


def read_table(
    table: Table,
    paths: Iterable[Path | str],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> TableReading:
    """Read a table that goes with claims (`HISTORY`, `PAYERS`, `AUTHORIZATIONS`) from CSV or Excel files."""
    return _table(files_of(paths, limits), _Reading(table, column_maps, confirm, limits))


def read_table_uploads(
    table: Table,
    uploads: Iterable[tuple[str, bytes]],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> TableReading:
    """The same for uploaded files."""
    return _table(files_of_uploads(uploads, limits), _Reading(table, column_maps, confirm, limits))


def read_claim_files(
    table: Table, files: Iterable[ClaimFile], *, confirm: Confirm | None = None, limits: Limits = CLAIM_LIMITS
) -> TableReading:
    """One table (`CLAIM_LINES` gives a `ClaimReading`) from files that were opened already (see `files_of_uploads`)."""
    reading = _Reading(table, (), confirm, limits)
    return _claims(files, reading) if table is CLAIM_LINES else _table(files, reading)


def _table(files: Iterable[ClaimFile], reading: _Reading) -> TableReading:
    for file in files:
        reading.file(file)
    rows = reading.rows
    return TableReading(reading.table, rows.columns, reading.issues + rows.issues, rows.skipped, reading.proposed)


def _claims(files: Iterable[ClaimFile], reading: _Reading) -> ClaimReading:
    for file in files:
        reading.file(file)
    rows, x12 = reading.rows, reading.x12
    for name, column in rows.columns.items():  # 837 lines first: the longer list is not copied
        x12.lines[name] += column
    residue = empty_columns(RESIDUE)
    for file_name, place, text in x12.residue:
        residue["source_file"].append(file_name)
        residue["source_place"].append(place)
        residue["text"].append(text if len(text) <= _MOST_TEXT else f"{text[:_MOST_TEXT]} ...")
    issues = reading.issues + x12.issues + rows.issues
    return ClaimReading(CLAIM_LINES, x12.lines, issues, rows.skipped + x12.skipped, reading.proposed, residue)


class _Reading:
    """One call: what was read so far."""

    def __init__(self, table: Table, maps: Sequence[ColumnMap], confirm: Confirm | None, limits: Limits) -> None:
        self.table, self._confirm, self._limits = table, confirm, limits
        self._maps = [columns for columns in maps if columns.table == table.name]
        self.rows = ClaimRows(table)
        self.x12 = ProfessionalReader()
        self.issues: list[Issue] = []
        self.proposed: list[Proposed] = []

    def file(self, file: ClaimFile) -> None:
        """Add one file; whatever is wrong with it becomes an issue."""
        try:
            if isinstance(file.content, Unreadable):
                raise file.content
            if (text := x12_text(file.content)) is not None:
                self._x12(file.label, text, file.content)
            else:
                self._sheets(file.label, file.content)
        except Unreadable as reason:
            self.issues.append(reason.about(file.label))
        except MemoryError:
            self.issues.append(
                Issue(file.label, "", "is too large for this machine's memory", "Split it into smaller files.")
            )
        except Exception:  # a damaged file can break a library in ways nobody listed; the next file must still be read
            self.issues.append(Issue(file.label, "", *_UNEXPECTED))

    def _sheets(self, label: str, content: bytes) -> None:
        sheets = claim_sheets(label, content, self._limits)
        used = 0
        for sheet in sheets:
            where = f"{sheet.name} row" if sheet.name and len(sheets) > 1 else "row"
            if (columns := self._columns(label, sheet)) is None:
                if sheet.name and len(sheets) > 1:
                    problem = f"does not look like a table of {self._what}"
                    self.issues.append(Issue(label, sheet.name, problem, "Nothing to do if it is none.", True))
                continue
            used += 1
            self.rows.add(label, sheet.rows(), headers_under(sheet.head, columns.header_row), columns, where)
            self.issues += [
                Issue(label, place, problem, fix, is_warning=True) for place, problem, fix in sheet.warnings
            ]
            self._say_what_is_missing(label, sheet.name, columns)
        if not used and any(holds_services_side_by_side(sheet.head) for sheet in sheets):
            raise Unreadable("holds several services side by side in a row", "Export one row for each service line.")
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
        if not guess.is_enough:
            return None
        self.proposed.append(guess)
        return guess.columns

    @property
    def _what(self) -> str:
        return self.table.name.replace("_", " ")

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

    def _x12(self, label: str, text: str, content: bytes) -> None:
        if self.table is not CLAIM_LINES:
            raise Unreadable(f"is an X12 file, not a table of {self._what}", "Give it as CSV or Excel.")
        envelopes = Envelopes()
        for transaction in transactions(text, envelopes):
            if transaction.set_id != "837":
                self._refuse(label, transaction.place, name_of(transaction.set_id), "no claims are in it")
                continue
            kind = claim_kind(transaction)
            if kind in (Claim.INSTITUTIONAL, Claim.DENTAL):
                self.x12.skipped[f"is a line of {kind.an} claim"] += sum(service_segments(transaction).values())
                why = "only professional claims (837P) are read"
                self._refuse(label, transaction.place, f"{kind.an} claim file (837)", why)
                continue
            self.x12.read(label, transaction)
        self.issues += [Issue(label, f.place, f.problem, f.fix, f.is_warning) for f in envelopes.faults]
        self.x12.residue += [(label, place, stray) for place, stray in envelopes.strays]
        if not text.isascii() and not _is_utf8(content):
            problem = "holds characters that are not UTF-8; they were read as Windows-1252"
            self.issues.append(Issue(label, "", problem, "Nothing to do if names look right.", True))

    def _refuse(self, label: str, place: str, what: str, why: str) -> None:
        self.issues.append(Issue(label, place, f"is {what}; {why}", "Choose the claim files (837P) that were sent."))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True
