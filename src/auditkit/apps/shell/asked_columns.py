"""Tables of an upload whose columns a person should confirm: asked once for each shape, remembered for the next export of that shape.

No widgets here. Names and columns only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from auditkit.readers import ColumnMap
from auditkit.store import header_fingerprint


@dataclass(frozen=True, slots=True)
class Asked:
    """A table with the columns that are proposed for it."""

    file: str
    proposal: ColumnMap

    @property
    def headers(self) -> tuple[str, ...]:
        """Every header of the table."""
        return self.proposal.headers

    @property
    def has_headers(self) -> bool:
        """A table without headers is like any other of its width, so nothing is remembered for it."""
        return self.proposal.header_row > 0

    @property
    def key(self) -> str:
        """What the answer is remembered under."""
        return header_fingerprint(self.proposal.shape)


A = TypeVar("A", bound=Asked)


class Asking(Generic[A]):
    """`remembered` gives what was confirmed for tables of a shape (`Asked.key`), or None."""

    def __init__(self, remembered: Callable[[str], dict | None]) -> None:
        self._remembered = remembered
        self.waiting: list[A] = []

    def known(self, table: A) -> ColumnMap | None:
        """The map that was confirmed for tables of this shape, or None. A title more or less above the headers is the same shape."""
        kept = self._remembered(table.key) if table.has_headers else None
        try:
            return replace(ColumnMap.from_dict(kept), header_row=table.proposal.header_row) if kept else None
        except (KeyError, TypeError, ValueError):  # kept by another version: ask again
            return None

    def ask(self, table: A) -> None:
        """Put a table to the person."""
        self.waiting.append(table)

    def answered(self) -> A:
        """The first table that waits, now that it was answered; others of its shape wait no more."""
        table = self.waiting.pop(0)
        if table.has_headers:
            self.waiting = [other for other in self.waiting if other.key != table.key]
        return table
