"""What the training page knows: the lessons, the sessions as they stand, and the sheets of answers. No widgets here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from auditkit.analytics.round_results import result
from auditkit.apps.shell.desk_store import DeskStore
from auditkit.desks import quiz_sheets, training
from auditkit.desks.quiz_sheets import Sheet
from auditkit.desks.rounds.round import DESK, READINGS, Round, readings, rounds
from auditkit.desks.training import Session
from auditkit.store.records import NewEvent
from auditkit.training.lesson import Lesson
from auditkit.training.shelf import Shelf, own_lessons, read_shelf

ALONE = "alone-"  # what the session of a quiz without a session begins with, before the lesson's name


class TrainingModel:
    """`now` is the clock, `open_store` gives the practice's store (None: this page alone), `folder` is where the kit's lessons are, `own` are
    folders of the practice's own (None: the practice's folder)."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        today: Callable[[], date] = date.today,
        open_store: Callable[[], object] | None = None,
        folder: Path | None = None,
        own: Sequence[Path] | None = None,
        who: str = "",
    ):
        self.now, self._today, self.folder, self.own, self.who = now, today, folder, own, who
        self.kept = DeskStore(open_store)

    @property
    def today(self) -> date:
        """The day where this computer is."""
        return self._today()

    @property
    def signed(self) -> str:
        """Who plans and keeps attendance, as it is kept."""
        return self.who.strip() or "this computer's user"

    @cached_property
    def shelf(self) -> Shelf:
        """The kit's lessons and the practice's own."""
        own = self.own
        if own is None:
            own = [folder] if (folder := own_lessons()) else []
        return read_shelf(self.folder, own)

    @cached_property
    def lessons(self) -> dict[str, Lesson]:
        """All lessons by slug, in the order of the year's plan."""
        return {lesson.slug: lesson for lesson in self.shelf.lessons}

    def look_again(self) -> None:
        """Read the lessons anew: one was written."""
        for name in ("shelf", "lessons"):
            self.__dict__.pop(name, None)

    @property
    def own_folder(self) -> Path | None:
        """Where a new lesson of the practice is written."""
        return own_lessons() if self.own is None else next(iter(self.own), None)

    @property
    def trouble(self) -> str:
        """Lessons that could not be read, each in a sentence; empty where all could."""
        return " ".join(self.shelf.troubles)

    @property
    def sessions(self) -> dict[str, Session]:
        """The sessions as they stand now, newest first."""
        found = training.sessions(self.kept.events(training.DESK))
        return dict(sorted(found.items(), key=lambda entry: (entry[1].on or date.min, entry[0]), reverse=True))

    def sessions_of(self, slug: str) -> list[Session]:
        """The sessions on one lesson that took place or will, newest first."""
        return [session for session in self.sessions.values() if session.lesson == slug and not session.cancelled]

    def sheets(self, session: str = "") -> list[Sheet]:
        """The sheets of one session, or all."""
        found = quiz_sheets.sheets(self.kept.events(quiz_sheets.SHEETS)).values()
        return [sheet for sheet in found if not session or sheet.session == session]

    def codes(self) -> set[str]:
        """Every code that was used."""
        return {sheet.code for sheet in self.sheets()}

    def closed_rounds(self) -> list[Round]:
        """Audit rounds that are closed, the oldest first. A targeted draw is left out: its share says nothing of other charts."""
        found = rounds(self.kept.events(DESK)).values()
        closed = [r for r in found if r.is_closed and not r.is_targeted]
        return sorted(closed, key=lambda r: (r.closings[-1].when, r.key))

    def met_in(self, rounds_: Sequence[Round], rule: str) -> list[tuple[int, int]]:
        """For each round: charts that meet a criterion, of those with an answer."""
        given = list(readings(self.kept.events(READINGS)).values())
        found = []
        for one in rounds_:
            criterion = result(one, given, [rule], ()).criteria[0]
            found.append((criterion.met, criterion.met + criterion.not_met))
        return found

    def keep(self, *new: NewEvent) -> None:
        """Keep what happened. Raises StoreError; then nothing was kept."""
        self.kept.append(new)

    def session_key(self, slug: str, on: date) -> str:
        """A short name for a new session, that no other has."""
        stem = f"{on.isoformat()}-{slug[:40]}"
        number, taken = 1, self.sessions
        while (key := f"{stem}-{number}") in taken:
            number += 1
        return key
