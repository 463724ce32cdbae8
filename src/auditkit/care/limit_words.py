"""What a payer's free text says about a limit: how much it grants, what is used or left, who shares it. Standard library only; nothing is guessed from it.

Payers put figures into messages that have an element of their own in the standard, so the text is read where that element is empty.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditkit.care.payer_words import CONDITIONAL

_TEXTS = 5_000  # payers say the same in the same words
_VISITS = r"(?:combined\s+|therapy\s+|outpatient\s+|PT\s+|OT\s+|ST\s+|physical\s+therapy\s+|occupational\s+therapy\s+|speech\s+therapy\s+)*(?:visits?|sessions?|treatments?|days?\s+of\s+therapy|vis\b)"
_N = r"(?P<n>\d{1,3})(?![\d/%]|[.,][1-9])(?:\.0+)?"
_ONE = r"(?<![\d.$/#-])"
_REMAINING = (
    re.compile(rf"{_ONE}{_N}\s*{_VISITS}\s*(?:are\s+|is\s+)?(?:still\s+)?(?:remain(?:ing|s)?|left|available)\b", re.I),
    re.compile(rf"\b{_VISITS}\s*(?:remaining|left|available)\b\s*(?:[:=-]|is|are)?\s*{_N}", re.I),
    re.compile(rf"\bremaining\s*(?:{_VISITS})?\s*(?:[:=-]|is|are)?\s*{_N}(?!\s*(?:dollars|percent))(?=\s*(?:{_VISITS})|\s*$|\s*[.;,])", re.I),
)  # fmt: skip
_USED = (
    re.compile(rf"{_ONE}{_N}\s*(?:of\s+\d{{1,3}}\s+)?{_VISITS}\s*(?:have\s+been\s+|were\s+|already\s+)*(?:used|met|utilized|taken)\b", re.I),
    re.compile(rf"\b{_VISITS}\s*(?:used|utilized|met|taken)(?:\s+to\s+date|\s+ytd)?\s*(?:[:=-]|is|are)?\s*{_N}", re.I),
    re.compile(rf"\bused\s*(?:[:=-])?\s*{_N}\s*(?:of\s+\d{{1,3}}\s+)?(?:{_VISITS})", re.I),
)  # fmt: skip
# A number alone, where what is counted is said before it: "20 visits used. 0 remaining."
_ALONE = (
    ("remaining", re.compile(rf"{_ONE}{_N}\s*(?:are\s+|is\s+)?(?:remain(?:ing|s)?|left|available)\b|\b(?:remaining|left)\s*[:=-]?\s*{_N.replace('<n>', '<n2>')}(?=\s*$|\s*,)", re.I)),
    ("used", re.compile(rf"{_ONE}{_N}\s*(?:already\s+|have\s+been\s+)?(?:used|utilized)\b|\b(?:used|utilized)\s*[:=-]?\s*{_N.replace('<n>', '<n2>')}(?=\s*$|\s*,)", re.I)),
)  # fmt: skip
_COUNTS_VISITS = re.compile(r"\b(?:visits?|sessions?|treatments?)\b", re.I)
_COUNTS_ELSE = re.compile(r"[$%]|\b(?:dollars?|percent|units?|hours?|months?|years?|amount)\b", re.I)
_PERIOD = r"(?:per|each|every|a|in\s+a|/)\s*(?:(?P<cal>calendar|benefit|plan|contract|service|policy)\s+)?(?P<per>year|yr|period|month|week|day|lifetime|condition|episode|illness|injury)"
_DAYS = (
    ("remaining", re.compile(rf"{_ONE}{_N}\s*days?\s*(?:are\s+)?(?:remain(?:ing)?|left|available)\b|\bdays?\s+(?:remaining|left)\s*[:=-]?\s*{_N.replace('<n>', '<n2>')}", re.I)),
    ("used", re.compile(rf"{_ONE}{_N}\s*(?:of\s+\d{{1,3}}\s+)?days?\s*(?:have\s+been\s+|were\s+|already\s+)*(?:used|utilized|met)\b|\b(?:days?\s+)?used\s*[:=-]?\s*{_N.replace('<n>', '<n2>')}\s*(?:days?\b|$)", re.I)),
)  # fmt: skip
_DAYS_OF_ALL = re.compile(
    r"(?<![\d.$/#-])(\d{1,3})\s+of\s+(\d{1,3})\s+(?:therapy\s+)?days?\s+(?:have\s+been\s+|were\s+)?(?:used|utilized|met)\b",
    re.I,
)
_TOTAL = (
    re.compile(rf"{_ONE}{_N}\s*{_VISITS}(?:\s+(?:maximum|max|limit|allowed|combined|for\s+[\w\s/,&]{{1,40}}?))*\s*{_PERIOD}", re.I),
    re.compile(rf"\b(?:limit(?:ed|ation)?|max(?:imum)?|up)\s*(?:\w+\s+){{0,3}}?(?:of|to|is|:)?\s*{_N}\s*{_VISITS}(?:[^.;]{{0,40}}?{_PERIOD})?", re.I),
    re.compile(rf"{_ONE}{_N}\s*{_VISITS}\s*(?:limit|max(?:imum)?|allowed|allowable|cap)\b", re.I),
    re.compile(rf"\b{_VISITS}\s*(?:limit|max(?:imum)?|allowed)\s*(?:[:=-]|is|of)?\s*{_N}", re.I),
    re.compile(rf"\bused\b[^.;]{{0,12}}?\bof\s+{_N}\s*(?:{_VISITS})|{_ONE}\d{{1,3}}\s+of\s+(?P<n2>\d{{1,3}})\s+{_VISITS}\s+(?:have\s+been\s+)?used", re.I),
)  # fmt: skip
_PERIODS = {
    "year": "calendar_year", "yr": "calendar_year", "period": "service_year", "month": "month", "week": "week", "day": "day", "lifetime": "lifetime", "condition": "episode",
    "episode": "episode", "illness": "episode", "injury": "episode",
}  # fmt: skip
_QUALIFIED_YEARS = {
    "benefit": "service_year",
    "plan": "service_year",
    "contract": "contract",
    "service": "service_year",
    "policy": "service_year",
}
_IS_USED = re.compile(
    r"\bused\b|\b(?:amount|deductible|ded|oop|pocket|maximum|accumulat\w*)\s+(?:met|applied|satisfied|reached)\b|\bmet\s+(?:amount|to\s+date|ytd)\b|\byear[\s-]to[\s-]date\b|\bytd\b",
    re.I,
)
_IS_REMAINING = re.compile(
    r"\b(?:amount|visits?|balance|deductible|ded|oop|pocket|maximum|benefit)\s+(?:remaining|left)\b|\bremaining\s+(?:amount|visits?|balance|deductible|ded|oop|benefit)\b|^\W*remaining\W*$",
    re.I,
)
_EXHAUSTED = re.compile(
    r"\b(?:(?:benefits?|visits?|sessions?|limit(?:ation)?|max(?:imum)?|allowance|cap)\W+(?:\w+\W+){0,3}?)?(?:exhausted|used\s+up|depleted)\b"
    r"|\b(?:limit(?:ation)?|max(?:imum)?|cap)\s+(?:(?:has|have|was|is)\s+(?:been\s+)?)?(?:met|reached|exceeded)\b"
    r"|\b(?:no|zero)\s+(?:more\s+|further\s+|remaining\s+)?(?:benefits?|visits?|sessions?)\s+(?:are\s+)?(?:left|remain(?:ing)?|available)\b",
    re.I,
)
_NOT_OF_VISITS = re.compile(
    r"\bout[\s-]+of[\s-]+pocket\b|\boop\b|\bdeduct\w*|\bco-?\s?(?:pay|ins)\w*|\bcatastrophic\b", re.I
)
_POOLED = re.compile(r"\bcombin\w+|\bshared?\b|\bpooled\b|\baggregate\b|\btogether\b|\bcollective\w*", re.I)


class Figure(NamedTuple):
    """A number of visits in a message. `measure` is total, used or remaining; `period` is empty where none is named."""

    measure: str
    visits: str
    period: str = ""


def figures_in(text: str, *, of_visits: bool = False) -> tuple[Figure, ...]:
    """The numbers of visits that a message names, at most one of each measure. Two different ones of a measure: none of it.

    `of_visits`: the message stands with a number of visits, so that "used 25" in it counts visits.
    """
    found: list[Figure] = []
    taken: set[int] = set()
    for measure, patterns in (("remaining", _REMAINING), ("used", _USED), ("total", _TOTAL)):
        read = []
        for pattern in patterns:
            for m in pattern.finditer(text):
                group = "n" if m.groupdict().get("n") else "n2"
                if m.start(group) not in taken:
                    read.append(Figure(measure, str(int(m[group])), _period(m.groupdict())))
                    taken.add(m.start(group))
        if len({figure.visits for figure in read}) == 1:
            found.append(max(read, key=lambda figure: len(figure.period)))
        elif not read and (alone := _alone(text, measure, of_visits)):
            found.append(Figure(measure, alone))
    return tuple(found)


def days_in(text: str) -> tuple[Figure, ...]:
    """The days of therapy that a message beside a limit says are used, left or granted; of two different numbers none."""
    if CONDITIONAL.search(text):
        return ()
    if of_all := _DAYS_OF_ALL.search(text):
        return Figure("used", str(int(of_all[1]))), Figure("total", str(int(of_all[2])))
    found = []
    for measure, pattern in _DAYS:
        read = {str(int(m["n"] or m["n2"])) for m in pattern.finditer(text)}
        found += [Figure(measure, number) for number in read] if len(read) == 1 else []
    return tuple(found)


def _alone(text: str, measure: str, of_visits: bool) -> str:
    """The number of a sentence that names no unit, where it, or the sentence before it, counts visits and nothing else."""
    pattern, read = dict(_ALONE).get(measure), set()
    for sentence in re.split(r"[.;](?!\d)", text) if pattern else ():
        if _NOT_OF_VISITS.search(sentence) or _COUNTS_ELSE.search(sentence) or CONDITIONAL.search(sentence):
            of_visits = False
            continue
        of_visits = of_visits or bool(_COUNTS_VISITS.search(sentence))
        if of_visits:
            read |= {str(int(m["n"] or m["n2"])) for m in pattern.finditer(sentence)}
    return read.pop() if len(read) == 1 else ""


def _period(groups: dict[str, str | None]) -> str:
    per = (groups.get("per") or "").lower()
    if per in ("year", "yr") and (groups.get("cal") or "").lower() in _QUALIFIED_YEARS:
        return _QUALIFIED_YEARS[(groups["cal"] or "").lower()]
    return _PERIODS.get(per, "")


def measure_in(text: str, *, of_visits: bool = False) -> str:
    """`used` or `remaining` where a message says that the figure beside it is that; a condition ("until the deductible is met") says nothing.

    `of_visits`: the figure counts visits, of which "deductible met" says nothing.
    """
    if of_visits and _NOT_OF_VISITS.search(text):
        return ""
    if CONDITIONAL.search(text) or re.search(r"\bmust\b|\bonce\b|\bnot\b", text, re.I):
        return ""
    used, remaining = _IS_USED.search(text), _IS_REMAINING.search(text)
    return "" if bool(used) == bool(remaining) else "used" if used else "remaining"


@lru_cache(maxsize=_TEXTS)
def exhausted_in(text: str) -> str:
    """The words of a message that say that nothing is left of a benefit; empty where none do, under a condition, or of the patient's own share."""
    for sentence in re.split(r"[.;](?!\d)", text):
        if (found := _EXHAUSTED.search(sentence)) is None or _NOT_OF_VISITS.search(sentence):
            continue
        if not CONDITIONAL.search(sentence) and not re.search(
            r"\b(?:not|once|when|before|never|unless)\b", sentence, re.I
        ):
            return " ".join(found[0].split())
    return ""


@lru_cache(maxsize=_TEXTS)
def is_pooled(text: str) -> bool:
    """True where a message says that a limit is shared."""
    return bool(_POOLED.search(text))
