"""What a scrub found as an Excel work list: what must be fixed first, what to check, what to supply, and how often each check was asked."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from auditkit.reports.workbook import guarded
from auditkit.rule import Answer, Severity
from auditkit.scrub import Scrub
from auditkit.tables import Issue

GROUPS = {
    Severity.DENIAL: "1 must fix",
    Severity.RECOUPMENT: "1 must fix",
    Severity.REVIEW: "2 check",
    Severity.INFO: "3 for information",
}
_MOST_ROWS = 1_000_000  # Excel drops further ones without a word
_COLUMNS = (
    ("Group", 16), ("Claim", 18), ("Line", 6), ("Date", 12), ("What is wrong", 70), ("What to do", 60),
    ("Costs", 12), ("Source", 48), ("Checked against", 30), ("Rule", 26), ("Done by", 14), ("Done on", 12),
)  # fmt: skip


def worklist(scrub: Scrub, *, issues: Sequence[Issue] = ()) -> bytes:
    """The workbook. Cells are written as text, and one that begins like a formula gets an apostrophe."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": "Claims to work on", "author": "", "comments": ""})
    sheets = _Sheets(book)
    sheets.write("To fix", _COLUMNS, _findings(scrub))
    sheets.write(
        "To supply", (("Rule", 26), ("Subjects", 10), ("What would let it be answered", 110)),
        [(s.rule, s.subjects, s.what) for s in scrub.supply],
    )  # fmt: skip
    sheets.write(
        "Checks",
        (("Check", 60), ("Met", 10), ("Not met", 10), ("Cannot tell", 12), ("Does not apply", 14), ("Rule", 26)),
        _rates(scrub),
    )
    if scrub.changes:
        sheets.write("Own settings", (("What this practice changed, and why", 120),), [(c,) for c in scrub.changes])
    if issues:
        sheets.write("Not read", (("What could not be read", 120),), [(issue.sentence,) for issue in issues])
    book.close()
    return out.getvalue()


def _findings(scrub: Scrub) -> list[tuple[Any, ...]]:
    rows = []
    for claim, line, day, rule, _, severity, message, source, edition in scrub.rows((Answer.NOT_MET,)):
        group = GROUPS[Severity(severity)]
        rows.append((group, claim, line, day, message, scrub.checks[rule].fix, severity, source, edition, rule, "", ""))
    rows.sort(key=lambda row: row[0])  # groups in order, claims in theirs
    return rows


def _rates(scrub: Scrub) -> list[tuple[Any, ...]]:
    by_rule: dict[str, dict[Answer, int]] = {}
    for count in scrub.counts:
        by_rule.setdefault(count.rule, {})[count.answer] = count.subjects
    order = (Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE)
    return [(scrub.checks[rule].title, *(n[a] for a in order), rule) for rule, n in by_rule.items()]


class _Sheets:
    """Tables with one look: bold frozen header, filter, wrapped text."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF", "valign": "top"})
        self.text = book.add_format({"valign": "top", "text_wrap": True})

    def write(self, name: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[Any]]) -> None:
        for start in range(0, max(len(rows), 1), _MOST_ROWS):
            part = rows[start : start + _MOST_ROWS]
            sheet = self.book.add_worksheet(name if not start else f"{name} {start // _MOST_ROWS + 1}")
            for place, (title, width) in enumerate(columns):
                sheet.set_column(place, place, width)
                sheet.write_string(0, place, title, self.head)
            for below, row in enumerate(part, 1):
                for place, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(below, place, value, self.text)
                    else:
                        sheet.write_string(below, place, guarded(str(value)), self.text)
            sheet.freeze_panes(1, 1)
            if part:
                sheet.autofilter(0, 0, len(part), len(columns) - 1)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
