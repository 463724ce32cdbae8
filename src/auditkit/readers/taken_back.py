"""Ledger exports keep what was entered and taken back again: a row, and the same row with minus before its amount. Neither was billed."""

from __future__ import annotations

from collections import Counter, defaultdict

from auditkit.tables import Columns, Issue

_SAME = ("source_file", "claim_id", "patient_id", "date_of_service", "hcpcs_code", "rendering_provider_npi")
_REASON = "was taken back by another row, or takes one back"


def without_taken_back(columns: Columns, amount: str, issues: list[Issue], skipped: Counter[str]) -> None:
    """Leave out pairs of rows that undo each other, in place; each pair is an issue, both rows are counted as skipped.

    `amount` is the column of dollars that turns negative. A negative row without the row that it takes back stays as it is.
    """
    amounts = columns[amount]
    negative = [row for row, written in enumerate(amounts) if written.startswith("-")]
    if not negative:
        return
    files = {columns["source_file"][row] for row in negative}
    billed: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row, written in enumerate(amounts):
        if written and not written.startswith("-") and columns["source_file"][row] in files:
            billed[_key(columns, row, written)].append(row)
    out: set[int] = set()
    places: set[tuple[str, str]] = set()
    for row in negative:
        if not (fitting := billed[_key(columns, row, amounts[row][1:])]):
            continue
        earlier = [other for other in fitting if other < row]
        other = earlier[-1] if earlier else fitting[0]
        fitting.remove(other)
        out |= {row, other}
        file, place = columns["source_file"][row], columns["source_place"][row]
        places.add((file, place))
        problem = f"takes back {columns['source_place'][other]}, so both were left out"
        issues.append(Issue(file, place, problem, "Nothing to do if nothing was billed by them.", True))
    if not out:
        return
    issues[:] = [i for i in issues if (i.file, i.place) not in places or not i.problem.endswith("that is negative")]
    skipped[_REASON] += len(out)
    for name, column in columns.items():
        columns[name] = [cell for row, cell in enumerate(column) if row not in out]


def _key(columns: Columns, row: int, written: str) -> tuple[object, ...]:
    modifiers = tuple(sorted(filter(None, columns["modifiers"][row].split("|"))))
    return *(columns[name][row] for name in _SAME), modifiers, written
