"""The note audit page: widgets that show the model and tell it what a person does. All labels are words; every step works by keyboard."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as w

from auditkit.apps.note_audit import pieces, takeaway
from auditkit.apps.note_audit.chosen_note import ChosenNote
from auditkit.apps.note_audit.chosen_point import ChosenPoint
from auditkit.apps.note_audit.intake import Intake
from auditkit.apps.note_audit.lines import SHOW_ALL, SHOW_ATTENTION, SHOW_CRITICAL
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.note_audit.style import STYLE
from auditkit.apps.shell.keeping import practice_store
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, column, field, head, row, show, wide
from auditkit.places import datasets
from auditkit.rule import Answer

_SHOW = [("All 26 points", SHOW_ALL), ("What needs a look", SHOW_ATTENTION), ("Payment-critical", SHOW_CRITICAL)]


class NoteAuditView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: NoteAuditModel, sample: Path | None = None):
        self.model = model
        self.say = Said()
        self._quiet = False
        self._lines: dict[str, w.Button] = {}
        self.intake = Intake(model, sample, say=self.say, changed=self.refresh)
        self.note = ChosenNote(model, say=self.say, changed=self.refresh)
        self.point = ChosenPoint(model, say=self.say, changed=self.refresh)
        self._build_list()
        self.which = field(
            w.Dropdown, "Take away", options=[("The chosen note", False), ("All notes on this page", True)]
        )
        self.takeaway = Takeaway(
            takeaway.FILES,
            lambda name: takeaway.content(model, name, every_note=bool(self.which.value)),
            say=self.say,
        )
        bar = row(row(self.which, *self.takeaway.by_name.values()), self.intake.again, also="ak-bar")
        self.summary = w.HTML(layout=wide())
        first = column(head("Notes"), self.only, self.notes, self.score, self.show, self.list, also="na-first")
        columns = w.Box([first, self.note.box, self.point.box], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("na-cols")
        self.result = w.VBox([self.summary, bar, self.takeaway.made, columns], layout=wide())
        self.page = w.VBox([w.HTML(STYLE), self.intake.box, self.say.box, self.result], layout=wide())
        self.page.add_class("ak-wide")
        show(self.result, False)

    def _build_list(self) -> None:
        guard = self.say.guard
        self.only = field(
            w.Dropdown, "Notes to list", options=[("All notes", False), ("Payment-critical point missing", True)]
        )
        self.only.observe(guard(self._list_again), "value")
        self.notes = field(w.Select, "Notes", rows=6)
        self.notes.observe(guard(self._choose_note), "value")
        self.show = field(w.Dropdown, "Points to list", options=_SHOW)
        self.show.observe(guard(self._filter), "value")
        self.score = w.HTML(layout=wide())
        self.list = w.VBox([], layout=wide())
        self.list.add_class("ak-list")

    # Showing the model

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        show(self.result, model.audit is not None)
        self.intake.fold(bool(model.audits))
        (self.page.add_class if model.audits else self.page.remove_class)("ak-has-result")
        self.takeaway.clear()
        self.note.refresh()
        if model.audit is None:
            self.score.value = self.summary.value = ""
            self._quiet = True
            self.notes.options, self.only.value = [], False
            self._quiet = False
            self.point.refresh()
            return
        self.summary.value = pieces.summary(model)
        show(self.only, len(model.audits) > 1)
        self._show_notes()
        self._show_lines()
        self._show_point()

    def _show_notes(self) -> None:
        model = self.model
        listed = model.needing_a_look() if self.only.value else list(range(len(model.audits)))
        self._quiet = True
        self.notes.options = [(pieces.note_row(model, i), i) for i in listed]
        self.notes.value = model.chosen if model.chosen in listed else None
        self._quiet = False

    def _show_lines(self) -> None:
        self.score.value = pieces.score(self.model)
        rows: list[w.Widget] = []
        group = None
        for line in self.model.lines():
            if line.critical != group:
                group = line.critical
                rows.append(head("Payment-critical" if group else "Quality", 3))
            button = self._lines.get(line.rule)
            if button is None:
                button = self._lines[line.rule] = w.Button(layout=wide())
                button.add_class("ak-line")
                button.on_click(self.say.guard(lambda _, rule=line.rule: self._choose_rule(rule)))
            decided = " (decided by a person)" if line.decided else ""
            button.description = (
                f"{pieces.SHAPES[line.answer]} {pieces.ANSWER_WORDS[line.answer]}: {line.title}{decided}"
            )
            for answer in Answer:
                (button.add_class if answer is line.answer else button.remove_class)(f"ak-{answer}")
            (button.add_class if line.rule == self.model.chosen_rule else button.remove_class)("ak-chosen")
            rows.append(button)
        rows = rows or [w.HTML("<p>Nothing here needs a look.</p>")]
        if list(self.list.children) != rows:  # putting the same buttons in again would take the focus away
            self.list.children = rows

    def _show_point(self) -> None:
        self.note.mark()
        self.point.refresh()

    # What a person chooses

    def _choose_note(self, change) -> None:
        if self._quiet or change["new"] is None:
            return
        self.model.choose(change["new"])
        self.say("")
        self.refresh()

    def _choose_rule(self, rule: str) -> None:
        before = self.model.chosen_rule
        self.model.chosen_rule = rule
        if before in self._lines:
            self._lines[before].remove_class("ak-chosen")
        self._lines[rule].add_class("ak-chosen")
        self._show_point()

    def _filter(self, change) -> None:
        self.model.show = change["new"]
        self._show_lines()

    def _list_again(self, _change) -> None:
        if self._quiet:
            return
        self._show_notes()
        if self.notes.value is None and self.notes.options:
            self.notes.value = self.notes.options[0][1]


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample notes where they are installed."""
    return NoteAuditView(NoteAuditModel(open_store=practice_store), sample_notes()).page


def sample_notes() -> Path | None:
    """The sample practice's notes, in the checkout or beside the installed package."""
    folder = datasets() / "practice"
    return folder if (folder / "notes").is_dir() else None
