"""What was found, in five groups, filtered, a page at a time; and the claim behind the chosen entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import ipywidgets as w

from auditkit.apps.claim_scrub import pieces
from auditkit.apps.claim_scrub.claim_pieces import claim
from auditkit.apps.claim_scrub.model import ClaimScrubModel
from auditkit.apps.claim_scrub.results import PAGE, Filter, Found, Group
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.widgets import Said, column, field, folds, head, row, show, wide

_ALL = {"rule": "All checks", "payer": "All payers", "clinic": "All clinics", "provider": "All therapists"}
_LABELS = {"rule": "Check", "payer": "Payer", "clinic": "Clinic (NPI)", "provider": "Therapist (NPI)"}


class Findings:
    """The widgets of the result. `change_rule` opens the form for a check; `box` is shown."""

    def __init__(self, model: ClaimScrubModel, *, say: Said, change_rule: Callable[[str], None]):
        self.model = model
        self.say = say
        self._change_rule = change_rule
        self._quiet = False
        self.groups = {}
        for group in Group:
            made = self.groups[group] = say.button("", lambda _, group=group: self._show_group(group))
            made.add_class(f"cs-{group}")
        self.group_bar = row(*self.groups.values(), also="cs-groups")
        self.means = w.HTML(layout=wide())
        self.filters = {name: field(w.Dropdown, words, options=[(_ALL[name], "")]) for name, words in _LABELS.items()}
        for box in self.filters.values():
            box.observe(say.guard(self._filter), "value")
        self.claim = field(w.Text, "Claim number begins with", continuous_update=False)
        self.claim.observe(say.guard(self._filter), "value")
        self.more_box = w.VBox([self.filters["clinic"], self.filters["provider"], self.claim], layout=wide())
        self.more = folds("More filters", self.more_box, say)
        self.clear = say.button("Clear the filters", lambda _: self._narrow(Filter()))
        self.supply = w.HTML(layout=wide())
        self.entries = Entries(PAGE, say=say, choose=self._choose, turn=self._turn, also="cs-found")
        self.detail = w.HTML(layout=wide())
        self.rule_button = say.button("Change this check for our practice", self._to_rule)
        self.claim_view = w.HTML(layout=wide())
        left = column(
            self.filters["rule"],
            self.filters["payer"],
            row(self.more, self.clear, also="ak-smaller"),
            self.more_box,
            self.entries.where,
            self.entries.turns,
            self.entries.list,
            also="cs-left",
        )
        self.reasons = w.HTML(layout=wide())
        right = column(
            self.detail, self.claim_view, self.reasons, row(self.rule_button, also="ak-smaller"), also="cs-right"
        )
        columns = w.Box([left, right], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("cs-cols")
        self.box = w.VBox([head("What was found"), self.group_bar, self.means, self.supply, columns], layout=wide())

    # Showing the model

    def refresh(self) -> None:
        """Show the model as it is now."""
        model = self.model
        if model.results is None:
            self.detail.value = self.claim_view.value = self.reasons.value = self.supply.value = ""
            self.entries.clear()
            for box in self.filters.values():
                self._set(box, [("", "")], "")
            return
        counts = model.results.counts(model.filter)
        for group, made in self.groups.items():
            made.description = f"{pieces.SHAPES[group]} {pieces.GROUP_WORDS[group]}: {counts[group]:,}"
            (made.add_class if group is model.group else made.remove_class)("ak-chosen")
        self.means.value = f'<p class="ak-fine">{pieces.GROUP_MEANS[model.group]}</p>'
        self._show_filters()
        self.supply.value = pieces.supply(model.results.supply(model.filter)) if model.group is Group.UNCLEAR else ""
        self._show_page()

    def _show_filters(self) -> None:
        model = self.model
        words = {"rule": lambda value: model.results.checks[value].title, "payer": model.results.payer}
        for name, box in self.filters.items():
            choices = (
                model.results.choices(name, model.group, model.filter)
                if name != "rule" or model.group is not Group.CLEAN
                else []
            )
            own = getattr(model.filter, name)
            if own and own not in [value for value, _ in choices]:
                choices.append((own, 0))
            said = words.get(name, str)
            self._set(box, [(_ALL[name], ""), *((f"{said(value)} ({n:,})", value) for value, n in choices)], own)
        show(self.filters["rule"], model.group is not Group.CLEAN)
        self._quiet = True
        self.claim.value = model.filter.claim
        self._quiet = False
        self.clear.disabled = model.filter == Filter()

    def _set(self, box: w.Dropdown, options: list[tuple[str, str]], value: str) -> None:
        self._quiet = True
        box.options = options
        box.value = value
        self._quiet = False

    def _show_page(self) -> None:
        model = self.model
        listed = model.listed()
        look = f"cs-{model.group}"
        entries = [
            Entry(
                pieces.found_row(item)
                if isinstance(item, Found)
                else pieces.clean_row(item, model.results.payer(item.payer)),
                look,
            )
            for item in listed
        ]
        self.entries.show(entries, number=model.number, total=model.count(model.group), chosen=model.chosen)
        self._show_chosen()

    def _show_chosen(self) -> None:
        model = self.model
        listed = model.listed()
        item = listed[model.chosen] if model.chosen < len(listed) else None
        show(self.rule_button, isinstance(item, Found))
        if isinstance(item, Found):
            check = model.results.checks[item.rule]
            self.detail.value = pieces.detail(item, check, item.rule in model.kept.rules)
            self.claim_view.value = claim(model, item.claim_id, item.line_number, item.patient_id, item.date_of_service)
            self.reasons.value = pieces.reasons(item, check)
        else:
            self.detail.value = self.reasons.value = ""
            self.claim_view.value = claim(model, item.claim_id) if item else ""

    # What a person does

    def _show_group(self, group: Group) -> None:
        self.model.show(group)
        self.refresh()

    def _turn(self, by: int) -> None:
        self.model.show(self.model.group, self.model.number + by)
        self._show_page()

    def _choose(self, place: int) -> None:
        self.model.chosen = place
        self._show_chosen()

    def _filter(self, _change) -> None:
        if not self._quiet:
            chosen = {name: box.value or "" for name, box in self.filters.items()}
            self._narrow(replace(self.model.filter, **chosen, claim=self.claim.value.strip()))

    def _narrow(self, asked: Filter) -> None:
        self.model.narrow(asked)
        self.refresh()

    def _to_rule(self, _=None) -> None:
        listed = self.model.listed()
        if self.model.chosen < len(listed) and isinstance(listed[self.model.chosen], Found):
            self._change_rule(listed[self.model.chosen].rule)
