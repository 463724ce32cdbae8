"""What a trainer takes away of a lesson: made in memory when it is asked for; equal lessons are equal files."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from auditkit.apps.shell.takeaway import File, Media
from auditkit.training.lesson import Lesson

ZIP = "application/zip"
_ALWAYS_THE_SAME = (2026, 1, 1, 0, 0, 0)


def files(slug: str) -> dict[str, File]:
    """The buttons of a lesson."""
    return {
        "slides": File("Slides", f"{slug}-slides.html", Media.HTML),
        "handout": File("Handout (PDF)", f"{slug}-handout.pdf", Media.PDF),
        "guide": File("Trainer's guide (PDF)", f"{slug}-guide.pdf", Media.PDF),
        "catch-up": File("Catch-up (PDF)", f"{slug}-catch-up.pdf", Media.PDF),
        "notebook": File("Notebook", f"{slug}.ipynb", "application/x-ipynb+json"),
        "zip": File("Everything, with Word and HTML (zip)", f"{slug}.zip", ZIP),
    }


def content(lesson: Lesson, name: str) -> bytes:
    """One file. The libraries that write it are loaded here, not with the page."""
    if name == "slides":
        from auditkit.training.slides import slides

        return slides(lesson).encode()
    if name == "notebook":
        import nbformat

        from auditkit.training.notebook import notebook

        return (nbformat.writes(notebook(lesson)) + "\n").encode()
    if name == "zip":
        return _everything(lesson)
    from auditkit.reports.pdf import to_pdf
    from auditkit.training.sheets import catch_up, guide, handout

    return to_pdf({"handout": handout, "guide": guide, "catch-up": catch_up}[name](lesson))


def _everything(lesson: Lesson) -> bytes:
    from auditkit.training.build import build

    held = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in build(lesson, Path(folder)):
            archive.writestr(zipfile.ZipInfo(f"{lesson.slug}/{path.name}", _ALWAYS_THE_SAME), path.read_bytes())
    return held.getvalue()
