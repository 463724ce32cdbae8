"""What each given file is: a remittance or denial list, claims, payers, notes. Recognised by what it holds, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of_uploads
from auditkit.readers.claim_sheets import ClaimSheet, claim_sheets
from auditkit.readers.claims import Confirm, read_claim_files
from auditkit.readers.denial_lists import is_denial_list, is_own_table
from auditkit.readers.problems import Unreadable
from auditkit.readers.remittances import RemittanceFiles, RemittanceReading
from auditkit.readers.x12.decoding import x12_text
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import transactions
from auditkit.tables import AUTHORIZATIONS, CLAIM_LINES, DENIAL_EXPORT, HISTORY, PAYERS, Columns, Issue, NoteText, Table

if TYPE_CHECKING:
    from auditkit.apps.shell.asked_tables import TableQuestions

REMITTANCES, NOTES, UNKNOWN = "remittances", "notes", ""
CLAIMS, PAYER_ROWS, EARLIER, GRANTS = "claims", "payers", "history", "authorizations"
TABLES: Mapping[str, Table] = {
    REMITTANCES: DENIAL_EXPORT, CLAIMS: CLAIM_LINES, PAYER_ROWS: PAYERS, EARLIER: HISTORY, GRANTS: AUTHORIZATIONS,
}  # fmt: skip
TAKEN_AS = {
    REMITTANCES: "a list of denials", CLAIMS: "claims that were sent", PAYER_ROWS: "what each payer asks for",
    EARLIER: "earlier lines with what was allowed", GRANTS: "authorizations",
    UNKNOWN: "a list of denials, though nothing in it says so. If it is none, leave it out",
}  # fmt: skip
_NOTE_ENDINGS = (".txt", ".docx", ".pdf", ".rtf")
_TELLING = {"units", "line_charge_amount", "diagnosis_codes", "place_of_service"}


@dataclass
class Given:
    """What came of the files that were given together. `read` says in a sentence each what was read."""

    remittances: RemittanceReading | None = None
    claims: Columns | None = None
    payers: Columns | None = None
    history: Columns | None = None
    authorizations: Columns | None = None
    notes: list[NoteText] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


@dataclass
class Opened:
    """A file, what it is, and its sheets where it is a table."""

    file: ClaimFile
    kind: str
    sheets: Sequence[ClaimSheet] = ()


def opened(uploads: Iterable[tuple[str, bytes]], kind_of: Callable[[ClaimFile], Opened] | None = None) -> list[Opened]:
    """Each file, zips unpacked, with what it is. `kind_of` may know more kinds than this desk reads."""
    return [(kind_of or recognise)(file) for file in files_of_uploads(uploads, CLAIM_LIMITS)]


def recognise(file: ClaimFile) -> Opened:
    """What a file is; UNKNOWN where it is nothing that this desk reads. What is damaged is for its reader to tell."""
    if isinstance(file.content, Unreadable):
        return Opened(file, REMITTANCES)
    if (text := x12_text(file.content)) is not None:
        first = next(iter(transactions(text, Envelopes())), None)
        return Opened(file, CLAIMS if first is not None and first.set_id == "837" else REMITTANCES)
    name = file.label.lower()
    if name.endswith(_NOTE_ENDINGS) or "notes" in name.rsplit("/", 1)[-1]:
        return Opened(file, NOTES)
    try:
        sheets = [sheet for sheet in claim_sheets(file.label, file.content, CLAIM_LIMITS) if sheet.head]
    except Exception:  # a damaged workbook breaks its library in ways nobody listed; the reader says it in a sentence
        return Opened(file, REMITTANCES)
    if any(is_denial_list(sheet.head) or is_own_table(sheet.head) for sheet in sheets):
        return Opened(file, REMITTANCES, sheets)
    for sheet in sheets:
        claims = propose_claim_columns(CLAIM_LINES, sheet.head)
        if is_enough(CLAIM_LINES, claims) and _TELLING & {*claims.fields, *claims.joined}:
            return Opened(file, CLAIMS, sheets)
        payers = propose_claim_columns(PAYERS, sheet.head)
        if is_enough(PAYERS, payers) and {"payer_type", "appeal_days", "unit_rule"} & set(payers.fields):
            return Opened(file, PAYER_ROWS, sheets)
    return Opened(file, UNKNOWN, sheets)


def ask_about(files: Iterable[Opened], questions: TableQuestions, left_out: Collection[str] = ()) -> bool:
    """Ask about the columns of tables, also of those in which nothing was recognised. False where nothing is asked.

    A table in which nothing was recognised is a list of denials once its columns were confirmed as those of one.
    """
    from auditkit.apps.shell.asked_tables import asked_table

    for one in files:
        table, file = TABLES.get(one.kind, DENIAL_EXPORT), one.file.label
        for sheet in () if file in left_out else one.sheets:
            proposal = propose_claim_columns(table, sheet.head)
            if one.kind == UNKNOWN and questions.known(file, sheet.name, proposal):
                one.kind = REMITTANCES
            if one.kind == UNKNOWN:
                is_asked = proposal.header_row and len(proposal.headers) > 2 and len(sheet.head) > proposal.header_row
            elif table is DENIAL_EXPORT:
                is_asked = is_denial_list(sheet.head) and not is_own_table(sheet.head)
            else:
                is_asked = is_enough(table, proposal)
            if is_asked:
                questions.look(asked_table(file, sheet.head, proposal, sheet.name))
    return bool(questions.waiting)


def read_opened(
    files: Iterable[Opened],
    uploads: Iterable[tuple[str, bytes]],
    told: Callable[[str], None] = lambda words: None,
    confirm: Confirm | None = None,
    left_out: Collection[str] = (),
) -> Given:
    """Read everything once, without the files that were left out. What is not recognised is an issue; notes are read as texts.

    `uploads` are what `files` were opened from: notes that came together are read together.
    """
    given = Given()
    of_kind: dict[str, list[ClaimFile]] = {}
    for one in files:
        if one.file.label not in left_out:
            of_kind.setdefault(one.kind, []).append(one.file)
    if own := of_kind.get(REMITTANCES):
        told(f"Reading {len(own):,} remittance files ...")
        given.remittances = _remittances(own, confirm)
        given.issues += given.remittances.issues
        given.read.append(f"Remittances: {given.remittances.summary}")
    for kind, table in TABLES.items():
        if kind == REMITTANCES or kind not in of_kind:
            continue
        told(f"Reading {kind} ...")
        reading = read_claim_files(table, of_kind[kind], confirm=confirm)
        setattr(given, kind, reading.columns)
        given.issues += reading.issues
        given.read.append(f"{kind.capitalize()}: {reading.summary}")
    if NOTES in of_kind:
        _notes(uploads, given)
        given.read.append(f"Notes: {len(given.notes):,} read.")
    problem = "was not recognised as a remittance, claims, payers or a note"
    fix = "Choose the files that came from payer and billing system."
    given.issues += [Issue(file.label, "", problem, fix) for file in of_kind.get(UNKNOWN, ())]
    return given


def read_given(uploads: Iterable[tuple[str, bytes]], told: Callable[[str], None] = lambda words: None) -> Given:
    """The same, with nobody to ask."""
    uploads = list(uploads)
    return read_opened(opened(uploads), uploads, told)


def _remittances(files: list[ClaimFile], confirm: Confirm | None) -> RemittanceReading:
    reader = RemittanceFiles((), (), confirm, CLAIM_LIMITS)
    for file in files:
        reader.file(file)
    return reader.reading()


def _notes(uploads: Iterable[tuple[str, bytes]], given: Given) -> None:
    from auditkit.readers import read_uploads

    own = [
        (name, content)
        for name, content in uploads
        if name.lower().endswith((*_NOTE_ENDINGS, ".zip")) or "notes" in name.lower()
    ]
    for one in read_uploads(own):
        if not isinstance(one, Issue):
            given.notes.append(one)
        elif one.file.lower().endswith(_NOTE_ENDINGS):
            given.issues.append(one)
