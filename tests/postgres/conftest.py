"""A PostgreSQL server of its own for the tests, started from the system's packages. Where there is none, these tests are not collected.

`.ci/run` installs it and makes sure that these tests ran. The server listens on a socket in a temporary folder, to nobody else.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from auditkit.store import Store

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
PROGRAMS = FOUND[-1].parent if FOUND else Path(found).parent if (found := shutil.which("initdb")) else None
collect_ignore_glob = [] if PROGRAMS and importlib.util.find_spec("psycopg") else ["test_*.py"]
_NUMBERS = itertools.count(1)


class Server:
    """One server in one folder; `crash` ends it as a power cut would, `start` brings it back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # PostgreSQL refuses to run as root.
        self.user = {"user": "postgres", "group": "postgres"} if os.getuid() == 0 else {}
        if self.user:
            shutil.chown(folder, "postgres", "postgres")
        setup = [
            PROGRAMS / "initdb",
            "-D",
            folder / "data",
            "-U",
            "auditkit",
            "--auth=trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(setup, check=True, stdout=subprocess.DEVNULL, cwd=folder, **self.user)
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAMS / "postgres", "-D", "data", "-k", str(self.folder), "-c", "listen_addresses="],
                cwd=self.folder,
                stdout=log,
                stderr=log,
                **self.user,
            )
        ready = [PROGRAMS / "pg_isready", "-q", "-h", str(self.folder), "-U", "auditkit", "-d", "postgres"]
        while subprocess.run(ready).returncode:
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.1)

    def crash(self) -> None:
        self.process.send_signal(
            signal.SIGQUIT
        )  # "immediate": nothing is written out, the next start recovers from the log
        self.process.wait()

    def url(self, schema: str = "") -> str:
        more = f"&options=-csearch_path%3D{schema}" if schema else ""
        return f"postgresql://auditkit@/postgres?host={self.folder}{more}"

    def connect(self):
        import psycopg

        return psycopg.connect(f"host={self.folder} user=auditkit dbname=postgres", autocommit=True)


@pytest.fixture(scope="session")
def server():
    folder = Path(tempfile.mkdtemp(prefix="auditkit-pg-"))
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        if server.process is not None:
            server.crash()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def place(server, tmp_path, monkeypatch):
    """A place without a store yet: a schema of its own. Files that belong to it go into a folder of the test."""
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    schema = f"practice_{next(_NUMBERS)}"
    with server.connect() as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return server.url(schema)


@pytest.fixture
def store(place):
    """A new store."""
    with Store.open(place) as opened:
        yield opened
