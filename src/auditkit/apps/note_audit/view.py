"""The note audit page: widgets that show the model and tell it what a person does. All labels are words; every step works by keyboard."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.note_audit import pieces
from auditkit.apps.note_audit.model import SHOW_ALL, SHOW_ATTENTION, SHOW_CRITICAL, NoteAuditModel
from auditkit.apps.shell import guarded, notice, safe
from auditkit.rule import Answer, Kind

_KINDS = [("Evaluation and plan of care", "evaluation"), ("Treatment note", "treatment"), ("Progress report", "progress"), ("Recertification", "recertification"), ("Discharge report", "discharge")]
_DISCIPLINES = [("Not known", ""), ("Physical therapy", "PT"), ("Occupational therapy", "OT"), ("Speech-language pathology", "SLP")]
_DOWNLOADS = ("letter_html", "letter_docx", "letter_pdf", "results_xlsx")
_FILES = {
    "letter_html": ("Letter as a page", "feedback-letter.html", "text/html"),
    "letter_docx": ("Letter for Word", "feedback-letter.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "letter_pdf": ("Letter as PDF", "feedback-letter.pdf", "application/pdf"),
    "results_xlsx": ("Results for Excel", "note-audit.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _wide() -> w.Layout:
    """A layout of its own each time: a shared one would hide and show together."""
    return w.Layout(width="100%")


class NoteAuditView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: NoteAuditModel, sample: Path | None = None):
        self.model = model
        self.sample = sample
        self.said = w.HTML()
        self._quiet = False
        self._lines: dict[str, w.Button] = {}
        self._build_input()
        self._build_result()
        self.page = w.VBox([w.HTML(pieces.STYLE), self.input, self.said, self.result], layout=_wide())
        self.result.layout.display = "none"

    # Notes in

    def _build_input(self) -> None:
        self.paste = w.Textarea(placeholder="Paste a note here", layout=w.Layout(width="100%", height="9rem"))
        self.paste_label = w.Label("Paste a note")
        self.audit_button = self._button("Audit this note", self._audit_paste, "primary")
        limit = int(os.environ.get("AUDITKIT_UPLOAD_LIMIT", 25 * 1024 * 1024)) // (1024 * 1024)
        self.upload = w.FileUpload(multiple=True, description="Choose files", tooltip=f"Text, PDF, Word, Excel, CSV or zip, up to {limit} MB each")
        self.upload.observe(self._guard(self._audit_files, "Reading the files"), "value")
        self.sample_button = self._button("Try with sample notes", self._audit_sample)
        self.forget_button = self._button("Clear this page", self._forget)
        tools = w.HBox([self.audit_button, self.upload, self.sample_button, self.forget_button])
        tools.add_class("na-tools")
        hint = w.HTML(f'<p class="na-fine">Text, PDF, Word, Excel, CSV or a zip of these, up to {limit} MB each. Notes stay on this machine and leave memory when you close the page.</p>')
        self.input = w.VBox([self.paste_label, self.paste, tools, hint], layout=_wide())

    def _audit_paste(self, _=None) -> None:
        text = self.paste.value
        if not text.strip():
            self._say("Paste a note first, or choose files.", "unsure")
            return
        self._read(lambda: self.model.add_text(text))
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
        if self.sample is None or not self.sample.is_dir():
            self._say("The sample practice is not installed. Paste a note, or choose files.", "unsure")
            return
        self._read(lambda: self.model.add_folder(self.sample))
        self._say("These notes are sample data: the practice, its patients and its therapists are invented.")

    def _read(self, take: Callable[[], int]) -> None:
        self.said.value = notice("Reading ...")
        added = take()
        self._say(f"{added} note{'s' if added != 1 else ''} audited." if added else "No note was found in what you gave.", "note" if added else "unsure")
        self.said.value += pieces.issues(self.model)
        if self.model.store_trouble:
            self.said.value += notice(self.model.store_trouble, kind="unsure")
        self.refresh()

    def _forget(self, _=None) -> None:
        self.model.forget_all()
        self._say("All notes are off this page.")
        self.refresh()

    # The result

    def _build_result(self) -> None:
        self.notes = w.Select(description="", layout=w.Layout(width="100%", height="11rem"))
        self.notes.observe(self._guard(self._choose_note), "value")
        self.show = w.Dropdown(options=[("All lines", SHOW_ALL), ("What needs a look", SHOW_ATTENTION), ("Payment-critical", SHOW_CRITICAL)], layout=_wide())
        self.show.observe(self._guard(self._filter), "value")
        self.score = w.HTML()
        self.list = w.VBox([], layout=_wide())
        self.note = w.HTML(layout=_wide())
        self.detail = w.HTML(layout=_wide())
        self.answer = w.Dropdown(options=[(word, answer.value) for answer, word in pieces.ANSWER_WORDS.items()], layout=_wide())
        self.reason = w.Textarea(placeholder="Why you see it differently", layout=w.Layout(width="100%", height="4.2rem"))
        self.who = w.Text(placeholder="Your name or initials", layout=_wide())
        self.decide_button = self._button("Keep my answer", self._decide, "primary")
        self.withdraw_button = self._button("Use the program's answer", self._withdraw)
        self.kinds = w.SelectMultiple(options=_KINDS, rows=5, layout=_wide())
        self.discipline = w.Dropdown(options=_DISCIPLINES, layout=_wide())
        self.correct_button = self._button("Audit again as this", self._correct)
        self.other = w.Dropdown(options=[], layout=_wide())
        self.compare_button = self._button("Show what differs", self._compare)
        self.compared = w.HTML(layout=_wide())
        self.which = w.Dropdown(options=[("The chosen note", False), ("All notes on this page", True)], layout=_wide())
        self.downloads = {name: self._button(_FILES[name][0], self._making(name)) for name in _DOWNLOADS}
        self.made = w.HTML()
        tools = w.HBox(list(self.downloads.values()))
        tools.add_class("na-tools")
        left = w.VBox([_head("Notes"), self.notes, _head("This note"), self.score, w.Label("Show"), self.show, self.list], layout=_wide())
        middle = w.VBox([_head("The note"), self.note, _head("Kind of note", 3), w.Label("A document may be several kinds (hold Ctrl to choose more)"), self.kinds, w.Label("Discipline"), self.discipline, self.correct_button], layout=_wide())
        right = w.VBox(
            [
                _head("The chosen line"),
                self.detail,
                _head("You decide", 3),
                w.Label("Your answer"),
                self.answer,
                w.Label("Reason (kept with your answer)"),
                self.reason,
                w.Label("Who decides"),
                self.who,
                w.HBox([self.decide_button, self.withdraw_button]),
                _head("Compare with another note", 3),
                self.other,
                self.compare_button,
                self.compared,
                _head("Take away", 3),
                self.which,
                tools,
                self.made,
            ],
            layout=_wide(),
        )
        columns = w.Box([left, middle, right], layout=_wide())
        columns.add_class("na-cols")
        self.result = columns

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        self.result.layout.display = "none" if model.audit is None else "grid"
        if model.audit is None:
            return
        self._quiet = True
        self.notes.options = [(self._row(i), i) for i in range(len(model.audits))]
        self.notes.value = model.chosen
        others = model.earlier_notes()
        self.other.options = [(model.audits[i].name, i) for i in others] or [("No other note here", -1)]
        self.kinds.value = tuple(str(k) for k in model.audit.kinds)
        self.discipline.value = model.audit.discipline if model.audit.discipline in ("PT", "OT", "SLP") else ""
        self._quiet = False
        self.compared.value = self.made.value = ""
        self._show_lines()
        self._show_line()

    def _row(self, index: int) -> str:
        misses, is_met, of = self.model.summary(index)
        mark = f"\u2715 {misses} payment-critical" if misses else "\u2713 payment"
        return f"{self.model.audits[index].name}  |  {mark}  |  quality {is_met} of {of}"

    def _show_lines(self) -> None:
        lines = self.model.lines()
        self.score.value = pieces.score(self.model)
        rows = []
        group = None
        for line in lines:
            if line.critical != group:
                group = line.critical
                rows.append(_head("Payment-critical" if group else "Quality", 3))
            button = self._lines.get(line.rule)
            if button is None:
                button = self._lines[line.rule] = w.Button(layout=w.Layout(width="100%"))
                button.add_class("na-line")
                button.on_click(self._guard(lambda _, rule=line.rule: self._choose_rule(rule)))
            button.description = f"{pieces.SHAPES[line.answer]} {pieces.ANSWER_WORDS[line.answer]}: {line.title}" + (" (decided)" if line.decided else "")
            for answer in Answer:
                (button.add_class if answer is line.answer else button.remove_class)(f"na-{answer}")
            (button.add_class if line.rule == self.model.chosen_rule else button.remove_class)("na-chosen")
            rows.append(button)
        self.list.children = rows or [w.HTML("<p>Nothing here needs a look.</p>")]

    def _show_line(self) -> None:
        line = self.model.line(self.model.chosen_rule)
        self.note.value = pieces.note_view(self.model)
        if line is None:
            self.detail.value = ""
            return
        self.detail.value = pieces.detail(line, self.model.rules[line.rule], self.model.audit.text)
        self.answer.value = line.answer.value
        self.reason.value = line.reason
        self.withdraw_button.disabled = line.decided is None

    def _choose_note(self, change) -> None:
        if self._quiet or change["new"] is None:
            return
        self.model.choose(change["new"])
        self.refresh()

    def _choose_rule(self, rule: str) -> None:
        before = self.model.chosen_rule
        self.model.chosen_rule = rule
        if before in self._lines:
            self._lines[before].remove_class("na-chosen")
        self._lines[rule].add_class("na-chosen")
        self._show_line()

    def _filter(self, change) -> None:
        self.model.show = change["new"]
        self._show_lines()

    def _decide(self, _=None) -> None:
        self.model.who = self.who.value.strip()
        trouble = self.model.decide(self.model.chosen_rule, Answer(self.answer.value), self.reason.value)
        self._say(trouble or "Your answer is kept; the program's stays beside it.", "unsure" if trouble else "note")
        self.refresh()

    def _withdraw(self, _=None) -> None:
        trouble = self.model.withdraw(self.model.chosen_rule)
        self._say(trouble or "The program's answer counts again.", "unsure" if trouble else "note")
        self.refresh()

    def _correct(self, _=None) -> None:
        trouble = self.model.correct([Kind(k) for k in self.kinds.value], self.discipline.value)
        self._say(trouble or "Audited again.", "unsure" if trouble else "note")
        self.refresh()

    def _compare(self, _=None) -> None:
        if self.other.value is None or self.other.value < 0:
            return
        share, changed = self.model.compare_with(self.other.value)
        self.compared.value = pieces.comparison(share, changed, self.model.audits[self.other.value].name)

    # Take away

    def _making(self, name: str) -> Callable:
        def make(_=None) -> None:
            self.made.value = notice("Writing ...")
            label, file, media = _FILES[name]
            content = base64.b64encode(self._content(name)).decode("ascii")
            self.made.value = f'<p class="ak-action" role="status"><a download="{safe(file)}" href="data:{media};base64,{content}">Save {safe(file)}</a></p>'

        return make

    def _content(self, name: str) -> bytes:
        every = bool(self.which.value)
        if name == "results_xlsx":
            from auditkit.reports.workbook import to_xlsx

            audits = self.model.audits if every else [self.model.audit]
            return to_xlsx(audits, self.model.rules, issues=self.model.issues, decisions=self.model.decisions())
        letter = self.model.letter(every_note=every)
        if name == "letter_html":
            from auditkit.reports.html import to_html

            return to_html(letter).encode("utf-8")
        if name == "letter_docx":
            from auditkit.reports.word import to_docx

            return to_docx(letter)
        from auditkit.reports.pdf import to_pdf

        return to_pdf(letter)

    # Manners

    def _say(self, text: str, kind: str = "note") -> None:
        self.said.value = notice(text, kind=kind)

    def _guard(self, callback: Callable, doing: str = "This") -> Callable:
        def show(message: str) -> None:
            self.said.value = message

        return guarded(callback, show, doing)

    def _button(self, words: str, action: Callable, style: str = "") -> w.Button:
        button = w.Button(description=words, button_style=style, layout=w.Layout(width="auto"))
        button.on_click(self._guard(action, words))
        return button


def _head(words: str, level: int = 2) -> w.HTML:
    return w.HTML(f"<h{level}>{safe(words)}</h{level}>")


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample notes where they are installed."""

    def open_store():
        from auditkit.store import Store

        return Store.open(os.environ.get("AUDITKIT_STORE") or None)

    return NoteAuditView(NoteAuditModel(open_store=open_store), sample_notes()).page


def sample_notes() -> Path | None:
    """The sample practice's notes, in the checkout or beside the installed package."""
    for folder in (Path(__file__).parents[2] / "_datasets", Path(__file__).parents[4] / "datasets"):
        if (folder / "practice" / "notes").is_dir():
            return folder / "practice"
    return None
