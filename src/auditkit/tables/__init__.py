"""What is read, and what each table holds. Standard library only.

A table is described once, as data: its grain, its columns, their types and meaning. Validation, the template a practice
fills in and the documentation come from that description, so that they cannot disagree.

Messages made here name a column and say what is wrong with it; they never repeat the cell, which may hold patient text.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.tables.agreements import AUTHORIZATION_RULES, AUTHORIZATIONS, PAYERS, PLANS
from auditkit.tables.cells import DATE_PATTERN, BilledService, format_billed, parse_billed, parse_date
from auditkit.tables.claims import CLAIM_LINES, HISTORY, RESIDUE, Columns, empty_columns
from auditkit.tables.coverage import BENEFITS, COVERAGE_ANSWERS, COVERAGE_EXPORT, SCHEDULE
from auditkit.tables.notes import NOTES, NOTES_INDEX, PAYER_TYPES, NoteMeta, NoteText, note_meta
from auditkit.tables.remittances import (
    ADJUSTMENTS,
    CLAIM_PAYMENTS,
    DENIAL_EXPORT,
    PROVIDER_ADJUSTMENTS,
    REJECTIONS,
    REMITTANCE_TABLES,
    REMITTANCES,
    SERVICE_PAYMENTS,
)
from auditkit.tables.table import (
    CellProblem,
    Column,
    ColumnType,
    Row,
    Table,
    describe,
    parse_row,
    template_csv,
)

__all__ = [
    "ADJUSTMENTS",
    "AUTHORIZATIONS",
    "AUTHORIZATION_RULES",
    "BENEFITS",
    "CLAIM_LINES",
    "CLAIM_PAYMENTS",
    "COVERAGE_ANSWERS",
    "COVERAGE_EXPORT",
    "DATE_PATTERN",
    "DENIAL_EXPORT",
    "HISTORY",
    "NOTES",
    "NOTES_INDEX",
    "PAYERS",
    "PAYER_TYPES",
    "PLANS",
    "PROVIDER_ADJUSTMENTS",
    "REJECTIONS",
    "REMITTANCES",
    "REMITTANCE_TABLES",
    "RESIDUE",
    "SCHEDULE",
    "SERVICE_PAYMENTS",
    "TABLES",
    "BilledService",
    "CellProblem",
    "Column",
    "ColumnType",
    "Columns",
    "Issue",
    "NoteMeta",
    "NoteText",
    "Row",
    "Table",
    "describe",
    "empty_columns",
    "format_billed",
    "note_meta",
    "parse_billed",
    "parse_date",
    "parse_row",
    "template_csv",
]

TABLES = (
    NOTES,
    NOTES_INDEX,
    CLAIM_LINES,
    HISTORY,
    PAYERS,
    AUTHORIZATIONS,
    PLANS,
    RESIDUE,
    *REMITTANCE_TABLES,
    DENIAL_EXPORT,
    COVERAGE_ANSWERS,
    BENEFITS,
    COVERAGE_EXPORT,
    SCHEDULE,
    AUTHORIZATION_RULES,
)


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be read, and what to do about it.

    `problem` continues the file's name ("is empty"); `fix` is a whole sentence. `is_warning` means that the note was
    read all the same, without the part that is named.
    """

    file: str
    place: str
    problem: str
    fix: str
    is_warning: bool = False

    @property
    def sentence(self) -> str:
        """The issue as a person reads it."""
        where = ", ".join(part for part in (self.file, self.place) if part)
        return f"{where}: {self.problem}. {self.fix}".strip()
