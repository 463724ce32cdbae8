"""The payments as 835 files: one for each payer and payment run, a transaction for each clinic; each payer has its own hand.

Bank, telephone and tax numbers and addresses, which the format asks for, are the same placeholder everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from auditkit.datasets import roster
from auditkit.datasets.billing.model import PayerTerms
from auditkit.datasets.billing.rates import PAYER_TERMS
from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.billing.x12 import Style
from auditkit.datasets.model import Clinic, Practice
from auditkit.datasets.remittances.build import Answers
from auditkit.datasets.remittances.model import Adjustment, ClaimPayment, Payment, ServicePayment
from auditkit.datasets.remittances.secondary import SECOND_ID, SECOND_NAME

STYLES = {
    "PY1": Style(),
    "PY2": Style(component=">"),
    "PY3": Style(line_end=""),
    "PY4": Style(line_end="\r\n"),
    "PY5": Style(element="|", component=">"),
    "PY6": Style(old_form=True),
    SECOND_ID: Style(terminator="\n", line_end=""),
}
OLD_FORM_BEFORE = {"PY3": date(2026, 2, 1)}  # payers that changed the form in this year
WITHOUT_LINE_NUMBERS = frozenset(("PY3",))
UNITS_LEFT_OUT = frozenset(("PY3",))  # one unit is not written
NO_UNITS_OF_DENIED = frozenset(("PY2", "PY4"))  # write 0, and the billed units beside it
_GROUPS = ("CO", "OA", "PI", "PR")
_ADDRESS = (("N3", "1 SYNTHETIC WAY"), ("N4", "NOWHERE", "ZZ", "00000"))

Segment = tuple[str, ...]


def money(cents: int) -> str:
    """`-12.50`; whole dollars as payers write them, without a point."""
    text = ("-" if cents < 0 else "") + dollars(abs(cents))
    return text.removesuffix(".00")


def remittance_files(answers: Answers) -> dict[str, str]:
    """File name -> text of all 835 files."""
    runs: dict[tuple[str, str, date], list[Payment]] = {}
    for payment in answers.payments:
        for name in filter(None, (payment.file, payment.also_in)):
            runs.setdefault((name, payment.payer_id, payment.paid_on), []).append(payment)
    writer = _Writer(answers.billing.practice)
    out: dict[str, str] = {}
    for control, ((name, payer_id, day), payments) in enumerate(sorted(runs.items()), 1):
        out[name] = out.get(name, "") + writer.interchange(control, payer_id, day, payments)
    return out


class _Writer:
    def __init__(self, practice: Practice) -> None:
        self.patients = practice.patients
        self.clinics: dict[str, Clinic] = {clinic.clinic_id: clinic for clinic in practice.clinics}
        self.names = {each.npi: each.name.upper().split() for each in practice.therapists.values()}

    def interchange(self, control: int, payer_id: str, day: date, payments: list[Payment]) -> str:
        style = STYLES[payer_id]
        if day < OLD_FORM_BEFORE.get(payer_id, date.min):
            style = Style(style.element, style.component, style.terminator, style.line_end, old_form=True)
        segments = self._interchange(control, payer_id, day, payments, style)
        return "".join(
            style.element.join(each).rstrip(style.element) + style.terminator + style.line_end for each in segments
        )

    def _interchange(
        self, control: int, payer_id: str, day: date, payments: list[Payment], style: Style
    ) -> Iterator[Segment]:
        sender, receiver = f"SYNTHETIC{payer_id}", "SYNPRACTICE"
        yield (
            "ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{sender:<15}", "ZZ", f"{receiver:<15}", f"{day:%y%m%d}", "0430",
            "U" if style.old_form else "^", "00401" if style.old_form else "00501", f"{control:09d}", "0", "T", style.component,
        )  # fmt: skip
        version = "004010X091A1" if style.old_form else "005010X221A1"
        yield "GS", "HP", sender, receiver, f"{day:%Y%m%d}", "0430", str(control), "X", version
        for number, payment in enumerate(payments, 1):
            body = list(self._transaction(f"{number:04d}", payment, style))
            yield from body
            yield "SE", str(len(body) + 1), f"{number:04d}"
        yield "GE", str(len(payments)), str(control)
        yield "IEA", "1", f"{control:09d}"

    def _transaction(self, number: str, payment: Payment, style: Style) -> Iterator[Segment]:
        day, clinic = f"{payment.paid_on:%Y%m%d}", self.clinics[payment.clinic_id]
        yield "ST", "835", number
        if payment.amount:
            how = (
                ("CHK",)
                if payment.payer_id == "PY6"
                else ("ACH", "CCP", "01", "000000000", "DA", "000000000", "1000000000")
            )
            bank = ("",) * (12 - len(how)) if len(how) == 1 else ("", "01", "000000000", "DA", "000000000")
            yield "BPR", "I", money(payment.amount), "C", *how, *bank, day
        else:
            yield "BPR", "H", "0", "C", "NON", *("",) * 11, day
        yield "TRN", "1", payment.trace_number, "1000000000"
        yield "DTM", "405", day
        yield "N1", "PR", payer_name(payment.payer_id).upper()
        yield from _ADDRESS
        yield "REF", "2U", payment.payer_id
        if not style.old_form:
            yield "PER", "BL", "PROVIDER SERVICES", "TE", "0000000000"
        yield "N1", "PE", clinic.name.upper(), "XX", clinic.npi
        yield "LX", "1"
        for claim in payment.claims:
            yield from self._claim(claim, payment.payer_id, style)
        pairs = [
            (style.component.join((each.reason_code, each.reference)), money(each.amount))
            for each in payment.provider_adjustments
        ]
        for start in range(0, len(pairs), 6):
            held = (text for pair in pairs[start : start + 6] for text in pair)
            yield "PLB", clinic.npi, f"{payment.paid_on.year}1231", *held

    def _claim(self, claim: ClaimPayment, payer_id: str, style: Style) -> Iterator[Segment]:
        source, patient = claim.claim, self.patients[claim.claim.patient_id]
        yield (
            "CLP", source.claim_id, claim.status, money(claim.charge), money(claim.paid + claim.off_by),
            money(claim.patient_responsibility) if claim.patient_responsibility else "",
            "CI" if payer_id == SECOND_ID else _terms(payer_id).filing_indicator, claim.control_number,
            source.place_of_service or "11", claim.frequency,
        )  # fmt: skip
        yield from _adjustments(claim.adjustments)
        number = ("", "", "", "MI", claim.member_id) if claim.member_id else ()
        yield "NM1", "QC", "1", patient.last_name.upper(), patient.first_name.upper(), *number
        if claim.crossover:
            yield "NM1", "TT", "2", SECOND_NAME.upper(), "", "", "", "", "PI", SECOND_ID
        yield (
            "NM1",
            "82",
            "1",
            *reversed(self.names.get(claim.rendering_npi, ["", ""])),
            "",
            "",
            "",
            "XX",
            claim.rendering_npi,
        )
        if claim.remarks:
            yield "MOA", "", "", *claim.remarks
        if source.claim_id.endswith("R"):
            yield "REF", "F8", source.control_number
        if not claim.services:
            yield "DTM", "232", f"{source.first_day:%Y%m%d}"
            yield "DTM", "233", f"{source.last_day:%Y%m%d}"
        yield "DTM", "050", f"{claim.received_on:%Y%m%d}"
        if claim.interest:
            yield "AMT", "I", money(claim.interest)
        for place, service in enumerate(claim.services):
            yield from _service(service, claim, payer_id, style, 0 if place else claim.line_off_by)


def _service(
    service: ServicePayment, claim: ClaimPayment, payer_id: str, style: Style, off_by: int
) -> Iterator[Segment]:
    join = style.component.join
    paid_units, billed_units = service.units, service.billed_units
    if not service.units and payer_id not in NO_UNITS_OF_DENIED:
        paid_units, billed_units = service.billed_units or 0, None
    units = "" if payer_id in UNITS_LEFT_OUT and paid_units == 1 else str(paid_units)
    billed = join(("HC", service.billed_hcpcs_code)) if service.billed_hcpcs_code else ""
    yield (
        "SVC", join(("HC", service.hcpcs_code, *service.modifiers)), money(service.charge), money(service.paid + off_by), "", units,
        billed, "" if billed_units is None else str(billed_units),
    )  # fmt: skip
    yield "DTM", "472", f"{service.date_of_service:%Y%m%d}"
    yield from _adjustments(service.adjustments)
    if payer_id not in WITHOUT_LINE_NUMBERS:
        yield "REF", "6R", f"{claim.claim.claim_id}-{service.line_number}"
    if service.allowed:
        yield "AMT", "B6", money(service.allowed)
    for code in service.rarcs:
        yield "LQ", "HE", code


def _adjustments(adjustments: Iterable[Adjustment]) -> Iterator[Segment]:
    """One CAS for each group, with up to six triples."""
    held = list(adjustments)
    for group in _GROUPS:
        triples = [(each.carc, money(each.amount), each.quantity) for each in held if each.group_code == group]
        for start in range(0, len(triples), 6):
            yield "CAS", group, *(text for triple in triples[start : start + 6] for text in triple)


def payer_name(payer_id: str) -> str:
    """Name of a payer, or of the second insurance."""
    return SECOND_NAME if payer_id == SECOND_ID else next(p.name for p in roster.PAYERS if p.payer_id == payer_id)


def _terms(payer_id: str) -> PayerTerms:
    return PAYER_TERMS[payer_id]
