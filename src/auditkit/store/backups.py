"""Backups of the whole store in one file, and back again. A backup is a SQLite file, also where the store is on a server."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from auditkit.store.copies import BESIDE, copy_database, finish, free_name, part_of
from auditkit.store.layout import prepare
from auditkit.store.opening import engine_for, own_folder
from auditkit.store.records import StoreError
from auditkit.store.sentences import Unreadable, plain_errors
from auditkit.store.store import Store
from auditkit.store.tables import METADATA, hold_rows, release_rows, schema_version

_TABLES = [table for table in METADATA.sorted_tables if table is not schema_version]
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Restored:
    """How many rows came back, and where what was there before is kept (None: there was nothing)."""

    rows: int
    kept_aside: Path | None


def backup(place: str | Path | None, folder: Path | None = None, *, now: datetime) -> Path:
    """Write everything in the store, as it is at one moment, into a new file in the folder; others may go on writing.

    Without a folder it goes into `backups` in the practice's own folder. Raises StoreError.
    """
    folder = folder or own_folder() / "backups"
    engine, name = engine_for(place)
    path = _file_of(engine)
    if path is not None and not path.is_file():
        raise StoreError(f"There is nothing to back up: nothing has been kept at {name} yet.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder {folder} cannot be made ({error.strerror}); choose another one.") from None
    target = free_name(folder, "decisions", now)
    if path is not None:
        return copy_database(path, target)
    with Store.open(place, now=now) as store:
        return _copy(store, target, now)


def restore(file: Path, place: str | Path | None, *, now: datetime) -> Restored:
    """Put what a backup holds into the store; what the store held before is kept in a file beside it (see `Restored`).

    Pages that are open meanwhile go on with the restored store. Raises StoreError, and nothing has changed then, unless the
    store was so damaged that it had to be set aside first.
    """
    if not file.is_file():
        raise StoreError(f"There is no file {file}; name the backup that is to be put back.")
    engine, _ = engine_for(place)
    folder = _folder_of(engine)
    try:
        with (
            tempfile.TemporaryDirectory(prefix="restoring-", dir=folder) as scratch,  # as protected as the store itself
            _opened(copy_database(file, Path(scratch) / "copy.sqlite"), str(file), now) as source,
        ):
            store, aside = _present(engine, place, now)
            with store:
                return _exchange(source, store, aside, now)
    except OSError as error:
        raise StoreError(
            f"{file} could not be put back ({error.strerror}); see that {folder} lets you write."
        ) from None


def _file_of(engine: sa.Engine) -> Path | None:
    """The store's file, or None where it is on a server."""
    return Path(engine.url.database) if engine.dialect.name == "sqlite" else None


def _folder_of(engine: sa.Engine) -> Path:
    """Where files go that belong to the store: beside it, or into the practice's own folder where it is on a server."""
    path = _file_of(engine)
    return path.parent if path else own_folder()


@contextlib.contextmanager
def _opened(file: Path, name: str, now: datetime) -> Iterator[Store]:
    """A copy of a backup, moved to this program's layout, under the backup's name."""
    engine, _ = engine_for(file)
    with Store(engine, name) as store:
        prepare(engine, name, now)
        yield store


def _present(engine: sa.Engine, place: str | Path | None, now: datetime) -> tuple[Store, Path | None]:
    """The store at the place; a damaged file is set aside and a new one begun."""
    path = _file_of(engine)
    try:
        store = Store.open(place, now=now)
        if store.is_sound():
            return store, None
        store.close()
    except Unreadable:
        if path is None:
            raise
    aside = free_name(path.parent, f"{path.stem} damaged", now)
    try:
        for end in (*BESIDE, ""):  # the file itself last: its journals must never meet a new file of its name
            part = path.with_name(path.name + end)
            if part.exists():
                part.rename(aside.with_name(aside.name + end))
    except OSError:
        raise StoreError(f"{path} is damaged and in use; close auditkit everywhere and try again.") from None
    return Store.open(place, now=now), aside


def _exchange(source: Store, store: Store, aside: Path | None, now: datetime) -> Restored:
    """In one transaction: whoever reads meanwhile sees all of the old rows, then all of the restored ones."""
    with store.writing(*_TABLES) as target, plain_errors(source.place), source.engine.connect() as given:
        if any(target.execute(sa.select(table.c.id).limit(1)).first() for table in _TABLES):
            path = _file_of(store.engine)
            stem = path.stem if path else "decisions"
            aside = _copy(store, free_name(_folder_of(store.engine), f"{stem} replaced", now), now)
        for table in _TABLES:
            release_rows(target, table.name)
            target.execute(table.delete())
        rows = _copy_rows(given, target)
        for table in _TABLES:
            hold_rows(target, table.name)
            _count_on(target, table)
    return Restored(rows, aside)


def _copy(store: Store, target: Path, now: datetime) -> Path:
    path = _file_of(store.engine)
    if path is not None:
        return copy_database(path, target)
    with part_of(target) as part, store.engine.connect() as source:
        with Store.open(part, now=now) as copy, copy.writing(*_TABLES) as into:
            _copy_rows(source, into)
        with contextlib.closing(sqlite3.connect(part)) as connection:
            finish(connection, store.place)
    return target


def _copy_rows(source: sa.Connection, target: sa.Connection) -> int:
    count = 0
    for table in _TABLES:
        for rows in source.execute(sa.select(table).order_by(table.c.id)).mappings().partitions(_BATCH):
            target.execute(table.insert(), [dict(row) for row in rows])
            count += len(rows)
    return count


def _count_on(connection: sa.Connection, table: sa.Table) -> None:
    """New rows get ids above all that were ever given out. SQLite sees to that by itself."""
    if connection.dialect.name == "postgresql":
        ids = sa.func.pg_get_serial_sequence(table.name, "id")
        highest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(ids, sa.func.greatest(highest, sa.func.nextval(ids)))))
