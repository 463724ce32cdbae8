"""The chosen note: its text with the evidence marked, what it was read as, and what differs from an earlier one."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.note_audit import pieces
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, column, field, folds, head, row, wide
from auditkit.rule import Kind

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


class ChosenNote:
    """The widgets of the page's second column, `box`. `changed` shows the page anew."""

    def __init__(self, model: NoteAuditModel, *, say: Said, changed: Callable[[], None]):
        self.model = model
        self.say = say
        self._changed = changed
        self.text = w.HTML(layout=wide())
        self.read_as = w.HTML(layout=wide())
        self.kinds = {
            value: w.Checkbox(description=words, indent=False, layout=w.Layout(width="auto"))
            for value, words in _KINDS.items()
        }
        for box in self.kinds.values():
            box.add_class("ak-check")
        self.discipline = field(w.Dropdown, "Discipline", options=[(words, v) for v, words in _DISCIPLINES.items()])
        self.correct_button = say.button("Audit again as this", self._correct)
        correct_box = w.VBox([*self.kinds.values(), self.discipline, self.correct_button], layout=wide())
        self.correct_toggle = folds("Correct the kind of note", correct_box, say)
        self.other = field(w.Dropdown, "Another note of this patient", options=[])
        self.compare_button = say.button("Show what differs", self._compare)
        self.compared = w.HTML(layout=wide())
        compare_box = w.VBox([self.other, self.compare_button, self.compared], layout=wide())
        self.compare_toggle = folds("Compare with an earlier note", compare_box, say)
        tools = row(self.compare_toggle, self.correct_toggle, also="ak-smaller")
        self.box = column(head("The note"), self.read_as, tools, compare_box, correct_box, self.text, also="na-second")

    def refresh(self) -> None:
        """Show the chosen note, or nothing where there is none."""
        model, own = self.model, self.model.audit
        self.compared.value = ""
        if own is None:
            self.text.value = ""
            self.other.options = []
            return
        others = model.earlier_notes()
        self.other.options = [(pieces.note_name(model.audits[i]), i) for i in others] or [
            ("No other note of this patient here", -1)
        ]
        before = [i for i in others if pieces.is_before(model.audits[i], own)]
        if before:
            self.other.value = before[-1]
        for value, box in self.kinds.items():
            box.value = value in [str(kind) for kind in own.kinds]
        self.discipline.value = own.discipline if own.discipline in _DISCIPLINES else ""
        kinds = [_KINDS[str(kind)] for kind in own.kinds]
        self.read_as.value = pieces.read_as(kinds, _DISCIPLINES[self.discipline.value])

    def mark(self) -> None:
        """Show the note with the chosen point's evidence marked."""
        self.text.value = pieces.note_view(self.model)

    def _correct(self, _=None) -> None:
        chosen = [Kind(value) for value, box in self.kinds.items() if box.value]
        trouble = self.model.correct(chosen, self.discipline.value)
        if chosen:
            self._changed()
        self.say(trouble or "Audited again as you said; remembered for this note.", "unsure" if trouble else "good")

    def _compare(self, _=None) -> None:
        if self.other.value is None or self.other.value < 0:
            self.compared.value = notice("Add an earlier note of this patient first, then compare.")
            return
        share, changed = self.model.compare_with(self.other.value)
        self.compared.value = pieces.comparison(share, changed, pieces.note_name(self.model.audits[self.other.value]))
