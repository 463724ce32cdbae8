"""The rounds that were kept, and the questions before the first chart. They cannot be skipped: without them there is no round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as w

from auditkit.apps.audit_round import pieces
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.desks.rounds.round import CLOCK_WORDS

_PAGE = 10


class RoundsView:
    """The list of rounds; `box` is shown. `opened` hears that a round, or a new one, was chosen; `left` that the sample was left."""

    def __init__(
        self,
        model: AuditRoundModel,
        sample: Path | None,
        *,
        say: Said,
        opened: Callable[[], None],
        left: Callable[[], None],
    ):
        self.model, self.say, self._opened, self._left, self._sample = model, say, opened, left, sample
        self.number = 0
        lead = w.HTML(
            "<p>A round asks one question, draws charts that anybody can draw again, has each read by a person (some by two), and ends with a rate and "
            "its interval. Answers are saved as they are given; notes are never kept.</p>"
        )
        self.new_button = say.button("Begin a new round", self._new, "primary")
        self.sample_button = say.button("Try with the sample practice", self._try)
        self.leave_button = say.button("Leave the sample", self._leave)
        self.entries = Entries(_PAGE, say=say, choose=self._choose, turn=self._turn, also="rd-entry")
        self.list_box = w.VBox(
            [head("Rounds"), self.entries.where, self.entries.turns, self.entries.list], layout=wide()
        )
        self.list_box.add_class("ar-narrow")
        self.box = w.VBox(
            [lead, row(self.new_button, self.sample_button, self.leave_button), self.list_box], layout=wide()
        )

    @property
    def _listed(self):
        return sorted(
            self.model.rounds.values(), key=lambda r: (r.is_closed, r.opened_at is None, r.opened_at), reverse=False
        )

    def refresh(self) -> None:
        """Show the model as it is now."""
        listed = self._listed
        page = listed[self.number * _PAGE : (self.number + 1) * _PAGE]
        show(self.list_box, bool(listed))
        show(self.leave_button, self.model.has_sample)
        show(self.sample_button, not self.model.has_sample)
        entries = [Entry(pieces.round_entry(one), "rd-closed" if one.is_closed else "rd-due") for one in page]
        keys = [one.key for one in page]
        chosen = keys.index(self.model.key) if self.model.key in keys else 0
        self.entries.show(entries, number=self.number, total=len(listed), chosen=chosen)

    def _choose(self, place: int) -> None:
        self.model.choose_round(self._listed[self.number * _PAGE + place].key)
        self._opened()

    def _turn(self, by: int) -> None:
        self.number += by
        self.refresh()

    def _new(self, _=None) -> None:
        self.model.new_round()
        self._opened()

    def _try(self, _=None) -> None:
        if self._sample is None:
            self.say("The sample practice is not installed. Begin a round with notes of your own.", "unsure")
            return
        self.say("Reading the sample practice ...")
        self.say(self.model.add_sample(self._sample))
        self._opened()

    def _leave(self, _=None) -> None:
        self.model.leave_sample()
        self._left()
        self.say("The sample is off this page.")


class OpeningView:
    """The opening questions; `box` is shown. `opened` hears that the round has begun."""

    def __init__(self, model: AuditRoundModel, *, say: Said, opened: Callable[[], None]):
        self.model, self._opened = model, opened
        self.title = field(w.Text, "Name of the round", placeholder="Quarter 4, shoulder notes")
        self.purpose = field(w.Textarea, "What is it for?", rows=2)
        self.who_sees = field(w.Text, "Who sees the results?")
        self.counsel = field(
            w.Dropdown,
            "Routine, or directed by counsel?",
            options=[("Choose ...", ""), ("Routine", "routine"), ("Directed by counsel", "counsel")],
        )
        self.question = field(
            w.Dropdown,
            "Which question does it ask?",
            options=[("Choose ...", ""), *((words, value) for value, words in pieces.QUESTION_WORDS.items())],
        )
        self.clock = [w.Checkbox(description=words, indent=False, layout=wide()) for words in CLOCK_WORDS]
        for box in self.clock:
            box.add_class("rd-check")
        self.said = w.HTML(layout=wide())
        self.open_button = say.button("Open the round", self._open, "primary")
        self.form = w.VBox(
            [
                head("Before the first chart"), self.title, self.purpose, self.who_sees, self.counsel, self.question,
                head("Please read, and tick each sentence", 3), *self.clock, self.said, row(self.open_button),
            ],
            layout=wide(),
        )  # fmt: skip
        for name in ("rd-form", "ar-narrow"):
            self.form.add_class(name)
        self.told = w.HTML(layout=wide())
        self.box = w.VBox([self.form, self.told], layout=wide())

    def refresh(self) -> None:
        """Show the questions, or what was answered."""
        round_ = self.model.round
        show(self.form, round_ is None)
        self.told.value = pieces.opening(round_) if round_ else ""
        self.said.value = ""

    def _open(self, _=None) -> None:
        if not self.counsel.value:
            self.said.value = notice("Please say whether this round is routine or directed by counsel.", kind="bad")
            return
        wrong = self.model.open(
            title=self.title.value,
            purpose=self.purpose.value,
            who_sees=self.who_sees.value,
            is_counsel_directed=self.counsel.value == "counsel",
            question=self.question.value,
            has_read_clock=all(box.value for box in self.clock),
        )
        if wrong:
            self.said.value = notice(wrong, kind="bad")
            return
        for text in (self.title, self.purpose, self.who_sees):
            text.value = ""
        self.counsel.value = self.question.value = ""
        for box in self.clock:
            box.value = False
        self._opened()
