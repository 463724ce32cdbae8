"""Reading: one chart at a time, one criterion at a time; the program proposes, the reader decides, and every answer is kept at once."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.audit_round import pieces
from auditkit.apps.audit_round.answer_keys import AnswerKeys
from auditkit.apps.audit_round.evidence_view import EvidenceView, NotInNote
from auditkit.apps.audit_round.known_view import KnownView
from auditkit.apps.audit_round.model import FIRST, SECOND, AuditRoundModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, column, field, folds, head, row, show, wide
from auditkit.rule import Answer

_ROLES = [("All charts (first reader)", FIRST), ("Charts for the second, blind reading", SECOND)]


class ReadingView:
    """The widgets; `box` is shown. `changed` hears that a chart was finished or replaced."""

    def __init__(self, model: AuditRoundModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self._changed = model, say, changed
        self._quiet = False
        self._lines: dict[str, w.Button] = {}
        guard = say.guard
        self.progress, self.missing = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.role = field(w.Dropdown, "You read", options=_ROLES)
        self.role.observe(guard(self._choose_role), "value")
        self.charts = field(w.Dropdown, "Chart", options=[])
        self.charts.observe(guard(self._choose_chart), "value")
        self.next_button = say.button("Next chart to read", self._next)
        self.list = w.VBox([], layout=wide())
        self.list.add_class("ak-list")
        self.left = w.HTML(layout=wide())
        self.finish_button = say.button("Finish this chart", self._finish, "primary")
        self.note, self.proposal = w.HTML(layout=wide()), w.HTML(layout=wide())
        self._build_answers()
        self._build_replacement()
        first = column(
            head("Points"),
            self.left,
            self.list,
            row(self.finish_button),
            self.replace_toggle,
            self.replace_box,
            also="na-first",
        )
        second = column(head("The note"), self.note, also="na-second")
        third = column(head("Your answer"), self.answer_box, self.proposal, also="na-third")
        columns = w.Box([first, second, third], layout=wide())
        for name in ("ak-cols", "na-cols", "ar-reading"):
            columns.add_class(name)
        self.columns = columns
        bar = row(row(self.role, self.charts), self.next_button, also="ak-bar")
        self.known = KnownView(model, say=say, done=self._next)
        w.link((self.known.keys.switch, "value"), (self.keys.switch, "value"))
        self.round_box = w.VBox([self.progress, bar, self.missing, columns], layout=wide())
        self.box = w.VBox([self.round_box], layout=wide())

    def _build_answers(self) -> None:
        say = self.say
        self.evidence = EvidenceView(self.model, say=say)
        self.evidence.changed = self._show_note
        self.words = field(w.Text, "A few words, if needed (kept: no names, no quotes)", continuous_update=False)
        self.keys = AnswerKeys(say=say, answer=self._answer, step=self._step)
        self.said = w.HTML(layout=wide())
        self.title = w.HTML(layout=wide())
        self.answer_box = w.VBox(
            [
                self.title,
                self.keys.answers,
                self.evidence.box,
                self.words,
                self.keys.steps,
                self.keys.switch,
                self.said,
            ],
            layout=wide(),
        )

    def _build_replacement(self) -> None:
        self.reason = field(w.Text, "Why it cannot be read (kept: no names)")
        self.replace_said = w.HTML(layout=wide())
        self.replace_box = w.VBox(
            [
                self.reason,
                self.replace_said,
                row(self.say.button("Put the next of the reserve in its place", self._replace)),
            ],
            layout=wide(),
        )
        self.replace_box.add_class("rd-form")
        self.replace_toggle = folds("This chart cannot be read", self.replace_box, self.say)

    # Showing

    def refresh(self) -> None:
        """Show the model as it is now."""
        model, places = self.model, self.model.places()
        is_due = model.known.is_due or (self.known.is_open and bool(model.round))
        show(self.known.box, is_due)
        shown = (self.known.box, self.round_box) if is_due else (self.round_box,)
        if self.box.children != shown:
            self.box.children = shown  # what is not due is not on the page at all
        show(self.round_box, not is_due)
        if is_due:
            self.known.refresh()  # and the rest all the same: what is hidden may still be another reader's
        self.progress.value = pieces.progress(model)
        self.missing.value = pieces.missing(model)
        self._quiet = True
        self.role.value = model.role
        self.charts.options = [(pieces.chart_words(model, place), place.chart) for place in places]
        self.charts.value = model.chart if model.chart in [place.chart for place in places] else None
        self._quiet = False
        show(self.columns, bool(model.chart))
        self._show_points()
        self._show_point()

    def _show_points(self) -> None:
        model, chart = self.model, self.model.open_chart
        rows: list[w.Widget] = []
        group = None
        for rule in chart.asked if chart else ():
            is_critical = model.rules[rule].payment_critical
            if is_critical != group:
                group = is_critical
                rows.append(head("Payment-critical" if group else "Quality", 3))
            rows.append(self._line(rule))
        if [type(one) for one in rows] != [type(one) for one in self.list.children] or [
            one for one in rows if isinstance(one, w.Button)
        ] != [one for one in self.list.children if isinstance(one, w.Button)]:
            self.list.children = rows  # putting the same buttons in again would take the focus away
        self.left.value = f'<p class="na-score" role="status">{pieces.left_words(model)}</p>' if chart else ""
        show(self.finish_button, chart is not None)

    def _line(self, rule: str) -> w.Button:
        button = self._lines.get(rule)
        if button is None:
            button = self._lines[rule] = w.Button(layout=wide())
            button.add_class("ak-line")
            button.on_click(self.say.guard(lambda _: self._choose_rule(rule)))
        button.description, given = pieces.point_words(self.model, rule)
        for answer in Answer:
            (button.add_class if answer is given else button.remove_class)(f"ak-{answer}")
        (button.add_class if rule == self.model.rule else button.remove_class)("ak-chosen")
        return button

    def _show_point(self) -> None:
        model, chart = self.model, self.model.open_chart
        has_point = chart is not None and model.rule in chart.asked
        show(self.answer_box, has_point)
        self.evidence.refresh()
        self._show_note()
        self.proposal.value = pieces.proposal(model)
        self.said.value = ""
        own = model.reading()
        given = own.answers.get(model.rule) if own and has_point else None
        self.keys.show_answer(given)
        self.title.value = f"<h3>{pieces.safe(model.rules[model.rule].title)}</h3>" if has_point else ""
        self.words.value = own.words.get(model.rule, "") if own and has_point else ""

    def _show_note(self) -> None:
        model = self.model
        note = pieces.note_view(model, self.evidence.strong) if model.open_chart else pieces.not_here(model)
        self.note.value = note

    # What the reader does

    def _choose_role(self, change) -> None:
        if not self._quiet:
            self.model.role = change["new"]
            self._next()

    def _choose_chart(self, change) -> None:
        if not self._quiet and change["new"] is not None:
            self.model.choose_chart(change["new"])
            self.refresh()

    def _next(self, _=None) -> None:
        self.model.resume()
        self.refresh()

    def _choose_rule(self, rule: str) -> None:
        self._point_to(rule)

    def _step(self, by: int) -> None:
        before = self.model.rule
        self.model.step(by)
        self._point_to(self.model.rule, before)

    def _point_to(self, rule: str, before: str = "") -> None:
        before = before or self.model.rule
        self.model.rule = rule
        for name in {before, rule} & set(self._lines):
            self._line(name)
        self._show_point()

    def _answer(self, given: Answer) -> None:
        model, before = self.model, self.model.rule
        try:
            evidence = self.evidence.spans(given)
        except NotInNote as nowhere:
            self.evidence.say_wrong(str(nowhere))
            return
        wrong = model.answer(given, evidence=evidence, words=self.words.value)
        if wrong:
            self._show_points()
            self._show_point()
            self.said.value = notice(wrong, kind="bad")
            return
        following = model.next_rule()
        self._point_to(following or before, before)
        self.left.value = f'<p class="na-score" role="status">{pieces.left_words(model)}</p>'
        if not following:
            self.said.value = notice("Kept. Every point of this chart has an answer: finish it.", kind="good")

    def _finish(self, _=None) -> None:
        number = next((p.number for p in self.model.places() if p.chart == self.model.chart), 0)
        wrong = self.model.finish()
        if wrong:
            self.say(wrong, "bad")
            return
        self.model.resume()
        self._changed()
        self.say(f"Chart {number} is read and kept.", "good")

    def _replace(self, _=None) -> None:
        wrong = self.model.replace(self.model.chart, self.reason.value)
        self.replace_said.value = notice(wrong, kind="bad") if wrong else ""
        if wrong:
            return
        self.reason.value, self.replace_toggle.value = "", False
        self.model.resume()
        self._changed()
        self.say("Replaced; the reason is kept.", "good")
