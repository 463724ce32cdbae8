"""The training page: lessons first; quiz, sessions and what they did come when they are asked for."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.widgets import Said, row, show, wide
from auditkit.apps.training.lessons_view import LessonsView
from auditkit.apps.training.model import TrainingModel
from auditkit.apps.training.style import STYLE

LESSONS, QUIZ, SESSIONS, HELPED = "lessons", "quiz", "sessions", "helped"
PARTS = {LESSONS: "Lessons", QUIZ: "Quiz", SESSIONS: "Sessions", HELPED: "Did it help?"}


class TrainingView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: TrainingModel):
        self.model = model
        self.say = Said()
        self.parts = {
            part: self.say.button(words, lambda _, part=part: self.open(part)) for part, words in PARTS.items()
        }
        self.boxes = {part: w.VBox([], layout=wide()) for part in PARTS}
        self.views: dict[str, object] = {
            LESSONS: LessonsView(model, say=self.say, ask=self._ask, plan=self._plan, changed=self._forget)
        }
        self.boxes[LESSONS].children = [self.views[LESSONS].box]
        nav = row(*self.parts.values(), also="tr-nav")
        self.page = w.VBox([w.HTML(STYLE), nav, self.say.box, *self.boxes.values()], layout=wide())
        self.page.add_class("ak-wide")
        self.open(LESSONS)
        if model.trouble:
            self.say(model.trouble, "bad")

    def open(self, part: str) -> None:
        """Show one part of the page."""
        self.say("")
        view = self._view(part)
        if part != LESSONS:
            view.refresh()
        for name, box in self.boxes.items():
            show(box, name == part)
            (self.parts[name].add_class if name == part else self.parts[name].remove_class)("ak-chosen")
            self.parts[name].description = f"{'▸ ' if name == part else ''}{PARTS[name]}"
        self.shown = part

    def _view(self, part: str):
        if part not in self.views:
            self.views[part] = self._made(part)
            self.boxes[part].children = [self.views[part].box]
        return self.views[part]

    def _made(self, part: str):
        """A part's widgets; what it needs is loaded with it, not with the page."""
        if part == QUIZ:
            from auditkit.apps.training.quiz_view import QuizView as View
        elif part == SESSIONS:
            from auditkit.apps.training.sessions_view import SessionsView as View
        else:
            from auditkit.apps.training.helped_view import HelpedView as View
        return View(self.model, say=self.say)

    def _forget(self) -> None:
        """The other parts are made anew when they are opened: there is a new lesson."""
        self.views = {LESSONS: self.views[LESSONS]}

    def _ask(self, slug: str) -> None:
        self.open(QUIZ)
        self.views[QUIZ].choose(slug)

    def _plan(self, slug: str) -> None:
        self.open(SESSIONS)
        self.views[SESSIONS].choose(slug)


def page() -> w.Widget:
    """The page as the notebook shows it."""
    return TrainingView(TrainingModel(open_store=practice_store)).page
