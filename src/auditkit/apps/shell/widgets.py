"""Widgets as the work pages use them: every field has its label above it, tied to it, so that screen readers and clicks find it."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.shell import guarded, notice, safe


def wide() -> w.Layout:
    """A layout of its own each time: a shared one would hide and show together."""
    return w.Layout(width="100%")


def field(kind: type[w.Widget], label: str, **settings) -> w.Widget:
    """A field with its label above it."""
    made = kind(description=label, style={"description_width": "auto"}, layout=wide(), **settings)
    made.add_class("ak-field")
    return made


def upload(words: str, accept: str, *, many: bool = False, tip: str = "") -> w.FileUpload:
    """A button that takes files. The style shows `Choose files`, or the tip where that begins with Choose: the widget itself counts in brackets."""
    return w.FileUpload(
        description=words, accept=accept, multiple=many, tooltip=tip or words, layout=w.Layout(width="auto")
    )


def head(words: str, level: int = 2) -> w.HTML:
    """A heading."""
    return w.HTML(f"<h{level}>{safe(words)}</h{level}>")


def row(*children: w.Widget, also: str = "") -> w.HBox:
    """Buttons and fields beside each other, below each other where there is no room."""
    made = w.HBox(children, layout=wide())
    made.add_class("ak-tools")
    if also:
        made.add_class(also)
    return made


def column(*children: w.Widget, also: str) -> w.VBox:
    """One of the page's columns."""
    made = w.VBox(children, layout=w.Layout())
    made.add_class("ak-col")
    made.add_class(also)
    return made


def show(widget: w.Widget, is_shown: bool) -> None:
    """Show or hide; what is hidden is out of the tab order too."""
    widget.layout.display = None if is_shown else "none"


def folds(words: str, box: w.Widget, say: Said) -> w.ToggleButton:
    """A button that shows and hides a part of the page, hidden at first."""
    made = w.ToggleButton(description=words, layout=w.Layout(width="auto"))
    show(box, False)
    made.observe(say.guard(lambda change: show(box, change["new"])), "value")
    return made


class Said:
    """The one place of a page where it says how things went; `box` is shown. Every callback of the page goes through `guard`."""

    def __init__(self) -> None:
        self.box = w.HTML(layout=wide())
        self.box.add_class("ak-said")  # it stays in sight on a long page

    def __call__(self, text: str, kind: str = "note", more: str = "") -> None:
        """One sentence; `more` is HTML that is safe already."""
        self.box.value = (notice(text, kind=kind) if text else "") + more

    def guard(self, callback: Callable, doing: str = "This") -> Callable:
        """The callback, with what goes wrong told in one sentence on the page."""
        return guarded(callback, lambda message: setattr(self.box, "value", message), doing)

    def button(self, words: str, action: Callable, style: str = "") -> w.Button:
        """A button whose action cannot break the page."""
        made = w.Button(description=words, button_style=style, layout=w.Layout(width="auto"))
        made.on_click(self.guard(action, words))
        return made

    def on_shown(self, action: Callable) -> w.Button:
        """A button that nobody sees and the page presses once when somebody opens it.

        A page is made ahead of its visitor, perhaps hours before: what it shows of the store is looked up again then.
        """
        made = self.button("Look again", lambda _: action())
        made.add_class("ak-on-shown")
        return made
