"""Widgets as this page uses them: every field has its label above it, tied to it, so that screen readers and clicks find it."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell import safe


def wide() -> w.Layout:
    """A layout of its own each time: a shared one would hide and show together."""
    return w.Layout(width="100%")


def field(kind: type[w.Widget], label: str, **settings) -> w.Widget:
    """A field with its label above it."""
    made = kind(description=label, style={"description_width": "auto"}, layout=wide(), **settings)
    made.add_class("na-field")
    return made


def head(words: str, level: int = 2) -> w.HTML:
    """A heading."""
    return w.HTML(f"<h{level}>{safe(words)}</h{level}>")


def row(*children: w.Widget, also: str = "") -> w.HBox:
    """Buttons and fields beside each other, below each other where there is no room."""
    made = w.HBox(children, layout=wide())
    made.add_class("na-tools")
    if also:
        made.add_class(also)
    return made


def column(*children: w.Widget, also: str) -> w.VBox:
    """One of the page's columns."""
    made = w.VBox(children, layout=w.Layout())
    made.add_class("na-col")
    made.add_class(also)
    return made


def show(widget: w.Widget, is_shown: bool) -> None:
    """Show or hide; what is hidden is out of the tab order too."""
    widget.layout.display = None if is_shown else "none"
