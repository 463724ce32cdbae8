"""What people take away from a round: its report in three formats."""

from __future__ import annotations

from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell.takeaway import File, Media

FILES = {
    "html": File("Report as a page", "audit-round.html", Media.HTML),
    "docx": File("Report for Word", "audit-round.docx", Media.WORD),
    "pdf": File("Report as PDF", "audit-round.pdf", Media.PDF),
}


def content(model: AuditRoundModel, name: str) -> bytes:
    """The file's bytes. The libraries that write it are loaded here, not with the page."""
    report = model.outcome.report
    if name == "html":
        from auditkit.reports.html import to_html

        return to_html(report).encode("utf-8")
    if name == "docx":
        from auditkit.reports.word import to_docx

        return to_docx(report)
    from auditkit.reports.pdf import to_pdf

    return to_pdf(report)
