"""What a lesson is called where people look for it: rules name the folder, the training page shows the title."""

from __future__ import annotations

import re
from functools import cache

from auditkit.places import lessons

_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"""^title:[ \t]*(["']?)(.+?)\1[ \t]*$""", re.MULTILINE)


@cache
def lesson_title(name: str) -> str:
    """The title of the kit's lesson in the folder of that name; the name itself where there is none to read."""
    try:
        written = (lessons() / name / "lesson.md").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError):
        return name
    head = _HEAD.match(written)
    found = _TITLE.search(head[1]) if head else None
    return found[2] if found else name
