"""Where two readers of a chart differ: both answers with their words side by side, and the answer that people settle on."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.audit_round import settling_pieces as pieces
from auditkit.apps.audit_round.answer_keys import ANSWERS
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.note_audit.pieces import ANSWER_WORDS
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.desks.rounds.settling import Difference

_CHOOSE = ("Please choose", "")  # nothing is proposed: neither the first reader's answer nor the program's


class SettlingView:
    """The widgets; `box` is shown. `changed` hears that a point was settled."""

    def __init__(self, model: AuditRoundModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self._changed = model, say, changed
        self._quiet = False
        self.how_far, self.both = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.point = field(w.Dropdown, "Point", options=[])
        self.point.observe(say.guard(self._show_point), "value")
        self.answer = field(
            w.Dropdown, "The answer that holds", options=[_CHOOSE, *((ANSWER_WORDS[each], each) for each in ANSWERS)]
        )
        self.reason = field(w.Text, "Why it holds (kept: no names of patients, no quotes)")
        self.is_together = w.Checkbox(indent=False, layout=wide())
        self.is_together.add_class("rd-check")
        self.said = w.HTML(layout=wide())
        self.keep_button = say.button("Keep the settled answer", self._keep)
        self.form = w.VBox(
            [self.answer, self.reason, self.is_together, self.said, row(self.keep_button)],
            layout=wide(),
        )
        self.box = w.VBox(
            [head("Where the two readers differ"), self.how_far, self.point, self.both, self.form], layout=wide()
        )
        for name in ("rd-form", "ar-narrow"):
            self.box.add_class(name)

    def refresh(self) -> None:
        """Show the model as it is now, at the first point that is open."""
        points = self.model.outcome.differences
        self._points: dict[str, Difference] = {f"{d.chart}|{d.rule}": d for d in points}
        self.how_far.value = pieces.how_far(self.model, points)
        kept = self.point.value
        self._quiet = True
        self.point.options = [(pieces.line(self.model, d), key) for key, d in self._points.items()]
        open_ = [key for key, d in self._points.items() if d.settled is None]
        self.point.value = kept if kept in open_ else next(iter([*open_, *self._points]), None)
        self._quiet = False
        show(self.point, bool(points))
        self._show_point()

    def forget(self) -> None:
        """Show nothing: what two readers said is not for one who still reads."""
        self._points = {}
        self.how_far.value = self.both.value = ""
        self._quiet = True
        self.point.options = []
        self._quiet = False

    def _show_point(self, _=None) -> None:
        if self._quiet:
            return
        point = self._points.get(self.point.value)
        self.both.value = pieces.side_by_side(self.model, point) if point else ""
        show(self.form, point is not None and not self.model.round.is_closed)
        self.said.value = ""
        if point is None:
            return
        settled = point.settled
        self.answer.value, self.reason.value = (settled.answer, settled.reason) if settled else ("", "")
        self.is_together.value = False
        others = [name for name in point.readers if name != self.model.reader]
        show(self.is_together, len(others) == 1)
        self.is_together.description = f"{others[0]} and I settled this together"

    def _keep(self, _=None) -> None:
        point = self._points.get(self.point.value)
        if point is None:
            return
        wrong = self.model.outcome.settle(
            point, self.answer.value or None, self.reason.value, is_together=self.is_together.value
        )
        if wrong:
            self.said.value = notice(wrong, kind="bad")
            return
        self.say(f"{pieces.line(self.model, point).rpartition(' (')[0]} is settled.", "good")
        self._changed()
