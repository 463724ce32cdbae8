"""The Medicare physician fee schedule's relative value file (PPRRVU): each code's status and indicators. Prices are not kept.

A January release also tells which codes exist in its year: those it holds are vouched for to the end of the year, and a therapy code that
an earlier release held and this one does not has ended.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditkit.reference.editions import Edition
from auditkit.reference.importers.days import quarter_in, year_of
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
from auditkit.reference.overlay import shifted

_THERAPY_MULTIPLE, _THERAPY_COMPONENT = "5", "7"  # indicators that only therapy codes have
_ENDED = ("D", "F", "H")  # statuses of deleted codes


def is_it(sheet: Sheet) -> bool:
    """Whether the headings, which are spread over rows, name status and component indicator."""
    return place(sheet.headings, "pctc") >= 0 and place(sheet.headings, "status", "code") >= 0


def read(sheet: Sheet, chosen: Chosen, scope: frozenset[str], reference) -> Iterator[Imported]:
    """The status of therapy's codes, and what a January release tells of which codes exist. Raises CannotImport."""
    headings = sheet.headings
    code_at, modifier_at, status_at = (
        place(headings, "hcpcs"),
        place(headings, "mod"),
        place(headings, "status", "code"),
    )
    component_at, multiple_at = place(headings, "pctc"), place(headings, "mult")
    if min(code_at, modifier_at) < 0:
        raise CannotImport(
            "has no columns for code and modifier", "Give the file of relative values (PPRRVU) as CMS publishes it."
        )
    if "_qpp" in sheet.name.lower():
        raise CannotImport(
            "is the version for qualifying participants, which has the same indicators",
            "Nothing is lost: the other one is read.",
        )
    found = quarter_in(chosen.edition) or quarter_in(sheet.name) or quarter_in(sheet.notice)
    if not found:
        raise CannotImport("does not tell its release", "Keep the name that CMS gave it, or add --edition 2027Q1.")
    year, number = found
    first, last = year_of(year, number)
    release = f"{year} {'ABCD'[number - 1]}"
    source = f"CMS physician fee schedule, {release}"
    rows, bad, others, seen = [], [], 0, {}
    for at, row in sheet.data:
        code, status = cell(row, code_at).upper(), cell(row, status_at).upper()
        if not any(row):
            continue
        if not CODE.match(code) or len(status) != 1:
            bad.append(at)
            continue
        if cell(row, modifier_at):
            continue  # the components (26, TC) of a code that has its own row
        component, multiple = cell(row, component_at), cell(row, multiple_at)
        if code not in scope and multiple != _THERAPY_MULTIPLE and component != _THERAPY_COMPONENT:
            others += 1
            continue
        seen[code] = (status, multiple)
        rows.append(
            {
                "code": code,
                "valid_from": first,
                "valid_to": last,
                "medicare_status": status,
                "professional_technical": component,
                "multiple_procedure": multiple,
                "use_instead": _instead(reference, code, status),
                "source": source,
                "confidence": "page-confirmed",
            }
        )
    if not rows:
        raise CannotImport("holds no therapy codes", "Give the file of relative values (PPRRVU) as CMS publishes it.")
    left_out = {OTHER_CODES: others, UNREAD: len(bad)}
    edition = Edition("code_status", "medicare_b", release, first, last, source, tuple(seen), sheet.name)
    yield Imported(edition, rows, {w: n for w, n in left_out.items() if n}, unread(sheet.name, bad))
    codes = _codes(reference, seen, number == 1, first, last, source)
    yield Imported(Edition("therapy_codes", "", release, first, last, source, (), sheet.name), codes)


def _instead(reference, code: str, status: str) -> str:
    """What Medicare takes in its place, where that was known before and the status is the same."""
    for row in reference.rows("code_status"):
        if row["code"] == code and row["medicare_status"] == status and row["use_instead"]:
            return row["use_instead"]
    return ""


def _codes(
    reference, seen: dict[str, tuple[str, str]], is_january: bool, first: str, last: str, source: str
) -> list[dict[str, str]]:
    rows = [
        {
            "code": code,
            "valid_from": first,
            "valid_to": "",
            "known_to": last,
            "kind": "other",
            "therapy_type": "always" if multiple == _THERAPY_MULTIPLE else "",
            "mppr": "1" if multiple == _THERAPY_MULTIPLE else "0",
            "type_confidence": "derived",
            "source": source,
            "confidence": "page-confirmed",
            "note": "New in this release: what kind of code it is, whether it is timed and who may bill it is not known here yet.",
        }
        for code, (status, multiple) in seen.items()
        if status not in _ENDED
    ]
    held_before = {row["code"] for row in reference.rows("code_status")}
    if is_january:
        rows += [
            {
                "code": row["code"],
                "valid_from": first,
                "valid_to": shifted(first, -1),
                "known_to": "",
                "source": source,
                "confidence": "derived",
            }
            for row in reference.rows("therapy_codes")
            if row["code"] in held_before and not row["valid_to"] and seen.get(row["code"], ("D",))[0] in _ENDED
        ]
    return rows
