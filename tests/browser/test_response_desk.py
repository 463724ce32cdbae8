"""The response desk in a real browser: by mouse, by keyboard, with remittances that mean harm."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

HOSTILE = "<img src=x onerror=window.ran=1>"


def remittance(*claims, payer="MEDICARE (INVENTED)") -> bytes:
    """An 835 with one denied line a claim."""
    body = "".join(
        f"CLP*{claim}*1*100*0**MB*ICN{claim}~NM1*QC*1*DOE*JANE****MI*SYN1~SVC*HC:97110:GP*100*0**1~DTM*472*20260902~"
        "CAS*CO*50*100~REF*6R*1~LQ*HE*N115~"
        for claim in claims
    )
    return (
        "ISA*00*          *00*          *ZZ*MB01           *ZZ*PRACTICE       *260920*1200*^*00501*000000001*0*T*:~"
        "GS*HP*MB01*PRACTICE*20260920*1200*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*ACH*CCP*01*1*DA*1*1**01*1*DA*1*20260920~"
        f"TRN*1*EFT-{'-'.join(claims)}*1999999999~N1*PR*{payer}~REF*2U*MB01~N1*PE*INVENTED*XX*2999900014~LX*1~{body}"
        "SE*9*0001~GE*1*1~IEA*1*000000001~"
    ).encode()


def choose(page, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files])


@pytest.fixture
def desk(open_app):
    page = open_app("response-desk")
    page.get_by_role("button", name="Choose files").wait_for()
    choose(page, ("june.835", remittance("D-1", "D-2")))
    page.locator(".rd-entry", has_text="D-1").wait_for()
    return page


def named(page, name):
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your name").press("Tab")


def pick(page, words, label="What do you want to do?"):
    page.get_by_label(label).select_option(label=words)


def keep(page, said):
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text(f"Kept: {said}").wait_for()


def test_a_denial_goes_through_its_steps_with_two_people(desk):
    page = desk
    page.locator(".rd-entry", has_text="D-1").click()
    page.get_by_role("heading", name="Claim D-1").wait_for()
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("Say who you are first").wait_for()
    named(page, "Ann")
    page.get_by_label("What the payer's letter").fill("CO-50 N115")
    keep(page, "1. Pause")
    page.get_by_label("The root cause").select_option(index=1)
    page.get_by_label("Why you think so").fill("The note is thin.")
    keep(page, "2. Diagnose")
    page.get_by_label("What was fixed").select_option(label="Documentation from now on (a past note is never edited)")
    page.get_by_label("What was done").fill("Talked about it.")
    keep(page, "3. Fix")
    page.get_by_label("Who you spoke to").fill("Kim")
    page.get_by_label("The reference number").fill("R-7")
    page.get_by_label("What was said").fill("Send the chart.")
    keep(page, "Log a call")
    page.get_by_label("What you checked").fill("All of it.")
    keep(page, "4. Human review")
    page.get_by_label("What you looked at").fill("Me again.")
    page.get_by_role("button", name="Keep this").click()
    page.get_by_text("A second person signs: somebody else").wait_for()
    named(page, "Lee")
    page.get_by_label("What you looked at").fill("All of it, too.")
    keep(page, "Sign as the second person")
    page.get_by_label("How it was sent").fill("portal")
    page.get_by_label("The day it was sent").fill("11/2/2026")
    keep(page, "5. Appeal")
    page.locator(".rd-entry", has_text="D-1").filter(has_text="waiting").wait_for()
    assert page.trouble == []


def test_another_visitor_sees_what_was_kept_and_what_changed_since(desk, visitor, kit):
    named(desk, "Ann")
    desk.locator(".rd-entry", has_text="D-2").click()
    desk.get_by_role("heading", name="Claim D-2").wait_for()
    pick(desk, "Give it to somebody")
    desk.get_by_label("Who works on it").fill("Robin")
    keep(desk, "Give it to somebody")
    other = visitor.new_page()
    other.goto(f"http://{kit.host}/response-desk")
    other.wait_for_selector("body[data-ready]")
    other.get_by_role("button", name="Open the worklist").click()
    other.locator(".rd-entry", has_text="Robin").wait_for()


def test_what_is_taken_away_arrives_as_a_file(desk, tmp_path):
    page = desk
    for words, file, start in (
        ("Deadlines for the calendar", "deadlines.ics", b"BEGIN:VCALENDAR"),
        ("Worklist as CSV", "denials-worklist.csv", b"state,"),
        ("Draft of an appeal (Word)", "appeal-draft.docx", b"PK"),
    ):
        page.get_by_role("button", name=words).click()
        link = page.get_by_role("link", name=f"Save {file}")
        link.wait_for()
        with page.expect_download() as download:
            link.click()
        download.value.save_as(tmp_path / file)
        assert (tmp_path / file).read_bytes().startswith(start)
    assert b"D-1" not in (tmp_path / "deadlines.ics").read_bytes()


def test_a_request_for_records_is_kept_by_keyboard_alone(tab_to, open_app):
    page = open_app("response-desk")
    page.get_by_role("button", name="Requests for records").wait_for()
    tab_to(page, "Requests for records")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="A new request came in").wait_for()
    tab_to(page, "Your name")
    page.keyboard.insert_text("Ann")
    tab_to(page, "A new request came in")
    page.keyboard.press("Enter")
    page.get_by_label("Who asks").wait_for()
    tab_to(page, "Who asks")
    page.keyboard.insert_text("Invented contractor")
    tab_to(page, "Kind of payer")
    page.keyboard.press("m")  # medicare b
    tab_to(page, "Date of the letter")
    page.keyboard.insert_text("11/2/2026")
    tab_to(page, "Claim numbers")
    page.keyboard.insert_text("K-9")
    tab_to(page, "Put it on the list")
    page.keyboard.press("Enter")
    page.get_by_text("The request is on the list.").wait_for()
    page.locator(".rd-entry", has_text="K-9").wait_for()
    assert page.get_by_text("12/17/2026", exact=False).first.is_visible()


@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious_on_any_part(desk, axe_serious, width):
    page = desk

    def look():
        assert axe_serious(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.set_viewport_size({"width": width, "height": 900})
    page.locator(".rd-entry", has_text="D-2").click()
    page.get_by_role("button", name="More filters").click()
    page.get_by_text("Lines and numbers").click()
    look()
    page.get_by_role("button", name="Show what our own checks say").click()
    page.get_by_text("are not on this page, so the scrub was not asked").wait_for()
    page.get_by_role("button", name="Keep this").click()
    look()
    page.get_by_role("button", name="Requests for records").click()
    page.get_by_role("button", name="A new request came in").click()
    look()


def test_words_of_a_file_are_shown_and_do_not_run(open_app):
    page = open_app("response-desk")
    page.get_by_role("button", name="Choose files").wait_for()
    choose(page, (f"{HOSTILE}.835", remittance("H-1", payer=HOSTILE)), ("odd.csv", HOSTILE.encode()))
    page.locator(".rd-entry", has_text="H-1").wait_for()
    page.locator(".rd-entry", has_text="H-1").click()
    page.get_by_role("heading", name="Claim H-1").wait_for()
    assert page.evaluate("window.ran") is None
    assert page.locator("#rendered_cells img").count() == 0


def test_the_sample_practice_says_that_it_is_invented_and_stays_off_the_store(open_app, kit):
    page = open_app("response-desk")
    page.get_by_role("button", name="Choose files").wait_for()
    page.get_by_role("button", name="Try with the sample practice").click()
    page.get_by_text("Sample data, all invented, as of 11/23/2026").wait_for(timeout=120_000)
    page.locator(".rd-entry").nth(14).wait_for()
    assert page.locator(".rd-entry").count() == 15
    assert page.locator(".rd-entry").first.inner_text().startswith("▲ late")
    assert page.locator("*").count() < 1500
    assert {urlsplit(url).netloc for url in page.asked if not url.startswith(("data:", "blob:"))} == {kit.host}
    page.get_by_role("button", name="Clear this page").click()
    page.get_by_text("Files and sample are off this page").wait_for()
    assert page.locator(".rd-entry", has_text="SYNTHETIC").count() == 0


def test_a_remittance_that_is_none_is_said(open_app):
    page = open_app("response-desk")
    page.get_by_role("button", name="Choose files").wait_for()
    choose(page, ("empty.835", b""))
    page.get_by_text(re.compile("empty.835")).first.wait_for()


def test_the_columns_of_a_foreign_list_are_asked_about_before_it_is_read(open_app, axe_serious):
    page = open_app("response-desk")
    page.get_by_role("button", name="Choose files").wait_for()
    rows = f"F-1,{HOSTILE},8/18/2026,97110,65.00,CO-197,9/10/2026\n"
    choose(page, ("list.csv", f"Claim #,Carrier,Svc Date,CPT,Billed,Why,Denied On\n{rows}".encode()))
    page.get_by_role("heading", name="Which column holds what?").wait_for()
    assert axe_serious(page) == {}
    page.get_by_label("Adjustment reason code (CARC)").select_option(label="Why: CO-197")
    page.get_by_role("button", name="Read with these columns").focus()
    page.keyboard.press("Enter")
    page.locator(".rd-entry", has_text="F-1").wait_for()
    assert page.evaluate("window.ran") is None
    assert page.trouble == []
