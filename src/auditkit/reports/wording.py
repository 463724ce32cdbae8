"""The words and shapes that all reports share, and text made safe to print. Standard library only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from auditkit.rule import Answer, Kind

ANSWER_WORDS = {
    Answer.MET: "met",
    Answer.NOT_MET: "not met",
    Answer.UNCLEAR: "cannot tell",
    Answer.NOT_APPLICABLE: "does not apply",
}
# The shape stands beside the word, so that a grey print and a person who does not see colours lose nothing.
ANSWER_SHAPES = {Answer.MET: "✓", Answer.NOT_MET: "✕", Answer.UNCLEAR: "?", Answer.NOT_APPLICABLE: "–"}

KIND_WORDS = {
    Kind.EVALUATION: "evaluation",
    Kind.TREATMENT: "treatment note",
    Kind.PROGRESS: "progress report",
    Kind.RECERTIFICATION: "recertification",
    Kind.DISCHARGE: "discharge report",
}

PAYMENT_CRITICAL = "■ payment-critical"
QUALITY = "○ quality"

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}  # controls, invisible marks, broken and unassigned characters


def day(on: date | None) -> str:
    """A date as a US reader writes it, in any system language."""
    return "date not found in the note" if on is None else f"{_MONTHS[on.month - 1]} {on.day}, {on.year}"


def kinds(of: Iterable[Kind]) -> str:
    """The kinds of a note in words."""
    return ", ".join(KIND_WORDS[Kind(kind)] for kind in of) or "kind of note not recognized"


def importance(payment_critical: bool) -> str:
    """Shape and word for what a rule is counted under."""
    return PAYMENT_CRITICAL if payment_critical else QUALITY


def number_of(count: int, one: str, many: str = "") -> str:
    """`1 note`, `3 notes`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def printable(text: str) -> str:
    """The text without characters that no page can show or that a file format refuses. Line ends and tabs stay."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(char for char in composed if char in "\n\t" or unicodedata.category(char) not in _DROPPED)


def one_line(text: str) -> str:
    """Printable text with every run of space as one space."""
    return " ".join(printable(text).split())


def shortened(text: str, most: int = 260) -> str:
    """One line of at most about `most` characters, cut between words and marked as cut."""
    line = one_line(text)
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[:most]
    return f"{cut} […]"
