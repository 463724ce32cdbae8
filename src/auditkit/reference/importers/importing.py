"""Imports files: tells what each is, reads it, joins what belongs to one edition, and keeps each edition in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from auditkit.reference.editions import Edition, keep
from auditkit.reference.lookup import Reference
from auditkit.reference.rows import Row
from auditkit.tables import Issue

OTHER_CODES = "about codes outside of therapy were left out"  # both continue "1,200 rows ..."
UNREAD = "could not be read"
_UNKNOWN = "is not one of the files that auditkit knows by its headings"
_KNOWN = (
    "It reads NCCI pairs, MUE, add-on codes, the therapy code list, the fee schedule, the ICD-10-CM order file, and CSV with the columns "
    "of a table of ours."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the person said, where the file does not: edition as 2026Q4 or 2027, setting, and further codes to keep."""

    edition: str = ""
    setting: str = ""  # practitioner or institutional
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """What one file gave for one edition. `issues` are warnings; `left_out` counts the rows that were not kept, by why."""

    edition: Edition
    rows: list[Row] = field(repr=False)
    left_out: dict[str, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    span: tuple[str, str] = ("", "")  # first and last column 1 code of a file of pairs


class CannotImport(Exception):
    """Why a file cannot be imported, as words after its name, and what to do."""

    def __init__(self, problem: str, fix: str):
        super().__init__(problem)
        self.problem, self.fix = problem, fix


def import_files(
    paths: Iterable[Path], home: Path, today: date, chosen: Chosen | None = None
) -> list[Imported | Issue]:
    """Reads the files and keeps every edition found in a file of its own. What could not be used is an Issue. Raises CannotKeep."""
    return [
        replace(one, edition=keep(home, replace(one.edition, verified_on=today.isoformat()), one.rows))
        if isinstance(one, Imported)
        else one
        for one in read_files(paths, home, chosen)
    ]


def read_files(paths: Iterable[Path], home: Path | None, chosen: Chosen | None = None) -> list[Imported | Issue]:
    """What the files hold, several files of one edition together, and an Issue for what cannot be used. Nothing is kept."""
    from auditkit.reference.importers.sheets import Unreadable, sheets

    chosen = chosen or Chosen()
    reference = Reference(home)
    scope = reference.scope | chosen.also
    found: dict[tuple[str, str, str], list[Imported]] = {}
    issues: list[Imported | Issue] = []
    for path in paths:
        beside: list[Issue] = []  # what a zip holds besides the table that is wanted
        any_read = False
        for sheet in sheets(path):
            if isinstance(sheet, Issue):
                issues.append(sheet)
                continue
            try:
                if (reader := _reader(sheet)) is None:
                    raise CannotImport(_UNKNOWN, _KNOWN)
                for part in reader(sheet, chosen, scope, reference):
                    found.setdefault((part.edition.table, part.edition.part, part.edition.edition), []).append(part)
                    any_read = True
            except CannotImport as error:
                beside.append(Issue(sheet.name, "", error.problem, error.fix))
            except Unreadable as error:
                issues.append(Issue(sheet.name, "", str(error), "Download it again; nothing of it was kept."))
        issues += [replace(issue, is_warning=True) for issue in beside] if any_read else beside
    return [*(_joined(parts, scope) for parts in found.values()), *issues]


def _reader(sheet) -> Callable | None:
    from auditkit.reference.importers import (
        addons,
        code_pairs,
        diagnoses,
        fee_schedule,
        own_tables,
        therapy_list,
        unit_limits,
    )

    for module in (own_tables, diagnoses, code_pairs, unit_limits, addons, fee_schedule, therapy_list):
        if module.is_it(sheet):
            return module.read
    return None


def _joined(parts: list[Imported], scope: frozenset[str]) -> Imported | Issue:
    """The files of one edition as one; an Issue where they are about no code of therapy, because an edition that covers nothing answers nothing."""
    from auditkit.reference.importers.code_pairs import covered

    first = parts[0].edition
    rows = [row for part in parts for row in part.rows]
    left_out: dict[str, int] = {}
    for part in parts:
        for why, count in part.left_out.items():
            left_out[why] = left_out.get(why, 0) + count
    seen_in = "; ".join(part.edition.seen_in for part in parts)
    spans = [part.span for part in parts if part.span[0]]
    if spans and not covered(spans, scope):
        return Issue(
            seen_in,
            "",
            "is about no code of therapy, so nothing of it was kept",
            "Give the quarter's other files.",
            is_warning=True,
        )
    edition = replace(
        first,
        covers=tuple(sorted(covered(spans, scope) if spans else first.covers)),
        seen_in=seen_in,
        rows_read=len(rows) + sum(left_out.values()),
        rows_kept=len(rows),
    )
    return Imported(edition, rows, left_out, tuple(issue for part in parts for issue in part.issues))


def place(headings: list[str], *words: str, without: str = "") -> int:
    """The column whose heading holds all the words, -1 where there is none."""
    for number, heading in enumerate(headings):
        if all(word in heading for word in words) and not (without and without in heading):
            return number
    return -1


def cell(row: list[str], at: int) -> str:
    """A cell, "" where the row is too short or the column is missing."""
    return row[at] if 0 <= at < len(row) else ""


def unread(name: str, numbers: list[int]) -> tuple[Issue, ...]:
    """The warning that some rows could not be read, with the first of their numbers."""
    if not numbers:
        return ()
    shown = ", ".join(map(str, numbers[:5])) + (" and more" if len(numbers) > 5 else "")
    words = f"{len(numbers):,} row{'s' if len(numbers) != 1 else ''} could not be read and {'were' if len(numbers) != 1 else 'was'} left out"
    return (Issue(name, f"row {shown}", words, "Look at them in the file.", is_warning=True),)
