"""The doctor says in plain words what is wrong and what to do."""

import socket
from datetime import UTC, date, datetime

import pytest

from auditkit import cli, doctor
from auditkit.store import Store


@pytest.fixture(autouse=True)
def practice(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "practice"))
    monkeypatch.setenv("CHROMIUM", "/usr/bin/chromium")


def test_a_sound_installation_is_well(capsys):
    assert cli.main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "All is well." in said and "LOOK" not in said


def test_a_port_in_use_needs_a_look(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert cli.main(["doctor", "--port", str(taken.getsockname()[1])]) == 1
    said = capsys.readouterr().out
    assert "Leave --port out" in said and "1 of 10 need a look." in said


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(doctor.sys, "version_info", (3, 9, 1))
    assert not doctor.python().fine
    assert "3.9.1 is too old" in doctor.python().words


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(
        doctor.metadata,
        "requires",
        lambda _: ["ipywidgets>=8", "nosuchthing>=1 ; python_version > '3'", "extra-only ; extra == 'test'"],
    )
    check = doctor.packages()
    assert not check.fine
    assert "nosuchthing" in check.words and "extra-only" not in check.words and "ipywidgets" not in check.words


def test_a_folder_that_cannot_be_made_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path / "file" / "below"))
    assert not doctor.practice_files().fine


def test_decisions_that_are_sound_are_said_with_their_place(tmp_path):
    assert doctor.decisions().words == "None are kept yet."
    Store.open().close()
    check = doctor.decisions()
    assert check.fine and str(tmp_path / "practice" / "decisions.sqlite") in check.words


def test_damaged_decisions_need_a_look(tmp_path):
    with Store.open() as store:
        for number in range(200):
            store.keep_setting(f"s{number}", "x" * 300, who="D. Lee", when=datetime(2026, 11, 24, tzinfo=UTC))
    path = tmp_path / "practice" / "decisions.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    check = doctor.decisions()
    assert not check.fine and "damaged" in check.words and "auditkit restore" in check.words


def test_a_file_in_the_place_of_decisions_needs_a_look(tmp_path):
    (tmp_path / "practice").mkdir()
    (tmp_path / "practice" / "decisions.sqlite").write_text("a letter " * 100, encoding="utf-8")
    assert not doctor.decisions().fine


def test_criteria_older_than_a_year_need_a_look():
    assert doctor.rule_age(date(2026, 12, 1)).fine
    assert not doctor.rule_age(date(2029, 1, 1)).fine


def test_old_rule_tables_are_named_and_are_no_fault_of_the_installation():
    check = doctor.rule_tables(date(2026, 11, 24))
    assert check.fine
    assert "icd10cm ends 2026-09-30" in check.words and "auditkit reference status" in check.words
    said = doctor.report([check])
    assert said.startswith("know  ") and said.endswith("All is well. To know: rule tables.")


def test_a_damaged_import_needs_a_look(tmp_path):
    folder = tmp_path / "practice" / "reference"
    folder.mkdir(parents=True)
    (folder / "code_pairs-1.json").write_text("{", encoding="utf-8")
    check = doctor.rule_tables(date(2026, 11, 24))
    assert not check.fine and "code_pairs-1.json" in check.words


def test_without_a_browser_the_link_is_named(monkeypatch):
    monkeypatch.delenv("CHROMIUM")
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)

    def none():
        raise doctor.webbrowser.Error

    monkeypatch.setattr(doctor.webbrowser, "get", none)
    assert "--no-browser" in doctor.browser().words
    assert not doctor.browser().fine


def test_missing_apps_need_a_look(monkeypatch, tmp_path):
    from auditkit import places

    monkeypatch.setattr(places, "notebooks", lambda: tmp_path)
    assert not doctor.apps().fine
