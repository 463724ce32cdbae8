"""Pages as HTML, from the templates of the shell. Jinja escapes every value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2

from auditkit.apps.server.doors import Door

SHELL = Path(__file__).resolve().parent.parent / "shell"
TEMPLATES = SHELL / "templates"

BROKEN = (
    '<div class="ak-notice ak-bad" role="alert"><p>This page could not be opened. Reload it; if it happens again, '
    "run <code>auditkit doctor</code>.</p></div>"
)


@dataclass(frozen=True)
class Frame:
    """What every page has in common: where its files are, and the menu."""

    assets: str
    menu: tuple[Door, ...]
    version: str
    upload_limit_bytes: int


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )


def render(template: str, frame: Frame, **values) -> str:
    """A template of the shell as text."""
    return _environment().get_template(template).render(frame=frame, **values)


def opening(frame: Frame, door: Door) -> str:
    """The head of an app's page up to where the notebook's output begins."""
    return render("opening.html", frame, door=door, title=door.title, here=door.path, app=True)


def closing(frame: Frame) -> str:
    """What stands after the notebook's output."""
    return render("closing.html", frame, app=True)


def message(frame: Frame, text: str) -> str:
    """A page that says one thing."""
    return render("message.html", frame, text=text, title="auditkit")


def token_form(frame: Frame, *, wrong: bool) -> str:
    """The page where people on a network type the practice's token."""
    return render("token.html", frame, wrong=wrong, title="Open auditkit")


def onward(frame: Frame, to: str) -> str:
    """A page that goes on to `to`, or home, by itself."""
    return render("onward.html", frame, to=to, title="auditkit")
