"""The monthly report in a real browser: as a page of the kit, and as a file without a network."""

from __future__ import annotations

import re

import pytest

from auditkit.reports.html import to_html
from auditkit.reports.month import month_report
from auditkit.reports.month_given import read_given

PAYMENT = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *261001*1200*^*00501*000000001*0*P*:~GS*HP*PAYER*PRACTICE*20261001*1200*1*X*005010X221A1~"
    "ST*835*0001~BPR*I*{paid}*C*ACH*CCP*01*1*DA*1*1999999999**01*1*DA*1*20260930~TRN*1*T1*1999999999~DTM*405*20260930~N1*PR*Lantern (invented)~N1*PE*Clinic (invented)*XX*2999900014~LX*1~"
)


def remittance(claims: int = 40) -> bytes:
    """Every fourth claim is denied."""
    parts, paid = [], 0
    for number in range(claims):
        is_denied = number % 4 == 0
        amount, cas = (0, "CAS*CO*197*65") if is_denied else (30, "CAS*CO*45*35")
        paid += amount
        parts.append(
            f"CLP*C{number}*{4 if is_denied else 1}*65*{amount}**12*I{number}*11*1~NM1*QC*1*INVENTED*PAT~SVC*HC:97110:GP*65*{amount}**1~DTM*472*20260901~{cas}~REF*6R*1~"
        )
    return (PAYMENT.format(paid=paid) + "".join(parts) + f"SE*{8 + 6 * claims}*0001~GE*1*1~IEA*1*000000001~").encode()


@pytest.fixture
def shown(open_app):
    """The page with one month."""
    page = open_app("month")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose files").click()
    chooser.value.set_files([{"name": "september.835", "mimeType": "application/octet-stream", "buffer": remittance()}])
    page.get_by_role("heading", name="What to do on Monday").wait_for(timeout=60_000)
    return page


def test_a_month_is_seen_and_its_parts_are_opened(shown):
    page = shown
    assert page.get_by_text("25% (10 of 40; 13% to 41%)").first.is_visible()
    page.get_by_role("button", name="Where denials come from").click()
    picture = page.get_by_role("img", name=re.compile("authorization: 25%, between 13% and 41%"))
    picture.wait_for()
    assert page.trouble == []


def test_the_pdf_is_saved(shown):
    shown.get_by_role("button", name="PDF to print").click()
    with shown.expect_download() as saved:
        shown.get_by_role("link", name=re.compile("Save denials-of-the-month.pdf")).click(timeout=60_000)
    assert saved.value.suggested_filename == "denials-of-the-month.pdf"


@pytest.mark.parametrize("part", ["One page for Monday", "Where denials come from", "Time and money"])
def test_no_part_breaks_a_rule_of_axe(shown, axe_serious, part):
    shown.get_by_role("button", name=part).click()
    shown.get_by_role("button", name=f"▸ {part}").wait_for()
    assert axe_serious(shown) == {}


def test_a_narrow_screen_scrolls_no_page_sideways(shown):
    shown.set_viewport_size({"width": 390, "height": 800})
    shown.get_by_role("button", name="Where denials come from").click()
    shown.get_by_role("button", name="▸ Where denials come from").wait_for()
    assert shown.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_file_is_whole_without_a_network(chromium, tmp_path, axe_serious):
    (tmp_path / "a.835").write_bytes(remittance())
    report = month_report(read_given([tmp_path / "a.835"], with_store=False), "2026-09")
    (tmp_path / "month.html").write_text(to_html(report.page()), encoding="utf-8")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked, trouble = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.goto((tmp_path / "month.html").as_uri())
    assert page.get_by_role("img", name=re.compile("25%, between 13% and 41%")).first.is_visible()
    assert asked == [(tmp_path / "month.html").as_uri()]
    assert trouble == []
    assert axe_serious(page) == {}
    context.close()
