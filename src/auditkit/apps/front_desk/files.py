"""What each file on the front desk's page is, and the tables in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from auditkit.desks.eligibility.joining import FrontDeskTables
from auditkit.readers.authorization_lists import (
    AUTHORIZATION_LIST,
    RULE_LIST,
    read_authorization_rules,
    read_authorizations,
)
from auditkit.readers.calendars import is_calendar
from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of_uploads
from auditkit.readers.claims import Confirm, read_claim_uploads, read_table_uploads
from auditkit.readers.coverage import read_coverage_uploads
from auditkit.readers.practice_lists import day_of_title, list_sheets
from auditkit.readers.problems import Unreadable, one_file
from auditkit.readers.schedule import SCHEDULE_EXPORT, read_schedule_uploads
from auditkit.readers.x12.decoding import x12_text
from auditkit.tables import (
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
TABLE_OF = {
    SCHEDULE_: SCHEDULE_EXPORT, COVERAGE: COVERAGE_EXPORT, "authorizations": AUTHORIZATION_LIST, CLAIMS: CLAIM_LINES, "history": HISTORY, "payers": PAYERS,
    "rules": RULE_LIST,
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
    """One file: its name, its bytes, what it was taken for ("" where nothing fits)."""

    label: str
    content: bytes
    role: str
    heads: list[tuple[str, list[list[str]]]] = field(default_factory=list)  # of a table: its sheets' first rows


def recognised(uploads: list[tuple[str, bytes]]) -> tuple[list[Given], list[Issue]]:
    """Each file, zips unpacked, with what it is."""
    given, issues = [], []
    for file in files_of_uploads(uploads):
        if isinstance(file.content, Unreadable):
            issues.append(file.content.about(file.label))
        else:
            given.append(Given(file.label, file.content, *_role(file)))
    return given, issues


def earlier_rules(uploads: list[tuple[str, bytes]]) -> tuple[list[Given], list[Issue]]:
    """Tables that are given as an earlier state of what needs authorization, whatever they look like; and what is no table."""
    found, issues = [], []
    for file in files_of_uploads(uploads):
        with one_file(file.label, issues):
            if isinstance(file.content, Unreadable):
                raise file.content
            heads = [(sheet.name, sheet.head) for sheet in list_sheets(file)[0] if sheet.head]
            found.append(Given(file.label, file.content, "rules", heads))
    return found, issues


def _role(file: ClaimFile) -> tuple[str, list]:
    """What a file is, and the first rows of its sheets."""
    if is_calendar(file.content):
        return SCHEDULE_, []
    if (text := x12_text(file.content)) is not None:
        return CLAIMS if "CLM" in text[:20_000] and "SV1" in text else COVERAGE, []
    try:
        sheets = [
            day_of_title(SCHEDULE_EXPORT, sheet, "date_of_service", file.label)[0] for sheet in list_sheets(file)[0]
        ]
    except Unreadable:
        return "", []
    heads = [(sheet.name, sheet.head) for sheet in sheets if sheet.head]
    best, most = "", 0
    for role, table in TABLE_OF.items():
        for _, head in heads:
            columns = propose_claim_columns(table, head)
            if is_enough(table, columns):
                telling = sum(name in columns.fields or name in columns.joined for name in _TELLING[role])
                score = telling * 10 + len(columns.fields)
                best, most = (role, score) if score > most else (best, most)
    return best, [(name, head) for name, head in heads if len(head) > 1 and len(head[0]) > 1]


def tables_of(
    given: list[Given], *, zone, until, confirm: Confirm | None, told: Callable[[str], None]
) -> tuple[FrontDeskTables, list[Issue]]:
    """The tables, and what was not read."""
    tables, issues = FrontDeskTables({}, zone=zone), []

    def files(role: str) -> list[tuple[str, bytes]]:
        return [(file.label, file.content) for file in given if file.role == role]

    def take(reading):
        issues.extend(reading.issues)
        return reading

    tables.schedule = take(read_schedule_uploads(files(SCHEDULE_), zone=zone, until=until, confirm=confirm)).columns
    if own := files(COVERAGE):
        told("Reading payers' answers ...")
        coverage = take(read_coverage_uploads(own, confirm=confirm))
        tables.answers, tables.benefits = coverage.answers, coverage.benefits
    if own := files(CLAIMS):
        told("Reading claims ...")
        tables.claims = take(read_claim_uploads(own, confirm=confirm)).columns
    for role, read in (("authorizations", read_authorizations), ("rules", read_authorization_rules)):
        if own := files(role):
            setattr(tables, role, take(read(files_of_uploads(own, CLAIM_LIMITS), confirm=confirm)).columns)
    for role in ("history", "payers"):
        if own := files(role):
            setattr(tables, role, take(read_table_uploads(TABLE_OF[role], own, confirm=confirm)).columns)
    issues += [
        Issue(file.label, "", "was not recognised", "Give its columns the names of the template, or leave it out.")
        for file in given
        if not file.role
    ]
    return tables, issues
