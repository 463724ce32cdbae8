"""The chosen visit: what is known about it, and the form for a call with the payer."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.front_desk import pieces
from auditkit.apps.front_desk.model import FrontDeskModel
from auditkit.apps.shell.widgets import Said, column, field, folds, row, show, wide


class ChosenVisit:
    """The widgets; `box` is shown. `changed` hears that a call was kept."""

    def __init__(self, model: FrontDeskModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self._changed = model, say, changed
        self.detail = w.HTML(layout=wide())
        self.detail.add_class("ak-detail")
        self.form = w.VBox([], layout=wide())
        self.fields: dict[str, w.Widget] = {}
        self.toggle = folds("Write down a call with the payer", self.form, say)
        self.toggle.observe(say.guard(self._open), "value")
        self.kept, self.here = Said(), Said()  # said above what was pressed, where the person is looking
        self.box = column(row(self.toggle, also="ak-smaller"), self.kept.box, self.form, self.detail, also="fd-right")

    def refresh(self) -> None:
        """Show the model as it is now."""
        one = self.model.visit
        self.toggle.value = False
        self.kept("")
        self.toggle.disabled = one is None
        self.detail.value = (
            pieces.visit_view(one, self.model.run_outs()) if one is not None else "<p>Choose a visit.</p>"
        )

    def _open(self, change) -> None:
        show(self.detail, not change["new"])
        self.here("")
        if not change["new"]:
            self.form.children, self.fields = [], {}
            return
        from auditkit.desks.eligibility.phone import PROOF, QUESTIONS

        for question in (*QUESTIONS, *PROOF):
            words = question.words
            if question.choices:
                self.fields[question.name] = field(w.Dropdown, words, options=list(question.choices))
            else:
                self.fields[question.name] = field(w.Text, words, placeholder=question.hint)
        grid = w.Box(list(self.fields.values()), layout=wide())
        grid.add_class("fd-grid")
        lead = w.HTML(
            "<p>Ask every question; leave empty what was not answered. Who answered, and a reference number or a reason why there is none, are needed.</p>"
        )
        self.form.children = [lead, grid, self.here.box, row(self.say.button("Keep this call", self._keep, "primary"))]

    def _keep(self, _=None) -> None:
        answers = {name: box.value or "" for name, box in self.fields.items()}
        if wrong := self.model.keep_call(answers):
            self.here(wrong, "unsure")
            return
        self.here("")
        self._changed()
        self.kept("The call is kept, and counts as the newest answer.", "good")
