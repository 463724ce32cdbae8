"""How what a practice imported lies over what comes with auditkit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from auditkit.reference.rows import KEYS, Row

_FOREVER = "9999-12-31"


def lay_over(
    table: str, upper: Sequence[Row], lower: Sequence[Row], covered: frozenset[str] = frozenset(), pair_source: str = ""
) -> list[Row]:
    """The rows of a table with `upper` (newer) over `lower`; `covered` are the codes for which `upper` is complete.

    Pairs and add-ons come as complete lists, so all older rows about covered codes go (pairs: those of `pair_source`). Other rows hold
    for a period: what the newer row does not cover of the older row's period stays.
    """
    if table == "code_pairs":
        return [
            *upper,
            *(
                row
                for row in lower
                if row["pair_source"] != pair_source or not {row["column_1"], row["column_2"]} <= covered
            ),
        ]
    if table == "addons":
        return [*upper, *(row for row in lower if row["addon_code"] not in covered)]
    if table == "therapy_codes":
        return _updated(upper, lower)
    if not upper or "valid_from" not in upper[0]:
        keys = {_key(table, row) for row in upper}
        return [*upper, *(row for row in lower if _key(table, row) not in keys)]
    newer = defaultdict(list)
    for row in upper:
        newer[_key(table, row)].append(row)
    kept = list(upper)
    for row in lower:
        kept += _left_over(row, newer.get(_key(table, row), ()))
    return kept


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in KEYS[table])


def _left_over(row: Row, over: Iterable[Row]) -> list[Row]:
    """The row for the days that no newer row takes."""
    pieces = [(row["valid_from"], row["valid_to"] or _FOREVER)]
    for newer in over:
        start, end = newer["valid_from"], newer["valid_to"] or _FOREVER
        cut = []
        for left, right in pieces:
            if end < left or right < start:
                cut.append((left, right))
                continue
            if left < start:
                cut.append((left, shifted(start, -1)))
            if end < right:
                cut.append((shifted(end, 1), right))
        pieces = cut
    return [{**row, "valid_from": left, "valid_to": "" if right == _FOREVER else right} for left, right in pieces]


def _updated(upper: Sequence[Row], lower: Sequence[Row]) -> list[Row]:
    """Code rows with what a later list says: how long the code is vouched for, that it is gone, what kind of therapy code it is.

    A kind that changes splits the row, so that the earlier dates keep theirs.
    """
    rows = {row["code"]: [dict(row)] for row in lower}
    for news in upper:
        periods = rows.get(news["code"])
        if periods is None:
            rows[news["code"]] = [dict(news)]
            continue
        last = periods[-1]
        if news.get("valid_to") and not last["valid_to"]:
            last["valid_to"], last["known_to"] = news["valid_to"], ""
            last["source"], last["confidence"] = news["source"], news["confidence"]
            continue
        if news["known_to"] < last["known_to"] or (last["valid_to"] and last["valid_to"] < news["valid_from"]):
            continue
        told = {name: news[name] for name in ("therapy_type", "modifiers_allowed", "mppr") if news.get(name)}
        how = {name: news[name] for name in ("modifiers_confidence", "type_confidence") if news.get(name)}
        if "therapy_type" not in told:
            how.pop("type_confidence", None)
        is_later = news["known_to"] > last["known_to"]
        if is_later and any(last[name] and last[name] != value for name, value in told.items()):
            periods.append({**last, **told, **how, "valid_from": news["valid_from"], "known_to": news["known_to"]})
            last["valid_to"] = shifted(news["valid_from"], -1)
        else:
            last.update(told, **how, known_to=news["known_to"])
    return [row for periods in rows.values() for row in periods]


def shifted(day: str, days: int) -> str:
    """A date written as 2026-03-04, some days later or earlier."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
