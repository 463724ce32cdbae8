"""What the claim scrub app knows: files, what each is, what was found, what is filtered and chosen. No widgets here.

Claims stay in this process. What is kept between sessions (columns, checks, payers) goes through the store and names no patient.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.apps.claim_scrub.kept import Kept
from auditkit.apps.claim_scrub.results import PAGE, CleanClaim, Filter, Found, Group, Results
from auditkit.rule import ClaimCheck, Severity
from auditkit.rules import claim_checks
from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, HISTORY, PAYERS, Issue

if TYPE_CHECKING:
    from auditkit.apps.claim_scrub.batch import Batch
    from auditkit.apps.claim_scrub.files import AskedFile, GivenFile
    from auditkit.apps.claim_scrub.own import Preview, Row
    from auditkit.readers.claims import TableReading

SAMPLE_FILES = ("claims.zip", "history.csv", "payers.csv", "authorizations.csv")
SAMPLE_DAY = date(2026, 11, 23)  # the sample's own today: its newest claims were filed days before


@dataclass
class ClaimScrubModel:
    """State of one page. `now` is the clock, `open_store` gives the store or raises StoreError; `told` hears what is being done."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    told: Callable[[str], None] = lambda words: None
    results: Results | None = None
    filter: Filter = field(default_factory=Filter)
    group: Group = Group.FIX
    number: int = 0  # of the page that is shown, from 0
    chosen: int = 0  # place on the page
    has_sample: bool = False
    trouble: str = ""  # a table that cannot be used, in a sentence

    def __post_init__(self) -> None:
        self.kept = Kept(self.now, self.open_store)
        self._batch: Batch | None = None

    @property
    def today(self) -> date:
        """The as-of date."""
        return SAMPLE_DAY if self.has_sample else self.now().astimezone().date()

    @property
    def checks(self) -> Mapping[str, ClaimCheck]:
        """All claim checks."""
        return claim_checks()

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
    def asked(self) -> list[AskedFile]:
        """Tables whose columns a person should confirm before anything is read."""
        return self._batch.asked if self._batch else []

    def add_files(self, uploads: Iterable[tuple[str, bytes]]) -> None:
        """Take files; read and scrub them unless columns are asked about first. Own files put the sample away."""
        if self.has_sample:
            self.forget_all()
        self.batch.take(uploads)
        self._ask_then_go()

    def add_sample(self, folder: Path) -> None:
        """Take the claims of the invented practice, and what goes with them."""
        self.forget_all()
        self.has_sample = True
        self.batch.take([(name, (folder / name).read_bytes()) for name in SAMPLE_FILES], is_sample=True)
        self._ask_then_go()

    def confirm_columns(self, chosen: Mapping[str, str]) -> str:
        """Say what the columns of the first asked table are (see `Batch.confirm`); when none is asked any more, go on."""
        if self.asked and (wrong := self.batch.confirm(chosen)):
            return wrong
        if not self.asked:
            self._go()
        return ""

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
        self.batch.read()
        self._scrub()

    # Scrubbing

    def _scrub(self) -> None:
        """Check what was read. Without claim lines there is no result."""
        from auditkit.reference.editions import CannotKeep
        from auditkit.scrub import TableError

        self.results, self.trouble = None, ""
        claims = self.readings.get(CLAIM_LINES.name)
        if claims is None or not claims.read:
            return
        self.kept.load(self.checks, self.payers())
        try:
            self.results = self._scrubbed(self.payers())
        except (TableError, CannotKeep) as error:  # their messages are sentences without a patient in them
            self.trouble = str(error)
            return
        self.show(Group.FIX)

    def _scrubbed(self, payers: Mapping[str, Row]) -> Results:
        from auditkit.apps.claim_scrub.own import as_columns
        from auditkit.reference import Reference
        from auditkit.scrub import scrub

        claims = self.readings[CLAIM_LINES.name].columns
        given = {
            name: r.columns
            for table in (HISTORY, AUTHORIZATIONS)
            for name, r in self.readings.items()
            if name == table.name
        }
        lines = len(claims["claim_id"])
        self.told(f"Checking {lines:,} lines ...")
        is_set = PAYERS.name in self.readings or bool(self.kept.payers)
        result = scrub(
            claims,
            today=self.today,
            history=given.get(HISTORY.name),
            payers=as_columns(payers.values()) if is_set else None,
            authorizations=given.get(AUTHORIZATIONS.name),
            reference=Reference.of_practice().folder(),
            settings={"rules": self._changed_rules()},
            told=lambda share: self.told(f"Checking {lines:,} lines: {share:.0%} done ..."),
        )
        self.told("Sorting what was found ...")
        return Results(result, claims, {key: row["payer_name"] for key, row in payers.items()})

    def _changed_rules(self) -> dict[str, dict]:
        """What the practice changed, without what another version of the checks no longer takes."""
        from auditkit.scrub import SettingsError, read_settings

        fitting = {}
        for rule, change in self.kept.rules.items():
            try:
                read_settings({"rules": {rule: change}}, self.checks)
            except SettingsError:
                continue
            fitting[rule] = change
        return fitting

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
        from auditkit.apps.claim_scrub.own import payer_rows

        claims, given = self.readings.get(CLAIM_LINES.name), self.readings.get(PAYERS.name)
        return payer_rows(claims.columns, given.columns if given else None, self.kept.payers) if claims else {}

    # What a practice decides

    def change_rule(self, rule: str, how: str, reason: str) -> str:
        """Switch a rule off (`how` "off"), lower it (a severity), or take it as it comes (""). Returns "" or a sentence."""
        from auditkit.scrub import SettingsError, read_settings

        change: dict[str, object] | None = None
        if how:
            if not reason.strip():
                return "Please write a reason. It is printed with every result."
            change = {"reason": reason.strip()} | ({"off": True} if how == "off" else {"severity": how})
            try:
                read_settings({"rules": {rule: change}}, self.checks)
            except SettingsError as error:
                return str(error)
        elif rule not in self.kept.rules:
            return ""
        said = self.kept.change_rule(rule, change)
        self._again()
        return said

    def lower(self, rule: str) -> list[Severity]:
        """The severities that a rule may be lowered to."""
        order = [Severity.DENIAL, Severity.RECOUPMENT, Severity.REVIEW, Severity.INFO]
        return order[order.index(self.checks[rule].severity) + 1 :]

    def preview_payer(self, payer: str, fields: Mapping[str, str]) -> tuple[Preview | None, str]:
        """What these answers about a payer would change on the lines of this page; or the sentence that says what is wrong."""
        from auditkit.apps.claim_scrub.own import checked_row, preview

        row, wrong = checked_row(fields)
        if wrong or self.results is None:
            return None, wrong or "Give claims first; then a preview can be made."
        kept = dict(self.kept.payers)
        self.kept.payers[payer] = row
        try:
            after = self._scrubbed(self.payers())
        finally:
            self.kept.payers = kept
        return preview(self.results, after, lambda claim: len(self.results.claim_lines(claim))), ""

    def keep_payer(self, payer: str, fields: Mapping[str, str]) -> str:
        """Keep a payer's row and check again. Returns "" or a sentence."""
        from auditkit.apps.claim_scrub.own import checked_row

        row, wrong = checked_row(fields)
        if wrong:
            return wrong
        said = self.kept.change_payer(payer, row)
        self._again()
        return said

    def forget_payer(self, payer: str) -> str:
        """Take a payer's row as the table gives it again."""
        said = self.kept.change_payer(payer, None)
        self._again()
        return said

    def _again(self) -> None:
        if self.results is None:
            return
        group, number = self.group, self.number
        self._scrub()
        self.show(group, number)

    def forget_all(self) -> None:
        """Take every file off this page and out of memory. What was kept stays kept."""
        self._batch, self.results = None, None
        self.filter, self.group, self.number, self.chosen = Filter(), Group.FIX, 0, 0
        self.has_sample, self.trouble = False, ""
