"""What only a server does: its own triggers, rights, locks, crashes, and a store moved to it and back."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from auditkit.rule import Answer
from auditkit.store import Conflict, NewEvent, Store, StoreError
from auditkit.store import opening as opening_module
from auditkit.store.backups import backup, restore
from auditkit.store.tables import METADATA, SCHEMA_VERSION, events, schema_version

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAYOUTS = Path(__file__).parent / "layouts"  # what each older version really made, one file a layout


def append(store, subject="d1", follows=0, who="D. Lee", **details):
    return store.append("denials", subject, "called", details, who=who, when=NOW, follows=follows)


def rows(store) -> list[tuple]:
    tables = [table for table in METADATA.sorted_tables if table is not schema_version]
    with store.engine.connect() as connection:
        return [(t.name, *row) for t in tables for row in connection.execute(sa.select(t).order_by(t.c.id))]


def triggers(store) -> list[tuple]:
    question = (
        "SELECT event_object_table, trigger_name, event_manipulation FROM information_schema.triggers "
        "WHERE trigger_schema = current_schema() ORDER BY 1, 2, 3"
    )
    with store.engine.connect() as connection:
        return list(connection.exec_driver_sql(question))


@pytest.mark.parametrize("table", METADATA.tables)
def test_not_even_the_owner_can_empty_a_table(store, table):
    append(store)
    with pytest.raises(sa.exc.DBAPIError, match="kept as they were written"), store.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {table}")
    assert len(store.events("denials")) == 1


@pytest.fixture(params=sorted(LAYOUTS.glob("*.sql")), ids=lambda path: path.stem)
def older(request, server, place):
    schema = place.rpartition("%3D")[2]
    with server.connect() as connection:
        connection.execute(f"SET search_path = {schema}; " + request.param.read_text(encoding="utf-8"))
    return place


def test_there_is_a_dump_for_each_layout_that_was_ever_in_use():
    assert {path.stem for path in LAYOUTS.glob("*.sql")} == {f"layout_{n}" for n in range(1, SCHEMA_VERSION)}


def test_an_older_store_on_a_server_is_taken_over_without_loss(older):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with Store.open(older, now=NOW) as taken_over, taken_over.engine.connect() as connection:
        assert [d.person for d in taken_over.decision_history()] == [Answer.MET, Answer.NOT_MET, None]
        assert taken_over.setting("payer: PY-1") == {"units_rule": "cms"}
        append(taken_over)
        assert taken_over.decide(
            "n", "r", machine=Answer.MET, person=Answer.MET, reason="agreed", who="D. Lee", when=NOW
        ).id
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_an_older_store_on_a_server_ends_as_a_new_one_begins(older, server):
    with server.connect() as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS beside")
    with Store.open(older, now=NOW) as taken_over, Store.open(server.url("beside")) as new:
        assert triggers(taken_over) == triggers(new)
        assert len(triggers(new)) >= 2 * len(METADATA.tables)
        assert " was moved from layout " in taken_over.said


def test_a_store_of_a_newer_version_on_a_server_is_refused_untouched(place):
    with Store.open(place) as store:
        append(store)
        with store.engine.begin() as connection:
            connection.execute(schema_version.insert().values(version=SCHEMA_VERSION + 1, program_version="9.0"))
        with pytest.raises(StoreError, match="newer auditkit"):
            Store.open(place)
        assert len(store.events("denials")) == 1


def test_a_database_of_another_program_on_a_server_is_left_alone(server, place):
    schema = place.rpartition("%3D")[2]
    with server.connect() as connection:
        connection.execute(f"CREATE TABLE {schema}.patients (name text)")
    with pytest.raises(StoreError, match="another program; choose another database"):
        Store.open(place)
    with server.connect() as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]).fetchall()
    assert found == [("patients",)]


def test_a_writer_waits_for_the_one_before_so_that_ids_rise_as_rows_come_to_be_seen(store):
    began, go_on = threading.Event(), threading.Event()

    def slow():
        with store.writing(events) as connection:
            row = {"desk": "denials", "subject": "slow", "number": 1, "kind": "k", "details": "{}", "who": "w"}
            connection.execute(events.insert().values(**row, happened_at=NOW))
            began.set()
            go_on.wait()

    first = threading.Thread(target=slow)
    second = threading.Thread(target=lambda: append(store, "quick"))
    first.start()
    began.wait()
    second.start()
    second.join(0.5)
    assert second.is_alive()  # it waits for its turn
    assert store.events("denials") == []  # and nobody who reads waits, or sees what is not yet kept
    go_on.set()
    first.join()
    second.join()
    assert [event.subject for event in store.events("denials")] == ["slow", "quick"]


def test_who_waited_for_a_turn_sees_what_the_one_before_kept(store):
    """The moment that is looked at is the one after the wait, not the one before it."""
    began, go_on, said = threading.Event(), threading.Event(), []

    def slow():
        with store.writing(events) as connection:
            row = {"desk": "denials", "subject": "d1", "number": 1, "kind": "closed", "details": "{}", "who": "Ruiz"}
            connection.execute(events.insert().values(**row, happened_at=NOW))
            began.set()
            go_on.wait()

    def late():
        try:
            append(store)
        except Conflict as error:
            said.append(str(error))

    first, second = threading.Thread(target=slow), threading.Thread(target=late)
    first.start()
    began.wait()
    second.start()
    second.join(0.5)
    go_on.set()
    first.join()
    second.join()
    assert said == ["Ruiz changed this on 2026-11-24 at 12:00 UTC (closed), after you looked at it; look at it again."]


def test_a_table_that_somebody_holds_locked_is_a_sentence(place, server, monkeypatch):
    monkeypatch.setattr(opening_module, "BUSY_SECONDS", 0.2)
    schema = place.rpartition("%3D")[2]
    with Store.open(place) as store, server.connect() as other, other.transaction():
        other.execute(f"LOCK TABLE {schema}.events")
        with pytest.raises(StoreError, match="in use by another program"):
            append(store)


def test_a_server_that_only_reads_is_a_sentence(store, place):
    append(store)
    only_reads = place + "%20-cdefault_transaction_read_only%3Don"
    with Store.open(only_reads) as reading:
        assert len(reading.events("denials")) == 1
        with pytest.raises(StoreError, match="cannot be written to just now"):
            append(reading, follows=1)


def test_a_user_without_rights_is_a_sentence(store, place, server):
    append(store)
    schema = place.rpartition("%3D")[2]
    with server.connect() as connection:
        connection.execute("DO $$ BEGIN CREATE ROLE reader LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO reader")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
    with Store.open(place.replace("//auditkit@", "//reader@")) as reading:
        assert len(reading.events("denials")) == 1
        with pytest.raises(StoreError, match="does not let this user"):
            append(reading, follows=1)


def test_a_name_that_is_too_long_for_the_server_is_a_sentence(store):
    with pytest.raises(StoreError, match="too long"):
        store.keep_setting("payer: " + "x" * 300, 1, who="D. Lee", when=NOW)


def test_a_server_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(StoreError, match="could not be reached") as error:
        Store.open(f"postgresql://user:hunter2secret@/practice?host={tmp_path}")
    assert "hunter2secret" not in str(error.value) and "\n" not in str(error.value)


def test_no_error_of_the_server_repeats_what_a_person_wrote(store, place):
    with Store.open(place + "%20-cdefault_transaction_read_only%3Don") as reading, pytest.raises(StoreError) as error:
        append(reading, said="Mrs. Nobody rang")
    assert "Nobody" not in f"{error.value} {error.value.__cause__!s} {error.value.__cause__!r}"


def test_a_crash_of_the_server_loses_no_acknowledged_step(server, place):
    code = """
import sys
from datetime import UTC, datetime
from auditkit.store import Store, StoreError

with Store.open(sys.argv[1]) as store:
    for number in range(100_000):
        try:
            store.append("denials", "d1", "called", {}, who="w", when=datetime(2026, 11, 24, tzinfo=UTC), follows=number)
        except StoreError as error:
            sys.exit(str(error))
        print(number + 1, flush=True)
"""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen([sys.executable, "-c", code, place], **pipes)
    lines = [process.stdout.readline() for _ in range(40)]
    server.crash()
    try:
        rest, said = process.communicate()
    finally:
        server.start()
    acknowledged = [int(line) for line in [*lines, *rest.splitlines()] if line.strip()]
    assert "could not be reached" in said
    with Store.open(place) as store:
        numbers = [event.number for event in store.events("denials")]
        assert numbers[: len(acknowledged)] == acknowledged
        assert len(numbers) - len(acknowledged) in (0, 1)  # the one that was kept but not yet told
        assert append(store, follows=len(numbers)).number == len(numbers) + 1


def test_a_page_that_is_open_while_the_server_starts_again_goes_on(server, store):
    append(store)
    server.crash()
    server.start()
    assert append(store, follows=1).number == 2


def test_a_backup_of_a_server_is_one_file_that_opens_as_a_store(store, place, tmp_path):
    append(store, said="ring back é 文")
    store.decide("n", "r", machine=Answer.MET, person=Answer.NOT_MET, reason="why", who="D. Lee", when=NOW)
    file = backup(place, tmp_path, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["decisions 2026-11-24.sqlite"]
    with Store.open(file) as copy:
        assert rows(copy) == rows(store)


def test_a_practice_moves_from_a_file_to_a_server_and_goes_on(place, tmp_path):
    with Store.open(tmp_path / "d.sqlite") as file:
        file.append_all(NewEvent("denials", f"d{n}", "opened", {}, "D. Lee", NOW, 0) for n in range(2_500))
        file.decide("n", "r", machine=Answer.MET, person=Answer.NOT_MET, reason="why", who="D. Lee", when=NOW)
        moved = restore(backup(tmp_path / "d.sqlite", tmp_path, now=NOW), place, now=NOW)
        assert (moved.rows, moved.kept_aside) == (2_501, None)
        with Store.open(place) as store:
            assert rows(store) == rows(file)
            assert append(store, "d7", follows=1).id > 2_500
            with pytest.raises(sa.exc.DBAPIError, match="kept as they"), store.engine.begin() as connection:
                connection.execute(events.delete())


def test_what_a_server_held_before_a_restore_is_kept_in_a_file(store, place, tmp_path):
    append(store)
    file = backup(place, tmp_path, now=NOW)
    late = append(store, follows=1)
    done = restore(file, place, now=NOW)
    assert done.kept_aside == tmp_path / "home" / "decisions replaced 2026-11-24.sqlite"
    with Store.open(done.kept_aside) as aside:
        assert len(aside.events("denials")) == 2
    assert len(store.events("denials")) == 1
    assert append(store, follows=1).id > late.id  # an id is given out once
