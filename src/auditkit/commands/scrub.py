"""`auditkit scrub CLAIMS`: check claims before they are sent; findings as a table, JSON or CSV, and an Excel work list.

What the practice keeps in the kit (checks switched off or lowered, payers' rows) is used here too, and said; files that are named win.

Exit codes: 0 every file was read (findings are not errors); 3 some rows or files were not read, all others were checked; 1 nothing could be
read, or the call makes no sense; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import csv
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.commands._columns import ColumnChoice, add_column_choices, chosen_columns, confirmed_columns, say_guesses
from auditkit.commands._folders import cannot_write
from auditkit.rule import Answer

if TYPE_CHECKING:
    from auditkit.commands._practice_choices import Choices

ALL_READ, NOTHING_READ, SOME_NOT_READ = 0, 1, 3
_ISSUES = 50  # printed; all of them are in the folder


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
        ("history", "earlier lines with what was allowed, for the KX threshold and duplicates (CSV or Excel)"),
        ("payers", "what each payer asks for: unit rule, filing limit, authorization ... (CSV or Excel); `none` leaves out what is kept"),
        ("authorizations", "prior authorizations (CSV or Excel)"),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=Path, action="append", default=[], metavar="F", help=what)
    add_column_choices(parser)
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
        "--settings", type=Path, metavar="F",
        help="TOML: checks switched off or lowered, each with a reason; `none` leaves out what is kept",
    )  # fmt: skip
    parser.add_argument(
        "--keep", metavar="NAME", help="keep what --settings and --payers say, for the kit and for the next time, as NAME's decision"
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="what to print (default: table)"
    )
    parser.add_argument("--all", action="store_true", help="every verdict, also what is met and what does not apply")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="write an Excel work list and CSV files into this folder"
    )


def run(options: argparse.Namespace) -> int:
    """Scrub what was named, print it, and return the exit code."""
    from auditkit.commands._practice_choices import NONE, Choices
    from auditkit.reference.editions import CannotKeep
    from auditkit.scrub import SettingsError, TableError

    try:
        choices = Choices.of(options.settings, options.payers)
        options.payers = [path for path in options.payers if path != NONE]
        if options.claims[0].suffix.lower() == ".parquet":
            return _in_buckets(options, choices)
        return _scrub(options, choices)
    except (SettingsError, TableError, CannotKeep, ColumnChoice) as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NOTHING_READ


def _scrub(options: argparse.Namespace, choices: Choices) -> int:
    from auditkit.reference import Reference
    from auditkit.reports.scrub_printed import PRINT
    from auditkit.scrub import scrub

    claims, others = _read(options)
    notes, issues = _notes(options.notes)
    issues = [issue for reading in (claims, *others.values()) for issue in reading.issues] + issues
    _say(issues)
    if not claims.read:
        print("No claim lines were found.", file=sys.stderr)
        return NOTHING_READ
    tables = {name: reading.columns for name, reading in others.items()}
    plans, given = tables.pop("plans", None), tables.pop("payers", None)
    payers = choices.payers(claims.columns, given)
    today, reference = options.today or date.today(), Reference.of_practice()
    result = scrub(
        claims.columns,
        today=today,
        payers=payers,
        **tables,
        reference=reference.folder(),
        settings=_of_claims(choices.settings),
    )
    if options.notes or plans:
        result = _with_notes(result, claims.columns, notes, plans, payers, choices, today, reference, options)
    if options.keep and (said := choices.keep(given, who=options.keep)):
        print(f"auditkit: {said}", file=sys.stderr)
    answers = tuple(Answer) if options.all else (Answer.NOT_MET, Answer.UNCLEAR)
    print(f"{claims.summary}", file=sys.stderr)
    PRINT[options.format](result, answers, issues, sys.stdout)
    if options.out and not _write(options.out, result, answers, issues, today):
        return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in issues) else ALL_READ


def _in_buckets(options: argparse.Namespace, choices: Choices) -> int:
    """More lines than memory holds: whole patients at a time, verdicts and counts into --out."""
    from auditkit.partitions.buckets import scrub_in_buckets
    from auditkit.partitions.whole_patients import TO_LOOK_AT
    from auditkit.reference import Reference

    tables = {name: getattr(options, name) for name in ("history", "payers", "authorizations")}
    if not options.out or len(options.claims) > 1 or any(len(paths) > 1 for paths in tables.values()):
        print(
            "auditkit: a Parquet file is scrubbed alone, with --out DIR and at most one file a table.", file=sys.stderr
        )
        return NOTHING_READ
    given = {name: paths[0] if paths else None for name, paths in tables.items()}
    given["payers"] = given["payers"] or choices.payers(_payers_of(options.claims[0]), None)
    try:
        found = scrub_in_buckets(
            options.claims[0],
            options.out,
            today=options.today or date.today(),
            **given,
            reference=Reference.of_practice().folder(),
            settings=_of_claims(choices.settings),
            answers=tuple(Answer) if options.all else TO_LOOK_AT,
            on_done=lambda done, of: print(f"{done} of {of} parts are done.", file=sys.stderr),
        )
        with (options.out / "counts.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("rule", "answer", "subjects"), *found.counts])
    except OSError as error:
        cannot_write(options.out, error)
        return NOTHING_READ
    print(f"{found.lines:,} lines checked; the verdicts are in {found.verdicts}, how many of each in counts.csv.")
    return ALL_READ


def _payers_of(parquet: Path) -> dict[str, list[str]]:
    """Which payers a Parquet file of claim lines bills. A file that cannot be read has none; the scrub says why."""
    import duckdb

    asked = (
        "SELECT DISTINCT coalesce(CAST(payer_id AS VARCHAR), ''), coalesce(CAST(payer_name AS VARCHAR), ''),"
        " coalesce(CAST(payer_type AS VARCHAR), '') FROM read_parquet(?)"
    )
    try:
        rows = duckdb.execute(asked, [str(parquet)]).fetchall()
    except duckdb.Error:
        rows = []
    return {name: [row[n] for row in rows] for n, name in enumerate(("payer_id", "payer_name", "payer_type"))}


def _read(options: argparse.Namespace):
    """Claims, and the other tables that were named. Columns that were confirmed before are taken from the store."""
    from auditkit.readers.claims import read_claims, read_table
    from auditkit.tables import AUTHORIZATIONS, HISTORY, PAYERS, PLANS

    named = {"history": HISTORY, "payers": PAYERS, "authorizations": AUTHORIZATIONS, "plans": PLANS}
    with confirmed_columns(chosen_columns(options.column), keep=options.confirm) as confirm:
        claims = read_claims(options.claims, confirm=confirm)
        others = {
            name: read_table(table, getattr(options, name), confirm=confirm)
            for name, table in named.items()
            if getattr(options, name)
        }
    say_guesses(guess for reading in (claims, *others.values()) for guess in reading.proposed)
    return claims, others


def _notes(paths: list[Path]):
    """The notes in the named places, and what was not read."""
    from auditkit.readers import read_notes
    from auditkit.tables import Issue

    found = list(read_notes(paths)) if paths else []
    return [one for one in found if not isinstance(one, Issue)], [one for one in found if isinstance(one, Issue)]


def _say(issues) -> None:
    for issue in issues[:_ISSUES]:
        print(issue.sentence, file=sys.stderr)
    if len(issues) > _ISSUES:
        left = len(issues) - _ISSUES
        print(f"{left:,} more things were not read; they are in issues.csv with --out.", file=sys.stderr)


def _of_claims(settings):
    """The settings that are about claim checks."""
    from auditkit.rules import claim_checks
    from auditkit.scrub import Settings

    return Settings({rule: change for rule, change in settings.changes.items() if rule in claim_checks()})


def _with_notes(result, lines, notes, plans, payers, choices: Choices, today: date, reference, options):
    """The scrub together with the episode rules. Notes that no line was found for are counted; with --out they are listed."""
    from auditkit.episodes import audit_episodes
    from auditkit.reports.claims_with_notes import ClaimsWithNotes

    audit = audit_episodes(
        notes, lines, plans, payers, today=today, reference=reference, settings=choices.settings, all_reports=options.all_reports,
    )  # fmt: skip
    print(
        f"{len(notes):,} notes read; {len(audit.unmatched):,} of them stand beside no billed line. "
        f"{audit.lines_without_notes:,} lines are of patients without a note or plan in hand.",
        file=sys.stderr,
    )
    return ClaimsWithNotes(result, audit)


def _write(folder: Path, result, answers, issues, today: date) -> bool:
    from auditkit.reports.scrub_folder import write_scrub

    try:
        names = write_scrub(folder, result, answers, issues, today)
    except OSError as error:
        cannot_write(folder, error)
        return False
    pages = [name for name in names if not name.endswith(".csv")]
    print(f"{', '.join(pages)} and {len(names) - len(pages)} CSV files are in {folder}.", file=sys.stderr)
    return True
