"""A scrub printed: CSV, JSON, or a table to read. `result` is a `Scrub`, or claims with notes, which reads like one."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from auditkit.reports.claim_worklist import GROUPS
from auditkit.rule import Answer, Severity
from auditkit.scrub.answers import COLUMNS

if TYPE_CHECKING:
    from auditkit.reports.claims_with_notes import ClaimsWithNotes
    from auditkit.scrub import Scrub
    from auditkit.tables import Issue

SHOWN = 200  # findings that a terminal is filled with; all of them are in the CSV and in the folder
_SUPPLIES = 12


def print_csv(result: Scrub | ClaimsWithNotes, answers: Sequence[Answer], issues: Sequence[Issue], out: TextIO) -> None:
    """One row for each verdict with the asked answers. A cell that begins like a formula gets an apostrophe."""
    from auditkit.reports.spreadsheet import guarded

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in result.rows(answers))


def print_json(
    result: Scrub | ClaimsWithNotes, answers: Sequence[Answer], issues: Sequence[Issue], out: TextIO
) -> None:
    """The same with counts, what to supply, the practice's settings and what was not read."""
    shown = {
        "lines": result.lines,
        "settings": result.changes,
        "counts": [count._asdict() for count in result.counts],
        "supply": [supply._asdict() for supply in result.supply],
        "verdicts": [dict(zip(COLUMNS, row, strict=True)) for row in result.rows(answers)],
        "issues": [issue.sentence for issue in issues],
    }
    json.dump(shown, out, indent=1)
    out.write("\n")


def print_table(
    result: Scrub | ClaimsWithNotes, answers: Sequence[Answer], issues: Sequence[Issue], out: TextIO
) -> None:
    """What must be fixed, what to check, what is good to know; then what to supply, and the practice's settings."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(file=out, highlight=False)
    for group, rows in sorted(_grouped(result.rows(answers)).items()):
        table = Table(title=f"{group[2:].capitalize()}: {len(rows):,}", title_justify="left", header_style="bold")
        for name in ("Claim", "Line", "Date", "What", "Rule"):
            table.add_column(name, no_wrap=name in ("Line", "Date"))
        for claim, line, day, rule, answer, _, message, *_ in rows[:SHOWN]:
            table.add_row(escape(claim), line, day, escape(message or answer), rule)
        console.print(table)
        if len(rows) > SHOWN:
            console.print(f"  and {len(rows) - SHOWN:,} more: use --format csv or --out DIR.")
    console.print(_summary(result))
    supply = result.supply
    if supply:
        console.print("\n[bold]What could not be answered, and what would let it:[/bold]")
        for entry in supply[:_SUPPLIES]:
            console.print(f"  {entry.subjects:,} x {entry.rule}: {escape(entry.what)}")
        if len(supply) > _SUPPLIES:
            console.print(f"  and {len(supply) - _SUPPLIES:,} more kinds: use --format json or --out DIR.")
    for change in result.changes:
        console.print(f"Own setting: {escape(change)}")


def _grouped(rows: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Rows by what a person does with them; what is unclear is told as what to supply."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        answer, severity = row[4], row[5]
        if answer == Answer.NOT_MET:
            found.setdefault(GROUPS[Severity(severity)], []).append(row)
        elif answer != Answer.UNCLEAR:
            found.setdefault(f"4 {answer.replace('_', ' ')}", []).append(row)
    return found


def _of(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _summary(result: Scrub | ClaimsWithNotes) -> str:
    findings = sum(count.subjects for count in result.counts if count.answer is Answer.NOT_MET)
    wrong = len({row[0] for row in result.rows((Answer.NOT_MET,))})
    return (
        f"Checked: {_of(result.lines, 'line')} of {_of(result.claims, 'claim')}; {_of(findings, 'finding')} on {_of(wrong, 'claim')}. "
        "A person decides; nothing here is legal or billing advice."
    )


PRINT = {"table": print_table, "csv": print_csv, "json": print_json}
