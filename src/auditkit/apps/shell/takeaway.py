"""What people take away from a page: a button for each file, and a link that saves it.

The file is in the link itself, so nothing is written to disk before the person does.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import NamedTuple

import ipywidgets as w

from auditkit.apps.shell.parts import notice
from auditkit.apps.shell.safe import safe
from auditkit.apps.shell.widgets import Said, row, wide


class Media:
    """Kinds of files."""

    HTML = "text/html"
    CSV = "text/csv"
    MARKDOWN = "text/markdown"
    PDF = "application/pdf"
    CALENDAR = "text/calendar"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class File(NamedTuple):
    """The words on its button, its name (which says nothing about a patient), its media type."""

    words: str
    name: str
    media: str


def link(file: File, content: bytes) -> str:
    """A link that saves the file."""
    inside = base64.b64encode(content).decode("ascii")
    return (
        f'<p class="ak-action" role="status">Ready: <a download="{safe(file.name)}" href="data:{file.media};base64,{inside}">'
        f"<strong>Save {safe(file.name)}</strong></a></p>"
    )


class Takeaway:
    """`buttons` is a row with one button a file, `made` is where its link appears. `content(key)` writes the file when it is asked for."""

    def __init__(self, files: Mapping[str, File], content: Callable[[str], bytes], *, say: Said):
        self.files = files
        self.content = content
        self.made = w.HTML(layout=wide())
        self.by_name = {key: say.button(file.words, self._making(key)) for key, file in files.items()}
        self.buttons = row(*self.by_name.values())

    def clear(self) -> None:
        """Take the link off the page: what it holds is as of when it was made."""
        self.made.value = ""

    def _making(self, key: str) -> Callable:
        def make(_=None) -> None:
            self.made.value = notice("Writing ...")
            try:
                self.made.value = link(self.files[key], self.content(key))
            except Exception:
                self.clear()  # the guard says it; "Writing" must not stay
                raise

        return make
