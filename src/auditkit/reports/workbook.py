"""Results as an Excel workbook and as CSV: what to look at first, every verdict, and what could not be read.

Text of a note goes into cells as text. Excel and its relatives run a cell that begins like a formula, so such a cell gets
an apostrophe in front, in both formats.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from auditkit.audit import NoteAudit
from auditkit.reports.standing import Decided, Decisions, NoteStanding, standings
from auditkit.reports.wording import ANSWER_SHAPES, ANSWER_WORDS, day, importance, kinds, number_of, printable
from auditkit.rule import Answer, NoteRule, Source
from auditkit.tables import Issue

CSV_COLUMNS = (
    "note", "kinds", "discipline", "date_of_service", "rule", "answer", "payment_critical", "evidence", "message",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_ROW_LIMIT = 1_000_000  # Excel holds 1,048,576 rows in a sheet, and drops further ones without a word
_CELL_LIMIT = 32_000  # Excel holds 32,767 characters in a cell
_FEW = 20  # answered notes below which a share says little
_COLOURS = {
    Answer.MET: "#DDF0E0",
    Answer.NOT_MET: "#F8DDD3",
    Answer.UNCLEAR: "#FFF2CC",
    Answer.NOT_APPLICABLE: "#EDEDED",
}


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula, without characters that a file cannot hold."""
    clean = printable(text)
    if clean.lstrip(" \u00a0").startswith(_FORMULA_STARTS):
        clean = f"'{clean}"
    return clean if len(clean) <= _CELL_LIMIT else clean[:_CELL_LIMIT] + " […]"


def to_csv(audits: Sequence[NoteAudit], rules: Mapping[str, NoteRule], decisions: Decisions | None = None) -> str:
    """One row per verdict, with a header; `answer` is the one that counts, a person's where there is one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for standing in standings(audits, rules, decisions or {}):
        audit = standing.audit
        head = [
            guarded(audit.name),
            "|".join(str(kind) for kind in audit.kinds),
            guarded(audit.discipline),
            audit.date_of_service.isoformat() if audit.date_of_service else "",
        ]
        for d in standing.answers:
            critical = "yes" if d.rule.payment_critical else "no"
            message = guarded(d.verdict.message)
            writer.writerow([*head, d.rule_id, str(d.answer), critical, guarded(_evidence(audit, d)), message])
    return out.getvalue()


def to_xlsx(
    audits: Sequence[NoteAudit],
    rules: Mapping[str, NoteRule],
    issues: Sequence[Issue] = (),
    decisions: Decisions | None = None,
) -> bytes:
    """The workbook's bytes: sheets Summary, Findings, All verdicts, Not read."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": "Note audit", "author": "", "comments": ""})
    sheets = _Sheets(book)
    found = standings(audits, rules, decisions or {})
    _summary(sheets, found, rules, issues)
    _findings(sheets, found)
    _all_verdicts(sheets, found)
    _not_read(sheets, issues)
    book.close()
    return out.getvalue()


class _Sheets:
    """Writes tables with one look: bold frozen header, filter, wrapped text, answers in colour and in words."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format(
            {"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True}
        )
        self.text = book.add_format({"valign": "top", "text_wrap": True})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        self.share = book.add_format({"valign": "top", "num_format": "0%"})
        self.answers = {
            answer: book.add_format({"bg_color": colour, "valign": "top", "text_wrap": True})
            for answer, colour in _COLOURS.items()
        }

    def table(self, sheet: Any, top: int, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[object]]) -> None:
        """Write a header at row `top` and the rows under it."""
        for place, (name, width) in enumerate(columns):
            sheet.set_column(place, place, width)
            sheet.write_string(top, place, name, self.head)
        for below, row in enumerate(rows, top + 1):
            for place, value in enumerate(row):
                self.cell(sheet, below, place, value)
        sheet.freeze_panes(top + 1, 1)
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)

    def cell(self, sheet: Any, row: int, column: int, value: object) -> None:
        """Write one cell by what it is; text is guarded and is written as text."""
        if isinstance(value, Answer):
            sheet.write_string(row, column, f"{ANSWER_SHAPES[value]} {ANSWER_WORDS[value]}", self.answers[value])
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self.share)
        elif isinstance(value, int):
            sheet.write_number(row, column, value, self.text)
        elif isinstance(value, date) and value.year >= 1900:
            sheet.write_datetime(row, column, value, self.day)
        elif value is None or value == "":
            sheet.write_blank(row, column, None, self.text)
        else:
            sheet.write_string(row, column, guarded(str(value)), self.text)


def _source(source: Source) -> str:
    dated = f" ({source.dated})" if source.dated else ""
    return f"{source.title}: {source.section}{dated}"


def _evidence(audit: NoteAudit, decided: Decided) -> str:
    return " | ".join(" ".join(audit.text[e.start : e.end].split()) for e in decided.verdict.evidence)


def _summary(
    sheets: _Sheets, found: Sequence[NoteStanding], rules: Mapping[str, NoteRule], issues: Sequence[Issue]
) -> None:
    sheet = sheets.book.add_worksheet("Summary")
    critical = [s.counted(payment_critical=True) for s in found]
    quality = [s.counted(payment_critical=False) for s in found]
    missing = sum(is_met < of for is_met, of in critical)
    unread = sum(not issue.is_warning for issue in issues)
    sheet.write_string(0, 0, "Note audit", sheets.title)
    lines = (
        f"{number_of(len(found), 'note')} read; {number_of(unread, 'item')} not read.",
        f"Notes with a payment-critical criterion not met: {missing} of {len(found)}.",
        f"Payment-critical: {_of(critical)}. Quality: {_of(quality)}.",
        "Cannot tell and does not apply stand in no denominator. The program proposes; a person decides.",
    )
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line)
    by_rule: dict[str, list[Answer]] = {rule_id: [] for rule_id in rules}
    for standing in found:
        for d in standing.answers:
            by_rule[d.rule_id].append(d.answer)
    rows = []
    for rule_id, answers in by_rule.items():
        n = {answer: answers.count(answer) for answer in Answer}
        of = n[Answer.MET] + n[Answer.NOT_MET]
        share = n[Answer.MET] / of if of else None
        counts = [n[answer] for answer in (Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE)]
        between = _interval(n[Answer.MET], of)
        critical = importance(rules[rule_id].payment_critical)
        rows.append([rules[rule_id].title, critical, *counts, of, share, between, rule_id])
    columns = (
        ("Criterion", 58), ("Counts as", 20), ("Met", 8), ("Not met", 9), ("Cannot tell", 11), ("Does not apply", 14),
        ("Answered (n)", 12), ("Share met", 10), ("95% interval", 20), ("Rule", 26),
    )  # fmt: skip
    sheets.table(sheet, len(lines) + 2, columns, rows)


def _of(pairs: Sequence[tuple[int, int]]) -> str:
    return f"{sum(is_met for is_met, _ in pairs)} of {sum(of for _, of in pairs)} met"


def _interval(is_met: int, of: int) -> str:
    """Wilson's interval of a share: what notes like these may hold, which is wide where there are few."""
    if not of:
        return ""
    z, share = 1.96, is_met / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    reach = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    few = ", few notes" if of < _FEW else ""
    return f"{max(middle - reach, 0):.0%} to {min(middle + reach, 1):.0%}{few}"


def _findings(sheets: _Sheets, found: Sequence[NoteStanding]) -> None:
    rows = []
    for standing in found:
        for d in standing.of(Answer.NOT_MET):
            rows.append(
                [
                    standing.audit.name,
                    standing.audit.date_of_service,
                    importance(d.rule.payment_critical),
                    d.rule.title,
                    _evidence(standing.audit, d) or "no sentence found",
                    d.verdict.message,
                    d.rule.fix,
                    d.rule.question,
                    _source(d.rule.sources[0]) if d.rule.sources else "",
                    d.rule_id,
                ]
            )
    rows.sort(key=lambda row: not str(row[2]).startswith("■"))  # payment-critical first, notes in their order
    columns = (
        ("Note", 24), ("Date", 12), ("Counts as", 20), ("Criterion", 34), ("Words in the note", 46), ("Remark", 32),
        ("Next time", 50), ("Question for the author", 44), ("Source", 40), ("Rule", 24),
    )  # fmt: skip
    sheets.table(sheets.book.add_worksheet("Findings"), 0, columns, rows)


def _all_verdicts(sheets: _Sheets, found: Sequence[NoteStanding]) -> None:
    rows = [
        [
            s.audit.name,
            s.audit.date_of_service,
            kinds(s.audit.kinds),
            s.audit.discipline,
            importance(d.rule.payment_critical),
            d.rule.title,
            d.answer,
            d.verdict.answer if d.is_overruled else "",
            d.decision.reason if d.decision else "",
            f"{d.decision.who}, {day(d.decision.when.date())}" if d.decision else "",
            _evidence(s.audit, d),
            d.verdict.message,
            d.rule_id,
        ]
        for s in found
        for d in s.answers
    ]
    columns = (
        ("Note", 24), ("Date", 12), ("Kind", 18), ("Discipline", 11), ("Counts as", 20), ("Criterion", 34),
        ("Answer", 16), ("Program's answer, where overruled", 18), ("Reason given", 26),
        ("Decided by", 22), ("Words in the note", 50),
        ("Remark", 32), ("Rule", 24),
    )  # fmt: skip
    for start in range(0, max(len(rows), 1), _ROW_LIMIT):
        name = "All verdicts" if not start else f"All verdicts {start // _ROW_LIMIT + 1}"
        sheets.table(sheets.book.add_worksheet(name), 0, columns, rows[start : start + _ROW_LIMIT])


def _not_read(sheets: _Sheets, issues: Sequence[Issue]) -> None:
    rows = [[i.file, i.place, "read in part" if i.is_warning else "not read", i.problem, i.fix] for i in issues]
    columns = (("File", 34), ("Place", 18), ("What happened", 16), ("Problem", 44), ("What to do", 60))
    sheet = sheets.book.add_worksheet("Not read")
    sheets.table(sheet, 0, columns, rows)
    if not rows:
        sheet.write_string(1, 0, "Everything was read.")
