"""How notes get onto the page: paste, files, the sample practice; and the question which column of a table is the note."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell import notice, remarks
from auditkit.apps.shell.files_in import FilesIn
from auditkit.apps.shell.note_columns import note_columns
from auditkit.apps.shell.widgets import Said, field
from auditkit.readers.limits import DEFAULT, in_words

ACCEPTED = ".txt,.md,.pdf,.docx,.csv,.tsv,.xlsx,.xls,.zip"


class Intake(FilesIn):
    """The widgets for notes in. `say` and `changed` are the page's."""

    def __init__(self, model: NoteAuditModel, sample: Path | None, *, say: Said, changed: Callable):
        self.model = model
        self.changed = changed
        model.told = lambda count: say(f"Reading: {count} notes so far ...")
        self.paste = field(w.Textarea, "Paste a note", rows=9, placeholder="The whole note, as it is in the chart")
        self.audit_button = say.button("Audit this note", self._audit_paste, "primary")
        super().__init__(
            say=say,
            accept=ACCEPTED,
            formats="Text, PDF, Word, Excel, CSV or zip",
            hint=f'<p class="ak-fine">Files: text, PDF, Word, Excel, CSV, or a zip of these, up to {in_words(DEFAULT.file_bytes)} each. '
            "Notes stay on this machine and leave its memory when you close this page. "
            "The sample notes are invented: no real patient is in them.</p>",
            take=lambda files: self._read(lambda: model.add_files(files)),
            sample="Try with sample notes",
            take_sample=None if sample is None else lambda: self._read(lambda: model.add_folder(sample)),
            forget=self._forget,
            add="Add notes",
            above=[self.paste],
            first=[self.audit_button],
        )

    def _audit_paste(self, _=None) -> None:
        text = self.paste.value
        if not text.strip():
            self.say("Paste a note first, or choose files.", "unsure")
            return
        if self._read(lambda: self.model.add_text(text)):
            self.paste.value = ""

    def _read(self, take: Callable[[], int]) -> bool:
        self.model.issues.clear()  # each reading tells of its own files
        self.say("Reading ...")
        added = take()
        if self.model.asked:
            self.say("")
            self._ask()
            return False
        more = remarks("Not read, or read in part", [issue.sentence for issue in self.model.issues])
        if self.model.kept.trouble:
            more += notice(self.model.kept.trouble, kind="unsure")
        again = self.model.again
        if added:
            self.say("", more=more)
        elif again:
            self.say(f"{again} of these notes {'is' if again == 1 else 'are'} on this page already.", more=more)
        else:
            self.say("No note was found in what you gave.", "unsure", more)
        self.changed()
        return bool(added or again)

    def _forget(self) -> None:
        self.model.forget_all()
        self.say("All notes are off this page.")
        self.changed()

    def _ask(self) -> None:
        def confirm(*chosen: str) -> None:
            self.asked(bool(self.model.audits))
            self._read(lambda: self.model.confirm_columns(*chosen))

        def leave() -> None:
            self.asked(bool(self.model.audits))
            self.model.leave_waiting()
            self.say("The upload was not read.")

        self.ask(*note_columns(self.model.asked[0], say=self.say, confirm=confirm, leave=leave, go="Audit these notes"))
