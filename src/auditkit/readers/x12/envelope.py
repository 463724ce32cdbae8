"""A text of X12 -> its transactions, whatever their envelopes look like. Knows nothing of claims.

A transaction's segments are cut but not taken apart: whoever reads a set splits the segments that it needs. What stands outside of
any transaction is kept as stray segments. Faults of an envelope are warnings: real files have them and are still worth reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditkit.readers.x12.delimiters import Delimiters, bare_start, delimiters_at, delimiters_without_isa, next_isa

_CONTROL = ("GS", "ST", "SE", "GE", "IEA", "TA1")
_SHOWS_SET = {"CLM": "837", "SV1": "837", "CLP": "835"}
# Segments that many sets have: what a line begins with where the separator before it was left out.
_BEGINNINGS = (
    *_CONTROL, "BHT", "HL", "NM1", "N3", "N4", "REF", "PER", "PRV", "SBR", "PAT", "DMG", "CLM", "DTP", "DTM", "HI", "LX", "SV1", "SV2", "SV3",
    "CAS", "SVC", "CLP", "BPR", "TRN", "EB", "MSG", "STC", "AK1", "AK2", "IK3", "IK5", "AK9", "AMT", "OI", "SVD", "NTE", "PWK", "QTY",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about an envelope that is not as it should be. `problem` continues the place, `fix` is a sentence."""

    place: str
    problem: str
    fix: str
    is_warning: bool = True


@dataclass(slots=True)
class Transaction:
    """One transaction set. `segments` are raw texts, the first is ST; segment numbers count from 1 there, as in a 999.

    `set_id` is ST01 ("837"), `version` is ST03 or GS08, or empty. `is_complete` is False where no SE ends it.
    """

    interchange: int
    number: int
    set_id: str
    version: str
    delimiters: Delimiters
    segments: list[str]
    sent_on: str  # date of the group, or of the interchange with its century, as written; or empty
    is_complete: bool = True

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return f"interchange {self.interchange}, transaction {self.number}"

    def has(self, tag: str) -> bool:
        """True where a segment of that name is in it."""
        start = tag + self.delimiters.element
        return any(segment.startswith(start) for segment in self.segments)


@dataclass(slots=True)
class Reading:
    """What `transactions` found beside the transactions: faults, and stray segments as (place, segment)."""

    faults: list[Fault] = field(default_factory=list)
    strays: list[tuple[str, str]] = field(default_factory=list)
    interchanges: int = 0


def is_x12(text: str) -> bool:
    """True where the text holds an interchange near its beginning, or begins with a group or transaction set."""
    return next_isa(text[:20_000]) >= 0 or bare_start(text) >= 0


def transactions(text: str, reading: Reading) -> Iterator[Transaction]:
    """The transactions in order. Several interchanges may follow each other, each with delimiters of its own."""
    at = next_isa(text)
    if at < 0:
        yield from _bare(text, reading)
        return
    if text[:at].strip("\ufeff \t\r\n\0"):
        reading.strays.append(("before interchange 1", text[:at].strip()))
        reading.faults.append(
            Fault("", "has something before its first ISA segment", "It was left out; see the residue.")
        )
    while at >= 0:
        reading.interchanges += 1
        place = f"interchange {reading.interchanges}"
        found = delimiters_at(text[at : at + 4000], 0)
        following = next_isa(text, at + 3, found[0].segment if found else "")
        end = len(text) if following < 0 else following
        if found is None:
            reading.strays.append((place, text[at:end].strip()))
            reading.faults.append(
                Fault(
                    place,
                    "has an ISA segment that does not say what separates its segments",
                    "Export the file again.",
                    False,
                )
            )
        else:
            delimiters, after = found
            isa = text[at : at + after].rstrip(delimiters.segment + "\r\n \t").split(delimiters.element)
            if delimiters.component == "" or after != 106:
                reading.faults.append(
                    Fault(place, "has an ISA segment that is not 106 characters long", "It was read all the same.")
                )
            yield from _Interchange(place, reading, delimiters).read(isa, text[at + after : end])
        at = following


def _bare(text: str, reading: Reading) -> Iterator[Transaction]:
    start = bare_start(text)
    delimiters = delimiters_without_isa(text, start) if start >= 0 else None
    if delimiters is None:
        reading.faults.append(Fault("", "is no X12 file that can be read", "Export the file again.", False))
        return
    reading.interchanges = 1
    reading.faults.append(Fault("", "has no ISA segment, so its separators were found out", "Ask for the whole file."))
    yield from _Interchange("interchange 1", reading, delimiters).read([], text[start:])


class _Interchange:
    """One interchange: its control segments in order, and what stands between them."""

    def __init__(self, place: str, reading: Reading, delimiters: Delimiters) -> None:
        self.place = place
        self.reading = reading
        self.delimiters = delimiters
        self.number = 0
        self.group: list[str] | None = None
        self.groups = self.in_group = 0
        self.ended = False

    def fault(
        self, place: str, problem: str, fix: str = "Nothing to do if nothing is missing.", *, is_warning: bool = True
    ) -> None:
        self.reading.faults.append(Fault(place, problem, fix, is_warning))

    def read(self, isa: list[str], body: str) -> Iterator[Transaction]:
        body = self._even(body)
        element = self.delimiters.element
        controls = sorted(at for tag in _CONTROL for at in _starts(body, tag, self.delimiters))
        yield from self._between(body[: controls[0]] if controls else body, isa)
        opened = -1
        for n, at in enumerate(controls):
            end = body.find(self.delimiters.segment, at)
            end = len(body) if end < 0 else end
            following = controls[n + 1] if n + 1 < len(controls) else len(body)
            tag = body[at : body.index(element, at)]
            if opened >= 0 and tag != "TA1":
                yield self._transaction(body[opened : end if tag == "SE" else at], isa, is_complete=tag == "SE")
                opened = -1
            elif tag == "SE":
                self.fault(self.place, "has an SE segment without its ST")
            if tag == "ST":
                opened = at
                continue
            elements = body[at:end].split(element)
            self._control(tag, elements, isa)
            if tag != "TA1" or opened < 0:
                yield from self._between(body[end + 1 : following], isa)
        if opened >= 0:
            yield self._transaction(body[opened:], isa, is_complete=False)
        if not self.ended:
            self.fault(
                self.place, "has no IEA segment, so it may be cut off", "Compare it with the file that was sent."
            )

    def _even(self, body: str) -> str:
        """Line ends are white space unless they end segments, and segments begin where their name does."""
        end = self.delimiters.segment
        if end == "\n":
            body = body.replace("\r", "")
        elif end == "\r":
            body = body.replace("\n", "")
        elif "\n" in body or "\r" in body:
            body = self._mended(body).replace("\r", "").replace("\n", "")
        body = body.replace("\0", "") if "\0" in body else body
        if f"{end} " in body or f"{end}\t" in body or body[:1] in " \t":
            body = re.sub(rf"(?:^|(?<={re.escape(end)}))[ \t]+", "", body)
        if f" {end}" in body:
            body = re.sub(rf"[ \t]+(?={re.escape(end)})", "", body)
        if end + end in body:
            while end + end in body:
                body = body.replace(end + end, end)
            if end not in "\r\n":
                self.fault(self.place, "has empty segments")
        return body

    def _mended(self, body: str) -> str:
        """Where a line ends without the separator and the next begins as a segment does, the separator was left out.

        A line end within a segment is no end of it: some files are broken into lines of eighty characters.
        """
        body = body.lstrip("\r\n")
        end = re.escape(self.delimiters.segment)
        if body.count("\n") == body.count(f"{self.delimiters.segment}\n") + body.count(
            f"{self.delimiters.segment}\r\n"
        ):
            return body
        tags = "|".join(_BEGINNINGS)
        missing = rf"(?<=[^{end}\s])[ \t]*[\r\n]+[ \t]*(?=(?:{tags}){re.escape(self.delimiters.element)})"
        mended, count = re.subn(missing, lambda _: self.delimiters.segment, body)
        if count:
            self.fault(
                self.place,
                "has segments that a line end closes instead of the separator",
                "They were read all the same.",
            )
        return mended

    def _transaction(self, text: str, isa: list[str], *, is_complete: bool, set_id: str = "") -> Transaction:
        segments = text.split(self.delimiters.segment)
        cut = "" if is_complete else segments.pop().strip()
        while len(segments) > 1 and not segments[-1]:
            segments.pop()
        self.number += 1
        self.in_group += 1
        head = (segments[0] if segments else cut).split(self.delimiters.element)
        group = self.group or []
        date = _element(group, 4) or (f"20{isa[9]}" if len(_element(isa, 9)) == 6 else "")
        version = _element(head, 3) or _element(group, 8)
        made = Transaction(
            self.reading.interchanges,
            self.number,
            set_id or _element(head, 1),
            _element(group, 8) if set_id else version,
            self.delimiters,
            segments,
            date,
            is_complete,
        )
        if cut:
            self.reading.strays.append((made.place, cut))
            self.fault(
                made.place,
                "is cut off within a segment",
                "That segment was left out; see the residue. Get the whole file.",
                is_warning=False,
            )
        if not is_complete:
            self.fault(made.place, "has no SE segment, so it may be cut off", "Compare it with the file that was sent.")
            return made
        tail = segments[-1].split(self.delimiters.element)
        if _element(tail, 1).lstrip("0") != str(len(segments)):
            self.fault(made.place, f"holds {len(segments)} segments and its SE segment says otherwise")
        if _element(tail, 2) != _element(head, 2):
            self.fault(made.place, "ends with another number than it began with")
        return made

    def _control(self, tag: str, elements: list[str], isa: list[str]) -> None:
        if tag in ("GS", "IEA") and self.group is not None:
            self.fault(self.place, "has a group without its GE segment")
            self.group = None
        if tag == "TA1":
            self.reading.strays.append((self.place, self.delimiters.element.join(elements)))
            self.fault(
                self.place, "holds an answer to a whole interchange (TA1), which is no claim", "It is in the residue."
            )
        elif tag == "GS":
            self.group, self.in_group = elements, 0
            self.groups += 1
        elif tag == "GE":
            if self.group is not None and _element(elements, 2) != _element(self.group, 6):
                self.fault(self.place, "has a group that ends with another number than it began with")
            if _element(elements, 1).lstrip("0") != str(self.in_group):
                self.fault(self.place, f"has a group of {self.in_group} transactions whose GE segment says otherwise")
            self.group = None
        elif tag == "IEA":
            self.ended = True
            if isa and _element(elements, 2).strip() != _element(isa, 13).strip():
                self.fault(self.place, "ends with another number than it began with")
            if (_element(elements, 1).strip().lstrip("0") or "0") != str(self.groups):
                self.fault(self.place, f"has {self.groups} groups and its IEA segment says otherwise")

    def _between(self, text: str, isa: list[str]) -> Iterator[Transaction]:
        """What stands between control segments: claims whose ST was lost are a transaction all the same, the rest is stray."""
        for tag, set_id in _SHOWS_SET.items():
            if next(_starts(text, tag, self.delimiters), -1) >= 0:
                made = self._transaction(text, isa, is_complete=False, set_id=set_id)
                self.fault(made.place, "has no ST segment", "It was read all the same.")
                yield made
                return
        segments = [s for s in text.split(self.delimiters.segment) if s.strip()]
        if segments:
            self.reading.strays.append((self.place, self.delimiters.segment.join(segments)))
            self.fault(self.place, "has segments outside of any transaction", "They were left out; see the residue.")


def _starts(body: str, tag: str, delimiters: Delimiters) -> Iterator[int]:
    start = tag + delimiters.element
    if body.startswith(start):
        yield 0
    wanted = delimiters.segment + start
    at = body.find(wanted)
    while at >= 0:
        yield at + 1
        at = body.find(wanted, at + 1)


def _element(elements: list[str], number: int) -> str:
    return elements[number] if number < len(elements) else ""
