"""Tables of claims, denials, payers and the like, whose columns a person should confirm. No widgets here.

Cells are shown as examples on the page and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditkit.apps.shell.asked_columns import Asked, Asking
from auditkit.apps.shell.keeping import Keeping
from auditkit.readers.claim_columns import is_enough
from auditkit.readers.claim_sheets import headers_under
from auditkit.readers.claim_tables import Proposed
from auditkit.readers.columns import ColumnMap, plain_header
from auditkit.tables import TABLES, Table

_EXAMPLES = 3
TOO_FEW = "Say at least in which columns the first fields are; without them the rows cannot be told apart."


@dataclass(frozen=True, slots=True)
class AskedTable(Asked):
    """A table, its sheet ("" in a CSV file), and header -> some of its cells."""

    examples: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    read_as: Table | None = None  # the form in which exports write a table, where it has one

    @property
    def table(self) -> Table:
        """What it is read as."""
        return self.read_as or next(table for table in TABLES if table.name == self.proposal.table)

    @property
    def place(self) -> str:
        """The file, and its sheet."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file


def asked_table(
    file: str, head: Sequence[Sequence[str]], proposal: ColumnMap, sheet: str = "", *, read_as: Table | None = None
) -> AskedTable:
    """What a person is asked about a table with these first rows."""
    examples: dict[str, list[str]] = {header: [] for header in proposal.headers}
    named = headers_under(head, proposal.header_row)
    for row in head[proposal.header_row :]:
        for header, cell in zip(named, row, strict=False):
            seen = examples.get(header)
            if seen is not None and cell.strip() and cell.strip() not in seen and len(seen) < _EXAMPLES:
                seen.append(cell.strip())
    shown = {header: ", ".join(cell[:24] for cell in cells) for header, cells in examples.items()}
    return AskedTable(file, proposal, shown, sheet, read_as)


def is_sure(columns: ColumnMap) -> bool:
    """True where every column that is used bears our own name, so that there is nothing to confirm. A payer's name may be its number too."""
    if not (columns.header_row and columns.fields) or columns.joined:
        return False
    own = {plain_header(name): plain_header(header) for name, header in columns.fields.items()}
    if own.get("payer id") == "payer name" == own.get("payer name"):
        del own["payer id"]
    return all(header == name for name, header in own.items())


class TableQuestions:
    """What is asked about the tables of a page, and what was said of them. A shape is asked about once; `kept` remembers it."""

    def __init__(self, kept: Keeping) -> None:
        self._kept = kept
        self._asking: Asking[AskedTable] = Asking(kept.columns)
        self._said: dict[object, ColumnMap] = {}

    @property
    def waiting(self) -> list[AskedTable]:
        """Tables that wait for an answer."""
        return self._asking.waiting

    def look(self, table: AskedTable) -> None:
        """Ask about a table, unless its columns bear our own names, were confirmed before, or its shape is asked about already."""
        if is_sure(table.proposal) or self.known(table.file, table.sheet, table.proposal) is not None:
            return
        if _key(table) not in {_key(other) for other in self.waiting}:
            self._asking.ask(table)

    def confirm(self, chosen: Mapping[str, str]) -> str:
        """What a person said of the first table (our column -> header, "" for none). Returns "" or what is missing."""
        first = self.waiting[0]
        columns = first.proposal.with_columns(chosen) if chosen else first.proposal
        if not is_enough(first.table, columns):
            return TOO_FEW
        self._said[_key(self._asking.answered())] = columns
        if first.has_headers:
            self._kept.keep_columns(first.key, columns.as_dict())
        return ""

    def leave_out(self) -> str:
        """Ask no more about the first table's file. Returns its name."""
        file = self.waiting[0].file
        self._asking.waiting = [table for table in self.waiting if table.file != file]
        return file

    def known(self, file: str, sheet: str, proposal: ColumnMap) -> ColumnMap | None:
        """What was said of a table's columns, on this page or before; None where nobody said anything."""
        table = AskedTable(file, proposal, sheet=sheet)
        return self._said.get(_key(table)) or self._asking.known(table)

    def confirmed(self, guess: Proposed) -> ColumnMap | None:
        """The same for a reader of tables (`Confirm`)."""
        return self.known(guess.file, guess.sheet, guess.columns)


def _key(table: AskedTable) -> object:
    return table.key if table.has_headers else (table.file, table.sheet, table.proposal.table)
