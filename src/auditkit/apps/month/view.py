"""The page of the monthly report: choose files and month, see, take away. All labels are words; every step works by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

import ipywidgets as w

from auditkit.apps.month import takeaway
from auditkit.apps.month.model import MonthModel
from auditkit.apps.month.style import STYLE
from auditkit.apps.shell import badge, remarks
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.keeping import Keeping, practice_store
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, field, row, show, wide
from auditkit.readers.limits import in_words

# part of the report -> the words on its button
PARTS = {
    "monday": "One page for Monday",
    "patterns": "What stands out",
    "rates": "Where denials come from",
    "time_and_money": "Time and money",
    "caught": "Our own checks",
    "method": "How it was counted",
}
ACCEPTED = ".835,.era,.rmt,.837,.edi,.x12,.txt,.dat,.clm,.csv,.tsv,.xlsx,.xls,.docx,.pdf,.zip"
_UPLOAD_LIMIT = 50 * 2**20
_LEAD = (
    "<p>Drop what payers sent back anywhere on this page, or choose it: remittances (835), answers (277CA), or a list of denials. Several months at once show "
    "what changed. With the claims that were sent it also says where, by whom and what still waits; with notes, payers, authorizations and history, what is "
    "behind the denials. Each file is recognised by what it holds.</p>"
)


class MonthView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: MonthModel, has_sample: bool = True, limit: int = _UPLOAD_LIMIT):
        self.model = model
        self.say = Said()
        model.told = self.say
        self.intake = FilesIn(
            say=self.say,
            accept=ACCEPTED,
            formats="835, 277CA, denial list, 837P, CSV, Excel, notes or zip",
            hint=f'<p class="ak-fine">Up to {in_words(limit)} in one upload. Files leave this machine\'s memory when you close this page; nothing of them is kept but which column of a table holds what. '
            "The sample practice is invented.</p>",
            take=lambda files: self._work(lambda: model.add_files(files)),
            sample="Try with the sample practice",
            take_sample=(lambda: self._work(model.add_sample)) if has_sample else None,
            forget=self._forget,
            above=[w.HTML(_LEAD)],
        )  # fmt: skip
        self.month = field(w.Dropdown, "Month")
        self.month.add_class("mo-month")
        self._quiet = False
        self.month.observe(self.say.guard(self._chosen, "Counting the month"), "value")
        self.takeaway = Takeaway(takeaway.FILES, lambda name: takeaway.content(model, name), say=self.say)
        self.bar = row(self.takeaway.buttons, self.intake.again, also="ak-bar")
        self.parts = {
            part: self.say.button(words, lambda _, part=part: self.open(part)) for part, words in PARTS.items()
        }
        self.nav = row(*self.parts.values(), also="mo-nav")
        self.about, self.shown_part = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.result = w.VBox(
            [self.bar, self.takeaway.made, self.month, self.about, self.nav, self.shown_part], layout=wide()
        )
        self.result.add_class("mo-box")
        self.page = w.VBox([w.HTML(STYLE), self.say.box, self.intake.box, self.result], layout=wide())
        self.page.add_class("ak-wide")
        self.part = "monday"
        self.refresh()

    def open(self, part: str) -> None:
        """Show one part of the report."""
        from auditkit.apps.shell.lesson_pages import lesson_addresses
        from auditkit.reports.html import to_fragment

        self.part = part
        for name, button in self.parts.items():
            (button.add_class if name == part else button.remove_class)("ak-chosen")
            button.description = f"{'▸ ' if name == part else ''}{PARTS[name]}"
        report = self.model.report
        blocks = getattr(report, part) if report else ()
        self.shown_part.value = (
            f'<article class="mo-page" aria-live="polite">{to_fragment(blocks, lesson_addresses())}</article>'
        )

    def refresh(self) -> None:
        """Show the model as it is now."""
        report = self.model.report
        show(self.result, report is not None)
        self.intake.fold(report is not None)
        (self.page.remove_class if report is None else self.page.add_class)("ak-has-result")
        self.takeaway.clear()
        if report is None:
            return
        self._quiet = True
        self.month.options = [(month.words, month) for month in self.model.months]
        self.month.value = self.model.month
        self._quiet = False
        self._about()
        self.open(self.part)

    def _about(self) -> None:
        from auditkit.apps.shell import notice

        report = self.model.report
        sample = (
            f"<p>{badge('note', 'Sample data: the patients, payers and therapists are invented')}</p>"
            if self.model.has_sample
            else ""
        )
        self.about.value = sample + "".join(notice(words, kind="unsure") for words in report.remarks)

    def _chosen(self, change) -> None:
        if self._quiet or change["new"] is None:
            return
        self.model.choose(change["new"])
        self.takeaway.clear()
        self.open(self.part)
        self._about()
        self.say("")

    def _work(self, action: Callable[[], str]) -> None:
        """Do something that reads files; say what came of it."""
        self.say("Reading ...")
        try:
            said = action()
            if self.model.is_asking:
                self._ask()
                return
            self.intake.asked(bool(self.model.gathered))
            self.refresh()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        read = " ".join(self.model.gathered.given.read) if self.model.gathered else ""
        issues = [issue.sentence for issue in self.model.issues]
        more = remarks("What to know about these files", issues, rest="The tables hold all of it.")
        self.say(said or read, "unsure" if said else "note", more=more)

    def _ask(self) -> None:
        """Ask which column of the first asked table holds what."""
        from auditkit.apps.shell.table_columns import ask_columns

        ask_columns(self.intake, self.model.intake, say=self.say, go_on=lambda: self._work(self.model.read))

    def _forget(self) -> None:
        self.model.forget_all()
        self.intake.asked(False)
        self.say("")
        self.refresh()


def page() -> w.Widget:
    """The page as the notebook shows it."""
    from auditkit.places import datasets

    limit = int(os.environ.get("AUDITKIT_UPLOAD_LIMIT") or _UPLOAD_LIMIT)
    kept = Keeping(lambda: datetime.now(UTC), practice_store)
    return MonthView(MonthModel(kept=kept), (datasets() / "remittances").is_dir(), limit).page
