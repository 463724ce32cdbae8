"""What a scrub found as an Excel work list: what must be fixed first, what to check, what to supply, and how often each check was asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from auditkit.reports.spreadsheet import Sheets, to_bytes
from auditkit.rule import Answer, Severity
from auditkit.scrub import Scrub
from auditkit.tables import Issue

GROUPS = {
    Severity.DENIAL: "1 must fix",
    Severity.RECOUPMENT: "1 must fix",
    Severity.REVIEW: "2 check",
    Severity.INFO: "3 for information",
}
_COLUMNS = (
    ("Group", 16), ("Claim", 18), ("Line", 6), ("Date", 12), ("What is wrong", 70), ("What to do", 60),
    ("Costs", 12), ("Source", 48), ("Checked against", 30), ("Rule", 26), ("Done by", 14), ("Done on", 12),
)  # fmt: skip


def worklist(scrub: Scrub, *, issues: Sequence[Issue] = ()) -> bytes:
    """The workbook. Cells are written as text, and one that begins like a formula gets an apostrophe."""

    def fill(sheets: Sheets) -> None:
        sheets.table("To fix", _COLUMNS, _findings(scrub))
        sheets.table(
            "To supply", (("Rule", 26), ("Subjects", 10), ("What would let it be answered", 110)),
            [(s.rule, s.subjects, s.what) for s in scrub.supply],
        )  # fmt: skip
        sheets.table(
            "Checks",
            (("Check", 60), ("Met", 10), ("Not met", 10), ("Cannot tell", 12), ("Does not apply", 14), ("Rule", 26)),
            _rates(scrub),
        )
        if scrub.changes:
            sheets.table("Own settings", (("What this practice changed, and why", 120),), [(c,) for c in scrub.changes])
        if issues:
            sheets.table("Not read", (("What could not be read", 120),), [(issue.sentence,) for issue in issues])

    return to_bytes("Claims to work on", fill)


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
