"""Files that people take away from the home page, the note templates and the sample notes, and the lessons that other pages link to.

Made when asked for, from what the package brings and the practice's own lessons; nothing of a patient is among them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from auditkit.apps.shell.lesson_pages import lesson_files, lesson_page
from auditkit.places import datasets
from auditkit.rule import Kind

SAMPLE_NOTES = 60  # enough to see every discipline and kind, few enough to look through
DISCIPLINES = {"pt": "Physical therapy", "ot": "Occupational therapy", "slp": "Speech-language pathology"}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html; charset=utf-8"
_ALWAYS_THE_SAME = (2026, 1, 1, 0, 0, 0)  # a date in a zip, so that the same content is the same file


@dataclass(frozen=True)
class Download:
    """A file by its name, and the function that makes it. One that is only looked at opens in the browser, to be printed."""

    name: str
    media_type: str
    content: Callable[[], bytes]
    looked_at: bool = False


@cache
def downloads() -> dict[str, Download]:
    """What can be taken away, by file name."""
    found = [Download("note-templates.zip", "application/zip", _all_templates)]
    for discipline in DISCIPLINES:
        for kind in Kind:
            name = f"{discipline}-{kind.value}"
            found.append(Download(f"{name}.docx", _WORD, partial(_template, discipline, kind, "docx")))
            found.append(Download(f"{name}.html", _HTML, partial(_template, discipline, kind, "html"), looked_at=True))
    found += [
        Download(name, _HTML, partial(lesson_page, slug), looked_at=True) for slug, name in lesson_files().items()
    ]
    if sample_notes():
        found.append(Download("sample-notes.zip", "application/zip", _sample_zip))
    return {download.name: download for download in found}


@cache
def _template(discipline: str, kind: Kind, form: str) -> bytes:
    from auditkit.reports.note_template import note_template, template_docx, template_html
    from auditkit.rules import note_rules

    template = note_template(discipline.upper(), kind, note_rules())
    return template_docx(template) if form == "docx" else template_html(template).encode()


@cache
def sample_notes() -> tuple[Path, ...]:
    """An even choice of the synthetic practice's notes: every therapist and kind comes up."""
    notes = sorted((datasets() / "practice" / "notes").glob("*.txt"))
    step = max(1, len(notes) // SAMPLE_NOTES)
    return tuple(notes[::step][:SAMPLE_NOTES])


def _sample_zip() -> bytes:
    return _zip({f"sample-notes/{note.name}": note.read_bytes() for note in sample_notes()})


def _all_templates() -> bytes:
    return _zip(
        {
            f"note-templates/{name}": download.content()
            for name, download in downloads().items()
            if name.endswith((".docx", ".html")) and name not in lesson_files().values()
        }
    )


def _zip(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ALWAYS_THE_SAME), content)
    return held.getvalue()
