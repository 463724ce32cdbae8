"""Files on their way onto the front desk's page: what each is, and which of its columns a person should confirm, before anything is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditkit.apps.front_desk.files import ROLES, TABLE_OF, Given
from auditkit.apps.shell.asked_tables import AskedTable, TableQuestions, asked_table
from auditkit.apps.shell.keeping import Keeping
from auditkit.readers.claim_columns import is_enough, propose_claim_columns


class Intake:
    """The files of the page and what is asked about them. A shape of table is asked about once; `kept` remembers what was said."""

    def __init__(self, kept: Keeping) -> None:
        self.files: list[Given] = []
        self._questions = TableQuestions(kept)

    def add(self, given: Iterable[Given]) -> None:
        """Take files beside those that are here."""
        for file in given:
            file.role = file.role or self._remembered(file)
            self.files.append(file)
        self._look()

    @property
    def unrecognised(self) -> Given | None:
        """The first table of which a person should say what it is."""
        return next((file for file in self.files if not file.role and file.heads), None)

    def take_as(self, role: str) -> None:
        """Say what the first unrecognised table is."""
        self.unrecognised.role = role
        self._look()

    def leave_unrecognised_out(self) -> None:
        """Leave it out."""
        self.files.remove(self.unrecognised)

    @property
    def asked(self) -> list[AskedTable]:
        """Tables whose columns a person should confirm."""
        return self._questions.waiting

    @property
    def taken_as(self) -> str:
        """What the first asked table was taken for."""
        return ROLES[next(file.role for file in self.files if file.label == self.asked[0].file)].lower()

    @property
    def is_asking(self) -> bool:
        """True where something should be said before the files are read."""
        return bool(self.asked) or self.unrecognised is not None

    def confirm(self, chosen: Mapping[str, str]) -> str:
        """What a person said of the first asked table (our column -> header, "" for none). Returns "" or what is missing."""
        return self._questions.confirm(chosen)

    def leave_out(self) -> None:
        """Leave the first asked table's file out."""
        left = self._questions.leave_out()
        self.files = [file for file in self.files if file.label != left]

    @property
    def confirmed(self):
        """What was said of columns, for a reader (`Confirm`)."""
        return self._questions.confirmed

    def _look(self) -> None:
        for file in self.files:
            table = TABLE_OF.get(file.role)
            for sheet, head in file.heads if table else ():
                proposal = propose_claim_columns(table, head)
                if is_enough(table, proposal) or (len(file.heads) == 1 and proposal.header_row):
                    self._questions.look(asked_table(file.label, head, proposal, sheet, read_as=table))

    def _remembered(self, file: Given) -> str:
        """What tables of this shape were said to be, on this page or before."""
        for role, table in TABLE_OF.items():
            for sheet, head in file.heads:
                proposal = propose_claim_columns(table, head)
                if proposal.header_row and self._questions.known(file.label, sheet, proposal) is not None:
                    return role
        return ""
