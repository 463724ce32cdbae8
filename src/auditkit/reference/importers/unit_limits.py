"""Medically unlikely edits (MUE): the most units of a code on a line or date, as CMS publishes them each quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import quarter, quarter_in
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


def is_it(sheet: Sheet) -> bool:
    """Whether a heading names MUE values."""
    return place(sheet.headings, "mue value") >= 0


def read(sheet: Sheet, chosen: Chosen, scope: frozenset[str], _reference) -> Iterator[Imported]:
    """The limits of therapy codes (or of codes asked for) for one quarter. Raises CannotImport."""
    headings = sheet.headings
    code_at, limit_at = place(headings, "code"), place(headings, "mue value")
    kind_at = place(headings, "adjudication")
    if "dme" in headings[limit_at]:
        raise CannotImport(
            "is the table of suppliers of equipment", "Give the practitioner or the outpatient hospital table."
        )
    hospital = "hospital" in headings[limit_at] or "facility" in headings[limit_at]
    setting = "outpatient_hospital" if hospital else "practitioner"
    found = quarter_in(chosen.edition) or quarter_in(sheet.name) or quarter_in(sheet.notice)
    if not found:
        raise CannotImport("does not tell its quarter", "Keep the name that CMS gave it, or add --edition 2026Q4.")
    name, first, last = quarter(*found)
    source = f"CMS Medicare NCCI MUE, {setting.replace('_', ' ')}"
    rows, bad, others = [], [], 0
    for number, row in sheet.data:
        code, limit, kind = cell(row, code_at).upper(), cell(row, limit_at), cell(row, kind_at)[:1]
        if not any(row):
            continue
        if not CODE.match(code) or not re.fullmatch(r"\d{1,5}", limit) or kind not in ("1", "2", "3", ""):
            bad.append(number)
        elif code not in scope:
            others += 1
        else:
            rows.append(
                {
                    "setting": setting,
                    "code": code,
                    "max_units": str(int(limit)),
                    "mai": kind,
                    "valid_from": first,
                    "valid_to": last,
                    "edition": name,
                    "source": source,
                    "confidence": "page-confirmed",
                }
            )
    if not rows:
        raise CannotImport("holds no limits of therapy codes", "Give the table as CMS publishes it.")
    left_out = {OTHER_CODES: others, UNREAD: len(bad)}
    edition = Edition("unit_limits", setting, name, first, last, source, tuple(scope), sheet.name)
    yield Imported(edition, rows, {w: n for w, n in left_out.items() if n}, unread(sheet.name, bad))
