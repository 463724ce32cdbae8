"""A scrub as files in a folder: the work list for Excel, verdicts, counts, what to supply, what was not read, and the linked codes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.reports.claim_worklist import worklist
from auditkit.reports.spreadsheet import guarded
from auditkit.scrub.answers import COLUMNS

if TYPE_CHECKING:
    from auditkit.reports.claims_with_notes import ClaimsWithNotes
    from auditkit.rule import Answer
    from auditkit.scrub import Scrub
    from auditkit.tables import Issue


def write_scrub(
    folder: Path,
    result: Scrub | ClaimsWithNotes,
    answers: Sequence[Answer],
    issues: Sequence[Issue],
    today: date,
) -> list[str]:
    """Write the files; gives their names. A cell that begins like a formula gets an apostrophe. Raises OSError."""
    tables = {
        "verdicts.csv": (COLUMNS, result.rows(answers)),
        "counts.csv": (("rule", "answer", "subjects"), result.counts),
        "supply.csv": (("rule", "subjects", "what"), result.supply),
        "issues.csv": (("file", "place", "problem", "fix"), [(i.file, i.place, i.problem, i.fix) for i in issues]),
    }
    names = ["claims-to-fix.xlsx"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / names[0]).write_bytes(worklist(result, issues=issues))
    if (episodes := getattr(result, "episodes", None)) is not None:
        from auditkit.reports.html import to_html
        from auditkit.reports.linked_codes import linked_codes_page

        tables["notes-not-matched.csv"] = (("note", "place", "reason"), episodes.unmatched)
        page = linked_codes_page(episodes.links, today=today, without_notes=episodes.lines_without_notes)
        (folder / "every-code-linked.html").write_text(to_html(page), encoding="utf-8")
        names.append("every-code-linked.html")
    for name, (head, rows) in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows([guarded(str(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return [*names, *tables]
