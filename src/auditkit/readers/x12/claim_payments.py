"""The claims of one payment (CLP to the next, with their SVC): what belongs to them becomes rows of three tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditkit.readers.x12.settled import CENTS, REVERSAL, ClaimPayment, Service
from auditkit.readers.x12.unread import LEFT_OUT, Said
from auditkit.readers.x12.values import AMOUNTS, DATES, NUMBERS, Composites, date_range
from auditkit.tables.canonical import amount_of_cents
from auditkit.tables.remittances import GROUP_CODES

_PROCEDURES = ("HC", "HP", "WK", "IV", "ER", "AD", "ZZ")  # qualifiers of SVC01 behind which a procedure stands
_OTHER_CODES = ("NU", "RB", "N4", "N6", "UI", "ID")  # revenue codes, drugs, devices, diagnoses
_PROCEDURE = re.compile(r"[A-Z]\d{4}|\d{4}[A-Z0-9]", re.ASCII)
_DAYS = ("050", "232", "233", "472", "150", "151")
_SOCIAL_SECURITY = "34"  # a number that nobody needs here
_LOOK = "Look at the payer's own explanation of payment."


class _Reasons(dict[str, str]):
    """An adjustment reason code as it stands -> as a bare code."""

    def __missing__(self, written: str) -> str:
        if len(self) > 10_000:
            self.clear()
        found = self[written] = written.strip().upper().lstrip("0")
        return found


_REASONS = _Reasons()


class ClaimPayments:
    """Reads segments as long as a claim is open. `claims`, `lines` and `adjustments` are rows in the order of `settled`'s columns.

    `paid` is what the claims make, in cents; `is_known` turns False where one of them cannot be told.
    """

    def __init__(self, said: Said, services: Composites) -> None:
        self.claims: list[tuple[str, ...]] = []
        self.lines: list[tuple[str, ...]] = []
        self.adjustments: list[tuple[str, ...]] = []
        self.paid = 0
        self.is_known = True
        self._said, self._services = said, services
        self._claim: ClaimPayment | None = None
        self._service: Service | None = None

    @property
    def is_open(self) -> bool:
        """True while what follows belongs to a claim."""
        return self._claim is not None

    def clp(self, e: list[str], number: int) -> None:
        """A claim payment begins."""
        self.end()
        e += [""] * (10 - len(e))
        claim = self._claim = ClaimPayment(number, number=str(len(self.claims) + 1))
        claim.claim_id, claim.status = " ".join(e[1].split()), e[2].strip().lstrip("0")
        claim.charge = self._amount(claim, e, 3, number, "charge")
        claim.paid = self._amount(claim, e, 4, number, "payment")
        owed = AMOUNTS[e[5]]
        if owed is None:
            self._unreadable(e, number, "has a patient's share that is not an amount")
        claim.patient_responsibility, claim.filing = owed or "", e[6].strip().upper()
        claim.control_number, claim.frequency = " ".join(e[7].split()), e[9].strip()
        if claim.is_known and not (claim.charge and claim.paid):
            self._said.issue(number, "is a claim payment without its charge or payment", _LOOK)

    def cas(self, e: list[str], number: int) -> None:
        """Reasons with their amounts: three elements each, the quantity often left out."""
        claim = self._claim
        if claim is None:
            self._astray(e, number, "is an adjustment without a claim")
            return
        of, line = (self._service, self._service.number) if self._service is not None else (claim, "")
        e += ["", "", ""]
        if (group := e[1]) not in GROUP_CODES and (group := group.strip().upper()) not in GROUP_CODES:
            self._said.issue(number, "has an adjustment whose group is not known", _LOOK)
        place = self._said.at(number)
        for at in range(2, len(e) - 3, 3):
            amount, quantity = AMOUNTS[e[at + 1]], NUMBERS[e[at + 2]]
            carc = _REASONS[e[at]]
            if not (amount and carc) or quantity is None:
                if not (amount == carc == quantity == ""):
                    amount, quantity = self._odd_adjustment(of, e, number, carc, amount, quantity)
                else:
                    continue
            of.adjusted += CENTS[amount]
            self.adjustments.append((claim.number, line, claim.claim_id, group, carc, amount, quantity, place))

    def _odd_adjustment(
        self, of: ClaimPayment | Service, e: list[str], number: int, carc: str, amount: str | None, quantity: str | None
    ) -> tuple[str, str]:
        """Say what is wrong with one adjustment; what can be read of it is kept."""
        if not carc:
            self._said.issue(number, "has an adjustment without a reason", _LOOK)
        if not amount:
            of.is_known = False
            self._unreadable(e, number, "has an adjustment without an amount that can be read")
        if quantity is None:
            self._unreadable(e, number, "has an adjustment whose quantity is not a number", is_amount=False)
        return amount or "", quantity or ""

    def nm1(self, e: list[str], number: int) -> None:
        """Who it is about: member, corrected member, therapist, the payer it was passed on to."""
        claim = self._claim
        if claim is None:
            self._said.unknown(number, self._said.delimiters.element.join(e))
            return
        e += [""] * (10 - len(e))
        who, identifier = e[1], e[9].strip() if e[8] != _SOCIAL_SECURITY else ""
        if who == "QC":
            claim.member_id = identifier
        elif who == "IL":
            claim.insured_id = identifier
        elif who == "74":
            claim.corrected_member_id = identifier
        elif who == "82":
            npi = identifier if e[8] == "XX" else ""
            if self._service is not None:
                self._service.rendering = npi
            else:
                claim.rendering = npi
        elif who == "TT":
            claim.crossover_payer = e[3].strip() or identifier

    def moa(self, e: list[str], number: int) -> None:
        """Remarks of an outpatient claim."""
        self._remarks(e, number, e[3:8])

    def mia(self, e: list[str], number: int) -> None:
        """Remarks of a hospital's inpatient claim."""
        self._remarks(e, number, [*e[5:6], *e[20:24]])

    def _remarks(self, e: list[str], number: int, codes: Iterable[str]) -> None:
        if self._claim is None:
            self._astray(e, number, "holds remarks without a claim")
            return
        self._claim.rarcs += [code.strip().upper() for code in codes if code.strip()]

    def ref(self, e: list[str], number: int) -> None:
        """Numbers of the claim or the line."""
        if len(e) < 3:
            return
        what, identifier = e[1], " ".join(e[2].split())
        if self._service is not None:
            if what == "6R":
                self._service.line_number = self._service.line_number or identifier
            elif what == "HPI":
                self._service.rendering = identifier
        elif self._claim is not None and what == "HPI":
            self._claim.rendering = self._claim.rendering or identifier

    def dtm(self, e: list[str], number: int) -> None:
        """Days of the claim or the line."""
        e += [""] * (7 - len(e))
        what, of, claim = e[1], self._service or self._claim, self._claim
        if what not in _DAYS or of is None or claim is None:
            return
        if e[2].strip():
            first = last = DATES[e[2]] or ""
        else:
            first, last = date_range(e[5], e[6])[0], DATES[e[6].rsplit("-", 1)[-1]] or ""
        if not first:
            self._unreadable(e, number, "has a date that is no date", is_amount=False)
        if what == "050":
            claim.received_on = first
        elif what in ("233", "151"):
            of.last_day = last
        else:
            of.first_day, of.last_day = first, of.last_day if last == first else last

    def amt(self, e: list[str], number: int) -> None:
        """What is allowed for a line; interest of a claim."""
        if len(e) < 3 or self._claim is None or e[1] not in ("I", "B6"):
            return
        if (amount := AMOUNTS[e[2]]) is None:
            self._unreadable(e, number, "has an amount that is not an amount")
        elif e[1] == "B6" and self._service is not None:
            self._service.allowed = amount
        elif e[1] == "I" and self._service is None:
            self._claim.interest = amount

    # A service line

    def svc(self, e: list[str], number: int) -> None:
        """A service line begins."""
        claim = self._claim
        if claim is None:
            self._astray(e, number, "is a service line without a claim")
            return
        e += [""] * (8 - len(e))
        service = self._service = Service(number, number=str(len(claim.services) + 1))
        claim.services.append(service)
        service.code, service.modifiers = self._procedure(e, 1, number)
        service.charge = self._amount(service, e, 2, number, "charge")
        service.paid = self._amount(service, e, 3, number, "payment")
        if e[6].strip():
            service.billed_code, service.billed_modifiers = self._procedure(e, 6, number)
        units, billed = NUMBERS[e[5]], NUMBERS[e[7]]
        if units is None or billed is None:
            self._unreadable(e, number, "has units that are not a number", is_amount=False)
        service.units = "1" if units == "" else units or ""
        service.billed_units = billed or ""

    def _procedure(self, e: list[str], at: int, number: int) -> tuple[str, str]:
        written = e[at]
        code, modifiers = self._services[written]
        qualifier = written[:2].upper()
        if code and (qualifier in _PROCEDURES or (qualifier not in _OTHER_CODES and _PROCEDURE.fullmatch(code))):
            return code, modifiers
        if written.strip():
            self._said.issue(number, "names no procedure that can be read", "Its code was left empty; see the residue.")
            self._said.keep(number, e)
        return "", ""

    def lq(self, e: list[str], number: int) -> None:
        """A remark of a line."""
        if self._service is None:
            self._astray(e, number, "is a remark without a service line")
        elif len(e) > 2 and e[1] == "HE" and e[2].strip():
            self._service.rarcs.append(e[2].strip().upper())

    # What ends

    def end(self, *, is_cut: bool = False) -> None:
        """Write the claim's rows. What was cut off is read as far as it goes, and not held to its balance."""
        claim, self._claim, self._service = self._claim, None, None
        if claim is None:
            return
        if is_cut:
            claim.is_known = False
            if claim.services:
                claim.services[-1].is_known = False
        explained = 0
        for service in claim.services:
            self._settle_payment(service, claim)
            difference = service.difference
            if difference:
                explained += difference
                self._say_balance("line", service, difference, CENTS[service.charge] - service.adjusted)
            self.lines.append(service.row(claim, self._said.at(service.segment)))
        total = claim.total_difference
        if total and total != explained:
            self._say_balance(
                "claim", claim, total, CENTS[claim.charge] - claim.adjusted - sum(s.adjusted for s in claim.services)
            )
        if claim.status == REVERSAL and max(CENTS[claim.charge], CENTS[claim.paid]) > 0:
            self._said.issue(claim.segment, "takes back a payment, and its amounts are not negative", _LOOK)
        if not claim.paid:
            self.is_known = False
        self.paid += CENTS[claim.paid]
        self.claims.append(claim.row(total, self._said.at(claim.segment)))

    def _settle_payment(self, service: Service, claim: ClaimPayment) -> None:
        """A line without a payment whose charge was wholly taken off was paid 0.00; otherwise what it was paid is not known."""
        if service.paid or not service.is_known or not service.charge:
            return
        if service.adjusted and service.adjusted == CENTS[service.charge]:
            service.paid = "0.00"
        else:
            self._said.issue(service.segment, "is a service line without its payment", _LOOK)

    def _say_balance(self, what: str, of: ClaimPayment | Service, difference: int, expected: int) -> None:
        self._said.issue(
            of.segment,
            f"is a {what} that does not balance: charge less adjustments is {amount_of_cents(expected)}, and {of.paid} is paid "
            f"(difference {amount_of_cents(difference)})",
            "It was read as it is. Ask the payer where it matters.",
        )  # fmt: skip

    # Values

    def _amount(self, of: ClaimPayment | Service, e: list[str], at: int, number: int, what: str) -> str:
        if (amount := AMOUNTS[e[at]]) is None:
            of.is_known = False
            self._unreadable(e, number, f"has a {what} that is not an amount")
            return ""
        return amount

    def _unreadable(self, e: list[str], number: int, problem: str, *, is_amount: bool = True) -> None:
        fix = "It was left empty; see the residue." + (" What it belongs to cannot be balanced." if is_amount else "")
        self._said.issue(number, problem, fix)
        self._said.keep(number, e)

    def _astray(self, e: list[str], number: int, problem: str) -> None:
        self._said.issue(number, problem, LEFT_OUT, is_warning=False)
        self._said.keep(number, e)
