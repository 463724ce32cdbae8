"""The rounds and readings that were kept, who is at the page, and keeping what happens next. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from auditkit.apps.shell.desk_store import DeskStore
from auditkit.desks.rounds import calibrating, steps
from auditkit.desks.rounds.calibrating import CALIBRATIONS, Calibration, calibrations
from auditkit.desks.rounds.round import DESK, PROBLEMS, READINGS, Reading, Round, after, readings, rounds
from auditkit.desks.rounds.steps import Refused
from auditkit.store.records import Event, NewEvent, StoreError

_NAMELESS = "Say who you are first: every step is kept with a name."


@dataclass
class KeptRounds:
    """State of one page as far as it is kept. `now` is the clock, `open_store` gives the store or raises StoreError, `told` hears of progress."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    told: Callable[[str], None] = lambda words: None
    who: str = ""
    key: str = ""  # of the round that is open

    def __post_init__(self) -> None:
        self.kept = DeskStore(self.open_store)
        self.load()

    def load(self) -> None:
        """Take up what was kept before."""
        self.rounds: dict[str, Round] = rounds(self.kept.events(DESK))
        self._events: dict[str, list[Event]] = {}
        for event in self.kept.events(READINGS):
            self._events.setdefault(event.subject, []).append(event)
        self.readings: dict[str, Reading] = readings(event for found in self._events.values() for event in found)
        self.calibrations: dict[str, Calibration] = calibrations(self.kept.events(CALIBRATIONS))

    @property
    def round(self) -> Round | None:
        """The round that is open on this page."""
        return self.rounds.get(self.key)

    @property
    def today(self) -> date:
        """The as-of date."""
        return self.now().astimezone().date()

    @property
    def reader(self) -> str:
        """Who this is; a name that is known in other capitals is the known one, so that nobody is two readers."""
        name = " ".join(self.who.split())
        known = {reading.reader.casefold(): reading.reader for reading in self.of_round()}
        return known.get(name.casefold(), name)

    def of_round(self) -> list[Reading]:
        """All readings of the open round, begun and finished."""
        return [reading for reading in self.readings.values() if reading.round == self.key]

    @property
    def still_to_read(self) -> tuple[int, int]:
        """How many charts nobody has read to the end, and how many still want their second reading."""
        if self.round is None:
            return 0, 0
        unread, once = steps.still_to_read(self.round, self.readings)
        return len(unread), len(once)

    @property
    def is_all_read(self) -> bool:
        """Whether the result may be seen: before, it would tell one reader what the other found."""
        return bool(self.round and self.round.chosen) and self.still_to_read == (0, 0)

    @property
    def is_targeted(self) -> bool:
        """Whether the round looks for problems."""
        return bool(self.round) and self.round.question == PROBLEMS

    def keep(self, make: Callable[[], NewEvent]) -> str:
        """Keep an event. Returns "" or the sentence why it was not kept; after a conflict what others did is taken up."""
        if not self.reader:
            return _NAMELESS
        try:
            self._take_up(self.kept.append([make()]))
        except Refused as refused:
            return str(refused)
        except StoreError as error:  # Conflict: somebody was first
            self.load()
            return str(error)
        return ""

    def _take_up(self, events: Iterable[Event]) -> None:
        for event in events:
            if event.desk == DESK:
                self.rounds[event.subject] = after(self.rounds.get(event.subject) or Round(event.subject), event)
            elif event.desk == CALIBRATIONS:
                self.calibrations[event.subject] = calibrating.after(self.calibrations.get(event.subject), event)
            else:
                self._events.setdefault(event.subject, []).append(event)
                self.readings.update(readings(self._events[event.subject]))
