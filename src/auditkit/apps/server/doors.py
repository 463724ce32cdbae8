"""Which apps there are: every notebook of the folder that says so in its metadata.

    "auditkit": {"title": "Audit notes", "lead": "Paste a note or drop a file.", "order": 1}

Its file name is its address: `note_audit.ipynb` is served as `/note-audit`. Nothing else in the folder is served.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Door:
    """An app: its address, the notebook behind it, and the words that stand on the page before anything has run."""

    path: str
    notebook: str
    title: str
    lead: str
    order: int
    heading: str = ""  # of the page, where the menu's short title does not do


def doors(folder: Path) -> dict[str, Door]:
    """The apps in `folder` by address, in the order of the menu. A notebook that cannot be read is no app."""
    found = []
    for notebook in sorted(folder.glob("*.ipynb")):
        try:
            words = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]["auditkit"]
            door = Door(
                path=notebook.stem.replace("_", "-"),
                notebook=notebook.name,
                title=str(words["title"]),
                lead=str(words.get("lead", "")),
                order=int(words.get("order", 99)),
                heading=str(words.get("heading", "")),
            )
        except (OSError, ValueError, KeyError, TypeError):
            continue
        found.append(door)
    return {door.path: door for door in sorted(found, key=lambda door: (door.order, door.path))}
