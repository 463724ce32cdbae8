"""The result: the report, the therapists' replies, the corrective action plan, and closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ipywidgets as w

from auditkit.apps.audit_round import result_pieces as pieces
from auditkit.apps.audit_round import takeaway
from auditkit.apps.audit_round.estimate_view import EstimateView
from auditkit.apps.audit_round.model import AuditRoundModel
from auditkit.apps.audit_round.settling_view import SettlingView
from auditkit.apps.shell import notice
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.tables import parse_date

_STEP = {
    "cause": "Cause",
    "action": "What will be done",
    "owner": "Who does it",
    "due_on": "Due on",
    "evidence": "What will show that it was done",
    "reaudit_on": "Audited again on (if set)",
}
_DAYS = ("due_on", "reaudit_on")


class ResultView:
    """The widgets; `box` is shown. `changed` hears that something was kept."""

    def __init__(self, model: AuditRoundModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self._changed = model, say, changed
        self._quiet = False
        self.waiting, self.report = w.HTML(layout=wide()), w.HTML(layout=wide())
        self.takeaway = Takeaway(takeaway.FILES, lambda name: takeaway.content(model, name), say=say)
        self.report.add_class("rd-right")  # wide tables scroll in their own place
        self._build_reply()
        self._build_plan()
        self._build_closing()
        self.settling = SettlingView(model, say=say, changed=changed)
        self.estimate = EstimateView(model, say=say, changed=changed)
        self.result = w.VBox(
            [
                row(self.takeaway.buttons, also="ak-bar"),
                self.takeaway.made,
                self.report,
                self.settling.box,
                self.reply_box,
                self.plan_box,
                self.estimate.box,
                self.close_box,
            ],
            layout=wide(),
        )
        self.box = w.VBox([self.waiting, self.result], layout=wide())

    def _build_reply(self) -> None:
        self.chart = field(w.Dropdown, "Chart", options=[])
        self.chart.observe(self.say.guard(self._show_chart), "value")
        self.found = w.HTML(layout=wide())
        self.words = field(w.Textarea, "What its therapist says (kept: no names of patients, no quotes)", rows=2)
        self.reply_said = w.HTML(layout=wide())
        self.reply_button = self.say.button("Keep the reply", self._reply)
        self.reply_box = _form(
            "The therapist's reply", self.chart, self.found, self.words, self.reply_said, row(self.reply_button)
        )

    def _build_plan(self) -> None:
        self.steps = w.HTML(layout=wide())
        self.step = {
            name: field(w.Text, words, placeholder="12/31/2026" if name in _DAYS else "")
            for name, words in _STEP.items()
        }
        self.plan_said = w.HTML(layout=wide())
        self.add_button = self.say.button("Add this step", self._add)
        self.drop_button = self.say.button("Take the last step out", self._drop)
        grid = row(*self.step.values(), also="rd-grid")
        self.plan_box = _form(
            "Corrective action plan", self.steps, grid, self.plan_said, row(self.add_button, self.drop_button)
        )

    def _build_closing(self) -> None:
        self.has_not_billed = w.Checkbox(description="I did not bill any of these visits", indent=False, layout=wide())
        self.has_not_billed.add_class("rd-check")
        self.leaves_open = w.Checkbox(indent=False, layout=wide())
        self.leaves_open.add_class("rd-check")
        self.close_button = self.say.button("Close the round", self._close, "primary")
        self.reason = field(w.Text, "Why it is opened again")
        self.reopen_button = self.say.button("Open it again", self._reopen)
        self.close_said = w.HTML(layout=wide())
        self.unanswered = w.HTML(layout=wide())
        self.close_box = _form(
            "Closing",
            self.unanswered,
            self.has_not_billed,
            self.leaves_open,
            self.reason,
            self.close_said,
            row(self.close_button, self.reopen_button),
        )

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        self.takeaway.clear()
        is_ready = model.is_all_read
        show(self.waiting, not is_ready)
        show(self.result, is_ready)
        self.waiting.value = "" if is_ready or model.round is None else pieces.waiting(model)
        if not is_ready:
            self.report.value = self.found.value = self.steps.value = ""
            self.settling.forget()
            return
        from auditkit.reports.html import to_fragment  # the template library is loaded with the first result

        report = model.outcome.report
        self.report.value = f'<div class="ar-report">{to_fragment(report.page().blocks[1:])}</div>'
        charts = [c for c in model.round.charts if report.missing_in(c)]
        self._quiet = True
        kept = self.chart.value
        self.chart.options = [(f"Chart {report.number(c)}: {len(report.missing_in(c))} not met", c) for c in charts]
        self.chart.value = kept if kept in charts else (charts[0] if charts else None)
        self._quiet = False
        is_closed = model.round.is_closed
        show(self.reply_box, bool(charts) and not is_closed)
        show(self.plan_box, not is_closed)
        for widget in (self.has_not_billed, self.close_button):
            show(widget, not is_closed)
        for widget in (self.reason, self.reopen_button):
            show(widget, is_closed)
        self.drop_button.disabled = not model.round.plan
        self.steps.value = pieces.plan(model.round)
        self._show_chart()
        self.unanswered.value = "" if is_closed else pieces.unanswered(model.outcome.without_reply)
        self.settling.refresh()
        left = model.outcome.left_open
        show(self.leaves_open, bool(left) and not is_closed)
        self.leaves_open.description = pieces.leaves_open(left)
        self.estimate.refresh()

    def _show_chart(self, _=None) -> None:
        if not self._quiet:
            self.found.value = pieces.missing_in(self.model, self.chart.value) if self.chart.value else ""

    def _after(self, wrong: str, place: w.HTML, well: str) -> bool:
        for one in (self.reply_said, self.plan_said, self.close_said):
            one.value = ""  # what was said of an earlier try no longer holds
        if wrong:
            self.say("")
            place.value = notice(wrong, kind="bad")
        else:
            self.say(well, "good")
            self._changed()
        return not wrong

    def _reply(self, _=None) -> None:
        wrong = self.model.outcome.reply(self.chart.value, self.words.value)
        if self._after(wrong, self.reply_said, "The reply is kept."):
            self.words.value = ""

    def _kept_steps(self) -> list[dict[str, str]]:
        return [
            {
                "cause": s.cause, "action": s.action, "owner": s.owner, "due_on": str(s.due_on or ""), "evidence": s.evidence,
                "reaudit_on": str(s.reaudit_on or ""),
            }
            for s in self.model.round.plan
        ]  # fmt: skip

    def _add(self, _=None) -> None:
        step = {name: widget.value.strip() for name, widget in self.step.items()}
        for name in _DAYS:
            day = parse_date(step[name]) if step[name] else None
            if step[name] and not isinstance(day, date):
                self.plan_said.value = notice("Write the dates as 12/31/2026.", kind="bad")
                return
            step[name] = day.isoformat() if day else ""
        wrong = self.model.outcome.plan([*self._kept_steps(), step])
        if self._after(wrong, self.plan_said, "The plan is kept."):
            for widget in self.step.values():
                widget.value = ""

    def _drop(self, _=None) -> None:
        self._after(
            self.model.outcome.plan(self._kept_steps()[:-1]),
            self.plan_said,
            "The plan is kept; what it was before stays in the history.",
        )

    def _close(self, _=None) -> None:
        wrong = self.model.outcome.close(has_billed=not self.has_not_billed.value, leaves_open=self.leaves_open.value)
        if self._after(wrong, self.close_said, "The round is closed."):
            self.has_not_billed.value = self.leaves_open.value = False

    def _reopen(self, _=None) -> None:
        if self._after(
            self.model.outcome.reopen(self.reason.value),
            self.close_said,
            "The round is open again; its closing stays in the history.",
        ):
            self.reason.value = ""


def _form(words: str, *children: w.Widget) -> w.VBox:
    made = w.VBox([head(words), *children], layout=wide())
    for name in ("rd-form", "ar-narrow"):
        made.add_class(name)
    return made
