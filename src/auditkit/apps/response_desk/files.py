"""What each given file is: a remittance or denial list, claims, payers, notes. Recognised by what it holds, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of_uploads
from auditkit.readers.claim_sheets import claim_sheets
from auditkit.readers.claims import read_claim_files
from auditkit.readers.denial_lists import is_denial_list
from auditkit.readers.problems import Unreadable
from auditkit.readers.remittances import RemittanceFiles, RemittanceReading
from auditkit.readers.x12.decoding import x12_text
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import transactions
from auditkit.tables import CLAIM_LINES, PAYERS, Columns, Issue, NoteText

REMITTANCES, CLAIMS, PAYER_ROWS, NOTES = "remittances", "claims", "payers", "notes"
_NOTE_ENDINGS = (".txt", ".docx", ".pdf", ".rtf")
_TELLING = {"units", "line_charge_amount", "diagnosis_codes", "place_of_service"}


@dataclass
class Given:
    """What came of the files that were given together."""

    remittances: RemittanceReading | None = None
    claims: Columns | None = None
    payers: Columns | None = None
    notes: list[NoteText] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_given(uploads: Iterable[tuple[str, bytes]], told: Callable[[str], None] = lambda words: None) -> Given:
    """Read everything once. What is not recognised is an issue; notes are read as texts and audited only when a case asks for them."""
    uploads = list(uploads)
    opened: dict[str, list[ClaimFile]] = {REMITTANCES: [], CLAIMS: [], PAYER_ROWS: []}
    given, noted = Given(), False
    for file in files_of_uploads(uploads, CLAIM_LIMITS):
        kind = kind_of(file)
        if kind == NOTES:
            noted = True
        elif kind:
            opened[kind].append(file)
        else:
            problem = "was not recognised as a remittance, claims, payers or a note"
            given.issues.append(
                Issue(file.label, "", problem, "Choose the files that came from payer and billing system.")
            )
    if opened[REMITTANCES]:
        told(f"Reading {len(opened[REMITTANCES]):,} remittance files ...")
        given.remittances = _remittances(opened[REMITTANCES])
        given.issues += given.remittances.issues
    for kind, table in ((CLAIMS, CLAIM_LINES), (PAYER_ROWS, PAYERS)):
        if opened[kind]:
            told(f"Reading {kind} ...")
            reading = read_claim_files(table, opened[kind])
            setattr(given, kind, reading.columns)
            given.issues += reading.issues
    if noted:
        _notes(uploads, given)
    return given


def kind_of(file: ClaimFile) -> str:
    """What a file is; empty where it is nothing that this desk reads."""
    if isinstance(file.content, Unreadable):
        return REMITTANCES  # its reader says what is wrong with it
    if (text := x12_text(file.content)) is not None:
        first = next(iter(transactions(text, Envelopes())), None)
        return CLAIMS if first is not None and first.set_id == "837" else REMITTANCES
    name = file.label.lower()
    if name.endswith(_NOTE_ENDINGS) or "notes" in name.rsplit("/", 1)[-1]:
        return NOTES
    try:
        heads = [sheet.head for sheet in claim_sheets(file.label, file.content, CLAIM_LIMITS) if sheet.head]
    except Unreadable:
        return REMITTANCES
    if any(is_denial_list(head) for head in heads):
        return REMITTANCES
    for head in heads:
        claims = propose_claim_columns(CLAIM_LINES, head)
        if is_enough(CLAIM_LINES, claims) and _TELLING & {*claims.fields, *claims.joined}:
            return CLAIMS
        payers = propose_claim_columns(PAYERS, head)
        if is_enough(PAYERS, payers) and {"payer_type", "appeal_days", "unit_rule"} & set(payers.fields):
            return PAYER_ROWS
    return ""


def _remittances(files: list[ClaimFile]) -> RemittanceReading:
    reader = RemittanceFiles((), (), None, CLAIM_LIMITS)
    for file in files:
        reader.file(file)
    return reader.reading()


def _notes(uploads: list[tuple[str, bytes]], given: Given) -> None:
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
