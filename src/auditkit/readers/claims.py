"""Claims from whatever a practice has: 837P files, CSV and Excel exports, folders and zips of them. The door of claim reading.

A file that cannot be read is an issue in plain words, never an exception, and the next file is read. No row goes without a word: it is
in the table, or it is counted as skipped with an issue that says where it stands and why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of, files_of_uploads
from auditkit.readers.claim_sheets import ClaimSheet, claim_sheets
from auditkit.readers.claim_tables import Confirm, Proposed, TableSheets
from auditkit.readers.columns import ColumnMap
from auditkit.readers.limits import Limits
from auditkit.readers.problems import Unreadable, one_file
from auditkit.readers.taken_back import without_taken_back
from auditkit.readers.x12.decoding import holds_other_bytes, x12_text
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import Transaction, transactions
from auditkit.readers.x12.professional import ProfessionalReader
from auditkit.readers.x12.sets import Claim, claim_kind, name_of, service_segments
from auditkit.tables import CLAIM_LINES, HISTORY, RESIDUE, Columns, Issue, Table, empty_columns

_MOST_TEXT = 10_000


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
        what = "line" if self.table.name == CLAIM_LINES.name else "row"
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
    return _claims(files_of(paths, limits), ClaimFiles(CLAIM_LINES, column_maps, confirm, limits))


def read_claim_uploads(
    uploads: Iterable[tuple[str, bytes]],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> ClaimReading:
    """The same for uploaded files (name, bytes)."""
    return _claims(files_of_uploads(uploads, limits), ClaimFiles(CLAIM_LINES, column_maps, confirm, limits))


def read_table(
    table: Table,
    paths: Iterable[Path | str],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> TableReading:
    """Read a table that goes with claims (`HISTORY`, `PAYERS`, `AUTHORIZATIONS`) from CSV or Excel files."""
    return _table(files_of(paths, limits), ClaimFiles(table, column_maps, confirm, limits))


def read_table_uploads(
    table: Table,
    uploads: Iterable[tuple[str, bytes]],
    *,
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> TableReading:
    """The same for uploaded files."""
    return _table(files_of_uploads(uploads, limits), ClaimFiles(table, column_maps, confirm, limits))


def read_claim_files(
    table: Table, files: Iterable[ClaimFile], *, confirm: Confirm | None = None, limits: Limits = CLAIM_LIMITS
) -> TableReading:
    """One table (`CLAIM_LINES` gives a `ClaimReading`) from files that were opened already (see `files_of_uploads`)."""
    reading = ClaimFiles(table, (), confirm, limits)
    return _claims(files, reading) if table is CLAIM_LINES else _table(files, reading)


def _table(files: Iterable[ClaimFile], reading: ClaimFiles) -> TableReading:
    for file in files:
        reading.file(file)
    rows = reading.sheets.rows
    issues = reading.issues + reading.sheets.issues + rows.issues
    if reading.table is HISTORY:
        without_taken_back(rows.columns, "allowed_amount", issues, rows.skipped)
    return TableReading(reading.table, rows.columns, issues, rows.skipped, reading.sheets.proposed)


def _claims(files: Iterable[ClaimFile], reading: ClaimFiles) -> ClaimReading:
    for file in files:
        reading.file(file)
    return reading.claims()


def residue_columns(pieces: Iterable[tuple[str, str, str]]) -> Columns:
    """What nothing was read from, as (file, place, text), in the table of residue."""
    residue = empty_columns(RESIDUE)
    for file_name, place, text in pieces:
        residue["source_file"].append(file_name)
        residue["source_place"].append(place)
        residue["text"].append(text if len(text) <= _MOST_TEXT else f"{text[:_MOST_TEXT]} ...")
    return residue


class ClaimFiles:
    """Adds file after file to one table; `claims` gives what came of all of them where it is that of claim lines."""

    def __init__(self, table: Table, maps: Sequence[ColumnMap], confirm: Confirm | None, limits: Limits) -> None:
        self.table, self._limits = table, limits
        self.sheets = TableSheets(table, maps, confirm)
        self.x12 = ProfessionalReader()
        self.issues: list[Issue] = []

    def file(self, file: ClaimFile) -> None:
        """Add one file; whatever is wrong with it becomes an issue."""
        with one_file(file.label, self.issues):
            if isinstance(file.content, Unreadable):
                raise file.content
            if (text := x12_text(file.content)) is not None:
                self._x12(file.label, text, file.content)
            else:
                self.table_file(file.label, claim_sheets(file.label, file.content, self._limits))

    def table_file(self, label: str, sheets: Sequence[ClaimSheet]) -> None:
        """Add the sheets of one file. Raises Unreadable where there is no such table in it."""
        self.sheets.add(label, sheets)

    def _x12(self, label: str, text: str, content: bytes) -> None:
        if self.table is not CLAIM_LINES:
            raise Unreadable(
                f"is an X12 file, not a table of {self.table.name.replace('_', ' ')}", "Give it as CSV or Excel."
            )
        envelopes = Envelopes()
        for transaction in transactions(text, envelopes):
            self.transaction(label, transaction)
        self.envelope(label, envelopes, has_other_bytes=not text.isascii() and holds_other_bytes(content))

    def envelope(self, label: str, envelopes: Envelopes, *, has_other_bytes: bool) -> None:
        """Add what a file's envelopes hold beside transactions: faults and strays."""
        self.issues += [Issue(label, f.place, f.problem, f.fix, f.is_warning) for f in envelopes.faults]
        self.x12.residue += [(label, place, stray) for place, stray in envelopes.strays]
        if has_other_bytes:
            problem = "holds characters that are not UTF-8; they were read as Windows-1252"
            self.issues.append(Issue(label, "", problem, "Nothing to do if names look right.", True))

    def transaction(self, label: str, transaction: Transaction) -> None:
        """Add the claims of one transaction, or say what it is instead."""
        if transaction.set_id != "837":
            self._refuse(label, transaction.place, name_of(transaction.set_id), "no claims are in it")
            return
        kind = claim_kind(transaction)
        if kind in (Claim.INSTITUTIONAL, Claim.DENTAL):
            self.x12.skipped[f"is a line of {kind.an} claim"] += sum(service_segments(transaction).values())
            why = "only professional claims (837P) are read"
            self._refuse(label, transaction.place, f"{kind.an} claim file (837)", why)
            return
        self.x12.read(label, transaction)

    def _refuse(self, label: str, place: str, what: str, why: str) -> None:
        self.issues.append(Issue(label, place, f"is {what}; {why}", "Choose the claim files (837P) that were sent."))

    def claims(self) -> ClaimReading:
        """All that was read."""
        rows, x12 = self.sheets.rows, self.x12
        without_taken_back(rows.columns, "line_charge_amount", rows.issues, rows.skipped)
        for name, column in rows.columns.items():  # 837 lines first: the longer list is not copied
            x12.lines[name] += column
        issues = self.issues + self.sheets.issues + x12.issues + rows.issues
        skipped = rows.skipped + x12.skipped
        return ClaimReading(CLAIM_LINES, x12.lines, issues, skipped, self.sheets.proposed, residue_columns(x12.residue))
