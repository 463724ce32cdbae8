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
    from auditkit.apps.claim_scrub.files import AskedFile, GivenFile
    from auditkit.apps.claim_scrub.own import Preview, Row
    from auditkit.apps.shell.asked_columns import Asking
    from auditkit.readers.claims import TableReading

SAMPLE_FILES = ("claims.zip", "history.csv", "payers.csv", "authorizations.csv")
SAMPLE_DAY = date(2026, 11, 23)  # the sample's own today: its newest claims were filed days before


@dataclass
class ClaimScrubModel:
    """State of one page. `now` is the clock, `open_store` gives the store or raises StoreError; `told` hears what is being done."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    told: Callable[[str], None] = lambda words: None
    files: list[GivenFile] = field(default_factory=list)
    readings: dict[str, TableReading] = field(default_factory=dict)  # table name -> what was read
    issues: list[Issue] = field(default_factory=list)
    results: Results | None = None
    filter: Filter = field(default_factory=Filter)
    group: Group = Group.FIX
    number: int = 0  # of the page that is shown, from 0
    chosen: int = 0  # place on the page
    has_sample: bool = False
    trouble: str = ""  # a table that cannot be used, in a sentence

    def __post_init__(self) -> None:
        self.kept = Kept(self.now, self.open_store)
        self._asking: Asking[AskedFile] | None = None

    @property
    def today(self) -> date:
        """The as-of date."""
        return SAMPLE_DAY if self.has_sample else self.now().astimezone().date()

    @property
    def checks(self) -> Mapping[str, ClaimCheck]:
        """All claim checks."""
        return claim_checks()

    # Files in

    def add_files(self, uploads: Iterable[tuple[str, bytes]]) -> None:
        """Take files; read and scrub them unless columns are asked about first (see `asked`). Own files put the sample away."""
        from auditkit.apps.claim_scrub.files import given_files

        if self.has_sample:
            self.forget_all()
        known = {(file.label, file.content) for file in self.files if isinstance(file.content, bytes)}
        for number, file in enumerate(given_files(uploads, self.kept.role), start=1):
            self.told(f"Opening: {number} file{'s' if number > 1 else ''} so far ...")
            if (file.label, file.content) not in known:
                self.files.append(file)
        self._ask_then_go()

    def add_sample(self, folder: Path) -> None:
        """Take the claims of the invented practice, and what goes with them."""
        from auditkit.apps.claim_scrub.files import given_files

        self.forget_all()
        self.has_sample = True
        self.files = list(given_files([(name, (folder / name).read_bytes()) for name in SAMPLE_FILES], lambda _: ""))
        self._ask_then_go()

    @property
    def asked(self) -> list[AskedFile]:
        """Tables whose columns a person should confirm before anything is read."""
        return self._asking.waiting if self._asking else []

    def confirm_columns(self, chosen: Mapping[str, str]) -> str:
        """Say what the columns of the first asked table are (our column -> header, "" for none), and remember it.

        Returns "" or the sentence that says which column is missing.
        """
        from auditkit.readers.claim_columns import is_enough

        if not self.asked:
            return ""
        first = self.asked[0]
        columns = first.proposal.with_columns(chosen) if chosen else first.proposal
        if not is_enough(first.table, columns):
            return "Say at least in which columns the first fields are; without them the rows cannot be told apart."
        table = self._asking.answered()
        for file in self.files:
            if file.is_table and file.role == table.proposal.table:
                if file.label == table.file or (table.has_headers and file.proposal().shape == table.proposal.shape):
                    file.confirmed[file.role] = columns
        if table.has_headers:
            self.kept.keep_columns(table.key, columns.as_dict())
        if not self.asked:
            self._go()
        return ""

    def leave_asked_out(self) -> None:
        """Leave the first asked file out, and go on with the others."""
        from auditkit.apps.claim_scrub.files import LEFT_OUT

        if self.asked:
            table = self.asked.pop(0)
            for file in self.files:
                if file.label == table.file:
                    file.role = LEFT_OUT
            if not self.asked:
                self._go()

    def set_role(self, label: str, role: str) -> None:
        """Say what a file is; remembered for tables with these headers. Everything is read again."""
        for file in self.files:
            if file.label == label and file.role != role:
                if file.is_table and role in _NAMES:
                    self.kept.keep_role(file.proposal(role).headers, role)
                file.role = role
                self._ask_then_go()
                return

    def _ask_then_go(self) -> None:
        from auditkit.apps.claim_scrub.files import asked, is_sure
        from auditkit.apps.shell.asked_columns import Asking

        self._asking = Asking(self.kept.columns)
        shapes = set()
        for file in self.files:
            if not file.is_table or file.role not in _NAMES or file.role in file.confirmed:
                continue
            table = asked(file)
            if is_sure(table.proposal):
                continue
            if known := self._asking.known(table):
                file.confirmed[file.role] = known
            elif table.key not in shapes or not table.has_headers:
                shapes.add(table.key)
                self._asking.ask(table)
        if not self.asked:
            self._go()

    def _go(self) -> None:
        self._read()
        self._scrub()

    def _read(self) -> None:
        from auditkit.apps.claim_scrub.files import TABLES, UNKNOWN
        from auditkit.readers.claims import read_claim_files

        self.readings, self.issues, self._asking = {}, [], None
        used = [file for file in self.files if file.role in TABLES]
        done = 0
        for name, table in TABLES.items():
            own = [file for file in used if file.role == name]
            if not own:
                continue

            def opened(own=own):
                nonlocal done
                for file in own:
                    done += 1
                    self.told(f"Reading: file {done} of {len(used)} ...")
                    yield file.opened

            confirmed = {file.label: file.confirmed.get(name) for file in own}
            reading = read_claim_files(table, opened(), confirm=lambda guess, maps=confirmed: maps.get(guess.file))
            self.readings[name] = reading
            self.issues += reading.issues
        self.issues += [
            Issue(file.label, "", "was not recognised as claims, earlier lines, payers or authorizations", "Say under Files what it is, or leave it out.")
            for file in self.files
            if file.role == UNKNOWN
        ]  # fmt: skip

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
        self.files, self.readings, self.issues, self.results = [], {}, [], None
        self.filter, self.group, self.number, self.chosen = Filter(), Group.FIX, 0, 0
        self.has_sample, self._asking, self.trouble = False, None, ""


_NAMES = (CLAIM_LINES.name, HISTORY.name, PAYERS.name, AUTHORIZATIONS.name)
