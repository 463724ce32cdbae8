"""The sampling wizard: which notes could be drawn, how many, what that will be able to say, and the draw."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.audit_round import pieces
from auditkit.apps.audit_round.charts import CLINIC, DISCIPLINE, Narrowing
from auditkit.apps.audit_round.expected import GUESSES
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.desks.rounds.steps import REPLACEMENT_RULE
from auditkit.rule import Kind
from auditkit.tables import parse_date

_SIZE = 30


class SampleView:
    """The widgets; `box` is shown. `drawn` hears that the sample is drawn."""

    def __init__(self, model: AuditRoundModel, *, say: Said, drawn: Callable[[], None]):
        self.model, self.say, self._drawn = model, say, drawn
        self._counted = 0
        self.universe = field(
            w.Text,
            "Which notes could be drawn? (in your words)",
            placeholder="All notes of July to September, both clinics",
        )
        self.kind = field(
            w.Dropdown, "Kind of note", options=[("Every kind", ""), *((k.value.capitalize(), k.value) for k in Kind)]
        )
        self.discipline = field(
            w.Dropdown, "Discipline", options=[("Every discipline", ""), *((d, d) for d in ("PT", "OT", "SLP"))]
        )
        self.first = field(w.Text, "From (if any)", placeholder="7/1/2026")
        self.last = field(w.Text, "To (if any)", placeholder="9/30/2026")
        self.misses = w.Checkbox(
            description="Only notes in which the program finds a payment-critical point missing",
            indent=False,
            layout=wide(),
        )
        self.misses.add_class("rd-check")
        self.count_button = say.button("Count what could be drawn", self._count)
        self.counted = w.HTML(layout=wide())
        self.size = field(w.BoundedIntText, "How many charts?", value=_SIZE, min=1, max=5000)
        self.guess = field(
            w.Dropdown,
            "How many have an error, would you guess?",
            options=[(f"{g:.0%}", g) for g in GUESSES],
            value=0.20,
        )
        self.expect = w.HTML(layout=wide())
        self.by = field(
            w.Dropdown,
            "Strata (each gets its share)",
            options=[("None", ""), ("By discipline", DISCIPLINE), ("By clinic", CLINIC)],
        )
        self.seed = field(w.Text, "Seed (kept; the same seed draws the same charts)", value=model.new_seed())
        for widget in (self.size, self.guess):
            widget.observe(say.guard(self._show_expected), "value")
        self.said = w.HTML(layout=wide())
        self.draw_button = say.button("Draw the sample", self._draw, "primary")
        unit = w.HTML(
            f'<p class="ak-fine">One unit is one note of one date of service; a text that is there twice counts once. {REPLACEMENT_RULE}</p>'
        )
        grid = row(self.kind, self.discipline, self.first, self.last, also="rd-grid")
        numbers = row(self.size, self.guess, self.by, also="rd-grid")
        self.question = w.HTML(layout=wide())
        self.form = w.VBox(
            [
                head("The sample"), self.question, self.universe, grid, self.misses, row(self.count_button), self.counted, numbers, self.expect,
                self.seed, unit, self.said, row(self.draw_button),
            ],
            layout=wide(),
        )  # fmt: skip
        for name in ("rd-form", "ar-narrow"):
            self.form.add_class(name)
        self.told = w.HTML(layout=wide())
        self.box = w.VBox([self.form, self.told], layout=wide())

    def refresh(self) -> None:
        """Show the wizard, or the sample that was drawn."""
        round_ = self.model.round
        is_drawn = bool(round_ and round_.chosen)
        show(self.form, round_ is not None and not is_drawn)
        self.told.value = pieces.drawn(round_) if is_drawn else ""
        self.said.value = self.counted.value = ""
        if round_ is None or is_drawn:
            return
        self.question.value = f"<p>{pieces.safe(pieces.QUESTION_WORDS[round_.question])}</p>"
        show(self.misses, self.model.is_targeted)
        if not self.model.is_targeted:
            self.misses.value = False
        self._counted = len(self.model.charts)
        self._show_expected()

    def _show_expected(self, _=None) -> None:
        show(self.guess, not self.model.is_targeted)
        self.expect.value = pieces.to_expect(self.model, self.size.value, self.guess.value, self._counted)

    def _narrowing(self) -> Narrowing | None:
        days = []
        for widget in (self.first, self.last):
            day = parse_date(widget.value) if widget.value.strip() else None
            if widget.value.strip() and day is None:
                self.said.value = notice("Write the dates as 7/1/2026.", kind="bad")
                return None
            days.append(day)
        if all(days) and days[0] > days[1]:
            self.said.value = notice("The first day lies after the last one.", kind="bad")
            return None
        self.said.value = ""
        return Narrowing(self.kind.value, self.discipline.value, *days, self.misses.value)

    def _count(self, _=None) -> None:
        narrow = self._narrowing()
        if narrow is None:
            return
        frame = self.model.charts.frame(narrow)
        self._counted = len(frame.keys)
        self.say("")
        self.counted.value = pieces.could_be_drawn(self.model, frame)
        self._show_expected()

    def _draw(self, _=None) -> None:
        narrow = self._narrowing()
        if narrow is None:
            return
        wrong = self.model.draw(
            narrow, universe=self.universe.value, size=self.size.value, seed=self.seed.value, by=self.by.value
        )
        if wrong:
            self.said.value = notice(wrong, kind="bad")
            return
        self.seed.value, self.universe.value = self.model.new_seed(), ""
        self.say("The sample is drawn and kept.", "good")
        self._drawn()
