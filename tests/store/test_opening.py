"""Whatever is wrong with the place, the person reads one plain sentence."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from auditkit.rule import Answer
from auditkit.store import Store, StoreError
from auditkit.store.opening import FILE_NAME, _on_network_drive
from auditkit.store.tables import SCHEMA_VERSION, schema_version

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def decide(store, reason="A reason that nobody else should read"):
    return store.decide(
        "k", "skilled_need", machine=Answer.MET, person=Answer.NOT_MET, reason=reason, who="D. Lee", when=NOON
    )


def reads_as_one_sentence(error) -> bool:
    text = str(error.value)
    return (
        text.endswith(".")
        and "\n" not in text
        and "sqlite3" not in text
        and "SELECT" not in text
        and "INSERT" not in text
    )


def test_a_new_file_becomes_a_store_with_safe_settings(tmp_path):
    with Store.open(tmp_path / "new.sqlite") as store, store.engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
        assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 15_000}
        assert store.is_sound()


def test_a_folder_is_a_place_too(tmp_path):
    with Store.open(tmp_path) as store:
        decide(store)
    assert (tmp_path / FILE_NAME).is_file()


def test_without_a_place_the_practices_own_folder_is_used(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "ours"))
    with Store.open() as store:
        decide(store)
    assert (tmp_path / "ours" / FILE_NAME).is_file()


def test_a_database_can_be_named_by_url(tmp_path):
    with Store.open(f"sqlite:///{tmp_path.as_posix()}/by_url.sqlite") as store:
        decide(store)
    with Store.open(tmp_path / "by_url.sqlite") as store:
        assert len(store.decisions()) == 1


def test_a_missing_folder_is_named_in_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="does not exist") as error:
        Store.open(tmp_path / "no such folder" / "d.sqlite")
    assert reads_as_one_sentence(error)
    assert not (tmp_path / "no such folder").exists()


def test_a_folder_that_may_not_be_looked_into_is_a_sentence(tmp_path, monkeypatch):
    def refuse(self, **_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "is_dir", refuse)
        with pytest.raises(StoreError, match="cannot be opened") as error:
            Store.open(tmp_path / "d.sqlite")
    assert reads_as_one_sentence(error)


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path):
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path / "letter.txt" / "d.sqlite")
    assert reads_as_one_sentence(error)


@pytest.mark.parametrize(
    "content", [b"This is a letter, not a database.\n" * 100, b"PK\x03\x04" + b"\x00" * 4000, b"\x00" * 5000]
)
def test_a_file_that_is_not_a_database_is_left_alone(tmp_path, content):
    path = tmp_path / "letter.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="not a file of decisions") as error:
        Store.open(path)
    assert reads_as_one_sentence(error)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE patients (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path)
    with sqlite3.connect(path) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["patients"]
    other.close()


def test_a_store_of_a_newer_version_is_refused_and_named(tmp_path):
    with Store.open(tmp_path / "d.sqlite") as store, store.engine.begin() as connection:
        connection.execute(schema_version.insert().values(version=SCHEMA_VERSION + 1, program_version="9.0"))
    with pytest.raises(StoreError, match="newer auditkit") as error:
        Store.open(tmp_path / "d.sqlite")
    assert reads_as_one_sentence(error)


def test_a_damaged_store_is_named_in_a_sentence(tmp_path):
    path = tmp_path / "d.sqlite"
    with Store.open(path) as store:
        for number in range(200):
            decide(store, reason=f"reason {number} " * 20)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as error, Store.open(path) as store:
        store.decisions()
    assert reads_as_one_sentence(error)


def limit_connections(store, pragma):
    """Give every later connection the limit, which makes SQLite answer as it does on a full or protected disk."""
    sa.event.listen(store.engine, "connect", lambda connection, _record: connection.execute(f"PRAGMA {pragma}"))
    store.engine.dispose()


def test_a_full_disk_is_a_sentence_and_what_was_kept_stays(tmp_path):
    with Store.open(tmp_path / "d.sqlite") as store:
        decide(store)
        limit_connections(store, "max_page_count=1")
        with pytest.raises(StoreError, match="disk is full") as error:
            decide(store, reason="A reason too long for the page that is left. " * 2_000)
        assert reads_as_one_sentence(error)
        assert len(store.decisions()) == 1 and store.is_sound()


def test_a_read_only_place_is_a_sentence_and_can_still_be_read(tmp_path):
    with Store.open(tmp_path / "d.sqlite") as store:
        decide(store)
        limit_connections(store, "query_only=ON")
        with pytest.raises(StoreError, match="cannot be written to") as error:
            decide(store)
        assert reads_as_one_sentence(error)
        assert len(store.decisions()) == 1


def test_a_file_locked_by_another_program_is_a_sentence(tmp_path):
    with Store.open(tmp_path / "d.sqlite") as store:
        limit_connections(store, "busy_timeout=10")
        other = sqlite3.connect(tmp_path / "d.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            with pytest.raises(StoreError, match="in use") as error:
                decide(store)
            assert store.decisions() == []  # reading goes on meanwhile
        finally:
            other.close()
        assert reads_as_one_sentence(error)


def test_no_error_repeats_the_reason_that_a_person_wrote(tmp_path):
    with Store.open(tmp_path / "d.sqlite") as store:
        limit_connections(store, "query_only=ON")
        with pytest.raises(StoreError) as error:
            decide(store)
    shown = [str(error.value), str(error.value.__cause__), repr(error.value.__cause__)]
    assert not any("nobody else should read" in text for text in shown)


@pytest.mark.parametrize("url", ["nonsense://", "postgresql://", "mysql+nodriver://x/y"])
def test_an_address_that_cannot_be_used_is_a_sentence(url):
    with pytest.raises(StoreError) as error:
        Store.open(url)
    assert reads_as_one_sentence(error)


def test_a_password_in_an_address_is_not_repeated(tmp_path):
    with pytest.raises(StoreError) as error:
        Store.open(f"sqlite://user:hunter2secret@/{tmp_path}/no/such/d.sqlite")
    assert "hunter2secret" not in str(error.value)


def test_a_file_server_gets_the_journal_that_needs_no_shared_memory(tmp_path):
    assert _on_network_drive(Path("//server/share/decisions.sqlite"))
    assert not _on_network_drive(tmp_path / "decisions.sqlite")
