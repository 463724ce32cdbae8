"""Several visits in one file -> one part per visit.

A file is cut only at visit headers that cannot be mistaken: the same kind of header, at the start of a line, with different dates,
each followed by a visit's worth of words. Dates of birth, onset, surgery, goals or signatures never cut, and neither does a
list of visits. In doubt the file stays one note.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from auditkit.tables import DATE_PATTERN, parse_date

_FEWEST_WORDS = 12  # fewer words after a header are an entry of a list, not a visit
_BLOCK = 8  # most lines of a header block above the line with the date
_NEAR = 2_000  # letters round a header that are looked at

_START = r"^[ \t\f#*=>|_\-–—]*"
_DATE = rf"(?P<date>{DATE_PATTERN})(?![\d/])"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
# "DOS: 3/4/2026", "Date of Service 03/04/2026", "Visit Date - March 4, 2026", and fields of the same line after it.
_LABELLED = re.compile(
    _START + r"(?P<label>dos|d\.o\.s\.?|date\s+of\s+(?:service|visit|treatment|session|encounter)"
    r"|(?:visit|service|treatment|session|encounter|note)\s+date)\**[ \t]*[:#=|\-–—]*\**[ \t]*"
    + _WEEKDAY
    + _DATE
    + r"(?P<rest>[^\n]*)$",
    re.I | re.M,
)
# "Treatment Note - 03/06/2026", "PT Daily Note 3/4/26", "Visit 3 (March 4, 2026)": the heading and nothing else on the line.
_HEADING = re.compile(
    _START + r"(?P<label>(?:(?:pt|ot|slp|st|physical|occupational|speech)[ \t]+(?:therapy[ \t]+)?)?"
    r"(?:(?:daily|treatment|tx|visit|session|encounter|soap|clinic|therapy|outpatient)[ \t]+)+(?:note|visit|summary|record|documentation)"
    r"|(?:(?:pt|ot|slp|st)[ \t]+)?(?:progress[ \t]+(?:note|report)|initial[ \t]+eval(?:uation)?|discharge[ \t]+(?:note|summary)|re-?certification|eval(?:uation)?)"
    r"|(?:visit|session|treatment|encounter|note)[ \t]*(?:\#|no\.?)?[ \t]*\d{1,3}(?:[ \t]*(?:of|/)[ \t]*\d{1,3})?|(?:daily|treatment|visit|session|soap)[ \t]+note:)"
    r"\**[ \t]*(?:[\-–—|,(:]|on|for|dated)?[ \t]*\**"
    + _WEEKDAY
    + _DATE
    + r"(?P<rest>[ \t)]*[|,\-–—]?[ \t]*(?:\d{1,2}:\d{2}[^\n]{0,24})?[*#=_\-–— \t)]*)$",
    re.I | re.M,
)
# A bare "Date: 3/4/2026" is a header only between a blank line (or the start) and a first field of a note.
_BARE = re.compile(
    r"(?:\A|(?<=\n\n)|(?<=\f)|(?<=\n[=_*-][=_*-][=_*-]\n))[ \t]*(?P<label>date)[ \t]*:[ \t]*"
    + _DATE
    + r"(?P<rest>[^\n]*)\n\s*(?:[^\n]+\n\s*)?"
    r"(?=(?:s|subj|subjective|cc|chief complaint|patient|pt|diagnosis|dx|visit|time in|type|note|discipline)\b[ \t]*[:/#-])",
    re.I,
)
# What may follow the date of a labelled header: nothing, a time, another field. A range or a list of dates is no header.
_FIELD = re.compile(
    r"[ \t]*\**[ \t]*(?:[|,;\t]|[ \t]{2,}|$|(?:at[ \t]+)?\d{1,2}:\d{2}|[\w/#. ]{1,30}:|\(?visit\b|#)", re.I
)
_NOT_A_VISIT = re.compile(r"[ \t]*(?:-|–|—|to|through|thru|and|&|,)[ \t]*" + DATE_PATTERN, re.I)
_WORD = re.compile(r"\w+")
_RULE = re.compile(r"[\s=_*#\-–—]{3,}")
_QUICK = re.compile(DATE_PATTERN, re.I)


class Visit(NamedTuple):
    """One visit's part of the text, and the date in its header (None where the text is one note and was not cut)."""

    text: str
    date_of_service: date | None = None


class _Header(NamedTuple):
    start: int
    end: int
    family: str
    when: date
    is_alone: bool  # nothing but fields on its line: not "DOS 3/4/2026 - worked on stairs"


def split_visits(text: str) -> tuple[Visit, ...]:
    """The visits of a text in order. Joined, their texts are the original; one visit, or doubt, gives one part."""
    if len(_QUICK.findall(text, 0, 200_000)) < 2:
        return (Visit(text),)
    headers = _choose(text, _headers(text))
    if len(headers) < 2:
        return (Visit(text),)
    cuts = [0]
    cuts += [_block_start(text, header, headers[0], cuts[-1]) for header in headers[1:]]
    ends = [*cuts[1:], len(text)]
    return tuple(Visit(text[a:b], h.when) for a, b, h in zip(cuts, ends, headers, strict=True))


def _headers(text: str) -> list[_Header]:
    found = []
    for pattern, family in ((_LABELLED, ""), (_HEADING, "heading"), (_BARE, "bare")):
        for m in pattern.finditer(text):
            when = parse_date(m["date"])
            if when is None or _NOT_A_VISIT.match(m["rest"]):
                continue
            if family == "heading" and not _begins_a_block(text, m.start("label")):
                continue  # "Initial evaluation 3/1/2026" among the fields of another note
            label = family or re.sub(r"[\s.]+", " ", m["label"].lower()).strip()
            is_alone = bool(family) or _FIELD.match(m["rest"]) is not None
            found.append(_Header(m.start(), m.end(), label, when, is_alone))
    return found


def _begins_a_block(text: str, start: int) -> bool:
    """True at the start of the text, after a blank line, a rule, a page break, a signature or a clinic's short header."""
    near = text[max(0, start - _NEAR) : start]
    before = near.rstrip(" \t#*=>|_-–—")
    filled = before.rstrip()
    gap = before[len(filled) :]
    line = filled.rsplit("\n", 1)[-1]
    if not filled or gap.count("\n") >= 2 or "\f" in gap or _RULE.fullmatch(line):
        return True
    first = text.find(line, 0, _NEAR)
    recurs = 0 <= first < start - len(near) + len(filled) - len(line)  # the line stands higher up, too
    return "sign" in line.lower() or (":" not in line and recurs)


def _choose(text: str, headers: list[_Header]) -> list[_Header]:
    """The headers to cut at: of the kind with most dates, each with a visit's words after it, one per change of date."""
    families: dict[str, list[_Header]] = {}
    for header in headers:
        families.setdefault(header.family, []).append(header)
    best: list[_Header] = []
    for family in families.values():
        family.sort()
        if any(
            header.is_alone for header in family
        ):  # then "DOS 3/4/2026 - worked on stairs" is a report's list of visits
            family = [header for header in family if header.is_alone]
        kept = _with_words(text, family)
        if len({h.when for h in kept}) > max(1, len({h.when for h in best})):
            best = kept
    changes: list[_Header] = []
    for header in best:
        if not changes or header.when != changes[-1].when:
            changes.append(header)
    # A visit comes once. Dates that come back are a report that quotes its visits, or pages out of order: not clear.
    return changes if len({h.when for h in changes}) == len(changes) else []


def _with_words(text: str, family: list[_Header]) -> list[_Header]:
    kept = []
    for n, header in enumerate(family):
        end = family[n + 1].start if n + 1 < len(family) else len(text)
        own = len(_WORD.findall(text[header.start : end]))
        if own - 5 >= _FEWEST_WORDS:  # the header itself has about five
            kept.append(header)
    return kept


def _block_start(text: str, header: _Header, first: _Header, floor: int) -> int:
    """Where the lines begin that belong to this header: those that match the lines above the first header, or a page break."""
    start = header.start + text[header.start : header.end].rfind("\f") + 1
    page = text.rfind("\f", floor, start)
    if page >= 0 and text.count("\n", page, start) <= _BLOCK:
        return page + 1
    above_first = text[max(0, first.start - _NEAR) : first.start].split("\n")[:-1]
    above_first = [line for line in above_first if line.strip() and not _RULE.fullmatch(line)]
    above = text[max(floor, start - _NEAR) : start].split("\n")[:-1]
    at = start
    pending = 0
    taken = 0
    while above and taken < _BLOCK:
        line = above.pop()
        pending += len(line) + 1
        if not line.strip():
            continue
        if not _RULE.fullmatch(line):
            if not above_first or _likeness(line) != _likeness(above_first[-1]):
                break
            above_first.pop()
        taken += 1
        at -= pending
        pending = 0
    return max(at, floor)


def _likeness(line: str) -> str:
    """What two header lines share: the label before a colon, or the words without digits."""
    label = line.split(":", 1)[0] if ":" in line else line
    return re.sub(r"[\d\W]+", " ", label).strip().lower()
