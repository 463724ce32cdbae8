"""From one lesson file everything that a trainer needs on Thursday: slides, notebook, handout, guide, catch-up."""

from __future__ import annotations

from pathlib import Path

import nbformat

from auditkit.reports.html import to_html
from auditkit.reports.pdf import to_pdf
from auditkit.reports.word import to_docx
from auditkit.training.lesson import Lesson
from auditkit.training.notebook import notebook
from auditkit.training.sheets import catch_up, guide, handout
from auditkit.training.slides import slides

_SHEETS = {"handout": handout, "guide": guide, "catch-up": catch_up}


def build(lesson: Lesson, folder: Path) -> list[Path]:
    """Write everything of a lesson into `folder/<slug>/` and return the files. Equal lessons are equal files."""
    place = folder / lesson.slug
    place.mkdir(parents=True, exist_ok=True)
    written = {
        place / f"{lesson.slug}-slides.html": slides(lesson).encode(),
        place / f"{lesson.slug}.ipynb": (nbformat.writes(notebook(lesson)) + "\n").encode(),
    }
    for name, sheet in _SHEETS.items():
        page = sheet(lesson)
        stem = f"{lesson.slug}-{name}"
        written[place / f"{stem}.html"] = to_html(page).encode()
        written[place / f"{stem}.pdf"] = to_pdf(page)
        written[place / f"{stem}.docx"] = to_docx(page)
    for path, content in written.items():
        path.write_bytes(content)
    return list(written)
