"""Requests for records: the list by urgency, one request, and the forms."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.response_desk import pieces
from auditkit.apps.response_desk.case_view import _iso, _notice
from auditkit.apps.response_desk.model import PAGE, ResponseDeskModel
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.widgets import Said, column, field, folds, head, row, show, wide
from auditkit.desks.records_requests import KINDS, RESULTS, by_urgency
from auditkit.tables import PAYER_TYPES, parse_date

_LOOKS = {"✔": "rd-closed", "■": "rd-late", "◇": "rd-waiting"}


class RequestsView:
    """The widgets; `box` is shown."""

    def __init__(self, model: ResponseDeskModel, *, say: Said):
        self.model, self.say = model, say
        self.number, self.chosen = 0, ""
        self.entries = Entries(PAGE, say=say, choose=self._choose, turn=self._turn, also="rd-entry")
        self._build_new(say)
        self._build_steps(say)
        self.detail = w.HTML(layout=wide())
        left = column(
            self.new_toggle, self.new_box, self.entries.where, self.entries.turns, self.entries.list, also="rd-left"
        )
        right = column(self.detail, self.step_box, also="rd-right")
        columns = w.Box([left, right], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("rd-cols")
        lead = w.HTML(
            "<p>A payer who asks for records and gets none denies. Medicare counts 45 days from the date of its letter.</p>"
        )
        self.box = w.VBox([head("Requests for records"), lead, columns], layout=wide())

    def _build_new(self, say: Said) -> None:
        self.new = {
            "kind": field(
                w.Dropdown,
                "What it is",
                options=[(f"{words[0].upper()}{words[1:]}", kind) for kind, words in KINDS.items()],
            ),
            "payer": field(w.Text, "Who asks"),
            "payer_type": field(
                w.Dropdown,
                "Kind of payer",
                options=[("Not known", ""), *((one.replace("_", " "), one) for one in PAYER_TYPES)],
            ),
            "letter_on": field(w.Text, "Date of the letter", placeholder="3/4/2026"),
            "due_on": field(w.Text, "Due on, if the letter says", placeholder="3/4/2026"),
            "reference": field(w.Text, "Reference or case number"),
            "claim_ids": field(w.Textarea, "Claim numbers, one a line", rows=2),
        }
        self.new_said = w.HTML(layout=wide())
        self.new_box = w.VBox(
            [*self.new.values(), self.new_said, row(say.button("Put it on the list", self._add, "primary"))],
            layout=wide(),
        )
        self.new_box.add_class("rd-form")
        self.new_toggle = folds("A new request came in", self.new_box, say)

    def _build_steps(self, say: Said) -> None:
        self.step = {
            "owner": field(w.Text, "Who works on it"),
            "sent_on": field(w.Text, "Records were sent on", placeholder="3/4/2026"),
            "how": field(w.Text, "How: portal, fax, mail; tracking number"),
            "result": field(w.Dropdown, "What was decided", options=[("Choose ...", ""), *((words[0].upper() + words[1:], name) for name, words in RESULTS.items())]),
            "due_on": field(w.Text, "Another due date", placeholder="3/4/2026"),
        }  # fmt: skip
        self.step_said = w.HTML(layout=wide())
        buttons = {
            "owner": "Keep the owner",
            "sent": "Records were sent",
            "decided": "Keep the decision",
            "due": "Keep the date",
        }
        self.step_buttons = {
            kind: say.button(words, lambda _, kind=kind: self._act(kind)) for kind, words in buttons.items()
        }
        fields = self.step
        self.step_box = w.VBox(
            [
                row(fields["owner"], self.step_buttons["owner"]),
                row(fields["sent_on"], fields["how"], self.step_buttons["sent"]),
                row(fields["result"], self.step_buttons["decided"]),
                row(fields["due_on"], self.step_buttons["due"]),
                self.step_said,
            ],
            layout=wide(),
        )
        self.step_box.add_class("rd-form")

    @property
    def _listed(self):
        return by_urgency(self.model.requests.all.values(), self.model.today)

    def refresh(self) -> None:
        """Show the model as it is now."""
        listed, today = self._listed, self.model.today
        self.number = max(0, min(self.number, (len(listed) - 1) // PAGE))
        page = listed[self.number * PAGE : (self.number + 1) * PAGE]
        keys = [request.key for request in page]
        if self.chosen not in keys:
            self.chosen = keys[0] if keys else ""
        entries = [
            Entry(pieces.request_entry(one, today), _LOOKS.get(one.standing(today)[0], "rd-due")) for one in page
        ]
        self.entries.show(
            entries, number=self.number, total=len(listed), chosen=keys.index(self.chosen) if self.chosen else 0
        )
        self._show_detail()

    def _show_detail(self) -> None:
        request = self.model.requests.all.get(self.chosen)
        show(self.step_box, request is not None)
        self.step_said.value = ""
        self.detail.value = pieces.request_detail(request, self.model.today) if request else ""

    def _choose(self, place: int) -> None:
        self.chosen = self._listed[self.number * PAGE + place].key
        self._show_detail()

    def _turn(self, by: int) -> None:
        self.number += by
        self.chosen = ""
        self.refresh()

    def _add(self, _=None) -> None:
        told = {name: widget.value for name, widget in self.new.items()}
        letter, due = parse_date(told["letter_on"]), parse_date(told["due_on"])
        if letter is None or (told["due_on"].strip() and due is None):
            self.new_said.value = _notice("Write the dates as 3/4/2026.")
            return
        told |= {"letter_on": letter, "due_on": due, "claim_ids": told["claim_ids"].replace(",", "\n").split("\n")}
        if wrong := self.model.requests.open(**told):
            self.new_said.value = _notice(wrong)
            return
        for name in ("payer", "letter_on", "due_on", "reference", "claim_ids"):
            self.new[name].value = ""
        self.new_said.value, self.new_toggle.value, self.chosen = "", False, ""
        self.say("The request is on the list.")
        self.refresh()

    def _act(self, kind: str) -> None:
        names = {"owner": ("owner",), "sent": ("sent_on", "how"), "decided": ("result",), "due": ("due_on",)}[kind]
        details = {name: self.step[name].value for name in names}
        details = {name: _iso(value) if name.endswith("_on") else value for name, value in details.items()}
        if wrong := self.model.requests.act(self.chosen, kind, details):
            self.step_said.value = _notice(wrong)
            return
        for name in names:
            self.step[name].value = ""
        self.say("Kept.")
        self.refresh()
