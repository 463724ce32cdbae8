"""The chosen point of the chosen note: the answer and what it rests on, and the form in which a person decides otherwise."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.note_audit import pieces
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, column, field, head, row, wide
from auditkit.rule import Answer


class ChosenPoint:
    """The widgets of the page's third column, `box`. `changed` shows the page anew."""

    def __init__(self, model: NoteAuditModel, *, say: Said, changed: Callable[[], None]):
        self.model = model
        self._changed = changed
        self.detail = w.HTML(layout=wide())
        self.answer = field(
            w.Dropdown, "Your answer", options=[(words, answer.value) for answer, words in pieces.ANSWER_WORDS.items()]
        )
        self.reason = field(w.Textarea, "Reason (kept with your answer)", rows=2)
        self.who = field(w.Text, "Your name or initials")
        self.decide_button = say.button("Keep my answer", self._decide, "primary")
        self.withdraw_button = say.button("Use the program's answer", self._withdraw)
        self.said = w.HTML(layout=wide())
        self.box = column(
            head("The chosen point"),
            self.detail,
            head("Do you see it differently?", 3),
            self.answer,
            self.reason,
            self.who,
            row(self.decide_button, self.withdraw_button),
            self.said,
            also="na-third",
        )

    def refresh(self) -> None:
        """Show the chosen point, or nothing where there is none."""
        line = self.model.line(self.model.chosen_rule)
        self.said.value = ""
        if line is None:
            self.detail.value = self.reason.value = ""
            return
        self.detail.value = pieces.detail(line, self.model.rules[line.rule], self.model.audit.text)
        self.answer.value = line.answer.value
        self.reason.value = line.reason
        self.withdraw_button.disabled = line.decided is None

    def _decide(self, _=None) -> None:
        self.model.kept.who = self.who.value.strip()
        trouble = self.model.decide(self.model.chosen_rule, Answer(self.answer.value), self.reason.value)
        self._after(trouble, "Your answer is kept; the program's stays beside it.")

    def _withdraw(self, _=None) -> None:
        self._after(self.model.withdraw(self.model.chosen_rule), "The program's answer counts again.")

    def _after(self, trouble: str, well: str) -> None:
        asked_back = bool(trouble) and self.model.line(self.model.chosen_rule).decided is None
        if not asked_back:  # else what was typed stays
            self._changed()
        self.said.value = notice(trouble or well, kind="unsure" if trouble else "good")
