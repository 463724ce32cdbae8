"""The question which column of a table is the note, as widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as w

from auditkit.apps.shell.safe import safe
from auditkit.apps.shell.widgets import Said, field, head, row

if TYPE_CHECKING:
    from auditkit.apps.shell.asked_notes import AskedNote

_NONE = ("None", "")


def note_columns(
    table: AskedNote, *, say: Said, confirm: Callable[[str, str, str], object], leave: Callable[[], object], go: str
) -> tuple[w.Widget, ...]:
    """The widgets. `confirm` hears the headers of note, patient and date ("" for none), `leave` that nothing is to be read;
    `go` are the words on the button that confirms."""
    fields = table.proposal.fields
    columns = [_NONE, *((header, header) for header in table.headers)]
    note = field(w.Dropdown, "The note's text is in", options=list(table.headers), value=table.guess)
    patient = field(w.Dropdown, "The patient is in", options=columns, value=fields.get("patient_id", ""))
    date = field(w.Dropdown, "The date of the visit is in", options=columns, value=fields.get("date_of_service", ""))
    text = f"<p>{safe(table.file)} is a table. Please check the columns once; the answer is remembered for files of this shape.</p>"
    return (
        head("Which column is the note?"),
        w.HTML(text),
        row(note, patient, date),
        row(
            say.button(go, lambda _: confirm(note.value, patient.value, date.value), "primary"),
            say.button("Leave this upload out", lambda _: leave()),
        ),
    )
