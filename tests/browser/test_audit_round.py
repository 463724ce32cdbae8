"""An audit round in a real browser: opened, drawn, read by two with keys, reported; with notes that mean harm."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

HOSTILE = "<img src=x onerror=window.ran=1>"


def note(number: int, more: str = "") -> bytes:
    return (
        "Physical therapy daily note. Date of service: 09/02/2026\n"
        f"S: Patient {number} can now carry groceries from the car, 10 lb, with pain 3/10. {more}\n"
        "O: Right shoulder flexion 135 degrees (evaluation 95). Therapeutic exercise 97110 15 minutes.\n"
        "A: Tactile cues for scapular control were needed because she hikes the shoulder above 90 degrees.\n"
    ).encode()


def named(page, name):
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your name").press("Tab")


def give(page, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": n, "mimeType": "text/plain", "buffer": b} for n, b in files])
    page.get_by_text("came onto this page").wait_for()


def opened(page, title):
    page.get_by_role("button", name="Begin a new round").click()
    for label in ("Name of the round", "What is it for?", "Who sees the results?"):
        page.get_by_label(label).fill(title)
    page.get_by_label("Routine, or directed by counsel?").select_option(label="Routine")
    page.get_by_label("Which question does it ask?").select_option(index=1)
    page.get_by_role("button", name="Open the round").click()
    page.get_by_text("confirm that you have read").wait_for()
    for words in ("Finding that a payer", "Medicare expects", "If you expect"):
        page.get_by_label(words).check()
    page.get_by_role("button", name="Open the round").click()
    page.get_by_role("heading", name="The sample").wait_for()


def drawn(page, size):
    page.get_by_label("Which notes could be drawn?").fill("Notes of September")
    page.get_by_label("How many charts?").fill(str(size))
    page.get_by_label("How many charts?").press("Tab")
    page.get_by_role("button", name="Draw the sample").click()
    without_known_charts(page)


def without_known_charts(page):
    page.get_by_role("button", name="Leave them out").click()
    page.get_by_label("Why you leave them out").fill("Read in the round before")
    page.get_by_role("button", name="Go on without them").click()
    page.get_by_role("button", name="Finish this chart").wait_for()


def read_by_key(page, key="1"):
    """Answers every point of the open chart with one key, then finishes it."""
    page.get_by_role("heading", name="The note", exact=True).click()  # nothing has the focus that takes keys
    left = page.locator(".na-score")
    while "without an answer" in (before := left.inner_text()):
        page.keyboard.press(key)
        page.wait_for_function("before => document.querySelector('.na-score').innerText !== before", arg=before)
    page.get_by_role("button", name="Finish this chart").click()
    page.get_by_text(re.compile(r"Chart \d+ is read and kept")).wait_for()


@pytest.fixture
def rounds(open_app):
    page = open_app("audit-round")
    page.get_by_role("button", name="Begin a new round").wait_for()
    named(page, "Ann")
    return page


def test_a_round_is_opened_drawn_read_by_two_and_reported(rounds, kit, tmp_path):
    page = rounds
    opened(page, "Whole round")
    give(page, ("a.txt", note(1)))
    drawn(page, 30)
    read_by_key(page, "2")
    page.get_by_role("button", name="4 Result").click()
    page.get_by_text("1 of 1 still want a second").wait_for()
    named(page, "Bo")
    page.get_by_role("button", name="3 Reading").click()
    without_known_charts(page)
    page.get_by_text("0 of 1 charts read").wait_for()
    # What the second reader sees arrives piece by piece; in the end nothing of the first one's answers is there.
    page.wait_for_function("() => document.querySelectorAll('.ak-not_met').length === 0")
    assert "without an answer" in page.locator(".na-score").inner_text()
    read_by_key(page, "1")
    page.get_by_role("button", name="4 Result").click()
    page.get_by_role("heading", name="What the round found").wait_for()
    for words, file, start in (
        ("Report as a page", "audit-round.html", b"<!"),
        ("Report as PDF", "audit-round.pdf", b"%PDF"),
    ):
        page.get_by_role("button", name=words).click()
        link = page.get_by_role("link", name=f"Save {file}")
        link.wait_for()
        with page.expect_download() as download:
            link.click()
        download.value.save_as(tmp_path / file)
        assert (tmp_path / file).read_bytes().startswith(start)
    assert b"groceries" not in (tmp_path / "audit-round.html").read_bytes()
    named(page, "Di")
    page.get_by_label("The answer that holds").select_option(label="Not met")
    page.get_by_label("Why it holds").fill("The line gives no reason")
    page.get_by_label("Why it holds").press("Tab")
    page.get_by_role("button", name="Keep the settled answer").click()
    page.get_by_text("1 settled").first.wait_for()
    page.get_by_label("I did not bill").check()
    page.get_by_role("button", name="Close the round").click()
    page.get_by_text("that nobody settled").wait_for()
    page.get_by_label("on which two readers differ stay open").check()
    page.get_by_role("button", name="Close the round").click()
    page.get_by_text("The round is closed").wait_for()
    assert page.trouble == []
    assert {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))} == {kit.host}


def test_reading_goes_on_after_the_page_was_closed(rounds, open_app):
    page = rounds
    opened(page, "Interrupted round")
    give(page, ("b.txt", note(2)))
    drawn(page, 5)
    page.get_by_role("heading", name="The note", exact=True).click()
    page.keyboard.press("3")
    page.locator(".ak-line.ak-unclear").wait_for()
    page = open_app("audit-round")
    page.locator(".rd-entry", has_text="Interrupted round").wait_for()
    named(page, "ann")  # the same person
    page.locator(".rd-entry", has_text="Interrupted round").click()
    page.get_by_text("1 of your 1 charts is not on this page").wait_for()
    give(page, ("renamed.txt", note(2)))
    page.locator(".ak-line.ak-unclear").wait_for()
    assert page.locator(".ak-line.ak-unclear").count() == 1


def test_keys_are_for_the_answer_only_where_nothing_is_typed_and_can_be_switched_off(rounds):
    page = rounds
    opened(page, "Keys")
    give(page, ("c.txt", note(3)))
    drawn(page, 5)
    page.get_by_label("A few words, if needed").fill("")
    page.keyboard.press("1")
    assert page.get_by_label("A few words, if needed").input_value() == "1"
    page.get_by_label("A few words, if needed").fill("")
    page.get_by_label("Keys 1 to 4 answer").uncheck()
    page.wait_for_function("() => !document.querySelector('.ak-key-2')")
    page.get_by_role("heading", name="The note", exact=True).click()
    page.keyboard.press("2")
    page.wait_for_timeout(500)
    assert page.locator(".ak-line.ak-not_met, .ak-line.ak-met").count() == 0
    page.get_by_role("button", name="2 Not met").click()
    page.locator(".ak-line.ak-not_met").wait_for()


@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious_and_words_of_a_note_do_not_run(rounds, axe_serious, width):
    page = rounds

    def look():
        assert axe_serious(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.set_viewport_size({"width": width, "height": 900})
    look()
    opened(page, HOSTILE)
    look()
    give(page, (f"{HOSTILE}.txt", note(width, HOSTILE)))
    drawn(page, 5)
    look()
    page.get_by_role("button", name="This chart cannot be read").click()
    page.get_by_role("button", name="2 Sample").click()
    page.get_by_text("Hash of the frame").wait_for()
    look()
    assert page.evaluate("window.ran") is None and page.locator("#rendered_cells img").count() == 0


def at_rest(page, script):
    """Where something is on the page once it no longer moves: a page that is still being filled pushes things down."""
    before = None
    for _ in range(40):
        now = page.evaluate(script)
        if now == before:
            return now
        before = now
        page.wait_for_timeout(250)
    raise AssertionError("the page does not come to rest")


def test_words_are_marked_with_the_mouse_and_with_keys_and_are_there_after_the_page_was_closed(rounds, open_app):
    page = rounds
    opened(page, "Marked words")
    give(page, ("d.txt", note(4, "\U0001f642 so far")))
    drawn(page, 5)
    place = page.locator(".na-note")
    ends = at_rest(
        page,
        """() => { const note = document.querySelector('.na-note'), walk = document.createTreeWalker(note, NodeFilter.SHOW_TEXT);
        let node; while ((node = walk.nextNode()) && !node.data.includes('hikes the shoulder')) ;
        const range = document.createRange(), at = node.data.indexOf('hikes'); range.setStart(node, at); range.setEnd(node, at + 18);
        node.parentElement.scrollIntoView({block: 'center'}); const box = range.getBoundingClientRect();
        return [box.left + 1, box.top + box.height / 2, box.right - 1, box.top + box.height / 2]; }""",
    )
    page.mouse.move(*ends[:2])
    page.mouse.down()
    page.mouse.move(*ends[2:], steps=8)
    page.mouse.up()
    page.wait_for_function("() => document.querySelector('.ak-pick-words input').value.includes('the shoulder')")
    page.wait_for_function(
        "() => [...document.querySelectorAll('select')].some((one) => /I.mark/.test(one.selectedOptions[0]?.text))"
    )
    page.get_by_role("button", name="Mark more words").click()
    page.locator(".na-third blockquote", has_text="the shoulder").first.wait_for()
    page.wait_for_function("() => document.querySelector('.ak-pick-words input').value === ''")
    place.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_function("() => document.querySelector('.ak-pick-words input').value === 'Physical therapy'")
    page.keyboard.press("1")  # the note has the focus, and a digit answers all the same
    page.locator(".ak-line.ak-met").wait_for()
    page = open_app("audit-round")
    page.locator(".rd-entry", has_text="Marked words").wait_for()
    named(page, "Ann")
    page.locator(".rd-entry", has_text="Marked words").click()
    page.get_by_text("1 of your 1 charts is not on this page").wait_for()
    give(page, ("d.txt", note(4, "\U0001f642 so far")))
    page.locator(".ak-line.ak-met").click()
    page.locator(".na-third blockquote", has_text="Physical therapy").first.wait_for()
    marks = page.locator(".na-note mark.na-strong").all_inner_texts()
    assert marks[0].strip() == "Physical therapy" and "the shoulder" in marks[1]
    assert page.trouble == []
