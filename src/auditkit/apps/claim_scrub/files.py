"""What each given file is: claims, earlier lines, payers, authorizations, plans of care, notes. Recognised by its columns or its kind; a person may correct it.

No widgets here. A workbook with several sheets is taken apart, so that each sheet can be another table. Notes that came together (in one
zip, or in one choice of files) stay together, because a `notes.csv` among them tells whose they are.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from auditkit.apps.shell.asked_notes import holds_notes
from auditkit.apps.shell.asked_tables import AskedTable, asked_table
from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of_uploads
from auditkit.readers.claim_sheets import claim_sheets
from auditkit.readers.columns import ColumnMap
from auditkit.readers.index import INDEX_NAME
from auditkit.readers.problems import Unreadable
from auditkit.readers.x12.decoding import x12_text
from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, HISTORY, PAYERS, PLANS, Table

TABLES: dict[str, Table] = {table.name: table for table in (CLAIM_LINES, HISTORY, PAYERS, AUTHORIZATIONS, PLANS)}
NOTES, LEFT_OUT, UNKNOWN = "notes", "left out", "unknown"
ROLE_WORDS = {
    CLAIM_LINES.name: "Claims to check",
    HISTORY.name: "Earlier lines with what was allowed",
    PAYERS.name: "What each payer asks for",
    AUTHORIZATIONS.name: "Authorizations",
    PLANS.name: "Plans of care",
    NOTES: "Notes of the same visits",
    LEFT_OUT: "Leave this file out",
    UNKNOWN: "Not recognised",
}
# Columns of which one must be there, beyond those that other tables have too.
_TELLING = {
    CLAIM_LINES.name: {"units", "line_charge_amount", "diagnosis_codes", "place_of_service", "billing_provider_npi"},
    HISTORY.name: {"allowed_amount"},
    PAYERS.name: {"unit_rule", "timely_filing_days", "discipline_modifier_required", "authorization_required", "pair_source"},
    AUTHORIZATIONS.name: {"start_on", "end_on", "authorized_units"},
    PLANS.name: {"signed_on", "order_signed_on", "sent_on", "verbal_order_on", "weeks"},
}  # fmt: skip
_PROSE = (".txt", ".md", ".pdf", ".docx", ".docm")


@dataclass(slots=True)
class GivenFile:
    """A file, a sheet of a workbook, or notes that came together, and what it is read as (`role`: a table's name, NOTES, LEFT_OUT or UNKNOWN)."""

    label: str
    content: bytes | Unreadable
    role: str
    head: list[list[str]] = field(default_factory=list)  # first rows; none for an 837P and for what is no table
    confirmed: dict[str, ColumnMap] = field(default_factory=dict)  # table name -> what a person said of its columns
    together: list[tuple[str, bytes]] = field(default_factory=list)  # the files of notes by name

    @property
    def is_table(self) -> bool:
        """False for an 837P, and for what cannot be read as a table."""
        return bool(self.head)

    def proposal(self, role: str = "") -> ColumnMap:
        """The likely columns for a role, its own by default."""
        return propose_claim_columns(TABLES.get(role or self.role, CLAIM_LINES), self.head)

    @property
    def opened(self) -> ClaimFile:
        """The file as the reader takes it."""
        return ClaimFile(self.label, self.content)

    @property
    def notes(self) -> list[tuple[str, bytes]]:
        """The files as the reader of notes takes them."""
        if self.together or isinstance(self.content, Unreadable):
            return self.together
        is_sheet = self.is_table and ", sheet " in self.label
        return [(f"{self.label}.csv" if is_sheet else self.label, self.content)]


def given_files(
    uploads: Iterable[tuple[str, bytes]], remembered_role: Callable[[tuple[str, ...]], str]
) -> Iterator[GivenFile]:
    """The files of an upload, zips and workbooks taken apart. `remembered_role` gives what a person said of such headers, or ""."""  # fmt: skip
    notes: dict[str, list[tuple[str, bytes]]] = {}  # the zip, "" for files chosen one by one -> notes
    for file in files_of_uploads(uploads, CLAIM_LIMITS):
        if _is_note(file):
            notes.setdefault(file.zip, []).append((file.inner or file.label, file.content))
        else:
            yield from _given(file, remembered_role)
    for holder, together in notes.items():
        words = f"{len(together):,} files" if len(together) > 1 else together[0][0]
        yield GivenFile(f"{holder}, notes ({words})" if holder else f"Notes ({words})", b"", NOTES, together=together)


def _is_note(file: ClaimFile) -> bool:
    """A text that is neither an 837P nor a table of claims, a PDF or Word file, or the index of such files."""
    if isinstance(file.content, Unreadable):
        return False
    name = (file.inner or file.label).replace("\\", "/").rsplit("/", 1)[-1].casefold()
    if name == INDEX_NAME:
        return True
    if not name.endswith(".txt"):
        return name.endswith(_PROSE)
    if x12_text(file.content) is not None:
        return False
    if not _may_be_a_table(file.content):
        return True
    try:
        return recognised(claim_sheets(file.label, file.content, CLAIM_LIMITS)[0].head) in (UNKNOWN, NOTES)
    except Unreadable:
        return True


def _may_be_a_table(content: bytes) -> bool:
    """Do most of its first lines hold the same sign between columns, and as often?"""
    lines = [line for line in content[:8192].splitlines()[:-1] or content.splitlines() if line.strip()][:10]
    for sign in (b"\t", b",", b";", b"|"):
        often = Counter(count for line in lines if (count := line.count(sign)) >= 3)
        if often and often.most_common(1)[0][1] > max(1, len(lines) // 2):
            return True
    return False


def apart(file: GivenFile, role: str) -> list[GivenFile]:
    """Files that were taken for notes, as single ones of another role."""
    made = []
    for name, content in file.together:
        made += [replace(one, role=role) for one in _given(ClaimFile(name, content), lambda _: "")]
    return made


def _given(file: ClaimFile, remembered_role: Callable[[tuple[str, ...]], str]) -> Iterator[GivenFile]:
    if isinstance(file.content, Unreadable):
        yield GivenFile(file.label, file.content, CLAIM_LINES.name)
        return
    try:
        if x12_text(file.content) is not None:
            yield GivenFile(file.label, file.content, CLAIM_LINES.name)
            return
        sheets = [sheet for sheet in claim_sheets(file.label, file.content, CLAIM_LIMITS) if sheet.head]
    except Unreadable as reason:
        yield GivenFile(file.label, reason, CLAIM_LINES.name)
        return
    except Exception:  # a damaged workbook breaks its library in ways nobody listed; the reader says it in a sentence
        yield GivenFile(file.label, file.content, CLAIM_LINES.name)
        return
    for sheet in sheets:
        role = recognised(sheet.head)
        proposal = propose_claim_columns(TABLES.get(role, CLAIM_LINES), sheet.head)
        role = remembered_role(proposal.headers) or role
        if len(sheets) == 1:
            yield GivenFile(file.label, file.content, role, sheet.head)
        else:
            yield GivenFile(f"{file.label}, sheet {sheet.name}", _as_csv(sheet.rows()), role, sheet.head)


def _as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def recognised(head: list[list[str]]) -> str:
    """The role of a table by its columns: the one that explains most of them; UNKNOWN where none does."""
    best, most = UNKNOWN, 0.0
    for name, table in TABLES.items():
        columns = propose_claim_columns(table, head)
        found = {*columns.fields, *columns.joined}
        if not is_enough(table, columns) or not found & _TELLING[name]:
            continue
        named = propose_claim_columns(table, [head[columns.header_row - 1]]).used if columns.header_row else set()
        # A name says more than cells that might be anything: an amount may be a charge, or what was allowed.
        share = (len(columns.used) + len(named & columns.used)) / max(1, len(columns.headers))
        if share > most:
            best, most = name, share
    return NOTES if best == UNKNOWN and holds_notes(head) else best


def asked(file: GivenFile) -> AskedTable:
    """What a person is asked about a table's columns."""
    return asked_table(file.label, file.head, file.proposal())
