"""What people take away from the monthly report: the page, the PDF, and the tables as a zip."""

from __future__ import annotations

import io
import zipfile

from auditkit.apps.month.model import MonthModel
from auditkit.apps.shell.takeaway import File, Media

FILES = {
    "page": File("Page for the browser", "denials-of-the-month.html", Media.HTML),
    "pdf": File("PDF to print", "denials-of-the-month.pdf", Media.PDF),
    "tables": File("Tables (CSV)", "denials-of-the-month.zip", "application/zip"),
}


def content(model: MonthModel, name: str) -> bytes:
    """The file's bytes. The libraries that write it are loaded here, not with the page."""
    report = model.report
    if name == "page":
        from auditkit.reports.html import to_html

        return to_html(report.page()).encode("utf-8")
    if name == "pdf":
        from auditkit.reports.pdf import to_pdf

        return to_pdf(report.page())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, table in report.tables.items():
            archive.writestr(zipfile.ZipInfo(file, (2000, 1, 1, 0, 0, 0)), table)
    return out.getvalue()
