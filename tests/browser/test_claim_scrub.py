"""The claim scrub in a real browser: by mouse, by keyboard, with files, and with claims that mean harm."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

LINE = {
    "claim_id": "C-1", "patient_id": "P-1", "patient_birth_date": "1950-06-30", "member_id": "SYN000001", "payer_id": "PY-1",
    "payer_name": "Medicare (invented)", "payer_type": "medicare_b", "billing_provider_npi": "2999900014",
    "rendering_provider_npi": "2999900113", "referring_provider_npi": "2999900519", "submitted_on": "2026-08-06",
    "claim_frequency_code": "1", "place_of_service": "11", "diagnosis_codes": "M25.561|R26.89", "claim_charge_amount": "80.00",
    "line_number": "1", "date_of_service": "2026-08-04", "hcpcs_code": "97110", "modifiers": "GP", "units": "2", "minutes": "30",
    "line_charge_amount": "80.00", "diagnosis_pointers": "1|2",
}  # fmt: skip
TOO_MANY_UNITS = {"units": "4", "claim_id": "C-2", "patient_id": "P-2"}
HOSTILE = '<img src=x onerror="window.ran=1"><script>window.ran=2</script>'


def table(*rows, headers=None) -> bytes:
    names = [(headers or {}).get(name, name) for name in LINE]
    lines = [",".join(names)]
    for row in rows or ({},):
        lines.append(",".join('"' + {**LINE, **row}[name].replace('"', '""') + '"' for name in LINE))
    return ("\n".join(lines) + "\n").encode()


def choose(page, *files):
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": n, "mimeType": "application/octet-stream", "buffer": b} for n, b in files])


@pytest.fixture
def scrubbed(open_app):
    """The page with one right claim and one with units that its minutes do not support."""
    page = open_app("claim-scrub")
    choose(page, ("june.csv", table({}, TOO_MANY_UNITS)))
    page.locator(".cs-found").first.wait_for()
    return page


def test_a_file_is_scrubbed_by_mouse(scrubbed):
    page = scrubbed
    assert page.get_by_text("2 lines of 2 claims checked").is_visible()
    assert page.get_by_role("button", name="✕ Must fix: 1").is_visible()
    assert page.locator(".ak-detail blockquote", has_text="make 2 units").first.is_visible()
    assert page.locator("tr.cs-here", has_text="97110").is_visible()
    page.get_by_role("button", name=re.compile("Clean claims: 1")).click()
    page.get_by_role("button", name=re.compile("✓ C-1, 8.4.2026")).wait_for()
    assert page.trouble == []


def test_the_findings_are_seen_without_scrolling(scrubbed):
    for words in ("Must fix", "C-2, line 1"):
        assert scrubbed.get_by_role("button", name=re.compile(words)).bounding_box()["y"] < 760, words


def test_a_filter_narrows_the_list_and_is_cleared(scrubbed):
    page = scrubbed
    page.get_by_role("button", name=re.compile("Cannot tell")).click()
    page.get_by_text("What to supply, so that it can be told").wait_for()
    before = page.get_by_role("button", name=re.compile("Cannot tell")).inner_text()
    page.get_by_role("button", name="More filters").click()
    page.get_by_label("Claim number begins with").fill("C-1")
    page.get_by_label("Claim number begins with").press("Enter")
    page.wait_for_function("before => !document.body.innerText.includes(before)", arg=before)
    page.get_by_role("button", name="Clear the filters").click()
    page.get_by_role("button", name=before, exact=True).wait_for()


def chooser_by_key(page):
    """The file chooser that Space opens. A driven Chromium drops one now and then, though the page got the key and asked for it."""
    opened = []
    page.on("filechooser", lambda chooser: opened.append(chooser))
    for _ in range(5):
        page.keyboard.press("Space")
        for _ in range(50):
            page.wait_for_timeout(100)
            if opened:
                return opened[0]
    raise AssertionError("Space opens no file chooser")


def test_everything_is_done_by_keyboard_alone(tab_to, open_app):
    page = open_app("claim-scrub")
    page.get_by_role("button", name="Choose files").wait_for()
    tab_to(page, "Choose files")
    chooser_by_key(page).set_files([{"name": "june.csv", "mimeType": "text/csv", "buffer": table({}, TOO_MANY_UNITS)}])
    page.locator(".cs-found").first.wait_for()
    tab_to(page, "Clean claims:")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("✓ C-1")).wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # must fix
    page.get_by_role("button", name=re.compile("✕ C-2, line 1")).wait_for()
    tab_to(page, "C-2, line 1")
    page.keyboard.press("Enter")
    tab_to(page, "Change this check for our practice")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Our checks").wait_for()
    tab_to(page, "In our practice")
    page.keyboard.press("S")  # "Switched off"
    tab_to(page, "Reason")
    page.keyboard.insert_text("We count by hand.")
    tab_to(page, "Keep this for the check")
    page.keyboard.press("Enter")
    page.get_by_text("Kept. Every result says so.").wait_for()
    page.get_by_label("In our practice").select_option("As it comes")
    page.get_by_role("button", name="Keep this for the check").click()
    page.get_by_text("Changed so far").wait_for(state="detached")


@pytest.mark.parametrize("width", [1400, 390])
def test_axe_finds_nothing_serious_on_any_part(open_app, axe_serious, page, width):
    def look():
        assert axe_serious(page) == {}
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.set_viewport_size({"width": width, "height": 900})
    open_app("claim-scrub")
    page.get_by_role("button", name="Try with the sample practice").wait_for()
    look()
    choose(
        page, ("export.csv", table({}, TOO_MANY_UNITS, headers={"claim_id": f"Invoice {width}", "hcpcs_code": "CPT"}))
    )
    page.get_by_role("button", name=re.compile("more columns")).click()
    look()
    page.get_by_role("button", name="Read with these columns").click()
    page.locator(".cs-found").first.wait_for()
    page.get_by_role("button", name="More filters").click()
    page.get_by_role("button", name="What each file is").click()
    look()
    page.get_by_role("button", name=re.compile("Cannot tell")).click()
    page.get_by_text("What to supply, so that it can be told").wait_for()
    look()
    page.get_by_role("button", name="Calculators").click()
    page.get_by_label("Code 1").fill("97110")
    page.get_by_label("Minutes 1").fill("33")
    page.get_by_role("button", name="Count the units").click()
    page.get_by_role("heading", name=re.compile("Each service by itself")).wait_for()
    page.get_by_label("Allowed for this visit").fill("2490")
    page.get_by_role("button", name="Compare with the threshold").click()
    page.get_by_text("This visit carries the year above the threshold").wait_for()
    look()
    page.get_by_role("button", name="Our checks and payers").click()
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_text("Nothing is kept yet").wait_for()
    look()


def test_the_sample_practice_says_that_it_is_invented_and_tells_how_far_it_is(open_app):
    page = open_app("claim-scrub")
    page.get_by_role("button", name="Try with the sample practice").click()
    page.get_by_text(re.compile("Checking 21,215 lines")).wait_for()
    page.get_by_text("Sample data: the patients, payers and therapists are invented").wait_for(timeout=120_000)
    assert page.get_by_text("as of 11/23/2026").is_visible()
    page.locator(".cs-found").nth(14).wait_for(timeout=60_000)
    assert page.locator(".cs-found").count() == 15
    assert page.locator("*").count() < 1500  # thousands of lines, and no page of thousands of things
    page.get_by_role("button", name="Next").click()
    page.get_by_text("16 to 30 of").wait_for()


def test_script_in_claims_and_file_names_is_shown_and_does_not_run(open_app):
    page = open_app("claim-scrub")
    nasty = dict.fromkeys(
        ("claim_id", "patient_id", "payer_id", "payer_name", "member_id", "modifiers", "diagnosis_codes"), HOSTILE
    )
    choose(page, (f"{HOSTILE}.csv".replace("/", ""), table(nasty)), ("odd.csv", HOSTILE.encode()))
    page.locator(".cs-found", has_text="<img").first.wait_for()
    for group in ("Check", "Cannot tell", "Must fix"):
        page.get_by_role("button", name=re.compile(f"{group}: ")).click()
    page.get_by_role("button", name="Our checks and payers").click()
    page.get_by_role("button", name="Show what would change").click()
    page.get_by_text("Nothing is kept yet").wait_for()
    assert page.evaluate("window.ran") is None
    assert page.locator("#rendered_cells img, #rendered_cells script:not(#jupyter-config-data)").count() == 0


@pytest.mark.parametrize(
    ("words", "file", "start"),
    [
        ("Work list for Excel", "claims-to-fix.xlsx", b"PK"),
        ("Findings as CSV", "claim-findings.csv", b"claim_id,"),
        ("Clean claims as CSV", "clean-claims.csv", b"claim_id,"),
    ],
)
def test_what_is_taken_away_arrives_as_a_file(scrubbed, tmp_path, words, file, start):
    page = scrubbed
    page.get_by_role("button", name=words).click()
    link = page.get_by_role("link", name=f"Save {file}")
    link.wait_for()
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == file
    download.value.save_as(tmp_path / file)
    assert (tmp_path / file).read_bytes().startswith(start)
    page.get_by_role("button", name=re.compile("Clean claims:")).click()  # the page goes on after a download
    page.get_by_role("button", name=re.compile("✓ C-1")).wait_for()


def test_nothing_is_asked_of_another_machine(kit, scrubbed):
    scrubbed.get_by_role("button", name="Calculators").click()
    scrubbed.get_by_role("heading", name="Assistants (CQ and CO)").wait_for()
    hosts = {urlsplit(url).netloc for url in scrubbed.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {kit.host}


def test_an_upload_above_the_limit_is_said_before_anything_is_read(open_app, tmp_path):
    page = open_app("claim-scrub")
    page.get_by_role("button", name="Choose files").wait_for()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    large = [tmp_path / f"{n}.837" for n in range(3)]
    for file in large:
        file.write_bytes(b"x" * (20 * 2**20))
    chooser.value.set_files(large)
    page.get_by_text(re.compile("60 MB together; one upload takes up to 50 MB")).wait_for()


def test_an_export_with_other_headers_is_asked_about_once(open_app):
    headers = {"claim_id": "Account", "hcpcs_code": "Px", "date_of_service": "Svc Date", "units": "How Many"}
    page = open_app("claim-scrub")
    choose(page, ("export.csv", table({}, headers=headers)))
    page.get_by_role("heading", name="Which column holds what?").wait_for()
    page.get_by_label("Units", exact=True).select_option("How Many: 2")
    page.get_by_role("button", name="Read with these columns").click()
    page.get_by_text("1 lines of 1 claims checked").wait_for()
    page = open_app("claim-scrub")
    choose(page, ("next.csv", table({}, headers=headers)))
    page.get_by_text("1 lines of 1 claims checked").wait_for()


def test_a_file_that_was_not_recognised_is_named_and_can_be_corrected(open_app):
    page = open_app("claim-scrub")
    payers = b"payer_id,payer_name,Fax\nPY-1,Medicare (invented),555\n"
    choose(page, ("june.csv", table()), ("list.csv", payers))
    page.get_by_text(re.compile("list.csv: was not recognised")).wait_for()
    page.get_by_role("button", name="What each file is").click()
    assert page.get_by_label("Files").input_value() is not None
    page.get_by_label("This file is").select_option("What each payer asks for")
    page.get_by_role("button", name="Read it as this").click()
    page.get_by_role("heading", name="Which column holds what?").or_(page.get_by_text("payers: 1 row")).first.wait_for()


def test_a_damaged_file_is_said_and_the_other_is_scrubbed(open_app):
    page = open_app("claim-scrub")
    choose(page, ("bad.xlsx", b"PK\x03\x04 no workbook"), ("cut.837", b"ISA*00*  "), ("good.csv", table()))
    page.get_by_text("1 lines of 1 claims checked").wait_for()
    assert page.get_by_text(re.compile("bad.xlsx")).first.is_visible()


def test_clearing_the_page_takes_the_claims_out_of_it(scrubbed):
    page = scrubbed
    page.get_by_role("button", name="Our checks and payers").click()
    page.get_by_role("button", name="Show what would change").wait_for()
    page.get_by_role("button", name="Check claims").click()
    page.get_by_role("button", name="Clear this page").click()
    page.get_by_text("All claims are off this page.").wait_for()
    assert "C-2" not in page.content() and "Medicare (invented)" not in page.content()
    assert page.get_by_role("button", name="Choose files").is_visible()


def test_a_closed_tab_takes_the_claims_out_of_memory(scrubbed, visitor, kit):
    kernel = scrubbed.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    watcher = visitor.new_page()
    watcher.goto(f"http://{kit.host}/criteria")
    scrubbed.close(run_before_unload=True)
    watcher.wait_for_function(f"() => fetch('/alive/{kernel}').then(answer => answer.status === 410)")
