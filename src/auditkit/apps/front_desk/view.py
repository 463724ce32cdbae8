"""The front desk's page: tomorrow first, by risk; widgets that show the model and tell it what a person does. Every step works by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import ipywidgets as w

from auditkit.apps.front_desk import pieces, takeaway
from auditkit.apps.front_desk.asked import ask
from auditkit.apps.front_desk.model import PAGE, FrontDeskModel
from auditkit.apps.front_desk.style import STYLE
from auditkit.apps.front_desk.zone import ZONES
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, column, field, row, show, wide
from auditkit.places import datasets

DAY, AUTHORIZATIONS, LISTS = "day", "authorizations", "lists"
PARTS = {DAY: "The day", AUTHORIZATIONS: "Authorizations", LISTS: "Ask again"}
_ACCEPTED = ".csv,.tsv,.xlsx,.xls,.ics,.271,.x12,.edi,.txt,.dat,.837,.zip"


class FrontDeskView:
    """The widgets of the page; `page` is the one to display. What the first screen does not show is made when it is opened."""

    def __init__(self, model: FrontDeskModel, *, has_sample: bool = False):
        self.model = model
        self.say = Said()
        model.told = lambda words: self.say(words)
        self._quiet = False
        self.zone = field(
            w.Dropdown,
            "Time zone of the practice",
            options=[("as kept, or as the calendar says", ""), *((words, name) for name, words in ZONES.items())],
        )
        self.zone.add_class("fd-zone")
        self.zone.observe(self.say.guard(self._zone_chosen, "Reading the calendars"), "value")
        self.files = FilesIn(
            say=self.say,
            accept=_ACCEPTED,
            formats="CSV, Excel, .ics, 271 or zip",
            hint='<p class="ak-fine">Files stay on this machine. What payers said, calls and changes are kept without names. The sample practice is invented.</p>',
            take=lambda files: self._work(lambda: model.add_files(files)),
            sample="Try with the sample practice",
            take_sample=(lambda: self._work(model.add_sample)) if has_sample else None,
            forget=self._forget,
            above=[w.HTML("<p>Drop files anywhere on this page, or choose them: the schedule (CSV, Excel, .ics); what payers answered (271, exports of portals); and, if you have them, "
                          "authorizations, what needs authorization, payers, claims, earlier lines. Each is recognised by what is in it.</p>"), self.zone],
            beside=[self.say.button("Look again", lambda _: self._work(model.look_again))],
        )  # fmt: skip
        self.parts = {
            part: self.say.button(words, lambda _, part=part: self._turn_to(part)) for part, words in PARTS.items()
        }
        self.nav = row(*self.parts.values(), also="fd-nav")
        self.remarks = w.HTML(layout=wide())
        self.boxes = {part: w.VBox([], layout=wide()) for part in PARTS}
        self._made: dict[str, object] = {}
        self.result = w.VBox([self.nav, *self.boxes.values(), self.remarks], layout=wide())
        self.page = w.VBox([w.HTML(STYLE), self.files.box, self.say.box, self.result], layout=wide())
        self.page.add_class("ak-wide")
        show(self.result, False)

    def _turn_to(self, part: str) -> None:
        self.say("")  # what was said belongs to the part that is left
        self.open(part)

    def open(self, part: str) -> None:
        """Show one part of the page."""
        if part not in self._made:
            self._made[part] = self._make(part)
            self.boxes[part].children = [self._made[part].box]
        self._made[part].refresh()
        for name, box in self.boxes.items():
            show(box, name == part)
            (self.parts[name].add_class if name == part else self.parts[name].remove_class)("ak-chosen")
            self.parts[name].description = f"{'▸ ' if name == part else ''}{PARTS[name]}"

    def _make(self, part: str):
        if part == AUTHORIZATIONS:
            from auditkit.apps.front_desk.authorizations import Authorizations

            return Authorizations(self.model, say=self.say)
        if part == LISTS:
            return AskAgainLists(self.model, say=self.say)
        return TheDay(self.model, say=self.say, again=self.files.again)

    def _work(self, action: Callable[[], object]) -> None:
        self.say("Reading ...")
        try:
            action()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        self.say("")
        if self.model.is_asking:
            ask(self.files, self.model.intake, say=self.say, go_on=lambda: self._work(self.model.read_files))
            return
        self.files.asked(self.model.desk is not None)
        self._quiet = True
        self.zone.value = "" if self.model.has_sample else self.model.zone.name
        self._quiet = False
        has = self.model.desk is not None
        show(self.result, has)
        self.files.fold(has)
        (self.page.add_class if has else self.page.remove_class)("ak-has-result")
        self.remarks.value = pieces.said(self.model) if has else ""
        if has:
            self.open(DAY)
        else:
            self.say("No visits were found yet: give the schedule too.", "unsure", pieces.said(self.model))

    def _zone_chosen(self, change) -> None:
        if self._quiet:
            return
        said = self.model.choose_zone(change["new"])
        if self.model.files:
            self._work(lambda: None)
        if said:
            self.say(said, "unsure")

    def _forget(self) -> None:
        self.model.forget()
        show(self.result, False)
        self.files.asked(False)
        self.page.remove_class("ak-has-result")
        self.say("All files are off this page.")


class TheDay:
    """The visits of a day: counts, groups, the list, and the chosen visit."""

    def __init__(self, model: FrontDeskModel, *, say: Said, again: w.Widget):
        from auditkit.apps.front_desk.chosen_visit import ChosenVisit

        self.model, self.say = model, say
        self._quiet = False
        self.summary = w.HTML(layout=wide())
        self.date = field(w.DatePicker, "Day of the visits")
        self.date.observe(say.guard(self._picked), "value")
        self.today = say.button("Today", lambda _: self._go(model.today))
        self.tomorrow = say.button("Tomorrow", lambda _: self._go(model.today + timedelta(days=1)))
        self.later = say.button("Next day", lambda _: self._go(model.day + timedelta(days=1)))
        self.groups = {}
        for risk, (look, _, _) in {"": ("fd-all", "", ""), **pieces.RISKS}.items():
            made = self.groups[risk] = say.button("", lambda _, risk=risk: self._group(risk))
            made.add_class(look)
        self.takeaway = Takeaway(takeaway.FILES, lambda key: takeaway.content(model, key), say=say)
        self.entries = Entries(PAGE, say=say, choose=self._choose, turn=self._turn, also="fd-row")
        self.visit = ChosenVisit(model, say=say, changed=self.refresh)
        left = column(self.entries.where, self.entries.turns, self.entries.list, also="fd-left")
        columns = w.Box([left, self.visit.box], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("fd-cols")
        days = row(self.today, self.tomorrow, self.later, self.date, also="ak-smaller")
        bar = row(self.takeaway.buttons, again, also="ak-bar")
        groups = row(*self.groups.values(), also="fd-groups")
        self.box = w.VBox([self.summary, days, groups, columns, bar, self.takeaway.made], layout=wide())

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        self.summary.value = pieces.summary(model)
        self._quiet = True
        self.date.value = model.day
        self._quiet = False
        self.takeaway.clear()
        counts = {"": len(model.list.visits), **model.list.counts}
        for risk, made in self.groups.items():
            made.description = (
                f"All: {counts['']:,}"
                if not risk
                else f"{pieces.RISKS[risk][1]} {risk[0].upper()}{risk[1:]}: {counts[risk]:,}"
            )
            (made.add_class if risk == model.risk else made.remove_class)("ak-chosen")
        self._show()

    def _show(self) -> None:
        model = self.model
        shown = [Entry(pieces.row_words(one), pieces.RISKS[one.risk][0]) for one in model.page]
        self.entries.show(
            shown, number=model.number, total=len(model.shown), chosen=min(model.chosen, max(0, len(shown) - 1))
        )
        self.visit.refresh()

    def _choose(self, place: int) -> None:
        self.model.chosen = place
        self.visit.refresh()

    def _turn(self, by: int) -> None:
        self.model.number, self.model.chosen = max(0, self.model.number + by), 0
        self._show()

    def _group(self, risk: str) -> None:
        self.model.risk, self.model.number, self.model.chosen = risk, 0, 0
        self.refresh()

    def _go(self, day) -> None:
        self.model.show_day(day)
        self.refresh()

    def _picked(self, change) -> None:
        if not self._quiet and change["new"] is not None:
            self._go(change["new"])


class AskAgainLists:
    """Whom to ask again this month, and on the first of January."""

    def __init__(self, model: FrontDeskModel, *, say: Said):
        self.model = model
        self.takeaway = Takeaway(takeaway.LIST_FILES, lambda key: takeaway.content(model, key), say=say)
        self.lists = w.HTML(layout=wide())
        self.lists.add_class("fd-wide")
        self.box = w.VBox([row(self.takeaway.buttons), self.takeaway.made, self.lists], layout=wide())

    def refresh(self) -> None:
        """Show the model as it is now."""
        from auditkit.desks.eligibility.lists import first_of_january, monthly

        model = self.model
        year = takeaway.next_year(model.today)
        self.takeaway.clear()
        self.lists.value = pieces.ask_again(
            monthly(model.desk, model.today),
            f"Not asked yet in {model.today:%B}",
            "Everybody with a visit this month was asked this month.",
        ) + pieces.ask_again(
            first_of_january(model.desk, year), f"1 January {year}", f"Everybody in care was asked in {year}."
        )


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample where it is installed."""
    has_sample = (datasets() / "frontdesk" / "schedule.csv").is_file()
    return FrontDeskView(FrontDeskModel(open_store=practice_store), has_sample=has_sample).page
