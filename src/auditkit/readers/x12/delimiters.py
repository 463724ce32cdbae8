"""What separates segments, elements and components: said by the ISA segment, and found out where it says so badly."""

from __future__ import annotations

import re
from typing import NamedTuple

_ISA_LENGTH = 106
_ISA_ELEMENTS = 16
_NEWLINES = "\r\n"
# ISA, a separator, ISA01 of two characters (some writers leave it empty), the separator again.
_ISA = re.compile(r"ISA([^\sA-Za-z0-9]|[\x1c-\x1f])(?:.{2}|.?)\1", re.S)
# A file whose envelope was cut off begins with a group or a transaction set.
_BARE = re.compile(r"(?:GS([^\sA-Za-z0-9])[A-Z]{2}\1|ST([^\sA-Za-z0-9])\d{3}\2)")
_FIRST_AFTER_ISA = ("GS", "TA1", "ST", "IEA")


class Delimiters(NamedTuple):
    """One character each. `repetition` is empty where the version has none (before 00402)."""

    element: str
    component: str
    segment: str
    repetition: str = ""


def next_isa(text: str, start: int = 0, terminator: str = "") -> int:
    """Where the next ISA segment begins, or -1. The word within another segment is none: an ISA stands at a beginning.

    `terminator` is what ends the segments before it, where that is known.
    """
    at = text.find("ISA", start)
    while at >= 0:
        if _ISA.match(text, at):
            last = text[max(0, at - 64) : at].rstrip(" \t\0\ufeff")[-1:]
            if not last or last in _NEWLINES or last == terminator or _is_well_formed(text, at):
                return at
        at = text.find("ISA", at + 3)
    return -1


def _is_well_formed(text: str, isa: int) -> bool:
    """True where sixteen elements fill the 106 characters that the standard gives the ISA segment."""
    head, element = text[isa : isa + _ISA_LENGTH], text[isa + 3]
    return (
        len(head) == _ISA_LENGTH
        and head[103] == element
        and head.count(element, 0, 104) == _ISA_ELEMENTS
        and not head[104].isalnum()
    )


def bare_start(text: str) -> int:
    """Where a group or transaction set without an envelope begins, at the head of a text; else -1."""
    head = text[:400]
    found = _BARE.search(head)
    return found.start() if found and not head[: found.start()].strip("\ufeff \t\r\n") else -1


def delimiters_at(text: str, isa: int) -> tuple[Delimiters, int] | None:
    """The delimiters of the ISA segment at `isa` and where the next segment begins; None where it holds no such thing.

    The positions of a well-formed ISA (106 characters) are believed first; otherwise the group that follows shows what stands
    between two segments; otherwise the sixteen separators are counted.
    """
    element = text[isa + 3]
    if _is_well_formed(text, isa):
        head = text[isa : isa + _ISA_LENGTH]
        return _made(element, head[104], head[105], head, isa + _ISA_LENGTH, text)
    window = text[isa : isa + 600]
    following = min((at for tag in _FIRST_AFTER_ISA if (at := window.find(tag + element, 4)) > 0), default=-1)
    if following > 0:
        before = window[:following]
        bare = before.rstrip()
        if not _ISA_ELEMENTS - 2 <= bare.count(element) <= _ISA_ELEMENTS + 1:
            return None
        newline = before[len(bare) :].strip(" \t")
        if len(bare) >= 2 and bare[-2] == element and newline:  # ...*:<newline>GS
            return _made(element, bare[-1], newline[0], bare, isa + following, text)
        if len(bare) >= 3 and bare[-3] == element:  # ...*:~GS
            return _made(element, bare[-2], bare[-1], bare, isa + following, text)
        if bare[-1] != element and not bare[-1].isalnum():  # ...*~GS: the component separator was left out
            return _made(element, "", bare[-1], bare, isa + following, text)
    at = 3
    for _ in range(_ISA_ELEMENTS - 1):
        at = window.find(element, at + 1)
        if at < 0:
            return None
    if len(window) < at + 3 or window[at + 2] in window[:at] or "\n" in window[:at]:
        return None
    return _made(element, window[at + 1], window[at + 2], window, isa + at + 3, text)


def _made(
    element: str, component: str, segment: str, head: str, after: int, text: str
) -> tuple[Delimiters, int] | None:
    if segment == "\r":
        segment = "\n" if text[after : after + 1] == "\n" or "\n" in text[after : after + 2000] else "\r"
    if segment.isalnum() or segment == element or segment in " \t":
        return None
    if not component or component.isalnum() or component in (" ", "\t", "\r", "\n", element, segment):
        component = _component_in_use(text, after, element)
    parts = head.split(element)
    repetition = parts[11] if len(parts) > 12 and parts[12] >= "00402" and len(parts[11]) == 1 else ""
    return Delimiters(element, component, segment, "" if repetition.isalnum() else repetition), after


def delimiters_without_isa(text: str, start: int) -> Delimiters | None:
    """The delimiters of a file that begins with GS or ST: what stands before the next segment that can be expected there."""
    element = text[start + 2]
    for tag in ("ST", "BHT", "BPR", "HL", "AK1", "NM1"):
        if (at := text.find(tag + element, start + 3, start + 2000)) > 0:
            before = text[start:at]
            bare = before.rstrip()
            segment = bare[-1] if not bare[-1].isalnum() and bare[-1] != element else before[len(bare) : len(bare) + 1]
            if segment and not segment.isalnum() and segment not in " \t":
                return Delimiters(
                    element, _component_in_use(text, start, element), "\n" if segment == "\r" else segment
                )
    return None


def _component_in_use(text: str, start: int, element: str) -> str:
    for found in (f"SV1{element}HC", f"SVC{element}HC"):
        if (at := text.find(found, start)) >= 0 and not text[at + 6 : at + 7].isalnum():
            return text[at + 6 : at + 7] or ":"
    return ":"
