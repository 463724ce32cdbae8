"""The question which column of a table holds what, as widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as w

from auditkit.apps.shell import notice, safe
from auditkit.apps.shell.widgets import Said, field, folds, head, row, wide

if TYPE_CHECKING:
    from auditkit.apps.shell.asked_tables import AskedTable
    from auditkit.apps.shell.files_in import FilesIn

_AS_PROPOSED = "\0as proposed"  # several columns that make one list
_NO_COLUMN = ("No such column", "")
_SAID = {
    "carc": "adjustment reason code (CARC)",
    "rarc": "remark code (RARC)",
    "group_code": "group code (CO, PR, OA, PI)",
}


def table_columns(
    table: AskedTable,
    taken_as: str,
    *,
    say: Said,
    confirm: Callable[[dict[str, str]], str],
    leave: Callable[[], object],
) -> tuple[w.Widget, ...]:
    """The widgets; `taken_as` says what the table was taken for. `confirm` hears our column -> header ("" for none) where that differs from the proposal, and returns "" or
    what is missing; `leave` hears that the file is to be left out."""
    joined = table.proposal.joined
    fields = _fields(table)
    needed = [fields[c.name] for c in table.table.columns if c.name in fields and c.required]
    others = [fields[c.name] for c in table.table.columns if c.name in fields and not c.required]
    missing = w.HTML()

    def act(_=None) -> None:
        chosen = {name: box.value for name, box in fields.items() if box.value != _AS_PROPOSED}
        proposed = table.proposal.fields
        chosen = {n: header for n, header in chosen.items() if header != proposed.get(n, "") or n in joined}
        if wrong := confirm(chosen):
            missing.value = notice(wrong, kind="unsure")

    rest = _grid(others)
    text = (
        f"<p>{safe(table.place)} was taken as: {safe(taken_as)}. Please check the columns once; "
        "the answer is remembered for files of this shape. Behind each header stand cells of the file.</p>"
    )
    return (
        head("Which column holds what?"),
        w.HTML(text),
        _grid(needed),
        row(folds(f"{len(others)} more columns", rest, say)),
        rest,
        missing,
        row(
            say.button("Read with these columns", act, "primary"),
            say.button("Leave this file out", lambda _: leave()),
        ),
    )


def ask_columns(box: FilesIn, intake, *, say: Said, go_on: Callable[[], object]) -> None:
    """Ask about the tables of an intake (`asked`, `taken_as`, `confirm`, `leave_out`), one after the other, then go on."""

    def next_one() -> None:
        if intake.asked:
            say("")
            box.ask(*table_columns(intake.asked[0], intake.taken_as, say=say, confirm=confirm, leave=leave))
        else:
            go_on()

    def confirm(chosen: dict[str, str]) -> str:
        missing = intake.confirm(chosen)
        if not missing:
            next_one()
        return missing

    def leave() -> None:
        intake.leave_out()
        next_one()

    next_one()


def _fields(table: AskedTable) -> dict[str, w.Dropdown]:
    joined = table.proposal.joined
    columns = [(f"{header}: {table.examples.get(header) or 'empty'}", header) for header in table.headers]
    fields: dict[str, w.Dropdown] = {}
    for column in table.table.columns:
        if column.name in ("source_file", "source_place"):
            continue
        own = [(" + ".join(joined[column.name]), _AS_PROPOSED)] if column.name in joined else []
        value = _AS_PROPOSED if own else table.proposal.fields.get(column.name, "")
        words = _SAID.get(column.name) or column.name.replace("_", " ").replace("npi", "NPI").replace(
            "hcpcs", "HCPCS or CPT"
        )
        fields[column.name] = field(
            w.Dropdown, words[0].upper() + words[1:], options=[_NO_COLUMN, *own, *columns], value=value
        )
    return fields


def _grid(fields: list[w.Widget]) -> w.Box:
    made = w.Box(fields, layout=wide())
    made.add_class("ak-grid")
    return made
