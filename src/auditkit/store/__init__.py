"""What people decide and track, kept: overruled verdicts, corrected notes, column maps, settings, events of the desks.

Nothing is overwritten.

The records and keys are standard library only; the database is loaded when `Store` is first asked for, so that a first
screen that only shows decisions does not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditkit.store.records import (
    Conflict,
    Disagreement,
    Event,
    Kept,
    NewEvent,
    NoteCorrection,
    StoreError,
    VerdictDecision,
    header_fingerprint,
    newest,
    note_key,
)

if TYPE_CHECKING:
    from auditkit.store.store import Store

__all__ = [
    "Conflict",
    "Disagreement",
    "Event",
    "Kept",
    "NewEvent",
    "NoteCorrection",
    "Store",
    "StoreError",
    "VerdictDecision",
    "header_fingerprint",
    "newest",
    "note_key",
]


def __getattr__(name: str) -> object:
    if name == "Store":
        from auditkit.store.store import Store

        return Store
    raise AttributeError(name)
