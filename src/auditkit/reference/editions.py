"""The editions held: those that come with auditkit, and those a practice imported into its own folder (a file each, nothing overwritten)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from auditkit.reference.rows import DIAGNOSES, Row, builtin, columns, read_rows, write_rows

_FOLDER = "reference"


class CannotKeep(Exception):
    """The practice's folder could not be written to or read; the message is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a table, or of a part of it (a setting, a pair source). Dates as 2026-03-04; `covers` empty: all therapy codes."""

    table: str
    part: str
    edition: str
    known_from: str
    known_to: str
    source: str
    covers: tuple[str, ...] = ()
    seen_in: str = ""
    verified_on: str = ""
    rows_read: int = 0
    rows_kept: int = 0
    file: str = ""  # name in the practice's folder; empty for what comes with auditkit

    @property
    def name(self) -> str:
        """As it is called in answers and on the command line: code_pairs/medicare_practitioner/2026-Q4."""
        return "/".join(word for word in (self.table, self.part, self.edition.replace(" ", "-")) if word)

    @property
    def row(self) -> Row:
        """As a row of editions.csv."""
        return {name: getattr(self, name) for name in columns("editions") if name != "covers"} | {
            "covers": "|".join(self.covers)
        }


def builtin_editions() -> list[Edition]:
    """What comes with auditkit, oldest first for each part."""
    return [
        Edition(
            row["table"],
            row["part"],
            row["edition"],
            row["known_from"],
            row["known_to"],
            row["source"],
            tuple(row["covers"].split("|")) if row["covers"] else (),
            row["seen_in"],
            row["verified_on"],
        )
        for row in builtin("editions")
    ]


def imported_editions(home: Path | None) -> list[Edition]:
    """What the practice imported, in the order of their dates and then of import. Raises CannotKeep for a file that is damaged."""
    found = []
    for file in sorted((home / _FOLDER).glob("*.json")) if home else ():
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            found.append((told.pop("number"), Edition(**{**told, "covers": tuple(told["covers"])})))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CannotKeep(
                f"{file.name} in {file.parent} cannot be read. Move it away and import that edition again."
            ) from error
    return [
        edition for number, edition in sorted(found, key=lambda item: (item[1].known_from, item[1].known_to, item[0]))
    ]


def edition_rows(home: Path, edition: Edition) -> list[Row]:
    """The rows of an imported edition. Raises CannotKeep."""
    file = home / _FOLDER / edition.file
    try:
        return read_rows(file)
    except (OSError, ValueError, EOFError) as error:
        raise CannotKeep(f"{file.name} in {file.parent} cannot be read. Import that edition again.") from error


def keep(home: Path, edition: Edition, rows: list[Row]) -> Edition:
    """Stores an edition in a file of its own beside all earlier ones. Raises CannotKeep."""
    folder = home / _FOLDER
    stem = re.sub(
        r"[^A-Za-z0-9_.-]+", "-", "-".join(word for word in (edition.table, edition.part, edition.edition) if word)
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = len(list(folder.glob("*.json"))) + 1
        suffix = ".csv.gz" if edition.table == DIAGNOSES else ".csv"
        while (folder / f"{stem}-{number}{suffix}").exists():
            number += 1
        kept = replace(edition, file=f"{stem}-{number}{suffix}")
        write_rows(folder / kept.file, columns(edition.table), rows)
        # The description comes last: a stop in between leaves a file that nobody looks at, never half an edition.
        (folder / f"{stem}-{number}.json").write_text(
            json.dumps({**asdict(kept), "number": number}, indent=1), encoding="utf-8"
        )
    except OSError as error:
        raise CannotKeep(
            f"{folder} cannot be written to ({error.strerror}). Set AUDITKIT_HOME to a folder of your own."
        ) from error
    return kept
