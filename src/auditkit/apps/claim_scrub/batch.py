"""The files of a page: which were given, what each is, which columns a person has to confirm, and the tables that come of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

from auditkit.apps.claim_scrub.files import (
    LEFT_OUT,
    NOTES,
    TABLES,
    UNKNOWN,
    GivenFile,
    apart,
    asked,
    given_files,
)
from auditkit.apps.claim_scrub.kept import Kept
from auditkit.apps.shell.asked_columns import Asking
from auditkit.apps.shell.asked_notes import AskedNote, Upload
from auditkit.apps.shell.asked_tables import TOO_FEW, AskedTable, is_sure
from auditkit.readers.claim_columns import is_enough
from auditkit.readers.claim_files import ClaimFile
from auditkit.readers.claims import TableReading, read_claim_files
from auditkit.tables import Issue, NoteText

if TYPE_CHECKING:
    from auditkit.care.joining import Unmatched

_TOLD_EVERY = 50  # notes between two words of progress


@dataclass
class Batch:
    """`told` hears what is being done. A batch is read anew whenever a file is added or is said to be something else."""

    kept: Kept
    told: Callable[[str], None]
    files: list[GivenFile] = field(default_factory=list)
    readings: dict[str, TableReading] = field(default_factory=dict)  # table name -> what was read
    issues: list[Issue] = field(default_factory=list)
    _uploads: list[Upload] | None = None  # of notes; those of one zip or choice of files together
    _asking: Asking[AskedTable] | None = None

    def take(self, uploads: Iterable[tuple[str, bytes]], *, is_sample: bool = False) -> None:
        """Add files. A file that is here already is not added again."""
        here = [(file.label, file.content, file.together) for file in self.files]
        for number, file in enumerate(given_files(uploads, (lambda _: "") if is_sample else self.kept.role), start=1):
            self.told(f"Opening: {number} file{'s' if number > 1 else ''} so far ...")
            if (file.label, file.content, file.together) not in here:
                file.label = self._free(file.label)
                self.files.append(file)

    def _free(self, label: str) -> str:
        """A name that no other file of the page has: two uploads may bring a claims.csv each."""
        taken = {file.label for file in self.files}
        numbered = (f"{label} ({number})" for number in count(2))
        return next(name for name in chain([label], numbered) if name not in taken)

    # Columns

    @property
    def asked(self) -> list[AskedTable]:
        """Tables whose columns a person should confirm before anything is read."""
        return self._asking.waiting if self._asking else []

    @property
    def asked_notes(self) -> list[AskedNote]:
        """Tables of which a person should say which column is the note."""
        return [table for upload in self._uploads or () for table in upload.asked]

    def ask(self) -> bool:
        """Find the tables whose columns nobody has confirmed. False where nothing is asked."""
        self._asking = Asking(self.kept.columns)
        shapes = set()
        for file in self.files:
            if not file.is_table or file.role not in TABLES or file.role in file.confirmed:
                continue
            table = asked(file)
            if is_sure(table.proposal):
                continue
            if known := self._asking.known(table):
                file.confirmed[file.role] = known
            elif table.key not in shapes or not table.has_headers:
                shapes.add(table.key)
                self._asking.ask(table)
        self._uploads = [Upload(file.notes, self.kept.columns) for file in self.files if file.role == NOTES]
        return bool(self.asked or self.asked_notes)

    def confirm(self, chosen: Mapping[str, str]) -> str:
        """What a person said of the first asked table (our column -> header, "" for none). Returns "" or what is missing."""
        first = self.asked[0]
        columns = first.proposal.with_columns(chosen) if chosen else first.proposal
        if not is_enough(first.table, columns):
            return TOO_FEW
        table = self._asking.answered()
        for file in self.files:
            if file.is_table and file.role == table.proposal.table:
                is_like_it = table.has_headers and file.proposal().shape == table.proposal.shape
                if file.label == table.file or is_like_it:
                    file.confirmed[file.role] = columns
        if table.has_headers:
            self.kept.keep_columns(table.key, columns.as_dict())
        return ""

    def confirm_notes(self, note: str, patient: str = "", date: str = "") -> None:
        """What a person said of the first asked table of notes."""
        upload = next(upload for upload in self._uploads if upload.asked)
        table, columns = upload.confirm(note, patient, date)
        if table.has_headers:
            self.kept.keep_columns(table.key, columns.as_dict())

    def leave_notes_out(self) -> None:
        """Leave the first asked table of notes out."""
        name = next(upload for upload in self._uploads if upload.asked).leave_out()
        for file in self.files:
            if file.role == NOTES and name in [own for own, _ in file.notes]:
                file.together = [(own, content) for own, content in file.notes if own != name]
                file.role = NOTES if file.together else LEFT_OUT

    def leave_asked_out(self) -> None:
        """Leave the first asked file out."""
        table = self.asked.pop(0)
        for file in self.files:
            if file.label == table.file:
                file.role = LEFT_OUT

    def set_role(self, label: str, role: str) -> bool:
        """Say what a file is; remembered for tables with these headers. False where it was that already."""
        for file in self.files:
            if file.label == label and file.role != role:
                if file.is_table and role in (*TABLES, NOTES):
                    self.kept.keep_role(file.proposal(role).headers, role)
                file.role = role
                if file.together and role in TABLES:
                    place = self.files.index(file)
                    self.files[place : place + 1] = apart(file, role)
                return True
        return False

    # Tables

    def read(self) -> None:
        """Read every file as what it is."""
        self.readings, self.issues, self._asking = {}, [], None
        for name, table in TABLES.items():
            own = [file for file in self.files if file.role == name]
            if own:
                confirmed = {file.label: file.confirmed.get(name) for file in own}
                reading = read_claim_files(
                    table, self._opened(own), confirm=lambda guess, maps=confirmed: maps.get(guess.file)
                )
                self.readings[name] = reading
                self.issues += reading.issues
        problem = "was not recognised as claims, earlier lines, payers, authorizations, plans of care or notes"
        fix = "Say under Files what it is, or leave it out."
        self.issues += [Issue(file.label, "", problem, fix) for file in self.files if file.role == UNKNOWN]

    @property
    def has_notes(self) -> bool:
        """True where notes were given."""
        return any(file.role == NOTES for file in self.files)

    def notes(self) -> list[NoteText]:
        """The notes of the page, read now; what could not be read is among the issues."""
        found: list[NoteText] = []
        for upload in self._uploads or ():
            for one in upload.read():
                if isinstance(one, NoteText):
                    found.append(one)
                elif one not in self.issues:
                    self.issues.append(one)
                if found and len(found) % _TOLD_EVERY == 0:
                    self.told(f"Reading: {len(found):,} notes so far ...")
        return found

    def note_unmatched(self, unmatched: Iterable[Unmatched]) -> None:
        """Keep which notes stand beside no billed line, each once."""
        found = [
            Issue(u.name, u.place, f"was not set beside a line: {u.reason}", "", is_warning=True) for u in unmatched
        ]
        self.issues += [issue for issue in found if issue not in self.issues]

    def _opened(self, files: list[GivenFile]) -> Iterator[ClaimFile]:
        used = [file for file in self.files if file.role in TABLES]
        for file in files:
            self.told(f"Reading: file {used.index(file) + 1} of {len(used)} ...")
            yield file.opened
