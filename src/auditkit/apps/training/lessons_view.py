"""The lessons of the year: a list by quarter, and the one that is open with its steps and what to take away."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, column, folds, row, wide
from auditkit.apps.training import lesson_files, pieces
from auditkit.apps.training.model import TrainingModel

_PAGE = 24


class LessonsView:
    """The widgets; `box` is shown. `ask(slug)` opens a lesson's quiz, `plan(slug)` a session on it; `changed()` is called when there is a new lesson."""

    def __init__(
        self,
        model: TrainingModel,
        *,
        say: Said,
        ask: Callable[[str], None],
        plan: Callable[[str], None] | None = None,
        changed: Callable[[], None] = lambda: None,
    ):
        self.model, self.say, self.changed = model, say, changed
        self.own = None
        self.own_box = w.VBox([], layout=wide())
        self.open_own = folds("A lesson from our own findings", self.own_box, say)
        self.open_own.observe(say.guard(lambda _: self._make_own()), "value")
        self._number = 0
        self.slugs = list(model.lessons)
        self.slug = ""
        self.entries = Entries(_PAGE, say=say, choose=self._chosen, turn=self._turn, also="tr-entry")
        left = column(self.entries.where, self.entries.list, also="tr-left")
        if len(self.slugs) > _PAGE:
            left.children = (*left.children, self.entries.turns)
        self.head, self.steps = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.takeaway_box = w.VBox([], layout=wide())
        more = [say.button("Take its quiz", lambda _: ask(self.slug), "primary")]
        if plan:
            more.append(say.button("Plan a session", lambda _: plan(self.slug)))
        right = column(self.head, row(*more), self.takeaway_box, self.steps, also="tr-right")
        columns = w.VBox([left, right], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("tr-cols")
        self.box = w.VBox([row(self.open_own), self.own_box, columns], layout=wide())
        self._list()
        if self.slugs:
            self.open(self.slugs[0])

    def _list(self, chosen: int = 0) -> None:
        start = self._number * _PAGE
        own = self.model.shelf.own
        shown = [
            Entry(pieces.lesson_words(self.model.lessons[slug], is_own=slug in own))
            for slug in self.slugs[start : start + _PAGE]
        ]
        self.entries.show(shown, number=self._number, total=len(self.slugs), chosen=chosen)

    def _turn(self, by: int) -> None:
        self._number += by
        self._list()
        self._chosen(0)

    def _chosen(self, place: int) -> None:
        self.open(self.slugs[self._number * _PAGE + place])

    def _make_own(self) -> None:
        """Its widgets, and what they need, come when they are asked for."""
        if self.own is None:
            from auditkit.apps.training.own_lesson_view import OwnLessonView

            self.own = OwnLessonView(self.model, say=self.say, written=self._written)
            self.own_box.children = [self.own.box]

    def _written(self, slug: str) -> None:
        self.slugs = list(self.model.lessons)
        place = self.slugs.index(slug)
        self._number = place // _PAGE
        self._list(place % _PAGE)
        self.open(slug)
        self.open_own.value = False
        self.changed()

    def open(self, slug: str) -> None:
        """Show a lesson."""
        self.slug = slug
        lesson = self.model.lessons[slug]
        self.head.value = pieces.lesson_head(lesson)
        takeaway = Takeaway(lesson_files.files(slug), lambda name: lesson_files.content(lesson, name), say=self.say)
        self.takeaway_box.children = [takeaway.buttons, takeaway.made]
        self.steps.value = pieces.lesson_steps(lesson)
