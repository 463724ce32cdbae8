"""Which column of an uploaded table holds the note: guessed once, confirmed by a person, remembered for the next export of that shape.

No widgets here. Names and columns only; the one row shown as an example stays on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from auditkit.readers import ColumnMap, Unreadable, propose_columns_of_upload
from auditkit.readers.columns import known_headers, plain_header
from auditkit.tables import NOTES

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
