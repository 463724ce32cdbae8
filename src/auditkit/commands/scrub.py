"""`auditkit scrub CLAIMS`: check claims before they are sent; findings as a table, JSON or CSV, and an Excel work list.

Exit codes: 0 every file was read (findings are not errors); 3 some rows or files were not read, all others were checked; 1 nothing could be
read, or the call makes no sense; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from datetime import date
from pathlib import Path

from auditkit.rule import Answer

ALL_READ, NOTHING_READ, SOME_NOT_READ = 0, 1, 3
_SHOWN = 200  # findings that a terminal is filled with; all of them are in --format csv and --out


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit scrub`."""
    parser.add_argument(
        "claims",
        nargs="+",
        type=Path,
        metavar="CLAIMS",
        help="837P, CSV or Excel files, folders or zips of them; or one Parquet file of any size, as `auditkit read` writes it: "
        "it is scrubbed whole patients at a time, and the verdicts go to --out",
    )
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the as-of date (default: today)")
    for name, what in (
        ("history", "earlier lines with what was allowed, for the KX threshold and duplicates"),
        ("payers", "what each payer asks for: unit rule, filing limit, authorization ..."),
        ("authorizations", "prior authorizations"),
    ):
        parser.add_argument(
            f"--{name}", type=Path, action="append", default=[], metavar="F", help=f"{what} (CSV or Excel)"
        )
    parser.add_argument(
        "--notes", type=Path, action="append", default=[], metavar="DIR",
        help="notes of the same visits (files, folders, zips); notes.csv beside them says whose they are",
    )  # fmt: skip
    parser.add_argument(
        "--plans", type=Path, action="append", default=[], metavar="F",
        help="plans of care with the days of signature, signed order, proof of sending (CSV or Excel)",
    )  # fmt: skip
    parser.add_argument(
        "--all-reports", action="store_true", help="say that every progress report there is, is among the notes"
    )
    parser.add_argument(
        "--settings", type=Path, metavar="F", help="TOML: checks switched off or lowered, each with a reason"
    )
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="what to print (default: table)"
    )
    parser.add_argument("--all", action="store_true", help="every verdict, also what is met and what does not apply")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write an Excel work list and CSV files into this folder"
    )


def run(options: argparse.Namespace) -> int:
    """Scrub what was named, print it, and return the exit code."""
    from auditkit.reference import Reference
    from auditkit.reference.editions import CannotKeep
    from auditkit.scrub import SettingsError, TableError, scrub

    if options.claims[0].suffix.lower() == ".parquet":
        return _in_buckets(options)
    claims, others = _read(options)
    notes, issues = _notes(options.notes)
    issues = [issue for reading in (claims, *others.values()) for issue in reading.issues] + issues
    for issue in issues[:50]:
        print(issue.sentence, file=sys.stderr)
    if len(issues) > 50:
        print(f"{len(issues) - 50:,} more things were not read; they are in issues.csv with --out.", file=sys.stderr)
    if not claims.read:
        print("No claim lines were found.", file=sys.stderr)
        return NOTHING_READ
    plans = others.pop("plans", None)
    today, reference = options.today or date.today(), Reference.of_practice()
    try:
        changes = _settings(options.settings).changes
        result = scrub(
            claims.columns,
            today=today,
            **{name: reading.columns for name, reading in others.items()},
            reference=reference.folder(),
            settings=_of_claims(changes),
        )
        if options.notes or plans:
            result = _with_notes(result, claims, notes, plans, others.get("payers"), changes, today, reference, options)
    except (SettingsError, TableError, CannotKeep) as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NOTHING_READ
    answers = tuple(Answer) if options.all else (Answer.NOT_MET, Answer.UNCLEAR)
    print(f"{claims.summary}", file=sys.stderr)
    _PRINT[options.format](result, answers, issues)
    if options.out and not _write(options.out, result, answers, issues, today):
        return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in issues) else ALL_READ


def _in_buckets(options: argparse.Namespace) -> int:
    """More lines than memory holds: whole patients at a time, verdicts and counts into --out."""
    from auditkit.partitions.buckets import scrub_in_buckets
    from auditkit.partitions.whole_patients import TO_LOOK_AT
    from auditkit.reference import Reference
    from auditkit.reference.editions import CannotKeep
    from auditkit.scrub import SettingsError, TableError

    tables = {name: getattr(options, name) for name in ("history", "payers", "authorizations")}
    if not options.out or len(options.claims) > 1 or any(len(paths) > 1 for paths in tables.values()):
        print(
            "auditkit: a Parquet file is scrubbed alone, with --out DIR and at most one file a table.", file=sys.stderr
        )
        return NOTHING_READ
    try:
        found = scrub_in_buckets(
            options.claims[0],
            options.out,
            today=options.today or date.today(),
            **{name: paths[0] if paths else None for name, paths in tables.items()},
            reference=Reference.of_practice().folder(),
            settings=_of_claims(_settings(options.settings).changes),
            answers=tuple(Answer) if options.all else TO_LOOK_AT,
            on_done=lambda done, of: print(f"{done} of {of} parts are done.", file=sys.stderr),
        )
        with (options.out / "counts.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("rule", "answer", "subjects"), *found.counts])
    except (SettingsError, TableError, CannotKeep) as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NOTHING_READ
    except OSError as error:
        print(f"{options.out}: cannot be written to ({error.strerror}).", file=sys.stderr)
        return NOTHING_READ
    print(f"{found.lines:,} lines checked; the verdicts are in {found.verdicts}, how many of each in counts.csv.")
    return ALL_READ


def _read(options: argparse.Namespace):
    """Claims, and the other tables that were named. Columns that were confirmed before are taken from the store."""
    from auditkit.commands.read import _confirmed_columns
    from auditkit.readers.claims import read_claims, read_table
    from auditkit.tables import AUTHORIZATIONS, HISTORY, PAYERS, PLANS

    named = {"history": HISTORY, "payers": PAYERS, "authorizations": AUTHORIZATIONS, "plans": PLANS}
    with _confirmed_columns({}, keep=False) as confirm:
        claims = read_claims(options.claims, confirm=confirm)
        others = {
            name: read_table(table, getattr(options, name), confirm=confirm)
            for name, table in named.items()
            if getattr(options, name)
        }
    return claims, others


def _notes(paths: list[Path]):
    """The notes in the named places, and what was not read."""
    from auditkit.readers import read_notes
    from auditkit.tables import Issue

    found = list(read_notes(paths)) if paths else []
    return [one for one in found if not isinstance(one, Issue)], [one for one in found if isinstance(one, Issue)]


def _settings(path: Path | None):
    """The practice's settings about claim checks and episode rules alike. Raises SettingsError."""
    from auditkit.rules import claim_checks, comparison_rules, episode_rules
    from auditkit.scrub import read_settings

    return read_settings(path, {**claim_checks(), **episode_rules(), **comparison_rules()})


def _of_claims(changes):
    """The settings that are about claim checks."""
    from auditkit.rules import claim_checks
    from auditkit.scrub import Settings

    return Settings({rule: change for rule, change in changes.items() if rule in claim_checks()})


def _with_notes(result, claims, notes, plans, payers, changes, today, reference, options):
    """The scrub together with the episode rules. Notes that no line was found for are counted; with --out they are listed."""
    from auditkit.episodes import audit_episodes
    from auditkit.reports.claims_with_notes import ClaimsWithNotes
    from auditkit.scrub import Settings

    audit = audit_episodes(
        notes, claims.columns, plans and plans.columns, payers and payers.columns,
        today=today, reference=reference, settings=Settings(changes), all_reports=options.all_reports,
    )  # fmt: skip
    print(
        f"{len(notes):,} notes read; {len(audit.unmatched):,} of them stand beside no billed line. "
        f"{audit.lines_without_notes:,} lines are of patients without a note or plan in hand.",
        file=sys.stderr,
    )
    return ClaimsWithNotes(result, audit)


def _csv(result, answers, issues) -> None:
    from auditkit.scrub.answers import COLUMNS

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(result.rows(answers))


def _json(result, answers, issues) -> None:
    from auditkit.scrub.answers import COLUMNS

    shown = {
        "lines": result.lines,
        "settings": result.changes,
        "counts": [count._asdict() for count in result.counts],
        "supply": [supply._asdict() for supply in result.supply],
        "verdicts": [dict(zip(COLUMNS, row, strict=True)) for row in result.rows(answers)],
        "issues": [issue.sentence for issue in issues],
    }
    json.dump(shown, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _table(result, answers, issues) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from auditkit.reports.claim_worklist import GROUPS
    from auditkit.rule import Severity

    console = Console(highlight=False)
    rows = result.rows(answers)
    found: dict[str, list] = {}
    for row in rows:
        group = GROUPS[Severity(row[5])] if row[4] == Answer.NOT_MET else f"4 {row[4].replace('_', ' ')}"
        if row[4] != Answer.UNCLEAR:
            found.setdefault(group, []).append(row)
    for group in sorted(found):
        table = Table(
            title=f"{group[2:].capitalize()}: {len(found[group]):,}", title_justify="left", header_style="bold"
        )
        for name in ("Claim", "Line", "Date", "What", "Rule"):
            table.add_column(name, no_wrap=name in ("Line", "Date"))
        for claim, line, day, rule, answer, _, message, *_ in found[group][:_SHOWN]:
            table.add_row(escape(claim), line, day, escape(message or answer), rule)
        console.print(table)
        if len(found[group]) > _SHOWN:
            console.print(f"  and {len(found[group]) - _SHOWN:,} more: use --format csv or --out DIR.")
    console.print(_summary(result))
    supply = result.supply
    if supply:
        console.print("\n[bold]What could not be answered, and what would let it:[/bold]")
        for entry in supply[:12]:
            console.print(f"  {entry.subjects:,} x {entry.rule}: {escape(entry.what)}")
        if len(supply) > 12:
            console.print(f"  and {len(supply) - 12:,} more kinds: use --format json or --out DIR.")
    for change in result.changes:
        console.print(f"Own setting: {escape(change)}")


def _summary(result) -> str:
    findings = sum(count.subjects for count in result.counts if count.answer is Answer.NOT_MET)
    wrong = len({row[0] for row in result.rows((Answer.NOT_MET,))})
    return (
        f"{result.lines:,} lines of {result.claims:,} claims checked: {findings:,} findings on {wrong:,} claims. "
        "A person decides; nothing here is legal or billing advice."
    )


def _linked(episodes, today: date) -> str:
    from auditkit.reports.html import to_html
    from auditkit.reports.linked_codes import linked_codes_page

    return to_html(linked_codes_page(episodes.links, today=today, without_notes=episodes.lines_without_notes))


def _write(folder: Path, result, answers, issues, today: date) -> bool:
    """The work list for Excel, verdicts, counts, what to supply, and what was not read."""
    from auditkit.reports.claim_worklist import worklist
    from auditkit.reports.workbook import guarded
    from auditkit.scrub.answers import COLUMNS

    tables = {
        "verdicts.csv": (COLUMNS, result.rows(answers)),
        "counts.csv": (("rule", "answer", "subjects"), result.counts),
        "supply.csv": (("rule", "subjects", "what"), result.supply),
        "issues.csv": (("file", "place", "problem", "fix"), [(i.file, i.place, i.problem, i.fix) for i in issues]),
    }
    if episodes := getattr(result, "episodes", None):
        tables["notes-not-matched.csv"] = (("note", "place", "reason"), episodes.unmatched)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "claims-to-fix.xlsx").write_bytes(worklist(result, issues=issues))
        if episodes:
            (folder / "every-code-linked.html").write_text(_linked(episodes, today), encoding="utf-8")
        for name, (head, rows) in tables.items():
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(head)
                writer.writerows(
                    [guarded(str(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows
                )
    except OSError as error:
        print(f"{folder}: cannot be written to ({error.strerror}). Choose another folder with --out.", file=sys.stderr)
        return False
    page = ", every-code-linked.html" if episodes else ""
    print(f"claims-to-fix.xlsx{page} and {len(tables)} CSV files are in {folder}.", file=sys.stderr)
    return True


_PRINT = {"table": _table, "csv": _csv, "json": _json}
