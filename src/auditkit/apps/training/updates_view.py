"""What changes in a quarter: from the rule tables that are loaded, and from two states of the practice's table of authorizations."""

from __future__ import annotations

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.takeaway import File, Media, Takeaway
from auditkit.apps.shell.widgets import Said, field, head, row, show, upload, wide
from auditkit.apps.training.model import TrainingModel
from auditkit.desks.quarters import Quarter
from auditkit.reference.editions import CannotKeep
from auditkit.tables.cells import on_screen
from auditkit.training.updates import Card

_FILES = {
    "pdf": File("Card (PDF)", "payer-updates.pdf", Media.PDF),
    "docx": File("Card (Word)", "payer-updates.docx", Media.WORD),
}
_STATES = {"earlier": "Earlier table of authorizations", "present": "Present table of authorizations"}


class UpdatesView:
    """The widgets; `box` is shown."""

    def __init__(self, model: TrainingModel, *, say: Said):
        self.model, self.say = model, say
        self.card: Card | None = None
        self.tables: dict[str, tuple[str, bytes]] = {}
        self.quarter = field(w.Text, "Quarter of the card", value=str(Quarter.of(model.today).next))
        self.uploads = {state: upload(words, ".csv,.xlsx,.xls") for state, words in _STATES.items()}
        for state, button in self.uploads.items():
            button.observe(say.guard(lambda change, state=state: self._take(state, change), "Reading"), "value")
        self.show_button = say.button("Show what changes", lambda _: self.show(), "primary")
        self.told = w.HTML(layout=wide())
        self.takeaway = Takeaway(_FILES, self._file, say=say)
        self.made = w.VBox([self.told, self.takeaway.buttons, self.takeaway.made], layout=wide())
        grid = w.VBox([self.quarter], layout=wide())
        grid.add_class("tr-grid")
        self.box = w.VBox(
            [head("What changes in a quarter"),
             w.HTML("<p>From the rule tables that are loaded. What payers want authorized is compared where you give both tables.</p>"),
             grid, *(row(w.Label(words), self.uploads[state]) for state, words in _STATES.items()), row(self.show_button), self.made],
            layout=wide(),
        )  # fmt: skip
        self.box.add_class("tr-card")
        show(self.made, False)

    def _take(self, state: str, change) -> None:
        if change["new"]:
            given = change["new"][0]
            self.tables[state] = (given["name"], bytes(given["content"]))
            self.say(f"{_STATES[state]}: it is there.")

    def show(self) -> None:
        """Show the card of the quarter that is written there."""
        from auditkit.reference import Reference
        from auditkit.training.updates import card

        self.takeaway.clear()
        try:
            quarter = Quarter.parse(self.quarter.value)
            self.card = card(quarter, Reference.of_practice(), self.model.lessons.values(), self._matrix())
        except (ValueError, CannotKeep) as error:
            self.say(str(error), "unsure")
            return
        self.told.value = _words(self.card)
        show(self.made, True)
        self.say("")

    def _matrix(self):
        """What differs between the two tables; None where not both were given. Raises ValueError, a sentence."""
        if len(self.tables) < 2:
            return None
        from auditkit.desks.authorizations import matrix_diff
        from auditkit.readers.claims import read_table_uploads
        from auditkit.tables import AUTHORIZATION_RULES

        states = []
        for state, words in _STATES.items():
            reading = read_table_uploads(AUTHORIZATION_RULES, [self.tables[state]])
            if not reading.read:
                why = f" {reading.issues[0].sentence}" if reading.issues else ""
                raise ValueError(f"{words}: no row was read.{why}")
            states.append(reading.columns)
        return matrix_diff(*states)

    def _file(self, name: str) -> bytes:
        from auditkit.training.update_sheet import card_page

        page = card_page(self.card, today=self.model.today)
        if name == "pdf":
            from auditkit.reports.pdf import to_pdf

            return to_pdf(page)
        from auditkit.reports.word import to_docx

        return to_docx(page)


def _words(card: Card) -> str:
    """The card as HTML."""
    from auditkit.training.update_sheet import NOTHING

    rows = "".join(
        f"<tr><td>{on_screen(one.on) if one.on else 'day not said'}</td><td>{safe(one.what)}</td><td>{safe(one.whom)}</td>"
        f"<td>{safe(one.source)}</td><td>{safe(one.lesson or 'none teaches it')}</td></tr>"
        for one in card.updates
    )
    header = "<tr><th>From</th><th>What</th><th>Whom it touches</th><th>Source</th><th>Lesson</th></tr>"
    table = (
        f'<div class="tr-scroll" tabindex="0" role="region" aria-label="What changes"><table><thead>{header}</thead><tbody>{rows}</tbody></table></div>'
        if rows
        else f"<p>{safe(NOTHING)}</p>"
    )
    missing = "".join(f"<li>{safe(words)}</li>" for words in card.missing)
    remarks = "".join(f"<p class='ak-fine'>{safe(words)}</p>" for words in card.remarks)
    return table + (f"<h3>Not loaded yet</h3><ul class='tr-long'>{missing}</ul>" if missing else "") + remarks
