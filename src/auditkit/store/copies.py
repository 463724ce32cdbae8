"""Copies of a SQLite file: taken in one piece while others write, checked, and never in the place of another file."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from auditkit.store.records import StoreError
from auditkit.store.sentences import Unreadable, plain_errors
from auditkit.store.tables import schema_version

BESIDE = ("-journal", "-wal", "-shm")  # ends of the names under which SQLite keeps files beside a database


def free_name(folder: Path, stem: str, now: datetime) -> Path:
    """A name with the day that no file in the folder has yet."""
    day = f"{stem} {now:%Y-%m-%d}"
    names = (f"{day}{f' ({number})' if number > 1 else ''}.sqlite" for number in range(1, 10_000))
    return next(path for name in names if not (path := folder / name).exists())


def copy_database(source: Path, target: Path) -> Path:
    """Copy what is in `source` at this moment. The name `target` appears only once the copy is whole and sound.

    Raises StoreError: no such file, a damaged one (Unreadable), a full disk.
    """
    with (
        part_of(target) as part,
        plain_errors(str(source)),
        contextlib.closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
        contextlib.closing(sqlite3.connect(part)) as copy,
    ):
        original.backup(copy)
        finish(copy, str(source))
    return target


def finish(copy: sqlite3.Connection, place: str) -> None:
    """Check a copy, and make it one file that stands alone. Raises StoreError where the original, named `place`, is no sound store."""
    if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        raise Unreadable(f"{place} is damaged; use another backup of it, the program did not change it.")
    if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (schema_version.name,)).fetchone():
        raise StoreError(f"{place} is not a file of decisions; choose another file.")
    copy.execute("PRAGMA journal_mode=DELETE")


@contextlib.contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """A file of another name to write into; it gets the name `target` at the end if all went well, and goes away if not."""
    try:  # a name of its own each time: what a killed program left behind is in nobody's way
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f"{target.stem} ", suffix=".part")
        os.close(number)
    except OSError as error:
        raise StoreError(f"{target} cannot be written ({error.strerror}); choose another folder.") from None
    part = Path(name)
    try:
        yield part
        if target.exists():
            raise StoreError(f"{target} is there already; nothing was written over it.")
        part.rename(target)
    finally:
        for end in ("", *BESIDE):
            with contextlib.suppress(OSError):
                part.with_name(part.name + end).unlink(missing_ok=True)
