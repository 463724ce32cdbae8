"""The invented practice's remittances, claims, payers and notes, as files that were given."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from auditkit.apps.response_desk.files import Given, read_given
from auditkit.tables import NoteMeta, NoteText

FILES = ("remittances/remittances_835.zip", "billing/claims.zip", "billing/payers.csv")


def has_sample(folder: Path) -> bool:
    """Whether the sample practice is installed."""
    return all((folder / name).is_file() for name in (*FILES, "practice/notes.csv"))


def sample_given(folder: Path, told: Callable[[str], None]) -> Given:
    """Everything but the notes is read now; a note is opened when a case asks for its patient."""
    given = read_given([(Path(name).name, (folder / name).read_bytes()) for name in FILES], told)
    given.issues.clear()  # the sample has its oddities on purpose
    given.notes = _Notes(folder / "practice")
    return given


class _Notes(list):
    """Notes by their index; the text is read when somebody goes through them, and kept."""

    def __init__(self, folder: Path) -> None:
        with (folder / "notes.csv").open(encoding="utf-8", newline="") as file:
            self._rows = list(csv.DictReader(file))
        self._folder = folder / "notes"

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[NoteText]:
        for row in self._rows:
            meta = NoteMeta(patient_id=row["patient_id"], therapist_id=row["therapist_id"], discipline=row["discipline"],
                            date_of_service=date.fromisoformat(row["date_of_service"]), kinds=tuple(row["kinds"].split("|")))  # fmt: skip
            yield _Note(row["file"], meta, self._folder / row["file"])


class _Note:
    """A note whose text is read when it is wanted."""

    def __init__(self, name: str, meta: NoteMeta, file: Path) -> None:
        self.name, self.meta, self.place, self._file = name, meta, "", file

    @property
    def text(self) -> str:
        """The note."""
        return self._file.read_text(encoding="utf-8")
