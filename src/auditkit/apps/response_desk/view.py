"""The response desk page: widgets that show the model and tell it what a person does. All labels are words; every step works by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.response_desk import takeaway
from auditkit.apps.response_desk.model import SAMPLE_DAY, ResponseDeskModel
from auditkit.apps.response_desk.style import STYLE
from auditkit.apps.shell import badge, notice, remarks
from auditkit.apps.shell.files_in import FilesIn, Uploads
from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, field, row, show, wide
from auditkit.places import datasets
from auditkit.readers.limits import in_words
from auditkit.tables import parse_date
from auditkit.tables.cells import on_screen

WORKLIST, REQUESTS = "worklist", "requests"
PARTS = {WORKLIST: "Denials", REQUESTS: "Requests for records"}
ACCEPTED = ".835,.era,.rmt,.837,.edi,.x12,.txt,.dat,.clm,.csv,.tsv,.xlsx,.xls,.docx,.pdf,.zip"
_UPLOAD_LIMIT = 50 * 2**20
_LEAD = (
    "<p>Drop what payers sent back anywhere on this page, or choose it: remittances (835) or a list of denials. Beside them, if you have them, the claims "
    "that were sent, a payers table with <code>appeal_days</code>, and notes. Each file is recognised by what it holds. Each denied line gets seven days.</p>"
)


class ResponseDeskView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: ResponseDeskModel, sample: Path | None = None, limit: int = _UPLOAD_LIMIT):
        self.model = model
        self.say = Said()
        model.told = self.say
        self.who = field(w.Text, "Your name", continuous_update=False)
        self.who.add_class("rd-who")
        self.who.observe(self.say.guard(self._name), "value")
        self.noticed = field(w.Text, "These came in on (today, if empty)", placeholder="3/4/2026")
        self.noticed.add_class("rd-who")
        self.open_button = self.say.button("Open the worklist", self._look_again, "primary")
        self.again_button = self.say.button("Look again", self._look_again)
        self.intake = FilesIn(
            say=self.say,
            accept=ACCEPTED,
            formats="835, denial list, 837P, CSV, Excel, notes or zip",
            hint=f'<p class="ak-fine">Up to {in_words(limit)} in one upload. Codes, amounts and days of denied lines are kept in your practice\'s store; claims and '
            "notes leave this machine's memory when you close this page. The sample practice is invented and is not kept.</p>",
            take=lambda files: self._work(lambda: self._add(files)),
            sample="Try with the sample practice",
            take_sample=None if sample is None else lambda: self._work(lambda: model.add_sample(sample)),
            forget=self._forget,
            above=[w.HTML(_LEAD), self.noticed],
            first=[self.open_button],
            beside=[self.again_button],
        )  # fmt: skip
        self.takeaway = Takeaway(takeaway.FILES, lambda name: takeaway.content(model, name), say=self.say)
        self.bar = row(self.takeaway.buttons, self.intake.again, also="ak-bar")
        self.about = w.HTML(layout=wide())
        self.worklist = None  # made with the first list, so that the first screen is there sooner
        self.requests = None
        self.parts = {
            part: self.say.button(words, lambda _, part=part: self.open(part)) for part, words in PARTS.items()
        }
        self.nav = row(*self.parts.values(), self.who, also="rd-nav")
        self.result = w.VBox([self.bar, self.takeaway.made, self.about], layout=wide())
        self.boxes = {
            WORKLIST: w.VBox([self.intake.box, self.result], layout=wide()),
            REQUESTS: w.VBox([], layout=wide()),
        }
        shown = self.say.on_shown(self._take_up)
        self.page = w.VBox([w.HTML(STYLE), self.nav, self.say.box, *self.boxes.values(), shown], layout=wide())
        self.page.add_class("ak-wide")
        self.open(WORKLIST)
        show(self.result, False)

    def open(self, part: str) -> None:
        """Show one part of the page."""
        if part == REQUESTS:
            if not self.model.is_loaded:
                self._look_again()
            if self.requests is None:
                from auditkit.apps.response_desk.requests_view import RequestsView

                self.requests = RequestsView(self.model, say=self.say)
                self.boxes[part].children = [self.requests.box]
            self.requests.refresh()
        for name, box in self.boxes.items():
            show(box, name == part)
            (self.parts[name].add_class if name == part else self.parts[name].remove_class)("ak-chosen")
            self.parts[name].description = f"{'▸ ' if name == part else ''}{PARTS[name]}"
        self.shown = part

    def refresh(self) -> None:
        """Show the model as it is now."""
        has_cases = bool(self.model.cases)
        if self.worklist is None and has_cases:
            from auditkit.apps.response_desk.worklist_view import WorklistView

            self.worklist = WorklistView(self.model, say=self.say)
            self.result.children = [*self.result.children, self.worklist.box]
        show(self.result, has_cases)
        self.intake.fold(has_cases)
        (self.page.add_class if has_cases else self.page.remove_class)("ak-has-result")
        self.takeaway.clear()
        said = f"Sample data, all invented, as of {on_screen(SAMPLE_DAY)}. Nothing of it is kept."
        about = f'<p class="rd-sum" role="status">{badge("note", said)}</p>' if self.model.has_sample else ""
        if self.model.kept.trouble:
            about += notice(self.model.kept.trouble, kind="unsure")
        self.about.value = about
        if self.worklist is not None:
            self.worklist.refresh()
        if self.requests is not None:
            self.requests.refresh()

    def _take_up(self) -> None:
        """Show what is kept now: others work on the same list."""
        self.model.load()
        self.refresh()

    def _look_again(self, _=None) -> None:
        self._take_up()
        self.say(
            "" if self.model.cases else "Nothing is on the list yet. Give a remittance, or try the sample practice."
        )

    def _name(self, change) -> None:
        self.model.who = change["new"].strip()
        if self.worklist is not None:
            self.worklist.case.show(self.worklist.case.work)

    def _add(self, files: Uploads) -> str:
        text = self.noticed.value.strip()
        noticed = parse_date(text) if text else None
        if text and (noticed is None or noticed > self.model.today):
            return "Write the day these came in as 3/4/2026, not in the future. Nothing was read."
        return self.model.add_files(files, noticed)

    def _work(self, action: Callable[[], str]) -> None:
        """Do something that reads files; say what came of it."""
        self.say("Reading ...")
        try:
            said = action()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        if self.model.intake is not None:
            self._ask()
            return
        self.intake.asked(bool(self.model.cases))
        issues = [issue.sentence for issue in self.model.given.issues] if self.model.given else []
        more = remarks("What to know about these files", issues, rest="`auditkit denials --out` lists all of it.")
        self.say(said, more=more)
        self.refresh()

    def _ask(self) -> None:
        """Ask which column of the first asked table holds what."""
        from auditkit.apps.shell.table_columns import ask_columns

        ask_columns(self.intake, self.model.intake, say=self.say, go_on=lambda: self._work(self.model.read))

    def _forget(self) -> None:
        self.model.forget_all()
        self.intake.asked(False)
        self.refresh()
        self.say("Files and sample are off this page. What was kept in the store is still there.")


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample practice where it is installed."""
    limit = int(os.environ.get("AUDITKIT_UPLOAD_LIMIT") or _UPLOAD_LIMIT)
    return ResponseDeskView(ResponseDeskModel(open_store=practice_store), sample_practice(), limit).page


def sample_practice() -> Path | None:
    """The folder of the sample practice, in the checkout or beside the installed package."""
    from auditkit.apps.response_desk.sample import has_sample

    return datasets() if has_sample(datasets()) else None
