"""835 (4010 and 5010) -> payments with their claims: BPR opens a payment, CLP a claim, SVC a service line, PLB ends the claims.

Nothing is judged: a payment that does not balance is read as it is, and the difference is said.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from auditkit.readers.x12.claim_payments import ClaimPayments
from auditkit.readers.x12.envelope import Transaction
from auditkit.readers.x12.settled import (
    ADJUSTMENT_COLUMNS,
    CENTS,
    CLAIM_COLUMNS,
    PROVIDER_COLUMNS,
    SERVICE_COLUMNS,
    Payment,
    is_own_number,
    remittance_id,
)
from auditkit.readers.x12.unread import Said, component_in_use
from auditkit.readers.x12.values import AMOUNTS, DATES, Composites
from auditkit.tables import (
    ADJUSTMENTS,
    CLAIM_PAYMENTS,
    PROVIDER_ADJUSTMENTS,
    REMITTANCES,
    SERVICE_PAYMENTS,
    Columns,
    Table,
    empty_columns,
)
from auditkit.tables.canonical import amount_of_cents

# Segments of an 835 that hold nothing for our tables: known, and not read.
_UNUSED = ("ST", "SE", "N2", "N3", "N4", "PER", "RDM", "TS2", "TS3", "QTY")
_VERSION = re.compile(r"\d{6}[A-Z0-9]{0,6}", re.ASCII)


@dataclass(slots=True)
class Remittance:
    """One payment as its rows, table name -> columns; all of them have the same `remittance_id`."""

    id: str
    place: str
    tables: dict[str, Columns]
    is_complete: bool


class RemittanceReader:
    """Reads one 835 after the other. `said` holds issues and residue."""

    def __init__(self) -> None:
        self.said = Said()

    def read(self, file: str, transaction: Transaction) -> list[Remittance]:
        """The payments of one transaction: one, or more where the envelopes between them were lost. Never raises for what it holds."""
        said = self.said
        said.begin(file, transaction)
        self._version = transaction.version if _VERSION.fullmatch(transaction.version) else ""
        self._component = component_in_use(transaction, said, "SVC*HC", "SVC*HP", "SVC*AD")
        self._services = Composites(self._component)
        self._found: list[Remittance] = []
        self._open()
        element = transaction.delimiters.element
        for number, segment in enumerate(transaction.segments, start=1):
            elements = segment.split(element)
            try:
                read = self._readers[elements[0]]
            except KeyError:
                said.unknown(number, segment)
                continue
            if read is not None:
                read(elements, number)
        self._close(transaction.is_complete)
        said.end("a remittance")
        return self._found

    def _open(self) -> None:
        self._payment = Payment()
        self._provider: list[tuple[str, ...]] = []
        self._begins_at = 0
        claims = self._claims = ClaimPayments(self.said, self._services)
        self._readers = dict.fromkeys(_UNUSED) | {
            "BPR": self._bpr, "TRN": self._trn, "CUR": self._cur, "N1": self._n1, "LX": self._lx, "REF": self._ref, "DTM": self._dtm,
            "PLB": self._plb, "CLP": claims.clp, "CAS": claims.cas, "NM1": claims.nm1, "MOA": claims.moa, "MIA": claims.mia,
            "AMT": claims.amt, "SVC": claims.svc, "LQ": claims.lq,
        }  # fmt: skip

    def _close(self, is_complete: bool) -> None:
        self._claims.end(is_cut=not is_complete)
        payment, claims = self._payment, self._claims
        if not (payment.is_begun or claims.claims or self._provider):
            if not self._found:
                self.said.issue(
                    0, "is a remittance without a payment and without claims", "Ask for it again.", is_warning=False
                )
            return
        difference = None
        if is_complete and payment.is_known and claims.is_known and payment.amount:
            paid = claims.paid - payment.provider_adjustments
            difference = paid - CENTS[payment.amount]
            if difference:
                self.said.issue(
                    self._begins_at,
                    f"does not balance: claims and provider adjustments make {amount_of_cents(paid)}, and {payment.amount} is paid "
                    f"(difference {amount_of_cents(difference)})",
                    "It was read as it is. Compare the payment with the bank's.",
                )  # fmt: skip
        contents = "" if is_own_number(payment.trace) else self._contents()
        own_id = remittance_id(payment.trace, payment.payer_id, payment.paid_on, payment.amount, contents)
        head = {
            "payer_name": payment.payer_name, "payer_id": payment.payer_id, "payee_name": payment.payee_name, "payee_npi": payment.payee_npi,
            "payment_amount": payment.amount, "payment_method": payment.method, "payment_date": payment.paid_on, "trace_number": payment.trace,
            "version": self._version,
            "claims": str(len(claims.claims)), "balance_difference": "" if difference is None else amount_of_cents(difference),
            "is_complete": "1" if is_complete else "", "source_place": self.said.at(self._begins_at or 1),
        }  # fmt: skip
        whole = {"remittance_id": own_id, "source_file": self.said.file}
        tables = {
            REMITTANCES.name: _columns(REMITTANCES, tuple(head), [tuple(head.values())], whole),
            CLAIM_PAYMENTS.name: _columns(CLAIM_PAYMENTS, CLAIM_COLUMNS, claims.claims, whole | {
                "payer_name": payment.payer_name, "payer_id": payment.payer_id, "payment_date": payment.paid_on}),
            SERVICE_PAYMENTS.name: _columns(SERVICE_PAYMENTS, SERVICE_COLUMNS, claims.lines, whole),
            ADJUSTMENTS.name: _columns(ADJUSTMENTS, ADJUSTMENT_COLUMNS, claims.adjustments, whole),
            PROVIDER_ADJUSTMENTS.name: _columns(PROVIDER_ADJUSTMENTS, PROVIDER_COLUMNS, self._provider, whole),
        }  # fmt: skip
        self._found.append(Remittance(own_id, self.said.at(self._begins_at or 1), tables, is_complete))

    def _contents(self) -> str:
        """A digest of everything in the payment but its places."""
        digest = hashlib.sha256()
        for rows in (self._claims.claims, self._claims.lines, self._claims.adjustments, self._provider):
            for row in rows:
                digest.update("\x1f".join(row[:-1]).encode("utf-8", "replace") + b"\x1e")
        return digest.hexdigest()

    def _bpr(self, e: list[str], number: int) -> None:
        if self._payment.is_begun or self._claims.is_open or self._claims.claims:
            self.said.issue(
                number, "begins another payment without its own envelope", "It was read as a payment of its own."
            )
            self._close(is_complete=False)
            self._open()
        payment = self._payment
        payment.is_begun, self._begins_at = True, number
        e += [""] * (17 - len(e))
        if (amount := AMOUNTS[e[2]]) is None:
            self._unreadable(e, number, "has a payment that is not an amount")
        payment.amount, payment.method = amount or "", e[4].strip().upper()
        payment.date = self._date(e[16], e, number)

    def _trn(self, e: list[str], number: int) -> None:
        if self._claims.is_open:
            self.said.unknown(number, self.said.delimiters.element.join(e))
        elif not self._payment.trace:
            e += [""] * (4 - len(e))
            self._payment.trace, self._payment.originator = " ".join(e[2].split()), e[3].strip()

    def _cur(self, e: list[str], number: int) -> None:
        if len(e) > 2 and e[2].strip().upper() not in ("", "USD"):
            self.said.issue(number, "is paid in another currency than US dollars", "Amounts were read as they stand.")

    def _n1(self, e: list[str], number: int) -> None:
        if self._claims.is_open:
            self.said.unknown(number, self.said.delimiters.element.join(e))
            return
        e += [""] * (5 - len(e))
        payment, identifier = self._payment, e[4].strip()
        payment.party = e[1]
        if e[1] == "PR":
            payment.payer_name, payment.payer_number = e[2].strip(), identifier
        elif e[1] == "PE":
            payment.payee_name, payment.payee_npi = e[2].strip(), identifier if e[3] == "XX" else ""

    def _lx(self, e: list[str], number: int) -> None:
        self._claims.end()

    def _plb(self, e: list[str], number: int) -> None:
        self._claims.end()
        payee = e[1].strip() if len(e) > 1 else ""
        year_end = self._date(e[2], e, number) if len(e) > 2 else ""
        place = self.said.at(number)
        for at in range(3, len(e), 2):
            what, written = e[at], e[at + 1] if at + 1 < len(e) else ""
            if not what.strip() and not written.strip():
                continue
            amount = AMOUNTS[written]
            if not amount:
                self._payment.is_known = False
                self._unreadable(e, number, "has a provider adjustment without an amount that can be read")
            self._payment.provider_adjustments += CENTS[amount or ""]
            reason, _, reference = what.partition(self._component)
            self._provider.append(
                (payee, year_end, reason.strip().upper(), " ".join(reference.split()), amount or "", place)
            )

    def _ref(self, e: list[str], number: int) -> None:
        payment = self._payment
        if self._claims.is_open:
            self._claims.ref(e, number)
        elif len(e) > 2 and payment.party == "PR":
            payment.other_numbers.setdefault(e[1], " ".join(e[2].split()))
        elif len(e) > 2 and payment.party == "PE" and e[1] == "HPI":
            payment.payee_npi = payment.payee_npi or e[2].strip()

    def _dtm(self, e: list[str], number: int) -> None:
        if self._claims.is_open:
            self._claims.dtm(e, number)
        elif len(e) > 2 and e[1] == "405":
            self._payment.made_on = self._date(e[2], e, number)

    def _date(self, written: str, e: list[str], number: int) -> str:
        if (found := DATES[written]) is None:
            self._unreadable(e, number, "has a date that is no date")
        return found or ""

    def _unreadable(self, e: list[str], number: int, problem: str) -> None:
        self.said.issue(number, problem, "It was left empty; see the residue.")
        self.said.keep(number, e)


def _columns(table: Table, names: tuple[str, ...], rows: list[tuple[str, ...]], whole: dict[str, str]) -> Columns:
    """Rows as columns of the table, with what holds for all of them."""
    out = empty_columns(table)
    for name, column in zip(names, zip(*rows, strict=True), strict=False):
        out[name] = list(column)
    for name, value in whole.items():
        out[name] = [value] * len(rows)
    return out
