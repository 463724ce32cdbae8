"""The monthly report as files: its notebook, executed for a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditkit.apps.server.executed import CannotReport, ReportPage, report_page

NOTEBOOK = "monthly_report.ipynb"
_OWN = ("The invented practice", "A month is written")

__all__ = ["CannotReport", "monthly_page"]


def monthly_page(month: str, given: Mapping[str, Sequence[str]], folder: Path | None = None) -> ReportPage:
    """Execute the notebook and convert it. `given` and `folder` as in `month_notebook.made`, which says what is told. Raises CannotReport."""
    files = {name: list(map(str, paths)) for name, paths in given.items()}
    return report_page(NOTEBOOK, {"month": month, "files": files, "folder": str(folder or "")}, _OWN)
