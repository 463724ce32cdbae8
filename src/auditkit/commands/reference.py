"""`auditkit reference status|import|diff`: the age of the rule tables, CMS files into them, and what a new edition changes.

Exit codes: 0 done; 1 nothing could be used, or the call makes no sense; 3 some files were not used and are named, all others were; for
`status`: 3 a table does not cover today.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

DONE, NOTHING, SOME_NOT = 0, 1, 3
BUILT_IN = "built-in"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit reference`."""
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DATE", help="the day to look from (default: today)"
    )
    does = parser.add_subparsers(dest="does", metavar="status|import|diff", required=True)
    does.add_parser("status", help="each table: edition, dates in force, age, gaps, what to download next")
    brings = does.add_parser(
        "import", help="read files as CMS publishes them (txt, csv, xlsx, zip), or CSV with our columns"
    )
    brings.add_argument("files", nargs="+", type=Path, metavar="FILE", help="all files of one quarter together")
    brings.add_argument("--edition", default="", help="where the file does not tell: 2026Q4, or a year")
    brings.add_argument(
        "--setting", choices=("practitioner", "institutional"), default="", help="where the file does not tell"
    )
    brings.add_argument("--also", default="", metavar="CODES", help="further codes to keep, with commas: 29540,29240")
    compares = does.add_parser(
        "diff", help="what a new edition changes, and which past claim lines it would have touched"
    )
    compares.add_argument("old", metavar="OLD", help="an edition as status names it, `built-in`, or a CMS file")
    compares.add_argument("new", metavar="NEW", help="likewise")
    compares.add_argument(
        "--claims", type=Path, metavar="FILE", help="past claim lines, CSV with the canonical columns"
    )


def run(options: argparse.Namespace) -> int:
    """Do it, and return the exit code."""
    from auditkit.places import practice_folder
    from auditkit.reference.editions import CannotKeep

    today = options.today or date.today()
    try:
        home = practice_folder()
        return {"status": _status, "import": _import, "diff": _diff}[options.does](options, home, today)
    except CannotKeep as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        print(
            f"The practice's folder cannot be used ({error.strerror}). Set AUDITKIT_HOME to another one.",
            file=sys.stderr,
        )
    return NOTHING


def _status(_options: argparse.Namespace, home: Path, today: date) -> int:
    from auditkit.reference import Reference
    from auditkit.reference.status import OPTIONAL, status

    found = status(Reference(home), today)
    width = max(len(one.name) for one in found)
    for one in found:
        must = bool(one.gaps) and (one.table, one.part) not in OPTIONAL
        print(f"{'LOOK' if must else 'ok  '}  {one.name:<{width}}  {one.held}")
        for words in filter(None, (*one.gaps, one.next_step)):
            print(f"{'':{width + 8}}{words}")
    print(f"\nWhat you import is kept in {home / 'reference'}, a file an edition; nothing is overwritten.")
    return SOME_NOT if any(one.gaps for one in found if (one.table, one.part) not in OPTIONAL) else DONE


def _import(options: argparse.Namespace, home: Path, today: date) -> int:
    from auditkit.reference.importers import Chosen, import_files
    from auditkit.tables import Issue

    also = frozenset(code.strip().upper() for code in options.also.split(",") if code.strip())
    found = import_files(options.files, home, today, Chosen(options.edition, options.setting, also))
    kept = [one for one in found if not isinstance(one, Issue)]
    issues = [one for one in found if isinstance(one, Issue)]
    for one in kept:
        edition = one.edition
        until = edition.known_to or "further notice"
        words = f"{edition.name}: {edition.rows_kept:,} of {edition.rows_read:,} rows kept, for {edition.known_from or 'always'} to {until}."
        print(words, *(f"{count:,} {'row' if count == 1 else 'rows'} {why}." for why, count in one.left_out.items()))
        for issue in one.issues:
            print(issue.sentence, file=sys.stderr)
    for issue in issues:
        print(issue.sentence, file=sys.stderr)
    return NOTHING if not kept else SOME_NOT if any(not issue.is_warning for issue in issues) else DONE


def _diff(options: argparse.Namespace, home: Path, today: date) -> int:
    from auditkit.reference.changes import compare, touched

    changes = []
    try:
        old, new = _editions(options.old, home), _editions(options.new, home)
        pairs = [(one, other) for one in old for other in new if one[0].table == other[0].table]
        pairs = [(a, b) for a, b in pairs if a[0].part == b[0].part or a[0].table not in ("code_pairs", "unit_limits")]
        if not pairs:
            raise ValueError(f"{options.old} and {options.new} hold different tables. Name two editions of one table.")
        for (before, rows), (after, new_rows) in pairs:
            both = set(before.covers or after.covers) & set(after.covers or before.covers)
            changes += compare(after.table, rows, new_rows, both)
    except ValueError as error:
        print(error, file=sys.stderr)
        return NOTHING
    for change in changes:
        print(change.sentence)
    stricter = sum(change.is_stricter for change in changes)
    print(f"{len(changes)} {'change' if len(changes) == 1 else 'changes'}, {stricter} of them stricter.")
    if not options.claims:
        return DONE
    try:
        lines = _past_lines(options.claims)
    except ValueError as error:
        print(error, file=sys.stderr)
        return NOTHING
    found = touched(changes, lines)
    for one in found:
        print(f"claim {one.claim_id}, line {one.line_number}, {one.date_of_service}: {one.change.sentence}")
    print(f"{len(found)} of {len(lines)} past lines would have been looked at differently.")
    return DONE


def _past_lines(path: Path) -> list[dict[str, str]]:
    """Claim lines from CSV with the canonical columns. Raises ValueError with a sentence that repeats nothing of the file."""
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if {"claim_id", "patient_id", "date_of_service", "hcpcs_code"} <= set(reader.fieldnames or ()):
                return [{name: value or "" for name, value in line.items() if isinstance(name, str)} for line in reader]
    except (OSError, ValueError, csv.Error):
        raise ValueError(f"{path.name}: cannot be read. Make it with `auditkit read`.") from None
    raise ValueError(
        f"{path.name}: lacks claim_id, patient_id, date_of_service or hcpcs_code. Make it with `auditkit read`."
    )


def _editions(name: str, home: Path) -> list:
    """The editions that a name or file means, each with its rows. Raises ValueError with a sentence."""
    from auditkit.reference.editions import edition_rows, imported_editions
    from auditkit.reference.importers import read_files
    from auditkit.tables import Issue

    if name == BUILT_IN:
        from auditkit.reference.changes import builtin_sets

        return builtin_sets()
    if Path(name).exists():
        found = read_files([Path(name)], home)
        if read := [(one.edition, one.rows) for one in found if not isinstance(one, Issue)]:
            return read
        raise ValueError("\n".join(one.sentence for one in found if isinstance(one, Issue)))
    for edition in reversed(imported_editions(home)):
        if edition.name == name:
            return [(edition, edition_rows(home, edition))]
    raise ValueError(
        f"{name} is neither a file nor an edition held. `auditkit reference status` names them; what comes with auditkit is `{BUILT_IN}`."
    )
