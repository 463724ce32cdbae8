"""Prints of an EMR, cleaned: headers and footers that recur on each page, page numbers and page breaks.

Only copies go. A header keeps its first copy and a footer its last, because a patient, a date of service or a signature may
stand nowhere else. What goes is whole lines, and spaces take their place: every character that stays keeps its position, so that
evidence found in the cleaned text is found at the same place in the file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ZONE = 12  # lines at the edge of a page where a header or footer may stand
_MOST_PAGES = 5_000  # more are no print of a note
_LINE_ENDS = re.compile(r"[\n\f]")
_COUNTER_WORDS = r"(?:page|pg\.?|p\.)\s*:?\s*(\d{1,4})\s*(?:of|/)\s*(\d{1,4})"
_COUNTER = re.compile(rf"\b{_COUNTER_WORDS}\b", re.I)
_ONLY_COUNTER = re.compile(
    rf"[\s\-–—|=_*]*(?:{_COUNTER_WORDS}|(?:page|pg\.?)\s*:?\s*\d{{1,4}}|-\s*\d{{1,4}}\s*-|\d{{1,4}}\s+of\s+\d{{1,4}})[\s\-–—|=_*.]*$",
    re.I,
)
_STAMP = re.compile(
    r"\s*(?:printed|print date|date printed|generated|report run|run date)\b(?:\s*(?:on|by|at|date)\b)?[\s:]*"
    r"[\d/:.\-\s,apmAPM]*(?:[|\-–]?\s*(?:page|pg\.?)\s*:?\s*\d+(?:\s*(?:of|/)\s*\d+)?)?\s*$",
    re.I,
)
_GOES_ON = re.compile(r"(?:[\w,)%°\"'’-]|\b(?:and|or|with|to|of|the|for))\s*$")
_CONTINUES = re.compile(r"\s*[a-z0-9(]")


class CleanPrint(NamedTuple):
    """`text` has the length of the original. `removed` are (position, line) of what was blanked out, in order."""

    text: str
    removed: tuple[tuple[int, str], ...] = ()


def clean_print(text: str) -> CleanPrint:
    """Blank out what a printer added to a note, where it recurs. A text without page breaks or page numbers stays as it is."""
    if "\f" not in text and not _COUNTER.search(text):
        return CleanPrint(text)
    lines = _LINE_ENDS.split(text)
    pages, by_number = _pages(text, lines)
    if not 2 <= len(pages) <= _MOST_PAGES:
        return CleanPrint("\n".join(lines))
    gone = _copies(lines, pages, by_number) | _numbers(lines, pages, by_number)
    joined = _joins(lines, pages, gone)
    kept: list[str] = []
    removed: list[tuple[int, str]] = []
    position = 0
    for n, line in enumerate(lines):
        if n in gone:
            removed.append((position, line))
        kept.append(" " * len(line) if n in gone else line)
        kept.append(" " if n in joined else "\n")
        position += len(line) + 1
    return CleanPrint("".join(kept[:-1]), tuple(removed))


def _pages(text: str, lines: list[str]) -> tuple[list[range], bool]:
    """The lines of each page, and whether page numbers alone told where pages end."""
    starts = [0]
    if "\f" in text:
        ends = enumerate(_LINE_ENDS.finditer(text), start=1)
        starts += [line for line, end in ends if end[0] == "\f"]
        if not any(line.strip() for line in lines[starts[-1] :]):
            starts.pop()  # a form feed at the end of the last page
        return _ranges([s for n, s in enumerate(starts) if n == 0 or s > starts[n - 1]], len(lines)), False
    numbered = [(n, m) for n, line in enumerate(lines) if (m := _COUNTER.search(line))]
    in_order = all(int(m[1]) == k and int(m[2]) == len(numbered) for k, (_, m) in enumerate(numbered, start=1))
    if len(numbered) < 2 or not in_order:
        return [range(len(lines))], False
    # Pages are cut after each number; a header that carries the number is found on both sides of the cut.
    starts += [n + 1 for n, _ in numbered]
    return _ranges([s for s in starts if s < len(lines)], len(lines)), True


def _ranges(starts: list[int], end: int) -> list[range]:
    return [range(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True)]


def _key(line: str) -> str:
    return " ".join(_COUNTER.sub("page", line).split()).casefold()


def _is_number(line: str) -> bool:
    return bool(line.strip()) and bool(_ONLY_COUNTER.match(line) or _STAMP.match(line))


def _edge(lines: list[str], page: range, *, top: bool) -> list[int]:
    """Lines at one edge of a page, from the edge inwards, blanks and page numbers left out."""
    order = page if top else reversed(page)
    found = []
    for n in order:
        if lines[n].strip() and not _is_number(lines[n]):
            found.append(n)
            if len(found) == _ZONE:
                break
    return found


def _filled(lines: list[str], page: range) -> int:
    return sum(bool(lines[n].strip()) for n in page)


def _after_last_number(lines: list[str], last: range) -> int:
    """Lines of text after the last page number: none where it is in a footer."""
    numbers = [n for n in last if _COUNTER.search(lines[n])]
    return _filled(lines, range(numbers[-1] + 1 if numbers else last.start, last.stop))


def _copies(lines: list[str], pages: list[range], by_number: bool) -> set[int]:
    """Lines that stand at the same edge of most pages, in one run from the edge; the first (or last) copy stays."""
    filled = sum(_filled(lines, page) > 0 for page in pages)
    enough = max(2, -(-filled * 6 // 10))
    number_in_header = by_number and _filled(lines, pages[0]) - 1 < _after_last_number(lines, pages[-1])
    gone: set[int] = set()
    for top in (True, False):
        edges = [_edge(lines, page, top=top) for page in pages]
        counts: dict[str, int] = {}
        for edge in edges:
            for key in {_key(lines[n]) for n in edge}:
                counts[key] = counts.get(key, 0) + 1
        groups: dict[str, list[int]] = {}
        for edge in edges:
            seen: set[str] = set()
            for n in edge:  # a header is a run from the edge: the first line that does not recur ends it
                key = _key(lines[n])
                if counts[key] < enough:
                    break
                if key not in seen:
                    groups.setdefault(key, []).append(n)
                seen.add(key)
        for found in groups.values():
            # Where pages are cut at their numbers, part of a header ends the page before: its first copy opens the print.
            keep = min(found) if top or number_in_header else max(found)
            gone.update(n for n in found if n != keep)
    return gone


def _numbers(lines: list[str], pages: list[range], by_number: bool) -> set[int]:
    """Lines that hold a page number or a printing time and nothing else, at the edges, where they recur."""
    found: set[int] = set()
    for page in pages:
        filled = [n for n in page if lines[n].strip()]
        edges = filled[:_ZONE] + filled[-_ZONE:]
        found.update(n for n in edges if _is_number(lines[n]) and (by_number or not _bare_count(lines[n])))
    return found if len(found) >= 2 else set()


def _bare_count(line: str) -> bool:
    """ "8 of 10" may be a score in a note; it is a page number only where pages are counted so."""
    return bool(re.match(r"\s*\d{1,4}\s+of\s+\d{1,4}\s*$", line))


def _joins(lines: list[str], pages: list[range], gone: set[int]) -> set[int]:
    """Lines whose end is no line end any more, because a sentence goes on after the page break: one line end is left."""
    starts = {page.start for page in pages[1:]}
    joined: set[int] = set()
    before, crossed = -1, False
    for n, line in enumerate(lines):
        crossed = crossed or n in starts
        if n in gone or not line.strip():
            continue
        if crossed and before >= 0 and _GOES_ON.search(lines[before]) and _CONTINUES.match(line):
            joined.update(range(before + 1, n))
        before, crossed = n, False
    return joined
