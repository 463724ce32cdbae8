"""CSV with the columns of a table of ours: a KX threshold that was just announced, a payer's own list of pairs, a corrected row."""

from __future__ import annotations

from collections.abc import Iterator

from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import day
from auditkit.reference.importers.importing import UNREAD, CannotImport, Chosen, Imported, unread
from auditkit.reference.importers.sheets import Sheet
from auditkit.reference.rows import KEYS, columns
from auditkit.rule import Confidence

_DATES = ("valid_from", "valid_to", "in_force_from", "in_force_to", "known_from", "known_to", "header_since")
_TABLES = tuple(table for table in KEYS if table != "editions")


def _table(sheet: Sheet) -> str:
    named = {cell.lower() for cell in (sheet.above[0] if sheet.above else ())} - {""}
    for table in _TABLES:
        if named and {*KEYS[table], "source", "confidence"} <= named <= set(columns(table)):
            return table
    return ""


def is_it(sheet: Sheet) -> bool:
    """Whether the first row holds columns of one of our tables, with its key, source and confidence."""
    return bool(_table(sheet))


def read(sheet: Sheet, chosen: Chosen, scope: frozenset[str], _reference) -> Iterator[Imported]:
    """The rows, with dates checked. A row without source or with an unknown confidence is left out. Raises CannotImport."""
    table = _table(sheet)
    names = [cell.lower() for cell in sheet.above[0]]
    rows, bad = [], []
    numbered = [*enumerate(sheet.above[1:], 2), *sheet.data]
    for number, cells in numbered:
        if not any(cells):
            continue
        row = dict(zip(names, cells, strict=False))
        try:
            row.update({name: day(row[name]) for name in _DATES if name in row})
            Confidence(row["confidence"])
            if not row["source"] or not all(row[name] for name in KEYS[table]):
                raise ValueError("incomplete")
        except (ValueError, KeyError):
            bad.append(number)
            continue
        rows.append({**dict.fromkeys(columns(table), ""), **row})
    if not rows:
        raise CannotImport(
            "holds no row that can be used", f"Give each row its {', '.join(KEYS[table])}, source and confidence."
        )
    part = _part(table, rows)
    starts = [row.get("known_from") or row.get("valid_from") or row.get("in_force_from") or "" for row in rows]
    ends = [row.get("known_to") or row.get("valid_to") or "" for row in rows]
    name = chosen.edition or f"own {max(ends) or max(starts) or 'rows'}"
    covers = (
        tuple(scope | {row["column_1"] for row in rows} | {row["column_2"] for row in rows})
        if table == "code_pairs"
        else ()
    )
    if table == "addons":
        covers = tuple({row["addon_code"] for row in rows})
    edition = Edition(
        table, part, name, min(starts), "" if "" in ends else max(ends), rows[0]["source"], covers, sheet.name
    )
    left_out = {UNREAD: len(bad)} if bad else {}
    yield Imported(edition, rows, left_out, unread(sheet.name, bad))


def _part(table: str, rows: list[dict[str, str]]) -> str:
    """The setting, pair source or payer type that all rows share. Raises CannotImport where they differ in pair source."""
    column = {"unit_limits": "setting", "code_pairs": "pair_source", "telehealth": "payer_type"}.get(table)
    if table == "thresholds":
        return "kx_threshold" if all(row["item"].startswith("kx_threshold") for row in rows) else "other"
    values = {row[column] for row in rows} if column else {""}
    if len(values) > 1:
        raise CannotImport(f"holds several values of {column}", "Give one file for each.")
    return values.pop()
