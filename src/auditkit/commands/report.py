"""`auditkit report --month MONTH --to DIR`: the month as a page for the browser, a PDF and tables. `--quarter QUARTER`: the quarter's training.

A month without files is of the invented practice, and says so. With --claims it knows what was sent (clinic, therapist, what waits), with
--notes and --authorizations what stands behind the denials. A quarter is of the sessions, quizzes and denials that this practice keeps; with
--remittances it counts the denials around each session among all lines. Both are notebooks of the kit, executed and converted (nbconvert).

Exit codes: 0 every file was read; 3 some files were not read, the report is of all others; 1 there is no report, or the call makes no sense;
130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
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
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--month", metavar="MONTH", help="denials of a month, such as 2026-10")
    which.add_argument(
        "--quarter", metavar="QUARTER", help="training of a quarter and whether it helped, such as 2026Q4"
    )
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="DATE", help="as-of date of a quarter (default: today)"
    )
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
    from auditkit.apps.server.executed import CannotReport

    given = {
        name: [str(path.absolute()) for path in getattr(options, name)] for name in _FILES if getattr(options, name)
    }
    if given and "remittances" not in given:
        print("auditkit: give --remittances too: a report is made of what payers answered.", file=sys.stderr)
        return NO_REPORT
    make = _month if options.month else _quarter
    try:
        return make(options, given)
    except (ValueError, CannotReport) as error:
        print(f"auditkit: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise
    except OSError as error:
        cannot_write(options.to, error, "--to")
    return NO_REPORT


def _month(options: argparse.Namespace, given: dict) -> int:
    from auditkit.analytics.calendar_month import Month
    from auditkit.apps.month.notebook import NOTEBOOK, monthly_page

    month = Month.parse(options.month)
    options.to.mkdir(parents=True, exist_ok=True)
    if sys.stderr.isatty():
        print(f"Making the report of {month}. A year of a large practice takes about 20 seconds.", file=sys.stderr)
    page = monthly_page(str(month), given, options.to.absolute())
    file = options.to / f"denials-{month}.html"
    file.write_text(page.html, encoding="utf-8")
    if not given:
        print("No files were given: this is the invented practice, sample data.")
    _say(page.told, page.told["remarks"], rest=" are in issues.csv")
    print(f"{file.name} (from the notebook {NOTEBOOK}), its PDF and its tables are in {options.to}.")
    if not page.told["has_decisions"]:
        return NO_REPORT
    return ALL_READ if page.told["is_all_read"] else SOME_NOT_READ


def _quarter(options: argparse.Namespace, given: dict) -> int:
    from auditkit.apps.training.notebook import NOTEBOOK, quarterly_page
    from auditkit.desks.quarters import Quarter

    quarter = Quarter.parse(options.quarter)
    options.to.mkdir(parents=True, exist_ok=True)
    for name in sorted(given.keys() & {"history", "authorizations", "notes"}):
        print(f"--{name} is not used for a quarter.", file=sys.stderr)
    used = {name: paths for name, paths in given.items() if name in ("remittances", "claims", "payers")}
    page = quarterly_page(str(quarter), used, options.today or date.today(), options.to.absolute())
    file = options.to / f"training-{quarter}.html"
    file.write_text(page.html, encoding="utf-8")
    _say(page.told)
    n = page.told["sessions"]
    if page.told["trouble"]:
        print(page.told["trouble"], file=sys.stderr)
    elif not n:
        print(f"This practice keeps no session in {quarter.words}; the page says so.")
    print(f"{file.name} (from the notebook {NOTEBOOK}), its PDF and its Word file are in {options.to}.")
    if page.told["trouble"]:
        return NO_REPORT
    return ALL_READ if page.told["is_all_read"] else SOME_NOT_READ


def _say(told, remarks=(), rest: str = " were made") -> None:
    for words in (*told["read"], *remarks):
        print(words)
    for sentence in told["issues"]:
        print(sentence, file=sys.stderr)
    if (more := told["issue_count"] - len(told["issues"])) > 0:
        print(f"{more:,} more such remarks{rest}.", file=sys.stderr)
