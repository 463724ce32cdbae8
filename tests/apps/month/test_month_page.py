"""The monthly report as a page: files in, a month chosen, parts shown, files taken away. Widgets without a browser."""

from __future__ import annotations

import base64
import io
import re
import sqlite3
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from auditkit.apps.month.model import MonthModel
from auditkit.apps.month.view import PARTS, MonthView
from auditkit.apps.shell.keeping import Keeping
from auditkit.store import Store

HEAD = "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *261001*1200*^*00501*000000001*0*P*:~GS*HP*PAYER*PRACTICE*20261001*1200*1*X*005010X221A1~"
CLAIMS = (
    "claim_id,line_number,patient_id,payer_id,payer_name,billing_provider_npi,rendering_provider_npi,submitted_on,date_of_service,hcpcs_code,modifiers,units,line_charge_amount,"
    "diagnosis_codes,place_of_service,member_id\n"
    "C1,1,P1,PY1,Lantern,2999900014,2999900113,2026-08-20,2026-08-18,97110,GP,1,65.00,M25.561,11,SYN-1\n"
)
AUTHORIZATIONS = b"authorization_number,patient_id,payer_id,start_on,end_on,authorized_units,unit_kind\nA1,P1,PY1,2026-08-01,2026-12-31,12,visits\n"


def remittance(*answers):
    """An 835; each answer is (claim, day, whether it is paid)."""
    parts = [HEAD]
    for number, (claim, day, paid) in enumerate(answers, 1):
        amount, cas = (30, "CAS*CO*45*35") if paid else (0, "CAS*CO*197*65")
        parts.append(
            f"ST*835*{number:04}~BPR*I*{amount}*C*ACH*CCP*01*1*DA*1*1999999999**01*1*DA*1*{day}~TRN*1*T{number}*1999999999~DTM*405*{day}~N1*PR*Lantern~N1*PE*Clinic*XX*2999900014~LX*1~"
            f"CLP*{claim}*{1 if paid else 4}*65*{amount}**12*I{number}*11*1~NM1*QC*1*SECRETNAME*PAT~SVC*HC:97110:GP*65*{amount}**1~DTM*472*20260818~{cas}~REF*6R*1~SE*13*{number:04}~"
        )
    return ("".join(parts) + f"GE*{len(answers)}*1~IEA*1*000000001~").encode()


TWO_MONTHS = remittance(("C1", "20260910", False), ("C2", "20260930", True), ("C3", "20261005", True))


@pytest.fixture
def view(monkeypatch, tmp_path):
    monkeypatch.setenv("AUDITKIT_STORE", str(tmp_path / "practice.db"))
    return MonthView(MonthModel(), has_sample=False)


def give(view, *files):
    view._work(lambda: view.model.add_files(files))


def test_nothing_is_shown_before_files_come(view):
    assert view.result.layout.display == "none"


def test_files_show_the_newest_whole_month_and_monday_first(view):
    give(view, ("a.835", TWO_MONTHS), ("claims.csv", CLAIMS.encode()), ("auth.csv", AUTHORIZATIONS))
    assert view.result.layout.display is None
    assert view.month.label == "September 2026"
    assert "What to do on Monday" in view.shown_part.value
    assert view.model.gathered.given.authorizations["authorization_number"] == ["A1"]
    assert "SECRETNAME" not in view.shown_part.value


def test_another_month_can_be_chosen(view):
    give(view, ("a.835", TWO_MONTHS))
    view.month.label = "October 2026"
    assert "October 2026" in view.shown_part.value
    assert "few (0 of 1)" in view.shown_part.value


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_opened_by_its_button(view, part):
    give(view, ("a.835", TWO_MONTHS), ("claims.csv", CLAIMS.encode()))
    view.parts[part].click()
    assert re.search(r"<h2>", view.shown_part.value)
    assert view.parts[part].description == f"▸ {PARTS[part]}"


def test_later_files_stand_beside_earlier_ones(view):
    give(view, ("a.835", TWO_MONTHS))
    assert view.model.gathered.known.sent is None
    give(view, ("claims.csv", CLAIMS.encode()))
    assert view.model.report.joined.figures.matched.k == 1


def test_page_pdf_and_tables_can_be_saved(view):
    give(view, ("a.835", TWO_MONTHS))
    saved = {}
    for name, button in view.takeaway.by_name.items():
        button.click()
        saved[name] = base64.b64decode(re.search(r"base64,([^\"]+)", view.takeaway.made.value)[1])
    assert saved["page"].startswith(b"<!DOCTYPE html>")
    assert saved["pdf"].startswith(b"%PDF")
    assert "denied-lines.csv" in zipfile.ZipFile(io.BytesIO(saved["tables"])).namelist()


@pytest.mark.parametrize("content", [b"", b"hello", HEAD.encode(), CLAIMS.encode()])
def test_what_says_nothing_about_decisions_is_one_sentence(view, content):
    give(view, ("file.csv", content))
    assert view.result.layout.display == "none"
    assert "None of these files says what a payer decided" in view.say.box.value


def test_the_lesson_beside_what_stands_out_opens_beside_the_page_and_stays_words_in_files(view):
    denied = remittance(*((f"D{n}", "20260910", False) for n in range(40)))
    paid = remittance(*((f"P{n}", "20260911", True) for n in range(60))).replace(b"Lantern", b"Harbor")
    give(view, ("a.835", denied), ("b.835", paid.replace(b"*1*T", b"*1*U")))
    named = 'lesson “<a href="/download/lesson-authorizations.html" target="_blank" rel="noopener noreferrer">'
    for part in ("monday", "patterns"):
        view.open(part)
        assert named in view.shown_part.value
    view.takeaway.by_name["page"].click()
    saved = base64.b64decode(re.search(r"base64,([^\"]+)", view.takeaway.made.value)[1]).decode()
    assert "; lesson “" in saved and "/download/" not in saved


def test_a_month_that_holds_only_answers_to_corrected_claims_does_not_say_that_nothing_falls_into_it(view):
    corrected = remittance(("C1", "20260910", False)).replace(b"*12*I1*11*1~", b"*12*I1*11*7~")
    give(view, ("a.835", corrected))
    assert "is a first decision that can be counted" in view.about.value
    assert "No payer" not in view.about.value


def test_a_store_of_a_newer_program_is_said_and_stays_as_it_is(view, tmp_path):
    place = tmp_path / "practice.db"
    Store.open(place).close()
    with sqlite3.connect(place) as database:
        database.execute("insert into schema_version(version, program_version) values (99, '9.0')")
    database.close()
    before = place.read_bytes()
    give(view, ("a.835", TWO_MONTHS))
    assert "not in this report" in view.say.box.value and "newer auditkit" in view.say.box.value
    assert view.result.layout.display is None and place.read_bytes() == before


def test_clearing_the_page_forgets_the_files(view):
    give(view, ("a.835", TWO_MONTHS))
    view.intake.forget_button.click()
    assert view.model.intake is None and view.model.gathered is None
    assert view.result.layout.display == "none"


def test_a_payers_name_is_text(view):
    give(view, ("a.835", TWO_MONTHS.replace(b"Lantern", b"<script>alert(1)</script>")))
    for part in PARTS:
        view.open(part)
        assert "<script" not in view.shown_part.value


def test_the_first_screen_loads_no_pandas():
    code = "import sys; from auditkit.apps.month.view import page; page(); print([m for m in ('pandas', 'duckdb', 'reportlab') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


FOREIGN = b"Claim #,Carrier,Svc Date,CPT,Billed,Paid,Why,Denied On\nC1,Lantern,8/18/2026,97110,65.00,0,CO-197,9/10/2026\nC2,Lantern,8/18/2026,97110,65.00,0,CO-50,9/30/2026\n"


def fields_of(view):
    return {w.description: w for w in every(view.intake.asked_box) if hasattr(w, "options")}


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def press(view, words):
    next(w for w in every(view.intake.asked_box) if getattr(w, "description", "") == words).click()


def kept_in(path):
    return Keeping(lambda: datetime(2026, 10, 1, tzinfo=UTC), lambda: Store.open(path))


def test_a_foreign_list_of_denials_is_asked_about_once_a_shape(tmp_path):
    view = MonthView(MonthModel(kept=kept_in(tmp_path / "s.db")), has_sample=False)
    give(view, ("denials.csv", FOREIGN))
    assert view.model.gathered is None and view.result.layout.display == "none"
    fields = fields_of(view)
    assert fields["Claim id"].value == "Claim #" and "C1" in dict(map(reversed, fields["Claim id"].options))["Claim #"]
    fields["Adjustment reason code (CARC)"].value = "Why"
    press(view, "Read with these columns")
    assert view.model.gathered is not None and view.result.layout.display is None
    later = MonthView(MonthModel(kept=kept_in(tmp_path / "s.db")), has_sample=False)
    give(later, ("denials of another month.csv", b"Our denials\n" + FOREIGN))
    assert not later.model.is_asking and later.model.gathered.given.remittances["adjustments"]["carc"] == ["197", "50"]


def test_a_file_that_is_left_out_is_not_read_and_not_asked_about_again(view):
    give(view, ("denials.csv", FOREIGN), ("a.835", TWO_MONTHS))
    press(view, "Leave this file out")
    assert view.model.gathered.given.remittances["adjustments"]["carc"] == ["197", "45", "45"]
    give(view, ("claims.csv", CLAIMS.encode()))
    assert not view.model.is_asking and view.model.gathered.given.claims is not None


def test_without_the_fields_that_tell_rows_apart_nothing_is_read(view):
    give(view, ("denials.csv", FOREIGN))
    fields_of(view)["Claim id"].value = ""
    fields_of(view)["Adjustment reason code (CARC)"].value = ""
    press(view, "Read with these columns")
    assert view.model.is_asking and view.model.gathered is None
    assert any(
        "Say at least" in getattr(w, "value", "")
        for w in every(view.intake.asked_box)
        if isinstance(w.value if hasattr(w, "value") else None, str)
    )


@pytest.mark.parametrize("content", [CLAIMS.encode(), AUTHORIZATIONS])
def test_columns_that_bear_our_own_names_are_not_asked_about(view, content):
    give(view, ("a.835", TWO_MONTHS), ("ours.csv", content))
    assert not view.model.is_asking and view.model.gathered is not None
