"""The quarterly report as files: its notebook, executed for a quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from auditkit.apps.server.executed import ReportPage, report_page

NOTEBOOK = "quarterly_report.ipynb"
_OWN = ("Write the quarter",)


def quarterly_page(
    quarter: str, given: Mapping[str, Sequence[str]], today: date, folder: Path | None = None
) -> ReportPage:
    """Execute the notebook and convert it. The rest as in `quarter_notebook.made`, which says what is told. Raises CannotReport."""
    files = {name: list(map(str, paths)) for name, paths in given.items()}
    told = {"quarter": quarter, "files": files, "today": today.isoformat(), "folder": str(folder or "")}
    return report_page(NOTEBOOK, told, _OWN)
