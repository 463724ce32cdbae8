"""Which column of an uploaded table holds the note: guessed once, confirmed by a person, remembered for the next export of that shape.

No widgets here. Names and columns only; the one row shown as an example stays on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from auditkit.apps.shell.asked_columns import Asked, Asking
from auditkit.readers import ColumnMap, propose_columns_of_upload, read_uploads
from auditkit.readers.columns import known_headers, plain_header, propose
from auditkit.tables import NOTES, Issue, NoteText

TABLES = (".csv", ".tsv", ".xlsx", ".xls")
_NAMED = {header for header, column in known_headers(NOTES).items() if column == "note"}


class AskedNote(Asked):
    """A table of notes."""

    __slots__ = ()

    @property
    def guess(self) -> str:
        """The column that is proposed for the note."""
        return self.proposal.note[0]

    def confirmed(self, note: str, patient: str = "", date: str = "") -> ColumnMap:
        """The map with what a person said: the note's column, and the patient's and the date's where there is one.

        The proposal's own list of note columns (Subjective, Objective ...) stays when its first one is confirmed.
        """
        columns = self.proposal.note if note == self.guess else (note,)
        said = {"patient_id": patient, "date_of_service": date}
        fields = {name: header for name, header in self.proposal.fields.items() if name not in said}
        fields |= {name: header for name, header in said.items() if header}
        fields = {name: header for name, header in fields.items() if header not in columns}
        used = {*columns, *fields.values()}
        return replace(
            self.proposal, note=columns, fields=fields, unused=tuple(h for h in self.headers if h not in used)
        )


def proposed(name: str, content: bytes) -> AskedNote | None:
    """The table's proposal; None for what is no table, or has nothing like a note (its reader says so)."""
    if not name.lower().endswith(TABLES):
        return None
    try:
        proposal = propose_columns_of_upload(name, content)
    except Exception:  # a damaged workbook breaks its library in ways nobody listed; the reader says it in a sentence
        return None
    return AskedNote(name, proposal)


def holds_notes(head: list[list[str]]) -> bool:
    """True where a table's own header says that a column holds notes."""
    proposal = propose(head)
    return proposal is not None and any(plain_header(header) in _NAMED for header in proposal.note)


def is_guessed(asked: AskedNote) -> bool:
    """True where no header says "this is the note", so that a person should look."""
    return not any(plain_header(header) in _NAMED for header in asked.proposal.note)


class Upload:
    """Files that were given together. They are read together too, because a `notes.csv` among them tells about the others."""

    def __init__(self, files: Iterable[tuple[str, bytes]], remembered: Callable[[str], dict | None]) -> None:
        """`remembered` gives what was confirmed for tables of a shape (`Asked.key`), or None."""
        self._files = list(dict.fromkeys(files))  # a file chosen twice is one
        self._maps: list[ColumnMap] = []
        self._asking: Asking[AskedNote] = Asking(remembered)
        for name, content in self._files:
            table = proposed(name, content)
            if table is None:
                continue
            known = self._asking.known(table)
            if known is not None:
                self._maps.append(known)
            elif is_guessed(table):
                self._asking.ask(table)

    @property
    def asked(self) -> list[AskedNote]:
        """Tables that wait for an answer."""
        return self._asking.waiting

    def confirm(self, note: str, patient: str = "", date: str = "") -> tuple[AskedNote, ColumnMap]:
        """What a person said about the first asked table; tables of the same shape in this upload are not asked about again."""
        table = self._asking.answered()
        columns = table.confirmed(note, patient, date)
        self._maps.append(columns)
        return table, columns

    def leave_out(self) -> str:
        """Leave the first asked table out; gives its name."""
        table = self._asking.waiting.pop(0)
        self._files = [(name, content) for name, content in self._files if name != table.file]
        return table.file

    def read(self) -> Iterator[NoteText | Issue]:
        """The notes and issues of all files."""
        return read_uploads(self._files, column_map=self._maps)
