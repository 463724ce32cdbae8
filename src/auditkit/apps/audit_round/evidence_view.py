"""The words that prove an answer: those that the program marked, those that the reader marks in the note or types, or none.

What is marked in the note with mouse, touch or keys arrives in the field (see `page.js`); what is typed is looked for in the note.
"""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell import notice, safe
from auditkit.apps.shell.widgets import Said, field, row, show, wide
from auditkit.desks.rounds.marks import Span, find
from auditkit.rule import Answer

BY_PROGRAM, OWN, NONE = "program", "own", "none"
_OPTIONS = {
    BY_PROGRAM: "The words that the program marked, if you answer as it does",
    OWN: "The words that I mark in the note",
    NONE: "No words of the note show it",
}
_NOT_THERE = "These words are not in the note; mark them in it, or copy them as they stand there."


class NotInNote(ValueError):
    """The words that were given are not in the note; the message is a sentence."""


class EvidenceView:
    """The widgets; `box` is shown. `own` are the spans that the reader marked for the chosen criterion."""

    def __init__(self, model: AuditRoundModel, *, say: Said):
        self.model = model
        self.own: list[Span] = []
        self._quiet = False
        self.choice = field(w.Dropdown, "Evidence", options=[(_OPTIONS[NONE], NONE)])
        self.words = field(w.Text, "The words that prove it (mark them in the note, or type them)")
        self.words.add_class("ak-pick-words")
        self.pick = w.Text(description="Marked in the note")  # "120 can carry": characters before, and the words
        self.pick.add_class("ak-pick")
        show(self.pick, False)
        self._near = 0
        self.pick.observe(say.guard(self._picked), "value")
        self.words.observe(say.guard(self._given), "value")
        self.add_button = say.button("Mark more words", self._add)
        self.clear_button = say.button("Take my marks out", self._clear)
        self.said = w.HTML(layout=wide())
        self.marked = w.HTML(layout=wide())
        buttons = row(self.add_button, self.clear_button, also="ak-smaller")
        self.box = w.VBox([self.choice, self.words, self.pick, self.marked, self.said, buttons], layout=wide())
        self.changed = lambda: None  # the note is shown again

    def refresh(self) -> None:
        """Show what was kept for the chosen criterion, or what the program proposes."""
        model = self.model
        reading, proposed = model.reading(), model.proposed
        given = reading.answers.get(model.rule) if reading else None
        kept = model.evidence(model.chart, reading, model.rule) if given else []
        self.own = kept if kept and kept != proposed else []
        self._write("")
        options = [BY_PROGRAM, OWN, NONE] if proposed else [OWN, NONE]
        self.choice.options = [(_OPTIONS[one], one) for one in options]
        is_without = given is not None and given is model.proposed_answer and not kept
        self.choice.value = OWN if self.own else NONE if is_without or not proposed else BY_PROGRAM
        self._show_own()

    def spans(self, given: Answer) -> list[Span]:
        """Where the words stand that go with an answer; the program's words show the program's answer only. Raises NotInNote."""
        if self.choice.value == BY_PROGRAM:
            return self.model.proposed if given is self.model.proposed_answer else []
        if self.choice.value == NONE:
            return []
        found = sorted({*self.own, *self._typed()})
        if not found:
            raise NotInNote("Mark the words in the note, or choose that no words of it show it.")
        return found

    @property
    def strong(self) -> list[Span]:
        """What is marked strongly in the note."""
        return self.own if self.choice.value == OWN else self.model.proposed

    def _typed(self) -> list[Span]:
        if not self.words.value.strip():
            return []
        chart = self.model.open_chart
        span = find(chart.note.text, self.words.value, self._near) if chart else None
        if span is None:
            raise NotInNote(_NOT_THERE)
        return [span]

    def _picked(self, change) -> None:
        near, _, words = change["new"].partition(" ")
        if words:
            self.words.value = words
            self._near = int(near) if near.isdecimal() and len(near) < 10 else 0
            self.pick.value = ""  # so that the same words can be marked again

    def _given(self, change) -> None:
        self._near = 0
        if not self._quiet and change["new"].strip():
            self.choice.value = OWN
            self.said.value = ""

    def _add(self, _=None) -> None:
        try:
            self.own = sorted({*self.own, *self._typed()})
        except NotInNote as wrong:
            self.say_wrong(str(wrong))
            return
        if self.own:
            self.choice.value = OWN
        self._write("")
        self._show_own()
        self.changed()

    def _clear(self, _=None) -> None:
        self.own = []
        self._write("")
        self.choice.value = BY_PROGRAM if self.model.proposed else NONE
        self._show_own()
        self.changed()

    def say_wrong(self, words: str) -> None:
        """One sentence under the field."""
        self.said.value = notice(words, kind="bad")

    def _write(self, words: str) -> None:
        self._quiet = True
        self.words.value, self.pick.value, self.said.value = words, "", ""
        self._quiet = False

    def _show_own(self) -> None:
        chart = self.model.open_chart
        quotes = [chart.note.text[slice(*span)].strip() for span in self.own] if chart else []
        self.marked.value = "".join(f"<blockquote>“{safe(quote)}”</blockquote>" for quote in quotes)
        show(self.clear_button, bool(self.own))
