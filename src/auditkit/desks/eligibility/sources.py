"""The files that a front desk names -> its tables, with what was not read; and the files of the sample practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from auditkit.desks.eligibility.joining import FrontDeskTables
from auditkit.places import datasets
from auditkit.readers.authorization_lists import read_authorization_rules, read_authorizations
from auditkit.readers.claim_files import CLAIM_LIMITS, files_of
from auditkit.readers.claims import Confirm, Proposed, read_claims, read_table
from auditkit.readers.coverage import read_coverage
from auditkit.readers.schedule import read_schedule
from auditkit.tables import HISTORY, PAYERS, Columns, Issue

SAMPLE_DAY = date(2026, 11, 24)  # the morning on which the sample's desk opens
Paths = Sequence[Path]


@dataclass(slots=True)
class Sources:
    """Files, folders and zips, by what they hold; an empty list: not supplied."""

    schedule: Paths = ()
    coverage: Paths = ()
    authorizations: Paths = ()
    claims: Paths = ()
    history: Paths = ()
    payers: Paths = ()
    rules: Paths = ()
    used_counts_claims: bool | None = None


@dataclass(slots=True)
class ReadTables:
    """The tables, what was not read, and tables whose columns nobody has confirmed."""

    tables: FrontDeskTables
    issues: list[Issue] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)


def sample_sources() -> Sources | None:
    """The files of the sample practice, or None where the package came without them."""
    desk, billing = datasets() / "frontdesk", datasets() / "billing"
    if not (desk / "schedule.csv").is_file():
        return None
    return Sources(
        schedule=[desk / "schedule.csv"],
        coverage=[desk / name for name in ("eligibility_271.zip", "eligibility_export.csv", "phone_checks.csv")],
        authorizations=[desk / "authorizations.csv"],
        claims=[billing / "claims.zip"],
        history=[billing / "history.csv"],
        payers=[billing / "payers.csv"],
        rules=[desk / "authorization_rules.csv"],
        used_counts_claims=False,
    )


def read_tables(
    sources: Sources, *, zone: ZoneInfo | None = None, until: date | None = None, confirm: Confirm | None = None
) -> ReadTables:
    """Read what was named. Never raises for what a file is or holds."""
    found = ReadTables(FrontDeskTables({}, zone=zone, used_counts_claims=sources.used_counts_claims))

    def take(reading) -> Columns:
        found.issues += reading.issues
        found.proposed += reading.proposed
        return reading.columns

    def table(kind, paths: Paths) -> Columns | None:
        return take(read_table(kind, paths, confirm=confirm)) if paths else None

    tables = found.tables
    tables.schedule = take(read_schedule(sources.schedule, zone=zone, until=until, confirm=confirm))
    if sources.coverage:
        coverage = read_coverage(sources.coverage, confirm=confirm)
        tables.answers, tables.benefits = coverage.answers, coverage.benefits
        found.issues += coverage.issues
        found.proposed += coverage.proposed
    if sources.claims:
        tables.claims = take(read_claims(sources.claims, confirm=confirm))
    if sources.authorizations:
        tables.authorizations = take(
            read_authorizations(files_of(sources.authorizations, CLAIM_LIMITS), confirm=confirm)
        )
    tables.history = table(HISTORY, sources.history)
    tables.payers = table(PAYERS, sources.payers)
    if sources.rules:
        tables.rules = take(read_authorization_rules(files_of(sources.rules, CLAIM_LIMITS), confirm=confirm))
    return found
