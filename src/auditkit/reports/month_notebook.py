"""What the notebook of the monthly report calls: make the report, write what goes with it, show its parts."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from auditkit.reports.html import to_fragment
from auditkit.reports.month import MonthReport, month_report
from auditkit.reports.month_given import read_given, sample_given, sample_paths
from auditkit.reports.page import Block
from auditkit.second_process import is_worth_it, second_process

PDF = "denials-{month}.pdf"


class NoSample(Exception):
    """The invented practice is not installed, and no files were given."""


class Shown:
    """Blocks as a notebook shows them. Everything in them is escaped."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self._html = to_fragment(blocks)

    def _repr_html_(self) -> str:
        return self._html


class Made:
    """A report and its parts for a notebook; each part is shown where it stands last in a cell."""

    def __init__(self, report: MonthReport) -> None:
        self.report = report

    def part(self, *names: str) -> Shown:
        """Some of the report's parts: opening, monday, patterns, rates, time_and_money, caught, method."""
        return Shown(block for name in names for block in getattr(self.report, name))

    @property
    def told(self) -> dict[str, object]:
        """What a command says about it, without a word of any row."""
        given = self.report.given
        return {
            "title": self.report.title,
            "footer": self.report.footer,
            "is_sample": given.is_sample,
            "read": list(given.read),
            "issues": [issue.sentence for issue in given.issues[:20]],
            "issue_count": len(given.issues),
            "is_all_read": all(issue.is_warning for issue in given.issues),
            "has_decisions": self.report.joined.figures.decided_from is not None,
            "remarks": self.report.remarks,
        }


def made(month: str, files: Mapping[str, Sequence[str]], folder: str = "") -> Made:
    """The report of a month from `files` (remittances, claims, payers, history, authorizations, notes -> paths), of the invented practice without any.

    With `folder` the PDF and the tables are written there. Raises NoSample, ValueError for what is no month, OSError where the folder cannot be written to.
    """
    with _without_collection():
        return _made(month, files, folder)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hundreds of thousands of rows are made and all are kept: looking for rubbish among them again and again takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _made(month: str, files: Mapping[str, Sequence[str]], folder: str) -> Made:
    if not files and sample_paths() is None:
        raise NoSample("The invented practice is not installed. Give the files of your own with --remittances.")
    named = files or sample_paths()
    with second_process(
        is_worth_it(path for name, paths in named.items() if name != "notes" for path in paths)
    ) as second:
        given = (
            read_given(
                files.get("remittances", ()), **{k: v for k, v in files.items() if k != "remittances"}, second=second
            )
            if files
            else sample_given(second)
        )
        report = month_report(given, month, second=second)
    if folder:
        write(report, Path(folder))
    return Made(report)


def write(report: MonthReport, folder: Path) -> list[str]:
    """The PDF and the CSV files into a folder; their names."""
    from auditkit.reports.pdf import to_pdf

    folder.mkdir(parents=True, exist_ok=True)
    # The letters' own writer: it needs no browser, which a clinic's computer may not have or may not let be started.
    files = {PDF.format(month=report.month): to_pdf(report.page()), **report.tables}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return list(files)
