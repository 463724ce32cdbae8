"""What the front desk's page knows: files, the day, the visits by risk, calls and changes that people keep. No widgets here.

Names stay in this process. What is kept between sessions (answers, calls, changes of authorizations) goes through the store and names nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from auditkit.apps.front_desk.changes import Changes
from auditkit.apps.front_desk.zone import OwnZone
from auditkit.apps.shell.keeping import Keeping

if TYPE_CHECKING:
    from auditkit.apps.front_desk.files import Given
    from auditkit.apps.front_desk.intake import Intake
    from auditkit.desks.authorizations import RunOut
    from auditkit.desks.eligibility import CheckedVisit, Desk, FrontDeskTables, Worklist
    from auditkit.store.records import Event
    from auditkit.tables import Issue

PAGE = 12  # visits that one page of the list shows
_AHEAD = timedelta(days=200)


@dataclass
class FrontDeskModel:
    """State of one page. `now` is the clock, `open_store` gives the store or raises StoreError; `told` hears what is being done."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    told: Callable[[str], None] = lambda words: None
    day: date | None = None
    risk: str = ""  # the group that is shown; "" for all
    number: int = 0  # of the page that is shown, from 0
    chosen: int = 0  # place on the page
    has_sample: bool = False

    def __post_init__(self) -> None:
        self.kept = Keeping(self.now, self.open_store)
        self.zone = OwnZone(self.kept)
        self._intake: Intake | None = None
        self.issues: list[Issue] = []
        self._not_opened: list[Issue] = []
        self.desk: Desk | None = None
        self.list: Worklist | None = None
        self._read: FrontDeskTables | None = None
        self.changes = Changes(self.kept, self.now)

    @property
    def today(self) -> date:
        """The as-of date; the sample has its own."""
        if self.has_sample:
            from auditkit.desks.eligibility.sources import SAMPLE_DAY

            return SAMPLE_DAY
        return self.now().astimezone().date()

    # Files in

    def add_sample(self) -> None:
        """The sample practice in the place of what is on the page."""
        from auditkit.desks.eligibility.sources import read_tables, sample_sources

        self.forget()
        read = read_tables(sample_sources())
        self.has_sample, self._read, self.issues = True, read.tables, read.issues
        self.day = self.today
        self._join()

    def add_files(self, uploads: list[tuple[str, bytes]]) -> None:
        """Files beside those on the page; what each is, is recognised. Where something is asked about them (`intake`), they are read after that."""
        from auditkit.apps.front_desk.files import recognised

        if self.has_sample:
            self.forget()
        given, self._not_opened = recognised(uploads)
        self.intake.add(given)
        if not self.is_asking:
            self.read_files()

    def choose_zone(self, name: str) -> str:
        """Say in which time zone the practice is; calendars are read anew. "" when all is well, else one sentence."""
        said = self.zone.choose(name)
        if self.files and not self.is_asking:
            self.read_files()
        return said

    def look_again(self) -> None:
        """Take up what others kept meanwhile; the chosen visit stays the chosen one, also where it is in another group now."""
        before, place = self.visit, (self.number, self.chosen)
        self._join()
        self.number, self.chosen = place
        if before is None or self.list is None:
            return
        now = next((one for one in self.list.visits if one.visit.key == before.visit.key), None)
        if now is not None:
            self.risk = self.risk if self.risk == now.risk else ""
            self.number, self.chosen = divmod(self.shown.index(now), PAGE)

    @property
    def intake(self) -> Intake:
        """The files of the page and what is asked about them."""
        if self._intake is None:
            from auditkit.apps.front_desk.intake import Intake

            self._intake = Intake(self.kept)
        return self._intake

    @property
    def files(self) -> list[Given]:
        """The files of the page."""
        return [] if self._intake is None else self._intake.files

    @property
    def is_asking(self) -> bool:
        """True where something should be said of the files before they are read."""
        return self._intake is not None and self._intake.is_asking

    def read_files(self) -> None:
        """Read all of them, with the columns as they were confirmed."""
        from auditkit.apps.front_desk.files import tables_of

        self._read, read = tables_of(
            self.files,
            zone=self.zone.zone,
            until=self.today + _AHEAD,
            confirm=self.intake.confirmed,
            told=self.told,
        )
        self.issues = self._not_opened + read
        self.day = self.day or self.today + timedelta(days=1)
        self._join()
        self.changes.store_answers(self._read.answers, self._read.benefits)

    def forget(self) -> None:
        """Take everything off the page; what was kept in the store stays there."""
        self._intake = None
        self.issues, self._read = [], None
        self.changes.forget()
        self.desk = self.list = self.day = None
        self.has_sample, self.risk, self.number, self.chosen = False, "", 0, 0

    # Joining and checking

    def _join(self) -> None:
        """Build the desk anew: from what was read, what is stored and what people kept."""
        from auditkit.desks.authorizations import with_changes
        from auditkit.desks.eligibility import Desk
        from auditkit.desks.eligibility.phone import answers_of_calls, together
        from auditkit.desks.eligibility.stored import stored_answers
        from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS

        read = self._read
        if read is None or not read.schedule.get("date_of_service"):
            self.desk = self.list = None
            return
        self.changes.look(here_only=self.has_sample)
        first = min(filter(None, read.schedule["date_of_service"]), default="")
        shown_from = date.fromisoformat(first) if first and read.claims is None else None
        stored = stored_answers(self.events, read.answers, today=self.today, shown_from=shown_from)
        answers, benefits = together(stored, (read.answers, read.benefits), answers_of_calls(self.events))
        has_answers = read.answers is not None or bool(answers["answer_id"])
        changed = any(event.desk == "authorizations" for event in self.events)
        self.desk = Desk(
            replace(
                read,
                answers=answers if has_answers else None,
                benefits=benefits if has_answers else None,
                authorizations=with_changes(AUTHORIZATIONS, read.authorizations, self.events)
                if changed
                else read.authorizations,
                rules=with_changes(AUTHORIZATION_RULES, read.rules, self.events) if changed else read.rules,
            )
        )
        self._check()

    def _check(self) -> None:
        from auditkit.desks.eligibility import worklist
        from auditkit.reference import Reference

        reference = Reference() if self.has_sample else Reference.of_practice()
        self.list = worklist(self.desk, self.day, self.day, today=min(self.today, self.day), reference=reference)
        self.number = self.chosen = 0
        if self.risk and not self.list.counts.get(self.risk):
            self.risk = ""

    def show_day(self, day: date) -> None:
        """Another day."""
        self.day = day
        if self.desk is not None:
            self._check()

    @property
    def shown(self) -> list[CheckedVisit]:
        """The visits of the chosen group, in order of risk."""
        return [] if self.list is None else [one for one in self.list.visits if not self.risk or one.risk == self.risk]

    @property
    def page(self) -> list[CheckedVisit]:
        """Those of the page that is shown."""
        return self.shown[self.number * PAGE : (self.number + 1) * PAGE]

    @property
    def visit(self) -> CheckedVisit | None:
        """The chosen visit."""
        page = self.page
        return page[min(self.chosen, len(page) - 1)] if page else None

    def run_outs(self) -> list[RunOut]:
        """Who runs out first."""
        from auditkit.desks.authorizations import run_outs

        return run_outs(self.desk, today=self.today) if self.desk is not None else []

    @property
    def names(self) -> dict[str, str]:
        """Patient -> name, of which prints and calendars take the initials."""
        if self.desk is None:
            return {}
        return {who: booked[0].row.get("patient_name", "") for who, booked in self.desk.visits.items() if booked}

    # What people keep

    @property
    def events(self) -> list[Event]:
        """What people kept, here or elsewhere."""
        return self.changes.events

    def keep_call(self, answers: Mapping[str, str]) -> str:
        """Keep a phone check about the chosen visit's coverage; "" when all is well, else one sentence. Of the sample nothing is kept."""
        called = self.now().astimezone().replace(tzinfo=None)
        if self.has_sample:
            called = datetime.combine(self.today, datetime.min.time()).replace(hour=7, minute=30)
        return self._after(
            self.changes.keep_call(self.visit.visit, answers, called_at=called, here_only=self.has_sample)
        )

    def rows(self, name: str) -> list[tuple[str, dict[str, str]]]:
        """The rows of `authorizations` or `rules` as they stand, each with its key."""
        return self.changes.rows(name, getattr(self._read, name))

    def change(self, name: str, key: str, row: Mapping[str, str], cells: Mapping[str, str]) -> str:
        """Keep a change of a row of `authorizations` or `rules` (no key: a new row); "" when all is well, else one sentence."""
        return self._after(self.changes.keep_row(name, key, row, cells, here_only=self.has_sample))

    def _after(self, said: str) -> str:
        if self.changes.is_new:
            self.look_again()
        return said
