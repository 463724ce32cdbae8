"""The note audit page: widgets that show the model and tell it what a person does. All labels are words; every step works by keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.note_audit import pieces, takeaway
from auditkit.apps.note_audit.intake import Intake
from auditkit.apps.note_audit.model import SHOW_ALL, SHOW_ATTENTION, SHOW_CRITICAL, NoteAuditModel
from auditkit.apps.note_audit.style import STYLE
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, column, field, head, row, show, wide
from auditkit.places import datasets
from auditkit.rule import Answer, Kind

_KINDS = {
    "evaluation": "Evaluation and plan of care",
    "treatment": "Treatment note",
    "progress": "Progress report",
    "recertification": "Recertification",
    "discharge": "Discharge report",
}
_DISCIPLINES = {
    "": "Discipline not recognised",
    "PT": "Physical therapy",
    "OT": "Occupational therapy",
    "SLP": "Speech-language pathology",
}
_SHOW = [("All 26 points", SHOW_ALL), ("What needs a look", SHOW_ATTENTION), ("Payment-critical", SHOW_CRITICAL)]


class NoteAuditView:
    """The widgets of the page; `page` is the one to display."""

    def __init__(self, model: NoteAuditModel, sample: Path | None = None):
        self.model = model
        self.say = Said()
        self.guard, self.button = self.say.guard, self.say.button
        self._quiet = False
        self._lines: dict[str, w.Button] = {}
        self.intake = Intake(model, sample, say=self.say, changed=self.refresh)
        self._build_takeaway()
        self._build_list()
        self._build_note()
        self._build_line()
        self.summary = w.HTML(layout=wide())
        columns = w.Box([self._left(), self._middle(), self._right()], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("na-cols")
        self.result = w.VBox([self.summary, self.take_bar, self.made, columns], layout=wide())
        self.page = w.VBox([w.HTML(STYLE), self.intake.box, self.say.box, self.result], layout=wide())
        self.page.add_class("ak-wide")
        show(self.result, False)

    # The parts

    def _build_takeaway(self) -> None:
        self.which = field(
            w.Dropdown, "Take away", options=[("The chosen note", False), ("All notes on this page", True)]
        )
        self.downloads = {name: self.button(words, self._making(name)) for name, (words, *_) in takeaway.FILES.items()}
        self.take_bar = row(row(self.which, *self.downloads.values()), self.intake.again, also="ak-bar")
        self.made = w.HTML(layout=wide())

    def _build_list(self) -> None:
        self.only = field(
            w.Dropdown, "Notes to list", options=[("All notes", False), ("Payment-critical point missing", True)]
        )
        self.only.observe(self.guard(self._list_again), "value")
        self.notes = field(w.Select, "Notes", rows=6)
        self.notes.observe(self.guard(self._choose_note), "value")
        self.show = field(w.Dropdown, "Points to list", options=_SHOW)
        self.show.observe(self.guard(self._filter), "value")
        self.score = w.HTML(layout=wide())
        self.list = w.VBox([], layout=wide())
        self.list.add_class("ak-list")

    def _build_note(self) -> None:
        self.note = w.HTML(layout=wide())
        self.read_as = w.HTML(layout=wide())
        self.kinds = {
            value: w.Checkbox(description=words, indent=False, layout=w.Layout(width="auto"))
            for value, words in _KINDS.items()
        }
        for box in self.kinds.values():
            box.add_class("ak-check")
        self.discipline = field(w.Dropdown, "Discipline", options=[(words, v) for v, words in _DISCIPLINES.items()])
        self.correct_button = self.button("Audit again as this", self._correct)
        self.correct_toggle = self._fold("Correct the kind of note")
        self.correct_box = w.VBox([*self.kinds.values(), self.discipline, self.correct_button], layout=wide())
        self._folds(self.correct_toggle, self.correct_box)
        self.other = field(w.Dropdown, "Another note of this patient", options=[])
        self.compare_button = self.button("Show what differs", self._compare)
        self.compared = w.HTML(layout=wide())
        self.compare_toggle = self._fold("Compare with an earlier note")
        self.compare_box = w.VBox([self.other, self.compare_button, self.compared], layout=wide())
        self._folds(self.compare_toggle, self.compare_box)

    def _build_line(self) -> None:
        self.detail = w.HTML(layout=wide())
        self.answer = field(
            w.Dropdown, "Your answer", options=[(words, answer.value) for answer, words in pieces.ANSWER_WORDS.items()]
        )
        self.reason = field(w.Textarea, "Reason (kept with your answer)", rows=2)
        self.who = field(w.Text, "Your name or initials")
        self.decide_button = self.button("Keep my answer", self._decide, "primary")
        self.withdraw_button = self.button("Use the program's answer", self._withdraw)
        self.decide_said = w.HTML(layout=wide())

    def _left(self) -> w.Widget:
        return column(head("Notes"), self.only, self.notes, self.score, self.show, self.list, also="na-first")

    def _middle(self) -> w.Widget:
        tools = row(self.compare_toggle, self.correct_toggle, also="ak-smaller")
        return column(
            head("The note"), self.read_as, tools, self.compare_box, self.correct_box, self.note, also="na-second"
        )

    def _right(self) -> w.Widget:
        return column(
            head("The chosen point"),
            self.detail,
            head("Do you see it differently?", 3),
            self.answer,
            self.reason,
            self.who,
            row(self.decide_button, self.withdraw_button),
            self.decide_said,
            also="na-third",
        )

    # Showing the model

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        show(self.result, model.audit is not None)
        self.intake.fold(bool(model.audits))
        (self.page.add_class if model.audits else self.page.remove_class)("ak-has-result")
        self.compared.value = self.made.value = self.decide_said.value = ""
        if model.audit is None:
            self.note.value = self.detail.value = self.score.value = self.summary.value = self.reason.value = ""
            self._quiet = True
            self.notes.options, self.other.options, self.only.value = [], [], False
            self._quiet = False
            return
        own = model.audit
        self.summary.value = pieces.summary(model)
        show(self.only, len(model.audits) > 1)
        self._show_notes()
        self._quiet = True
        others = model.earlier_notes()
        self.other.options = [(pieces.note_name(model.audits[i]), i) for i in others] or [
            ("No other note of this patient here", -1)
        ]
        before = [i for i in others if pieces.is_before(model.audits[i], own)]
        if before:
            self.other.value = before[-1]
        for value, box in self.kinds.items():
            box.value = value in [str(k) for k in own.kinds]
        self.discipline.value = own.discipline if own.discipline in _DISCIPLINES else ""
        self._quiet = False
        self.read_as.value = pieces.read_as([_KINDS[str(k)] for k in own.kinds], _DISCIPLINES[self.discipline.value])
        self._show_lines()
        self._show_line()

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
                button.on_click(self.guard(lambda _, rule=line.rule: self._choose_rule(rule)))
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

    def _show_line(self) -> None:
        line = self.model.line(self.model.chosen_rule)
        self.note.value = pieces.note_view(self.model)
        self.decide_said.value = ""
        if line is None:
            self.detail.value = ""
            return
        self.detail.value = pieces.detail(line, self.model.rules[line.rule], self.model.audit.text)
        self.answer.value = line.answer.value
        self.reason.value = line.reason
        self.withdraw_button.disabled = line.decided is None

    # What a person does

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
        self._show_line()

    def _filter(self, change) -> None:
        self.model.show = change["new"]
        self._show_lines()

    def _list_again(self, _change) -> None:
        if self._quiet:
            return
        self._show_notes()
        if self.notes.value is None and self.notes.options:
            self.notes.value = self.notes.options[0][1]

    def _decide(self, _=None) -> None:
        self.model.kept.who = self.who.value.strip()
        trouble = self.model.decide(self.model.chosen_rule, Answer(self.answer.value), self.reason.value)
        self._after(trouble, "Your answer is kept; the program's stays beside it.")

    def _withdraw(self, _=None) -> None:
        self._after(self.model.withdraw(self.model.chosen_rule), "The program's answer counts again.")

    def _after(self, trouble: str, well: str) -> None:
        asked_back = bool(trouble) and self.model.line(self.model.chosen_rule).decided is None
        if not asked_back:  # else what was typed stays
            self.refresh()
        self.decide_said.value = notice(trouble or well, kind="unsure" if trouble else "good")

    def _correct(self, _=None) -> None:
        chosen = [Kind(value) for value, box in self.kinds.items() if box.value]
        trouble = self.model.correct(chosen, self.discipline.value)
        if chosen:
            self.refresh()
        self.say(trouble or "Audited again as you said; remembered for this note.", "unsure" if trouble else "good")

    def _compare(self, _=None) -> None:
        if self.other.value is None or self.other.value < 0:
            self.compared.value = notice("Add an earlier note of this patient first, then compare.")
            return
        share, changed = self.model.compare_with(self.other.value)
        self.compared.value = pieces.comparison(share, changed, pieces.note_name(self.model.audits[self.other.value]))

    def _making(self, name: str) -> Callable:
        def make(_=None) -> None:
            self.made.value = notice("Writing ...")
            try:
                self.made.value = takeaway.link(self.model, name, every_note=bool(self.which.value))
            except Exception:
                self.made.value = ""  # the guard says it; "Writing" must not stay
                raise

        return make

    # Manners

    def _fold(self, words: str) -> w.ToggleButton:
        return w.ToggleButton(description=words, layout=w.Layout(width="auto"))

    def _folds(self, toggle: w.ToggleButton, box: w.Widget) -> None:
        show(box, False)
        toggle.observe(self.guard(lambda change: show(box, change["new"])), "value")


def page() -> w.Widget:
    """The page as the notebook shows it: the practice's store, and the sample notes where they are installed."""

    def open_store():
        from auditkit.store import Store

        return Store.open(os.environ.get("AUDITKIT_STORE") or None)

    return NoteAuditView(NoteAuditModel(open_store=open_store), sample_notes()).page


def sample_notes() -> Path | None:
    """The sample practice's notes, in the checkout or beside the installed package."""
    folder = datasets() / "practice"
    return folder if (folder / "notes").is_dir() else None
