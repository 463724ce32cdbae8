"""What people take away from the front desk: a print of the day with initials and time only, tables, a calendar, the lists of whom to ask again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from auditkit.apps.front_desk.day_print import print_of_day
from auditkit.apps.front_desk.pieces import days_on_screen
from auditkit.apps.shell.safe import safe
from auditkit.apps.shell.takeaway import File, Media

if TYPE_CHECKING:
    from auditkit.apps.front_desk.model import FrontDeskModel

FILES = {
    "print": File("Print of the day", "front-desk.html", Media.HTML),
    "table": File("Table of the day", "front-desk.csv", Media.CSV),
    "calls": File("Calls about the chosen patient", "calls.html", Media.HTML),
}
AUTHORIZATION_FILES = {
    "calendar": File("Calendar of days to ask by", "authorizations.ics", Media.CALENDAR),
    "runs": File("Table of authorizations", "authorizations-run-out.csv", Media.CSV),
}
MATRIX_FILES = {"matrix": File("This table as it stands", "what-needs-authorization.csv", Media.CSV)}
CHANGE_FILES = {"lessons": File("Stubs of lessons", "what-payers-changed.md", Media.MARKDOWN)}
LIST_FILES = {
    "month": File("List of the month", "ask-again-this-month.csv", Media.CSV),
    "january": File("List of 1 January", "ask-again-january.csv", Media.CSV),
}
_PRINT = "body{font:12pt sans-serif;margin:1.5cm}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #999;padding:.2cm;text-align:left;vertical-align:top}h1{font-size:15pt}h2{font-size:13pt}"


def content(model: FrontDeskModel, key: str) -> bytes:
    """The file of that key."""
    return {
        "print": print_of_day,
        "table": _table,
        "calls": _calls,
        "calendar": _calendar,
        "runs": _runs,
        "matrix": _matrix,
        "month": _month,
        "january": _january,
    }[key](model)


def _calls(model: FrontDeskModel) -> bytes:
    """The calls about the chosen patient as question and answer: an exhibit for an appeal. Numbers, no name."""
    from auditkit.desks.eligibility.phone import ASKED, exhibit

    who = model.visit.visit.patient_id if model.visit else ""
    calls = [e for e in model.events if e.kind == ASKED and dict(e.details.get("about", {})).get("patient_id") == who]
    parts = "".join(
        f"<h2>Call {n}</h2><table>{''.join(f'<tr><th>{safe(words)}</th><td>{safe(days_on_screen(told))}</td></tr>' for words, told in exhibit(event))}</table>"
        for n, event in enumerate(calls, start=1)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calls with the payer</title><style>{_PRINT}</style></head><body>'
        f"<h1>Calls with the payer</h1>{parts or '<p>No call was written down.</p>'}</body></html>"
    ).encode()


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    from auditkit.reports.spreadsheet import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([guarded("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _table(model: FrontDeskModel) -> bytes:
    return _csv(model.list.columns, model.list.rows())


def _runs(model: FrontDeskModel) -> bytes:
    from auditkit.desks.authorizations.forecast import COLUMNS

    return _csv(COLUMNS, (run.cells for run in model.run_outs()))


def _matrix(model: FrontDeskModel) -> bytes:
    """What payers want authorized, with what people changed: to be edited, kept as a state to compare with, or given again."""
    from auditkit.tables import AUTHORIZATION_RULES

    names = [c.name for c in AUTHORIZATION_RULES.columns if not c.name.startswith("source_") or c.name == "source_url"]
    return _csv(names, ([row.get(name, "") for name in names] for _, row in model.rows("rules")))


def _calendar(model: FrontDeskModel) -> bytes:
    """The calendar; what an earlier file brought is remembered, so that the next one cancels what is done."""
    from auditkit.reports.authorization_calendar import SETTING, authorization_calendar

    earlier = model.kept.ask(lambda store: store.setting(SETTING), None) if not model.has_sample else None
    made, exported = authorization_calendar(
        model.run_outs(), model.names, today=model.today, now=model.now(), earlier=earlier if isinstance(earlier, dict) else None
    )  # fmt: skip
    if not model.has_sample:
        model.kept.ask(
            lambda store: store.keep_setting(SETTING, exported, who=model.kept.signed, when=model.now()), None
        )
    return made


def _month(model: FrontDeskModel) -> bytes:
    from auditkit.desks.eligibility.lists import monthly

    return _asked(monthly(model.desk, model.today))


def _january(model: FrontDeskModel) -> bytes:
    from auditkit.desks.eligibility.lists import first_of_january

    return _asked(first_of_january(model.desk, next_year(model.today)))


def _asked(found) -> bytes:
    head = ("patient_id", "first_visit", "visits", "payer", "last_checked", "ask_about")
    return _csv(
        head, ((o.patient_id, o.first_visit, o.visits, o.payer, o.last_checked, "; ".join(o.what)) for o in found)
    )


def next_year(today: date) -> int:
    """The year whose first of January comes next, or was within the month."""
    return today.year if today.month == 1 else today.year + 1
