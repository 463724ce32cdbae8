"""The same notes as Word and PDF files, with fixed dates inside so that the same text gives the same bytes.

The two libraries are imported when a file is written, so that making the text needs the standard library only.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from datetime import datetime

_FIXED = (2026, 11, 1, 0, 0, 0)


def docx_bytes(text: str) -> bytes:
    """A Word file with a paragraph per line; columns of a flow sheet become a table."""
    from docx import Document

    document = Document()
    core = document.core_properties
    core.author = core.last_modified_by = "synthetic practice"
    core.title = "Therapy note (synthetic)"
    core.created = core.modified = datetime(*_FIXED)
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        cells = re.split(r" {2,}", line.strip())
        if rows or line.startswith(("MEASURE ", "ACTIVITY ")):
            if len(cells) > 1:
                rows.append(cells)
                continue
            _table(document, rows)
            rows = []
        if line.strip():
            document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_dates(buffer.getvalue())


def _table(document, rows: list[list[str]]) -> None:
    width = max((len(row) for row in rows), default=0)
    table = document.add_table(rows=0, cols=width)
    for row in rows:
        cells = table.add_row().cells
        for place, text in enumerate(row):
            cells[place].text = text


def _same_dates(content: bytes) -> bytes:
    """The archive again with one date on every member."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, date_time=_FIXED)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            target.writestr(member, source.read(name))
    return out.getvalue()


def pdf_bytes(text: str) -> bytes:
    """A PDF with a text layer, 54 lines to the page."""
    from reportlab.lib.pagesizes import letter
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=letter, invariant=1, pageCompression=1)
    canvas.setTitle("Therapy note (synthetic)")
    wrapped = [part for line in text.splitlines() for part in (textwrap.wrap(line, 92) or [""])]
    for start in range(0, len(wrapped), 54):
        block = canvas.beginText(54, letter[1] - 60)
        block.setFont("Courier", 9)
        block.setLeading(12.2)
        for line in wrapped[start : start + 54]:
            block.textLine(line)
        canvas.drawText(block)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
