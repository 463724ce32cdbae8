"""How claims get onto the page: files, the sample practice; what each file is; and the question which column holds what."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.claim_scrub import pieces
from auditkit.apps.claim_scrub.model import ClaimScrubModel, Sample
from auditkit.apps.shell import notice
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.note_columns import note_columns
from auditkit.apps.shell.table_columns import table_columns
from auditkit.apps.shell.widgets import Said, field, folds, row, show, wide
from auditkit.readers.limits import in_words

ACCEPTED = ".837,.edi,.x12,.txt,.dat,.clm,.csv,.tsv,.xlsx,.xls,.zip,.pdf,.docx,.md"


class Intake(FilesIn):
    """The widgets for claims in. `say` and `changed` are the page's."""

    def __init__(self, model: ClaimScrubModel, sample: Sample | None, limit: int, *, say: Said, changed: Callable):
        self.model = model
        self.changed = changed
        self._quiet_files = False
        model.told = lambda words: say(words)
        model.claims_are_checked = lambda: changed()
        lead = w.HTML(
            "<p>Drop files anywhere on this page, or choose them: claims as 837P, CSV or Excel, or a zip of these. Beside them, if you have them: "
            "earlier lines with what was allowed, what each payer asks for, authorizations, plans of care, and the notes of the same visits "
            "(text, PDF, Word, a table). Each file is recognised by what it holds.</p>"
        )
        self._build_files(say)
        super().__init__(
            say=say,
            accept=ACCEPTED,
            formats="837P, CSV, Excel, zip; notes also as text, PDF, Word",
            hint=f'<p class="ak-fine">Up to {in_words(limit)} in one upload. Claims and notes stay on this machine and leave its memory when you close this page. '
            "The sample practice is invented: no real patient is in it.</p>",
            take=lambda files: self._work(lambda: model.add_files(files)),
            sample="Try with the sample practice",
            take_sample=None if sample is None else lambda: self._work(lambda: model.add_sample(sample)),
            forget=self._forget,
            above=[lead],
            beside=[self.files_toggle],
        )
        self.box.children = [*self.box.children, self.files_box]

    def _work(self, action: Callable[[], object]) -> None:
        """Do something that reads files; say what came of it."""
        self.say("Reading ...")
        try:
            action()
        except Exception:
            self.say("")  # the guard says it; "Reading" must not stay
            raise
        self.done()

    def done(self) -> None:
        """Ask about columns if any are asked about, else say how the reading went."""
        if self.model.is_asking:
            self.say("")
            self._ask()
            return
        self._done_asking()
        more = pieces.issues(self.model)
        if self.model.kept.trouble:
            more += notice(self.model.kept.trouble, kind="unsure")
        if self.model.trouble:
            self.say(self.model.trouble, "bad", more)
        elif self.model.results is None and self.model.files:
            self.say(
                "No claim line was found in what you gave. Say below what each file is, or choose others.",
                "unsure",
                more,
            )
        else:
            self.say("", more=more)
        self.show_files()
        if self.model.results is None and self.model.files:
            self.files_toggle.value = True
        self.changed()

    def _forget(self) -> None:
        self.model.forget_all()
        self.files_toggle.value = False
        self._done_asking()
        self.show_files()
        self.changed()
        self.say("All claims are off this page.")

    # What is each file?

    def _build_files(self, say: Said) -> None:
        self.files = field(w.Select, "Files", rows=5)
        self.files.observe(say.guard(self._choose_file), "value")
        self.role = field(w.Dropdown, "This file is", options=[])
        self.role_button = say.button("Read it as this", self._correct_role)
        self.all_reports = w.Checkbox(
            description="Every progress report that there is, is among the notes", indent=False, layout=wide()
        )
        self.all_reports.add_class("ak-check")
        self.all_reports.observe(say.guard(self._say_all_reports, "Looking at the notes"), "value")
        self.files_box = w.VBox([self.files, row(self.role, self.role_button), self.all_reports], layout=wide())
        self.files_toggle = folds("What each file is", self.files_box, say)

    def show_files(self) -> None:
        """List the files of the page."""
        from auditkit.apps.claim_scrub.files import ROLE_WORDS, UNKNOWN

        self._quiet_files = True
        self.files.options = [
            (f"{file.label}: {ROLE_WORDS[file.role].lower()}", file.label) for file in self.model.files
        ]
        self.files.rows = max(2, min(6, len(self.model.files)))
        self.role.options = [(words, role) for role, words in ROLE_WORDS.items() if role != UNKNOWN]
        unknown = [file.label for file in self.model.files if file.role == UNKNOWN]
        self.files.value = next(iter(unknown or [file.label for file in self.model.files]), None)
        self.all_reports.value = self.model.holds_all_reports
        self._quiet_files = False
        show(self.all_reports, self.model.has_notes)
        self._choose_file()

    def _choose_file(self, _=None) -> None:
        if self._quiet_files:
            return
        role = next((file.role for file in self.model.files if file.label == self.files.value), None)
        if role in [value for _, value in self.role.options]:
            self.role.value = role

    def _correct_role(self, _=None) -> None:
        if self.files.value is None:
            self.say("Choose a file first.", "unsure")
            return
        label, role = self.files.value, self.role.value
        self._work(lambda: self.model.set_role(label, role))

    def _say_all_reports(self, change) -> None:
        if not self._quiet_files:
            self._work(lambda: self.model.say_all_reports(change["new"]))

    # Which column holds what?

    def _ask(self) -> None:
        show(self.files_box, False)
        if not self.model.asked:
            self._ask_notes()
            return

        def confirm(chosen: dict[str, str]) -> str:
            self.say("Reading ...")
            if wrong := self.model.confirm_columns(chosen):
                self.say("")
                return wrong
            self.done()
            return ""

        def leave() -> None:
            self._work(self.model.leave_asked_out)

        from auditkit.apps.claim_scrub.files import ROLE_WORDS

        table = self.model.asked[0]
        taken_as = ROLE_WORDS[table.table.name].lower()
        self.ask(*table_columns(table, taken_as, say=self.say, confirm=confirm, leave=leave))

    def _ask_notes(self) -> None:
        def confirm(*chosen: str) -> None:
            self._work(lambda: self.model.confirm_notes(*chosen))

        def leave() -> None:
            self._work(self.model.leave_notes_out)

        table = self.model.asked_notes[0]
        self.ask(*note_columns(table, say=self.say, confirm=confirm, leave=leave, go="Read these notes"))

    def _done_asking(self) -> None:
        self.asked(self.model.results is not None)
        show(self.files_box, self.files_toggle.value)
