"""Opening the store's database: where it is, how SQLite is set, and a plain sentence for each thing that can be wrong."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

import auditkit
from auditkit.places import practice_folder
from auditkit.store.records import StoreError
from auditkit.store.tables import METADATA, SCHEMA_VERSION, schema_version

FILE_NAME = "decisions.sqlite"
BUSY_SECONDS = 15.0
WRITES = {"writes": True}
_NETWORK_DRIVE = 4  # DRIVE_REMOTE of Windows' GetDriveType


def engine_for(place: str | Path | None) -> tuple[sa.Engine, str]:
    """An engine and the place's name as a person knows it. Raises StoreError where the place cannot hold a store."""
    if isinstance(place, str) and "://" in place:
        return _engine_by_url(place)
    path = _own_folder() if place is None else Path(place)
    try:
        if path.is_dir():
            path /= FILE_NAME
        has_folder = path.parent.is_dir()
    except (OSError, ValueError):  # a folder that may not even be looked into
        raise StoreError(
            f"{path} cannot be opened; check that its folder exists and that you may write to it."
        ) from None
    if not has_folder:
        raise StoreError(f"The folder {path.parent} does not exist; create it or choose another folder for decisions.")
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,  # reasons and settings stay out of error texts
    )
    _set_up_sqlite(engine, journal="DELETE" if _on_network_drive(path) else "WAL")
    return engine, str(path)


def is_there(place: str | Path | None) -> bool:
    """Whether a store has been made at this place: for those who only want to read what is kept, and make nothing."""
    if place is not None and "://" in str(place):
        return True
    try:
        path = _own_folder() if place is None else Path(place)
        return path.is_file() or (path / FILE_NAME).is_file()
    except OSError:
        return False


def _own_folder() -> Path:
    try:
        return practice_folder()
    except OSError:
        raise StoreError(
            "The folder for the practice's own files could not be made; check your rights or set AUDITKIT_HOME to another folder."
        ) from None


def _engine_by_url(place: str) -> tuple[sa.Engine, str]:
    try:
        url = sa.make_url(place)
        engine = sa.create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except sa.exc.ArgumentError:
        raise StoreError(
            "The address of the decisions database cannot be read; it looks like postgresql+psycopg://..."
        ) from None
    except ModuleNotFoundError as error:
        raise StoreError(f"The package {error.name} is needed for this database; install auditkit[postgres].") from None
    if engine.dialect.name == "sqlite":
        _set_up_sqlite(engine, journal="WAL")
    return engine, url.render_as_string(hide_password=True)


def _on_network_drive(path: Path) -> bool:
    """Write-ahead logging needs shared memory, which a file server does not give: there the older journal is safe."""
    full = str(path.absolute())
    if full.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        return ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == _NETWORK_DRIVE
    return False


def _set_up_sqlite(engine: sa.Engine, journal: str) -> None:
    @sa.event.listens_for(engine, "connect")
    def set_pragmas(connection, _record):
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        for pragma in (f"journal_mode={journal}", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection):
        # A writer takes its turn at the start: a reader that turned writer half way could not wait for its turn.
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextlib.contextmanager
def plain_errors(place: str) -> Iterator[None]:
    """Turn what a database says into one sentence. The text of rows is not in it."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise StoreError(_sentence(str(error.orig), place)) from error


_SENTENCES = (
    ("file is not a database", "{place} is not a file of decisions; choose another name or move that file away."),
    ("file is encrypted", "{place} is not a file of decisions; choose another name or move that file away."),
    ("malformed", "{place} is damaged; put back the last copy of it, the program did not change it."),
    ("full", "The disk is full, so the decision was not kept; free some space and try again."),
    ("readonly", "{place} cannot be written to; ask for write access to its folder or choose another folder."),
    ("unable to open", "{place} cannot be opened; check that its folder exists and that you may write to it."),
    ("locked", "{place} is in use by another program; close it or try again in a minute."),
    ("disk i/o", "{place} could not be read or written; check the disk or the connection to it."),
    ("kept as they were written", "Decisions are kept as they were written; add a new one instead."),
)


def _sentence(said: str, place: str) -> str:
    lowered = said.lower()
    for part, sentence in _SENTENCES:
        if part in lowered:
            return sentence.format(place=place)
    return f"The decisions at {place} could not be reached; check the database and try again."


def prepare(engine: sa.Engine, place: str) -> None:
    """Create the tables in an empty database and check the version of an old one. Raises StoreError."""
    with plain_errors(place), engine.connect().execution_options(**WRITES) as connection, connection.begin():
        present = set(sa.inspect(connection).get_table_names())
        if schema_version.name not in present:
            if present:
                raise StoreError(f"{place} belongs to another program; choose another name for the file of decisions.")
            METADATA.create_all(connection)
            connection.execute(
                schema_version.insert().values(version=SCHEMA_VERSION, program_version=auditkit.__version__)
            )
            return
        if "events" not in present:  # layout 1
            METADATA.create_all(connection)
            connection.execute(
                schema_version.insert().values(version=SCHEMA_VERSION, program_version=auditkit.__version__)
            )
            return
        found = connection.scalar(sa.select(sa.func.max(schema_version.c.version)))
        if found is None or found > SCHEMA_VERSION:
            raise StoreError(
                f"{place} was written by a newer auditkit (layout {found}, this program knows {SCHEMA_VERSION}); "
                "update auditkit to open it."
            )
