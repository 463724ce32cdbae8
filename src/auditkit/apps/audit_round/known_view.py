"""The charts with known answers, read before a reader's first chart: answered without the program, compared chart by chart."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.audit_round import known_pieces as pieces
from auditkit.apps.audit_round.answer_keys import AnswerKeys
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, column, field, folds, head, row, show, wide
from auditkit.rule import Answer


class KnownView:
    """The widgets; `box` is shown. `done` hears that the reader goes on to the charts of the round."""

    def __init__(self, model: AuditRoundModel, *, say: Said, done: Callable[[], None]):
        self.model, self.known, self.say, self._done = model, model.known, say, done
        self._open_for: tuple[str, str] | None = None  # round and reader
        self._lines: dict[str, w.Button] = {}
        self.lead = w.HTML(layout=wide())
        self.begin_button = say.button(f"Read the {len(model.known.charts)} charts", self._begin, "primary")
        self._build_leaving()
        self.list = w.VBox([], layout=wide())
        self.list.add_class("ak-list")
        self.title, self.note, self.compared = w.HTML(layout=wide()), w.HTML(layout=wide()), w.HTML(layout=wide())
        self.point, self.said = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.next_button = say.button("Next chart", self._next, "primary")
        self.keys = AnswerKeys(say=say, answer=self._answer, step=self._step)
        first = column(self.title, self.list, self.compared, row(self.next_button), also="na-first")
        second = column(head("The note"), self.note, also="na-second")
        third = column(
            head("Your answer"),
            self.point,
            self.keys.answers,
            self.keys.steps,
            self.keys.switch,
            self.said,
            also="na-third",
        )
        self.columns = w.Box([first, second, third], layout=wide())
        for name in ("ak-cols", "na-cols", "ar-reading"):
            self.columns.add_class(name)
        bar = row(self.begin_button, self.leave_toggle, also="ak-bar")
        self.box = w.VBox([self.lead, bar, self.leave_box, self.columns], layout=wide())

    def _build_leaving(self) -> None:
        self.reason = field(w.Text, "Why you leave them out (kept, and told in the report)")
        self.leave_said = w.HTML(layout=wide())
        self.leave_box = w.VBox(
            [self.reason, self.leave_said, row(self.say.button("Go on without them", self._leave))], layout=wide()
        )
        for name in ("rd-form", "ar-narrow"):
            self.leave_box.add_class(name)
        self.leave_toggle = folds("Leave them out", self.leave_box, self.say)

    # Showing

    @property
    def is_open(self) -> bool:
        """Whether this reader has them open: the last one stays until he goes on."""
        return self._open_for == (self.model.key, self.model.reader)

    def refresh(self) -> None:
        """Show the model as it is now: an offer at first, then the open chart."""
        known = self.known
        if known.own.answers and not self.is_open:
            self._open()
        self.lead.value = pieces.progress(known) if self.is_open else pieces.offer(known)
        show(self.begin_button, not self.is_open)
        show(self.leave_toggle, not known.own.is_settled)
        show(self.columns, self.is_open)
        if self.is_open:
            self._show_chart()

    def _open(self) -> None:
        self._open_for = (self.model.key, self.model.reader)
        self.known.resume()

    def _show_chart(self) -> None:
        known = self.known
        self.title.value = f"<h2>{pieces.safe(known.chart.title)}</h2>"
        rows = [self._line(rule) for rule in known.chart.answers]
        if rows != list(self.list.children):
            self.list.children = rows  # putting the same buttons in again would take the focus away
        self._show_point()

    def _line(self, rule: str) -> w.Button:
        button = self._lines.get(rule)
        if button is None:
            button = self._lines[rule] = w.Button(layout=wide())
            button.add_class("ak-line")
            button.on_click(self.say.guard(lambda _: self._choose(rule)))
        given = self.known.given(rule)
        button.description = pieces.line(self.known, rule)
        for answer in Answer:
            (button.add_class if answer is given else button.remove_class)(f"ak-{answer}")
        (button.add_class if rule == self.known.rule else button.remove_class)("ak-chosen")
        return button

    def _show_point(self) -> None:
        known = self.known
        is_compared = known.is_compared
        self.note.value = pieces.note(known)
        self.point.value = pieces.point(known)
        self.compared.value = pieces.result(known) if is_compared else ""
        self.said.value = ""
        is_last = known.own.is_settled
        self.next_button.description = "Go on to the charts of the round" if is_last else "Next chart"
        show(self.next_button, is_compared)
        self.keys.show_answer(known.given(known.rule), is_fixed=is_compared)

    # What the reader does

    def _begin(self, _=None) -> None:
        self._open()
        self.refresh()

    def _choose(self, rule: str) -> None:
        self.known.choose(rule)
        self._show_chart()

    def _step(self, by: int) -> None:
        self.known.step(by)
        self._show_chart()

    def _answer(self, given: Answer) -> None:
        wrong = self.known.answer(given)
        self.refresh()
        self.said.value = notice(wrong, kind="bad") if wrong else ""

    def _next(self, _=None) -> None:
        if self.known.own.is_settled:
            self._go_on("Here are the charts of the round.")
            return
        self.known.resume()
        self.refresh()

    def _leave(self, _=None) -> None:
        wrong = self.known.leave_out(self.reason.value)
        self.leave_said.value = notice(wrong, kind="bad") if wrong else ""
        if not wrong:
            self._go_on("The reason is kept. Here are the charts of the round.")

    def _go_on(self, words: str) -> None:
        self._open_for = None
        self.reason.value, self.leave_toggle.value = "", False
        self._done()
        self.say(words, "good")
