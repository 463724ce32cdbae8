"""The ICD-10-CM order file that CMS publishes for each fiscal year: every code and header. Descriptions are read for sides and not kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.reference.diagnosis_words import is_manifestation, sides
from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import year_in
from auditkit.reference.importers.importing import UNREAD, CannotImport, Chosen, Imported
from auditkit.reference.importers.sheets import ICD_ORDER, Sheet

_DESCRIPTION_AT = 77  # where the long description begins in a line of the file


def is_it(sheet: Sheet) -> bool:
    """Whether the rows look like lines of the order file. The first row of data is not lost: it is looked at through the name."""
    return bool(re.search(r"icd[-_]?10[-_]?cm[-_]?order", sheet.name, re.IGNORECASE))


def read(sheet: Sheet, chosen: Chosen, _scope, _reference) -> Iterator[Imported]:
    """All codes of the release. Raises CannotImport."""
    year = year_in(chosen.edition) or year_in(sheet.name)
    if not year:
        raise CannotImport("does not tell its fiscal year", "Keep the name that CMS gave it, or add --edition 2027.")
    said: dict[str, str] = {}
    billable: dict[str, str] = {}
    bad = 0
    for _, cells in sheet.data:
        line = ", ".join(cells)
        found = ICD_ORDER.match(line)
        if not found:
            bad += bool(line.strip())
            continue
        said[found[1]] = line[_DESCRIPTION_AT:].strip().lower()
        billable[found[1]] = found[2]
    if len(said) < 1000:
        raise CannotImport(
            "holds too few codes to be the whole list", "Give the order file of the complete release, not the addenda."
        )
    side = sides(said)
    rows = [
        {
            "code": code,
            "is_billable": billable[code],
            "is_manifestation": "1"
            if is_manifestation(said[code[:n]] for n in range(3, len(code) + 1) if code[:n] in said)
            else "0",
            "side": side.get(code, ""),
        }
        for code in sorted(said)
    ]
    april = "april" in sheet.name.lower()
    edition = Edition(
        "icd10cm", "", f"FY{year}{' April' if april else ''}", f"{year}-04-01" if april else f"{year - 1}-10-01", f"{year}-09-30",
        f"ICD-10-CM order file, FY{year}{', April' if april else ''}", seen_in=sheet.name,
    )  # fmt: skip
    yield Imported(edition, rows, {UNREAD: bad} if bad else {})
