"""`auditkit frontdesk --date DATE`: the visits of a day by risk, each checked before the session.

Seven checks stand beside each visit: coverage checked, active, the plan unchanged, an authorization that fits, visits left, Medicare's threshold, the
deductible. What an answer does not say is "unknown - call", never green. Without files the sample practice is shown.

Exit codes: 0 every file was read (findings are not errors); 3 some rows or files were not read, all others were; 1 nothing could be read, or the
call makes no sense; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date, timedelta

from auditkit.commands import _front_desk_files

ALL_READ, NOTHING_READ, SOME_NOT_READ = 0, 1, 3
_SHOWN = 200  # visits that a terminal is filled with; all of them are in --format csv


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit frontdesk`."""
    parser.add_argument(
        "--date", type=date.fromisoformat, metavar="DATE", help="the day of the visits (default: tomorrow)"
    )
    parser.add_argument(
        "--today",
        type=date.fromisoformat,
        metavar="DATE",
        help="the as-of date (default: today, or --date where that is earlier)",
    )
    _front_desk_files.add_arguments(parser)
    parser.add_argument("--format", choices=("table", "csv"), default="table", help="what to print (default: table)")


def run(options: argparse.Namespace) -> int:
    """Read what was named, check the visits of the day, print them, and return the exit code."""
    from auditkit.desks.eligibility import Desk, worklist
    from auditkit.desks.eligibility.sources import SAMPLE_DAY
    from auditkit.reference import Reference
    from auditkit.reference.editions import CannotKeep

    is_sample = _front_desk_files.is_sample(options)
    day = options.date or (SAMPLE_DAY if is_sample else date.today() + timedelta(days=1))
    today = options.today or min(day, SAMPLE_DAY if is_sample else date.today())
    read = _front_desk_files.read(options, max(day, today))
    if read is None:
        return NOTHING_READ
    try:
        found = worklist(Desk(read.tables), day, day, today=today, reference=Reference.of_practice())
    except CannotKeep as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NOTHING_READ
    for remark in found.remarks:
        print(remark, file=sys.stderr)
    (_csv if options.format == "csv" else _table)(found, day)
    return SOME_NOT_READ if any(not issue.is_warning for issue in read.issues) else ALL_READ


def _csv(found, day: date) -> None:
    from auditkit.reports.spreadsheet import guarded

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(found.columns)
    writer.writerows([guarded(cell) for cell in row] for row in found.rows())


def _table(found, day: date) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    console.print(f"[bold]{day:%A, %Y-%m-%d}.[/bold] {found.in_words}")
    shown = 0
    for risk, count in found.counts.items():
        if not count:
            continue
        table = Table(title=f"{risk[0].upper()}{risk[1:]}: {count:,}", title_justify="left", header_style="bold")
        for name in ("Time", "Patient", "For", "Payer", "What to look at"):
            table.add_column(name, no_wrap=name in ("Time", "For"))
        for one in (c for c in found.visits if c.risk == risk):
            shown += 1
            if shown > _SHOWN:
                break
            v = one.visit
            told = "\n".join(dict.fromkeys(f"- {line.split(': ', 1)[1]}" for line in one.to_look_at))  # said once
            table.add_row(
                v.at or "?",
                escape(one.shown_id),
                v.discipline or "?",
                escape(v.payer_name or v.payer_id or "?"),
                escape(told),
            )
        console.print(table)
    if len(found.visits) > _SHOWN:
        console.print(f"  and {len(found.visits) - _SHOWN:,} more: use --format csv.")
    console.print("A person decides; nothing here is legal or billing advice.")
