"""The page of authorizations: who runs out first, what to send, changes, approval rates, and what changed in the matrix."""

from __future__ import annotations

from collections.abc import Mapping

import ipywidgets as w

from auditkit.apps.front_desk import pieces, takeaway
from auditkit.apps.front_desk.compared import Compared
from auditkit.apps.front_desk.model import PAGE, FrontDeskModel
from auditkit.apps.shell import safe
from auditkit.apps.shell.entries import Entries, Entry
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, column, field, folds, head, row, wide
from auditkit.tables.agreements import DECISIONS

_RULE_CELLS = (
    "payer_id", "payer_name", "discipline", "hcpcs_codes", "authorization_required", "from_visit", "in_force_from", "in_force_to", "lead_days", "documents",
    "source_url", "last_checked_on", "checked_by", "published_on", "noticed_on", "taught_on", "in_force_here_on",
)  # fmt: skip
_RULE_WORDS = {
    "payer_id": "Payer's number", "hcpcs_codes": "Codes (HCPCS or CPT)", "authorization_required": "Authorization needed (1 yes, 0 no)",
    "lead_days": "Days ahead to ask", "documents": "Documents to send", "source_url": "Link to the source", "in_force_to": "In force until",
    "in_force_here_on": "In force here since",
}  # fmt: skip
_CELLS = ("authorization_number", "start_on", "end_on", "authorized_units", "used_units", "decision")


class Authorizations:
    """The widgets; `box` is shown."""

    def __init__(self, model: FrontDeskModel, *, say: Said):
        self.model, self.say = model, say
        self.number = self.chosen = 0
        self._quiet = self._made = False
        self.first = w.HTML(layout=wide())
        self.takeaway = Takeaway(takeaway.AUTHORIZATION_FILES, lambda key: takeaway.content(model, key), say=say)
        self.entries = Entries(PAGE, say=say, choose=self._choose, turn=self._turn, also="fd-row")
        self.detail = w.HTML(layout=wide())
        self.detail.add_class("ak-detail")
        self.which = field(w.Dropdown, "Authorization", options=[("", "")])
        self.which.observe(say.guard(self._fill), "value")
        self.fields = {name: field(w.Text, _words(name)) for name in _CELLS}
        self.fields["decision"] = field(
            w.Dropdown,
            _words("decision"),
            options=[("not said", ""), *((one.replace("_", " "), one) for one in DECISIONS)],
        )
        self.here, self.rule_here = Said(), Said()  # said above the button, where the person is looking
        grid = w.Box([self.which, *self.fields.values()], layout=wide())
        grid.add_class("fd-grid")
        self.form = w.VBox(
            [grid, self.here.box, row(say.button("Keep the change", self._keep, "primary"))], layout=wide()
        )
        self.edit = folds("Change an authorization", self.form, say)
        self.more = w.HTML(layout=wide())
        self.more.add_class("fd-wide")
        self.compared = Compared(model, say=say)
        self.rule = field(w.Dropdown, "Row of the table", options=[("", -1)])
        self.rule.observe(say.guard(self._fill_rule), "value")
        self.matrix = Takeaway(takeaway.MATRIX_FILES, lambda key: takeaway.content(model, key), say=say)
        self.rule_fields = {
            name: field(w.Text, _RULE_WORDS.get(name) or name.replace("_", " ").capitalize()) for name in _RULE_CELLS
        }
        rule_grid = w.Box([self.rule, *self.rule_fields.values()], layout=wide())
        rule_grid.add_class("fd-grid")
        self.rule_form = w.VBox(
            [rule_grid, self.rule_here.box, row(say.button("Keep this row", self._keep_rule, "primary"))],
            layout=wide(),
        )
        matrix = w.VBox(
            [self.rule_form, self.matrix.buttons, self.matrix.made, self.compared.box],
            layout=wide(),
        )
        rates = w.VBox([self.more], layout=wide())
        left = column(self.entries.where, self.entries.turns, self.entries.list, also="fd-left")
        right = column(self.detail, row(self.edit, also="ak-smaller"), self.form, also="fd-right")
        columns = w.Box([left, right], layout=wide())
        columns.add_class("ak-cols")
        columns.add_class("fd-cols")
        self.box = w.VBox(
            [
                self.first,
                row(self.takeaway.buttons),
                self.takeaway.made,
                columns,
                head("More"),
                row(folds("Approval rates", rates, say), folds("What payers want authorized", matrix, say)),
                rates,
                matrix,
            ],
            layout=wide(),
        )

    def refresh(self) -> None:
        """Show the model as it is now."""
        before = _whose(self._run) if self._made else None
        self._made, self.runs = True, self.model.run_outs()
        if before is not None:  # the chosen line stays the chosen one, wherever it stands now
            place = next((n for n, run in enumerate(self.runs) if _whose(run) == before), 0)
            self.number, self.chosen = divmod(place, PAGE)
        self.takeaway.clear()
        self.matrix.clear()
        self.here("")
        self.rule_here("")
        self.first.value = pieces.first_line(self.runs, self.model.today)
        self._rates()
        self._show_rules()
        self._show()

    def _show(self) -> None:
        today = self.model.today
        page = self.runs[self.number * PAGE : (self.number + 1) * PAGE]
        self.chosen = min(self.chosen, max(0, len(page) - 1))
        shown = [Entry(pieces.run_row(run, today), pieces.STANDING[run.standing(today)][0]) for run in page]
        self.entries.show(shown, number=self.number, total=len(self.runs), chosen=self.chosen)
        self._detail()

    def _choose(self, place: int) -> None:
        self.chosen = place
        self._detail()

    def _turn(self, by: int) -> None:
        self.number, self.chosen = max(0, self.number + by), 0
        self._show()

    @property
    def _run(self):
        page = self.runs[self.number * PAGE : (self.number + 1) * PAGE]
        return page[self.chosen] if page else None

    def _detail(self) -> None:
        run = self._run
        self.detail.value = pieces.run_view(run, self.model.today) if run else "<p>Nothing here.</p>"
        rows = self._rows() if run else []
        self._quiet = True
        self.which.options = [
            *(
                (
                    row.get("authorization_number")
                    or f"{row.get('discipline', '')}, {row.get('decision') or 'no number'}",
                    n,
                )
                for n, (_, row) in enumerate(rows)
            ),
            ("a new one", -1),
        ]
        self.which.value = 0 if rows else -1
        self._quiet = False
        self._fill()

    def _rows(self) -> list[tuple[str, dict[str, str]]]:
        run = self._run
        return [
            (key, r)
            for key, r in self.model.rows("authorizations")
            if r.get("patient_id") == run.patient_id
            and run.discipline in (r.get("discipline") or run.discipline).split("|")
        ]

    def _fill(self, _=None) -> None:
        if not self._quiet and self._run is not None:
            _, own = _picked(self._rows(), self.which.value)
            for name, box in self.fields.items():
                box.value = _shown(name, own)

    def _keep(self, _=None) -> None:
        run = self._run
        key, own = _picked(self._rows(), self.which.value)
        cells = {name: box.value for name, box in self.fields.items() if box.value.strip() != _shown(name, own)}
        if not cells:
            self.here("Nothing was changed.", "unsure")
            return
        typed = dict(cells)
        if not own:
            cells |= {
                "patient_id": run.patient_id,
                "payer_id": run.payer_id,
                "discipline": run.discipline,
                "unit_kind": "visits",
            }
        self._done(
            self.model.change("authorizations", key, own, cells),
            "The change is kept; the run-out was worked out anew.",
            self.here,
        )
        if self.model.changes.is_second:  # theirs counts, and what was typed here stays in the form
            theirs = dict(self._rows()).get(key, {})
            self._choose_row(key)
            told = ", ".join(f"{_words(name)} {_shown(name, theirs) or 'empty'}" for name in typed)
            for name, cell in typed.items():
                self.fields[name].value = cell
            self.here.box.value += f"<p>What they kept: {safe(told)}.</p>"

    def _choose_row(self, key: str) -> None:
        """Show the authorization of that key in the form."""
        self.which.value = next((n for n, (other, _) in enumerate(self._rows()) if other == key), self.which.value)

    def _done(self, wrong: str, kept: str, here: Said) -> None:
        if self.model.changes.is_new:  # else it was refused, and what was typed stays
            self.refresh()
        here(pieces.days_on_screen(wrong or kept), "unsure" if wrong else "good")

    def _rates(self) -> None:
        from auditkit.analytics.approvals import approvals

        held = self.model.desk.tables.authorizations
        names = dict(zip(held["payer_id"], held["payer_id"], strict=True)) if held else {}
        payers = self.model.desk.tables.payers
        names |= dict(zip(payers["payer_id"], payers["payer_name"], strict=True)) if payers else {}
        self.more.value = (
            pieces.approvals_table(approvals(held), names) if held else "<p>No table of authorizations was given.</p>"
        )

    def _show_rules(self) -> None:
        rows = self.model.rows("rules")
        self._quiet = True
        named = [
            (
                f"{r.get('payer_name') or r.get('payer_id')}, {r.get('discipline') or 'all'}, from {r.get('in_force_from') or '?'}",
                n,
            )
            for n, (_, r) in enumerate(rows)
        ]
        self.rule.options = [*named, ("a new row", -1)]
        self.rule.value = 0 if rows else -1
        self._quiet = False
        self._fill_rule()

    def _fill_rule(self, _=None) -> None:
        if not self._quiet:
            _, own = _picked(self.model.rows("rules"), self.rule.value)
            for name, box in self.rule_fields.items():
                box.value = _shown(name, own)

    def _keep_rule(self, _=None) -> None:
        key, own = _picked(self.model.rows("rules"), self.rule.value)
        cells = {name: box.value for name, box in self.rule_fields.items() if box.value.strip() != _shown(name, own)}
        if not cells or not (own or cells.get("payer_id") or cells.get("payer_name")):
            self.rule_here("Name the payer of the new row." if cells else "Nothing was changed.", "unsure")
            return
        self._done(
            self.model.change("rules", key, own, cells),
            "The row is kept; visits and run-outs were worked out anew.",
            self.rule_here,
        )


def _shown(name: str, row: Mapping[str, str]) -> str:
    """A cell as the form shows it: days as people write them."""
    cell = row.get(name, "")
    return pieces.days_on_screen(cell) if name.endswith(("_on", "_from", "_to")) else cell


def _words(name: str) -> str:
    return {
        "authorization_number": "Number",
        "start_on": "From",
        "end_on": "To",
        "authorized_units": "Granted",
        "used_units": "Used before the claims",
        "decision": "Decision",
    }[name]


def _whose(run) -> tuple[str, str, str] | None:
    """What a line is about, whatever is said of it."""
    return None if run is None else (run.patient_id, run.payer_id, run.discipline)


def _picked(rows: list[tuple[str, dict[str, str]]], place: object) -> tuple[str, dict[str, str]]:
    """The key and the row at a place; no key and no row for a new one."""
    return rows[place] if isinstance(place, int) and 0 <= place < len(rows) else ("", {})
