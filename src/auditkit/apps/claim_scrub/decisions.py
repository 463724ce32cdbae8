"""What a practice decides: a check switched off or lowered with a reason, a payer's row with a preview of what it would change."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as w

from auditkit.apps.claim_scrub import pieces
from auditkit.apps.claim_scrub.kept import all_rules
from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.shell import notice, safe
from auditkit.apps.shell.widgets import Said, field, head, row, show, wide
from auditkit.rule import Severity

_HOW = {"": "As it comes", "off": "Switched off", Severity.REVIEW: "Lowered to: check", Severity.INFO: "Lowered to: for information",
        Severity.RECOUPMENT: "Lowered to: may be taken back later"}  # fmt: skip


class Decisions:
    """The widgets of the page's third part. `changed` shows the results anew; `box` is shown."""

    def __init__(self, model: ClaimScrubModel, *, say: Said, changed: Callable[[], None]):
        self.model = model
        self.say = say
        self.changed = changed
        self._quiet = False
        self.who = field(w.Text, "Your name or initials")
        self.who.observe(say.guard(lambda change: setattr(model.kept, "who", change["new"].strip())), "value")
        self._build_rules()
        self._build_payers()
        self.box = w.VBox([self.who, self.rules_box, self.payers_box], layout=wide())
        self.box.add_class("cs-part")

    # Checks

    def _build_rules(self) -> None:
        self.checks = all_rules()
        checks = sorted(self.checks.values(), key=lambda check: check.title)
        self.rule = field(w.Dropdown, "Check", options=[(check.title, check.id) for check in checks])
        self.rule.observe(self.say.guard(lambda _: self._show_rule()), "value")
        self.about = w.HTML(layout=wide())
        self.how = field(w.Dropdown, "In our practice", options=[("As it comes", "")])
        self.reason = field(w.Textarea, "Reason (printed with every result)", rows=2)
        self.rule_button = self.say.button("Keep this for the check", self._keep_rule, "primary")
        self.rule_said = w.HTML(layout=wide())
        self.changes = w.HTML(layout=wide())
        text = "<p>A check that does not suit your practice can be switched off or lowered, never raised. Every result says so, with your reason.</p>"
        self.rules_box = w.VBox(
            [head("Our checks"), w.HTML(text), self.rule, self.about, self.how, self.reason, row(self.rule_button), self.rule_said, self.changes],
            layout=wide(),
        )  # fmt: skip

    def open_rule(self, rule: str) -> None:
        """Show the form with this check."""
        self.rule.value = rule
        self._show_rule()

    def _show_rule(self) -> None:
        check = self.checks[self.rule.value]
        self.about.value = (
            f'<div class="ak-detail"><p>{safe(check.why)}</p><p>As it comes: {pieces.group_badge(pieces.group_of(check.severity))}</p>'
            f"<details><summary>Source and dates</summary>{pieces.sources(check)}</details></div>"
        )
        kept = self.model.kept.rules.get(check.id, {})
        now = "off" if kept.get("off") else str(kept.get("severity", ""))
        options = ["", *self.model.own.lower(check.id), "off"]
        self.how.options = [(_HOW[value], str(value)) for value in options]
        self.how.value = now if now in map(str, options) else ""
        self.reason.value = str(kept.get("reason", ""))
        self.rule_said.value = ""

    def _keep_rule(self, _=None) -> None:
        self.rule_said.value = notice("Checking again ...")
        trouble = self.model.own.change_rule(self.rule.value, self.how.value, self.reason.value)
        if not trouble:
            self.say("")
            self.changed()
        self.rule_said.value = notice(trouble or "Kept. Every result says so.", kind="unsure" if trouble else "good")
        self._show_changes()

    def _show_changes(self) -> None:
        kept = self.model.kept.rules
        items = "".join(
            f"<li>{safe(self.checks[rule].title)}: {safe(_HOW['off'] if change.get('off') else _HOW.get(change.get('severity'), ''))}. "
            f"Reason: {safe(change.get('reason', ''))}</li>"
            for rule, change in kept.items()
            if rule in self.checks
        )
        self.changes.value = f'<h3>Changed so far</h3><ul class="cs-supply">{items}</ul>' if items else ""

    # Payers

    def _build_payers(self) -> None:
        from auditkit.apps.claim_scrub.own import CHOICES, EDITED, WORDS

        self.payer = field(w.Dropdown, "Payer", options=[])
        self.payer.observe(self.say.guard(lambda _: self._show_payer()), "value")
        self.fields = {
            name: field(w.Dropdown, WORDS[name], options=list(CHOICES[name]))
            if name in CHOICES
            else field(w.Text, WORDS[name])
            for name in EDITED
        }
        grid = w.Box(list(self.fields.values()), layout=wide())
        grid.add_class("ak-grid")
        self.preview_button = self.say.button("Show what would change", self._preview)
        self.payer_button = self.say.button("Keep this for the payer", self._keep_payer, "primary")
        self.reset_button = self.say.button("As in the table again", self._reset_payer)
        self.payer_said = w.HTML(layout=wide())
        self.payer_form = w.VBox(
            [self.payer, grid, row(self.preview_button, self.payer_button, self.reset_button)], layout=wide()
        )
        text = (
            "<p>What your contracts and the payers' own pages say. What is not set here and not in your table of payers is taken from the kind of "
            "payer where the law says it, else it cannot be told.</p>"
        )
        self.no_payers = w.HTML('<p class="ak-none">Give claims first: the payers on them are listed here then.</p>')
        self.payers_box = w.VBox(
            [head("Our payers"), w.HTML(text), self.no_payers, self.payer_form, self.payer_said], layout=wide()
        )

    def _show_payer(self) -> None:
        if self._quiet:
            return
        row_ = self.model.payers().get(self.payer.value or "", {})
        for name, box in self.fields.items():
            value = row_.get(name, "")
            box.value = value if isinstance(box, w.Text) or value in [v for _, v in box.options] else ""
        self.reset_button.disabled = self.payer.value not in self.model.kept.payers
        self.payer_said.value = ""

    def _typed(self) -> dict[str, str]:
        return {name: box.value or "" for name, box in self.fields.items()}

    def _preview(self, _=None) -> None:
        self.payer_said.value = notice("Checking with these answers ...")
        try:
            found, wrong = self.model.own.preview_payer(self.payer.value, self._typed())
        except Exception:
            self.payer_said.value = ""
            raise
        self.say("")
        if wrong:
            self.payer_said.value = notice(wrong, kind="unsure")
            return
        parts = "".join(f"<li>{n:,} × {safe(title)}</li>" for title, n in found.by_rule)
        self.payer_said.value = notice(f"{found.sentence} Nothing is kept yet.") + (
            f'<ul class="cs-supply">{parts}</ul>' if parts else ""
        )

    def _keep_payer(self, _=None) -> None:
        self.payer_said.value = notice("Checking again ...")
        self._after(
            self.model.own.keep_payer(self.payer.value, self._typed()),
            "Kept for this payer; the claims were checked again.",
        )

    def _reset_payer(self, _=None) -> None:
        self._after(
            self.model.own.forget_payer(self.payer.value),
            "The payer is as in the table again; the claims were checked again.",
        )

    def _after(self, trouble: str, well: str) -> None:
        if not trouble:
            self.say("")
            self.changed()
            self._show_payer()
        self.payer_said.value = notice(trouble or well, kind="unsure" if trouble else "good")

    # Showing the model

    def refresh(self) -> None:
        """Show what is kept, and the payers of the claims on the page."""
        payers = self.model.payers()
        before = self.payer.value
        self._quiet = True
        self.payer.options = [(row_["payer_name"] or key, key) for key, row_ in payers.items()]
        if payers:
            self.payer.value = before if before in payers else next(iter(payers))
        self._quiet = False
        show(self.payer_form, bool(payers))
        show(self.no_payers, not payers)
        self.model.kept.load(self.checks, ())
        self._show_payer()
        self._show_rule()
        self._show_changes()
