"""The store's database: opened, asked, added to. Rows are never changed or removed."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from auditkit.store.layout import prepare
from auditkit.store.opening import WRITES, engine_for
from auditkit.store.records import Conflict, StoreError
from auditkit.store.sentences import Unreadable, plain_errors
from auditkit.store.tables import METADATA

_MANY = 500  # keys per question: well under the number of parameters that any database takes
_NOT_KEPT = re.compile(r"[\x00\ud800-\udfff]")


class Database:
    """Safe to share between threads; several programs may use one file at once.

    Every method raises StoreError, whose message is one plain sentence, where the database cannot do what is asked.
    """

    def __init__(self, engine: sa.Engine, place: str, said: str = "") -> None:
        self.engine = engine
        self.place = place
        self.said = said  # a sentence for the person where opening moved something, else ""

    @classmethod
    def open(cls, place: str | Path | None = None, *, now: datetime | None = None) -> Self:
        """Open the store at a file, in a folder, or at a database URL; without a place, where `AUDITKIT_STORE` says, and
        where that is not set in this user's own folder.

        An empty place becomes a store. An older one is moved to this program's layout; a SQLite file is first copied beside
        itself, under the day of `now`. Raises StoreError for a missing or read-only folder, a file that is no store, or a
        store of a newer version.
        """
        engine, name = engine_for(place)
        try:
            said = prepare(engine, name, now or datetime.now(UTC))
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name, said)

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
        """True where SQLite finds nothing wrong with its file; on a server, where every row can be read."""
        try:
            with plain_errors(self.place), self.engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
                for table in METADATA.sorted_tables:
                    connection.execute(sa.select(table)).all()
                return True
        except Unreadable:
            return False

    @contextlib.contextmanager
    def writing(self, *tables: sa.Table) -> Iterator[sa.Connection]:
        """A turn at writing into tables: what is read within it stays true until it is over. All of it is kept, or nothing.

        One turn after the other, so the order of ids is the order in which rows came to be seen.
        """
        with (
            plain_errors(self.place),
            self.engine.connect().execution_options(**WRITES) as connection,
            connection.begin(),
        ):
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                names = ", ".join(table.name for table in tables)
                connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
            yield connection

    def add(
        self,
        table: sa.Table,
        key: dict[str, str],
        row: dict[str, object],
        who: str,
        when: datetime,
        follows: int | None,
        nothing: sa.ColumnElement[bool] | None = None,
    ) -> int:
        """Keep a row under a key, with who and when; returns its id.

        `follows` is the id of the row of this key that the person had seen, 0 for none; None does not ask. Where the newest row
        fulfils `nothing` it counts as none. Raises Conflict where another row is the newest: nothing is written then.
        """
        row = plain({**key, **row, **signed(who, when)})
        with self.writing(table) as connection:
            if follows is not None:
                same = sa.select(table, (sa.false() if nothing is None else nothing).label("is_nothing"))
                same = same.where(*(table.c[name] == row[name] for name in key)).order_by(table.c.id.desc())
                newest = connection.execute(same.limit(1)).first()
                if follows != (0 if newest is None or newest.is_nothing else newest.id):
                    raise _conflict(newest, when)
            return connection.execute(table.insert().values(**row)).inserted_primary_key[0]

    def rows(self, question: sa.Select, key: sa.Column, wanted: Iterable[str] | None) -> list[sa.Row]:
        """The answer in the order of keeping; of the wanted keys only, where they are given."""
        ordered = question.order_by(key.table.c.id)
        with plain_errors(self.place), self.engine.connect() as connection:
            if wanted is None:
                return list(connection.execute(ordered))
            # A key's rows all come from one question, so within a key the order stays the order of keeping.
            return [row for part in parts(wanted) for row in connection.execute(ordered.where(key.in_(part)))]


def _conflict(newest: sa.Row | None, when: datetime) -> Conflict:
    if newest is None:  # an older copy was put back
        return Conflict("What you saw is no longer what is kept; look at it again.")
    return Conflict(Conflict.sentence(newest.who, newest.happened_at.astimezone(when.tzinfo)))


def signed(who: str, when: datetime) -> dict[str, object]:
    """Who and when, as every row has them."""
    if not who.strip():
        raise StoreError("Please say who decided; a name or initials are enough.")
    if when.tzinfo is None:
        raise ValueError("a moment needs its time zone: datetime(..., tzinfo=...)")
    return {"who": who.strip(), "happened_at": when}


def plain(row: dict[str, object]) -> dict[str, object]:
    """The row with every text as any database takes it: no NUL, no half of a character pair."""
    return {name: plain_text(value) if isinstance(value, str) else value for name, value in row.items()}


def plain_text(text: str) -> str:
    """See `plain`."""
    return _NOT_KEPT.sub("\N{REPLACEMENT CHARACTER}", text)


def parts(keys: Iterable[str]) -> Iterator[list[str]]:
    """The keys, each once, in lists that one question can hold."""
    each = list(dict.fromkeys(map(plain_text, keys)))
    return (each[start : start + _MANY] for start in range(0, len(each), _MANY))
