"""Notes beside claims in a real browser: the five links, the work list opened, a payer edited with a preview, by keyboard and on a small screen."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from python_calamine import load_workbook

from .test_claim_scrub import TOO_MANY_UNITS, choose, table

NOTE = (
    "PT Daily Note 8/4/2026\nStill needs min A to stand from a low chair. Right knee flexion AROM 104 degrees.\n"
    "Therapeutic exercise 30 min: step-downs 3x8, long arc quads 3x12. Tactile cues at the hip because the pelvis drops in right stance.\n"
    "Timed minutes 30.\nA. Placebrook, PT, DPT\n"
)
BARE = 'PT Daily Note 8/4/2026\nTher-ex 10 min: step-downs 3x8 <img src=x onerror="window.ran=1">\nA. Placebrook, PT, DPT\n'
INDEX = "file,patient_id,date_of_service\na.txt,P-1,2026-08-04\nb.txt,P-2,2026-08-04\n"


def notes() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in (("a.txt", NOTE), ("b.txt", BARE), ("notes.csv", INDEX)):
            archive.writestr(name, text)
    return held.getvalue()


@pytest.fixture
def scrubbed(open_app):
    """A right claim with a whole note, and one with too many units and a bare note."""
    page = open_app("claim-scrub")
    choose(page, ("june.csv", table({}, TOO_MANY_UNITS)), ("notes.zip", notes()))
    page.get_by_text("notes: 2, 2 of them beside a billed line").wait_for(timeout=60_000)
    return page


def open_links(page):
    page.get_by_role("button", name=re.compile("^! Check: ")).click()
    page.locator(".cs-found", has_text="no sentence found").first.click()
    page.locator("details.cs-chain[open]").wait_for()


def test_each_link_of_a_billed_line_has_its_sentence_or_says_that_none_was_found(scrubbed):
    page = scrubbed
    open_links(page)
    rows = page.locator("details.cs-chain[open] tbody tr")
    words = rows.all_inner_texts()
    assert [w.split("\n")[0] for w in words] == [
        "service named", "diagnosis or impairment", "functional limitation", "measure", "goal", "why skilled",
    ]  # fmt: skip
    assert any("No sentence found" in w for w in words)
    assert page.evaluate("window.ran") is None and page.trouble == []
    page.get_by_role("button", name=re.compile("Clean claims: ")).click()
    page.locator(".cs-found", has_text="C-1").first.click()
    page.locator("details.cs-chain q", has_text="104 degrees").first.wait_for()


@pytest.mark.parametrize("width", [1400, 390])
def test_the_links_break_no_rule_of_axe_and_stay_inside_the_page(scrubbed, axe_serious, width):
    page = scrubbed
    page.set_viewport_size({"width": width, "height": 900})
    open_links(page)
    assert axe_serious(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="What each file is").click()
    page.get_by_label("Every progress report that there is, is among the notes").wait_for()
    assert axe_serious(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_links_are_reached_and_folded_by_keyboard(tab_to, scrubbed):
    page = scrubbed
    tab_to(page, "Check:")
    page.keyboard.press("Enter")
    page.locator(".cs-found.cs-check", has_text="no sentence found").first.wait_for()
    tab_to(page, "no sentence found")
    page.keyboard.press("Enter")
    page.locator("details.cs-chain[open]").wait_for()
    tab_to(page, "No sentence found:")
    page.keyboard.press("Enter")
    page.locator("details.cs-chain:not([open])").wait_for()


def test_the_work_list_opens_with_the_findings_of_claims_and_notes(scrubbed, tmp_path):
    page = scrubbed
    page.get_by_role("button", name="Work list for Excel").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save claims-to-fix.xlsx").click()
    download.value.save_as(tmp_path / "list.xlsx")
    book = load_workbook(tmp_path / "list.xlsx")
    rows = book.get_sheet_by_name("To fix").to_python()
    assert rows[0][:6] == ["Group", "Claim", "Line", "Date", "What is wrong", "What to do"]
    rules = {row[9] for row in rows[1:]}
    assert {"timed_units", "units_supported", "every_code_linked"} <= rules
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    assert all(row[4] and row[5] for row in rows[1:])


def test_the_page_to_print_is_saved_whole(scrubbed, tmp_path):
    page = scrubbed
    page.get_by_role("button", name="Every code linked, to print").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save every-code-linked.html").click()
    download.value.save_as(tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "why skilled" in html and "<img" not in html


def test_a_payer_is_edited_after_a_preview_and_is_as_before_again(scrubbed):
    page = scrubbed
    page.get_by_role("button", name="Our checks and payers").click()
    page.get_by_label("How timed units are counted").select_option("Each service by itself (spm)")
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_text("Nothing is kept yet").wait_for()
    page.get_by_role("button", name="Keep this for the payer").click()
    page.get_by_text("Kept for this payer; the claims were checked again.").wait_for()
    page.get_by_role("button", name="As in the table again").click()
    page.get_by_text("The payer is as in the table again").wait_for()


def test_clearing_the_page_takes_the_notes_out_of_it(scrubbed):
    page = scrubbed
    open_links(page)
    page.get_by_role("button", name="Clear this page").click()
    page.get_by_text("All claims are off this page.").wait_for()
    assert "step-downs" not in page.content()


def test_a_table_of_notes_is_asked_about_its_column(open_app):
    page = open_app("claim-scrub")
    rows = ["MRN,DOS,Blurb", f'P-1,8/4/2026,"{NOTE}"', f'P-2,8/4/2026,"{NOTE}"']
    choose(page, ("june.csv", table()), ("chart.csv", "\n".join(rows).encode()))
    page.get_by_text("1 lines of 1 claims checked").wait_for()
    page.get_by_role("button", name="What each file is").click()
    page.get_by_label("Files").select_option("chart.csv: not recognised")
    page.get_by_label("This file is").select_option("Notes of the same visits")
    page.get_by_role("button", name="Read it as this").click()
    page.get_by_role("heading", name="Which column is the note?").wait_for()
    assert page.get_by_label("The note's text is in").input_value()
    page.get_by_role("button", name="Read these notes").click()
    page.get_by_text("notes: 2, ").wait_for()
