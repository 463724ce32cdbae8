"""The training page in a real browser: a lesson opened, a quiz by keyboard, files taken away."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def training(open_app):
    page = open_app("training")
    page.locator(".tr-entry").first.wait_for()
    return page


def focused(page):
    return page.evaluate(
        """() => { const at = document.activeElement;
        return ((at.labels && at.labels[0] && at.labels[0].textContent) || at.getAttribute('aria-label') || at.textContent || '').trim(); }"""
    )


def unfold(page):
    """Every step open, as after clicking each."""
    page.evaluate("document.querySelectorAll('.tr-steps > details').forEach(step => { step.open = true; })")


def begin(page, form="Right after it", code="maple-37", lesson="Why a therapist"):
    page.get_by_role("button", name="Quiz", exact=True).click()
    page.get_by_label("Lesson", exact=True).select_option(
        label=page.get_by_label("Lesson", exact=True).locator("option", has_text=lesson).inner_text()
    )
    page.get_by_label("When is this?").select_option(label=form)
    page.get_by_label("Your code").fill(code)
    page.get_by_label("Your code").press("Tab")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Question 1 of 8").wait_for()


def test_a_lesson_is_opened_and_its_notes_are_marked(training, kit):
    page = training
    page.locator(".tr-entry", has_text="Why a therapist").click()
    page.get_by_role("heading", name=re.compile("Why a therapist")).first.wait_for()
    page.locator(".tr-steps mark").first.wait_for(state="attached")
    unfold(page)
    assert page.locator(".tr-steps mark").first.is_visible()
    assert {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))} == {kit.host}
    assert page.trouble == []


def test_slides_of_a_lesson_arrive_as_a_file(training, tmp_path):
    page = training
    page.get_by_role("button", name="Slides").click()
    link = page.get_by_role("link", name=re.compile("Save .*slides.html"))
    link.wait_for(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "slides.html")
    assert b"Reveal" in (tmp_path / "slides.html").read_bytes()


def test_a_quiz_is_answered_by_keyboard_alone_and_goes_on_after_the_page_was_closed(tab_to, training):
    page = training
    tab_to(page, "Quiz")
    page.keyboard.press("Enter")
    page.get_by_label("When is this?").wait_for()
    tab_to(page, "When is this?")
    page.keyboard.press("r")  # right after it
    tab_to(page, "Your code")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("otter-12")
    tab_to(page, "Begin")
    page.keyboard.press("Enter")
    page.get_by_text("Question 1 of").wait_for()
    page.wait_for_function("document.activeElement.textContent.includes('Question 1 of')")
    page.keyboard.press("Tab")
    chosen = "[...document.querySelectorAll('.tr-radios input')].findIndex(one => one.checked)"
    page.keyboard.press("Space")
    assert page.evaluate(chosen) == 0
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"{chosen} === 1")
    page.keyboard.press("ArrowUp")
    page.wait_for_function(f"{chosen} === 0")
    page.keyboard.press("Tab")  # the options are one stop
    assert focused(page) == "Keep my answer"
    page.keyboard.press("Shift+Tab")
    assert page.get_by_role("radiogroup", name="Your answer").is_visible()
    tab_to(page, "Keep my answer")
    page.keyboard.press("Enter")
    page.locator(".tr-explained").wait_for()
    page.get_by_role("button", name="Next question").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("Question 2 of").wait_for()
    assert page.trouble == []
    page.reload()
    page.wait_for_selector("body[data-ready]", timeout=30_000)
    page.get_by_role("button", name="Quiz", exact=True).click()
    page.get_by_label("When is this?").select_option(label="Right after it")
    page.get_by_label("Your code").fill("otter-12")
    page.get_by_label("Your code").press("Tab")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("you go on with question 2").wait_for()


@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious_on_any_part(training, axe_serious, width):
    page = training
    page.set_viewport_size({"width": width, "height": 900})

    def look():
        assert axe_serious(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    unfold(page)
    look()
    begin(page, code=f"maple-{width % 100}" if width % 100 > 9 else "maple-14")
    look()
    page.locator(".tr-radios input").first.check()
    page.get_by_role("button", name="Keep my answer").click()
    page.locator(".tr-explained").wait_for()
    look()
    page.get_by_role("button", name="Sessions", exact=True).click()
    page.get_by_label("Day", exact=True).fill("11/20/2026")
    page.get_by_label("Who gives it").fill("Ann")
    page.get_by_label("Who gives it").press("Tab")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_text("The session is planned.").wait_for()
    page.get_by_label("Name", exact=True).fill("Kim Lund")
    page.get_by_label("Licence number").fill("WA 123456")
    page.get_by_label("Licence number").press("Tab")
    page.get_by_role("button", name="Keep attendance").click()
    page.get_by_text("Attendance is kept.").wait_for()
    look()
    page.get_by_role("button", name="Plan a whole quarter").click()
    page.get_by_role("button", name="Propose").click()
    page.get_by_label("Day of lesson 4").wait_for()
    look()
    page.get_by_role("button", name="What changes in a quarter").click()
    page.get_by_label("Quarter of the card").fill("2026Q1")
    page.get_by_label("Quarter of the card").press("Tab")
    page.get_by_role("button", name="Show what changes").click()
    page.get_by_text("Whom it touches").wait_for()
    look()
    page.get_by_role("button", name="Did it help?").click()
    page.get_by_role("button", name="Bring counts and answers").click()
    page.get_by_role("button", name="No remittances at hand").click()
    page.get_by_role("button", name="Keep typed counts").wait_for()
    look()


def test_a_quarter_is_proposed_changed_kept_and_taken_away(training, tmp_path):
    page = training
    page.get_by_role("button", name="Sessions", exact=True).click()
    page.get_by_role("button", name="Plan a whole quarter").click()
    page.get_by_label("Quarter", exact=True).fill("2028Q2")
    page.get_by_label("Quarter", exact=True).press("Tab")
    page.get_by_role("button", name="Propose").click()
    page.get_by_label("Day of lesson 1").fill("4/20/2028")
    page.get_by_label("Who gives them").fill("Ann Lee, PT")
    page.get_by_label("Who gives them").press("Tab")
    page.get_by_role("button", name="Keep this plan").click()
    page.get_by_text("The plan is kept").wait_for()
    page.get_by_label("Session", exact=True).locator("option", has_text="4/20/2028").wait_for(state="attached")
    page.get_by_role("button", name="Calendar file").first.click()
    link = page.get_by_role("link", name=re.compile("Save training-quarter.ics"))
    link.wait_for(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "q.ics")
    assert b"20280420T120000" in (tmp_path / "q.ics").read_bytes()
    assert page.trouble == []
