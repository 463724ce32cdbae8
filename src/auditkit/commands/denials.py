"""`auditkit denials REMITTANCE...`: the denied lines of remittances (835, denial lists), with category, route and deadline.

A denied line is a service line that the payer settled and paid with zero, with at least one adjustment that refuses payment: no write-off by
contract (CO-45), no patient share (PR-1, 2, 3), no sequestration (CO-253), no reversal, nothing pending or passed on. Category and route are
proposals. A deadline is a day only where it is known; else look in the contract and put `appeal_days` into the payers table.

Exit codes: 0 every file was read (neither denials nor rejections are errors); 3 some rows or files were not read, all others were; 1 nothing could be read, or the
call makes no sense; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path

from auditkit.commands._folders import cannot_write

ALL_READ, NOTHING_READ, SOME_NOT_READ = 0, 1, 3
_SHOWN = 200  # lines that a terminal is filled with; all of them are in --format csv and --out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit denials`."""
    parser.add_argument(
        "remittances", nargs="+", type=Path, metavar="REMITTANCE",
        help="835 files, lists of denials (CSV, Excel), folders or zips of them",
    )  # fmt: skip
    parser.add_argument(
        "--claims", type=Path, action="append", default=[], metavar="F",
        help="the claims that were sent (837P, CSV, Excel), to find line, patient and therapist",
    )  # fmt: skip
    parser.add_argument(
        "--payers", type=Path, action="append", default=[], metavar="F",
        help="what each payer asks for: kind of payer, appeal_days ... (CSV or Excel)",
    )  # fmt: skip
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the as-of date (default: today)")
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="what to print (default: table)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write CSV files and a calendar file into this folder")


def run(options: argparse.Namespace) -> int:
    """Read what was named, print the denied lines, and return the exit code."""
    from auditkit.desks.denials import settle
    from auditkit.reference import Reference
    from auditkit.reference.editions import CannotKeep

    remittances, claims, payers = _read(options)
    issues = [issue for reading in (remittances, claims, payers) if reading for issue in reading.issues]
    for issue in issues[:50]:
        print(issue.sentence, file=sys.stderr)
    if len(issues) > 50:
        print(f"{len(issues) - 50:,} more things were not read; they are in issues.csv with --out.", file=sys.stderr)
    rejected = sum(not accepted for accepted in remittances.tables["rejections"]["is_accepted"])
    if rejected:
        several = f"{rejected:,} rejections are in these files; they were never settled and are no denials."
        said = several if rejected > 1 else "1 rejection is in these files; it was never settled and is no denial."
        print(f"{said} `auditkit read` lists {'them' if rejected > 1 else 'it'}.", file=sys.stderr)
    if not (remittances.read or remittances.tables["remittances"]["remittance_id"]):
        print("No remittances were found.", file=sys.stderr)
        return NOTHING_READ
    try:
        found = settle(
            remittances,
            claims.columns if claims else None,
            payers=payers.columns if payers else None,
            reference=Reference.of_practice(),
        )
    except CannotKeep as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NOTHING_READ
    print(remittances.summary, file=sys.stderr)
    _PRINT[options.format](found, issues, options.today or date.today())
    if options.out and not _write(options.out, found, issues, options.today or date.today()):
        return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in issues) else ALL_READ


def _read(options: argparse.Namespace):
    """Remittances, claims and payers. Columns that were confirmed before are used; a person at a terminal is asked about others."""
    from auditkit.commands._columns import confirmed_columns
    from auditkit.readers.claims import read_claims, read_table
    from auditkit.readers.remittances import read_remittances
    from auditkit.second_process import is_worth_it, second_process
    from auditkit.tables import PAYERS

    with confirmed_columns() as confirm:
        with second_process(is_worth_it(options.remittances)) as second:
            remittances = read_remittances(options.remittances, confirm=confirm, second=second)
        claims = read_claims(options.claims, confirm=confirm) if options.claims else None
        payers = read_table(PAYERS, options.payers, confirm=confirm) if options.payers else None
    return remittances, claims, payers


def _said(found) -> list[str]:
    """How many, of how many; and what a person has to look at."""
    lines = "line" if len(found.denied) == 1 else "lines"
    said = [f"{len(found.denied):,} denied {lines} of {found.settled:,} that were settled."]
    if found.unclear:
        said.append(f"{len(found.unclear):,} more lines are unclear: a person looks (--format json, or --out).")
    if taken := sum(line.later.before == "taken back" for line in found.denied):
        said.append(f"{taken:,} of the denied lines had been paid before and were taken back.")
    if found.unmatched:
        said.append(f"{len(found.unmatched):,} settled lines match no claim line (--format json, or --out).")
    return said


def _csv(found, issues, today: date) -> None:
    from auditkit.desks.denials import CSV_COLUMNS, DEFINITION
    from auditkit.reports.spreadsheet import guarded

    print(DEFINITION, *_said(found), sep="\n", file=sys.stderr)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    writer.writerows([guarded(cell) for cell in line.cells] for line in found.denied)


def _json(found, issues, today: date) -> None:
    from auditkit.desks.denials import DEFINITION

    shown = {
        "definition": DEFINITION,
        "settled_lines": found.settled,
        "denied": [_told(line, today) for line in found.denied],
        "unclear": [{**_told(line, today), "unclear": why} for line, why in zip(found.unclear, found.unclear_why, strict=True)],
        "unmatched": [dict(zip(_UNMATCHED, row, strict=True)) for row in found.unmatched],
        "issues": [issue.sentence for issue in issues],
    }  # fmt: skip
    json.dump(shown, sys.stdout, indent=1)
    print()


def _told(line, today: date) -> dict[str, object]:
    from auditkit.desks.denials import CSV_COLUMNS, dollars
    from auditkit.desks.denials.definition import written

    later = line.later
    return {
        **dict(zip(CSV_COLUMNS, line.cells, strict=True)),
        "denial_key": line.denial_key,
        "paid_on": line.paid_on.isoformat() if line.paid_on else "",
        "payer_type": line.payer_type,
        "payer_order": line.payer_order,
        "payer_claim_control_number": line.payer_claim_control_number,
        "denied_amount": dollars(line.denied_cents),
        "all_reasons": [written(reason.group_code, reason.carc) for reason in line.refusals],
        "first_action": line.proposal.first_action,
        "why": line.proposal.why,
        "is_proposal": not line.proposal.is_firm,
        "deadline": line.deadline.words,
        "counts_until": line.deadline.counts_until.isoformat() if line.deadline.counts_until else "",
        "aim_for": line.deadline.aim_for.isoformat() if line.deadline.aim_for else "",
        "days_left": (line.deadline.on - today).days if line.deadline.on else None,
        "match": line.match,
        "later": {"outcome": later.outcome, "on": later.on.isoformat() if later.on else "", "by": later.by, "before": later.before},
    }  # fmt: skip


def _table(found, issues, today: date) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from auditkit.desks.denials import DEFINITION, dollars
    from auditkit.desks.denials.definition import written

    console = Console(highlight=False)
    console.print(f"[bold]What is counted.[/bold] {escape(DEFINITION)}\n")
    by_payer: dict[str, list] = {}
    for line in found.denied[:_SHOWN]:
        by_payer.setdefault(line.payer or "Payer not named", []).append(line)
    for payer, lines in by_payer.items():
        table = Table(title=f"{escape(payer)}: {len(lines):,}", title_justify="left", header_style="bold")
        for name in ("Claim, line", "Service", "Reason", "Category, route", "Appeal by", "Charge"):
            table.add_column(name, overflow="fold", justify="right" if name == "Charge" else "left")
        for line in lines:
            claim = ", ".join(part for part in (line.claim_id, line.line_number) if part)
            reason = " ".join((written(line.group_code, line.carc), *line.rarcs))
            proposed = f"{line.category.replace('_', ' ')}, {line.route.replace('_', ' ')}"
            service = f"{line.date_of_service} {line.hcpcs_code}".strip()
            table.add_row(
                *map(escape, (claim, service, reason, proposed, _by(line, today), dollars(line.charge_cents)))
            )
        console.print(table)
    if len(found.denied) > _SHOWN:
        console.print(f"  and {len(found.denied) - _SHOWN:,} more: use --format csv or --out DIR.")
    for sentence in _said(found):
        console.print(sentence)
    console.print("Category and route are proposals from the codes; a person decides.")


def _by(line, today: date) -> str:
    """The last day to appeal, and how long that is."""
    if line.later.outcome == "paid":
        return f"paid {line.later.on}"
    if not line.deadline.on:
        return line.deadline.cell
    left = (line.deadline.on - today).days
    if left < 0 and (line.deadline.counts_until or line.deadline.on) < today:
        return f"{line.deadline.on} (PAST)"
    return f"{line.deadline.on} ({_closed(line.deadline) or f'{left} days'})"


def _closed(deadline) -> str:
    """A last day that is no working day, and what to go by instead."""
    from auditkit.desks.working_days import why_closed, working_day_until

    why = why_closed(deadline.on)
    if not why:
        return ""
    if deadline.counts_until:
        return f"{why}: counts until {deadline.counts_until}"
    return f"{why}: go by {working_day_until(deadline.on)}"


_UNMATCHED = ("claim_id", "line_number", "reason")


def _write(folder: Path, found, issues, today: date) -> bool:
    """Denied lines, what is unclear or unmatched, what was not read; cells are safe for spreadsheets."""
    from auditkit.desks.denials import CSV_COLUMNS
    from auditkit.reports.spreadsheet import guarded

    unclear = [(*line.cells, why) for line, why in zip(found.unclear, found.unclear_why, strict=True)]
    tables = {
        "denials.csv": (CSV_COLUMNS, [line.cells for line in found.denied]),
        "unclear.csv": ((*CSV_COLUMNS, "why"), unclear),
        "unmatched.csv": (_UNMATCHED, found.unmatched),
        "issues.csv": (("file", "place", "problem", "fix"), [(i.file, i.place, i.problem, i.fix) for i in issues]),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, (head, rows) in tables.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(head)
                writer.writerows([guarded(cell) for cell in row] for row in rows)
        (folder / "deadlines.ics").write_bytes(_calendar(found, today))
    except OSError as error:
        cannot_write(folder, error)
        return False
    print(f"{', '.join(tables)} and deadlines.ics are in {folder}.", file=sys.stderr)
    return True


def _calendar(found, today: date) -> bytes:
    """The known last days to appeal what has not been paid or decided anew."""
    from datetime import UTC, datetime, time

    from auditkit.desks.denials.case import Case, kept_of
    from auditkit.reports.calendar import deadline_calendar

    open_lines = [line for line in found.denied if not line.later.outcome]
    cases = [Case(line.denial_key, number=1, line=kept_of(line)) for line in open_lines]
    return deadline_calendar(cases, today=today, now=datetime.combine(today, time(), UTC))


_PRINT = {"table": _table, "csv": _csv, "json": _json}
