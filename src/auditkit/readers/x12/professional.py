"""837P (4010 and 5010) -> service lines: one state machine over the segments of a transaction.

Loops have no ends of their own in X12, so what a segment means depends on what came before: HL opens a billing provider, subscriber
or patient, CLM a claim, SBR within a claim another payer (whose names and numbers are not this claim's), LX a service line.
"""

from __future__ import annotations

from collections import Counter

from auditkit.readers.x12.envelope import Transaction
from auditkit.readers.x12.levels import Billing, Claim, Line, Patient, Subscriber
from auditkit.readers.x12.service_lines import add_lines
from auditkit.readers.x12.unread import Said, component_in_use
from auditkit.readers.x12.values import AMOUNTS, DATES, PLACES, Composites, counted, date_range, pointers
from auditkit.tables import CLAIM_LINES, Columns, empty_columns

# Segments of an 837 that hold nothing for a service line: known, and not read.
_UNUSED = (
    "ST", "SE", "N1", "N2", "N3", "N4", "PER", "PRV", "CUR", "PAT", "CL1", "DN1", "DN2", "PWK", "CN1", "AMT", "K3", "NTE",
    "CR1", "CR2", "CR3", "CR4", "CR5", "CR6", "CR7", "CR8", "CRC", "QTY", "HCP", "HSD", "CAS", "OI", "MIA", "MOA",
    "SV4", "SV5", "SV6", "SV7", "PS1", "LIN", "CTP", "MEA", "TOO", "IMM", "SVD", "UR", "TST", "FRM", "LQ",
)  # fmt: skip
# Claim filing indicator -> payer type. What is not here has none of ours (automobile, liability, Veterans ...).
PAYER_TYPES = {
    "MB": "medicare_b", "16": "medicare_advantage", "MC": "medicaid", "CH": "tricare", "WC": "workers_comp", "09": "self_pay",
    **dict.fromkeys(("12", "13", "14", "15", "BL", "CI", "FI", "HM"), "commercial"),
}  # fmt: skip
_SEEN_LATER = "Compare it with the claim that was sent."
_LEFT_EMPTY = "It was left empty; correct it where the claim was made."


class ProfessionalReader:
    """Reads one transaction after the other into the same columns.

    `lines` holds the service lines, `issues` what is wrong, `residue` the segments that nothing was read from as (file, place,
    text); `claims` counts the claims and `skipped` the service segments that made no line, by reason.
    """

    def __init__(self) -> None:
        self.lines: Columns = empty_columns(CLAIM_LINES)
        self._said = Said()
        self.issues, self.residue = self._said.issues, self._said.residue
        self.claims = 0
        self.skipped: Counter[str] = Counter()

    def read(self, file: str, transaction: Transaction) -> None:
        """Add the lines of one professional 837. Never raises for what it holds."""
        self._file, self._place = file, transaction.place
        self._said.begin(file, transaction)
        element = self._element = transaction.delimiters.element
        self._component = component_in_use(transaction, self._said, "SV1*HC")
        self._services = Composites(self._component)
        self._submitted_on = DATES[transaction.sent_on] or ""
        self._billing, self._subscriber, self._patient = Billing(), Subscriber(), None
        self._claim: Claim | None = None
        self._line: Line | None = None
        self._is_other_payer = False
        readers = dict.fromkeys(_UNUSED) | {
            "BHT": self._bht, "HL": self._hl, "SBR": self._sbr, "NM1": self._nm1, "DMG": self._dmg, "CLM": self._clm, "HI": self._hi,
            "REF": self._ref, "LX": self._lx, "SV1": self._sv1, "DTP": self._dtp, "SV2": self._other_service, "SV3": self._other_service,
        }  # fmt: skip
        for number, segment in enumerate(transaction.segments, start=1):
            elements = segment.split(element)
            try:
                read = readers[elements[0]]
            except KeyError:
                self._said.unknown(number, segment)
                continue
            if read is not None:
                read(elements, number)
        self._end_claim()
        self._said.end("a claim")

    # What begins a level

    def _hl(self, e: list[str], number: int) -> None:
        self._end_claim()
        level = e[3] if len(e) > 3 else ""
        if level == "20":
            self._billing, self._subscriber, self._patient = Billing(), Subscriber(), None
        elif level == "23":
            self._patient = Patient()
        else:
            self._subscriber, self._patient = Subscriber(), None
            if level != "22":
                self._issue(number, "opens a level of no known kind", _SEEN_LATER)

    def _lost_level(self, number: int, *, billing: bool = False) -> None:
        """A level begins although its HL segment is missing: nothing of the level before may stay."""
        self._end_claim()
        self._issue(number, "begins another party without an HL segment", _SEEN_LATER)
        self._subscriber, self._patient = Subscriber(), None
        if billing:
            self._billing = Billing()

    def _bht(self, e: list[str], number: int) -> None:
        if len(e) > 4 and (sent := DATES[e[4]]):
            self._submitted_on = sent

    def _sbr(self, e: list[str], number: int) -> None:
        if self._line is not None:
            self._lost_level(number)
        elif self._claim is not None:
            self._is_other_payer = True
            return
        self._subscriber.payer_type = PAYER_TYPES.get(e[9].strip(), "") if len(e) > 9 else ""

    def _nm1(self, e: list[str], number: int) -> None:
        who = e[1] if len(e) > 1 else ""
        identifier = e[9].strip() if len(e) > 9 else ""
        npi = identifier if identifier and e[8] == "XX" else ""
        if (line := self._line) is not None and who not in ("IL", "QC", "85"):
            line.party = who
            if who == "82":
                line.rendering = npi
            elif who in ("DN", "DK"):
                line.refer(who, npi)
            return
        if (claim := self._claim) is not None:
            if self._is_other_payer and self._line is None:
                return
            claim.party = who
            if who == "82":
                claim.rendering = npi
                return
            if who in ("DN", "DK"):
                claim.refer(who, npi)
                return
            if who not in ("IL", "QC", "85"):
                return
            self._lost_level(number, billing=who == "85")
        if who == "85":
            self._billing = Billing(npi, is_person=len(e) > 2 and e[2] == "1")
        elif who == "IL":
            self._subscriber.member_id = identifier
        elif who == "QC":
            self._patient = self._patient or Patient()
            self._patient.own_id, self._patient.first_name = identifier, e[4] if len(e) > 4 else ""
        elif who == "PR":
            self._subscriber.payer_name, self._subscriber.payer_id = e[3].strip() if len(e) > 3 else "", identifier
        self._subscriber.party = who

    def _dmg(self, e: list[str], number: int) -> None:
        if self._claim is not None or len(e) < 3:
            return
        if not (born := DATES[e[2]]) and e[2]:
            self._issue(number, "has a date of birth that is not a date", _LEFT_EMPTY)
        (self._patient or self._subscriber).birth_date = born or ""

    # The claim

    def _clm(self, e: list[str], number: int) -> None:
        self._end_claim()
        self.claims += 1
        claim = self._claim = Claim(segment=number)
        claim.claim_id = " ".join(e[1].split()) if len(e) > 1 else ""
        claim.charge = self._amount(e[2], number, "charge") if len(e) > 2 else ""
        parts = e[5].split(self._component) if len(e) > 5 else []
        claim.place = self._place_of_service(parts[0], number) if parts else ""
        claim.frequency = parts[2].strip().removesuffix(".00").removesuffix(".0") if len(parts) > 2 else ""

    def _hi(self, e: list[str], number: int) -> None:
        if self._claim is None:
            self._said.unknown(number, self._element.join(e))
            return
        broken = False
        for composite in e[1:]:
            parts = composite.split(self._component)
            if len(parts) < 2:
                broken = broken or bool(composite.strip())
            elif parts[0] in ("ABK", "BK", "ABF", "BF") and parts[1].strip():
                self._claim.diagnoses.append(parts[1].strip().upper())
        if broken:
            self._issue(number, "has diagnoses that cannot be read", _LEFT_EMPTY)
            self._keep(number, e)

    def _ref(self, e: list[str], number: int) -> None:
        if len(e) < 3:
            return
        what, identifier = e[1], e[2].strip()
        if what == "HPI":  # how an NPI was sent before 2007
            self._late_npi(identifier)
        claim, line = self._claim, self._line
        if claim is None:
            return
        if line is not None:
            # A number with a reference of its own, or after a name, is another payer's.
            if what == "G1" and not line.party and not (len(e) > 4 and e[4]):
                line.authorization = identifier
            elif what == "6R" and not line.party:
                line.control = identifier
        elif not self._is_other_payer:
            if what == "EA":
                claim.record_number = identifier
            elif what == "F8":
                claim.payer_control_number = identifier
            elif what == "G1":
                claim.authorization = identifier

    def _late_npi(self, npi: str) -> None:
        of = self._line or (None if self._is_other_payer else self._claim)
        if of is not None:
            if of.party == "82":
                of.rendering = of.rendering or npi
            elif of.party in ("DN", "DK"):
                of.refer(of.party, npi)
        elif self._claim is None and self._subscriber.party == "85":
            self._billing.npi = self._billing.npi or npi

    # The service line

    def _lx(self, e: list[str], number: int) -> None:
        if self._claim is None:
            self._said.unknown(number, self._element.join(e))
            return
        self._end_line()
        given = e[1].strip() if len(e) > 1 else ""
        self._line = Line(
            segment=number, number=str(int(given)) if given.isascii() and given.isdigit() and len(given) < 7 else ""
        )

    def _sv1(self, e: list[str], number: int) -> None:
        if self._claim is None:
            self.skipped["is a service line without a claim"] += 1
            self._issue(number, "is a service line without a claim", _SEEN_LATER, is_warning=False)
            self._keep(number, e)
            return
        if self._line is None or self._line.is_service:
            self._end_line()
            self._line = Line(segment=number)
            self._issue(number, "is a service line without an LX segment", "It was read all the same.")
        line = self._line
        line.segment, line.is_service = number, True
        size = len(e)
        line.code, line.modifiers = self._services[e[1]] if size > 1 else ("", "")
        if size > 1 and not line.code and e[1].strip():
            self._issue(number, "has a procedure that cannot be read", _LEFT_EMPTY)
            self._keep(number, e)
        line.charge = self._amount(e[2], number, "charge") if size > 2 else ""
        if size > 4 and e[4]:
            try:
                if e[3] == "MJ":
                    line.minutes = counted(e[4])
                else:
                    line.units = counted(e[4])
            except ValueError as error:
                self._issue(number, f"has a number of units that {error}", _LEFT_EMPTY)
        line.place = self._place_of_service(e[5], number) if size > 5 and e[5] else ""
        if size > 7 and e[7]:
            try:
                line.pointers = pointers(e[7], self._component)
            except ValueError as error:
                self._issue(number, f"has a diagnosis pointer that {error}", _LEFT_EMPTY)

    def _other_service(self, e: list[str], number: int) -> None:
        self.skipped["is a line of another kind of claim"] += 1
        self._issue(
            number, "is a line of another kind of claim (hospital or dental)", "It was left out.", is_warning=False
        )
        self._keep(number, e)

    def _dtp(self, e: list[str], number: int) -> None:
        if len(e) < 4 or e[1] != "472" or self._claim is None:
            return
        date, spans = date_range(e[2], e[3])
        if not date:
            self._issue(number, "has a date of service that is not a date", _LEFT_EMPTY)
        elif spans:
            self._issue(
                number,
                "has a date of service of several days; the first was taken",
                "Bill each day on a line of its own.",
            )
        if self._line is not None:
            self._line.date = date
        else:
            self._claim.date = date

    # What ends a line and a claim

    def _end_line(self) -> None:
        line, claim = self._line, self._claim
        self._line = None
        if line is None or claim is None:
            return
        self._is_other_payer = False
        if line.is_service:
            claim.lines.append(line)
        else:
            self._issue(line.segment, "opens a service line that holds no service", _SEEN_LATER)

    def _end_claim(self) -> None:
        self._end_line()
        claim, self._claim = self._claim, None
        self._is_other_payer = False
        if claim is None:
            return
        if not claim.lines:
            self._issue(claim.segment, "is a claim without service lines", _SEEN_LATER, is_warning=False)
            return
        add_lines(
            self.lines,
            self._file,
            self._place,
            self._submitted_on,
            self._billing,
            self._subscriber,
            self._patient,
            claim,
        )

    # Values and reports

    def _amount(self, written: str, number: int, what: str) -> str:
        if (amount := AMOUNTS[written]) is None:
            self._issue(number, f"has a {what} that is not an amount", _LEFT_EMPTY)
            return ""
        return amount

    def _place_of_service(self, written: str, number: int) -> str:
        if (place := PLACES[written]) is None:
            self._issue(number, "has a place of service that is not two digits", _LEFT_EMPTY)
            return ""
        return place

    def _issue(self, number: int, problem: str, fix: str, *, is_warning: bool = True) -> None:
        self._said.issue(number, problem, fix, is_warning=is_warning)

    def _keep(self, number: int, e: list[str]) -> None:
        self._said.keep(number, e)
