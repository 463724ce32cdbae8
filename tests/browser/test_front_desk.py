"""The front desk in a real browser: by mouse, by keyboard, on a telephone, and what axe says."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

SCHEDULE = "Appt ID,MRN,Patient Name,Date,Time,Therapy,Insurance,Member ID\n"
ROWS = (
    '1,P1,"Sample, Ada",{day},9:15 AM,PT,Acme,M1\n2,P2,"Sample, Bo",{day},8:00 AM,PT,Acme,M2\n'
    '3,P3,"<img src=x onerror=""window.ran=1"">",{day},8:30 AM,OT,Acme,M3\n'
)
ANSWERS = "MRN,Member ID,Payer,Eligibility Status,Plan Name,Date Checked\nP1,M1,Acme,Active,Gold,{checked}\nP2,M2,Acme,Terminated,Gold,{checked}\n"


@pytest.fixture
def desk(open_app):
    """The page with the sample practice."""
    page = open_app("front-desk")
    page.get_by_role("button", name="Try with the sample practice").click()
    page.locator(".fd-row").first.wait_for(timeout=60_000)
    return page


def choose(page, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": n, "mimeType": "text/csv", "buffer": b} for n, b in files])


def confirm_columns(page, *files):
    """Say of each file that its columns are right."""
    for name in files:
        page.get_by_text(f"{name} was taken as").wait_for(timeout=60_000)
        page.get_by_role("button", name="Read with these columns").click()


def test_the_riskiest_visit_is_seen_at_once_with_counts_in_words(desk):
    assert desk.get_by_text("not payable as booked;").first.is_visible()
    assert desk.locator(".fd-row").first.bounding_box()["y"] < 760
    assert desk.get_by_role("heading", name="What to tell the patient").count() == 1
    assert desk.trouble == []


def test_own_files_are_read_and_text_of_them_never_runs(open_app):
    page = open_app("front-desk")
    day, checked = (page.evaluate(f"new Date(Date.now() + {n} * 864e5).toLocaleDateString('en-US')") for n in (1, 0))
    choose(
        page, ("s.csv", (SCHEDULE + ROWS.format(day=day)).encode()), ("e.csv", ANSWERS.format(checked=checked).encode())
    )
    confirm_columns(page, "s.csv", "e.csv")
    page.get_by_role("button", name=re.compile("P2")).wait_for(timeout=60_000)
    assert page.locator(".fd-row").count() == 3
    page.get_by_role("button", name=re.compile("P3")).click()
    assert page.evaluate("window.ran") is None
    assert page.get_by_text("Sample, Ada").count() == 0


def test_every_part_is_reached_by_keyboard_and_axe_finds_nothing(desk):
    for words in ("Authorizations", "Ask again", "The day"):
        button = desk.get_by_role("button", name=re.compile(rf"^(▸ )?{words}$"))
        button.focus()
        desk.keyboard.press("Enter")
        desk.get_by_role("button", name=f"▸ {words}").wait_for(timeout=30_000)
        desk.wait_for_timeout(500)
        found = [(v["id"], v["nodes"][0]["html"][:100]) for v in Axe().run(desk).response["violations"]]
        assert found == []


def test_who_runs_out_first_is_the_first_line_of_the_authorizations(desk):
    desk.get_by_role("button", name="Authorizations", exact=True).click()
    heading = desk.get_by_role("heading", name=re.compile("First to run out"))
    heading.wait_for(timeout=30_000)
    assert heading.bounding_box()["y"] < 300


def test_a_call_is_written_down(desk):
    desk.get_by_role("button", name=re.compile("Unknown - call")).click()
    desk.get_by_role("button", name="Write down a call with the payer").click()
    desk.get_by_label("Who answered?").wait_for(timeout=30_000)
    desk.get_by_label("Is coverage active on the day of the visit?").select_option(label="active")
    desk.get_by_label("Who answered?").fill("Ms. R.")
    desk.get_by_role("button", name="Keep this call").click()
    desk.get_by_text("Note the reference number of the call, or why").wait_for(timeout=30_000)


def test_the_page_fits_a_telephone(desk):
    desk.set_viewport_size({"width": 390, "height": 844})
    for words in ("The day", "Authorizations", "Ask again"):
        desk.get_by_role("button", name=re.compile(rf"^(▸ )?{words}$")).click()
        desk.get_by_role("button", name=f"▸ {words}").wait_for(timeout=30_000)
        desk.wait_for_timeout(500)
        assert desk.evaluate("document.documentElement.scrollWidth") <= 390, words


def test_what_is_wrong_with_a_change_is_said_where_the_person_is_looking(desk):
    desk.get_by_role("button", name="Authorizations", exact=True).click()
    desk.get_by_role("button", name="Change an authorization").click()
    desk.get_by_label("From", exact=True).fill("1/1/2026")
    desk.get_by_label("To", exact=True).fill("1/1/2020")
    desk.get_by_role("button", name="Keep the change").click()
    said = desk.get_by_text(re.compile("lies before start on"))
    said.wait_for(timeout=30_000)
    assert 0 <= said.bounding_box()["y"] < desk.viewport_size["height"]
