"""Files that people take away from the home page: the sample notes, and the note templates once the reports make them.

Made when asked for, from what the package brings; nothing of a practice is among them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from auditkit.places import datasets

SAMPLE_NOTES = 60  # enough to see every discipline and kind, few enough to look through


@dataclass(frozen=True)
class Download:
    """A file by its name, what it is in a few words, and the function that makes it."""

    name: str
    label: str
    media_type: str
    content: Callable[[], bytes]


@cache
def downloads() -> dict[str, Download]:
    """What can be taken away, by file name."""
    found = []
    if sample_notes():
        found.append(Download("sample-notes.zip", f"{len(sample_notes())} sample notes", "application/zip", _sample_zip))
    return {download.name: download for download in found}


@cache
def sample_notes() -> tuple[Path, ...]:
    """An even choice of the synthetic practice's notes: every therapist and kind comes up."""
    notes = sorted((datasets() / "practice" / "notes").glob("*.txt"))
    step = max(1, len(notes) // SAMPLE_NOTES)
    return tuple(notes[::step][:SAMPLE_NOTES])


def _sample_zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for note in sample_notes():
            archive.writestr(zipfile.ZipInfo(f"sample-notes/{note.name}", (2026, 1, 1, 0, 0, 0)), note.read_bytes())
    return held.getvalue()
