"""A list of which one page is shown, one button an entry: a clinic has thousands, and no page of thousands of things is ever made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import ipywidgets as w

from auditkit.apps.shell.widgets import Said, row, wide


class Entry(NamedTuple):
    """The words of an entry (plain text), and the class that gives its look."""

    words: str
    look: str = ""


class Entries:
    """The widgets: `where` says which of how many are shown, `turns` holds Previous and Next, `list` the entries.

    `choose(place)` hears which entry of the page was pressed, `turn(by)` whether the next (1) or the previous (-1) page is wanted.
    """

    def __init__(
        self, most: int, *, say: Said, choose: Callable[[int], None], turn: Callable[[int], None], also: str = ""
    ):
        self._choose = choose
        self._looks: set[str] = set()
        self.chosen = 0
        self.where = w.HTML(layout=wide())
        self.back = say.button("Previous", lambda _: turn(-1))
        self.forward = say.button("Next", lambda _: turn(1))
        self.turns = row(self.back, self.forward, also="ak-smaller")
        self.buttons = [self._button(place, say, also) for place in range(most)]
        self.list = w.VBox([], layout=wide())
        self.list.add_class("ak-list")

    def _button(self, place: int, say: Said, also: str) -> w.Button:
        made = w.Button(layout=wide())
        made.add_class("ak-line")
        if also:
            made.add_class(also)
        made.on_click(say.guard(lambda _: self._pressed(place)))
        return made

    def _pressed(self, place: int) -> None:
        self.mark(place)
        self._choose(place)

    def mark(self, chosen: int) -> None:
        """Show one entry of the page as the chosen one."""
        for place in {self.chosen, chosen}:
            button = self.buttons[place]
            (button.add_class if place == chosen else button.remove_class)("ak-chosen")
        self.chosen = chosen

    def show(self, entries: Sequence[Entry], *, number: int, total: int, chosen: int = 0) -> None:
        """Show a page: its entries, its number (from 0), and how many entries there are on all pages."""
        most = len(self.buttons)
        start = number * most
        self._looks |= {entry.look for entry in entries if entry.look}
        self.where.value = (
            f'<p class="ak-fine" role="status">{start + 1:,} to {start + len(entries):,} of {total:,}</p>'
            if entries
            else '<p class="ak-none" role="status">Nothing here.</p>'
        )
        self.back.disabled, self.forward.disabled = number == 0, start + most >= total
        for button, entry in zip(self.buttons, entries, strict=False):
            button.description = entry.words
            for look in self._looks:
                (button.add_class if look == entry.look else button.remove_class)(look)
        for button in self.buttons[len(entries) :]:
            button.description = ""  # nothing of a patient stays in what is not shown
        shown = self.buttons[: len(entries)]
        if list(self.list.children) != shown:  # putting the same buttons in again would take the focus away
            self.list.children = shown
        self.mark(chosen)

    def clear(self) -> None:
        """Take every word off the list."""
        self.where.value = ""
        for button in self.buttons:
            button.description = ""
        self.list.children = []
