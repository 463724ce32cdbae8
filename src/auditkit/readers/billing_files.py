"""Files of every kind that billing has, mixed in one folder: claims that were sent, and what came back. Each is recognised by what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of
from auditkit.readers.claim_sheets import claim_sheets
from auditkit.readers.claim_tables import Confirm
from auditkit.readers.claims import ClaimFiles, ClaimReading
from auditkit.readers.columns import ColumnMap
from auditkit.readers.denial_lists import is_denial_list, is_own_table
from auditkit.readers.limits import Limits
from auditkit.readers.problems import Unreadable, one_file
from auditkit.readers.remittances import CAME_BACK, RemittanceFiles, RemittanceReading
from auditkit.readers.x12.decoding import holds_other_bytes, x12_text
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import transactions
from auditkit.readers.x12.sets import name_of
from auditkit.tables import CLAIM_LINES, RESIDUE, Columns, Issue


@dataclass(slots=True)
class BillingReading:
    """Claims and remittances of the same files."""

    claims: ClaimReading
    remittances: RemittanceReading
    issues: list[Issue]

    @property
    def tables(self) -> dict[str, Columns]:
        """The tables that have something in them, and the residue; claim lines alone where nothing was read."""
        residue = {
            name: self.claims.residue[name] + self.remittances.tables[RESIDUE.name][name]
            for name in self.claims.residue
        }
        came_back = {name: columns for name, columns in self.remittances.tables.items() if name != RESIDUE.name}
        found = {CLAIM_LINES.name: self.claims.columns} if self.claims.read or not self.remittances.read else {}
        if self.remittances.read:
            found |= came_back
        return found | {RESIDUE.name: residue}

    @property
    def read(self) -> int:
        """Rows of claims, claim payments and answers."""
        return self.claims.read + self.remittances.read


def read_billing_files(
    paths: Iterable[Path | str],
    *,
    known: Collection[str] = (),
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> BillingReading:
    """Read files, folders and zips, whatever of billing is in them; see `read_claims` and `read_remittances` for the arguments."""
    files = _Files(
        ClaimFiles(CLAIM_LINES, column_maps, confirm, limits),
        RemittanceFiles(known, column_maps, confirm, limits),
        limits,
    )
    for file in files_of(paths, limits):
        files.add(file)
    claims, remittances = files.claims.claims(), files.remittances.reading()
    return BillingReading(claims, remittances, claims.issues + remittances.issues)


@dataclass(slots=True)
class _Files:
    claims: ClaimFiles
    remittances: RemittanceFiles
    limits: Limits

    def add(self, file: ClaimFile) -> None:
        with one_file(file.label, self.claims.issues):
            if isinstance(file.content, Unreadable):
                raise file.content
            if (text := x12_text(file.content)) is not None:
                self._x12(file.label, text, file.content)
                return
            sheets = claim_sheets(file.label, file.content, self.limits)
            if not any(is_denial_list(sheet.head) or is_own_table(sheet.head) for sheet in sheets):
                self.claims.table_file(file.label, sheets)
            elif not self.remittances.is_repeated(file.label, file.content):
                self.remittances.list_file(file.label, file.content)

    def _x12(self, label: str, text: str, content: bytes) -> None:
        envelopes = Envelopes()
        has_other_bytes = not text.isascii() and holds_other_bytes(content)
        other: Counter[str] = Counter()
        sent = came_back = False
        for transaction in transactions(text, envelopes):
            if transaction.set_id in CAME_BACK:
                if not came_back and self.remittances.is_repeated(label, content):
                    return
                came_back = True
                if problem := self.remittances.transaction(label, transaction):
                    self.claims.issues.append(Issue(label, transaction.place, problem, "Leave it out."))
            elif transaction.set_id == "837":
                sent = True
                self.claims.transaction(label, transaction)
            else:
                other[transaction.set_id] += 1
        self.claims.issues += [_other(label, set_id, count) for set_id, count in other.items()]
        if came_back or any(stray.startswith("TA1") for _, stray in envelopes.strays):
            self.remittances.envelope(label, envelopes, has_other_bytes=has_other_bytes)
        elif sent or not other:
            self.claims.envelope(label, envelopes, has_other_bytes=has_other_bytes)


def _other(label: str, set_id: str, count: int) -> Issue:
    times = f", in {count} transactions" if count > 1 else ""
    fix = "`auditkit frontdesk` reads it." if set_id == "271" else "Leave it out."
    return Issue(label, "", f"holds {name_of(set_id)}, neither claims nor a remittance{times}", fix)
