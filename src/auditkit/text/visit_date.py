"""Which of a note's dates is the day of the visit, or the day the report was written."""

from __future__ import annotations

import re

from auditkit.rule import Kind
from auditkit.text.cues import vocabulary
from auditkit.text.dates import Dated
from auditkit.text.expressions import expression
from auditkit.text.literal_pass import plain
from auditkit.text.sections import Section

_WORDS = vocabulary("visit_date")
_SMALL = frozenset(_WORDS["small"])


class _DayWords:
    """Words in front of a date that say which day it is, from a table of the vocabulary."""

    def __init__(self, table: dict):
        self._marks: str = table["marks"]
        self._next_to = tuple(f" {phrase}" for phrase in table["next_to"])
        self._stems = tuple(table["stems"])
        marks = f"[{re.escape(self._marks)}]*"
        # the words themselves, which are looked for first, and the expression of words and gap, which costs more
        self._between = [
            (
                [word.partition("\\")[0] for word in row["words"]],
                expression(
                    rf"\b(?:{'|'.join(row['words'])})\b{row['most']}{marks}(?:(?:{'|'.join(_SMALL)})\b{marks})*$"
                ),
            )
            for row in table["between"]
        ]

    def precede(self, before: str) -> bool:
        """Does one of them stand at the end of `before` (in lower case)?"""
        rest = before.rstrip(self._marks)
        while rest and rest[-1].isalnum():
            said = " " + " ".join(plain(rest[-_LONGEST:]).split())
            last = said.rpartition(" ")[2]
            if said.endswith(self._next_to) or (self._stems and last.startswith(self._stems)):
                return True
            if last not in _SMALL:
                break
            rest = rest[: -len(last)].rstrip(self._marks)
        for words, gap in self._between:
            for word in words:
                if word in before:
                    if gap.search(before):
                        return True
                    break
        return False


_LONGEST = 30  # characters of the longest phrase next to a date
_REACH = 72  # characters in front of a date that are looked at
_VISIT = _DayWords(_WORDS["visit"])
_OTHER = _DayWords(_WORDS["other"])
_SECOND_OF_TWO = expression(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?\s*(?:[-\u2013&]|and\b)[\s(]*$")
# The visit's own words, where they stand between the other day's word and the date: "referred by ... date of service".
_OWN = expression(
    r"(?:(?:^|\s{2,}|[|;,.]\s*)date(?: of (?:service|visit))?|\bdos|(?<!last )(?<!previously )(?<!first )seen(?: on| (?:at|in|by|with) [^.\n\d]{1,40}\bon)?|visit date|date of service|(?:^|[.;]\s+)(?:discharge|closing|progress|initial|evaluation) (?:letter|report|summary|note),? dated|dictated(?: on)?|written(?: on)?|report date|date written|date of (?:report|visit|evaluation))\W*$"
)
_IS_SEEN = re.compile(
    r"[,\s:-]*(?:\w+\W+){0,6}?\b(?:was|were|is|came|attended|arrived|seen|presented|returned|participated|completed)\b",
    re.I,
)
_SIGNING = expression(r"sign|authentic|/s/|finali[sz]|dictat|locked|attest", re.I)
_MACHINE = re.compile(r"electronic|e-?sign|digital|authentic|locked|finali", re.I)
_RANGE_AFTER = re.compile(
    r"\s*(?:-|\u2013|to|through|thru)\s*(?:\d{1,2}[/.-]\d|(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[a-z]{0,6}\b))",
    re.I,
)
_COMPARED = re.compile(r"\s*(?:[:=]\s*[<>]?\d|\)\s*\d|,?\s+last (?:visit|session|report))")


# "5/12/26 surgery"
_OPERATED = re.compile(
    r"\s*[-:\u2013]?\s*(?:surgery(?! (?:f/?u|follow|clinic|visit))|date of surgery|onset|date of injury|doi)\b", re.I
)


def visit_date(note) -> Dated | None:
    """The date that a label or a verb names as the visit's; else the one in the head of the note; else a report's signature date."""
    labelled = note.labelled_dates
    if labelled:
        return labelled[0]
    return _unlabelled(note) or (_last_visit(note) if Kind.DISCHARGE in note.kinds else None)


def _last_visit(note) -> Dated | None:
    """The date that a discharge report gives for the end of care."""
    return next((d for d in note.dates if _ENDED.search(_before(note, d)[1])), None)


_ENDED = re.compile(
    r"\b(?:(?:last|final) (?:tx|treatment|visit|session|day|seen|date|attended)(?: (?:was|date|on))*|eoc|end of care|d/?c(?: date)?|discharged?(?: (?:date|on))?|date discharged)[\s:=,-]*$"
)


def labelled_dates(note) -> list[Dated]:
    """The dates in front of which stands "DOS", "date", "seen on", "report written" or the like."""
    text = note.text
    found = []
    for dated in note.dates:
        _, before = _before(note, dated)
        if (
            (_VISIT.precede(before) and not _SIGNING.search(before[-40:].split("|")[-1].split("   ")[-1]))
            or (before.rstrip().endswith(("on", "on the")) and _IS_SEEN.match(text[dated.end : dated.end + 70]))
        ) and not _is_other(before, text, dated):
            found.append(dated)
    return found


def _before(note, dated: Dated) -> tuple[int, str]:
    """Where the line of a date begins, and what stands in front of it there, in lower case."""
    text = note.text
    line = max(text.rfind("\n", 0, dated.start), text.rfind("\f", 0, dated.start)) + 1
    return line, note.lower[max(line, dated.start - _REACH) : dated.start]


def _is_other(before: str, text: str, dated: Dated) -> bool:
    """Is it another day's date: of birth, of onset, of the next visit, the first or the second of a period?"""
    if _RANGE_AFTER.match(text, dated.end):
        return True
    return bool(_OTHER.precede(before) or _SECOND_OF_TWO.search(before)) and not _OWN.search(before)


def _unlabelled(note) -> Dated | None:
    text = note.text
    head = _head_end(text)
    signed = None
    for dated in note.dates:
        line, near = _before(note, dated)
        before = text[line : dated.start]
        if _is_other(near, text, dated) or _COMPARED.match(text, dated.end) or _OPERATED.match(text, dated.end):
            continue
        signing = _SIGNING.search(near[-60:]) or any(line <= s.start and s.end <= dated.start for s in note.signatures)
        if signing or (
            dated.start > head
            and any(s.section is Section.SIGNATURE and s.start <= dated.start < s.end for s in note.sentences)
        ):
            reports = any(kind is not Kind.TREATMENT for kind in note.kinds)
            if signed is None and (reports or not _MACHINE.search(text[max(0, line - 60) : dated.start])):
                signed = dated
            continue
        if re.search(r"\bon\s*$", before, re.I) and not _IS_SEEN.match(text[dated.end : dated.end + 70]):
            if not re.search(
                r"\b(?:seen|session|visit|came|attended|treated|evaluated|i met|met with|saw)\b", before[-90:], re.I
            ) and not (dated.start < head and _EXAMINED.search(before)):
                continue
            return dated
        bare = _WEEKDAY.sub("", before.strip(" \t*-|#>=_\u2022("))
        if (
            dated.start < head
            or not bare
            or re.search(r"\b(?:session|visit|seen|came|saw|attended|treated|evaluated)\b[^.\n]*$", before, re.I)
        ):
            return dated
        # a name and a date that close the note
        if signed is None and dated.end >= len(text.rstrip()) - 12 and len(bare) < 40:
            signed = dated
    return signed


_WEEKDAY = re.compile(r"\A(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]?\Z", re.I)
_EXAMINED = re.compile(r"(?:^|[.;|]|\s{2,})\s*(?:re-?)?(?:tested|assessed|examined|measured|observed)\s+on\s*$", re.I)


def _head_end(text: str) -> int:
    """The first lines: a title, a line about the patient."""
    at = -1
    for _ in range(4):
        at = text.find("\n", at + 1)
        if at < 0:
            return min(len(text), 220)
    return min(at, 420)
