"""Text is text, states are words, and a callback fails in a sentence."""

import logging
from datetime import UTC, datetime

import pytest

from auditkit.apps.shell import badge, card, guarded, notice, remarks, safe, verdict_badge
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.takeaway import File, Media, Takeaway, link
from auditkit.apps.shell.widgets import Said
from auditkit.rule import Answer

NASTY = "<img src=x onerror=y>\"'&"


def test_text_never_becomes_markup():
    for html in (
        safe(NASTY),
        badge("good", NASTY),
        card(NASTY, NASTY, link=NASTY, link_text=NASTY, mark=NASTY),
        notice(NASTY),
    ):
        assert "<img" not in html
        assert "\"'&" not in html


@pytest.mark.parametrize("value, text", [(None, ""), (0, "0"), ("", ""), ("plain text", "plain text"), (3.5, "3.5")])
def test_what_needs_no_escaping_stays_as_it_is(value, text):
    assert safe(value) == text


def test_each_answer_has_its_own_word_shape_and_class():
    badges = [verdict_badge(answer) for answer in Answer]
    assert len({b.partition("class=")[2][:20] for b in badges}) == len({b[-40:] for b in badges}) == 4
    assert "Cannot tell" in verdict_badge("unclear")


def test_a_callback_that_fails_shows_one_sentence_and_nothing_of_the_note(caplog):
    shown = []

    def reads(note):
        raise ValueError(f"cannot read {note}")

    with caplog.at_level(logging.DEBUG):
        assert guarded(reads, shown.append, "Reading the file")("Jane Doe fell") is None
    assert "Reading the file did not work (ValueError)." in shown[0]
    assert "Jane Doe" not in shown[0] + caplog.text
    assert "ValueError in reads line" in caplog.text


def test_a_callback_that_works_returns_its_value_and_shows_nothing():
    shown = []
    assert guarded(lambda x: x + 1, shown.append)(1) == 2
    assert shown == []


def test_stopping_the_program_is_no_failure_of_a_callback():
    def stops():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(stops, lambda _: pytest.fail("shown"))()


@pytest.mark.parametrize(("count", "is_folded"), [(1, False), (4, False), (5, True), (80, True)])
def test_many_remarks_are_folded_and_none_is_dropped_without_a_word(count, is_folded):
    html = remarks("Not read", [f"{NASTY} {n}" for n in range(count)], rest="all are in the work list.")
    assert ("<details>" in html) is is_folded
    assert "<img" not in html
    assert html.count("<li>") == min(count, 51)
    assert (f"and {count - 50} more; all are in the work list." in html) is (count > 50)


def test_no_remark_makes_no_box():
    assert remarks("Not read", []) == ""


def pressed(entries, count, number=0):
    entries.show([Entry(f"entry {n}", "look-a") for n in range(count)], number=number, total=7, chosen=0)


def test_a_short_page_shows_no_entry_of_the_page_before():
    heard = []
    entries = Entries(3, say=Said(), choose=heard.append, turn=heard.append)
    pressed(entries, 3)
    entries.buttons[2].click()
    pressed(entries, 1, number=2)
    assert heard == [2]
    assert [b.description for b in entries.buttons] == ["entry 0", "", ""]
    assert list(entries.list.children) == entries.buttons[:1]
    assert "7 to 7 of 7" in entries.where.value
    assert entries.forward.disabled and not entries.back.disabled
    assert "ak-chosen" not in entries.buttons[2]._dom_classes
    entries.show([], number=0, total=0)
    assert "Nothing here" in entries.where.value


def test_a_file_that_cannot_be_written_leaves_no_word_of_writing():
    said = Said()

    def content(key):
        raise OSError("Jane Doe")

    takeaway = Takeaway({"a": File("Write it", "a.csv", Media.CSV)}, content, say=said)
    takeaway.by_name["a"].click()
    assert takeaway.made.value == ""
    assert "did not work" in said.box.value and "Jane Doe" not in said.box.value


def test_a_files_link_carries_the_file_and_a_safe_name():
    html = link(File("Write it", f"{NASTY}.csv", Media.CSV), b"a,b\n")
    assert "data:text/csv;base64,YSxiCg==" in html
    assert "<img" not in html


def test_a_sample_that_is_not_installed_is_said():
    said = Said()
    files = FilesIn(say=said, accept=".csv", formats="CSV", hint="", take=list, sample="Try it", take_sample=None, forget=list)  # fmt: skip
    files.sample_button.click()
    assert "not installed" in said.box.value


def test_given_files_are_handed_on_once_and_not_kept_by_the_widget():
    got = []
    files = FilesIn(say=Said(), accept=".csv", formats="CSV", hint="", take=got.extend, sample="Try it", take_sample=None, forget=list)  # fmt: skip
    given = {"name": "a.csv", "type": "", "size": 1, "content": memoryview(b"x"), "last_modified": datetime(2026, 1, 1, tzinfo=UTC)}  # fmt: skip
    files.upload.value = (given,)
    assert got == [("a.csv", b"x")]
    assert files.upload.value == ()
