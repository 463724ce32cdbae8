"""Results leave as Excel and CSV, and no cell of them runs."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from auditkit.audit import NoteAudit
from auditkit.reports.spreadsheet import guarded, row_height
from auditkit.reports.workbook import CSV_COLUMNS, to_csv, to_xlsx
from auditkit.rule import Answer, Evidence, Kind, Verdict
from auditkit.rules import note_rules
from auditkit.store import VerdictDecision, note_key
from auditkit.tables import Issue

RULES = note_rules()
TEXT = '=HYPERLINK("http://example.test","x") tolerated well\x00\ud800'


def _audit(text: str = TEXT, name: str = "n1.txt", on: date | None = date(2026, 3, 4)) -> NoteAudit:
    verdicts = {
        "skilled_need": Verdict(Answer.NOT_MET, (Evidence(0, len(text)),), "+1 remark", "skilled_need"),
        "objective_measure": Verdict(Answer.MET, (Evidence(0, 4),), "", "objective_measure"),
        "date_of_service": Verdict(Answer.UNCLEAR, (), "Two dates.", "date_of_service"),
    }
    rest = Answer.NOT_APPLICABLE
    answers = tuple(verdicts.get(rule_id, Verdict(rest, (), "", rule_id)) for rule_id in RULES)
    return NoteAudit(name, text, (Kind.TREATMENT,), "PT", on, answers)


def _sheet(content: bytes, name: str) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\n=1", "＝1", "\u200b=1"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text):
    assert guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["", "gait 1+1", "3-5 reps", "a@b", "'quoted", "walks = better"])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text


def test_the_csv_has_one_guarded_row_per_verdict():
    rows = list(csv.DictReader(io.StringIO(to_csv([_audit(), _audit(name="=n2.txt")], RULES))))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert len(rows) == 2 * len(RULES)
    assert rows[-1]["note"] == "'=n2.txt"
    finding = next(r for r in rows if r["rule"] == "skilled_need")
    assert (finding["answer"], finding["payment_critical"], finding["date_of_service"]) == (
        "not_met",
        "yes",
        "2026-03-04",
    )
    assert finding["evidence"].startswith("'=HYPERLINK")
    assert finding["message"] == "'+1 remark"


def test_a_note_without_a_date_leaves_the_cell_empty():
    rows = list(csv.DictReader(io.StringIO(to_csv([_audit(on=None)], RULES))))
    assert {r["date_of_service"] for r in rows} == {""}


def test_the_workbook_has_four_sheets_and_says_what_was_not_read():
    content = to_xlsx([_audit()], RULES, [Issue("scan.pdf", "", "has no text", "Ask for a text PDF.")])
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names == [
        "Summary", "Findings", "All verdicts", "Not read",
    ]  # fmt: skip
    assert _sheet(content, "Not read")[1] == ["scan.pdf", "", "not read", "has no text", "Ask for a text PDF."]
    assert "1 note read; 1 item not read." in [row[0] for row in _sheet(content, "Summary")]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link():
    import zipfile

    content = to_xlsx([_audit(name='=cmd|"/c calc"!A1')], RULES, [Issue("=1.txt", "+2", "@x", "-y")])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 4
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)


def test_a_finding_shows_the_words_and_the_question():
    row = dict(zip(*_sheet(to_xlsx([_audit()], RULES), "Findings")[:2], strict=True))
    assert row["Criterion"] == RULES["skilled_need"].title
    assert row["Question for the author"] == RULES["skilled_need"].question
    assert row["Words in the note"].startswith("'=HYPERLINK")
    assert row["Date"] in (date(2026, 3, 4), datetime(2026, 3, 4))


def test_a_person_s_answer_counts_and_the_program_s_stays_beside_it():
    decisions = {(note_key(TEXT), "skilled_need"): Answer.MET}
    content = to_xlsx([_audit()], RULES, decisions=decisions)
    assert len(_sheet(content, "Findings")) == 1
    header, *rows = _sheet(content, "All verdicts")
    row = next(dict(zip(header, r, strict=True)) for r in rows if r[-1] == "skilled_need")
    assert (row["Answer"], row["Program's answer, where overruled"]) == ("✓ met", "✕ not met")


def test_nothing_audited_is_still_a_workbook():
    assert _sheet(to_xlsx([], RULES), "Not read")[1][0] == "Everything was read."


def test_a_very_long_cell_is_cut_and_marked():
    assert guarded("a" * 40_000).endswith(" […]")


def test_a_share_is_given_with_its_number_and_interval():
    header, *rows = [row for row in _sheet(to_xlsx([_audit()] * 30, RULES), "Summary") if row[-1]]
    row = next(dict(zip(header, r, strict=True)) for r in rows if r[-1] == "objective_measure")
    assert (row["Answered (n)"], row["Share met"], row["95% interval"]) == (30, 1, "89% to 100%")
    few = [row for row in _sheet(to_xlsx([_audit()], RULES), "Summary") if row[-1] == "objective_measure"]
    assert few[0][-2].endswith("few notes")


def test_a_criterion_that_nobody_was_asked_has_no_share():
    row = next(row for row in _sheet(to_xlsx([_audit()], RULES), "Summary") if row[-1] == "discharge_reason")
    assert row[-4:-1] == [0, "", ""]


def test_who_decided_and_when_stand_beside_the_reason():
    kept = VerdictDecision(
        note_key(TEXT),
        "skilled_need",
        Answer.NOT_MET,
        Answer.MET,
        "=Line 3",
        "D. Lee",
        datetime(2026, 11, 20, tzinfo=UTC),
    )
    header, *rows = _sheet(to_xlsx([_audit()], RULES, decisions=[kept]), "All verdicts")
    row = next(dict(zip(header, r, strict=True)) for r in rows if r[-1] == "skilled_need")
    assert (row["Reason given"], row["Decided by"]) == ("'=Line 3", "D. Lee, November 20, 2026")


def test_more_verdicts_than_a_sheet_holds_go_on_in_another(monkeypatch):
    monkeypatch.setattr("auditkit.reports.spreadsheet._MOST_ROWS", len(RULES))
    content = to_xlsx([_audit(name="a"), _audit(name="b")], RULES)
    assert {row[0] for row in _sheet(content, "All verdicts")[1:]} == {"a"}
    assert {row[0] for row in _sheet(content, "All verdicts 2")[1:]} == {"b"}


def test_a_row_is_as_high_as_its_longest_text_needs():
    assert row_height(["short", 12, date(2026, 9, 1)], [10, 5, 5]) == 15
    assert row_height(["x" * 95, "short"], [20, 20]) == 75
    assert row_height(["one\ntwo\nthree"], [20]) == 45
    assert row_height(["x" * 40_000], [20]) < 409
