"""Sessions: plan a quarter or one session, choose one, and keep what became of it."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell.widgets import Said, field, folds, head, row, show, wide
from auditkit.apps.training.attendance_view import AttendanceView
from auditkit.apps.training.model import TrainingModel
from auditkit.apps.training.quarter_view import QuarterView
from auditkit.apps.training.updates_view import UpdatesView
from auditkit.desks import training
from auditkit.desks.training import FORMATS, Refused, Session
from auditkit.store.records import StoreError
from auditkit.tables import parse_date
from auditkit.tables.cells import on_screen


class SessionsView:
    """The widgets; `box` is shown."""

    def __init__(self, model: TrainingModel, *, say: Said):
        self.model, self.say = model, say
        self.who = field(w.Text, "Your name, who keeps this")
        self.who.observe(say.guard(lambda change: setattr(model, "who", change["new"])), "value")
        self.quarter = QuarterView(model, say=say, changed=self.refresh)
        self.open_quarter = folds("Plan a whole quarter", self.quarter.box, say)
        self.updates = UpdatesView(model, say=say)
        self.open_updates = folds("What changes in a quarter", self.updates.box, say)
        lessons = [(lesson.title, slug) for slug, lesson in model.lessons.items()]
        self.lesson = field(w.Dropdown, "Lesson", options=lessons)
        self.on = field(w.Text, "Day", placeholder="12/4/2026")
        self.trainer = field(w.Text, "Who gives it, with credential")
        self.place = field(w.Text, "Place")
        self.format = field(w.Dropdown, "How", options=list(FORMATS))
        self.sponsor = field(w.Text, "Sponsor: the practice's name")
        self.plan_button = say.button("Plan it", lambda _: self._plan(), "primary")
        planning = w.VBox(
            [self.lesson, self.on, self.trainer, self.place, self.format, self.sponsor, self.who], layout=wide()
        )
        planning.add_class("tr-grid")
        self.session = field(w.Dropdown, "Session", options=[])
        self.session.observe(say.guard(lambda _: self._show()), "value")
        self.one = AttendanceView(model, say=say, changed=self.refresh)
        self.none = w.HTML("<p>No session is planned yet.</p>")
        plan_card = w.VBox([head("Plan a session"), planning, row(self.plan_button)], layout=wide())
        kept_card = w.VBox([head("Sessions"), self.none, self.session, self.one.box], layout=wide())
        for card in (plan_card, kept_card):
            card.add_class("tr-card")
        self.box = w.VBox(
            [row(self.open_quarter, self.open_updates), self.quarter.box, self.updates.box, plan_card, kept_card],
            layout=wide(),
        )
        self.refresh()

    def choose(self, slug: str) -> None:
        """Begin planning a session on a lesson."""
        self.lesson.value = slug

    def refresh(self, key: str = "") -> None:
        """Show the sessions as they are now."""
        chosen = key or self.session.value
        options = [(_in_the_list(s), s.key) for s in self.model.sessions.values() if s.on]
        self.session.options = options
        keys = [k for _, k in options]
        waiting = [s.key for s in self.model.sessions.values() if s.on and not s.was_given and not s.cancelled]
        self.session.value = chosen if chosen in keys else next(reversed(waiting), keys[0] if keys else None)
        self.quarter.refresh()
        self._show()

    def _show(self) -> None:
        has_one = self.session.value is not None
        show(self.session, has_one)
        show(self.none, not has_one)
        self.one.show(self.session.value or "")

    def _plan(self) -> None:
        on = parse_date(self.on.value.strip())
        if on is None:
            self.say("Write the day as 12/4/2026.", "unsure")
            return
        lesson = self.model.lessons.get(self.lesson.value)
        if lesson is None:
            self.say("Please choose a lesson first.", "unsure")
            return
        key = self.model.session_key(lesson.slug, on)
        told = {"lesson": lesson.slug, "title": lesson.title, "minutes": lesson.minutes, "on": on}
        told |= {"trainer": self.trainer.value, "place": self.place.value, "format": self.format.value}
        told |= {"sponsor": self.sponsor.value, "who": self.model.signed, "when": self.model.now()}
        try:
            self.model.keep(training.plan(key, **told))
        except (Refused, StoreError) as error:
            self.say(str(error), "unsure")
            return
        self.say("The session is planned.", "good")
        self.refresh(key)


def _in_the_list(session: Session) -> str:
    state = "cancelled · " if session.cancelled else "held · " if session.was_given else ""
    return f"{on_screen(session.on)} · {state}{session.title}"
