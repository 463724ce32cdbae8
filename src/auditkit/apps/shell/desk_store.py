"""Where the desk's events are kept: the practice's store, or this page alone where there is none (and always for sample data)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from auditkit.store.records import Conflict, Event, NewEvent, StoreError, numbers_for


class PageStore:
    """Events in memory, by the rule of the store (`numbers_for`): who comes second is told who was first."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._of: dict[tuple[str, str], list[Event]] = {}

    def append_all(self, new: Iterable[NewEvent]) -> list[Event]:
        """All or none. Raises Conflict."""
        given = list(new)
        asked = [((one.desk, one.subject), one.follows) for one in given]
        numbers = numbers_for(
            asked,
            {subject: len(self._of.get(subject, ())) for subject, _ in asked},
            lambda place, number: self._conflict(given[place], number),
        )
        made = []
        for one, number in zip(given, numbers, strict=True):
            place = len(self._events) + 1
            event = Event(one.desk, one.subject, number, one.kind, one.details, one.who, one.when, place)
            self._events.append(event)
            self._of.setdefault((one.desk, one.subject), []).append(event)
            made.append(event)
        return made

    def _conflict(self, one: NewEvent, number: int) -> Conflict:
        if number <= one.follows:
            return Conflict(f"What you saw is no longer what is kept (it ends at step {number}); look at it again.")
        first = self._of[one.desk, one.subject][one.follows]
        return Conflict(Conflict.sentence(first.who, first.when, first.kind), first)

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
