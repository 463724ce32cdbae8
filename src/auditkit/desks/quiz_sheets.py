"""Quiz sheets: a fold over their events. A sheet carries a code of the person's own, and never a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from auditkit.desks.training import Refused
from auditkit.store.records import Event, NewEvent

SHEETS = "quiz_sheets"
_CODE = re.compile(r"[a-z]{3,12}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's answers to one quiz, kept answer by answer. The newest answer to an item counts."""

    session: str
    form: str
    code: str
    number: int = 0
    right: Mapping[str, bool] = field(default_factory=dict)
    chosen: Mapping[str, int] = field(default_factory=dict)
    items: tuple[str, ...] = ()  # all that were asked
    finished_at: datetime | None = None


def sheets(events: Iterable[Event]) -> dict[str, Sheet]:
    """All sheets by key; one that was closed in the middle is there with what was answered."""
    found: dict[str, Sheet] = {}
    for event in events:
        told = event.details
        sheet = found.get(event.subject) or Sheet(str(told["session"]), str(told["form"]), str(told["code"]))
        sheet = replace(sheet, number=event.number)
        match event.kind:
            case "began":
                sheet = replace(sheet, items=tuple(told["items"]))
            case "answered":
                item = str(told["item"])
                sheet = replace(
                    sheet,
                    right={**sheet.right, item: bool(told["is_right"])},
                    chosen={**sheet.chosen, item: int(told["chosen"])},
                )
            case "finished":
                sheet = replace(sheet, finished_at=event.when)
        found[event.subject] = sheet
    return found


def sheet_key(session: str, form: str, code: str) -> str:
    """The subject that a sheet is kept under. Raises Refused for a code that is none, such as a name."""
    if not _CODE.match(code):
        raise Refused("A code is a word and two digits, as in “maple-37”. Please do not write a name.")
    return f"{session}|{form}|{code}"[:100]


def begin(session: str, form: str, code: str, items: Sequence[str], *, when: datetime) -> NewEvent:
    """Begin a sheet: which items are asked, so that what was not answered is known too."""
    told = {"session": session, "form": form, "code": code, "items": list(items)}
    return NewEvent(SHEETS, sheet_key(session, form, code), "began", told, code, when, 0)


def answer(sheet: Sheet, item: str, chosen: int, *, is_right: bool, when: datetime) -> NewEvent:
    """Keep one answer at once. The person is the code; nothing else is kept of them."""
    if item not in sheet.items:
        raise Refused("This question is not on the sheet.")
    told = {
        "session": sheet.session,
        "form": sheet.form,
        "code": sheet.code,
        "item": item,
        "chosen": chosen,
        "is_right": is_right,
    }
    return NewEvent(
        SHEETS, sheet_key(sheet.session, sheet.form, sheet.code), "answered", told, sheet.code, when, sheet.number
    )


def finish(sheet: Sheet, *, when: datetime) -> NewEvent:
    """Say that a sheet is done; questions without an answer stay without."""
    told = {"session": sheet.session, "form": sheet.form, "code": sheet.code}
    return NewEvent(
        SHEETS, sheet_key(sheet.session, sheet.form, sheet.code), "finished", told, sheet.code, when, sheet.number
    )
