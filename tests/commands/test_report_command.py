"""`auditkit report`: the notebook executed and converted, for files and for the invented practice."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import psutil
import pytest

from auditkit.cli import main
from auditkit.desks import training
from auditkit.reports.month_notebook import made
from auditkit.store import Store

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


@pytest.fixture(scope="module")
def quarter(tmp_path_factory):
    """The report of a quarter in which one session was held, with one small remittance."""
    folder = tmp_path_factory.mktemp("quarter")
    (folder / "september.835").write_text(ANSWER, encoding="ascii")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUDITKIT_HOME", str(folder))
        when = datetime(2026, 8, 20, 17, tzinfo=UTC)
        session = training.plan(
            "s", lesson="authorizations", title="When does it end? <b>", on=date(2026, 8, 20), minutes=30, trainer="SECRETTRAINER",
            place="", who="Ann", when=when,
        )  # fmt: skip
        with Store.open() as store:
            store.append_all([session])
        before = set(psutil.Process().children())
        given = ["--remittances", str(folder / "september.835"), "--today", "2026-11-24"]
        code = main(["report", "--quarter", "2026Q3", "--to", str(folder / "out"), *given])
        left = [child for child in psutil.Process().children() if child not in before]
    return code, folder / "out", left


def test_a_quarter_is_written_from_its_notebook_as_page_pdf_and_word_and_no_kernel_stays(quarter):
    code, folder, left = quarter
    assert code == 0
    assert not left
    assert {file.name for file in folder.iterdir()} == {f"training-2026Q3.{kind}" for kind in ("html", "pdf", "docx")}


def test_the_page_of_a_quarter_is_whole_names_nobody_and_counts_what_payers_answered(quarter):
    page = (quarter[1] / "training-2026Q3.html").read_text(encoding="utf-8")
    assert page.count("<h1>") == 1
    assert "When does it end? &lt;b&gt;" in page
    assert "Denied for authorization: none before, few (1 of 1) after" in page
    assert "Cannot tell yet" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|url\(|@import", page)
    assert "SECRETNAME" not in page and "SECRETTRAINER" not in page


def test_a_practice_that_keeps_no_session_gets_a_page_that_says_so(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path))
    assert main(["report", "--quarter", "2026Q3", "--to", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out
    assert "keeps no session in quarter 3 of 2026" in shown
    assert "from the notebook quarterly_report.ipynb" in shown
    assert "nothing to tell" in (tmp_path / "out" / "training-2026Q3.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("written", ["2026", "Q3", "2026Q5"])
def test_what_is_no_quarter_is_one_sentence(written, tmp_path, capsys):
    assert main(["report", "--quarter", written, "--to", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "auditkit: Write the quarter as 2027Q1.\n"
