"""The same claims as 837P files: a small writer of our own, for the newer form (5010) and the older one (4010).

Names, numbers and dates are those of the tables; addresses, telephone and tax numbers, which the format asks for, are the same
placeholder everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from auditkit.datasets import roster
from auditkit.datasets.billing.build import Billing
from auditkit.datasets.billing.model import Claim, ServiceLine
from auditkit.datasets.billing.tables import dollars
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Clinic, Patient, Therapist


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: separators, line ends, form."""

    element: str = "*"
    component: str = ":"
    terminator: str = "~"
    line_end: str = "\n"
    old_form: bool = False

    @property
    def version(self) -> str:
        return "004010X098A1" if self.old_form else "005010X222A1"


PLAIN = Style()
STYLES = {  # files written another way, as clearinghouses do
    "C3-2025-11": Style(old_form=True),
    "C2-2025-12": Style(element="|", component=">"),
    "C1-2026-02": Style(line_end=""),
    "C3-2026-03": Style(old_form=True, component=">", line_end="\r\n"),
    "C2-2026-05": Style(terminator="\n", line_end=""),
}
_ADDRESS = (("N3", "1 SYNTHETIC WAY"), ("N4", "NOWHERE", "ZZ", "00000"))


def interchanges(billing: Billing) -> dict[str, str]:
    """File name -> text of one 837P interchange for each clinic and month of submission, one transaction for each day."""
    months: dict[tuple[str, str], dict[date, list[Claim]]] = {}
    for claim in billing.claims:
        days = months.setdefault((f"{claim.submitted_on:%Y-%m}", claim.clinic_id), {})
        days.setdefault(claim.submitted_on, []).append(claim)
    clinics = {clinic.clinic_id: clinic for clinic in billing.practice.clinics}
    people = _People(billing)
    out = {}
    for control, ((month, clinic_id), days) in enumerate(sorted(months.items()), 1):
        name = f"{clinic_id}-{month}"
        style = STYLES.get(name, PLAIN)
        segments = _interchange(control, clinics[clinic_id], sorted(days.items()), people, style)
        out[f"{name}.837"] = "".join(_written(segment, style) for segment in segments)
    return out


def _written(segment: tuple[str, ...], style: Style) -> str:
    return style.element.join(segment).rstrip(style.element) + style.terminator + style.line_end


class _People:
    """Names for the numbers on a claim; a number that was mistyped has none."""

    def __init__(self, billing: Billing) -> None:
        self.seed = billing.practice.seed
        self.patients: dict[str, Patient] = billing.practice.patients
        therapists: Iterable[Therapist] = billing.practice.therapists.values()
        self.names = {each.npi: each.name for each in therapists} | {npi: name for name, npi in roster.REFERRERS}

    def name(self, npi: str) -> tuple[str, str]:
        """Last and first name."""
        *_, first, last = self.names.get(npi, "UNKNOWN UNKNOWN").removeprefix("Dr. ").upper().split()
        return last, first


def _interchange(
    control: int, clinic: Clinic, days: list[tuple[date, list[Claim]]], people: _People, style: Style
) -> Iterator[tuple[str, ...]]:
    last = days[-1][0]
    sender, receiver = f"SYNTHETIC{clinic.clinic_id}", "SYNCLEARING"
    yield (
        "ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{sender:<15}", "ZZ", f"{receiver:<15}", f"{last:%y%m%d}", "0600",
        "U" if style.old_form else "^", "00401" if style.old_form else "00501", f"{control:09d}", "0", "T", style.component,
    )  # fmt: skip
    yield "GS", "HC", sender, receiver, f"{last:%Y%m%d}", "0600", str(control), "X", style.version
    for number, (day, claims) in enumerate(days, 1):
        body = list(_transaction(f"{control:05d}{number:04d}", day, clinic, claims, people, style))
        yield from body
        yield "SE", str(len(body) + 1), f"{number:04d}"
    yield "GE", str(len(days)), str(control)
    yield "IEA", "1", f"{control:09d}"


def _transaction(
    batch: str, day: date, clinic: Clinic, claims: list[Claim], people: _People, style: Style
) -> Iterator[tuple[str, ...]]:
    number = batch[-4:]
    yield ("ST", "837", number) if style.old_form else ("ST", "837", number, style.version)
    yield "BHT", "0019", "00", batch, f"{day:%Y%m%d}", "0600", "CH"
    if style.old_form:
        yield "REF", "87", style.version
    yield "NM1", "41", "2", clinic.name.upper(), "", "", "", "", "46", f"SYNTHETIC{clinic.clinic_id}"
    yield "PER", "IC", "BILLING OFFICE", "TE", "0000000000"
    yield "NM1", "40", "2", "SYNTHETIC CLEARINGHOUSE", "", "", "", "", "46", "SYNCLEARING"
    yield "HL", "1", "", "20", "1"
    yield "PRV", "BI", "ZZ" if style.old_form else "PXC", "261QP2000X"
    yield "NM1", "85", "2", clinic.name.upper(), "", "", "", "", "XX", clinic.npi
    yield from _ADDRESS
    yield "REF", "EI", "000000000"
    level = 1
    holder: tuple[object, ...] = ()
    for claim in claims:
        same = (claim.patient_id, claim.member_id, claim.birth_date, claim.payer.payer_id)
        if same != holder:
            holder, level = same, level + 1
            yield from _subscriber(claim, people.patients[claim.patient_id], level)
        yield from _claim(claim, people, style)


def _subscriber(claim: Claim, patient: Patient, level: int) -> Iterator[tuple[str, ...]]:
    payer = claim.payer
    yield "HL", str(level), "1", "22", "0"
    yield "SBR", "P", "18", "", "", "", "", "", "", payer.filing_indicator
    identifier = ("MI", claim.member_id) if claim.member_id else ()
    yield "NM1", "IL", "1", patient.last_name.upper(), patient.first_name.upper(), "", "", "", *identifier
    yield from _ADDRESS
    yield "DMG", "D8", f"{claim.birth_date:%Y%m%d}", patient.sex
    yield "NM1", "PR", "2", payer.name.upper(), "", "", "", "", "PI", payer.payer_id


def _claim(claim: Claim, people: _People, style: Style) -> Iterator[tuple[str, ...]]:
    join = style.component.join
    place = (claim.place_of_service, "" if style.old_form else "B", claim.frequency)
    yield (
        "CLM",
        claim.claim_id,
        dollars(claim.charge),
        "",
        "",
        join(place),
        "Y",
        "A",
        "Y",
        "Y",
        *(("B",) if style.old_form else ()),
    )
    if claim.authorization_number:
        yield "REF", "G1", claim.authorization_number
    if claim.control_number:
        yield "REF", "F8", claim.control_number
    yield "REF", "EA", claim.patient_id
    first, other = ("BK", "BF") if style.old_form else ("ABK", "ABF")
    bare = [code.replace(".", "") for code in claim.diagnosis_codes]
    yield "HI", *(join((first if place == 0 else other, code)) for place, code in enumerate(bare))
    if claim.referring_npi:
        yield "NM1", "DN", "1", *people.name(claim.referring_npi), "", "", "", "XX", claim.referring_npi
    if claim.rendering_npi:
        yield "NM1", "82", "1", *people.name(claim.rendering_npi), "", "", "", "XX", claim.rendering_npi
    dice = Dice(f"{people.seed}/{claim.claim_id}/837")
    ranges = dice.chance(0.03)
    for number, line in enumerate(claim.lines, 1):
        yield from _line(claim.claim_id, number, line, ranges, style)


def _line(claim_id: str, number: int, line: ServiceLine, ranges: bool, style: Style) -> Iterator[tuple[str, ...]]:
    join = style.component.join
    units = "" if line.units is None else str(line.units)
    yield "LX", str(number)
    yield (
        "SV1", join(("HC", line.hcpcs_code, *line.modifiers)), dollars(line.charge), "UN", units, "", "", join(map(str, line.pointers)),
    )  # fmt: skip
    day = f"{line.date_of_service:%Y%m%d}"
    yield ("DTP", "472", "RD8", f"{day}-{day}") if ranges else ("DTP", "472", "D8", day)
    yield "REF", "6R", f"{claim_id}-{number}"
