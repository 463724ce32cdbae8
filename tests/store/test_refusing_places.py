"""Folders and files that do not let this user write, and files that may grow no further: a sentence, and nothing is lost.

Rights do not bind root, so there the work is done by a child that has given up being root.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest

from auditkit.store import NewEvent, Store, StoreError
from auditkit.store.backups import backup, restore

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOBODY = 65534


def append(store, follows=0):
    return store.append("denials", "d1", "called", {}, who="D. Lee", when=NOW, follows=follows)


def said_by(action) -> str:
    """What a child without root's rights says: the sentence of StoreError, or what the action returns."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            try:
                said = str(action())
            except StoreError as error:
                said = f"StoreError: {error}"
        except BaseException:
            said = traceback.format_exc()
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def folder():
    """A folder that everybody may look into: that of pytest is closed to others."""
    made = Path(tempfile.mkdtemp(prefix="auditkit-rights-"))
    made.chmod(0o755)
    with Store.open(made) as store:
        append(store)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def is_one_sentence(said: str) -> bool:
    return said.startswith("StoreError: ") and said.endswith(".") and "\n" not in said


def test_a_folder_that_may_only_be_read_is_a_sentence(folder):
    folder.chmod(0o555)
    before = content(folder)
    for place in (folder, folder / "new.sqlite"):
        said = said_by(lambda place=place: append(Store.open(place), follows=1))
        assert is_one_sentence(said) and ("you may write to it" in said or "ask for write access" in said)
    assert content(folder) == before


def test_a_file_that_may_only_be_read_can_be_read_and_a_change_is_a_sentence(folder):
    folder.chmod(0o777)
    (folder / "decisions.sqlite").chmod(0o444)
    assert said_by(lambda: len(Store.open(folder).events("denials"))) == "1"
    said = said_by(lambda: append(Store.open(folder), follows=1))
    assert is_one_sentence(said) and "cannot be written to" in said
    with Store.open(folder) as store:
        assert len(store.events("denials")) == 1 and store.is_sound()


def test_a_folder_that_takes_no_backup_is_a_sentence(folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    folder.chmod(0o777)
    (folder / "decisions.sqlite").chmod(0o666)
    for to in (closed, closed / "deeper"):
        said = said_by(lambda to=to: backup(folder, to, now=NOW))
        assert is_one_sentence(said) and str(closed) in said
    assert list(closed.iterdir()) == []


def test_a_store_that_may_only_be_read_is_not_restored_into(folder, tmp_path):
    with Store.open(folder) as store:
        file = backup(folder, folder / "b", now=NOW)
        append(store, follows=1)
    file.parent.chmod(0o755)
    file.chmod(0o644)
    folder.chmod(0o555)
    assert is_one_sentence(said_by(lambda: restore(file, folder, now=NOW)))
    folder.chmod(0o755)
    with Store.open(folder) as store:
        assert len(store.events("denials")) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["b", "decisions.sqlite"]


def test_a_folder_that_may_not_even_be_looked_into_is_a_sentence(folder):
    folder.chmod(0o700 if os.getuid() == 0 else 0o000)
    assert is_one_sentence(said_by(lambda: Store.open(folder / "decisions.sqlite")))


def test_files_that_may_grow_no_further_keep_what_was_acknowledged(folder):
    folder.chmod(0o777)
    (folder / "decisions.sqlite").chmod(0o666)
    told = folder / "told"

    def fill():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing then fails, as on a disk without room
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        store = Store.open(folder)
        for number in range(10_000):
            store.append_all(
                NewEvent("denials", f"{number}-{n}", "k", {"r": "r" * 300}, "w", NOW, 0) for n in range(20)
            )
            told.write_text(str(number + 1))

    assert is_one_sentence(said_by(fill))
    lists = int(told.read_text())
    with Store.open(folder) as store:
        assert lists > 0
        assert len(store.events("denials")) == 1 + 20 * lists
        assert store.is_sound()
        append(store, follows=1)
