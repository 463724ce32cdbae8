"""The calculators' widgets: units from minutes, CQ and CO, the year to date. They work without any file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ipywidgets as w

from auditkit.apps.claim_scrub import calculators
from auditkit.apps.claim_scrub.calculator_pieces import assistant_answer, units_answer, year_answer
from auditkit.apps.shell import notice
from auditkit.apps.shell.widgets import Said, field, head, row, wide

_ROWS_AT_FIRST, _MOST_ROWS = 3, 10


class Calculators:
    """The widgets of the page's second part; `box` is shown. `today` gives the day on which codes are looked up."""

    def __init__(self, today: Callable[[], date], *, say: Said):
        self.today = today
        self.say = say
        self._reference = None
        self.box = w.VBox([self._units(), self._assistant(), self._year()], layout=wide())
        self.box.add_class("cs-part")

    @property
    def reference(self):
        """The practice's rule tables, read when a calculator is first used."""
        if self._reference is None:
            from auditkit.reference import Reference

            self._reference = Reference.of_practice()
        return self._reference

    def _answering(self, place: w.HTML, answer: Callable[[], str]) -> Callable:
        def act(_=None) -> None:
            try:
                place.value = answer()
            except calculators.Asks as asks:
                place.value = notice(str(asks), kind="unsure")

        return act

    def _units(self) -> w.Widget:
        self.codes: list[tuple[w.Text, w.Text]] = []
        self.rows = w.VBox([], layout=wide())
        self.units = w.HTML(layout=wide())
        self.add_row_button = self.say.button("Add a row", self._add_row)
        for _ in range(_ROWS_AT_FIRST):
            self._add_row()
        self.units_button = self.say.button("Count the units", self._answering(self.units, self._count), "primary")
        text = (
            "<p>Codes and their minutes of one patient, day and discipline. Both ways of counting are shown side by side: which of them holds is the "
            "payer's to say, not whichever gives more.</p>"
        )
        return w.VBox(
            [
                head("Units from minutes (8-minute rule)"),
                w.HTML(text),
                self.rows,
                row(self.add_row_button, self.units_button),
                self.units,
            ],
            layout=wide(),
        )

    def _add_row(self, _=None) -> None:
        number = len(self.codes) + 1
        code, minutes = field(w.Text, f"Code {number}"), field(w.Text, f"Minutes {number}")
        pair = w.Box([code, minutes], layout=wide())
        pair.add_class("cs-pair")
        self.codes.append((code, minutes))
        self.rows.children = (*self.rows.children, pair)
        self.add_row_button.disabled = number >= _MOST_ROWS

    def _count(self) -> str:
        typed = [(code.value, minutes.value) for code, minutes in self.codes]
        return units_answer(calculators.units(typed, self.today(), self.reference))

    def _assistant(self) -> w.Widget:
        self.therapist, self.assistant = field(w.Text, "Therapist's minutes"), field(w.Text, "Assistant's minutes")
        self.billed = field(w.Text, "Units billed (empty: what the minutes make)")
        self.is_timed = field(
            w.Dropdown, "The service is", options=[("Timed in units of 15 minutes", True), ("Not timed", False)]
        )
        self.share = w.HTML(layout=wide())
        self.share_button = self.say.button(
            "Show the units under CQ or CO", self._answering(self.share, self._share), "primary"
        )
        text = "<p>One code of one day. CQ goes with GP for a physical therapist assistant, CO with GO for an occupational therapy assistant.</p>"
        fields = w.Box([self.therapist, self.assistant, self.billed, self.is_timed], layout=wide())
        fields.add_class("ak-grid")
        return w.VBox(
            [head("Assistants (CQ and CO)"), w.HTML(text), fields, row(self.share_button), self.share], layout=wide()
        )

    def _share(self) -> str:
        return assistant_answer(
            calculators.assistant(
                self.therapist.value, self.assistant.value, self.billed.value, is_timed=self.is_timed.value
            )
        )

    def _year(self) -> w.Widget:
        self.year = field(w.Text, "Year", value=str(self.today().year))
        self.bucket = field(
            w.Dropdown,
            "Counted together",
            options=[("Physical therapy and speech-language pathology", "pt_slp"), ("Occupational therapy", "ot")],
        )
        self.so_far = field(w.Text, "Allowed so far this year, in dollars")
        self.visit = field(w.Text, "Allowed for this visit, in dollars")
        self.total = w.HTML(layout=wide())
        self.year_button = self.say.button(
            "Compare with the threshold", self._answering(self.total, self._sum), "primary"
        )
        text = (
            "<p>For Medicare Part B: what Medicare allowed (not what was billed or paid) for the patient in the calendar year, at all practices. "
            "Several amounts may stand with + between them.</p>"
        )
        fields = w.Box([self.year, self.bucket, self.so_far, self.visit], layout=wide())
        fields.add_class("ak-grid")
        return w.VBox(
            [head("Year to date (KX)"), w.HTML(text), fields, row(self.year_button), self.total], layout=wide()
        )

    def _sum(self) -> str:
        return year_answer(
            calculators.year_to_date(
                self.bucket.value, self.year.value, self.so_far.value, self.visit.value, self.reference
            )
        )
