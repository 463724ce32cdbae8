"""Remittances from whatever a practice has: 835 files, 277CA and 999 answers, its own lists of denials; folders and zips of them.

A file that cannot be read is an issue in plain words, never an exception, and the next file is read. Everything that a payment takes off a
charge is in the tables; what nothing was read from is in the residue.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from auditkit.readers.claim_columns import is_enough, propose_claim_columns
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of, files_of_uploads
from auditkit.readers.claim_sheets import ClaimSheet, claim_sheets
from auditkit.readers.claim_tables import Confirm, TableSheets
from auditkit.readers.claims import residue_columns
from auditkit.readers.columns import ColumnMap
from auditkit.readers.day_first import month_first
from auditkit.readers.denial_lists import DenialLists, holds_codes, is_own_table
from auditkit.readers.limits import Limits
from auditkit.readers.payments_once import PaymentsOnce
from auditkit.readers.problems import Unreadable, one_file
from auditkit.readers.remittance_reading import RemittanceReading, counted
from auditkit.readers.x12.acknowledgements import AcknowledgementReader, is_277ca
from auditkit.readers.x12.decoding import holds_other_bytes, x12_text
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import Transaction, transactions
from auditkit.readers.x12.remittance import Remittance, RemittanceReader
from auditkit.readers.x12.sets import name_of
from auditkit.readers.x12.settled import CENTS
from auditkit.tables import (
    CLAIM_LINES,
    CLAIM_PAYMENTS,
    DENIAL_EXPORT,
    REJECTIONS,
    RESIDUE,
    Columns,
    Issue,
)
from auditkit.tables.canonical import amount_of_cents

if TYPE_CHECKING:
    from auditkit.second_process import SecondProcess

CAME_BACK = ("835", "277", "999", "997")  # the sets that are read here
_CHOOSE = "Choose the remittances (835) and answers (277CA, 999) that came back."


def read_remittances(
    paths: Iterable[Path | str],
    *,
    known: Collection[str] = (),
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
    second: SecondProcess | None = None,
    busy_with: int = 0,
) -> RemittanceReading:
    """Read remittances from files, folders and zips.

    `known`: `remittance_id`s of payments that were read before (`whole_ids` of an earlier reading); they are left out, and it is said.
    `column_maps` and `confirm` are for lists of denials, as in `read_claims`. Never raises for what a file is or holds.
    `second` reads a part of the files at the same time, after `busy_with` bytes of something else; what is read is the same.
    """
    files, reading = files_of(paths, limits), RemittanceFiles(known, column_maps, confirm, limits)
    if second is None:
        return _read(files, reading)
    from auditkit.readers.remittances_apart import read_apart

    return read_apart(files, reading, second, busy_with)


def read_remittance_uploads(
    uploads: Iterable[tuple[str, bytes]],
    *,
    known: Collection[str] = (),
    column_maps: Sequence[ColumnMap] = (),
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> RemittanceReading:
    """The same for uploaded files (name, bytes)."""
    return _read(files_of_uploads(uploads, limits), RemittanceFiles(known, column_maps, confirm, limits))


def _read(files: Iterable[ClaimFile], reading: RemittanceFiles) -> RemittanceReading:
    for file in files:
        reading.file(file)
    return reading.reading()


class X12Part(NamedTuple):
    """What X12 files hold, to be added to what other files hold: `saved_up` are payments in the order in which they were read."""

    saved_up: list[tuple[str, Remittance]]
    answers: Columns
    issues: tuple[list[Issue], list[Issue], list[Issue]]  # of files, remittances, answers
    residue: tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]
    strays: list[tuple[str, str, str]]
    same: dict[bytes, str]


class _SavedUp:
    """Payments that are not yet held against others."""

    def __init__(self) -> None:
        self.payments: list[tuple[str, Remittance]] = []

    def add(self, file: str, remittance: Remittance) -> None:
        self.payments.append((file, remittance))


def x12_part(files: Iterable[ClaimFile], before: dict[bytes, str], limits: Limits) -> X12Part:
    """Read X12 files of which others were read `before`: the digest of each with its name."""
    reading = RemittanceFiles((), (), None, limits)
    reading._once, reading._same = _SavedUp(), before
    for file in files:
        reading.file(file)
    said = (reading._x12.said, reading._answers.said)
    return X12Part(
        reading._once.payments, reading._answers.rows, (reading.issues, *(one.issues for one in said)),
        tuple(one.residue for one in said), reading._strays, reading._same,
    )  # fmt: skip


class RemittanceFiles:
    """Adds file after file; `reading` gives what came of all of them."""

    def __init__(
        self, known: Collection[str], maps: Sequence[ColumnMap], confirm: Confirm | None, limits: Limits
    ) -> None:
        self.limits = limits
        self._x12, self._answers = RemittanceReader(), AcknowledgementReader()
        self._once = PaymentsOnce(known)
        self._sheets = TableSheets(DENIAL_EXPORT, maps, confirm, "denials", holds_codes)
        self._strays: list[tuple[str, str, str]] = []
        self._same: dict[bytes, str] = {}
        self.issues: list[Issue] = []

    def file(self, file: ClaimFile) -> None:
        """Add one file; whatever is wrong with it becomes an issue."""
        with one_file(file.label, self.issues):
            if isinstance(file.content, Unreadable):
                raise file.content
            if self.is_repeated(file.label, file.content):
                return
            if (text := x12_text(file.content)) is not None:
                self._x12_file(file.label, text, file.content)
            else:
                self.list_file(file.label, file.content)

    def add_part(self, part: X12Part) -> None:
        """Add what was read of the files that follow."""
        for label, remittance in part.saved_up:
            self._once.add(label, remittance)
        for name, column in part.answers.items():
            self._answers.rows[name] += column
        own = (self._x12.said, self._answers.said)
        for ours, theirs in zip((self.issues, *(one.issues for one in own)), part.issues, strict=True):
            ours += theirs
        for ours, theirs in zip((one.residue for one in own), part.residue, strict=True):
            ours += theirs
        self._strays += part.strays
        self._same = part.same

    def is_repeated(self, label: str, content: bytes) -> bool:
        """True where a file with the same bytes was added before; that is said."""
        digest = digest_of(content)
        before = self._same.setdefault(digest, label)
        if before == label:
            return False
        self.issues.append(Issue(label, "", f"is the same file as {before}; it was read once", "Nothing to do.", True))
        return True

    def list_file(self, label: str, content: bytes) -> None:
        """Add a list of denials by its bytes. Raises Unreadable where there is none in the file."""
        content, is_day_first = month_first(content)
        self.table_file(label, claim_sheets(label, content, self.limits))
        if is_day_first:
            problem = "writes the day before the month (13/11/2026), and all its dates were read so"
            self.issues.append(Issue(label, "", problem, "Nothing to do if that is right.", True))

    def table_file(self, label: str, sheets: Sequence[ClaimSheet]) -> None:
        """Add a list of denials. Raises Unreadable where there is none in the file."""
        if any(is_own_table(sheet.head) for sheet in sheets):
            raise Unreadable("is a table that auditkit wrote from remittances", "Give the remittances themselves.")
        try:
            self._sheets.add(label, sheets)
        except Unreadable as reason:
            if any(_is_claim_list(sheet.head) for sheet in sheets):
                raise Unreadable(
                    "is a list of claims without adjustment reason codes, not of denials",
                    "`auditkit scrub` and `auditkit read` read claims; for denials export the reason codes too.",
                ) from None
            raise reason

    def _x12_file(self, label: str, text: str, content: bytes) -> None:
        envelopes = Envelopes()
        refused: Counter[str] = Counter()
        taken = 0
        for transaction in transactions(text, envelopes):
            if problem := self.transaction(label, transaction):
                refused[problem] += 1
            else:
                taken += 1
        for problem, count in refused.items():
            times = f", in {count} transactions" if count > 1 else ""
            self.issues.append(Issue(label, "", f"{problem}{times}", _fix(problem)))
        if taken or not refused:
            self.envelope(label, envelopes, has_other_bytes=not text.isascii() and holds_other_bytes(content))

    def transaction(self, label: str, transaction: Transaction) -> str:
        """Add one transaction; where it is something else, what it is instead."""
        if transaction.set_id == "835":
            for remittance in self._x12.read(label, transaction):
                self._once.add(label, remittance)
        elif transaction.set_id == "277" and is_277ca(transaction):
            self._answers.read_277ca(label, transaction)
        elif transaction.set_id in ("999", "997"):
            self._answers.read_999(label, transaction)
        elif transaction.set_id == "837":
            return "holds claims that were sent (837), not what came back"
        elif transaction.set_id == "277":
            return "holds answers to questions about claims' status (277), not an acknowledgement of claims (277CA)"
        else:
            return f"holds {name_of(transaction.set_id)}, not a remittance"
        return ""

    def envelope(self, label: str, envelopes: Envelopes, *, has_other_bytes: bool) -> None:
        """Add what a file's envelopes hold beside transactions: answers to whole files (TA1), faults, strays."""
        answers = 0
        for place, stray in envelopes.strays:
            if self._answers.read_ta1(label, place, stray):
                answers += 1
            else:
                self._strays.append((label, place, stray))
        for fault in envelopes.faults:
            if not (answers and "(TA1)" in fault.problem):
                self.issues.append(Issue(label, fault.place, fault.problem, fault.fix, fault.is_warning))
        if has_other_bytes:
            problem = "holds characters that are not UTF-8; they were read as Windows-1252"
            self.issues.append(Issue(label, "", problem, "Nothing to do if names look right.", True))

    def reading(self) -> RemittanceReading:
        """All that was read, each payment once."""
        tables, lists, sheets = self._once.tables(), DenialLists(), self._sheets
        lists.add_to(tables, sheets.rows.columns)
        tables[REJECTIONS.name] = self._answers.rows
        said = (self._x12.said, self._answers.said)
        tables[RESIDUE.name] = residue_columns([*said[0].residue, *said[1].residue, *self._strays])
        issues = [
            *self.issues, *said[0].issues, *said[1].issues, *self._once.issues, *sheets.issues, *sheets.rows.issues, *lists.issues,
            *_reversals_alone(tables[CLAIM_PAYMENTS.name]),
        ]  # fmt: skip
        return RemittanceReading(
            tables, issues, sheets.proposed, sheets.rows.skipped, self._once.repeated + lists.repeated
        )


def digest_of(content: bytes) -> bytes:
    """What is the same for the same bytes, and for no others."""
    return hashlib.sha256(content).digest()


def _fix(problem: str) -> str:
    return "`auditkit read` and `auditkit scrub` read it." if "(837)" in problem else _CHOOSE


def _is_claim_list(head: Sequence[Sequence[str]]) -> bool:
    return bool(head) and is_enough(CLAIM_LINES, propose_claim_columns(CLAIM_LINES, head))


def _reversals_alone(claims: Columns) -> list[Issue]:
    """One issue for each file that takes back payments which are in none of the files."""
    if not any(claims["is_reversal"]):
        return []
    rows = list(
        zip(
            *(
                claims[name]
                for name in ("is_reversal", "claim_id", "charge_amount", "paid_amount", "source_file", "source_place")
            ),
            strict=True,
        )
    )
    paid = {(claim, charge, amount) for reversal, claim, charge, amount, *_ in rows if not reversal}
    alone: dict[str, list[str]] = {}
    for reversal, claim, charge, amount, file, place in rows:
        if reversal and (claim, amount_of_cents(-CENTS[charge]), amount_of_cents(-CENTS[amount])) not in paid:
            alone.setdefault(file, []).append(place)
    return [
        Issue(
            file, places[0], f"takes back {counted(len(places), 'payment')} whose first remittance was not read here",
            "Read the earlier remittance too where the whole story of the claim is wanted.", True,
        )
        for file, places in alone.items()
    ]  # fmt: skip
