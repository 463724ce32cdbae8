"""What a reader of a transaction says about it: issues with their place, and a residue of what nothing was read from."""

from __future__ import annotations

from auditkit.readers.x12.delimiters import Delimiters
from auditkit.readers.x12.envelope import Transaction
from auditkit.tables import Issue

LEFT_OUT = "It was left out; see the residue."
AS_IT_IS = "It was read as it is."


class Said:
    """`issues` is what is wrong, `residue` the segments that nothing was read from as (file, place, text). One for many transactions."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self.residue: list[tuple[str, str, str]] = []
        self.file = self.place = ""
        self.delimiters = Delimiters("*", ":", "~")
        self._unknown: list[tuple[int, str]] = []

    def begin(self, file: str, transaction: Transaction) -> None:
        """What is said from now on is about this transaction."""
        self.file, self.place, self.delimiters = file, transaction.place, transaction.delimiters
        self._unknown = []

    def at(self, number: int) -> str:
        """The place of a segment, in words."""
        return f"{self.place}, segment {number}"

    def issue(self, number: int, problem: str, fix: str = AS_IT_IS, *, is_warning: bool = True) -> None:
        """Something about one segment; about the whole transaction where `number` is 0."""
        self.issues.append(Issue(self.file, self.at(number) if number else self.place, problem, fix, is_warning))

    def keep(self, number: int, elements: list[str]) -> None:
        """A segment, or a part of it, that was not read. Whoever keeps it also says so."""
        self.residue.append(
            (self.file, self.at(number), self.delimiters.element.join(elements).rstrip(self.delimiters.element))
        )

    def unknown(self, number: int, segment: str) -> None:
        """A segment that nothing is known about; said with those round it by `end`."""
        self._unknown.append((number, segment))

    def end(self, what: str) -> None:
        """One row of residue, and one issue, for each run of unknown segments. `what` they are none of: "a remittance"."""
        runs: list[list[tuple[int, str]]] = []
        for number, segment in self._unknown:
            if runs and runs[-1][-1][0] == number - 1:
                runs[-1].append((number, segment))
            else:
                runs.append([(number, segment)])
        for run in runs:
            first, last = run[0][0], run[-1][0]
            place = self.at(first) + (f" to {last}" if last > first else "")
            self.residue.append((self.file, place, self.delimiters.segment.join(segment for _, segment in run)))
            are = "is no segment" if first == last else "are no segments"
            self.issues.append(Issue(self.file, place, f"{are} of {what} that can be read", LEFT_OUT, True))
        self._unknown = []


def component_in_use(transaction: Transaction, said: Said, *starts: str) -> str:
    """What separates components in the first segment that begins so: some files say one thing in their ISA segment and do another.

    A start has its separators as `*`: `SVC*HC`.
    """
    element, component = transaction.delimiters.element, transaction.delimiters.component
    written = tuple(start.replace("*", element) for start in starts)
    for number, segment in enumerate(transaction.segments, start=1):
        if segment.startswith(written):
            used = next(segment[len(start) :][:1] for start in written if segment.startswith(start))
            if used and not used.isalnum() and used not in (component, element, " ", "\t", "\r", "\n"):
                said.issue(
                    number, "separates components otherwise than its ISA segment says", "It was read as it is written."
                )
                return used
            return component
    return component
