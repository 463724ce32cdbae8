"""An earlier state of the table of what payers want authorized, set beside the one on the page: what changed, whom to tell, stubs of lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from auditkit.apps.front_desk import pieces, takeaway
from auditkit.apps.front_desk.model import FrontDeskModel
from auditkit.apps.shell.takeaway import Takeaway
from auditkit.apps.shell.widgets import Said, row, show, upload, wide

if TYPE_CHECKING:
    from auditkit.apps.front_desk.intake import Intake
    from auditkit.desks.authorizations import RuleChange

_LEAD = "<p>Choose an earlier state of the table of what needs authorization: what changed since, from when, and whom to tell.</p>"


class Compared:
    """The widgets; `box` is shown. Columns that nobody has confirmed are asked about before anything is compared."""

    def __init__(self, model: FrontDeskModel, *, say: Said):
        self.model, self.say = model, say
        self._quiet = False
        self.before = upload("Choose the earlier table", ".csv,.xlsx,.xls")
        self.before.observe(say.guard(self._given, "Reading the table"), "value")
        self.question = w.VBox([], layout=wide())
        self.result = w.HTML(layout=wide())
        self.result.add_class("fd-wide")
        self.here = Said()
        self.changes: list[RuleChange] = []
        self.stubs = Takeaway(
            takeaway.CHANGE_FILES, lambda _: "\n".join(c.lesson() for c in self.changes).encode(), say=say
        )
        show(self.question, False)
        show(self.stubs.buttons, False)
        self.box = w.VBox(
            [
                w.HTML(_LEAD),
                row(self.before),
                self.question,
                self.here.box,
                self.result,
                self.stubs.buttons,
                self.stubs.made,
            ],
            layout=wide(),
        )

    def ask(self, *question: w.Widget) -> None:
        """Put a question about the earlier table in the place of the result."""
        self.here("")
        self.question.children = question
        show(self.question, True)
        self._show([], "")

    def _given(self, change) -> None:
        if self._quiet or not change["new"]:
            return
        from auditkit.apps.front_desk.files import earlier_rules
        from auditkit.apps.front_desk.intake import Intake
        from auditkit.apps.shell.table_columns import ask_columns

        given = [(file["name"], bytes(file["content"])) for file in change["new"][:1]]
        self._quiet = True
        self.before.value = ()  # so that the same file can be chosen again
        self._quiet = False
        tables, issues = earlier_rules(given)
        if issues:
            self._show([], "")
            self.here(issues[0].sentence, "unsure")
            return
        intake = Intake(self.model.kept)
        intake.add(tables)
        ask_columns(self, intake, say=self.say, go_on=lambda: self._compare(intake))

    def _compare(self, intake: Intake) -> None:
        from auditkit.desks.authorizations import matrix_diff
        from auditkit.readers.authorization_lists import read_authorization_rules
        from auditkit.readers.claim_files import files_of_uploads

        self.question.children = []
        show(self.question, False)
        files = files_of_uploads([(file.label, file.content) for file in intake.files])
        read = read_authorization_rules(files, confirm=intake.confirmed)
        if not read.columns["source_file"]:
            self._show([], "")
            self.here(read.issues[0].sentence if read.issues else "No earlier table was read.", "unsure")
            return
        changes = matrix_diff(read.columns, self.model.desk.tables.rules)
        self._show(changes, pieces.changes(changes))
        left_out = [issue.sentence for issue in read.issues if not issue.is_warning]
        self.here(left_out[0] if left_out else "", "unsure")

    def _show(self, changes: list[RuleChange], words: str) -> None:
        self.changes, self.result.value = changes, words
        self.stubs.clear()
        show(self.stubs.buttons, bool(changes))
