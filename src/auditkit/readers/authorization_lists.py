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
from auditkit.tables.agreements import DECISIONS
from auditkit.tables.table import Column, ColumnType, canonical_text

_REMAINING = Column(
    name="remaining_units", type=ColumnType.COUNT, meaning="How many are left: what was granted less these is what was used.",
    also=("remaining", "visits remaining", "remaining visits", "visits left", "units remaining", "units left", "remaining units", "left", "balance"),
)  # fmt: skip
_MORE_NAMES = {
    "discipline": ("service", "services", "line of service", "service line", "service type", "therapy type", "disciplines", "discipline s"),
    "authorization_number": ("approval number", "approval no", "approval", "cert number", "certification number", "precert number", "precert no", "precertification number",
                             "authorization code", "auth code", "case number", "case no"),
}  # fmt: skip
_read_decision = canonical_text(AUTHORIZATIONS.column("decision"))
# What a first word says, whatever stands behind it.
_DECIDED = (
    ("denied", re.compile(r"(?:denied|deny|declin\w*|refused|not\s+(?:approved|certified))\b", re.I)),
    ("partly_approved", re.compile(r"(?:part(?:ial(?:ly)?|ly)?\s+approv\w*|modified)\b", re.I)),
    ("approved", re.compile(r"(?:approved|certified|authorized|granted)\b", re.I)),
    ("cancelled", re.compile(r"(?:cancel+ed|void\w*|withdrawn|expired|exhausted|closed|inactive|terminated)\b", re.I)),
    ("requested", re.compile(r"(?:requested|submitted|sent|faxed)\b", re.I)),
)


def _as_written(table: Table, *more: Column) -> Table:
    """The form in which lists are written: a discipline may be any words."""
    columns = (
        replace(
            c,
            type=ColumnType.TEXT if c.name in ("discipline", "decision") else c.type,
            also=(*c.also, *_MORE_NAMES.get(c.name, ())),
        )
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
        if "decision" in row and (decision := _decision_of(row["decision"])) is None:
            problem = "has a decision that is not known, so it was taken as not decided and covers nothing"
            fix = f"Use one of {', '.join(DECISIONS)}."
            reading.issues.append(Issue(row["source_file"], row["source_place"], problem, fix, True))
            row["decision"] = "pending"
        elif "decision" in row:
            row["decision"] = decision
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


def _decision_of(cell: str) -> str | None:
    """A decision in the list's own words; "" for an empty cell, None for words that are not known."""
    if not cell:
        return ""
    try:
        return _read_decision(cell)
    except ValueError:
        pass
    if (said := said_for_number(cell)) and said != "none":
        return said
    return next((decision for decision, words in _DECIDED if words.match(cell.strip())), None)


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
