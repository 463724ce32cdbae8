"""The tables of the store. Rows are added, not changed: the newest row of a key counts, the older ones are its history.

Only types that SQLite and PostgreSQL share are used. Moments are kept in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from auditkit.store.sentences import KEPT

SCHEMA_VERSION = 2


class UtcMoment(sa.types.TypeDecorator[datetime]):
    """A moment with its time zone; kept as UTC because SQLite drops the zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


METADATA = sa.MetaData()


def _row_id() -> sa.Column[int]:
    # AUTOINCREMENT in SQLite and an identity in PostgreSQL: a later row has a higher number, which is what "newest" means.
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _by_whom() -> tuple[sa.Column, sa.Column]:
    return sa.Column("who", sa.String(200), nullable=False), sa.Column("happened_at", UtcMoment, nullable=False)


schema_version = sa.Table(
    "schema_version",
    METADATA,
    _row_id(),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("program_version", sa.String(50), nullable=False),
    sqlite_autoincrement=True,
)

verdict_decisions = sa.Table(
    "verdict_decisions",
    METADATA,
    _row_id(),
    sa.Column("note_key", sa.String(64), nullable=False),
    sa.Column("rule", sa.String(100), nullable=False),
    sa.Column("machine_answer", sa.String(20), nullable=False),
    sa.Column("person_answer", sa.String(20)),  # NULL: withdrawn, the program's answer counts again
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("program_version", sa.String(50), nullable=False),
    *_by_whom(),
    sa.CheckConstraint("length(trim(reason)) > 0", name="a_decision_has_a_reason"),
    sa.Index("verdict_decisions_by_note", "note_key", "rule", "id"),
    sqlite_autoincrement=True,
)

note_corrections = sa.Table(
    "note_corrections",
    METADATA,
    _row_id(),
    sa.Column("note_key", sa.String(64), nullable=False),
    sa.Column("kinds", sa.String(200), nullable=False),  # comma between; empty: as recognised
    sa.Column("discipline", sa.String(20), nullable=False),
    *_by_whom(),
    sa.Index("note_corrections_by_note", "note_key", "id"),
    sqlite_autoincrement=True,
)

column_maps = sa.Table(
    "column_maps",
    METADATA,
    _row_id(),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("mapping", sa.Text, nullable=False),  # JSON object
    *_by_whom(),
    sa.Index("column_maps_by_fingerprint", "fingerprint", "id"),
    sqlite_autoincrement=True,
)

settings = sa.Table(
    "settings",
    METADATA,
    _row_id(),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("setting", sa.Text, nullable=False),  # JSON
    *_by_whom(),
    sa.Index("settings_by_name", "name", "id"),
    sqlite_autoincrement=True,
)

events = sa.Table(
    "events",
    METADATA,
    _row_id(),
    sa.Column("desk", sa.String(50), nullable=False),
    sa.Column("subject", sa.String(100), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),  # 1, 2, 3, ... within a subject
    sa.Column("kind", sa.String(50), nullable=False),
    sa.Column("details", sa.Text, nullable=False),  # JSON object
    *_by_whom(),
    sa.UniqueConstraint("desk", "subject", "number", name="an_event_has_its_number_alone"),
    sqlite_autoincrement=True,
)


def hold_rows(connection: sa.Connection, table: str) -> None:
    """Have the database itself refuse to change or remove a row of the table, whoever asks."""
    for statement in _triggers(connection, table).values():
        connection.exec_driver_sql(statement)


def release_rows(connection: sa.Connection, table: str) -> None:
    """Undo `hold_rows` within a transaction that puts a backup in the place of what is there."""
    of_table = f" ON {table}" if connection.dialect.name == "postgresql" else ""
    for trigger in _triggers(connection, table):
        connection.exec_driver_sql(f"DROP TRIGGER {trigger}{of_table}")


def _triggers(connection: sa.Connection, table: str) -> dict[str, str]:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION auditkit_keep_rows() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
        )
        name = f"{table}_kept"
        return {
            name: f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} EXECUTE FUNCTION auditkit_keep_rows()"
        }
    return {
        f"{table}_no_{verb.lower()}": f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
        for verb in ("UPDATE", "DELETE")
    }


for _table in METADATA.tables.values():
    sa.event.listen(_table, "after_create", lambda table, connection, **_: hold_rows(connection, table.name))
