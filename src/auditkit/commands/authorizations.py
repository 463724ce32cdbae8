"""`auditkit authorizations`: who runs out first by the visits that are booked, and by when to ask again; what changed in what payers want authorized.

The forecast needs the schedule and the authorizations; with claims, what was used is counted. `--out DIR` writes the table and a calendar file
whose titles carry initials and a number only; a newer file moves and cancels the entries of an older one. `--before F` compares an earlier state of the
table of what needs authorization with `--rules`: what changed, from when, whom to tell, what to do; with `--out` also a stub of a lesson for each
change. Without files the sample practice is shown.

Exit codes: 0 every file was read; 3 some rows or files were not read, all others were; 1 nothing could be read, or the call makes no sense;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from auditkit.commands import _front_desk_files
from auditkit.commands._folders import write_files

ALL_READ, NOTHING_READ, SOME_NOT_READ = 0, 1, 3
_CHANGES = ("payer", "services", "kind", "what", "before", "now", "from", "tell", "tasks")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit authorizations`."""
    _front_desk_files.add_arguments(parser)
    parser.add_argument(
        "--before", type=Path, nargs="+", action="extend", default=[], metavar="F",
        help="an earlier state of --rules: say what changed since",
    )  # fmt: skip
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the as-of date (default: today)")
    parser.add_argument(
        "--lead-days", type=int, metavar="N",
        help="how many days ahead to ask where the table of rules names none for the payer (default: 14)",
    )  # fmt: skip
    parser.add_argument(
        "--remind-days", type=int, default=3, metavar="N", help="how many days before the calendar reminds (default: 3)"
    )
    parser.add_argument("--format", choices=("table", "csv"), default="table", help="what to print (default: table)")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write tables, calendar and lesson stubs into this folder"
    )


def run(options: argparse.Namespace) -> int:
    """Read what was named, print the forecast or what changed, and return the exit code."""
    if any(days is not None and not 0 <= days <= 365 for days in (options.lead_days, options.remind_days)):
        print("auditkit: --lead-days and --remind-days are numbers of days from 0 to 365.", file=sys.stderr)
        return NOTHING_READ
    others = [name for name in _front_desk_files.FILES if name != "rules" and getattr(options, name)]
    if options.before and not others:
        return _compare(options)
    done = _forecast(options)
    if done == NOTHING_READ or not options.before:
        return done
    return max(done, _compare(options))


# Who runs out first


def _forecast(options: argparse.Namespace) -> int:
    from auditkit.desks.authorizations import LEAD_DAYS, run_outs
    from auditkit.desks.eligibility import Desk
    from auditkit.desks.eligibility.sources import SAMPLE_DAY

    is_sample = _front_desk_files.is_sample(options)
    today = options.today or (SAMPLE_DAY if is_sample else date.today())
    read = _front_desk_files.read(options, today)
    if read is None:
        return NOTHING_READ
    desk = Desk(read.tables)
    for remark in desk.remarks:
        print(remark, file=sys.stderr)
    lead = LEAD_DAYS if options.lead_days is None else options.lead_days
    runs = run_outs(desk, today=today, lead_days=lead)
    (_print_rows if options.format == "csv" else _print_runs)(runs, today)
    if options.out and not _write_runs(options, runs, desk, today, is_sample):
        return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in read.issues) else ALL_READ


def _print_rows(runs, today: date) -> None:
    from auditkit.desks.authorizations.forecast import COLUMNS

    print(_csv(COLUMNS, (run.cells for run in runs)), end="")


def _print_runs(runs, today: date) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(highlight=False)
    out = [run for run in runs if run.first_uncovered_on is not None]
    first = (
        f"First to run out: {out[0].patient_id}, {out[0].words(today)}"
        if out
        else "Nobody runs out within what is booked."
    )
    console.print(f"[bold]{escape(first)}[/bold]")
    table = Table(header_style="bold")
    for name in ("Stands", "Patient", "Payer", "What is known"):
        table.add_column(name, overflow="fold")
    for run in runs:
        if (standing := run.standing(today)) != "enough":
            payer = run.payer_name or run.payer_id or "?"
            table.add_row(_STANDING[standing], escape(run.patient_id), escape(payer), escape(run.words(today)))
    if table.row_count:
        console.print(table)
    enough = sum(run.standing(today) == "enough" for run in runs)
    console.print(f"{enough:,} of {len(runs):,} have enough for what is booked.")


_STANDING = {"late": "■ past", "due": "◆ this week", "soon": "○ later", "unknown": "? not known"}


def _write_runs(options: argparse.Namespace, runs, desk, today: date, is_sample: bool) -> bool:
    from auditkit.desks.authorizations.forecast import COLUMNS

    table = _csv(COLUMNS, (run.cells for run in runs)).encode("utf-8-sig")
    names = {who: booked[0].row.get("patient_name", "") for who, booked in desk.visits.items() if booked}
    calendar = _calendar(runs, names, today, options.remind_days, is_sample)
    return _write(options.out, {"authorizations-run-out.csv": table, "authorizations.ics": calendar})


def _calendar(runs, names, today: date, remind_days: int, is_sample: bool) -> bytes:
    """The calendar. What the last one brought, here or from the page, is kept in the practice's store, so that this one cancels what is done."""
    from auditkit.apps.shell.keeping import Keeping, practice_store
    from auditkit.reports.authorization_calendar import SETTING, authorization_calendar

    now = datetime.now(UTC)
    kept = Keeping(lambda: now, None if is_sample else practice_store)
    earlier = kept.ask(lambda store: store.setting(SETTING), None)
    made, exported = authorization_calendar(
        runs, names, today=today, now=now, days_before=remind_days, earlier=earlier if isinstance(earlier, dict) else None
    )  # fmt: skip
    kept.ask(lambda store: store.keep_setting(SETTING, exported, who=kept.signed, when=now), None)
    if kept.trouble:
        print(f"What this calendar brings could not be remembered: {kept.trouble}", file=sys.stderr)
    return made


# What changed in what payers want


def _compare(options: argparse.Namespace) -> int:
    from auditkit.commands._columns import confirmed_columns
    from auditkit.desks.authorizations import matrix_diff
    from auditkit.readers.authorization_lists import read_authorization_rules
    from auditkit.readers.claim_files import CLAIM_LIMITS, files_of

    if not options.rules:
        print("auditkit: give the state of today with --rules FILE, beside --before.", file=sys.stderr)
        return NOTHING_READ
    with confirmed_columns() as confirm:
        before, now = (
            read_authorization_rules(files_of(paths, CLAIM_LIMITS), confirm=confirm)
            for paths in (options.before, options.rules)
        )
    issues = [*before.issues, *now.issues]
    _front_desk_files.say_issues(issues)
    if not before.read or not now.read:
        print("auditkit: two states are wanted, and one of them has no row that could be read.", file=sys.stderr)
        return NOTHING_READ
    found = matrix_diff(before.columns, now.columns)
    if options.format == "csv":
        print(_csv(_CHANGES, _change_rows(found)), end="")
    else:
        _print_changes(found)
    if options.out:
        files = {"what-changed.csv": _csv(_CHANGES, _change_rows(found)).encode("utf-8-sig")}
        files |= {f"lesson-{n}.md": change.lesson().encode() for n, change in enumerate(found, start=1)}
        if not _write(options.out, files):
            return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in issues) else ALL_READ


def _change_rows(found) -> Iterable[Sequence[object]]:
    """One row for each thing that differs."""
    for one in found:
        for what, before, now in one.changes or (("", "", ""),):
            yield (
                one.payer, one.services, one.kind, what, before, now, one.from_when, "; ".join(one.whom_to_tell), " ".join(one.tasks)
            )  # fmt: skip


def _print_changes(found) -> None:
    from rich.console import Console
    from rich.markup import escape

    console = Console(highlight=False)
    if not found:
        console.print("The two states say the same.")
    for one in found:
        console.print(f"[bold]{escape(one.words)}[/bold]")
        console.print(f"  Tell: {escape(', '.join(one.whom_to_tell))}.")
        for task in one.tasks:
            console.print(f"  - {escape(task)}")


# Files


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    from auditkit.reports.spreadsheet import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([guarded("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def _write(folder: Path, files: dict[str, bytes]) -> bool:
    if not write_files(folder, files):
        return False
    print(f"{', '.join(files)}: in {folder}.", file=sys.stderr)
    return True
