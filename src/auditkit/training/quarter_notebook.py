"""What the notebook of the quarterly report calls: gather what the practice keeps and what payers answered, show the parts, write the PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditkit.desks.quarters import Quarter
from auditkit.reports.month_notebook import Shown
from auditkit.reports.page import Page
from auditkit.training.quarter_report import QuarterReport, quarter_report
from auditkit.training.results import Answers, of_desk, of_remittances
from auditkit.training.shelf import own_lessons, read_shelf

STEM = "training-{quarter}"


@dataclass(frozen=True)
class Made:
    """A report and its parts for a notebook; each part is shown where it stands last in a cell."""

    report: QuarterReport
    told: Mapping[str, object]

    def part(self, *names: str) -> Shown:
        """Some of the report's parts: opening, levels, next, method."""
        return Shown(block for name in names for block in getattr(self.report, name))


def made(quarter: str, files: Mapping[str, Sequence[str]], today: str, folder: str = "") -> Made:
    """The report of a quarter from the practice's store and `files` (remittances, claims, payers -> paths), as of `today` (an ISO date).

    With `folder` PDF and Word are written there. Raises ValueError for what is no quarter, OSError where the folder cannot be written to.
    """
    wanted = Quarter.parse(quarter)
    given = _given(files) if files else None
    report = _of_practice(wanted, given, date.fromisoformat(today))
    if folder:
        _write(report.page, Path(folder), STEM.format(quarter=wanted))
    issues = given.issues if given else ()
    told = {
        "title": report.page.title,
        "footer": report.page.footer,
        "read": list(given.read) if given else [],
        "issues": [issue.sentence for issue in issues[:20]],
        "issue_count": len(issues),
        "is_all_read": all(issue.is_warning for issue in issues),
        "sessions": len(report.sessions),
        "trouble": report.trouble,
    }
    return Made(report, told)


def _given(files: Mapping[str, Sequence[str]]):
    from auditkit.reports.month_given import read_given

    return read_given(files.get("remittances", ()), **{k: v for k, v in files.items() if k != "remittances"})


def _of_practice(quarter: Quarter, given, today: date) -> QuarterReport:
    """From the store; without one there was no session, and out of reach it is said."""
    from auditkit.desks import quarters, quiz_sheets, training
    from auditkit.desks.denials import case
    from auditkit.store import Store
    from auditkit.store.opening import is_there
    from auditkit.store.records import StoreError

    events: dict[str, list] = {}
    trouble = ""
    try:
        if is_there(None):
            with Store.open() as store:
                events = {d: store.events(d) for d in (training.DESK, quiz_sheets.SHEETS, quarters.DESK, case.DESK)}
    except StoreError as error:
        trouble = f"What this practice keeps is not at hand: {error}"
    own = own_lessons()
    shelf = read_shelf(None, [own] if own else [])
    sources: list[Answers] = [of_desk(case.cases(events.get(case.DESK, ())).values())]
    if given is not None:
        sources.insert(0, of_remittances(given.remittances, given.claims, given.payers))
    return quarter_report(
        quarter,
        training.sessions(events.get(training.DESK, ())).values(),
        list(quiz_sheets.sheets(events.get(quiz_sheets.SHEETS, ())).values()),
        sources,
        {lesson.slug: lesson.rules for lesson in shelf.lessons},
        quarters.quarters(events.get(quarters.DESK, ())).get(str(quarter), quarters.Decided()),
        today=today,
        trouble=trouble,
    )


def _write(page: Page, folder: Path, stem: str) -> None:
    from auditkit.reports.pdf import to_pdf
    from auditkit.reports.word import to_docx

    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{stem}.pdf").write_bytes(to_pdf(page))
    (folder / f"{stem}.docx").write_bytes(to_docx(page))
