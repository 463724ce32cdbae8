"""Payers' answers from whatever a front desk has: 271 files, clearinghouse and portal exports (CSV, Excel), folders and zips of them.

A file that cannot be read is an issue in plain words and the next one is read. The same answer in two files is kept once, and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile, files_of, files_of_uploads
from auditkit.readers.claims import Confirm, Proposed
from auditkit.readers.coverage_rows import answers_of_export
from auditkit.readers.limits import Limits
from auditkit.readers.practice_lists import read_lists
from auditkit.readers.problems import Unreadable
from auditkit.readers.x12.decoding import x12_text
from auditkit.readers.x12.eligibility import EligibilityReader
from auditkit.readers.x12.envelope import Reading as Envelopes
from auditkit.readers.x12.envelope import transactions
from auditkit.readers.x12.sets import name_of
from auditkit.tables import BENEFITS, COVERAGE_ANSWERS, COVERAGE_EXPORT, RESIDUE, Columns, Issue, empty_columns

_MOST_TEXT = 10_000


@dataclass(slots=True)
class CoverageReading:
    """Answers with their benefits, what was not read, and tables whose columns nobody has confirmed."""

    answers: Columns = field(default_factory=lambda: empty_columns(COVERAGE_ANSWERS))
    benefits: Columns = field(default_factory=lambda: empty_columns(BENEFITS))
    issues: list[Issue] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    residue: Columns = field(default_factory=lambda: empty_columns(RESIDUE))

    @property
    def read(self) -> int:
        """How many answers."""
        return len(self.answers["answer_id"])

    @property
    def summary(self) -> str:
        """How many of what; no word of any patient."""
        counts = {s: self.answers["status"].count(s) for s in ("active", "pending", "inactive", "rejected", "unknown")}
        told = ", ".join(f"{count:,} {status}" for status, count in counts.items() if count)
        return f"{self.read:,} answer{'s' if self.read != 1 else ''} read{f' ({told})' if told else ''}."


def read_coverage(
    paths: Iterable[Path | str],
    *,
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> CoverageReading:
    """Read answers from files, folders and zips. Never raises for what a file is or holds."""
    return read_coverage_files(files_of(paths, limits), confirm=confirm, limits=limits)


def read_coverage_uploads(
    uploads: Iterable[tuple[str, bytes]],
    *,
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> CoverageReading:
    """The same for uploaded files (name, bytes)."""
    return read_coverage_files(files_of_uploads(uploads, limits), confirm=confirm, limits=limits)


def read_coverage_files(
    files: Iterable[ClaimFile],
    *,
    confirm: Confirm | None = None,
    limits: Limits = CLAIM_LIMITS,
) -> CoverageReading:
    """The same for files that were opened already."""
    reading, x12 = CoverageReading(), EligibilityReader()
    for file in files:
        if isinstance(file.content, Unreadable):
            reading.issues.append(file.content.about(file.label))
        elif (text := x12_text(file.content)) is not None:
            _x12(file.label, text, reading, x12)
        else:
            _export(file, reading, x12.files_of, confirm, limits)
    for kept, found in ((reading.answers, x12.answers), (reading.benefits, x12.benefits)):
        for name, column in found.items():
            kept[name] += column
    reading.issues += x12.issues
    for file_name, place, piece in x12.residue:
        for name, value in (("source_file", file_name), ("source_place", place), ("text", piece[:_MOST_TEXT])):
            reading.residue[name].append(value)
    return reading


def _x12(label: str, text: str, reading: CoverageReading, x12: EligibilityReader) -> None:
    envelopes = Envelopes()
    for transaction in transactions(text, envelopes):
        if transaction.set_id == "271":
            x12.read(label, transaction)
            continue
        what = name_of(transaction.set_id) if transaction.set_id != "837" else "a claim file (837)"
        problem = f"is {what}; no answer about coverage is in it"
        reading.issues.append(Issue(label, transaction.place, problem, "Choose the answers (271) that came back."))
    reading.issues += [Issue(label, f.place, f.problem, f.fix, f.is_warning) for f in envelopes.faults]
    x12.residue += [(label, place, stray) for place, stray in envelopes.strays]


def _export(
    file: ClaimFile, reading: CoverageReading, known: dict[str, str], confirm: Confirm | None, limits: Limits
) -> None:
    table = read_lists(COVERAGE_EXPORT, [file], confirm=confirm, limits=limits)
    reading.issues += table.issues
    reading.proposed += table.proposed
    answers, benefits, issues = answers_of_export(table.columns, known)
    reading.issues += issues
    for kept, found in ((reading.answers, answers), (reading.benefits, benefits)):
        for name, column in found.items():
            kept[name] += column
