"""Authorizations and the matrix as people change them: events over the rows that were read. Two who change the same thing are told of each other.

An event is a change of some cells; the newest counts and every older one stays. No patient's name goes into an event.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from auditkit.desks.eligibility.typed import Row, rows_of
from auditkit.readers.who import looks_like_name
from auditkit.store.records import Event, NewEvent
from auditkit.tables import AUTHORIZATION_RULES, AUTHORIZATIONS, Columns, Table, parse_date, parse_row
from auditkit.tables.table import canonical_text

DESK = "authorizations"
CHANGED = "changed"
_KEYS = {
    AUTHORIZATIONS.name: ("patient_id", "payer_id", "discipline", "authorization_number", "requested_on"),
    AUTHORIZATION_RULES.name: ("payer_id", "payer_name", "discipline", "hcpcs_codes", "in_force_from"),
}


class Refused(ValueError):
    """A change that makes no sense; the message is one plain sentence."""


def key_of(table: Table, row: Row) -> str:
    """The subject of a row's events: the same for the same row in every file, and it names nobody."""
    told = "\x1f".join((table.name, *(row.get(name, "").casefold() for name in _KEYS[table.name])))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def change(
    table: Table,
    row: Row,
    cells: Mapping[str, str],
    *,
    who: str,
    when: datetime,
    follows: int,
    key: str = "",
    reason: str = "",
) -> NewEvent:
    """The event of a changed (or, with an empty row, a new) row. Raises Refused for cells that cannot be read or contradict each other."""
    made: dict[str, str] = {}
    for name, cell in cells.items():
        column = table.column(name)
        try:
            made[name] = canonical_text(column)(cell) if cell.strip() else ""
        except ValueError as error:
            raise Refused(
                f"{name.replace('_', ' ').capitalize()} {error}. {parse_row(table, {name: cell}).problems[-1].fix}"
            ) from None
    merged = {**row, **made}
    for first, last in (("start_on", "end_on"), ("in_force_from", "in_force_to"), ("requested_on", "decided_on")):
        begins, ends = parse_date(merged.get(first, "")), parse_date(merged.get(last, ""))
        if begins and ends and ends < begins:
            raise Refused(
                f"{last.replace('_', ' ').capitalize()} ({ends}) lies before {first.replace('_', ' ')} ({begins}); correct one of them."
            )
    if table is AUTHORIZATIONS and not row and merged.get("decision", "") in ("", "approved", "partly_approved"):
        if not (merged.get("start_on") and merged.get("end_on")):
            raise Refused(
                "Say from when to when the new authorization runs; of one that is only asked for, choose that decision."
            )
    granted, used = merged.get("authorized_units", ""), merged.get("used_units", "")
    if granted and used and int(used) > int(granted):
        raise Refused(f"{used} used is more than {granted} granted; correct one of them.")
    if looks_like_name(merged.get("patient_id", "")):
        raise Refused("Name the patient by number: no patient's name is kept here.")
    details = {
        "table": table.name,
        "row": {n: merged.get(n, "") for n in _KEYS[table.name]},
        "cells": made,
        "before": {n: row.get(n, "") for n in made},
    }
    if reason:
        details["reason"] = reason
    return NewEvent(DESK, key or key_of(table, merged), CHANGED, details, who, when, follows)


def rows_with_changes(
    table: Table, columns: Columns | None, events: Iterable[Event]
) -> list[tuple[str, dict[str, str]]]:
    """Each row with what people changed laid over it, and the key of its events, which stays when a number is changed; entered rows come last."""
    changes: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.desk == DESK and event.kind == CHANGED and event.details.get("table") == table.name:
            changes[event.subject].append(event)
    names = {column.name for column in table.columns}

    def over(row: dict[str, str], of_row: Iterable[Event]) -> dict[str, str]:
        for event in of_row:
            row |= {n: str(v) for n, v in dict(event.details.get("cells", {})).items() if n in names}
        return row

    found = []
    for row in rows_of(columns):
        key = key_of(table, row)
        found.append((key, over(row, changes.pop(key, ()))))
    for key, entered in changes.items():
        first = {n: str(v) for n, v in dict(entered[0].details.get("row", {})).items()}
        found.append((key, over({"source_file": "entered here", **first}, entered)))
    return found


def with_changes(table: Table, columns: Columns | None, events: Iterable[Event]) -> Columns:
    """The table with what people changed laid over it."""
    rows = [row for _, row in rows_with_changes(table, columns, events)]
    return {column.name: [row.get(column.name, "") for row in rows] for column in table.columns}
