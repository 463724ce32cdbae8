"""Dates that are written short: 10/5 between scores, "the 21st", "oct 27", a holiday.

A figure over a figure is a date where it cannot be a score: the first is the greater, or the second is a day that no scale ends at. Anything else
needs a word before it, and those stand among the patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.training.masking.hits import Hit, What

_SLASHED = re.compile(r"(?<![\w/.+-])(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])(?![\w/%+]|\.\d|-\d)")
_SCALES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15, 16, 18, 20, 21, 24, 25, 27, 28, 30}
)  # where measures and trials end
_SCORED_BEFORE = re.compile(
    r"(?:score[ds]?|pain|rated?|[A-Z]{3,}|\bat|\bof|=|Berg|strength|grade|correct|accuracy|ratio|vision|dose|level|[LCTS])[ :]{0,2}\Z"
)
_COUNTED_AFTER = re.compile(
    r"\s?(?:in\b\.?(?!\s[a-z])|inch|lbs?\b|cups?\b|[a-z]*\s?(?:trials?|words?|items?|steps?|reps?|times|tries|attempts?|opportunit|sessions?|visits?|correct|pain|sec|min\b|mmHg|on\b|with\b|w/|->|→|to\s\d|today\b|rest\b|best\b|worst\b))"
)
_IN_A_ROW = re.compile(r"\s?(?:,|;|and|&|,\s?and|\+|-|–|to|thru|through)\s?")
_DATES_BEFORE = re.compile(
    r"\b(?:DOS|[Dd]ates?(?:\sof\sservice)?|[Ss]een(?:\son)?|[Vv]isits?\son|[Oo]n|[Cc]ertified|[Ff]ell|[Bb]egan|[Ss]tarted|[Ii]njured|[Hh]urt|[Aa]dmitted|[Dd]ischarged|[Ee]valuated|[Ss]ent|[Ss]igned|[Mm]ailed|[Rr]eceived|[Pp]eriod)[ :]{1,2}\Z"
)
_SOON = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|december)"
_WORDED = re.compile(
    rf"\b(?P<nth>the\s{_SOON}(?:st|nd|rd|th))\b(?!\s(?:percentile|visit|session|grade|floor|rep|trial|time|step|digit|finger|toe|ray|metacarpal|metatarsal|street|ave|cranial|nerve|century|of\s(?!the\s?month)))"
    rf"|\b(?P<named>{_MONTH}\.?\s{{1,2}}(?:the\s)?{_SOON}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?)(?![\w/%]|\.\d)"
    r"|\b(?P<holiday>Thanksgiving|Christmas(?:\sEve)?|Halloween|Easter|New\sYear(?:['’]?s)?(?:\s(?:Eve|Day))?|Labor\sDay|Memorial\sDay|Mother['’]s\sDay|Father['’]s\sDay|"
    r"Valentine['’]?s(?:\sDay)?|Independence\sDay|Veterans\sDay|Columbus\sDay|Juneteenth|Hanukkah|Passover|Yom\sKippur|Rosh\sHashanah|Eid|Diwali|Epiphany)\b"
    rf"|\b(?P<small>(?i:{_MONTH}|march|may|dec)\s(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))(?:\s(?i:nineteen|twenty)[ -](?i:[a-z]+(?:[ -](?i:one|two|three|four|five|six|seven|eight|nine))?))?)\b",
    re.IGNORECASE,
)  # fmt: skip


def dated(text: str) -> Iterator[Hit]:
    """Short dates that no score is written as."""
    for match in _listed(text):
        yield Hit(match.start(), match.end(), What.DATE, "pattern")
    for match in _WORDED.finditer(text):
        yield Hit(*match.span(match.lastgroup), What.DATE, "pattern")


def _listed(text: str) -> Iterator[re.Match[str]]:
    """Dates among figures over figures; where one in a row is a date, all in the row are."""
    rows: list[list[re.Match[str]]] = []
    for match in _SLASHED.finditer(text):
        if rows and _IN_A_ROW.fullmatch(text, rows[-1][-1].end(), match.start()):
            rows[-1].append(match)
        else:
            rows.append([match])
    for row in rows:
        is_counted = any(_COUNTED_AFTER.match(text, match.end()) for match in row)
        is_named = bool(_DATES_BEFORE.search(text, max(0, row[0].start() - 20), row[0].start()))
        if (is_named and not is_counted) or any(_is_date(text, match) for match in row):
            yield from row


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether it cannot be a score."""
    month, day = int(match["month"]), int(match["day"])
    before, after = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 24]
    is_score = _SCORED_BEFORE.search(before) or _COUNTED_AFTER.match(after)
    if month > day or match["day"].startswith("0") or match["month"].startswith("0"):
        is_score = False
    elif day in _SCALES or month == day:
        is_score = True
    return not is_score
