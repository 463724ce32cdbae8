"""What people take away from the page: the letter in three formats and the results for Excel."""

from __future__ import annotations

import base64

from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell import safe

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# name -> words on the button, file name, media type. File names say nothing about a patient.
FILES = {
    "letter_html": ("Letter as a page", "feedback-letter.html", "text/html"),
    "letter_docx": ("Letter for Word", "feedback-letter.docx", _WORD),
    "letter_pdf": ("Letter as PDF", "feedback-letter.pdf", "application/pdf"),
    "results_xlsx": ("Results for Excel", "note-audit.xlsx", _EXCEL),
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


def link(model: NoteAuditModel, name: str, *, every_note: bool) -> str:
    """A link that saves the file. It is in the page itself: nothing is written to disk before the person does."""
    _, file, media = FILES[name]
    inside = base64.b64encode(content(model, name, every_note=every_note)).decode("ascii")
    return (
        f'<p class="ak-action" role="status">Ready: <a download="{safe(file)}" href="data:{media};base64,{inside}">'
        f"<strong>Save {safe(file)}</strong></a></p>"
    )
