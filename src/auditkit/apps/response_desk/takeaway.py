"""What people take away: the draft of an appeal, the deadlines as a calendar, the worklist as CSV."""

from __future__ import annotations

import csv
import io

from auditkit.apps.response_desk.model import ResponseDeskModel
from auditkit.apps.response_desk.work import Work
from auditkit.apps.shell.takeaway import File, Media

FILES = {
    "calendar": File("Deadlines for the calendar", "deadlines.ics", Media.CALENDAR),
    "worklist": File("Worklist as CSV", "denials-worklist.csv", Media.CSV),
}
DRAFT = {"draft": File("Draft of an appeal (Word)", "appeal-draft.docx", Media.WORD)}
_HEAD = (
    "state",
    "due_on",
    "day",
    "owner",
    "claim_id",
    "lines",
    "payer",
    "reason",
    "category",
    "route",
    "appeal_by",
    "denied_amount",
    "next_step",
)


def content(model: ResponseDeskModel, name: str) -> bytes:
    """The file's bytes. The libraries that write it are loaded here, not with the page."""
    if name == "calendar":
        from auditkit.reports.calendar import deadline_calendar

        return deadline_calendar(model.cases.values(), model.requests.all.values(), today=model.today, now=model.moment)
    return _worklist(model)


def draft(model: ResponseDeskModel, work: Work) -> bytes:
    """The draft of an appeal as a Word file."""
    from auditkit.reports.word import to_docx

    return to_docx(model.packet(work))


def _worklist(model: ResponseDeskModel) -> bytes:
    from auditkit.apps.response_desk.pieces import code
    from auditkit.desks.denials import dollars
    from auditkit.reports.spreadsheet import guarded

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    for work in model.listed():
        case, item = work.item.case, work.item
        row = (
            item.standing.word, item.due_on or "", item.day, case.owner, case.get("claim_id"), len(work.cases), case.get("payer"), code(case),
            case.get("category"), case.get("route"), case.appeal_by or "", dollars(work.denied_cents), case.next_step,
        )  # fmt: skip
        writer.writerow([guarded(str(cell)) for cell in row])
    return out.getvalue().encode("utf-8")
