"""`auditkit read FILE... --to DIR`: claims and remittances, from X12, CSV and Excel files, as tables.

Each file is recognised by what it holds: claims (837P, lists) become `claim_lines`; remittances (835, lists of denials) and answers (277CA, 999)
become `remittances`, `claim_payments`, `service_payments`, `adjustments`, `provider_adjustments` and `rejections`. `residue` holds what an X12 file
has that nothing was read from, `issues.csv` what is wrong. History, payers and authorizations are tables too, where they are given.

Exit codes: 0 everything was read (warnings are in issues.csv); 3 something was not read, all the rest was; 1 nothing could be read or
written; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from pathlib import Path

from auditkit.commands._columns import ColumnChoice, add_column_choices, chosen_columns, confirmed_columns, say_guesses
from auditkit.commands._folders import cannot_write

ALL_READ, NOTHING_READ, SOME_NOT_READ = 0, 1, 3
_SHOWN = 20  # issues that are printed; all are in issues.csv
_NUMBER = re.compile(r"[+-]?[\d.,]*$")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit read`."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="claims (837P, CSV, Excel), remittances (835), answers (277CA, 999) and lists of denials; folders and zips may mix them",
    )
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder for the tables; made where it is missing"
    )
    parser.add_argument(
        "--format", choices=("csv", "parquet"), default="csv", help="how tables are written (default: csv)"
    )
    for name, what in (
        ("history", "earlier lines with what was allowed"),
        ("payers", "what each payer asks for"),
        ("authorizations", "prior authorizations"),
    ):
        parser.add_argument(
            f"--{name}", type=Path, action="append", default=[], metavar="FILE", help=f"{what} (CSV or Excel)"
        )
    add_column_choices(parser)


def run(options: argparse.Namespace) -> int:
    """Read what was named, write the tables, and return the exit code."""
    from auditkit.readers.billing_files import read_billing_files
    from auditkit.readers.claims import read_table
    from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, HISTORY, PAYERS, REMITTANCES

    try:
        chosen = chosen_columns(options.column)
    except ColumnChoice as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NOTHING_READ
    with confirmed_columns(chosen, keep=options.confirm) as confirm:
        billing = read_billing_files(options.paths, confirm=confirm)
        readings = [
            read_table(table, paths, confirm=confirm)
            for table, paths in (
                (HISTORY, options.history),
                (PAYERS, options.payers),
                (AUTHORIZATIONS, options.authorizations),
            )
            if paths
        ]
    tables = billing.tables | {reading.table.name: reading.columns for reading in readings}
    issues = [*billing.issues, *(issue for reading in readings for issue in reading.issues)]
    try:
        options.to.mkdir(parents=True, exist_ok=True)
        _refuse_own_sources(options, tables)
        for name, columns in tables.items():
            _write(options.to, name, columns, options.format)
        _write_issues(options.to / "issues.csv", issues)
    except OSError as error:
        cannot_write(options.to, error, "--to")
        return NOTHING_READ
    if CLAIM_LINES.name in tables:
        print(f"{CLAIM_LINES.name}: {billing.claims.summary}")
    if billing.remittances.read:
        print(f"{REMITTANCES.name}: {billing.remittances.summary}")
    for reading in readings:
        print(f"{reading.table.name}: {reading.summary}")
    say_guesses((*billing.claims.proposed, *billing.remittances.proposed, *(g for r in readings for g in r.proposed)))
    for issue in issues[:_SHOWN]:
        print(issue.sentence, file=sys.stderr)
    if len(issues) > _SHOWN:
        print(f"{len(issues) - _SHOWN:,} more are in {options.to / 'issues.csv'}.", file=sys.stderr)
    if not billing.read:
        return NOTHING_READ
    return SOME_NOT_READ if any(not issue.is_warning for issue in issues) else ALL_READ


def _refuse_own_sources(options: argparse.Namespace, tables: dict) -> None:
    """Raises OSError where a table would be written over a file that was read."""
    given = {path.resolve() for path in (*options.paths, *options.history, *options.payers, *options.authorizations)}
    for name in (*(f"{table}.{options.format}" for table in tables), "issues.csv"):
        if (options.to / name).resolve() in given:
            raise OSError(0, f"{name} there is one of the files that were read")


def _write(folder: Path, name: str, columns: dict[str, list[str]], form: str) -> None:
    target = folder / f"{name}.{form}"
    if form == "csv":
        with target.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(columns)
            for row in zip(*columns.values(), strict=True):
                writer.writerow([_plain(cell) if cell[:1] in _STARTS else cell for cell in row])
        return
    import duckdb
    import pandas

    try:
        with duckdb.connect() as connection:
            connection.from_df(pandas.DataFrame(columns, dtype="str")).write_parquet(str(target))
    except duckdb.IOException:
        raise OSError(0, "the Parquet file could not be written") from None


_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def _plain(cell: str) -> str:
    """A cell that no spreadsheet runs; `auditkit` itself takes the mark off again when it reads the file."""
    return cell if _NUMBER.match(cell) else f"'{cell}"


def _write_issues(target: Path, issues: list) -> None:
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("file", "place", "problem", "fix", "is_warning"))
        for issue in issues:
            cells = (issue.file, issue.place, issue.problem, issue.fix, str(int(issue.is_warning)))
            writer.writerow([_plain(cell) if cell[:1] in _STARTS else cell for cell in cells])
