"""An 835 taken apart by a splitter of a few lines that knows nothing of the generator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal


def segments(text: str) -> Iterator[tuple[list[str], str]]:
    """Segment and component separator, through all interchanges of a text."""
    while text.strip():
        text = text.lstrip("\r\n")
        element, component, terminator = text[3], text[104], text[105]
        following = re.search(r"\nISA", text)
        here, text = (text[: following.start()], text[following.start() :]) if following else (text, "")
        for each in here.split(terminator):
            if each.strip("\r\n"):
                yield each.strip("\r\n").split(element), component


def cents(text: str) -> int:
    return int(Decimal(text or "0") * 100)


@dataclass
class Line:
    code: str
    modifiers: tuple[str, ...]
    charge: int
    paid: int
    units: str
    day: str = ""
    control: str = ""
    remarks: list[str] = field(default_factory=list)
    adjustments: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass
class ClaimAnswer:
    claim_id: str
    status: str
    charge: int
    paid: int
    number: str
    frequency: str
    npis: list[str] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    adjustments: list[tuple[str, str, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass
class Transaction:
    file: str
    amount: int
    day: str
    trace: str = ""
    payer: str = ""
    payee: str = ""
    claims: list[ClaimAnswer] = field(default_factory=list)
    provider: list[tuple[str, str, int]] = field(default_factory=list)


def transactions(name: str, text: str) -> Iterator[Transaction]:
    held: Transaction | None = None
    for each, component in segments(text):
        key = each[0]
        if key == "BPR":
            held = Transaction(name, cents(each[2]), each[16])
        elif held is None:
            continue
        elif key == "TRN":
            held.trace = each[2]
        elif key == "REF" and each[1] == "2U":
            held.payer = each[2]
        elif key == "N1" and each[1] == "PE":
            held.payee = each[4]
        elif key == "CLP":
            held.claims.append(ClaimAnswer(each[1], each[2], cents(each[3]), cents(each[4]), each[7], each[9]))
        elif key == "NM1":
            held.claims[-1].names.append((each[3], each[4]) if each[2] == "1" else ("", ""))
            if len(each) > 9:
                (held.claims[-1].npis if each[8] == "XX" else held.claims[-1].members).append(each[9])
        elif key == "SVC":
            code = each[1].split(component)
            units = each[5] if len(each) > 5 and each[5] else "1"
            held.claims[-1].lines.append(Line(code[1], tuple(code[2:]), cents(each[2]), cents(each[3]), units))
        elif key == "CAS":
            triples = [(each[1], each[at], cents(each[at + 1])) for at in range(2, len(each), 3)]
            claim = held.claims[-1]
            (claim.lines[-1] if claim.lines else claim).adjustments.extend(triples)
        elif key == "DTM" and each[1] == "472":
            held.claims[-1].lines[-1].day = each[2]
        elif key == "REF" and each[1] == "6R":
            held.claims[-1].lines[-1].control = each[2]
        elif key == "LQ":
            held.claims[-1].lines[-1].remarks.append(each[2])
        elif key == "PLB":
            for at in range(3, len(each), 2):
                reason, reference = each[at].split(component)
                held.provider.append((reason, reference, cents(each[at + 1])))
        elif key == "SE":
            yield held
            held = None
