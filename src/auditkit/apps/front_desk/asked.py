"""The questions about files, as widgets: what a table is that was not recognised, and which of its columns holds what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as w

from auditkit.apps.shell import safe
from auditkit.apps.shell.table_columns import ask_columns
from auditkit.apps.shell.widgets import Said, field, head, row

if TYPE_CHECKING:
    from auditkit.apps.front_desk.intake import Intake
    from auditkit.apps.shell.files_in import FilesIn


def ask(box: FilesIn, intake: Intake, *, say: Said, go_on: Callable[[], object]) -> None:
    """Ask one question after the other, then go on."""
    if (file := intake.unrecognised) is None:
        ask_columns(box, intake, say=say, go_on=go_on)
        return
    from auditkit.apps.front_desk.files import ROLES

    role = field(w.Dropdown, "This file is", options=[(words, role) for role, words in ROLES.items() if role])

    def then(do: Callable[[], object]) -> Callable[[object], None]:
        def act(_=None) -> None:
            do()
            ask(box, intake, say=say, go_on=go_on)

        return act

    headers = ", ".join(cell for cell in file.heads[0][1][0] if cell.strip())
    box.ask(
        head("What is this file?"),
        w.HTML(f"<p>{safe(file.label)} was not recognised. Its first row reads: {safe(headers[:300])}</p>"),
        role,
        row(
            say.button("It is this", then(lambda: intake.take_as(role.value)), "primary"),
            say.button("Leave this file out", then(intake.leave_unrecognised_out)),
        ),
    )
