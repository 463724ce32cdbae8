"""How notes get onto the page: paste, files, the sample practice; and the question which column of a table is the note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.note_audit import pieces
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell import notice, safe
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.readers.limits import DEFAULT, in_words

ACCEPTED = ".txt,.md,.pdf,.docx,.csv,.tsv,.xlsx,.xls,.zip"
_NONE = ("None", "")


class Intake:
    """The widgets for notes in. `say` and `changed` are the page's; `box` is shown above the result, `again` in its bar."""

    def __init__(self, model: NoteAuditModel, sample: Path | None, *, say: Said, changed: Callable):
        self.model = model
        self.sample = sample
        self.say = say
        self.changed = changed
        self._quiet = False
        model.told = lambda count: say(f"Reading: {count} notes so far ...")
        self.paste = field(w.Textarea, "Paste a note", rows=9, placeholder="The whole note, as it is in the chart")
        self.audit_button = self.say.button("Audit this note", self._audit_paste, "primary")
        self.upload = w.FileUpload(
            multiple=True,
            accept=ACCEPTED,
            description="Choose files",
            tooltip="Text, PDF, Word, Excel, CSV or zip",
            layout=w.Layout(width="auto"),
        )
        self.upload.observe(self.say.guard(self._audit_files, "Reading the files"), "value")
        self.sample_button = self.say.button("Try with sample notes", self._audit_sample)
        self.close_button = self.say.button("Close", lambda _: self.fold(True))
        hint = w.HTML(
            f'<p class="ak-fine">Files: text, PDF, Word, Excel, CSV, or a zip of these, up to {in_words(DEFAULT.file_bytes)} each. '
            "Notes stay on this machine and leave its memory when you close this page. "
            "The sample notes are invented: no real patient is in them.</p>"
        )
        self.open_box = w.VBox(
            [self.paste, row(self.audit_button, self.upload, self.sample_button, self.close_button), hint],
            layout=wide(),
        )
        self.asked_box = w.VBox([], layout=wide())
        self.box = w.VBox([self.open_box, self.asked_box], layout=wide())
        self.add_button = self.say.button("Add notes", self._open)
        self.forget_button = self.say.button("Clear this page", self._forget)
        self.again = row(self.add_button, self.forget_button)
        show(self.close_button, False)
        show(self.asked_box, False)

    def fold(self, is_small: bool) -> None:
        """Make room for the result, or give the input its room back."""
        show(self.open_box, not is_small)
        show(self.close_button, False)
        self.add_button.disabled = False

    def _open(self, _=None) -> None:
        show(self.open_box, True)
        show(self.close_button, True)
        self.add_button.disabled = True

    def _audit_paste(self, _=None) -> None:
        text = self.paste.value
        if not text.strip():
            self.say("Paste a note first, or choose files.", "unsure")
            return
        if self._read(lambda: self.model.add_text(text)):
            self.paste.value = ""

    def _audit_files(self, change) -> None:
        if self._quiet or not change["new"]:
            return
        files = [(f["name"], bytes(f["content"])) for f in change["new"]]
        self._quiet = True
        self.upload.value = ()  # the widget would keep a second copy
        self._quiet = False
        self._read(lambda: self.model.add_files(files))

    def _audit_sample(self, _=None) -> None:
        if self.sample is None:
            self.say("The sample practice is not installed. Paste a note, or choose files.", "unsure")
            return
        self._read(lambda: self.model.add_folder(self.sample))

    def _read(self, take: Callable[[], int]) -> bool:
        self.model.issues.clear()  # each reading tells of its own files
        self.say("Reading ...")
        added = take()
        if self.model.asked:
            self.say("")
            self._ask()
            return False
        if added or self.model.again:
            here = f"{self.model.again} of these notes {'is' if self.model.again == 1 else 'are'} on this page already."
            self.say("" if added else here)
        else:
            self.say("No note was found in what you gave.", "unsure")
        more = pieces.issues(self.model)
        if self.model.kept.trouble:
            more += notice(self.model.kept.trouble, kind="unsure")
        if more:
            self.say("" if added else "No note was found in what you gave.", "unsure", more)
        self.changed()
        return bool(added or self.model.again)

    def _forget(self, _=None) -> None:
        self.model.forget_all()
        self.say("All notes are off this page.")
        self.changed()

    # Which column is the note?

    def _ask(self) -> None:
        table = self.model.asked[0]
        fields = table.proposal.fields
        note = field(w.Dropdown, "The note's text is in", options=list(table.headers), value=table.guess)
        columns = [_NONE, *((header, header) for header in table.headers)]
        patient = field(w.Dropdown, "The patient is in", options=columns, value=fields.get("patient_id", ""))
        date = field(
            w.Dropdown, "The date of the visit is in", options=columns, value=fields.get("date_of_service", "")
        )

        def confirm(_=None) -> None:
            self._done_asking()
            self._read(lambda: self.model.confirm_columns(note.value, patient.value, date.value))

        def leave(_=None) -> None:
            self._done_asking()
            self.model.leave_waiting()
            self.say("The upload was not read.")

        self.asked_box.children = [
            head("Which column is the note?"),
            w.HTML(
                f"<p>{safe(table.file)} is a table. Please check the columns once; the answer is remembered for files of this shape.</p>"
            ),
            row(note, patient, date),
            row(
                self.say.button("Audit these notes", confirm, "primary"),
                self.say.button("Leave this upload out", leave),
            ),
        ]
        show(self.asked_box, True)
        show(self.open_box, False)

    def _done_asking(self) -> None:
        show(self.asked_box, False)
        self.asked_box.children = []
        self.fold(bool(self.model.audits))
