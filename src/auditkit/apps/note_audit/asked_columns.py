"""Which column of an uploaded table holds the note: guessed once, confirmed by a person, remembered for the next export of that shape.

No widgets here. Names and columns only; the one row shown as an example stays on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from auditkit.readers import ColumnMap, Unreadable, propose_columns_of_upload, read_uploads
from auditkit.readers.columns import known_headers, plain_header
from auditkit.store import header_fingerprint
from auditkit.tables import NOTES, Issue, NoteText

TABLES = (".csv", ".tsv", ".xlsx", ".xls")
_NAMED = {header for header, column in known_headers(NOTES).items() if column == "note"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A table whose columns a person should confirm."""

    file: str
    proposal: ColumnMap
    headers: tuple[str, ...]

    @property
    def guess(self) -> str:
        """The column that is proposed for the note."""
        return self.proposal.note[0]

    @property
    def has_headers(self) -> bool:
        """A table without headers is like any other of its width, so nothing is remembered for it."""
        return self.proposal.header_row > 0

    @property
    def key(self) -> str:
        """What the answer is remembered under."""
        return header_fingerprint(self.headers)

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


def proposed(name: str, content: bytes) -> Asked | None:
    """The table's proposal; None for what is no table, or has nothing like a note (its reader says so)."""
    if not name.lower().endswith(TABLES):
        return None
    try:
        proposal = propose_columns_of_upload(name, content)
    except (Unreadable, ValueError, OSError):
        return None
    except (
        Exception
    ):  # a damaged workbook can break a library in ways nobody listed; its reader turns that into a sentence
        return None
    headers = (*proposal.note, *proposal.fields.values(), *proposal.unused)
    return Asked(name, proposal, tuple(dict.fromkeys(headers)))


def is_guessed(asked: Asked) -> bool:
    """True where no header says "this is the note", so that a person should look."""
    return not any(plain_header(header) in _NAMED for header in asked.proposal.note)


class Upload:
    """Files that were given together. They are read together too, because a `notes.csv` among them tells about the others."""

    def __init__(self, files: Iterable[tuple[str, bytes]], remembered: Callable[[str], dict | None]) -> None:
        """`remembered` gives what was confirmed for tables of a shape (`Asked.key`), or None."""
        self._files = list(dict.fromkeys(files))  # a file chosen twice is one
        self._maps: list[ColumnMap] = []
        self.asked: list[Asked] = []
        for name, content in self._files:
            table = proposed(name, content)
            if table is None:
                continue
            kept = remembered(table.key) if table.has_headers else None
            try:
                known = ColumnMap.from_dict(kept) if kept else None
            except (KeyError, TypeError, ValueError):  # kept by another version: ask again
                known = None
            if known is not None:
                self._maps.append(known)
            elif is_guessed(table):
                self.asked.append(table)

    def confirm(self, note: str, patient: str = "", date: str = "") -> tuple[Asked, ColumnMap]:
        """What a person said about the first asked table; tables of the same shape in this upload are not asked about again."""
        table = self.asked.pop(0)
        columns = table.confirmed(note, patient, date)
        self._maps.append(columns)
        if table.has_headers:
            self.asked = [other for other in self.asked if other.key != table.key]
        return table, columns

    def read(self) -> Iterator[NoteText | Issue]:
        """The notes and issues of all files."""
        return read_uploads(self._files, column_map=self._maps)
