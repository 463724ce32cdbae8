"""A small writer of 835 files that balance, so that what was written can be compared with what is read."""

from __future__ import annotations

import types
from dataclasses import dataclass, field

import pytest


@dataclass
class Style:
    """How a file is written: its separators and its bad habits."""

    element: str = "*"
    component: str = ":"
    segment: str = "~"
    line_end: str = "\n"
    indent: str = ""
    version: str = "005010X221A1"
    bom: bool = False
    empty_segments: bool = False
    wrong_counts: bool = False
    extra: str = ""  # an unknown segment before each claim


@dataclass
class Line:
    """A settled service line; money in cents, adjustments as (group, reason, cents, quantity)."""

    code: str = "97110"
    modifiers: str = "GP"
    charge: int = 6500
    adjustments: list[tuple[str, str, int, str]] = field(default_factory=list)
    units: str = "2"
    number: str = "1"
    date: str = "2026-10-05"
    allowed: int | None = None
    remarks: tuple[str, ...] = ()
    billed: str = ""

    @property
    def paid(self) -> int:
        return self.charge - sum(amount for _, _, amount, _ in self.adjustments)


@dataclass
class Paid:
    """A settled claim."""

    claim_id: str = "C1"
    lines: list[Line] = field(default_factory=list)
    status: str = "1"
    adjustments: list[tuple[str, str, int, str]] = field(default_factory=list)
    owed: int = 0
    control: str = "ICN1"
    member: str = "M1"
    remarks: tuple[str, ...] = ()
    interest: int | None = None
    crossover: str = ""

    @property
    def charge(self) -> int:
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines) - sum(amount for _, _, amount, _ in self.adjustments)


@dataclass
class Payment:
    """An 835 from ST to SE. `amount` None: what the claims and provider adjustments make."""

    claims: list[Paid] = field(default_factory=list)
    trace: str = "EFT1"
    date: str = "20261020"
    provider: list[tuple[str, str, int]] = field(default_factory=list)  # reason, reference, cents
    amount: int | None = None
    payer: str = "PY1"

    @property
    def paid(self) -> int:
        made = sum(claim.paid for claim in self.claims) - sum(amount for _, _, amount in self.provider)
        return made if self.amount is None else self.amount


def dollars(cents: int) -> str:
    """As payers write it: no trailing zeros."""
    text = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return text.removesuffix("00").removesuffix(".") if text.endswith(".00") else text


def _adjustments(adjustments: list[tuple[str, str, int, str]]) -> list[list[str]]:
    """Up to six triples in a CAS, as long as the group stays the same; the last quantity is left out where it is empty."""
    out: list[list[str]] = []
    for group, reason, amount, quantity in adjustments:
        if not out or out[-1][1] != group or len(out[-1]) >= 20:
            out.append(["CAS", group])
        out[-1] += [reason, dollars(amount), quantity]
    return [segment[:-1] if not segment[-1] else segment for segment in out]


def claim_segments(style: Style, claim: Paid) -> list[list[str]]:
    """CLP and all that belongs to it."""
    c = style.component
    out = [[style.extra]] if style.extra else []
    out += [
        [
            "CLP",
            claim.claim_id,
            claim.status,
            dollars(claim.charge),
            dollars(claim.paid),
            dollars(claim.owed),
            "MB",
            claim.control,
            "11",
            "1",
        ]
    ]
    out += _adjustments(claim.adjustments)
    out += [
        ["NM1", "QC", "1", "MOCKBERG", "ABEL", "", "", "", "MI", claim.member],
        ["NM1", "82", "1", "PLACEBROOK", "AVERY", "", "", "", "XX", "2999900113"],
    ]
    if claim.crossover:
        out.append(["NM1", "TT", "2", claim.crossover, "", "", "", "", "PI", "PX"])
    if claim.remarks:
        out.append(["MOA", "", "", *claim.remarks])
    out.append(["DTM", "050", "20261008"])
    if claim.interest is not None:
        out.append(["AMT", "I", dollars(claim.interest)])
    for line in claim.lines:
        procedure = c.join(["HC", line.code, *filter(None, line.modifiers.split("|"))])
        billed = c.join(["HC", line.billed]) if line.billed else ""
        service = ["SVC", procedure, dollars(line.charge), dollars(line.paid), "", line.units, billed]
        while not service[-1]:
            service.pop()
        out += [service, ["DTM", "472", line.date.replace("-", "")], *_adjustments(line.adjustments)]
        if line.number:
            out.append(["REF", "6R", line.number])
        if line.allowed is not None:
            out.append(["AMT", "B6", dollars(line.allowed)])
        out += [["LQ", "HE", remark] for remark in line.remarks]
    return out


def payment_segments(style: Style, payment: Payment, number: int = 1) -> list[list[str]]:
    """ST to SE."""
    body = [
        ["BPR", "I", dollars(payment.paid), "C", "ACH", "CCP", "01", "1", "DA", "2", "1999999999", "", "01", "3", "DA", "4", payment.date],
        ["TRN", "1", payment.trace, "1999999999"], ["DTM", "405", "20261019"], ["N1", "PR", "SYNTHETIC CONTRACTOR", "XV", payment.payer],
        ["N3", "1 MOCK ROAD"], ["PER", "BL", "X", "TE", "5555550100"], ["N1", "PE", "INVENTED THERAPY", "XX", "2999900014"], ["LX", "1"],
    ]  # fmt: skip
    for claim in payment.claims:
        body += claim_segments(style, claim)
    for n in range(0, len(payment.provider), 6):
        plb = ["PLB", "2999900014", "20261231"]
        for reason, reference, amount in payment.provider[n : n + 6]:
            plb += [f"{reason}{style.component}{reference}" if reference else reason, dollars(amount)]
        body.append(plb)
    st = ["ST", "835", f"{number:04d}"]
    return [st, *body, ["SE", str(len(body) + 2 + (5 if style.wrong_counts else 0)), f"{number:04d}"]]


def text_of(style: Style, segments: list[list[str]]) -> str:
    """Segments as text in that style."""
    between = style.segment + (style.line_end if style.segment not in "\r\n" else "") + style.indent
    if style.empty_segments:
        between = style.segment + between
    return between.join(style.element.join(segment) for segment in segments) + style.segment + style.line_end


def interchange(style: Style, body: list[list[str]], group: str = "HP", version: str = "") -> bytes:
    """A whole file round the transactions."""
    is_new = style.version.startswith("005")
    isa = ["ISA", "00", " " * 10, "00", " " * 10, "ZZ", "PAYER".ljust(15), "ZZ", "RECEIVER".ljust(15), "261020", "1200",
           "^" if is_new and style.component != "^" and style.element != "^" else "U", "00501" if is_new else "00401", "000000001", "0", "T",
           style.component]  # fmt: skip
    gs = ["GS", group, "PAYER", "RECEIVER", "20261020", "1200", "1", "X", version or style.version]
    count = sum(segment[0] == "ST" for segment in body)
    text = text_of(style, [isa, gs, *body, ["GE", str(count), "1"], ["IEA", "1", "000000001"]])
    return (b"\xef\xbb\xbf" if style.bom else b"") + text.encode()


def file_of(*payments: Payment, style: Style | None = None) -> bytes:
    """An 835 with these payments."""
    style = style or Style()
    return interchange(style, [s for n, p in enumerate(payments, start=1) for s in payment_segments(style, p, n)])


@pytest.fixture(scope="session")
def payer():
    """The writer, for tests that make files of their own."""
    return types.SimpleNamespace(
        Style=Style, Line=Line, Paid=Paid, Payment=Payment, file_of=file_of, interchange=interchange
    )
