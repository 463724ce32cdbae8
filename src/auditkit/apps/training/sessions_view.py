"""Sessions: plan one, keep who was there or caught up, take away calendar file, attendance sheet and certificates."""

from __future__ import annotations

from datetime import time

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.takeaway import File, Media, Takeaway
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.apps.training.model import TrainingModel
from auditkit.desks import training
from auditkit.desks.training import NOT_APPROVED, Refused, Session
from auditkit.store.records import StoreError
from auditkit.tables import parse_date

_FILES = {
    "calendar": File("Calendar file", "training-session.ics", Media.CALENDAR),
    "sheet": File("Attendance sheet (PDF)", "attendance.pdf", Media.PDF),
    "certificate": File("Certificate (PDF)", "certificate.pdf", Media.PDF),
}
_HAPPENED = {"attended": "Was there", "caught_up": "Did the catch-up on"}


class SessionsView:
    """The widgets; `box` is shown."""

    def __init__(self, model: TrainingModel, *, say: Said):
        self.model, self.say = model, say
        self.who = field(w.Text, "Your name, who keeps this")
        self.who.observe(say.guard(lambda change: setattr(model, "who", change["new"])), "value")
        lessons = [(lesson.title, slug) for slug, lesson in model.lessons.items()]
        self.lesson = field(w.Dropdown, "Lesson", options=lessons)
        self.on = field(w.Text, "Day", placeholder="12/4/2026")
        self.trainer = field(w.Text, "Who gives it")
        self.place = field(w.Text, "Place")
        self.plan_button = say.button("Plan it", lambda _: self._plan(), "primary")
        planning = w.VBox([self.lesson, self.on, self.trainer, self.place, self.who], layout=wide())
        planning.add_class("tr-grid")
        self.session = field(w.Dropdown, "Session", options=[])
        self.session.observe(say.guard(lambda _: self._show()), "value")
        self.start = field(w.Text, "Starts at (for the calendar)", value="12:00")
        self.name, self.profession, self.licence = (
            field(w.Text, words) for words in ("Name", "Profession", "Licence number, with state")
        )
        self.minutes = field(w.Text, "Minutes")
        self.happened = field(w.Dropdown, "What", options=[(words, kind) for kind, words in _HAPPENED.items()])
        self.happened.observe(say.guard(lambda _: show(self.caught_up_on, self.happened.value == "caught_up")), "value")
        self.caught_up_on = field(w.Text, "Day of the catch-up", placeholder="12/9/2026")
        show(self.caught_up_on, False)
        self.keep_button = say.button("Keep attendance", lambda _: self._attend(), "primary")
        person = w.VBox(
            [self.name, self.profession, self.licence, self.minutes, self.happened, self.caught_up_on], layout=wide()
        )
        person.add_class("tr-grid")
        self.attended = w.HTML(layout=wide())
        self.person = field(w.Dropdown, "Certificate for", options=[])
        self.takeaway = Takeaway(_FILES, self._file, say=say)
        self.one = w.VBox(
            [head("Who was there", 3), person, row(self.keep_button), self.attended, row(self.start, self.person),
             self.takeaway.buttons, self.takeaway.made],
            layout=wide(),
        )  # fmt: skip
        plan_card = w.VBox([head("Plan a session"), planning, row(self.plan_button)], layout=wide())
        kept_card = w.VBox([head("Sessions"), self.session, self.one], layout=wide())
        for card in (plan_card, kept_card):
            card.add_class("tr-card")
        self.box = w.VBox([plan_card, kept_card], layout=wide())
        self.refresh()

    def choose(self, slug: str) -> None:
        """Begin planning a session on a lesson."""
        self.lesson.value = slug

    def refresh(self, key: str = "") -> None:
        """Show the sessions as they are now."""
        chosen = key or self.session.value
        options = [(f"{s.on:%m/%d/%Y} · {s.title}", s.key) for s in self.model.sessions.values() if s.on]
        self.session.options = options
        keys = [k for _, k in options]
        self.session.value = chosen if chosen in keys else (keys[0] if keys else None)
        self._show()

    @property
    def _chosen(self) -> Session | None:
        return self.model.sessions.get(self.session.value or "")

    def _show(self) -> None:
        session = self._chosen
        show(self.one, session is not None)
        self.takeaway.clear()
        if session is None:
            return
        self.minutes.value = str(session.minutes)
        rows = "".join(
            f"<tr><td>{safe(p.name)}</td><td>{safe(p.profession)}</td><td>{safe(p.licence)}</td><td>{p.minutes}</td>"
            f"<td>{f'{p.caught_up_on:%m/%d/%Y}' if p.caught_up_on else 'at the session'}</td></tr>"
            for p in session.attended.values()
        )
        table = (
            "<table><thead><tr><th>Name</th><th>Profession</th><th>Licence</th><th>Minutes</th><th>When</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
        self.attended.value = (
            f'<div class="tr-scroll" tabindex="0" role="region" aria-label="Attendance">{table if rows else "<p>Nobody is on the list yet.</p>"}</div>'
            f'<p class="ak-fine">{safe(NOT_APPROVED)}</p>'
        )
        self.person.options = list(session.attended)
        self.person.value = next(iter(reversed(session.attended)), None)

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
        told = {"title": lesson.title, "minutes": lesson.minutes, "trainer": self.trainer.value}
        if self._kept(
            lambda: training.plan(
                key,
                lesson=lesson.slug,
                on=on,
                place=self.place.value,
                **told,
                who=self.model.signed,
                when=self.model.now(),
            ),
            "The session is planned.",
        ):
            self.refresh(key)

    def _attend(self) -> None:
        session = self._chosen
        written = self.minutes.value.strip()
        if not (written.isascii() and written.isdigit() and len(written) <= 4):
            self.say("Write the minutes as a whole number.", "unsure")
            return
        told = {"name": self.name.value, "licence": self.licence.value, "profession": self.profession.value}
        told |= {"minutes": int(written), "who": self.model.signed, "when": self.model.now()}
        if self.happened.value == "caught_up":
            on = parse_date(self.caught_up_on.value.strip())
            if on is None or on > self.model.today:
                self.say("Write the day of the catch-up as 12/9/2026, not in the future.", "unsure")
                return
            kept = self._kept(lambda: training.catch_up(session, on=on, **told), "The catch-up is kept.")
        else:
            kept = self._kept(lambda: training.attend(session, **told), "Attendance is kept.")
        if kept:
            self.name.value = self.licence.value = ""
            self._show()

    def _kept(self, make, said: str) -> bool:
        try:
            self.model.keep(make())
        except (Refused, StoreError) as error:
            self.say(str(error), "unsure")
            return False
        self.say(said, "good")
        return True

    def _file(self, name: str) -> bytes:
        from auditkit.reports.pdf import to_pdf
        from auditkit.training import session_papers

        session = self._chosen
        if name == "calendar":
            return session_papers.calendar_file(session, at=_time(self.start.value), now=self.model.now())
        if name == "sheet":
            return to_pdf(session_papers.attendance_sheet(session))
        person = session.attended.get(self.person.value or "")
        if person is None:
            raise LookupError("nobody is on the list")
        return to_pdf(session_papers.certificate(session, person, today=self.model.today))


def _time(written: str) -> time:
    try:
        return time.fromisoformat(written.strip().zfill(5))
    except ValueError:
        return time(12)
