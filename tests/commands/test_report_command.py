"""`auditkit report`: the notebook executed and converted, for files and for the invented practice."""

from __future__ import annotations

import re

import psutil
import pytest

from auditkit.cli import main
from auditkit.reports.month_notebook import made

ANSWER = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *261001*1200*^*00501*000000001*0*P*:~GS*HP*PAYER*PRACTICE*20261001*1200*1*X*005010X221A1~"
    "ST*835*0001~BPR*I*30*C*ACH*CCP*01*1*DA*1*1999999999**01*1*DA*1*20260915~TRN*1*T1*1999999999~DTM*405*20260915~N1*PR*Lantern (invented)~N1*PE*Clinic (invented)*XX*2999900014~"
    "LX*1~CLP*C1*1*130*30**12*ICN1*11*1~NM1*QC*1*SECRETNAME*PAT~DTM*232*20260901~SVC*HC:97110:GP*65*30**1~CAS*CO*45*35~REF*6R*1~SVC*HC:97530:GP*65*0**1~CAS*CO*197*65~REF*6R*2~"
    "SE*17*0001~GE*1*1~IEA*1*000000001~"
)  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A report of one small remittance."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "september.835").write_text(ANSWER, encoding="ascii")
    before = set(psutil.Process().children())
    code = main(
        ["report", "--month", "2026-09", "--to", str(folder / "out"), "--remittances", str(folder / "september.835")]
    )
    left = [child for child in psutil.Process().children() if child not in before]
    return code, folder / "out", left


def test_page_pdf_and_tables_are_written(done):
    code, folder, _ = done
    assert code == 0
    assert {file.name for file in folder.iterdir()} == {
        "denials-2026-09.html", "denials-2026-09.pdf", "denied-lines.csv", "rates.csv", "patterns.csv", "issues.csv",
    }  # fmt: skip
    assert (folder / "denials-2026-09.pdf").read_bytes().startswith(b"%PDF")


def test_no_kernel_stays_behind_with_what_it_read(done):
    assert not done[2]


def test_the_page_is_whole_and_needs_nothing(done):
    page = (done[1] / "denials-2026-09.html").read_text(encoding="utf-8")
    assert page.count("<h1>") == 1
    assert "One page for Monday" in page
    assert "How this was counted" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import", page)
    assert "SECRETNAME" not in page


def test_the_invented_practice_is_called_so_and_shows_what_was_put_into_it():
    """A clinic's front desk that stopped checking coverage in one month, and a payer that began to want authorizations."""
    report = made("2026-09", {})
    assert report.told["is_sample"]
    assert report.told["has_decisions"]
    figures = report.report.joined.figures
    found = {(p.category, p.where[0][0]) for p in (*figures.stand_out.found, *figures.newly.found)}
    assert ("eligibility", "clinic") in found
    assert ("authorization", "payer") in found
    assert figures.is_change


@pytest.mark.parametrize("month", ["2026-13", "September", "09-2026"])
def test_what_is_no_month_is_one_sentence(month, tmp_path, capsys):
    assert main(["report", "--month", month, "--to", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "auditkit: A month is written as year and month, like 2026-10.\n"


def test_claims_without_remittances_are_one_sentence(tmp_path, capsys):
    assert main(["report", "--month", "2026-09", "--to", str(tmp_path / "out"), "--claims", "claims.csv"]) == 1
    assert "give --remittances too" in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path, capsys):
    (tmp_path / "out").write_text("")
    assert main(["report", "--month", "2026-09", "--to", str(tmp_path / "out")]) == 1
    assert "cannot be written to" in capsys.readouterr().err


def test_a_file_that_is_no_remittance_leaves_no_report_of_decisions(tmp_path, capsys):
    (tmp_path / "empty.835").write_text("")
    code = main(
        ["report", "--month", "2026-09", "--to", str(tmp_path / "out"), "--remittances", str(tmp_path / "empty.835")]
    )
    shown = capsys.readouterr()
    assert code == 1
    assert "No remittance was read that says what a payer decided" in shown.out
    assert "empty.835" in shown.err
