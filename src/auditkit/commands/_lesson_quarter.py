"""`auditkit lesson plan` and `auditkit lesson updates`: a quarter's lessons from findings, and what changes in a quarter, to read and to print."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path

from auditkit.commands._folders import write_files

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


def add_plan_arguments(parser: argparse.ArgumentParser) -> None:
    """What `auditkit lesson plan` takes besides findings and lessons."""
    parser.add_argument("--quarter", required=True, metavar="QUARTER", help="such as 2027Q1")
    parser.add_argument("--count", type=int, default=3, metavar="N", help="how many lessons (default: %(default)s)")
    parser.add_argument("--day", choices=_WEEKDAYS, default="thu", help="day of the week (default: %(default)s)")
    parser.add_argument("--at", type=time.fromisoformat, default=time(12), metavar="HH:MM", help="(default: 12:00)")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the as-of date (default: today)")
    parser.add_argument(
        "--keep",
        metavar="NAME",
        help="keep the plan, for the training page too, as NAME's decision; NAME gives the sessions until it is said otherwise",
    )
    parser.add_argument(
        "--to", type=Path, metavar="DIR", help="write the plan as HTML, PDF and Word, and a calendar file"
    )


def _keep(plan, name: str) -> str:
    """Keep the plan's sessions in the practice's store, where the training page finds them. Returns what to say; raises StoreError, Refused."""
    from auditkit.apps.shell.keeping import practice_store
    from auditkit.apps.training.model import TrainingModel
    from auditkit.apps.training.quarter import QuarterModel, Row
    from auditkit.desks.training import Refused

    if not (name := name.strip()):
        raise Refused("say whose decision it is, as in --keep Ann.")
    quarter = QuarterModel(TrainingModel(open_store=practice_store, who=name))
    practice_store().close()  # out of reach, it is said here; a page would go on without
    rows = [Row(one.lesson, one.on, one.why, one.key) for one in plan.given]
    quarter.keep(plan, rows, {"trainer": name, "place": "", "sponsor": ""})
    return f"Kept as {name}'s decision: {len(rows)} sessions, given by {name} until somebody says otherwise on the training page."


def plan(shelf, arguments: argparse.Namespace) -> int:
    """Propose a quarter, print it, write it."""
    from auditkit.desks.quarters import Quarter
    from auditkit.desks.training import Refused
    from auditkit.reports.page import all_text
    from auditkit.store.records import StoreError
    from auditkit.training.findings import Findings, FindingsError, added_up, read_findings
    from auditkit.training.quarter_plan import CannotPlan, propose_quarter
    from auditkit.training.quarter_sheet import plan_page
    from auditkit.training.session_papers import quarter_calendar

    today = arguments.today or date.today()
    try:
        quarter = Quarter.parse(arguments.quarter)
        if arguments.count < 1:
            raise CannotPlan("Plan at least one lesson: --count 1.")
        found = [read_findings(path) for path in arguments.findings]
        findings = added_up(found) if found else Findings({})
        sessions, sheets = _kept()
        made = propose_quarter(
            quarter, findings, shelf.lessons, today=today, sessions=sessions, sheets=sheets,
            count=arguments.count, weekday=_WEEKDAYS.index(arguments.day),
        )  # fmt: skip
    except (FindingsError, CannotPlan, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    page = plan_page(made, today=today)
    print(all_text(page))
    if arguments.keep is not None:
        try:
            print(_keep(made, arguments.keep))
        except (StoreError, Refused) as error:
            print(f"auditkit: the plan is not kept: {error}", file=sys.stderr)
            return 1
    if arguments.to is None:
        return 0
    calendar = quarter_calendar(made, at=arguments.at, now=datetime.now(UTC), kept=sessions)
    return write_pages({f"training-plan-{quarter}": page}, arguments.to, {f"training-{quarter}.ics": calendar})


def add_update_arguments(parser: argparse.ArgumentParser) -> None:
    """What `auditkit lesson updates` takes besides lessons."""
    parser.add_argument("--quarter", required=True, metavar="QUARTER", help="such as 2027Q1")
    parser.add_argument(
        "--matrix", nargs=2, type=Path, metavar=("OLD", "NEW"),
        help="the table of what payers want authorized, an earlier state and the present one (CSV or Excel)",
    )  # fmt: skip
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="the as-of date (default: today)")
    parser.add_argument("--to", type=Path, metavar="DIR", help="write the card as HTML, PDF and Word")


def updates(shelf, arguments: argparse.Namespace) -> int:
    """Print the card of a quarter, write it."""
    from auditkit.desks.quarters import Quarter
    from auditkit.reference import Reference
    from auditkit.reference.editions import CannotKeep
    from auditkit.reports.page import all_text
    from auditkit.training.update_sheet import card_page
    from auditkit.training.updates import card

    try:
        quarter = Quarter.parse(arguments.quarter)
        matrix = _matrix(*arguments.matrix) if arguments.matrix else None
        made = card(quarter, Reference.of_practice(), shelf.lessons, matrix)
    except (ValueError, CannotKeep) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The practice's folder cannot be used ({error.strerror}). Set AUDITKIT_HOME to another one.", file=sys.stderr)  # fmt: skip
        return 1
    page = card_page(made, today=arguments.today or date.today())
    print(all_text(page))
    return write_pages({f"updates-{quarter}": page}, arguments.to) if arguments.to else 0


def _matrix(old: Path, new: Path) -> list:
    """What differs between two states of the table of authorizations. Raises ValueError with a sentence for a file that holds none."""
    from auditkit.desks.authorizations import matrix_diff
    from auditkit.readers.claims import read_table
    from auditkit.tables import AUTHORIZATION_RULES

    states = []
    for path in (old, new):
        reading = read_table(AUTHORIZATION_RULES, [path])
        for issue in reading.issues:
            print(issue.sentence, file=sys.stderr)
        if not reading.read:
            raise ValueError(f"{path}: no row of a table of authorizations was read, so nothing can be compared.")
        states.append(reading.columns)
    return matrix_diff(*states)


def write_pages(pages: dict, folder: Path, more: dict[str, bytes] | None = None) -> int:
    """Pages as HTML, PDF and Word, and other files beside them; an exit code."""
    from auditkit.reports.html import to_html
    from auditkit.reports.pdf import to_pdf
    from auditkit.reports.word import to_docx

    written = dict(more or {})
    for name, page in pages.items():
        written |= {
            f"{name}.html": to_html(page).encode(),
            f"{name}.pdf": to_pdf(page),
            f"{name}.docx": to_docx(page),
        }
    if not write_files(folder, written, "--to"):
        return 1
    print(f"{len(written)} files in {folder}")
    return 0


def _kept() -> tuple[list, list]:
    """Sessions and sheets of this practice's store; none where there is no store, or it is out of reach, which is said."""
    from auditkit.store.opening import is_there
    from auditkit.store.records import StoreError

    if not is_there(None):
        return [], []
    from auditkit.desks import quiz_sheets, training
    from auditkit.store import Store

    try:
        with Store.open() as store:
            sessions = training.sessions(store.events(training.DESK))
            sheets = quiz_sheets.sheets(store.events(quiz_sheets.SHEETS))
    except StoreError as error:
        print(f"auditkit: sessions that were kept are not at hand: {error}", file=sys.stderr)
        return [], []
    return list(sessions.values()), list(sheets.values())
