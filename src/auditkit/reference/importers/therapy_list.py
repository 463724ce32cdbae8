"""The therapy code list that CMS publishes each year: which codes are always and which are sometimes therapy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import year_in
from auditkit.reference.importers.importing import UNREAD, CannotImport, Chosen, Imported, unread
from auditkit.reference.importers.sheets import CODE, Sheet

_TYPE = re.compile(r"^(always|sometimes)\b", re.IGNORECASE)
_LETTERS = {"A": "always", "S": "sometimes"}
_DISCIPLINES = {"GP": re.compile(r"\b(GP|PT)\b"), "GO": re.compile(r"\b(GO|OT)\b"), "GN": re.compile(r"\b(GN|SLP)\b")}


def is_it(sheet: Sheet) -> bool:
    """Whether name, notice or headings speak of therapy and of always or sometimes."""
    words = f"{sheet.name} {sheet.notice} {' '.join(sheet.headings)}".lower()
    return "therapy" in words and (
        "always" in words or "sometimes" in words or "code list" in words or "disposition" in words
    )


def read(sheet: Sheet, chosen: Chosen, _scope, _reference) -> Iterator[Imported]:
    """The kind of every code of the list for its year. Raises CannotImport where a list does not say it in words or letters."""
    year = year_in(chosen.edition) or year_in(sheet.name) or year_in(sheet.notice)
    if not year:
        raise CannotImport("does not tell its year", "Keep the name that CMS gave it, or add --edition 2027.")
    first, last, source = f"{year}-01-01", f"{year}-12-31", f"CMS therapy code list, {year}"
    letters_at = next((n for n, h in enumerate(sheet.headings) if "always" in h or "sometimes" in h), -1)
    rows, bad, section = [], [], ""
    for number, row in sheet.data:
        code = next((cell.upper() for cell in row[:3] if CODE.match(cell.upper())), "")
        said = next((found[1].lower() for cell in row if (found := _TYPE.match(cell))), "")
        if not code:
            section = said or section  # a line between the codes: "Sometimes therapy codes"
            if any(row) and not said:
                bad.append(number)
            continue
        kind = said or (_LETTERS.get(row[letters_at].upper(), "") if 0 <= letters_at < len(row) else "") or section
        if not kind:
            bad.append(number)
            continue
        rows.append(
            {
                "code": code,
                "label": "",
                "valid_from": first,
                "known_to": last,
                "kind": "other",
                "therapy_type": kind,
                "modifiers_allowed": (modifiers := _modifiers(row, sheet.headings)),
                "modifiers_confidence": "page-confirmed" if modifiers else "",
                "type_confidence": "page-confirmed",
                "source": source,
                "confidence": "page-confirmed",
            }
        )
    if not rows:
        raise CannotImport(
            "does not say which codes are always and which are sometimes therapy", "Give the list with that column."
        )
    left_out = {UNREAD: len(bad)} if bad else {}
    yield Imported(
        Edition("therapy_codes", "", f"{year} list", first, last, source, (), sheet.name),
        rows,
        left_out,
        unread(sheet.name, bad),
    )


def _modifiers(row: list[str], headings: list[str]) -> str:
    """GP, GO, GN from a cell that names them, or from marks in a column for each discipline; "" where the list does not say."""
    found = [
        modifier
        for modifier, words in _DISCIPLINES.items()
        if any(
            (re.fullmatch(r"[GPONTSL,/|; ]+", cell) and words.search(cell))
            or (cell.lower() in ("x", "y", "yes") and words.search(heading.upper()))
            for cell, heading in zip(row, headings, strict=False)
        )
    ]
    return "|".join(found)
