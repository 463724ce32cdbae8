"""The store's database: opened, asked, added to. Rows are never changed or removed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from auditkit.store import opening
from auditkit.store.records import StoreError

_MANY = 500  # keys per question: well under the number of parameters that any database takes


class Database:
    """Safe to share between threads; several programs may use one file at once.

    Every method raises StoreError, whose message is one plain sentence, where the database cannot do what is asked.
    """

    def __init__(self, engine: sa.Engine, place: str) -> None:
        self.engine = engine
        self.place = place

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """Open the store at a file, in a folder, or at a database URL; without a place, in this user's data folder.

        An empty place becomes a store. Raises StoreError for a missing or read-only folder, a file that is no store, or a
        store of a newer version.
        """
        engine, name = opening.engine_for(place)
        try:
            opening.prepare(engine, name)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def is_sound(self) -> bool:
        """True where the database finds nothing wrong with its own file."""
        if self.engine.dialect.name != "sqlite":
            return True
        with opening.plain_errors(self.place), self.engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"

    @contextlib.contextmanager
    def writing(self, table: sa.Table) -> Iterator[sa.Connection]:
        """A turn at writing into a table: what is read within it stays true until it is over. All of it is kept, or nothing."""
        with (
            opening.plain_errors(self.place),
            self.engine.connect().execution_options(**opening.WRITES) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                connection.exec_driver_sql(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE")
            yield connection

    def add(self, table: sa.Table, row: dict[str, object], who: str, when: datetime) -> None:
        """Keep a row with who and when."""
        with self.writing(table) as connection:
            connection.execute(table.insert().values(**row, **signed(who, when)))

    def rows(self, question: sa.Select, key: sa.Column, wanted: Iterable[str] | None) -> list[sa.Row]:
        """The answer in the order of keeping; of the wanted keys only, where they are given."""
        ordered = question.order_by(key.table.c.id)
        with opening.plain_errors(self.place), self.engine.connect() as connection:
            if wanted is None:
                return list(connection.execute(ordered))
            # A key's rows all come from one question, so within a key the order stays the order of keeping.
            return [row for part in parts(wanted) for row in connection.execute(ordered.where(key.in_(part)))]


def signed(who: str, when: datetime) -> dict[str, object]:
    """Who and when, as every row has them."""
    if not who.strip():
        raise StoreError("Please say who decided; a name or initials are enough.")
    if when.tzinfo is None:
        raise ValueError("a moment needs its time zone: datetime(..., tzinfo=...)")
    return {"who": who.strip(), "happened_at": when}


def parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys, each once, in lists that one question can hold."""
    each = list(dict.fromkeys(keys))
    return (each[start : start + _MANY] for start in range(0, len(each), _MANY))
