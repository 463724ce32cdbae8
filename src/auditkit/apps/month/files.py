"""Files of an upload for the monthly report: remittances, claims, notes and the tables that go with them, recognised by what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from auditkit.apps.claim_scrub.files import recognised
from auditkit.apps.response_desk.files import read_given as read_of_desk
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile
from auditkit.readers.claim_sheets import claim_sheets
from auditkit.readers.claims import read_claim_files
from auditkit.readers.denial_lists import is_denial_list
from auditkit.readers.problems import Unreadable
from auditkit.readers.x12.decoding import x12_text
from auditkit.reports.month_given import Given, what_people_did
from auditkit.tables import AUTHORIZATIONS, HISTORY, REMITTANCE_TABLES

_BESIDE = {HISTORY.name: HISTORY, AUTHORIZATIONS.name: AUTHORIZATIONS}


def read_uploads(uploads: Iterable[tuple[str, bytes]], told: Callable[[str], None] = lambda words: None) -> Given:
    """Read everything once; what is not recognised is an issue."""
    beside: dict[str, list[ClaimFile]] = {name: [] for name in _BESIDE}
    others = []
    for name, content in uploads:
        table = _table_of(name, content)
        (beside[table].append(ClaimFile(name, content)) if table else others.append((name, content)))
    found = read_of_desk(others, told)
    issues, read = list(found.issues), []
    tables = (
        found.remittances.tables
        if found.remittances
        else {t.name: {c.name: [] for c in t.columns} for t in REMITTANCE_TABLES}
    )
    if found.remittances:
        read.append(f"Remittances: {found.remittances.summary}")
    if found.claims:
        read.append(f"Claims: {len(found.claims['claim_id']):,} lines read.")
    if found.notes:
        read.append(f"Notes: {len(found.notes):,} read.")
    given = Given(
        tables,
        claims=found.claims,
        payers=found.payers,
        notes=found.notes,
        acted_on=what_people_did(),
        read=read,
        issues=issues,
    )
    for name, files in beside.items():
        if files:
            told(f"Reading {name} ...")
            reading = read_claim_files(_BESIDE[name], files)
            issues += reading.issues
            read.append(f"{name.capitalize()}: {reading.summary}")
            given = replace(given, **{name: reading.columns})
    return given


def _table_of(name: str, content: bytes) -> str:
    """`history` or `authorizations` where a file is one of these; "" for all others, which have a reader that tells them apart."""
    if name.lower().endswith((".zip", ".txt", ".docx", ".pdf", ".rtf")) or x12_text(content) is not None:
        return ""
    try:
        heads = [sheet.head for sheet in claim_sheets(name, content, CLAIM_LIMITS) if sheet.head]
    except Unreadable:
        return ""
    except Exception:  # a damaged workbook breaks its library in ways nobody listed; the reader says it in a sentence
        return ""
    if len(heads) != 1 or is_denial_list(heads[0]):
        return ""
    role = recognised(heads[0])
    return role if role in _BESIDE else ""
