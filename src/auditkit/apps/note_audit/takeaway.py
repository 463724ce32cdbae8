"""What people take away from the page: the letter in three formats and the results for Excel."""

from __future__ import annotations

from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell.takeaway import File, Media

FILES = {
    "letter_html": File("Letter as a page", "feedback-letter.html", Media.HTML),
    "letter_docx": File("Letter for Word", "feedback-letter.docx", Media.WORD),
    "letter_pdf": File("Letter as PDF", "feedback-letter.pdf", Media.PDF),
    "results_xlsx": File("Results for Excel", "note-audit.xlsx", Media.EXCEL),
}


def content(model: NoteAuditModel, name: str, *, every_note: bool) -> bytes:
    """The file's bytes. The libraries that write it are loaded here, not with the page."""
    if name == "results_xlsx":
        from auditkit.reports.workbook import to_xlsx

        audits = model.audits if every_note or model.audit is None else [model.audit]
        return to_xlsx(audits, model.rules, issues=model.issues, decisions=model.decisions())
    letter = model.letter(every_note=every_note)
    if name == "letter_html":
        from auditkit.reports.html import to_html

        return to_html(letter).encode("utf-8")
    if name == "letter_docx":
        from auditkit.reports.word import to_docx

        return to_docx(letter)
    from auditkit.reports.pdf import to_pdf

    return to_pdf(letter)
