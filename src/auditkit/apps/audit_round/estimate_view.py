"""Amounts for the estimate that counsel asked for; in every other round one sentence that says why there is none."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.audit_round.amounts import form
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.shell import notice
from auditkit.apps.shell.takeaway import File, Media, Takeaway
from auditkit.apps.shell.widgets import Said, field, head, row, show, upload, wide
from auditkit.tables.canonical import amount_of_cents

_FORM = {"form": File("Table to fill in", "audit-round-amounts.csv", Media.CSV)}


class EstimateView:
    """The widgets; `box` is shown. `changed` hears that amounts were kept."""

    def __init__(self, model: AuditRoundModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self._changed = model, say, changed
        self._quiet = False
        self.why = w.HTML(layout=wide())
        self.takeaway = Takeaway(_FORM, lambda _: form(model.round.charts, model.round.amounts), say=say)
        self.upload = upload("Choose the table", ".csv,.tsv,.xlsx,.xls")
        self.upload.observe(say.guard(self._given, "Reading the table"), "value")
        self.chart = field(w.Dropdown, "Chart", options=[])
        self.chart.observe(say.guard(self._show_chart), "value")
        self.paid = field(w.Text, "Paid", placeholder="95.20")
        self.due = field(w.Text, "Should have been paid", placeholder="47.60")
        self.said = w.HTML(layout=wide())
        self.keep_button = say.button("Keep these amounts", self._keep)
        told = w.HTML(
            "<p>For each chart: what was paid for it, and what counsel and you hold should have been paid, in dollars. Give a table, or type them one by one. "
            "The estimate stands in the report above as soon as every chart has both.</p>"
        )
        grid = row(self.chart, self.paid, self.due, also="rd-grid")
        self.form = w.VBox(
            [told, row(self.takeaway.buttons, self.upload), self.takeaway.made, grid, self.said, row(self.keep_button)],
            layout=wide(),
        )
        self.box = w.VBox([head("Estimate of money"), self.why, self.form], layout=wide())
        for name in ("rd-form", "ar-narrow"):
            self.box.add_class(name)

    def refresh(self) -> None:
        """Show the model as it is now."""
        round_, outcome = self.model.round, self.model.outcome
        why = outcome.why_no_estimate
        found = why or outcome.estimate
        self.takeaway.clear()
        show(self.form, not why)
        self.why.value = notice(found, kind="off" if why else "unsure") if isinstance(found, str) else ""
        self._quiet = True
        kept = self.chart.value
        self.chart.options = [
            (f"Chart {number}{' (amounts kept)' if chart in round_.amounts else ''}", chart)
            for number, chart in enumerate(round_.charts, 1)
        ]
        without = [chart for chart in round_.charts if chart not in round_.amounts]
        self.chart.value = kept if kept in without else (without or round_.charts)[0]
        self._quiet = False
        self._show_chart()

    def _show_chart(self, _=None) -> None:
        if self._quiet:
            return
        paid, due = self.model.round.amounts.get(self.chart.value, (None, None))
        self.paid.value = "" if paid is None else amount_of_cents(paid)
        self.due.value = "" if due is None else amount_of_cents(due)

    def _keep(self, _=None) -> None:
        self._after(self.model.outcome.price(self.chart.value, self.paid.value, self.due.value))

    def _given(self, change) -> None:
        if self._quiet or not change["new"]:
            return
        (file,) = change["new"]
        name, content = file["name"], bytes(file["content"])
        self._quiet = True
        self.upload.value = ()  # the widget would keep a second copy
        self._quiet = False
        self._after(self.model.outcome.price_from(name, content))

    def _after(self, wrong: str) -> None:
        self.said.value = notice(wrong, kind="bad") if wrong else ""
        if not wrong:
            self._changed()
            self.say("The amounts are kept.", "good")
