"""NCCI add-on code edits: which code needs which primary code beside it. CMS publishes them as Excel and as text without headings."""

from __future__ import annotations

from collections.abc import Iterator

from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import day, quarter, quarter_in
from auditkit.reference.importers.importing import (
    OTHER_CODES,
    UNREAD,
    CannotImport,
    Chosen,
    Imported,
    cell,
    place,
    unread,
)
from auditkit.reference.importers.sheets import CODE, Sheet

CONTRACTOR_DECIDES = "CCCCC"  # stands for a primary code where the contractor decides
_SOURCE = "CMS Medicare NCCI add-on code edits"


def _headings(sheet: Sheet) -> list[str]:
    return [heading.replace("-", " ") for heading in sheet.headings]


def is_it(sheet: Sheet) -> bool:
    """Whether the headings name add-on and primary codes. The text file, which has none, is known by its name and turned away by `read`."""
    headings = _headings(sheet)
    named = place(headings, "add on", "code") >= 0 and place(headings, "primary", "code") >= 0
    return named or sheet.name.rpartition("/")[2].lower().startswith("aoc_")


def read(sheet: Sheet, chosen: Chosen, scope: frozenset[str], _reference) -> Iterator[Imported]:
    """The primary codes of therapy's add-ons (or of add-ons asked for). Raises CannotImport."""
    headings = _headings(sheet)
    addon_at, primary_at = place(headings, "add on", "code"), place(headings, "primary", "code", without="del")
    if addon_at < 0 or primary_at < 0:
        raise CannotImport("has no headings", "Give the Excel file of the same zip, or the zip itself.")
    type_at, start_at = place(headings, "edit", "type"), place(headings, "eff")
    ends_at = [number for number, heading in enumerate(headings) if " del" in heading]
    found = quarter_in(chosen.edition) or quarter_in(sheet.name) or quarter_in(sheet.notice)
    if not found:
        raise CannotImport("does not tell its quarter", "Keep the name that CMS gave it, or add --edition 2026Q4.")
    name, _, known_to = quarter(*found)
    rows, bad, others = [], [], 0
    for number, row in sheet.data:
        code, primary = cell(row, addon_at).upper(), cell(row, primary_at).upper()
        if not any(row):
            continue
        if not CODE.match(code) or not (CODE.match(primary) or primary == CONTRACTOR_DECIDES):
            bad.append(number)
            continue
        if code not in scope:
            others += 1
            continue
        try:
            start = day(cell(row, start_at))
            ends = [end for at in ends_at if (end := day(cell(row, at)))]
        except ValueError:
            bad.append(number)
            continue
        rows.append(
            {
                "addon_code": code,
                "primary_code": "" if primary == CONTRACTOR_DECIDES else primary,
                "addon_type": cell(row, type_at)[:1],
                "valid_from": start,
                "valid_to": min(ends, default=""),
                "source": f"{_SOURCE}, {name}",
                "confidence": "page-confirmed",
            }
        )
    if not rows:
        raise CannotImport("holds no add-on codes of therapy", "Give the table as CMS publishes it.")
    left_out = {OTHER_CODES: others, UNREAD: len(bad)}
    edition = Edition(
        "addons", "", name, min(row["valid_from"] for row in rows), known_to, _SOURCE, tuple(scope), sheet.name
    )
    yield Imported(edition, rows, {w: n for w, n in left_out.items() if n}, unread(sheet.name, bad))
