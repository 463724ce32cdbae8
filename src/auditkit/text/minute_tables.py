"""Tables of minutes: rows under a heading row with a column of minutes, however the columns are parted."""

from __future__ import annotations

from auditkit.text.expressions import expression

_HEADING = expression(r"(?:\||\t|\s{2,}|^)\W*(?:\w+\s)?(?:min|mins|minutes|time \(?min\w*\)?)\W*(?:\||\t|\s{2,}|$)")
_COLUMNS = ("|", "\t", "  ")
_ROWS = 9  # rows of a table that are looked at


def in_minutes(low: str, at: int) -> bool:
    """Does `at` stand in a row of a table that has a column of minutes? `low` is the note in lower case."""
    start = low.rfind("\n", 0, at) + 1
    end = low.find("\n", at)
    line = low[start : end if end >= 0 else len(low)]
    for _ in range(_ROWS):
        if not start or not any(mark in line.strip() for mark in _COLUMNS):
            return False
        above = low.rfind("\n", 0, start - 1) + 1
        line = low[above : start - 1]
        if _HEADING.search(line) and not any(map(str.isdecimal, line)):
            return True
        start = above
    return False
