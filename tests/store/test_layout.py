"""An older store is taken over without loss, a newer one is left alone."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from auditkit.rule import Answer, Kind
from auditkit.store import Store, StoreError, header_fingerprint, note_key
from auditkit.store import layout as layout_module
from auditkit.store.tables import METADATA, SCHEMA_VERSION, schema_version

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAYOUTS = Path(__file__).parent / "layouts"  # what each older version really made, one file a layout


@pytest.fixture(params=sorted(LAYOUTS.glob("*.sql")), ids=lambda path: path.stem)
def older(request, tmp_path):
    path = tmp_path / "decisions.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode=WAL")
    return path


def dump(path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return sorted(connection.iterdump())


def schema(path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: " ".join(sql.split()) for name, sql in rows}


def others(path) -> list[Path]:
    return sorted(p for p in path.parent.iterdir() if not p.name.startswith(path.name))


def test_there_is_a_file_for_each_layout_that_was_ever_in_use():
    assert {path.stem for path in LAYOUTS.glob("*.sql")} == {f"layout_{n}" for n in range(1, SCHEMA_VERSION)}


def test_everything_decided_under_an_older_layout_is_there(older):
    with Store.open(older, now=NOW) as store:
        note = note_key("An invented note")
        (decision,) = store.decisions()
        assert (decision.note, decision.rule, decision.person) == (note, "skilled_need", Answer.MET)
        assert decision.reason == 'It\'s said in line 3; "why"'
        assert [d.person for d in store.decision_history(rule="timed_minutes")] == [Answer.NOT_MET, None]
        assert store.note_corrections()[note].kinds == (Kind.PROGRESS, Kind.TREATMENT)
        assert store.columns(header_fingerprint(["Note", "DOS"])) == {"Note": "text", "DOS": "date_of_service"}
        assert store.setting("payer: PY-1") == {"units_rule": "cms"}
        assert store.is_sound()
        store.append("denials", "d1", "opened", {}, who="D. Lee", when=NOW, follows=0)


def test_every_row_of_an_older_layout_is_there_word_for_word(older):
    before = [line for line in dump(older) if line.startswith("INSERT") and "sqlite_sequence" not in line]
    Store.open(older, now=NOW).close()
    assert set(before) <= set(dump(older))


def test_an_older_store_ends_as_a_new_one_begins(older, tmp_path):
    Store.open(older, now=NOW).close()
    Store.open(tmp_path / "new.sqlite").close()
    assert schema(older) == schema(tmp_path / "new.sqlite")


def test_a_copy_as_it_was_is_made_first_and_said_in_a_sentence(older):
    before = dump(older)
    layout = max(
        row.split("VALUES(")[1].split(",")[1] for row in before if row.startswith('INSERT INTO "schema_version"')
    )
    with Store.open(older, now=NOW) as store:
        (copy,) = others(older)
        assert copy.name == f"decisions layout {layout} 2026-11-24.sqlite"
        assert store.said.startswith(f"{older} was moved from layout {layout} to {SCHEMA_VERSION}")
        assert store.said.endswith(f"{copy}.")
    assert dump(copy) == before


def test_a_store_of_this_layout_is_opened_without_a_word_or_a_copy(older):
    Store.open(older, now=NOW).close()
    there = others(older)
    with Store.open(older, now=NOW) as store:
        assert store.said == ""
    assert others(older) == there


def test_a_copy_of_the_same_day_is_never_written_over(older, tmp_path):
    taken = [tmp_path / f"decisions layout {number} 2026-11-24.sqlite" for number in range(1, SCHEMA_VERSION)]
    for other in taken:
        other.write_bytes(b"something of somebody's")
    Store.open(older, now=NOW).close()
    assert all(other.read_bytes() == b"something of somebody's" for other in taken)
    assert len(others(older)) == len(taken) + 1


def test_a_move_that_fails_half_way_leaves_the_store_as_it_was(older, monkeypatch):
    before = dump(older)

    def fails(connection, found):
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        raise sa.exc.OperationalError("", None, sqlite3.OperationalError("database or disk is full"))

    with monkeypatch.context() as patched:
        patched.setattr(layout_module, "_move_up", fails)
        with pytest.raises(StoreError, match="disk is full"):
            Store.open(older, now=NOW)
    assert dump(older) == before
    with Store.open(older, now=NOW) as store:
        assert store.decisions()


def test_where_no_copy_can_be_made_nothing_is_moved(older, monkeypatch):
    before = dump(older)

    def no_room(*_):
        raise StoreError("The disk is full, so this could not be kept; free some space and try again.")

    with monkeypatch.context() as patched:
        patched.setattr(layout_module, "copy_database", no_room)
        with pytest.raises(StoreError, match="disk is full"):
            Store.open(older, now=NOW)
    assert dump(older) == before


def test_pages_that_open_an_older_store_at_the_same_moment_move_it_once(older):
    def open_and_read(_):
        with Store.open(older, now=NOW) as store:
            return len(store.decisions())

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(open_and_read, range(4))) == [1] * 4
    assert len(others(older)) == 1
    with closing(sqlite3.connect(older)) as connection:
        versions = [row[0] for row in connection.execute("SELECT version FROM schema_version ORDER BY id")]
    assert versions.count(SCHEMA_VERSION) == 1


def test_a_store_of_a_newer_version_is_left_byte_for_byte(tmp_path):
    path = tmp_path / "decisions.sqlite"
    with Store.open(path) as store, store.engine.begin() as connection:
        connection.execute(schema_version.insert().values(version=SCHEMA_VERSION + 1, program_version="9.0"))
        connection.execute(sa.text("CREATE TABLE not_yet_known (id INTEGER)"))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer auditkit"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_keeps_its_journal(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE patients (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)
    assert path.read_bytes() == before


def test_opening_a_store_of_this_layout_loads_no_migrations(tmp_path):
    Store.open(tmp_path / "decisions.sqlite").close()
    code = (
        "import sys; from auditkit.store import Store; Store.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    )
    for name in ("decisions.sqlite", "new.sqlite"):
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], capture_output=True, text=True)
        assert done.stdout.strip() == "False", done.stderr


def test_the_steps_lead_from_the_first_layout_to_this_one():
    from alembic.script import ScriptDirectory

    steps = ScriptDirectory(str(Path(layout_module.__file__).parent / "migrations"))
    found = [step.revision for step in steps.iterate_revisions("head", "base")]
    assert found == [str(number) for number in range(SCHEMA_VERSION, 0, -1)]


def test_every_table_is_held_by_triggers(tmp_path):
    Store.open(tmp_path / "d.sqlite").close()
    assert {f"{table}_no_{verb}" for table in METADATA.tables for verb in ("update", "delete")} <= set(
        schema(tmp_path / "d.sqlite")
    )


def test_a_row_cannot_be_replaced_either(tmp_path):
    with Store.open(tmp_path / "d.sqlite") as store:
        store.keep_setting("tour", True, who="D. Lee", when=NOW)
        with pytest.raises(sa.exc.DBAPIError, match="kept as they were written"), store.engine.begin() as connection:
            connection.exec_driver_sql("INSERT OR REPLACE INTO settings VALUES (1, 'tour', 'false', 'x', '2026-11-24')")
        assert store.setting("tour") is True


def test_a_copied_file_is_a_store_of_its_own(older, tmp_path):
    shutil.copy(older, tmp_path / "moved.sqlite")
    with Store.open(tmp_path / "moved.sqlite", now=NOW) as store:
        assert len(store.decisions()) == 1
