"""The layout of the tables: made in an empty database, moved up step by step in an older one, refused in a newer one."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

import auditkit
from auditkit.store.copies import copy_database, free_name
from auditkit.store.opening import WRITES
from auditkit.store.records import StoreError
from auditkit.store.sentences import plain_errors
from auditkit.store.tables import METADATA, SCHEMA_VERSION, schema_version

_PREPARING = 0x617564697400  # number of the lock under which a server's database is prepared ("audit")


def prepare(engine: sa.Engine, place: str, now: datetime) -> str:
    """Bring the database to this program's layout. Returns a sentence where something was moved, else "". Raises StoreError.

    A database that is refused (of another program, of a newer version) is left as it is.
    """
    with plain_errors(place):
        with engine.connect() as connection, connection.begin():
            found = _layout_of(connection, place)
        _set_journal(engine)
        if found == SCHEMA_VERSION:
            return ""
        # Not the isolation of the rest: who waited for the lock has to see what the other one did.
        options = WRITES if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
        with engine.connect().execution_options(**options) as connection, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_PREPARING)))
            found = _layout_of(connection, place)  # again: somebody else may have been quicker
            if found == SCHEMA_VERSION:
                return ""
            said = ""
            if found == 0:
                METADATA.create_all(connection)
            else:
                copy = _copy_before(connection, found, now)
                _move_up(connection, found)
                said = f"{place} was moved from layout {found} to {SCHEMA_VERSION} for this version of auditkit"
                said += f"; as it was before it is in {copy}." if copy else "."
            connection.execute(
                schema_version.insert().values(version=SCHEMA_VERSION, program_version=auditkit.__version__)
            )
        return said


def _layout_of(connection: sa.Connection, place: str) -> int:
    """The layout that is there, 0 in an empty database. Raises StoreError for what this program cannot use."""
    present = sa.inspect(connection).get_table_names()
    if schema_version.name not in present:
        if present:
            other = "database" if connection.dialect.name == "postgresql" else "name for the file of decisions"
            raise StoreError(f"{place} belongs to another program; choose another {other}.")
        return 0
    found = connection.scalar(sa.select(sa.func.max(schema_version.c.version)))
    if found is None or found > SCHEMA_VERSION:
        raise StoreError(
            f"{place} was written by a newer auditkit (layout {found}, this program knows {SCHEMA_VERSION}); "
            "update auditkit to open it."
        )
    return found


def _set_journal(engine: sa.Engine) -> None:
    """The journal is a property of the file: set only once it is known to be ours, outside of any transaction."""
    wanted = engine.get_execution_options().get("journal")
    if wanted is None:
        return
    connection = engine.raw_connection()
    try:
        if connection.execute("PRAGMA journal_mode").fetchone()[0].upper() != wanted:
            # Where the file cannot be written or others are at work, the older journal is as safe, only slower.
            with contextlib.suppress(engine.dialect.dbapi.OperationalError):
                connection.execute(f"PRAGMA journal_mode={wanted}")
    finally:
        connection.close()


def _copy_before(connection: sa.Connection, found: int, now: datetime) -> Path | None:
    """A copy of a SQLite file beside it. A server's database is backed up by who looks after the server."""
    if connection.dialect.name != "sqlite":
        return None
    path = Path(connection.engine.url.database)
    return copy_database(path, free_name(path.parent, f"{path.stem} layout {found}", now))


def _move_up(connection: sa.Connection, found: int) -> None:
    from alembic.operations import Operations  # takes a second to load, and is needed once a version
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(Path(__file__).parent / "migrations"))
    operations = Operations(MigrationContext.configure(connection))
    for step in reversed(list(steps.iterate_revisions("head", str(found)))):
        step.module.upgrade(operations)
