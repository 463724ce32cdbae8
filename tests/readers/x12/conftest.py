"""A small writer of 837P files, so that what was written can be compared with what is read."""

from __future__ import annotations

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
    version: str = "005010X222A1"
    bom: bool = False
    empty_segments: bool = False
    wrong_counts: bool = False
    short_isa: bool = False
    no_group_version: bool = False
    encoding: str = "utf-8"
    extra: tuple[str, ...] = ()  # unknown segments, one before each claim


@dataclass
class Written:
    """A claim as the writer is given it; everything as text."""

    claim_id: str
    member_id: str
    charge: str
    lines: list[dict[str, str]] = field(default_factory=list)
    diagnoses: tuple[str, ...] = ("M25561",)
    rendering: str = "2999900113"
    authorization: str = ""
    is_child: bool = False


def envelope(style: Style, body: list[list[str]], set_id: str = "837") -> list[list[str]]:
    """The segments of one interchange round a transaction's body."""
    isa = ["ISA", "00", " " * 10, "00", " " * 10, "ZZ", "SENDER".ljust(15), "ZZ", "RECEIVER".ljust(15), "260310", "1200",
           "^" if style.version.startswith("005") else "U", "00501" if style.version.startswith("005") else "00401",
           "000000001", "0", "T", style.component]  # fmt: skip
    if style.short_isa:
        isa = [part.strip() or "0" for part in isa]
    head = [
        isa,
        [
            "GS",
            "HC",
            "SENDER",
            "RECEIVER",
            "20260310",
            "1200",
            "1",
            "X",
            "" if style.no_group_version else style.version,
        ],
    ]
    st = ["ST", set_id, "0001", *([style.version] if style.version.startswith("005") else [])]
    count = len(body) + 2 + (7 if style.wrong_counts else 0)
    return [*head, st, *body, ["SE", str(count), "0001"], ["GE", "1", "1"], ["IEA", "1", "000000001"]]


def text_of(style: Style, segments: list[list[str]]) -> str:
    """Segments as text in that style."""
    between = style.segment + (style.line_end if style.segment not in "\r\n" else "") + style.indent
    if style.empty_segments:
        between = style.segment + between
    return between.join(style.element.join(segment) for segment in segments) + style.segment + style.line_end


def body_of(style: Style, claims: list[Written]) -> list[list[str]]:
    """The segments of an 837P between ST and SE."""
    c = style.component
    out = [["BHT", "0019", "00", "1", "20260310", "1200", "CH"], ["NM1", "41", "2", "INVENTED", "", "", "", "", "46", "1"],
           ["HL", "1", "", "20", "1"], ["NM1", "85", "2", "INVENTED", "", "", "", "", "XX", "2999900014"], ["N3", "1 MOCK ROAD"]]  # fmt: skip
    for claim in claims:
        out += [[extra] for extra in style.extra]
        out += [["HL", "2", "1", "22", "0"], ["SBR", "P", "18", "", "", "", "", "", "", "MB"],
                ["NM1", "IL", "1", "MOCKBERG", "ABEL", "", "", "", "MI", claim.member_id], ["DMG", "D8", "19450924", "M"],
                ["NM1", "PR", "2", "CONTRACTOR", "", "", "", "", "PI", "PY1"]]  # fmt: skip
        if claim.is_child:
            out += [
                ["HL", "3", "2", "23", "0"],
                ["PAT", "19"],
                ["NM1", "QC", "1", "MOCKBERG", "BO"],
                ["DMG", "D8", "20150102", "F"],
            ]
        out.append(["CLM", claim.claim_id, claim.charge, "", "", f"11{c}B{c}1", "Y", "A", "Y", "Y"])
        if claim.authorization:
            out.append(["REF", "G1", claim.authorization])
        qualifiers = ["ABK", *["ABF"] * 11] if style.version.startswith("005") else ["BK", *["BF"] * 11]
        out.append(["HI", *(f"{q}{c}{code}" for q, code in zip(qualifiers, claim.diagnoses, strict=False))])
        out.append(["NM1", "82", "1", "PLACEBROOK", "AVERY", "", "", "", "XX", claim.rendering])
        # Another payer's names and numbers must not become this claim's.
        out += [["SBR", "S", "18", "", "", "", "", "", "", "CI"], ["CAS", "PR", "1", "5"], ["NM1", "IL", "1", "X", "Y", "", "", "", "MI", "OTHER"],
                ["NM1", "PR", "2", "OTHER PAYER", "", "", "", "", "PI", "PX"], ["REF", "F8", "OTHERICN"], ["REF", "G1", "OTHERAUTH"]]  # fmt: skip
        for number, line in enumerate(claim.lines, start=1):
            procedure = c.join(["HC", line["code"], *filter(None, line["modifiers"].split("|"))])
            out += [["LX", str(number)],
                    ["SV1", procedure, line["charge"], "UN", line["units"], "", "", line["pointers"].replace("|", c)],
                    ["DTP", "472", "D8", line["date"].replace("-", "")], ["REF", "6R", f"{claim.claim_id}-{number}"]]  # fmt: skip
    return out


def bytes_of(style: Style, claims: list[Written]) -> bytes:
    """A whole file."""
    text = text_of(style, envelope(style, body_of(style, claims)))
    return (b"\xef\xbb\xbf" if style.bom else b"") + text.encode(style.encoding)


@pytest.fixture(scope="session")
def writer():
    """The writer, for tests that make files of their own."""
    import types

    return types.SimpleNamespace(
        Style=Style, Written=Written, bytes_of=bytes_of, body_of=body_of, envelope=envelope, text_of=text_of
    )
