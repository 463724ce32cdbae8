"""`auditkit report --month MONTH --to DIR`: the month as a page for the browser, a PDF and tables.

Without files the report is of the invented practice, and says so. With --claims it knows what was sent (clinic, therapist, what waits), with
--notes and --authorizations what stands behind the denials.

Exit codes: 0 every file was read; 3 some files were not read, the report is of all others; 1 there is no report, or the call makes no sense;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from auditkit.commands._folders import cannot_write

ALL_READ, NO_REPORT, SOME_NOT_READ = 0, 1, 3
_FILES = {
    "remittances": "what payers answered: 835 files, 277CA and 999, lists of denials; folders and zips of them",
    "claims": "the claims that were sent: 837P, CSV or Excel",
    "payers": "what each payer asks for (CSV or Excel)",
    "history": "earlier lines with what was allowed (CSV or Excel)",
    "authorizations": "prior authorizations (CSV or Excel)",
    "notes": "notes of the same visits (files, folders, zips)",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind `auditkit report`."""
    parser.add_argument("--month", required=True, metavar="MONTH", help="the month, such as 2026-10")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder for the report; made where it is missing"
    )
    for name, what in _FILES.items():
        many = {"nargs": "+"} if name == "remittances" else {}
        parser.add_argument(
            f"--{name}", type=Path, action="extend" if many else "append", default=[], metavar="F", help=what, **many
        )


def run(options: argparse.Namespace) -> int:
    """Make the report and return the exit code."""
    from auditkit.analytics.calendar_month import Month
    from auditkit.apps.month.notebook import CannotReport, monthly_page

    given = {
        name: [str(path.absolute()) for path in getattr(options, name)] for name in _FILES if getattr(options, name)
    }
    if given and "remittances" not in given:
        print("auditkit: give --remittances too: a month is made of what payers answered.", file=sys.stderr)
        return NO_REPORT
    try:
        month = Month.parse(options.month)
        options.to.mkdir(parents=True, exist_ok=True)
        if sys.stderr.isatty():
            print(
                f"Making the report of {month}. A year of a large practice takes about half a minute.", file=sys.stderr
            )
        page = monthly_page(str(month), given, options.to.absolute())
        file = options.to / f"denials-{month}.html"
        file.write_text(page.html, encoding="utf-8")
    except (ValueError, CannotReport) as error:
        print(f"auditkit: {error}", file=sys.stderr)
        return NO_REPORT
    except OSError as error:
        cannot_write(options.to, error, "--to")
        return NO_REPORT
    _say(page.told, given)
    print(f"{file.name}, its PDF and its tables are in {options.to}.")
    if not page.told["has_decisions"]:
        return NO_REPORT
    return ALL_READ if page.told["is_all_read"] else SOME_NOT_READ


def _say(told, given) -> None:
    if not given:
        print("No files were given: this is the invented practice, sample data.")
    for words in (*told["read"], *told["remarks"]):
        print(words)
    for sentence in told["issues"]:
        print(sentence, file=sys.stderr)
    if (more := told["issue_count"] - len(told["issues"])) > 0:
        print(f"{more:,} more such remarks are in issues.csv.", file=sys.stderr)
