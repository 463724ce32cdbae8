"""Where the desk's events are kept: the practice's store, or this page alone where there is none (and always for sample data)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from auditkit.store.records import Conflict, Event, NewEvent, StoreError


class PageStore:
    """Events in memory, with the same rule as the store: who comes second is told who was first."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._numbers: dict[tuple[str, str], Event] = {}

    def append_all(self, new: Iterable[NewEvent]) -> list[Event]:
        """All or none. Raises Conflict."""
        made: list[Event] = []
        numbers = dict(self._numbers)
        for one in new:
            before = numbers.get((one.desk, one.subject))
            if (before.number if before else 0) != one.follows:
                first = before or one
                raise Conflict(Conflict.sentence(first.who, first.when, first.kind), before)
            event = Event(
                one.desk,
                one.subject,
                one.follows + 1,
                one.kind,
                one.details,
                one.who,
                one.when,
                len(self._events) + len(made) + 1,
            )
            numbers[one.desk, one.subject] = event
            made.append(event)
        self._events += made
        self._numbers = numbers
        return made

    def events(self, desk: str, subjects: Iterable[str] | None = None) -> list[Event]:
        """What happened at a desk."""
        wanted = None if subjects is None else set(subjects)
        return [event for event in self._events if event.desk == desk and (wanted is None or event.subject in wanted)]


@dataclass
class DeskStore:
    """`open_store` gives the store or raises StoreError. `trouble` is a sentence where nothing outlives this page."""

    open_store: Callable[[], object] | None = None
    now: Callable[[], datetime] | None = None
    trouble: str = ""
    _store: object | None = field(default=None)

    @property
    def store(self):
        """The store; this page's own where the practice's cannot be opened."""
        if self._store is None:
            try:
                self._store = self.open_store() if self.open_store else PageStore()
            except StoreError as error:
                self.trouble = f"What you do here is lost when you close this page. {error}"
                self._store = PageStore()
        return self._store

    def use_this_page_only(self) -> None:
        """For sample data: nothing of it reaches the practice's store."""
        self._store, self.trouble = PageStore(), ""

    def use_the_store(self) -> None:
        """Back to the practice's own."""
        self._store, self.trouble = None, ""

    def events(self, desk: str, subjects: Iterable[str] | None = None) -> list[Event]:
        """What happened at a desk; nothing where the store cannot be read, and `trouble` says so."""
        try:
            return self.store.events(desk, subjects)
        except StoreError as error:
            self.trouble = str(error)
            return []

    def append(self, new: Iterable[NewEvent]) -> list[Event]:
        """Keep what happened. Raises StoreError (Conflict where somebody was first): then nothing was kept."""
        return self.store.append_all(list(new))

    def decisions(self) -> list:
        """What people decided about the note audit's answers, so that an overruled answer is not quoted."""
        try:
            return self.store.decisions() if hasattr(self.store, "decisions") else []
        except StoreError:
            return []
