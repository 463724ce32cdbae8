"""One case: what it is, its steps, what points to a cause, and the form for what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

import ipywidgets as w

from auditkit.apps.response_desk import pieces, takeaway
from auditkit.apps.response_desk.model import ResponseDeskModel
from auditkit.apps.response_desk.work import Work
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, column, field, row, show, wide
from auditkit.desks.denials.steps import ACTIONS, Field, may_be_appealed, refusal

WORDS = {
    "paused": "1. Pause: I have read what the payer says",
    "diagnosed": "2. Diagnose: choose the cause",
    "fixed": "3. Fix: what we did about it",
    "called": "Log a call with the payer",
    "reviewed": "4. Human review: I have read it all",
    "signed": "Sign as the second person",
    "appealed": "5. Appeal: it was sent",
    "owner": "Give it to somebody",
    "escalated": "Ask somebody for help",
    "said": "Keep a note",
    "outcome": "Close it with its outcome",
    "reopened": "Take it up again",
}
_STEP_ACTIONS = {"pause": "paused", "diagnose": "diagnosed", "fix": "fixed", "review": "reviewed", "appeal": "appealed"}


class CaseView:
    """The widgets of one case; `box` is shown. `changed` is told when something was done."""

    def __init__(self, model: ResponseDeskModel, *, say: Said, changed: Callable[[], None]):
        self.model, self.say, self._changed = model, say, changed
        self.work: Work | None = None
        self._quiet = False
        self.head, self.steps, self.findings, self.history = (w.HTML(layout=wide()) for _ in range(4))
        self.look_button = say.button("Show what our own checks say", self._look)
        self.action = field(w.Dropdown, "What do you want to do?", options=[])
        self.action.observe(say.guard(self._show_form), "value")
        self.form = w.VBox([], layout=wide())
        self.together = w.Checkbox(value=True, indent=False, layout=wide())
        self.together.add_class("rd-check")
        self.why = w.HTML(layout=wide())
        self.keep_button = say.button("Keep this", self._keep, "primary")
        self.draft = Takeaway(takeaway.DRAFT, self._draft, say=say)
        self._forms: dict[str, dict[str, w.Widget]] = {}
        self.form_box = w.VBox([self.action, self.form, self.together, self.why, row(self.keep_button)], layout=wide())
        self.form_box.add_class("rd-form")
        self.box = column(
            self.head, self.steps, self.form_box, row(self.look_button, *self.draft.by_name.values(), also="ak-smaller"), self.draft.made,
            self.findings, self.history, also="rd-right",
        )  # fmt: skip
        self.show(None)

    def show(self, work: Work | None) -> None:
        """Show a case, or nothing."""
        is_other = work is None or self.work is None or work.key != self.work.key
        self.work = work
        for widget in (
            self.steps,
            self.form_box,
            self.findings,
            self.history,
            self.look_button,
        ):
            show(widget, work is not None)
        show(self.draft.by_name["draft"], work is not None and may_be_appealed(work.item.case))
        if work is None:
            self.head.value = self.steps.value = self.findings.value = self.history.value = ""
            return
        case = work.item.case
        self.head.value, self.steps.value, self.history.value = (
            pieces.head(work),
            pieces.steps(case),
            pieces.history(case),
        )
        self._show_findings()
        if is_other:
            self.draft.clear()
            self._empty_forms()
        self.together.description = (
            f"Also for the other {pieces.count(len(work.cases) - 1, 'line')} of this claim, denied for the same reason"
        )
        show(self.together, len(work.cases) > 1)
        self._show_actions()

    def _show_findings(self) -> None:
        own = self.model.found.get(self.work.key)
        self.findings.value = pieces.findings(
            self.model.proposed(self.work),
            looked=own is not None,
            has_claims=bool(own and own.has_claims),
            has_notes=bool(own and own.has_notes),
        )

    def _show_actions(self) -> None:
        """What can be done now, the next step first."""
        case = self.work.item.case
        who = self.model.who or "somebody"
        able = [
            kind for kind in ACTIONS if not refusal(case, kind, who) or (kind == "signed" and not self._locked(case))
        ]
        following = _STEP_ACTIONS.get(case.next_step, "")
        if following == "appealed" and "appealed" not in able:
            following = "signed"
        if case.next_step == "review" and not case.calls:
            following = "called"
        if (case.answered or not case.next_step) and "outcome" in able:
            following = "outcome"
        self._quiet = True
        self.action.options = [(WORDS[kind], kind) for kind in able]
        self.action.value = following if following in able else (able[0] if able else None)
        self._quiet = False
        self._show_form()

    def _locked(self, case) -> str:
        return refusal(case, "signed", f"not {case.done('review').who}") if case.done("review") else "locked"

    # The form

    def _show_form(self, _=None) -> None:
        if self._quiet:
            return
        kind = self.action.value
        self.why.value = ""
        if kind is None:
            self.form.children = []
            return
        made = self._forms.setdefault(kind, self._fields(kind))
        if kind == "diagnosed":
            self._offer_causes(made["cause"])
        self.form.children = list(made.values())

    def _fields(self, kind: str) -> dict[str, w.Widget]:
        made = {one.name: _field(one) for one in ACTIONS[kind]}
        if kind == "diagnosed":
            made["payer_was_right"] = w.Checkbox(
                description="The payer was right: there will be no appeal", indent=False, layout=wide()
            )
            made["payer_was_right"].add_class("rd-check")
        if kind == "outcome":
            made["recovered"] = field(w.Text, "Money that came back, in dollars", placeholder="0.00")
        return made

    def _offer_causes(self, box: w.Dropdown) -> None:
        """What is proposed stands first and says so; nothing is chosen for anybody."""
        proposed = [one.cause for one in self.model.proposed(self.work)]
        choices = ACTIONS["diagnosed"][0].choices
        rest = [name for name in choices if name not in proposed]
        chosen = box.value
        box.options = [
            ("Choose ...", ""),
            *((f"{choices[name]} (proposed)", name) for name in proposed),
            *((choices[name], name) for name in rest),
        ]
        box.value = chosen if chosen in choices else ""

    def _empty_forms(self) -> None:
        for made in self._forms.values():
            for name, widget in made.items():
                widget.value = False if name == "payer_was_right" else ""

    def _keep(self, _=None) -> None:
        kind = self.action.value
        details: dict[str, object] = {name: widget.value for name, widget in self._forms[kind].items()}
        for one in ACTIONS[kind]:
            if one.is_day:
                details[one.name] = _iso(str(details[one.name]))
        if "recovered" in details:
            details["recovered_cents"] = _cents(str(details.pop("recovered")))
        if wrong := self.model.act(self.work, kind, details, together=self.together.value):
            self.say("")  # what was kept before is not what is said of this
            self.why.value = _notice(wrong)
            self._refresh_only()
            return
        for name, widget in self._forms[kind].items():
            widget.value = False if name == "payer_was_right" else ""
        self.say(f"Kept: {WORDS[kind].split(':')[0]}.")
        self._changed()

    def _refresh_only(self) -> None:
        """After a refusal the case may have changed (somebody else was first); what was typed stays."""
        work = self.model.work(self.work.key)
        if work is not None and work.item.case.number != self.work.item.case.number:
            said, kind = self.why.value, self.action.value
            self._changed()
            if kind in [able for _, able in self.action.options]:
                self.action.value = kind
            self.why.value = said

    # Beside it

    def _look(self, _=None) -> None:
        self.say("Asking the scrub and the note audit ...")
        self.model.look_up(self.work)
        self.say("")
        self._show_findings()
        if self.action.value == "diagnosed":
            self._offer_causes(self._forms["diagnosed"]["cause"])

    def _draft(self, _name: str) -> bytes:
        made = takeaway.draft(self.model, self.work)
        self._show_findings()
        return made


def _field(one: Field) -> w.Widget:
    label = f"{one.words[0].upper()}{one.words[1:]}"
    if one.choices:
        return field(
            w.Dropdown,
            label,
            options=[
                ("Choose ...", ""),
                *((words[0].upper() + words[1:], name) for name, words in one.choices.items()),
            ],
        )
    if one.is_day:
        return field(w.Text, f"{label}{'' if one.is_needed else ' (if any)'}", placeholder="3/4/2026")
    if one.name in ("words", "no_call"):
        return field(w.Textarea, f"{label}{'' if one.is_needed else ' (if so)'}", rows=2)
    return field(w.Text, label)


def _iso(text: str) -> str:
    """A date as people write it, as the desk keeps it; what is none stays, and is refused there."""
    from auditkit.tables import parse_date

    found = parse_date(text) if text.strip() else None
    return found.isoformat() if isinstance(found, date) else text.strip()


def _cents(text: str) -> object:
    """Dollars as cents; what is no amount stays text, and is refused by the desk."""
    plain = text.strip().replace("$", "").replace(",", "")
    if not plain:
        return 0
    try:
        amount = Decimal(plain) * 100
    except InvalidOperation:
        return text
    return int(amount) if amount == amount.to_integral_value() else text


def _notice(sentence: str) -> str:
    from auditkit.apps.shell import notice

    return notice(sentence, kind="bad")
