"""NCCI procedure-to-procedure edits, practitioner and outpatient hospital, as CMS publishes them each quarter in several large files."""

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
from auditkit.reference.importers.sheets import Sheet

SINCE = "1996-01-01"  # the files hold every edit since the beginning, with its dates
_SETTINGS = {"practitioner": "practitioner", "institutional": "outpatient hospital"}
_REASONS = {  # the published reasons, in our words
    "misuse of column": "column 2 code does not describe what is done with column 1",
    "standards of medical": "standard of practice: column 2 work is part of column 1",
    "mutually exclusive": "the two services would not normally be given together",
    "more extensive": "column 1 is the larger service and takes in column 2",
    "sequential": "column 1 follows on column 2 and takes it in",
    "definition": "code definition",
    "separate procedure": "column 2 is a stand-alone-only service",
    "manual": "manual instruction",
}


def is_it(sheet: Sheet) -> bool:
    """Whether the headings are those of pairs."""
    words = [heading.replace(" ", "") for heading in sheet.headings]
    return any("column1" in word for word in words) and any("column2" in word for word in words)


def read(sheet: Sheet, chosen: Chosen, scope: frozenset[str], _reference) -> Iterator[Imported]:
    """The pairs whose two codes are therapy's (or were asked for). Raises CannotImport."""
    headings = [heading.replace("column1", "column 1").replace("column2", "column 2") for heading in sheet.headings]
    first, second = place(headings, "column 1", without="column 2"), place(headings, "column 2", without="column 1")
    start, end, modifier = place(headings, "effective"), place(headings, "deletion"), place(headings, "modifier")
    why = place(headings, "rationale")
    if min(first, second, start, end, modifier) < 0:
        raise CannotImport(
            "holds pairs without their dates",
            "Give the complete edits of the quarter, not the list of additions and deletions.",
        )
    setting, (name, _, known_to) = _setting(sheet, chosen), _quarter(sheet, chosen)
    rows, bad, others, lowest, highest = [], [], 0, "", ""
    reasons: dict[str, str] = {}
    for number, row in sheet.data:
        one, two = cell(row, first).upper(), cell(row, second).upper()
        if one not in scope or two not in scope:  # nearly all of two and a half million rows
            if len(one) == 5 == len(two):
                others += 1
                lowest, highest = min(lowest or one, one), max(highest, one)
            elif any(row):
                bad.append(number)
            continue
        lowest, highest = min(lowest or one, one), max(highest, one)
        indicator = cell(row, modifier)[:1]
        try:
            dates = day(cell(row, start)), day(cell(row, end))
        except ValueError:
            dates = ("", "")
        if indicator not in ("0", "1", "9") or not dates[0]:
            bad.append(number)
            continue
        said = cell(row, why).lower()
        if said not in reasons:
            reasons[said] = next((ours for theirs, ours in _REASONS.items() if theirs in said), "")
        rows.append(
            {
                "pair_source": f"medicare_{setting}",
                "column_1": one,
                "column_2": two,
                "modifier_indicator": indicator,
                "in_force_from": dates[0],
                "in_force_to": dates[1],
                "known_from": SINCE,
                "known_to": known_to,
                "edition": name,
                "reason": reasons[said],
                "source": f"CMS Medicare NCCI procedure-to-procedure edits, {_SETTINGS[setting]}",
                "confidence": "page-confirmed",
                "note": "",
            }
        )
    if not lowest:
        raise CannotImport("holds no pairs", "Give the complete edits of the quarter.")
    edition = Edition(
        "code_pairs", f"medicare_{setting}", name, SINCE, known_to, f"CMS Medicare NCCI procedure-to-procedure edits, {_SETTINGS[setting]}",
        seen_in=sheet.name,
    )  # fmt: skip
    left_out = {OTHER_CODES: others, UNREAD: len(bad)}
    yield Imported(edition, rows, {w: n for w, n in left_out.items() if n}, unread(sheet.name, bad), (lowest, highest))


def covered(spans: list[tuple[str, str]], scope: frozenset[str]) -> frozenset[str]:
    """The codes for which the files hold all rows: those within a file's stretch of column 1 codes, or where two files meet."""
    ends = [end for span in spans for end in span]
    return frozenset(code for code in scope if any(low < code < high for low, high in spans) or ends.count(code) > 1)


def _setting(sheet: Sheet, chosen: Chosen) -> str:
    name = f"{sheet.name} {sheet.notice}".lower()
    if chosen.setting:
        return chosen.setting
    if "ccipra" in name or "practitioner" in name:
        return "practitioner"
    if "ccioph" in name or "hospital" in name:
        return "institutional"
    raise CannotImport(
        "does not tell whether it is for practitioners or for institutions",
        "Add --setting practitioner or --setting institutional.",
    )


def _quarter(sheet: Sheet, chosen: Chosen) -> tuple[str, str, str]:
    found = quarter_in(chosen.edition) or quarter_in(sheet.name) or quarter_in(sheet.notice)
    if not found:
        raise CannotImport("does not tell its quarter", "Keep the name that CMS gave it, or add --edition 2026Q4.")
    return quarter(*found)
