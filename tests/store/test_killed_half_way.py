"""A program killed while it moves, backs up or restores a store: the store is as it was, and the next try succeeds."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from auditkit.store import Store
from auditkit.store.backups import backup, restore

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
OLDEST = Path(__file__).parent / "layouts" / "layout_1.sql"

KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from auditkit.store import Store, backups, copies, layout

def killed_after(module, name):
    original = getattr(module, name)
    def replaced(*given):
        original(*given)
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    setattr(module, name, replaced)

now = datetime(2026, 11, 24, tzinfo=UTC)
what, place, more = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
if what == "move":
    killed_after(layout, "_move_up")
    Store.open(place, now=now)
elif what == "backup":
    killed_after(copies, "finish")
    backups.backup(place, more, now=now)
else:
    killed_after(backups, "_copy_rows")
    backups.restore(more, place, now=now)
print("not killed")
"""


def killed(what: str, place, more="unused") -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, what, str(place), str(more)], capture_output=True, text=True)
    assert done.returncode != 0 and done.stdout == done.stderr == ""


def append(store, follows=0):
    return store.append("denials", "d1", "called", {}, who="D. Lee", when=NOW, follows=follows)


def test_killed_while_an_older_store_is_moved(tmp_path):
    place = tmp_path / "d.sqlite"
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(OLDEST.read_text(encoding="utf-8"))
    killed("move", place)
    with closing(sqlite3.connect(place)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert "events" not in tables and "settings" in tables
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with Store.open(place, now=NOW) as store:
        assert len(store.decision_history()) == 3
        append(store)


def test_killed_while_a_backup_is_made(tmp_path):
    place, folder = tmp_path / "d.sqlite", tmp_path / "b"
    with Store.open(place) as store:
        append(store)
    killed("backup", place, folder)
    assert list(folder.glob("*.sqlite")) == []  # nothing that looks like a backup and is none
    with Store.open(backup(place, folder, now=NOW)) as copy:
        assert len(copy.events("denials")) == 1


def test_killed_while_a_backup_is_put_back(tmp_path):
    place = tmp_path / "d.sqlite"
    with Store.open(place) as store:
        append(store)
    file = backup(place, tmp_path / "b", now=NOW)
    with Store.open(place) as store:
        append(store, follows=1)
    killed("restore", place, file)
    with Store.open(place) as store:
        assert len(store.events("denials")) == 2 and store.is_sound()
    assert restore(file, place, now=NOW).rows == 1
    with Store.open(place) as store:
        assert len(store.events("denials")) == 1 and store.is_sound()
