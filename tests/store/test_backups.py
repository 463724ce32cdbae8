"""A backup is whole, checked and never in the place of another; a restore loses nothing of what was there."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from auditkit import cli
from auditkit.rule import Answer
from auditkit.store import Conflict, NewEvent, Store, StoreError
from auditkit.store import backups as backups_module
from auditkit.store import copies as copies_module
from auditkit.store.backups import backup, restore
from auditkit.store.tables import SCHEMA_VERSION, schema_version

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("AUDITKIT_STORE", raising=False)
    return tmp_path / "home"


@pytest.fixture
def path(tmp_path):
    """A file, where a test is about files."""
    return tmp_path / "decisions.sqlite"


def append(store, subject="d1", follows=0):
    return store.append("denials", subject, "called", {"said": "ring back"}, who="D. Lee", when=NOW, follows=follows)


def subjects(place) -> list[str]:
    with Store.open(place) as store:
        return [event.subject for event in store.events("denials")]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


def test_a_backup_holds_everything_under_the_day(tmp_path, place):
    with Store.open(place) as store:
        append(store)
        store.decide("n", "r", machine=Answer.MET, person=Answer.NOT_MET, reason="why", who="D. Lee", when=NOW)
        file = backup(place, tmp_path / "to" / "here", now=NOW)
        with Store.open(file) as copy:
            assert copy.events("denials") == store.events("denials")
            assert copy.decisions() == store.decisions()
    assert names(file.parent) == ["decisions 2026-11-24.sqlite"]


def test_a_second_backup_of_a_day_leaves_the_first_as_it_was(tmp_path, place):
    with Store.open(place) as store:
        append(store)
        first = backup(place, tmp_path / "b", now=NOW)
        content = first.read_bytes()
        append(store, follows=1)
    second = backup(place, tmp_path / "b", now=NOW)
    assert second.name == "decisions 2026-11-24 (2).sqlite"
    assert first.read_bytes() == content


def test_a_backup_is_one_sound_file_that_only_this_user_reads(tmp_path, place):
    with Store.open(place) as store:
        append(store)
        file = backup(place, tmp_path / "b", now=NOW)
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o077 == 0


def test_a_backup_made_while_a_program_writes_holds_whole_lists_only(tmp_path, place):
    Store.open(place).close()
    code = """
import sys
from datetime import UTC, datetime
from auditkit.store import NewEvent, Store

with Store.open(sys.argv[1]) as store:
    for batch in range(100_000):
        when = datetime(2026, 11, 24, tzinfo=UTC)
        store.append_all(NewEvent("denials", f"{batch}", "k", {"r": "r" * 500}, "w", when, n) for n in range(40))
        print(batch, flush=True)
"""
    process = subprocess.Popen([sys.executable, "-c", code, str(place)], stdout=subprocess.PIPE, text=True)
    try:
        for _ in range(3):
            told = int(process.stdout.readline())
            found = subjects(backup(place, tmp_path / "b", now=NOW))
            assert len(found) % 40 == 0
            assert set(map(str, range(told + 1))) <= set(found)
    finally:
        process.kill()
        process.communicate()


def test_nothing_kept_yet_is_nothing_to_back_up(tmp_path, path):
    with pytest.raises(StoreError, match="nothing has been kept"):
        backup(path, tmp_path / "b", now=NOW)
    assert not path.exists() and not (tmp_path / "b").exists()


def test_a_damaged_store_is_not_backed_up_as_if_it_were_sound(tmp_path, path):
    with Store.open(path) as store:
        store.append_all(NewEvent("denials", f"d{n}", "k", {"r": "r" * 300}, "w", NOW, 0) for n in range(200))
    damage(path)
    with pytest.raises(StoreError, match="is damaged"):
        backup(path, tmp_path / "b", now=NOW)
    assert names(tmp_path / "b") == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path, place):
    Store.open(place).close()
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(StoreError, match=r"cannot be made .* choose another one\.$"):
        backup(place, tmp_path / "letter.txt" / "b", now=NOW)


def test_a_disk_that_fills_while_a_backup_is_written_leaves_no_half_of_it(tmp_path, path, monkeypatch):
    with Store.open(path) as store:
        append(store)

    def full(copy, path):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(copies_module, "finish", full)
    with pytest.raises(StoreError, match="disk is full"):
        backup(path, tmp_path / "b", now=NOW)
    assert names(tmp_path / "b") == []


def test_a_restore_brings_back_the_backup_and_keeps_what_was_there(tmp_path, path):
    with Store.open(path) as store:
        append(store)
        file = backup(path, tmp_path / "b", now=NOW)
        append(store, "d2")
    done = restore(file, path, now=NOW)
    assert done.rows == 1
    assert subjects(path) == ["d1"]
    assert done.kept_aside == tmp_path / "decisions replaced 2026-11-24.sqlite"
    assert subjects(done.kept_aside) == ["d1", "d2"]
    assert restore(done.kept_aside, path, now=NOW).rows == 2  # and back again
    assert subjects(path) == ["d1", "d2"]
    assert "decisions replaced 2026-11-24 (2).sqlite" in names(tmp_path)


def test_pages_that_are_open_during_a_restore_go_on_with_the_restored_store(tmp_path, place):
    with Store.open(place) as page:
        append(page)
        file = backup(place, tmp_path / "b", now=NOW)
        late = append(page, follows=1)
        restore(file, place, now=NOW)
        assert [event.number for event in page.events("denials")] == [1]
        with pytest.raises(Conflict, match="no longer what is kept"):
            append(page, follows=2)
        again = append(page, follows=1)
        assert again.number == 2 and again.id > late.id  # an id is given out once
        assert page.is_sound()


def test_rows_are_held_again_after_a_restore(tmp_path, place):
    with Store.open(place) as store:
        append(store)
        restore(backup(place, tmp_path / "b", now=NOW), place, now=NOW)
        for statement in ("UPDATE events SET who = 'x'", "DELETE FROM events"):
            with pytest.raises(sa.exc.DBAPIError, match="kept as they"), store.engine.begin() as connection:
                connection.exec_driver_sql(statement)
        assert subjects(place) == ["d1"]


def test_where_there_was_no_store_a_restore_makes_one(tmp_path, place):
    with Store.open(tmp_path / "old.sqlite") as store:
        append(store)
    done = restore(backup(tmp_path / "old.sqlite", tmp_path / "b", now=NOW), place, now=NOW)
    assert (done.rows, done.kept_aside) == (1, None)
    assert subjects(place) == ["d1"]


def test_a_backup_of_an_older_version_comes_back_in_the_newest_layout(tmp_path, place):
    older = tmp_path / "older.sqlite"
    with closing(sqlite3.connect(older)) as connection:
        connection.executescript((Path(__file__).parent / "layouts" / "layout_1.sql").read_text(encoding="utf-8"))
    before = older.read_bytes()
    assert restore(older, place, now=NOW).rows == 7
    with Store.open(place) as store:
        assert len(store.decision_history()) == 3
        append(store)
    assert older.read_bytes() == before


def test_a_damaged_store_is_set_aside_and_the_backup_takes_its_place(tmp_path, path):
    with Store.open(path) as store:
        store.append_all(NewEvent("denials", f"d{n}", "k", {"r": "r" * 300}, "w", NOW, 0) for n in range(200))
        file = backup(path, tmp_path / "b", now=NOW)
    damage(path)
    broken = path.read_bytes()
    done = restore(file, path, now=NOW)
    assert done.rows == 200 and len(subjects(path)) == 200
    assert done.kept_aside.name == "decisions damaged 2026-11-24.sqlite"
    assert done.kept_aside.read_bytes() == broken


@pytest.mark.parametrize(
    "content",
    [b"", b"This is a letter.\n" * 400, b"SQLite format 3\x00" + b"\x00" * 5000],
    ids=["zero", "text", "torn"],
)
def test_a_file_that_is_no_backup_is_refused_and_nothing_changes(tmp_path, path, content):
    with Store.open(path) as store:
        append(store)
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(content)
    with pytest.raises(StoreError) as error:
        restore(wrong, path, now=NOW)
    assert str(wrong) in str(error.value) and str(error.value).endswith(".") and "\n" not in str(error.value)
    assert wrong.read_bytes() == content
    assert subjects(path) == ["d1"]
    assert names(tmp_path) == ["decisions.sqlite", "wrong.sqlite"]


def test_a_damaged_backup_is_refused_and_nothing_changes(tmp_path, place):
    with Store.open(place) as store:
        store.append_all(NewEvent("denials", f"d{n}", "k", {"r": "r" * 300}, "w", NOW, 0) for n in range(200))
    file = backup(place, tmp_path / "b", now=NOW)
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="is damaged"):
        restore(file, place, now=NOW)
    assert len(subjects(place)) == 200


def test_a_database_of_another_program_is_no_backup(tmp_path, path):
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE patients (name TEXT)")
    with pytest.raises(StoreError, match="not a file of decisions"):
        restore(other, path, now=NOW)
    assert not path.exists()


def test_a_backup_of_a_newer_version_is_refused_under_its_own_name(tmp_path, path):
    with Store.open(tmp_path / "newer.sqlite") as store, store.engine.begin() as connection:
        connection.execute(schema_version.insert().values(version=SCHEMA_VERSION + 1, program_version="9.0"))
    with pytest.raises(StoreError, match=r"newer\.sqlite was written by a newer auditkit"):
        restore(tmp_path / "newer.sqlite", path, now=NOW)
    assert not path.exists()


def test_a_missing_backup_is_a_sentence(tmp_path, place):
    with pytest.raises(StoreError, match="There is no file"):
        restore(tmp_path / "nothing.sqlite", place, now=NOW)


def test_a_restore_that_fails_half_way_changes_nothing(tmp_path, place, monkeypatch):
    with Store.open(place) as store:
        append(store)
        file = backup(place, tmp_path / "b", now=NOW)
        append(store, "d2")

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(backups_module, "_copy_rows", full)
    with pytest.raises(StoreError, match="disk is full"):
        restore(file, place, now=NOW)
    assert subjects(place) == ["d1", "d2"]
    with Store.open(place) as store, pytest.raises(sa.exc.DBAPIError), store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM events")


def test_the_commands_say_where_everything_is(home, capsys):
    with Store.open() as store:
        append(store)
    assert cli.main(["backup"]) == 0
    (file,) = (home / "backups").iterdir()
    assert str(file) in capsys.readouterr().out
    assert cli.main(["restore", str(file)]) == 0
    said = capsys.readouterr().out
    assert "1 entries" not in said and "1 entry" in said
    assert str(home / "decisions replaced") in said


def test_the_commands_follow_the_place_that_the_practice_named(home, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("AUDITKIT_STORE", str(tmp_path / "ours.sqlite"))
    with Store.open() as store:
        append(store)
    assert (tmp_path / "ours.sqlite").is_file()
    assert cli.main(["backup", "--to", str(tmp_path / "b")]) == 0
    assert subjects(next((tmp_path / "b").iterdir())) == ["d1"]
    assert not home.exists()


def test_the_commands_say_in_a_sentence_what_cannot_be_done(home, tmp_path, capsys):
    assert cli.main(["backup"]) == 1
    assert "nothing has been kept" in capsys.readouterr().err
    assert cli.main(["restore", str(tmp_path / "no.sqlite")]) == 1
    assert capsys.readouterr().err.startswith("auditkit: There is no file")
