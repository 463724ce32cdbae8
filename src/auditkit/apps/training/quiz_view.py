"""The quiz as widgets: choose lesson, session, form and code; then one question at a time. Works by keyboard, on the page and in a notebook."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.notebook_keys import keep_keys
from auditkit.apps.shell.widgets import Said, field, row, show, wide
from auditkit.apps.training import pieces
from auditkit.apps.training.asking import Asking
from auditkit.apps.training.codes import fresh_code
from auditkit.apps.training.model import ALONE, TrainingModel
from auditkit.apps.training.style import STYLE
from auditkit.desks.training import Refused, react
from auditkit.store.records import StoreError
from auditkit.tables.cells import on_screen
from auditkit.training.quiz_item import Form, Task

FORMS = {Form.BEFORE: "Before the session", Form.AFTER: "Right after it", Form.LATER: "30 to 90 days later"}
RATINGS = [(f"{n}{words}", n) for n, words in ((1, ", of no use"), (2, ""), (3, ""), (4, ""), (5, ", of great use"))]
_BY_MYSELF = "By myself, without a session"
_LEAD = (
    "<p>Nobody is graded. You answer under a code of your own, never your name; write it down, for it lays your sheets beside each other. "
    "Each answer is kept at once: close the page when you like, and go on later with the same code.</p>"
)
_OPENED_AGAIN = (
    "<p>Was this notebook closed and opened again? Run this cell anew (Run, then Run Selected Cell) and begin with the same session, form and "
    "code: every answer that was kept is still there, and you go on with the next question.</p>"
)


class QuizView:
    """The widgets; `box` is shown. `only` is the lesson's slug where it is settled."""

    def __init__(self, model: TrainingModel, *, say: Said, only: str = ""):
        self.model, self.say = model, say
        self.asking: Asking | None = None
        lessons = [(lesson.title, slug) for slug, lesson in model.lessons.items() if not only or slug == only]
        self.lesson = field(w.Dropdown, "Lesson", options=lessons)
        self.lesson.observe(say.guard(lambda _: self._sessions()), "value")
        self.session = field(w.Dropdown, "Session", options=[])
        self.form = field(w.Dropdown, "When is this?", options=[(words, form) for form, words in FORMS.items()])
        self.form.observe(say.guard(lambda _: self._offer()), "value")
        self.code = field(w.Text, "Your code (a word, two digits)", placeholder="maple-37")
        self.fresh = say.button("Give me a code", lambda _: self._give_code())
        self.begin_button = say.button("Begin", lambda _: self.begin(), "primary")
        chosen = [self.session, self.form, self.code] if only else [self.lesson, self.session, self.form, self.code]
        grid = w.VBox(chosen, layout=wide())
        grid.add_class("tr-grid")
        self.setup = w.VBox([w.HTML(_LEAD), grid, row(self.begin_button, self.fresh)], layout=wide())
        self.question = w.HTML(layout=wide())
        self.question_box = w.VBox([self.question], layout=wide(), tabbable=True)  # takes the focus: it is read out
        self.choice = w.RadioButtons(options=[], description="Your answer", layout=wide())
        self.choice.add_class("tr-radios")
        self.units = field(w.Text, "Units, as a whole number")
        self.why = w.HTML(layout=wide())
        self.rating = field(w.Dropdown, "Of what use was the session?", options=RATINGS, value=None)
        self.rate_button = say.button("Send without a name", lambda _: self._rate())
        self.reaction = row(self.rating, self.rate_button)
        self.go = say.button("Keep my answer", lambda _: self._go(), "primary")
        self.leave_button = say.button("Stop here for now", lambda _: self.leave())
        self.asked = w.VBox(
            [self.question_box, self.choice, self.units, self.why, self.reaction, row(self.go, self.leave_button)],
            layout=wide(),
        )
        self.box = w.VBox([self.setup, self.asked], layout=wide())
        self.box.add_class("tr-quiz")
        self._is_explained = self._has_answered = False
        show(self.asked, False)
        self.refresh()

    def refresh(self) -> None:
        """Show the sessions as they are now."""
        self._sessions()
        self._offer()

    def choose(self, slug: str, session: str = "") -> None:
        """Open the choice with a lesson, and a session of it."""
        self.leave()
        self.lesson.value = slug
        if session in [key for _, key in self.session.options]:
            self.session.value = session

    def _sessions(self) -> None:
        slug = self.lesson.value
        if slug is None:
            return
        chosen = self.session.value
        held = [(f"{on_screen(s.on)} · {s.trainer}", s.key) for s in self.model.sessions_of(slug) if s.on]
        options = [*held, (_BY_MYSELF, f"{ALONE}{slug[:60]}")]
        self.session.options = options
        self.session.value = chosen if chosen in [key for _, key in options] else options[0][1]

    def _offer(self) -> None:
        """Before a session a fresh code is offered; after it the same code is asked for."""
        if self.form.value is Form.BEFORE and not self.code.value.strip():
            self._give_code()

    def _give_code(self) -> None:
        self.code.value = fresh_code(self.model.codes())

    def begin(self) -> None:
        """Begin the quiz, or go on where it stopped."""
        lesson = self.model.lessons.get(self.lesson.value)
        if lesson is None:
            self.say("Please choose a lesson first.", "unsure")
            return
        try:
            self.asking = Asking(self.model, lesson, self.session.value, self.form.value, self.code.value)
        except (Refused, StoreError) as refused:
            self.say(str(refused), "unsure")
            return
        asking = self.asking
        if asking.was_begun and not asking.is_done:
            self.say(
                f"This code has begun this quiz: you go on with question {asking.place + 1}. If that was not you, stop and take another code."
            )
        else:
            self.say(self.model.kept.trouble, "unsure")
        show(self.setup, False)
        show(self.asked, True)
        self._ask()

    def leave(self) -> None:
        """Back to the choice; what was answered is kept."""
        self.asking = None
        self._has_answered = False
        show(self.asked, False)
        show(self.setup, True)
        self.say("")

    def _ask(self) -> None:
        asking, item = self.asking, self.asking.current
        self._is_explained = False
        self.why.value = ""
        show(self.reaction, self._may_react)
        if item is None:
            self.question.value = pieces.finished(asking)
            for widget in (self.choice, self.units, self.go):
                show(widget, False)
            self.leave_button.description = "Back to the choice"
        else:
            counts = item.task is Task.COUNT
            self.question.value = pieces.question(item, asking.place + 1, len(asking.items))
            self.choice.options = list(item.options)
            self.choice.index = None
            self.units.value = ""
            show(self.choice, not counts)
            show(self.units, counts)
            show(self.go, True)
            self.go.description = "Keep my answer"
            self.leave_button.description = "Stop here for now"
        self._lock(False)
        self.question_box.focus()

    @property
    def _may_react(self) -> bool:
        """At the end of the quiz right after a session."""
        asking = self.asking
        is_of_a_session = asking.form is Form.AFTER and asking.session in self.model.sessions
        return asking.is_done and self._has_answered and is_of_a_session  # not again where a sheet is only looked at

    def _rate(self) -> None:
        session = self.model.sessions[self.asking.session]
        if self.rating.value is None:
            self.say("Choose one of 1 to 5 first.", "unsure")
            return
        try:
            self.model.keep(react(session, self.rating.value, when=self.model.now()))
        except StoreError as error:
            self.say(f"Not kept: {error}", "bad")
            return
        show(self.reaction, False)
        self.say("Thank you. It is kept without a name and without your code.", "good")

    def _lock(self, is_locked: bool) -> None:
        self.choice.disabled = self.units.disabled = is_locked

    def _chosen(self) -> int | None:
        if self.asking.current.task is Task.COUNT:
            written = self.units.value.strip()
            return int(written) if written.isascii() and written.isdigit() and len(written) <= 3 else None
        return self.choice.index

    def _go(self) -> None:
        if self.asking is None:
            return
        if self._is_explained:
            self.say("")
            self._ask()
            return
        chosen = self._chosen()
        if chosen is None:
            counts = self.asking.current.task is Task.COUNT
            self.say("Write a whole number of units first." if counts else "Choose an answer first.", "unsure")
            return
        try:
            answered = self.asking.answer(chosen)
        except StoreError as error:
            self.say(f"Not kept: {error}", "bad")
            self._ask()
            return
        self.say("")
        self._has_answered = True
        if self.asking.explains_at_once:
            self._is_explained = True
            self.why.value = f'<div role="status">{pieces.explained(answered)}</div>'
            self.go.description = "See how it went" if self.asking.is_done else "Next question"
            self._lock(True)
        else:
            self._ask()


def quiz_of(slug: str) -> w.Widget:
    """A lesson's quiz, as its notebook shows it."""
    model = TrainingModel(open_store=practice_store)
    say = Said()
    if slug not in model.lessons:
        say(model.trouble or f"There is no lesson named {slug}; `auditkit lesson list` names them all.", "unsure")
        return w.VBox([say.box])
    keep_keys("tr-quiz", _OPENED_AGAIN)
    return w.VBox([w.HTML(STYLE), say.box, QuizView(model, say=say, only=slug).box])
