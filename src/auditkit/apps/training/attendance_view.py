"""One session: what became of it, who was there or caught up, and its papers."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.takeaway import File, Media, Takeaway
from auditkit.apps.shell.widgets import Said, field, folds, head, row, show, wide
from auditkit.apps.training.clock import start_time
from auditkit.apps.training.model import TrainingModel
from auditkit.desks import training
from auditkit.desks.training import FORMATS, NOT_APPROVED, Refused, Session
from auditkit.store.records import StoreError
from auditkit.tables import parse_date
from auditkit.tables.cells import on_screen

_FILES = {
    "calendar": File("Calendar file", "training-session.ics", Media.CALENDAR),
    "sheet": File("Attendance sheet (PDF)", "attendance.pdf", Media.PDF),
    "certificate": File("Certificate (PDF)", "certificate.pdf", Media.PDF),
}
_HAPPENED = {"attended": "Was there", "caught_up": "Did the catch-up on"}


class AttendanceView:
    """The widgets; `box` is shown. `changed()` is called when the session's day or state is another."""

    def __init__(self, model: TrainingModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self.changed = model, say, changed
        self.key = ""
        self.state = w.HTML(layout=wide())
        self.held_button = say.button("It was held", lambda _: self._held())
        self.move_to = field(w.Text, "Another day", placeholder="12/4/2026")
        self.move_button = say.button("Move it", lambda _: self._moved())
        self.reason = field(w.Text, "Why it does not take place")
        self.cancel_button = say.button("Cancel it", lambda _: self._cancelled())
        changes = w.VBox([self.move_to, self.reason], layout=wide())
        changes.add_class("tr-grid")
        self.changes = w.VBox([changes, row(self.move_button, self.cancel_button)], layout=wide())
        self.trainer, self.place, self.sponsor = (
            field(w.Text, words) for words in ("Given by, with credential", "Place of this one", "Sponsor of this one")
        )
        self.format = field(
            w.Dropdown, "Form of this one", options=[("not said", ""), *((one, one) for one in FORMATS)]
        )
        self.describe_button = say.button("Keep these", lambda _: self._described())
        said = w.VBox([self.trainer, self.place, self.sponsor, self.format], layout=wide())
        said.add_class("tr-grid")
        self.said = w.VBox([said, row(self.describe_button)], layout=wide())
        self.open_said = folds("What certificates say", self.said, say)
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
        self.start = field(w.Text, "Starts at (for the calendar)", value="12:00")
        self.person = field(w.Dropdown, "Certificate for", options=[])
        self.takeaway = Takeaway(_FILES, self._file, say=say)
        self.people = w.VBox(
            [head("Who was there", 3), person, row(self.keep_button), self.attended, self.person], layout=wide()
        )
        self.box = w.VBox(
            [self.state, row(self.held_button, self.open_said), self.said, self.changes, self.people, self.start, self.takeaway.buttons, self.takeaway.made],
            layout=wide(),
        )  # fmt: skip

    @property
    def session(self) -> Session | None:
        """The session as it stands now."""
        return self.model.sessions.get(self.key)

    def show(self, key: str) -> None:
        """Show a session."""
        if key != self.key:
            self.move_to.value = self.reason.value = ""
        self.key = key
        session = self.session
        self.takeaway.clear()
        show(self.box, session is not None)
        if session is None:
            return
        self.state.value = f"<p>{safe(_state(session))}</p>" + (
            f"<p class='ak-fine'>Why this lesson: {safe(session.why)}</p>" if session.why else ""
        )
        show(self.held_button, not session.is_held and not session.cancelled and session.on <= self.model.today)
        show(self.changes, not session.was_given)
        show(self.reason, not session.cancelled)
        show(self.cancel_button, not session.cancelled)
        show(self.people, not session.cancelled and session.on <= self.model.today)
        self.minutes.value = str(session.minutes)
        self.trainer.value, self.place.value, self.sponsor.value = session.trainer, session.place, session.sponsor
        self.format.value = session.format if session.format in FORMATS else ""
        self.attended.value = _people(session)
        self.person.options = list(session.attended)
        self.person.value = next(iter(reversed(session.attended)), None)

    @property
    def _signed(self) -> dict:
        return {"who": self.model.signed, "when": self.model.now()}

    def _described(self) -> None:
        told = {"trainer": self.trainer.value, "place": self.place.value, "sponsor": self.sponsor.value}
        told |= {"format": self.format.value, **self._signed}
        if self._kept(lambda: training.describe(self.session, **told), "It is kept, and stands on the certificates."):
            self.show(self.key)

    def _held(self) -> None:
        if self._kept(
            lambda: training.hold(self.session, today=self.model.today, **self._signed), "It is kept as held."
        ):
            self.changed()

    def _moved(self) -> None:
        on = parse_date(self.move_to.value.strip())
        if on is None:
            self.say("Write the other day as 12/4/2026.", "unsure")
        elif self._kept(lambda: training.move(self.session, on, **self._signed), "The session is moved."):
            self.changed()

    def _cancelled(self) -> None:
        if self._kept(
            lambda: training.cancel(self.session, self.reason.value, **self._signed), "The session is cancelled."
        ):
            self.changed()

    def _attend(self) -> None:
        written = self.minutes.value.strip()
        if not (written.isascii() and written.isdigit() and len(written) <= 4):
            self.say("Write the minutes as a whole number.", "unsure")
            return
        told = {"name": self.name.value, "licence": self.licence.value, "profession": self.profession.value}
        told |= {"minutes": int(written), **self._signed}
        if self.happened.value == "caught_up":
            on = parse_date(self.caught_up_on.value.strip())
            if on is None or on > self.model.today:
                self.say("Write the day of the catch-up as 12/9/2026, not in the future.", "unsure")
                return
            kept = self._kept(lambda: training.catch_up(self.session, on=on, **told), "The catch-up is kept.")
        else:
            kept = self._kept(lambda: training.attend(self.session, **told), "Attendance is kept.")
        if kept:
            self.name.value = self.licence.value = ""
            self.show(self.key)

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

        session = self.session
        if name == "calendar":
            return session_papers.calendar_file(session, at=start_time(self.start.value), now=self.model.now())
        if name == "sheet":
            return to_pdf(session_papers.attendance_sheet(session))
        person = session.attended.get(self.person.value or "")
        if person is None:
            raise LookupError("nobody is on the list")
        lesson = self.model.lessons.get(session.lesson)
        made = session_papers.certificate(
            session, person, today=self.model.today, objectives=lesson.objectives if lesson else ()
        )
        return to_pdf(made)


def _state(session: Session) -> str:
    """What became of it, in a sentence."""
    first, last = session.later_between
    if session.cancelled:
        return f"✕ Cancelled: {session.cancelled}. Move it to another day, and it takes place again."
    if session.was_given:
        again = f"The delayed quiz can be given from {on_screen(first)} to {on_screen(last)}."
        more = f" Not said yet for certificates: {', '.join(session.not_said)}." if session.not_said else ""
        return f"✓ Held on {on_screen(session.on)}. {again}{more}"
    return f"○ Planned for {session.on:%A,} {on_screen(session.on)}."


def _people(session: Session) -> str:
    """The list of who was there, with the word that it is no credit."""
    rows = "".join(
        f"<tr><td>{safe(p.name)}</td><td>{safe(p.profession)}</td><td>{safe(p.licence)}</td><td>{p.minutes}</td>"
        f"<td>{on_screen(p.caught_up_on) if p.caught_up_on else 'at the session'}</td></tr>"
        for p in session.attended.values()
    )
    table = (
        "<table><thead><tr><th>Name</th><th>Profession</th><th>Licence</th><th>Minutes</th><th>When</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )
    return (
        f'<div class="tr-scroll" tabindex="0" role="region" aria-label="Attendance">{table if rows else "<p>Nobody is on the list yet.</p>"}</div>'
        f'<p class="ak-fine">{safe(NOT_APPROVED)}</p>'
    )
