"""The note audit in a real browser: by mouse, by keyboard, with files, and with notes that mean harm."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

NOTE = """PT daily note   DOS 3/4/2026
S: Knee is less stiff.
O: Gait training 15 min, ther-ex 23 min. Total time 38 min. Timed 38 min.
A: Tolerated treatment well. Continue POC.
Ann Example, PT, DPT
"""
HOSTILE = (
    NOTE
    + '<script>window.ran = 1</script><img src="x" onerror="window.ran = 2"><a href="javascript:window.ran = 3">x</a>\n'
)


def _paste(page, text=NOTE):
    page.get_by_label("Paste a note").fill(text)
    page.get_by_role("button", name="Audit this note").click()
    page.locator(".na-note").wait_for()


def _choose(page, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files])


def test_a_pasted_note_is_audited_by_mouse(open_app):
    page = open_app("note-audit")
    assert not page.get_by_role("heading", name="The chosen point").is_visible()  # nothing empty before there is a note
    _paste(page)
    assert page.get_by_text("1 note audited.").is_visible()
    assert not page.get_by_label("Paste a note").is_visible()  # makes room for the result
    page.get_by_role("button", name=re.compile("gives the total treatment time")).click()
    page.locator(".ak-detail h3", has_text="total treatment time").wait_for()
    assert "38 min" in page.locator("mark.na-strong").first.inner_text()
    assert page.trouble == []


def test_the_result_is_seen_without_scrolling(open_app):
    page = open_app("note-audit")
    _paste(page)
    for heading in ("Notes", "The note", "The chosen point"):
        box = page.get_by_role("heading", name=heading, exact=True).bounding_box()
        assert box["y"] < 400, heading


def test_a_person_overrules_a_point_and_takes_it_back(open_app):
    page = open_app("note-audit")
    _paste(page)
    page.get_by_role("button", name=re.compile("Not met: .*therapist's skill")).click()
    page.locator(".ak-detail h3", has_text="skill").wait_for()
    page.get_by_label("Your answer", exact=True).select_option("Met")
    page.get_by_role("button", name="Keep my answer").click()
    page.get_by_text("Please write a few words on why").wait_for()
    page.get_by_label("Reason (kept with your answer)").fill("The flowsheet shows it.")
    page.get_by_role("button", name="Keep my answer").click()
    page.get_by_text("Your answer is kept").wait_for()
    assert page.get_by_role("button", name=re.compile("decided by a person")).count() == 1
    page.get_by_role("button", name="Use the program's answer").click()
    page.get_by_text("The program's answer counts again").wait_for()
    assert page.get_by_role("button", name=re.compile("decided by a person")).count() == 0


def test_everything_is_done_by_keyboard_alone(tab_to, open_app):
    page = open_app("note-audit")
    page.get_by_label("Paste a note").wait_for()
    tab_to(page, "Paste a note")
    page.keyboard.insert_text(NOTE)
    tab_to(page, "Audit this note")
    page.keyboard.press("Enter")
    page.locator(".na-note").wait_for()
    tab_to(page, "total treatment time")
    page.keyboard.press("Enter")
    page.locator(".ak-detail h3", has_text="total treatment time").wait_for()
    tab_to(page, "Your answer")
    page.keyboard.press("C")  # "Cannot tell"
    tab_to(page, "Reason")
    page.keyboard.insert_text("The clock times are not here.")
    tab_to(page, "Keep my answer")
    page.keyboard.press("Enter")
    page.get_by_text("Your answer is kept").wait_for()
    page.get_by_role("button", name=re.compile("Cannot tell: .*total treatment time.*decided by a person")).wait_for()


@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious(open_app, axe_serious, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    open_app("note-audit")
    page.get_by_label("Paste a note").wait_for()
    assert axe_serious(page) == {}
    page.get_by_role("button", name="Try with sample notes").click()
    page.locator(".na-note").wait_for()
    page.get_by_role("button", name="Correct the kind of note").click()
    page.get_by_role("button", name="Compare with an earlier note").click()
    page.get_by_role("button", name="Show what differs").wait_for()
    assert axe_serious(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_sample_notes_say_that_they_are_samples_and_are_compared(open_app):
    page = open_app("note-audit")
    page.get_by_role("button", name="Try with sample notes").click()
    page.get_by_text("Sample data: the patients and therapists are invented").wait_for()
    page.get_by_label("Notes", exact=True).select_option(index=1)
    page.locator(".na-note", has_text="8/10/2026").wait_for()
    page.get_by_role("button", name="Compare with an earlier note").click()
    page.get_by_role("button", name="Show what differs").click()
    page.get_by_text("of the word runs are the same").wait_for()


def test_script_in_a_note_is_shown_and_does_not_run(open_app):
    page = open_app("note-audit")
    _choose(page, ('<img src=x onerror="window.ran=4">.txt', HOSTILE.encode()))
    page.locator(".na-note", has_text="<script>window.ran = 1</script>").wait_for()
    page.get_by_role("button", name="Letter as a page").click()
    page.get_by_role("link", name="Save feedback-letter.html").wait_for()
    assert page.evaluate("window.ran") is None
    assert page.locator(".na-note script, .na-note img, .na-note a").count() == 0


@pytest.mark.parametrize(
    ("words", "file", "start"),
    [
        ("Letter as a page", "feedback-letter.html", b"<!"),
        ("Letter for Word", "feedback-letter.docx", b"PK"),
        ("Letter as PDF", "feedback-letter.pdf", b"%PDF"),
        ("Results for Excel", "note-audit.xlsx", b"PK"),
    ],
)
def test_what_is_taken_away_arrives_as_a_file(open_app, tmp_path, words, file, start):
    page = open_app("note-audit")
    _paste(page)
    page.get_by_role("button", name=words).click()
    link = page.get_by_role("link", name=f"Save {file}")
    link.wait_for()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == file
    download.value.save_as(tmp_path / file)
    assert (tmp_path / file).read_bytes().lstrip().startswith(start)
    page.get_by_role("button", name=re.compile("therapist's skill")).click()  # the page goes on after a download
    page.locator(".ak-detail h3", has_text="skill").wait_for()


def test_nothing_is_asked_of_another_machine(kit, open_app):
    page = open_app("note-audit")
    _paste(page)
    page.get_by_role("button", name="Letter as PDF").click()
    page.get_by_role("link", name="Save feedback-letter.pdf").wait_for()
    hosts = {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {kit.host}


def test_a_file_above_the_limit_is_said_and_the_other_is_audited(open_app):
    page = open_app("note-audit")
    _choose(page, ("much.txt", b"word " * (6 * 2**20 // 5)), ("ok.txt", NOTE.encode()), ("scan.pdf", b"no pdf"))
    page.get_by_text(re.compile("much.txt.*too large.*the limit for one text is 5 MB")).wait_for()
    assert page.get_by_text(re.compile("scan.pdf")).first.is_visible()
    assert page.get_by_text("1 note audited.").is_visible()


def test_a_table_with_an_unknown_note_column_is_asked_about_once(open_app):
    row = "3/4/2026,P1," + '"' + NOTE.replace("\n", " ") * 3 + '"'
    table = f"Visit Date,Chart No,Scribble\n{row}\n".encode()
    page = open_app("note-audit")
    _choose(page, ("export.csv", table))
    page.get_by_role("heading", name="Which column is the note?").wait_for()
    assert page.get_by_label("The note's text is in").input_value().startswith("Scribble")
    page.get_by_role("button", name="Audit these notes").click()
    page.get_by_text("1 note audited.").wait_for()
    page = open_app("note-audit")
    _choose(page, ("next.csv", table))
    page.get_by_text("1 note audited.").wait_for()


def test_clearing_the_page_takes_the_note_out_of_it(open_app):
    page = open_app("note-audit")
    _paste(page)
    page.get_by_role("button", name="Clear this page").click()
    page.get_by_text("All notes are off this page.").wait_for()
    assert "less stiff" not in page.content()
    assert page.get_by_label("Paste a note").is_visible()


def test_a_closed_tab_takes_the_note_out_of_memory(open_app, visitor, kit):
    page = open_app("note-audit")
    _paste(page)
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    watcher = visitor.new_page()
    watcher.goto(f"http://{kit.host}/criteria")
    page.close(run_before_unload=True)
    watcher.wait_for_function(f"() => fetch('/alive/{kernel}').then(answer => answer.status === 410)")
