"""Layout 2: the events of the desks. On PostgreSQL the rows of all tables are held from now on."""

import sqlalchemy as sa

from auditkit.store.tables import hold_rows

revision = "2"
down_revision = "1"


def upgrade(operations):
    """From layout 1."""
    operations.create_table(
        "events",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("desk", sa.String(50), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(50), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("happened_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("desk", "subject", "number", name="an_event_has_its_number_alone"),
        sqlite_autoincrement=True,
    )
    connection = operations.get_bind()
    hold_rows(connection, "events")
    if connection.dialect.name == "postgresql":
        for table in ("schema_version", "verdict_decisions", "note_corrections", "column_maps", "settings"):
            hold_rows(connection, table)
