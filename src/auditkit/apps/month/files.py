"""Files of an upload for the monthly report: remittances, claims, notes and the tables that go with them, recognised by what they hold."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.apps.claim_scrub.files import recognised
from auditkit.apps.response_desk.files import EARLIER, GRANTS, NOTES, Opened, recognise
from auditkit.apps.response_desk.files import Given as Found
from auditkit.apps.response_desk.files import opened as opened_as
from auditkit.readers.claim_files import ClaimFile
from auditkit.readers.denial_lists import is_denial_list
from auditkit.reports.month_given import Given, what_people_did
from auditkit.tables import REMITTANCE_TABLES


def opened(uploads: Iterable[tuple[str, bytes]]) -> list[Opened]:
    """Each file with what it is."""
    return opened_as(uploads, _recognise)


def given_of(found: Found) -> Given:
    """What was read, as a report takes it."""
    acted_on, said = what_people_did()
    nothing = {t.name: {c.name: [] for c in t.columns} for t in REMITTANCE_TABLES}
    return Given(
        found.remittances.tables if found.remittances else nothing,
        claims=found.claims,
        payers=found.payers,
        history=found.history,
        authorizations=found.authorizations,
        notes=found.notes,
        acted_on=acted_on,
        read=found.read,
        issues=[*said, *found.issues],
    )


def _recognise(file: ClaimFile) -> Opened:
    """The response desk's word, but for the tables that it does not read."""
    found = recognise(file)
    if found.kind != NOTES and len(found.sheets) == 1 and not is_denial_list(found.sheets[0].head):
        role = recognised(found.sheets[0].head)
        if role in (EARLIER, GRANTS):
            found.kind = role
    return found
