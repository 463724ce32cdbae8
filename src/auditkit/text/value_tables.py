"""Tables of values at two times: a heading line that names the times ("Initial | Now | Goal"), and rows with a value for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from auditkit.text.expressions import expression

Span = tuple[int, int]

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_BEFORE = r"initial(?:ly)?|init|eval\w*|ie|exam|intake|baseline|base|start\w*|soc|adm\w*|prior|prev\w*|last|before|pre|first|then|was|entry|old|beginning|pre-?\s?(?:test|tx|op)"
_AFTER = r"now|today|current\w*|present\w*|this|post|after|final|end|d/?c|disch\w*|latest|recent|recheck|re-?test\w*|re-?assess\w*|re-?eval\w*|mid\w*|status|achieved|actual|new|level|exit|follow[ -]?up|f/u|report"
_AIM = r"goal|target|aim|demand|required?|requirement|need\w*|stg|ltg|expected|norm\w*"
_DATED = rf"(?:1[0-2]|0?[1-9])[/-](?:3[01]|[12]\d|0?[1-9])(?:[/-]\d{{2,4}})?|\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}|\d{{1,2}}\s{_MONTH}|{_MONTH}\s?\d{{1,4}}|(?:q|wk|week|visit|session|month|day|mo|trial|v)\s?#?\d{{1,2}}|{_MONTH}$"
_COLUMN = expression(
    rf"(?<![a-z\d/.])(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER})|(?P<aim>{_AIM})|(?P<dated>{_DATED}))(?![a-z\d/])"
)
_AIMED = re.compile(rf"(?<![a-z])(?:{_AIM})(?![a-z])")
_NO_HEADING = expression(
    r"(?<![a-z])(?:dob|dos|doi|(?<!this )date|birth|cert|time|due|next|mrn|sign\w*|phone|page|auth\w*|seen|attended|missed)(?![a-z])"
)
_DIGIT = re.compile(r"\d")
# "Initial vs final", "Then and now:", "pre -> post": a line of its own that names two times
_TWO_TIMES = expression(
    rf"[^\n]{{0,24}}?(?<![a-z])(?:{_BEFORE}|{_DATED})\s*(?:vs\.?|versus|and|to|/|\||,|->|=>|>|\u2192|\u2013|-)\s*(?:{_AFTER}|{_AIM}|{_DATED})(?![a-z])[^\n]{{0,12}}$"
)
_PARTED = expression(r"\s{2,}|\t|\s*\|\s*|\s?\.{3,}\s?|(?<=[\w%])\s(?=[\[{(])|\s?(?:\. ){3,}")
_HELP = r"indep\w*|mod(?:ified)? i(?:ndep\w*)?|[iIs]|setup|set-up|sup\w*|sba|cga|(?:min|mod|max|total|dep)\w*(?:\s?(?:a|assist\w*|help|x\s?[12]))?|unable|dep\w*|none|hand over hand|hoh"
# "Reporting period 6/1 to 6/30" names two days and no columns
_PERIOD = re.compile(r"(?<![a-z])(?:period|reporting|cover\w*|interval|cert\w*|from|valid|dates)(?![a-z])")
_VALUE = re.compile(rf"(?!\d{{1,2}}[.)]\s+[a-z])[\[{{(<>~\u2264\u2265=\s-]*(?:\d|(?P<help>(?:{_HELP})(?![a-z])))")
_NO_ROW = re.compile(
    r"(?:pain|nprs|vas|bp|blood|hr\b|heart|pulse|spo2|o2|weight|temp|visits?|attended|units?|minutes?|time in|date|code|cpt|9[27]\d{3}|timed|total|page|sets?|reps?)\b"
)
_LETTER = re.compile(r"[a-z]")
_MOST_ROWS = 24


class Row(NamedTuple):
    """A row of a table of values: from its label to its last value, and does one of its columns hold the aim?"""

    start: int
    end: int
    with_aim: bool


def compared_rows(text: str, lines: list[Span]) -> Iterator[Row]:
    """Rows that set values of one measure side by side under a heading line of two times; `text` is in lower case."""
    under = rows = last_end = 0
    with_aim = False
    for start, end in lines:
        if under and (under > _MOST_ROWS or (rows and text.count("\n", last_end, start) > 1)):
            under = 0  # a blank line ends a table that has rows
        last_end = end
        line = text[start:end]
        has_cells = end - start < 200 and ("  " in line.strip() or "|" in line or "\t" in line or "..." in line)
        times = _times(line, has_cells) if has_cells or end - start < 60 else ""
        may_be_row = has_cells and under and (not times or rows or under == 1)  # "3/10  9/10" looks like two dates
        row = _row(line) if may_be_row else None
        if row:
            rows += 1
            yield Row(start + row[0], start + row[1], with_aim)
        elif times:
            under, rows, with_aim = 1, 0, times == "aim"
        elif under:
            under += 1


def _times(line: str, has_cells: bool) -> str:
    """ "aim" or "times" where the line names two times and holds no values."""
    if not (has_cells or _may_hold_two(line)) or not _COLUMN.search(line):
        return ""
    if has_cells and line.count(":") < 2 and not _NO_HEADING.search(line):
        cells = [cell for cell in _PARTED.split(line) if cell.strip(" |")]
        named = [match for cell in cells if len(cell) <= 32 and (match := _COLUMN.search(cell))]
        kinds = {match.lastgroup for match in named}
        if (
            len({match[0] for match in named}) > 1
            and len(named) * 2 >= len(cells)
            and kinds != {"aim"}
            and not _DIGIT.search(_COLUMN.sub("", line))
        ):
            return "aim" if "aim" in kinds else "times"
    if (match := _TWO_TIMES.match(line.rstrip(" :"))) and not _PERIOD.search(match[0]):
        return "aim" if _AIMED.search(match[0]) else "times"
    return ""


def _may_hold_two(line: str) -> bool:
    """Does the line hold one of the marks or words that part two times?"""
    return (
        "/" in line
        or "," in line
        or "-" in line
        or "to" in line
        or "and" in line
        or ">" in line
        or "|" in line
        or "vs" in line
        or "versus" in line
        or "\u2192" in line
        or "\u2013" in line
    )


def _row(line: str) -> Span | None:
    """The label and the first two or three values of a row, as a span of its line."""
    first = last = None
    values: list[bool] = []
    at, label = 0, ""
    for part in (*_PARTED.finditer(line), None):
        stop = part.start() if part else len(line)
        cell = line[at:stop]
        if cell.strip(" |-*\u2022"):
            if first is None:
                if not _LETTER.search(cell) or _NO_ROW.match(cell.lstrip(" |-*\u2022")):
                    return None
                first, label = at + len(cell) - len(cell.lstrip(" |-*\u2022")), cell
            elif match := _VALUE.match(cell):
                if len(cell) > 44:
                    break
                values.append(bool(match["help"]))
                last = stop
                if len(values) == 3:
                    break
            elif values and len(cell) > 14:
                break
        at = part.end() if part else stop
    if first is None or last is None or len(values) < 2 or (label.rstrip().endswith(":") and len(label) > 40):
        return None
    return first, last
