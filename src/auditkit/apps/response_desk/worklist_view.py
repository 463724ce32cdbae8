"""The worklist: what is late first, filtered, a page at a time; and the case behind the chosen entry."""

from __future__ import annotations

from dataclasses import replace

import ipywidgets as w

from auditkit.apps.response_desk import pieces
from auditkit.apps.response_desk.case_view import CaseView
from auditkit.apps.response_desk.model import PAGE, ResponseDeskModel
from auditkit.apps.response_desk.work import NOBODY, STATES, Filter, state_of
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.widgets import Said, column, field, folds, row, wide

_ALL = {"state": "All that is open", "owner": "Everybody", "payer": "All payers", "category": "All categories"}
_LABELS = {"state": "State", "owner": "Owner", "payer": "Payer", "category": "Category"}


class WorklistView:
    """The widgets; `box` is shown."""

    def __init__(self, model: ResponseDeskModel, *, say: Said):
        self.model = model
        self._quiet = False
        self.counts = w.HTML(layout=wide())
        self.filters = {name: field(w.Dropdown, words, options=[(_ALL[name], "")]) for name, words in _LABELS.items()}
        self.claim = field(w.Text, "Claim number begins with", continuous_update=False)
        for box in (*self.filters.values(), self.claim):
            box.observe(say.guard(self._filter), "value")
        self.clear = say.button("Clear the filters", lambda _: self._narrow(Filter()))
        self.entries = Entries(PAGE, say=say, choose=self._choose, turn=self._turn, also="rd-entry")
        self.case = CaseView(model, say=say, changed=self.refresh)
        first = row(self.filters["state"], self.filters["owner"], also="rd-grid")
        others = row(self.filters["payer"], self.filters["category"], self.claim, also="rd-grid")
        self.more = folds("More filters", others, say)
        left = column(
            first,
            row(self.more, self.clear, also="ak-smaller"),
            others,
            self.entries.where,
            self.entries.turns,
            self.entries.list,
            also="rd-left",
        )
        columns = w.Box([left, self.case.box], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("rd-cols")
        self.box = w.VBox([self.counts, columns], layout=wide())

    def refresh(self) -> None:
        """Show the model as it is now."""
        self.counts.value = pieces.counts(self.model.counts())
        self._show_filters()
        self._show_page()

    def _show_filters(self) -> None:
        model = self.model
        self._quiet = True
        for name, box in self.filters.items():
            own = getattr(model.filter, name)
            if name == "state":
                counts = model.counts()
                choices = [
                    (f"{words[0].upper()}{words[1:]} ({counts[state]:,})", state) for state, words in STATES.items()
                ]
            else:
                found = model.choices(name)
                if own and own not in [value for value, _ in found]:
                    found.append((own, 0))
                choices = [(f"{_said(name, value)} ({n:,})", value) for value, n in found]
            box.options = [(_ALL[name], ""), *choices]
            box.value = own
        self.claim.value = model.filter.claim
        self._quiet = False
        self.clear.disabled = model.filter == Filter()

    def _show_page(self) -> None:
        model = self.model
        page = model.page()
        keys = [work.key for work in page]
        opened = model.work()
        if opened is None or opened.key not in keys:
            opened = page[0] if page else None
        model.chosen = opened.key if opened else ""
        entries = [Entry(pieces.entry(work), f"rd-{state_of(work)}") for work in page]
        self.entries.show(
            entries, number=model.number, total=len(model.listed()), chosen=keys.index(model.chosen) if opened else 0
        )
        self.case.show(opened)

    def _choose(self, place: int) -> None:
        page = self.model.page()
        if place < len(page):
            self.model.chosen = page[place].key
            self.case.show(page[place])

    def _turn(self, by: int) -> None:
        self.model.number += by
        self.model.chosen = ""
        self._show_page()

    def _filter(self, _change) -> None:
        if not self._quiet:
            chosen = {name: box.value or "" for name, box in self.filters.items()}
            self._narrow(replace(self.model.filter, **chosen, claim=self.claim.value.strip()))

    def _narrow(self, asked: Filter) -> None:
        self.model.narrow(asked)
        self.refresh()


def _said(name: str, value: str) -> str:
    return "Nobody yet" if value == NOBODY else value.replace("_", " ") if name == "category" else value or "not named"
