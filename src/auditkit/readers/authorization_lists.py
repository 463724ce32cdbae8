"""Lists of authorizations, and tables of what payers want authorized, as practices keep them: with words for numbers and several disciplines in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from auditkit.care.authorization_words import disciplines_said, said_for_number
from auditkit.readers.claim_files import CLAIM_LIMITS, ClaimFile
from auditkit.readers.claims import Confirm, TableReading
from auditkit.readers.limits import Limits
from auditkit.readers.practice_lists import read_lists
from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS, Issue, Table, empty_columns
from auditkit.tables.table import Column, ColumnType

_REMAINING = Column(
    name="remaining_units", type=ColumnType.COUNT, meaning="How many are left: what was granted less these is what was used.",
    also=("remaining", "visits remaining", "remaining visits", "visits left", "units remaining", "units left", "remaining units", "left", "balance"),
)  # fmt: skip
_SERVICES = (
    "service",
    "services",
    "line of service",
    "service line",
    "service type",
    "therapy type",
    "disciplines",
    "discipline s",
)


def _as_written(table: Table, *more: Column) -> Table:
    """The form in which lists are written: a discipline may be any words."""
    columns = (
        replace(c, type=ColumnType.TEXT, also=(*c.also, *_SERVICES)) if c.name == "discipline" else c
        for c in table.columns
    )
    return replace(table, columns=(*columns, *more))


AUTHORIZATION_LIST = _as_written(AUTHORIZATIONS, _REMAINING)
RULE_LIST = _as_written(AUTHORIZATION_RULES)
Row = dict[str, str]


def read_authorizations(
    files: Iterable[ClaimFile], *, confirm: Confirm | None = None, limits: Limits = CLAIM_LIMITS
) -> TableReading:
    """`AUTHORIZATIONS`. What stands for a number ("not required", "pending") becomes the decision; several disciplines stay in one row, with | between."""
    return _read(AUTHORIZATIONS, AUTHORIZATION_LIST, _authorization, files, confirm, limits)


def read_authorization_rules(
    files: Iterable[ClaimFile], *, confirm: Confirm | None = None, limits: Limits = CLAIM_LIMITS
) -> TableReading:
    """`AUTHORIZATION_RULES`, a row for each discipline that a row names."""
    return _read(AUTHORIZATION_RULES, RULE_LIST, _rules, files, confirm, limits)


def _read(table: Table, written: Table, made_of, files, confirm, limits) -> TableReading:
    reading = read_lists(written, files, confirm=confirm, limits=limits)
    columns = empty_columns(table)
    for n in range(reading.read):
        row = {name: cells[n] for name, cells in reading.columns.items()}
        disciplines = disciplines_said(row["discipline"])
        if disciplines is None:
            problem = "names a discipline that is not PT, OT or SLP, so it was left out"
            reading.issues.append(
                Issue(row["source_file"], row["source_place"], problem, "Write one of PT, OT, SLP, or all.")
            )
            reading.reasons["names no discipline that is known"] += 1
            continue
        made = list(made_of(row, disciplines))
        if not made:
            problem = "holds no authorization: no number, no days, nothing granted and no decision"
            reading.issues.append(
                Issue(row["source_file"], row["source_place"], problem, "Fill it in, or leave it out.", True)
            )
        for one in made:
            for name, column in columns.items():
                column.append(one.get(name, ""))
    return TableReading(table, columns, reading.issues, reading.reasons, reading.proposed)


def _authorization(row: Row, disciplines: tuple[str, ...]) -> Iterable[Row]:
    row["discipline"] = "|".join(disciplines)
    if said := said_for_number(row["authorization_number"]):
        row["authorization_number"] = ""
        if said != "none":
            row["decision"] = row["decision"] or said
    granted, left = row["authorized_units"], row.pop("remaining_units")
    if not row["used_units"] and granted and left and int(left) <= int(granted):
        row["used_units"] = str(int(granted) - int(left))
    has_nothing = not any(
        row[name]
        for name in ("authorization_number", "start_on", "end_on", "authorized_units", "decision", "requested_on")
    )
    return () if has_nothing else (row,)


def _rules(row: Row, disciplines: tuple[str, ...]) -> Iterable[Row]:
    row["documents"] = "|".join(part.strip() for part in re.split(r"[|;\n]", row["documents"]) if part.strip())
    return [row | {"discipline": discipline} for discipline in disciplines or ("",)]
