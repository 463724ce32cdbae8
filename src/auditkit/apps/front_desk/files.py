"""What each file on the front desk's page is, and the tables in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auditkit.desks.eligibility.joining import FrontDeskTables
from auditkit.readers.calendars import is_calendar
from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of_uploads
from auditkit.readers.claim_sheets import claim_sheets
from auditkit.readers.claims import Confirm, Proposed, read_claim_uploads, read_table_uploads
from auditkit.readers.coverage import read_coverage_uploads
from auditkit.readers.day_first import month_first
from auditkit.readers.problems import Unreadable
from auditkit.readers.schedule import SCHEDULE_EXPORT, read_schedule_uploads
from auditkit.readers.x12.decoding import x12_text
from auditkit.tables import (
    AUTHORIZATION_RULES,
    AUTHORIZATIONS,
    CLAIM_LINES,
    COVERAGE_EXPORT,
    HISTORY,
    PAYERS,
    Issue,
)

SCHEDULE_, COVERAGE, CLAIMS = "schedule", "coverage", "claims"
ROLES = {
    SCHEDULE_: "Schedule", COVERAGE: "Payers' answers", "authorizations": "Authorizations", CLAIMS: "Claims that were sent",
    "history": "Earlier lines with what was allowed", "payers": "Payers", "rules": "What needs authorization", "": "Not recognised",
}  # fmt: skip
_TABLES = {
    SCHEDULE_: SCHEDULE_EXPORT, COVERAGE: COVERAGE_EXPORT, "authorizations": AUTHORIZATIONS, CLAIMS: CLAIM_LINES, "history": HISTORY, "payers": PAYERS,
    "rules": AUTHORIZATION_RULES,
}  # fmt: skip
# Columns that tell a table from the others, each with its weight: most have patients, payers and days in common.
_TELLING = {
    SCHEDULE_: ("start_time", "visit_kind", "visit_id", "minutes", "status"),
    COVERAGE: ("status", "checked_at", "copay_amount", "deductible_amount", "deductible_remaining_amount", "visits_remaining", "visit_limit", "coverage_from", "benefit"),
    "authorizations": ("authorized_units", "authorization_number", "start_on", "end_on", "used_units", "decision"),
    CLAIMS: ("hcpcs_code", "units", "line_charge_amount", "diagnosis_codes", "claim_id", "place_of_service"),
    "history": ("allowed_amount", "hcpcs_code", "date_of_service"),
    "payers": ("unit_rule", "timely_filing_days", "discipline_modifier_required", "pair_source", "payer_type"),
    "rules": ("from_visit", "lead_days", "documents", "authorization_required", "in_force_from", "source_url"),
}  # fmt: skip


@dataclass(slots=True)
class Given:
    """One file: its name, its bytes, and what it was taken for ("" where nothing fits)."""

    label: str
    content: bytes
    role: str


def recognised(uploads: list[tuple[str, bytes]]) -> tuple[list[Given], list[Issue]]:
    """Each file, zips unpacked, with what it is."""
    given, issues = [], []
    for file in files_of_uploads(uploads):
        if isinstance(file.content, Unreadable):
            issues.append(file.content.about(file.label))
        else:
            given.append(Given(file.label, file.content, _role(file)))
    return given, issues


def _role(file: ClaimFile) -> str:
    if is_calendar(file.content):
        return SCHEDULE_
    if (text := x12_text(file.content)) is not None:
        return CLAIMS if "CLM" in text[:20_000] and "SV1" in text else COVERAGE
    try:
        sheets = claim_sheets(file.label, month_first(file.content)[0], CLAIM_LIMITS)
    except Unreadable:
        return ""
    best, most = "", 0
    for role, table in _TABLES.items():
        for sheet in sheets:
            if not sheet.head:
                continue
            columns = propose_claim_columns(table, sheet.head)
            if is_enough(table, columns):
                score = sum(name in columns.fields or name in columns.joined for name in _TELLING[role]) * 10 + len(
                    columns.fields
                )
                best, most = (role, score) if score > most else (best, most)
    return best


def tables_of(
    given: list[Given], *, zone, until, confirm: Confirm | None, told: Callable[[str], None]
) -> tuple[FrontDeskTables, list[Issue], list[Proposed]]:
    """The tables, what was not read, and the columns that were guessed and that nobody has confirmed."""
    tables, issues, guessed = FrontDeskTables({}, zone=zone), [], []

    def files(role: str) -> list[tuple[str, bytes]]:
        return [(file.label, file.content) for file in given if file.role == role]

    def take(reading):
        issues.extend(reading.issues)
        guessed.extend(guess for guess in reading.proposed if _is_a_guess(guess))
        return reading

    tables.schedule = take(read_schedule_uploads(files(SCHEDULE_), zone=zone, until=until, confirm=confirm)).columns
    if own := files(COVERAGE):
        told("Reading payers' answers ...")
        coverage = take(read_coverage_uploads(own, confirm=confirm))
        tables.answers, tables.benefits = coverage.answers, coverage.benefits
    if own := files(CLAIMS):
        told("Reading claims ...")
        tables.claims = take(read_claim_uploads(own, confirm=confirm)).columns
    for role in ("authorizations", "history", "payers", "rules"):
        if own := files(role):
            setattr(tables, role, take(read_table_uploads(_TABLES[role], own, confirm=confirm)).columns)
    issues += [
        Issue(file.label, "", "was not recognised", "Give its columns the names of the template, or leave it out.")
        for file in given
        if not file.role
    ]
    return tables, issues, guessed


def _is_a_guess(guess: Proposed) -> bool:
    """True where the file's headers are not our own."""
    return any(
        name.replace("_", " ") != header.replace("_", " ").lower() for name, header in guess.columns.fields.items()
    )


def guessed_in_words(guess: Proposed) -> str:
    """What was guessed of a file, in a sentence."""
    pairs = [f"{header} as {name.replace('_', ' ')}" for name, header in guess.columns.fields.items()]
    return f"{guess.file}: the columns were guessed and not confirmed: {', '.join(pairs)}."
