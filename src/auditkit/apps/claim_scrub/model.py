"""What the claim scrub app knows: files, what each is, what was found, what is filtered and chosen. No widgets here.

Claims stay in this process. What is kept between sessions (columns, checks, payers) goes through the store and names no patient.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from auditkit.apps.claim_scrub.kept import Kept
from auditkit.apps.claim_scrub.own_choices import OwnChoices
from auditkit.apps.claim_scrub.results import PAGE, CleanClaim, Filter, Found, Group, Results
from auditkit.tables import Issue

if TYPE_CHECKING:
    from auditkit.apps.claim_scrub.batch import Batch
    from auditkit.apps.claim_scrub.files import GivenFile
    from auditkit.apps.claim_scrub.own import Row
    from auditkit.apps.claim_scrub.scrubbing import Scrubbing
    from auditkit.apps.shell.asked_notes import AskedNote
    from auditkit.apps.shell.asked_tables import AskedTable
    from auditkit.readers.claims import TableReading

SAMPLE_FILES = ("claims.zip", "history.csv", "payers.csv", "authorizations.csv")
SAMPLE_NOTES = ("notes.csv", "plans.csv")  # beside the folder of notes
SAMPLE_DAY = date(2026, 11, 23)  # the sample's own today: its newest claims were filed days before


class Sample(NamedTuple):
    """The folders of the invented practice: its claims, and its notes where they are installed."""

    claims: Path
    notes: Path | None = None


@dataclass
class ClaimScrubModel:
    """State of one page. `now` is the clock, `open_store` gives the store or raises StoreError.

    `told` hears what is being done, `claims_are_checked` that the claims' own findings can be shown while the notes are looked at.
    """

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    told: Callable[[str], None] = lambda words: None
    claims_are_checked: Callable[[], None] = lambda: None
    results: Results | None = None
    filter: Filter = field(default_factory=Filter)
    group: Group = Group.FIX
    number: int = 0  # of the page that is shown, from 0
    chosen: int = 0  # place on the page
    has_sample: bool = False
    holds_all_reports: bool = False  # a person's word: no progress report is missing among the notes
    trouble: str = ""  # a table that cannot be used, in a sentence

    def __post_init__(self) -> None:
        self.kept = Kept(self.now, self.open_store)
        self._batch: Batch | None = None
        self._scrubbing: Scrubbing | None = None
        self.own = OwnChoices(self)

    @property
    def today(self) -> date:
        """The as-of date."""
        return SAMPLE_DAY if self.has_sample else self.now().astimezone().date()

    # Files in

    @property
    def batch(self) -> Batch:
        """The files of the page. Reading is loaded when the first one comes."""
        from auditkit.apps.claim_scrub.batch import Batch

        if self._batch is None:
            self._batch = Batch(self.kept, lambda words: self.told(words))
        return self._batch

    @property
    def files(self) -> list[GivenFile]:
        """What was given."""
        return self._batch.files if self._batch else []

    @property
    def readings(self) -> dict[str, TableReading]:
        """What was read, by the name of the table."""
        return self._batch.readings if self._batch else {}

    @property
    def issues(self) -> list[Issue]:
        """What could not be read."""
        return self._batch.issues if self._batch else []

    @property
    def asked(self) -> list[AskedTable]:
        """Tables whose columns a person should confirm before anything is read."""
        return self._batch.asked if self._batch else []

    @property
    def asked_notes(self) -> list[AskedNote]:
        """Tables of which a person should say which column is the note, before anything is read."""
        return self._batch.asked_notes if self._batch else []

    @property
    def is_asking(self) -> bool:
        """True while a person is asked about columns."""
        return bool(self.asked or self.asked_notes)

    @property
    def has_notes(self) -> bool:
        """True where notes of the visits, or plans of care, were given."""
        return self._scrubbing is not None and self._scrubbing.has_notes

    @property
    def notes_read(self) -> int:
        """How many notes were read."""
        return self._scrubbing.notes_read if self._scrubbing else 0

    def add_files(self, uploads: Iterable[tuple[str, bytes]]) -> None:
        """Take files; read and scrub them unless columns are asked about first. Own files put the sample away."""
        if self.has_sample:
            self.forget_all()
        self.batch.take(uploads)
        self._ask_then_go()

    def add_sample(self, sample: Sample) -> None:
        """Take the claims of the invented practice, what goes with them, and the notes of some of its patients."""
        self.forget_all()
        self.has_sample = True
        files = [sample.claims / name for name in SAMPLE_FILES]
        if sample.notes is not None:
            files += [*(sample.notes / name for name in SAMPLE_NOTES), *sorted((sample.notes / "notes").iterdir())]
        self.batch.take([(path.name, path.read_bytes()) for path in files], is_sample=True)
        self._ask_then_go()

    def confirm_columns(self, chosen: Mapping[str, str]) -> str:
        """Say what the columns of the first asked table are (see `Batch.confirm`); when none is asked any more, go on."""
        if self.asked and (wrong := self.batch.confirm(chosen)):
            return wrong
        if not self.is_asking:
            self._go()
        return ""

    def confirm_notes(self, note: str, patient: str = "", date: str = "") -> None:
        """Say which column of the first asked table of notes is the note, whose it is and of which day; then go on."""
        if self.asked_notes:
            self.batch.confirm_notes(note, patient, date)
        if not self.is_asking:
            self._go()

    def leave_notes_out(self) -> None:
        """Leave the first asked table of notes out, and go on with the others."""
        if self.asked_notes:
            self.batch.leave_notes_out()
        if not self.is_asking:
            self._go()

    def leave_asked_out(self) -> None:
        """Leave the first asked file out, and go on with the others."""
        if self.asked:
            self.batch.leave_asked_out()
            self._ask_then_go()

    def set_role(self, label: str, role: str) -> None:
        """Say what a file is. Everything is read again."""
        if self.batch.set_role(label, role):
            self._ask_then_go()

    def _ask_then_go(self) -> None:
        if not self.batch.ask():
            self._go()

    def _go(self) -> None:
        from auditkit.apps.claim_scrub.scrubbing import Scrubbing

        self.batch.read()
        self._scrubbing = Scrubbing(
            self.batch, self.kept, self.today, lambda words: self.told(words), self.holds_all_reports
        )
        self._scrub(self.claims_are_checked)

    def _scrub(self, claims_are_checked: Callable[[], None] = lambda: None) -> None:
        """Check what was read. Without claim lines there is no result."""
        from auditkit.reference.editions import CannotKeep
        from auditkit.rules import claim_checks
        from auditkit.scrub import TableError

        self.results, self.trouble = None, ""
        if not self._scrubbing.has_claims:
            return
        self.kept.load(claim_checks(), self.payers())
        payers = self.payers()
        try:
            self.results = self._scrubbing.claims(payers)
        except (TableError, CannotKeep) as error:  # their messages are sentences without a patient in them
            self.trouble = str(error)
            return
        self.show(Group.FIX)
        if self._scrubbing.has_notes:
            claims_are_checked()
            self._scrubbing.add_notes(self.results, payers)
            self.show(Group.FIX)

    def say_all_reports(self, holds_all_reports: bool) -> None:
        """Take a person's word on whether every progress report is among the notes, and look at the notes again."""
        self.holds_all_reports = holds_all_reports
        if self._scrubbing is not None:
            self._scrubbing.holds_all_reports = holds_all_reports
        self.scrub_again()

    def scrubbed_anew(self) -> Results:
        """A result with what is kept now, beside the one that is shown."""
        result = self._scrubbing.claims(self.payers())
        self._scrubbing.add_notes(result, self.payers())
        return result

    # What is shown

    def show(self, group: Group, number: int = 0) -> None:
        """Choose a group and a page of it."""
        self.group, self.number, self.chosen = group, max(0, min(number, self.pages(group) - 1)), 0

    def narrow(self, asked: Filter) -> None:
        """Choose what is filtered; the first page of the group is shown."""
        self.filter = asked
        self.show(self.group)

    def count(self, group: Group) -> int:
        """How many a group holds under the filter."""
        return self.results.counts(self.filter)[group] if self.results else 0

    def pages(self, group: Group) -> int:
        """How many pages a group has."""
        return max(1, -(-self.count(group) // PAGE))

    def listed(self) -> list[Found] | list[CleanClaim]:
        """What stands on the page that is shown."""
        if self.results is None:
            return []
        if self.group is Group.CLEAN:
            return self.results.clean_page(self.filter, self.number)
        return self.results.page(self.group, self.filter, self.number)

    def payers(self) -> dict[str, Row]:
        """The row of every payer that is billed, as given and as a person changed it."""
        return self._scrubbing.payers() if self._scrubbing else {}

    def scrub_again(self) -> None:
        """Check again after a choice of the practice; group and page stay."""
        if self.results is None:
            return
        group, number = self.group, self.number
        self._scrub()
        self.show(group, number)

    def forget_all(self) -> None:
        """Take every file off this page and out of memory. What was kept stays kept."""
        self._batch, self._scrubbing, self.results = None, None, None
        self.filter, self.group, self.number, self.chosen = Filter(), Group.FIX, 0, 0
        self.has_sample, self.holds_all_reports, self.trouble = False, False, ""
