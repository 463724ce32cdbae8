"""Where the store's database is, and how it is set so that nothing acknowledged is lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import sqlalchemy as sa

from auditkit.places import practice_folder
from auditkit.store.records import StoreError

FILE_NAME = "decisions.sqlite"
BUSY_SECONDS = 15.0
_CONNECT_SECONDS = 10
WRITES = {"writes": True}  # option of a connection: SQLite then takes its turn at the start
_NETWORK_DRIVE = 4  # DRIVE_REMOTE of Windows' GetDriveType


def engine_for(place: str | Path | None) -> tuple[sa.Engine, str]:
    """An engine and the place's name as a person knows it. Raises StoreError where the place cannot hold a store."""
    place = place or _usual_place()
    if isinstance(place, str) and "://" in place:
        return _engine_by_url(place)
    path = _file_at(Path(place))
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} does not exist; create it or choose another folder for decisions.")
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path.absolute())),
        connect_args={"timeout": BUSY_SECONDS},
        hide_parameters=True,  # reasons and settings stay out of error texts
    )
    _set_up_sqlite(engine, journal="DELETE" if _on_network_drive(path) else "WAL")
    return engine, str(path)


def _file_at(path: Path) -> Path:
    try:
        return path / FILE_NAME if path.is_dir() else path  # a folder is a place too
    except (OSError, ValueError):  # a folder that may not even be looked into
        raise StoreError(
            f"{path} cannot be opened; check that its folder exists and that you may write to it."
        ) from None


def is_there(place: str | Path | None) -> bool:
    """Whether a store has been made at this place: for those who only want to read what is kept, and make nothing."""
    try:
        place = place or _usual_place()
        return "://" in str(place) or _file_at(Path(place)).is_file()
    except (OSError, StoreError):
        return False


def own_folder() -> Path:
    """The practice's own folder. Raises StoreError where it cannot be made."""
    try:
        return practice_folder()
    except OSError:
        raise StoreError(
            "The folder for the practice's own files could not be made; check your rights or set AUDITKIT_HOME to another folder."
        ) from None


def _usual_place() -> str | Path:
    """`AUDITKIT_STORE` (a file, a folder or a database URL), or else this user's own folder."""
    return os.environ.get("AUDITKIT_STORE") or own_folder()


def _engine_by_url(place: str) -> tuple[sa.Engine, str]:
    try:
        url = sa.make_url(place)
        if url.get_backend_name() in ("postgresql", "postgres"):
            return _server(url), _shown(url)
        engine = sa.create_engine(url, hide_parameters=True)
    except sa.exc.ArgumentError:
        raise StoreError(
            "The address of the decisions database cannot be read; it looks like postgresql://..."
        ) from None
    except ModuleNotFoundError as error:
        raise StoreError(f"The package {error.name} is needed for this database; install auditkit[postgres].") from None
    if engine.dialect.name != "sqlite":
        raise StoreError("Decisions are kept in SQLite or PostgreSQL; its address looks like postgresql://...")
    _set_up_sqlite(engine, journal="WAL")
    return engine, _shown(url)


def _shown(url: sa.URL) -> str:
    """The address without what may be a password."""
    return url.set(query={}).render_as_string(hide_password=True)


def _server(url: sa.URL) -> sa.Engine:
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(_CONNECT_SECONDS)})
    # All questions of one reading see one moment. A writer locks its table first, so that moment is after its turn began.
    engine = sa.create_engine(url, hide_parameters=True, pool_pre_ping=True, isolation_level="REPEATABLE READ")

    @sa.event.listens_for(engine, "connect")
    def wait_no_longer(connection, _record):
        connection.execute(f"SET lock_timeout = '{BUSY_SECONDS * 1000:.0f}ms'")
        connection.commit()

    return engine


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
    engine.update_execution_options(journal=journal)  # set by `prepare`, once the file is known to be a store

    @sa.event.listens_for(engine, "connect")
    def set_pragmas(connection, _record):
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        # recursive_triggers: INSERT OR REPLACE is refused like DELETE.
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "recursive_triggers=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection):
        # A writer takes its turn at the start: a reader that turned writer half way could not wait for its turn.
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
