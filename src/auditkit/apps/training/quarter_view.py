"""Planning a quarter: from what, the proposal with its reasons, a person's changes, and the plan to take away."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.takeaway import File, Media, Takeaway
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.apps.training.clock import start_time
from auditkit.apps.training.model import TrainingModel
from auditkit.apps.training.quarter import QuarterModel, Row
from auditkit.apps.training.source_choice import SourceChoice
from auditkit.desks.quarters import Quarter
from auditkit.desks.training import Refused
from auditkit.store.records import StoreError
from auditkit.tables import parse_date
from auditkit.tables.cells import on_screen
from auditkit.training.findings import FindingsError
from auditkit.training.quarter_plan import LESSONS, THURSDAY, CannotPlan, Given, QuarterPlan

_DAYS = [(name, number) for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"))]
_MOST = 6
_FILES = {
    "pdf": File("Plan (PDF)", "training-plan.pdf", Media.PDF),
    "docx": File("Plan (Word)", "training-plan.docx", Media.WORD),
    "calendar": File("Calendar file", "training-quarter.ics", Media.CALENDAR),
}


class QuarterView:
    """The widgets; `box` is shown. `changed()` is called when sessions were planned, moved or cancelled."""

    def __init__(self, model: TrainingModel, *, say: Said, changed):
        self.model, self.quarters, self.say, self.changed = model, QuarterModel(model), say, changed
        self.plan: QuarterPlan | None = None
        self.quarter = field(w.Text, "Quarter", value=str(Quarter.of(model.today).next))
        self.choice = SourceChoice(model, say=say, nothing="Nothing yet: the year's plan")
        self.count = field(
            w.Dropdown, "How many lessons", options=[(str(n), n) for n in range(1, _MOST + 1)], value=LESSONS
        )
        self.weekday = field(w.Dropdown, "On a", options=_DAYS, value=THURSDAY)
        self.propose_button = say.button("Propose", lambda _: self._propose(), "primary")
        self.kept_button = say.button("Show what is kept", lambda _: self._show_kept())
        asked = w.VBox([self.quarter, self.choice.source, self.count, self.weekday], layout=wide())
        self.rows: list[_PlanRow] = []
        self.lines = w.VBox([], layout=wide())
        self.trainer, self.place, self.sponsor = (
            field(w.Text, words) for words in ("Who gives them, with credential", "Place of all", "Sponsor of all")
        )
        self.re_audit = field(w.Text, "Charts are read again from")
        self.start = field(w.Text, "Start at (for the calendar)", value="12:00")
        self.keep_button = say.button("Keep this plan", lambda _: self._keep(), "primary")
        self.told = w.HTML(layout=wide())
        self.takeaway = Takeaway(_FILES, self._file, say=say)
        last = w.VBox([self.trainer, self.place, self.sponsor, self.re_audit, self.start], layout=wide())
        for grid in (asked, last):
            grid.add_class("tr-grid")
        self.proposal = w.VBox(
            [self.lines, self.told, last, row(self.keep_button), self.takeaway.buttons, self.takeaway.made],
            layout=wide(),
        )  # fmt: skip
        self.box = w.VBox(
            [head("Plan a quarter"), asked, self.choice.below, row(self.propose_button, self.kept_button), self.proposal],
            layout=wide(),
        )  # fmt: skip
        self.box.add_class("tr-card")
        show(self.proposal, False)

    def refresh(self) -> None:
        """Offer what there is to choose from now."""
        self.choice.refresh()

    def _quarter(self) -> Quarter | None:
        try:
            return Quarter.parse(self.quarter.value)
        except ValueError as error:
            self.say(str(error), "unsure")
            return None

    def _propose(self) -> None:
        quarter = self._quarter()
        if quarter is None:
            return
        try:
            findings = self.choice.findings()
            made = self.quarters.propose(quarter, findings, count=self.count.value, weekday=self.weekday.value)
        except (FindingsError, CannotPlan) as error:
            self.say(str(error), "unsure")
            return
        self._show(made)
        self.say("This is a proposal: change what you like, then keep it.")

    def _show_kept(self) -> None:
        quarter = self._quarter()
        if quarter is None:
            return
        made = self.quarters.kept(quarter)
        if not made.given:
            self.say(f"No session is planned in {quarter.words}.")
        else:
            self.say("")
        self._show(made)

    def _show(self, plan: QuarterPlan) -> None:
        self.plan = plan
        self.takeaway.clear()
        self.rows = [_PlanRow(number, given, self.model) for number, given in enumerate((*plan.given, None), 1)]
        self.lines.children = [one.box for one in self.rows]
        self.re_audit.value = on_screen(plan.re_audit_on) if plan.re_audit_on else ""
        self._tell(plan)
        show(self.proposal, True)

    def _tell(self, plan: QuarterPlan) -> None:
        again = "".join(
            f"<li>{safe(one.title)}: proposed for {one.on:%a} {on_screen(one.on)} ({safe(one.words)})</li>"
            for one in plan.retests
        )
        remarks = "".join(f"<li>{safe(words)}</li>" for words in plan.remarks)
        self.told.value = (
            (f"<h3>Asked again</h3><ul>{again}</ul>" if again else "")
            + (f"<h3>What to know</h3><ul>{remarks}</ul>" if remarks else "")
            + (f"<p class='ak-fine'>Chosen from: {safe(plan.chosen_from)}.</p>" if plan.chosen_from else "")
        )

    def _edited(self) -> tuple[QuarterPlan, list[Row]]:
        """The plan as it stands in the fields. Raises Refused."""
        written = self.re_audit.value.strip()
        again = parse_date(written) if written else None
        if written and again is None:
            raise Refused("Write the day on which charts are read again as 5/3/2027.")
        rows = [one.row for one in self.rows]
        return self.quarters.edited(self.plan, rows, again), rows

    def _keep(self) -> None:
        try:
            plan, rows = self._edited()
            told = {"trainer": self.trainer.value, "place": self.place.value, "sponsor": self.sponsor.value}
            self.quarters.keep(plan, rows, told)
        except (Refused, StoreError) as error:
            self.say(str(error), "unsure")
            return
        self._show(self.quarters.kept(plan.quarter))
        self.changed()
        self.say(self.model.kept.trouble or "The plan is kept; its sessions are below.", "good")

    def _file(self, name: str) -> bytes:
        from auditkit.training.quarter_sheet import plan_page
        from auditkit.training.session_papers import quarter_calendar

        plan, _ = self._edited()
        if name == "calendar":
            at = start_time(self.start.value)
            return quarter_calendar(plan, at=at, now=self.model.now(), kept=self.model.sessions.values())
        page = plan_page(plan, today=self.model.today)
        if name == "pdf":
            from auditkit.reports.pdf import to_pdf

            return to_pdf(page)
        from auditkit.reports.word import to_docx

        return to_docx(page)


class _PlanRow:
    """One line of the plan: a lesson, a day, and why; an empty one is there to add a lesson."""

    def __init__(self, number: int, given: Given | None, model: TrainingModel):
        self.given = given
        self.is_known = given is not None and given.lesson in model.lessons
        lessons = [("No lesson", ""), *((lesson.title, slug) for slug, lesson in model.lessons.items())]
        self.lesson = field(
            w.Dropdown, f"Lesson {number}", options=lessons, value=given.lesson if self.is_known else ""
        )
        self.on = field(
            w.Text, f"Day of lesson {number}", placeholder="1/14/2027", value=on_screen(given.on) if given else ""
        )
        grid = w.VBox([self.lesson, self.on], layout=wide())
        grid.add_class("tr-grid")
        grid.add_class("tr-plan")
        gone = "" if self.is_known or not given else f" “{given.title}” is no longer among the lessons."
        why = w.HTML(f"<p class='ak-fine'>{safe(given.why + gone)}</p>" if given else "", layout=wide())
        self.box = w.VBox([grid, why], layout=wide())

    @property
    def row(self) -> Row:
        """The line as it stands. A lesson that is no longer there stays planned until another takes its place."""
        given, lesson = self.given, self.lesson.value
        if given and not self.is_known and not lesson:
            lesson = given.lesson
        why = given.why if given and given.lesson == lesson else "Chosen by hand."
        return Row(lesson, parse_date(self.on.value.strip()), why, given.key if given else "")
