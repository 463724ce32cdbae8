"""Files on their way onto a page: opened, asked about, read once nothing is asked any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from auditkit.apps.response_desk.files import Given, Opened, ask_about, opened, read_opened
from auditkit.apps.shell.asked_tables import TableQuestions
from auditkit.apps.shell.keeping import Keeping

if TYPE_CHECKING:
    from auditkit.apps.shell.asked_tables import AskedTable


class Intake:
    """Files that were given one after the other. `kept` remembers columns; `open_files` says what each file is."""

    def __init__(self, kept: Keeping, open_files: Callable[[Iterable[tuple[str, bytes]]], list[Opened]] = opened):
        self._questions, self._open = TableQuestions(kept), open_files
        self.uploads: list[tuple[str, bytes]] = []
        self._files: list[Opened] = []
        self._left_out: set[str] = set()

    def add(self, uploads: Iterable[tuple[str, bytes]]) -> bool:
        """Take files beside those that are here. True where columns are asked about (`asked`) before they can be read."""
        self.uploads += uploads
        self._files = self._open(self.uploads)
        return self._asks()

    @property
    def asked(self) -> list[AskedTable]:
        """Tables whose columns a person should confirm before anything is read."""
        return self._questions.waiting

    @property
    def taken_as(self) -> str:
        """What the first asked table was taken for."""
        from auditkit.apps.response_desk.files import TAKEN_AS

        kind = next(one.kind for one in self._files if one.file.label == self.asked[0].file)
        return TAKEN_AS[kind]

    def confirm(self, chosen: Mapping[str, str]) -> str:
        """What a person said of the first asked table (our column -> header, "" for none). Returns "" or what is missing."""
        missing = self._questions.confirm(chosen)
        self._asks()
        return missing

    def leave_out(self) -> None:
        """Leave the first asked table's file out."""
        self._left_out.add(self._questions.leave_out())
        self._asks()

    def _asks(self) -> bool:
        return ask_about(self._files, self._questions, self._left_out)

    def read(self, told: Callable[[str], None]) -> Given:
        """Read all of it."""
        return read_opened(self._files, self.uploads, told, self._questions.confirmed, self._left_out)
