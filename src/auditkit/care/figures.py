"""Figures that notes give for one measure of one side: today's, and those that a note quotes from an earlier day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from auditkit.tables import parse_date
from auditkit.text.measures import MEASURE_NAME, MOTION, Measure
from auditkit.text.note import Note
from auditkit.text.sections import Section
from auditkit.text.sides import sides
from auditkit.text.targets import is_target
from auditkit.text.values import Unit

EVALUATION = "evaluation"

_UNITS = frozenset((Unit.DEGREES, Unit.SECONDS, Unit.SPEED, Unit.SCORE, Unit.DISTANCE))
_NOT_MEASURED = frozenset(
    (Section.GOALS, Section.PLAN, Section.HISTORY, Section.PRIOR_LEVEL, Section.HOME_PROGRAM, Section.HEADER, Section.SIGNATURE, Section.MINUTES,
     Section.INTERVENTIONS)
)  # fmt: skip
_REACH = 60
_ONE_NAME = {
    "timed up and go": "tug", "timed up & go": "tug", "berg balance scale": "berg", "berg balance": "berg", "bbs": "berg", "5xsts": "five times sit to stand",
    "5x sts": "five times sit to stand", "ftsts": "five times sit to stand", "5 times sit to stand": "five times sit to stand",
    "5x sit to stand": "five times sit to stand", "6mwt": "six minute walk", "6 minute walk": "six minute walk", "6 minute walk test": "six minute walk",
    "six minute walk test": "six minute walk", "walking speed": "gait speed",
}  # fmt: skip
_HOW = frozenset(
    (
        "rom",
        "arom",
        "prom",
        "aarom",
        "range of motion",
        "motion",
        "active",
        "passive",
        "active range of motion",
        "passive range of motion",
    )
)
_PASSIVE = re.compile(r"\b(?:prom|passive)", re.IGNORECASE)
_TARGET_BEFORE = re.compile(
    r"(?:goal|target|at least|or more than|less than|more than|under|within|reach|to|norm|expected|[<>\u2264\u2265])[\s:(=]*(?:of\s)?$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\b[^.;]*\bto\s*$", re.IGNORECASE)
_TARGET_AFTER = re.compile(
    r"\s*(?:or (?:less|more|better|fewer|greater|higher|lower)|\(?(?:goal|target|norm)\b)", re.IGNORECASE
)
_EVAL = r"(?:initial(?: eval\w*| evaluation)?|eval\w*|baseline|soc|start of care|ie)"
_THEN_BEFORE = re.compile(
    rf"\b(?P<eval>{_EVAL})\b[\s:(=,]*(?:was\s|of\s)?$|\b(?P<then>was|were|from|previous(?:ly)?|last (?:visit|session|time|week)|prior)\b[\s:(=,]*$",
    re.IGNORECASE,
)
_THEN_AFTER = re.compile(
    rf"[\s,(]*(?:(?:at|on|in|from|since)\s+(?:the\s+|his\s+|her\s+)?)?(?:(?P<eval>{_EVAL})\b|(?P<day>\d{{1,2}}/\d{{1,2}}/\d{{2,4}})|(?P<then>last (?:visit|session|time|week)|previously|before)\b)(?![\s:(=,]*(?:was\s|of\s)?\d)",
    re.IGNORECASE,
)  # fmt: skip
_ONLY_DATE = re.compile(r"(?P<day>\d{1,2}/\d{1,2}/\d{2,4})[\s:(=,]*(?:was\s)?$")


class Key(NamedTuple):
    """What is measured: the name (with the motion of a joint), the region and side where they are told, and the unit."""

    name: str
    region: str
    side: str
    unit: Unit

    @property
    def words(self) -> str:
        """As a sentence names it, with nothing of the note's own words but the measure."""
        return " ".join(part for part in (self.side, self.region if self.region != "other" else "", self.name) if part)


class Figure(NamedTuple):
    """A value with where it stands. `then` is None for today's; else "evaluation", a day, or "" for some earlier visit."""

    key: Key
    value: float
    then: str | date | None
    start: int
    end: int


def figures(note: Note) -> list[Figure]:
    """The named figures of a note in reading order; targets, doses and what cannot be told apart are left out."""
    return list(_read(note))


def _read(note: Note) -> Iterator[Figure]:
    for sentence in note.sentences:
        if sentence.section in _NOT_MEASURED:
            continue
        before: Figure | None = None
        for measure in note.measured[sentence.index]:
            begin = before.end if before else sentence.start
            lead = note.text[max(begin, measure.start - 40) : measure.start]
            behind = note.text[measure.end : min(sentence.end, measure.end + 34)]
            then = _then(lead, behind)
            if measure.unit is Unit.COUNT and before and then is not None and measure.start - before.end <= 20:
                key = before.key  # "111 degrees, was 98"
            else:
                key = _key(note, measure) if measure.unit in _UNITS and measure.value else None
            if key is None:
                continue
            before = Figure(key, measure.value, then, measure.start, measure.end)
            whole_lead = note.text[max(sentence.start, measure.start - 60) : measure.start]
            if then is not None or not (is_target(note, measure) or _is_aim(whole_lead, behind)):
                yield before


def _is_aim(lead: str, behind: str) -> bool:
    if _TARGET_AFTER.match(behind) and not behind.lstrip().startswith("("):
        return True
    return bool(_TARGET_BEFORE.search(lead)) and not _FROM_TO.search(lead)


def _then(lead: str, behind: str) -> str | date | None:
    """When the value was taken: None for today."""
    after = _THEN_AFTER.match(behind)
    before = _THEN_BEFORE.search(lead)
    day = _ONLY_DATE.search(lead)
    if before and before["then"] and after:  # "from 98 at evaluation", "was 98 on 6/1/2026"
        return _when(after)
    if before:
        return EVALUATION if before["eval"] else ""
    if after and not (after["then"] and behind.lstrip().lower().startswith("before")):
        return _when(after)
    return (parse_date(day["day"]) or "") if day else None


def _when(match: re.Match) -> str | date:
    if match["eval"]:
        return EVALUATION
    return (parse_date(match["day"]) or "") if match["day"] else ""


def _key(note: Note, measure: Measure) -> Key | None:
    """What the value measures, or None where that is not plain."""
    sentence = measure.sentence
    near = [h for h in sentence.hits if h.cues & (MEASURE_NAME | MOTION) and h.end <= measure.start]
    if not near or measure.start - near[-1].end > _REACH:
        return None
    side = next(
        (
            s
            for s in reversed(sides(note))
            if s.sentence is sentence and s.start < measure.start and measure.start - s.end <= 90
        ),
        None,
    )
    if measure.unit is Unit.DEGREES:
        motions = [
            h.phrase for h in near if h.cues & MOTION and h.phrase not in _HOW and measure.start - h.end <= _REACH
        ]
        if not motions or side is None or not side.region:
            return None
        lead = note.text[max(sentence.start, measure.start - _REACH) : measure.start]
        return Key(
            f"{motions[-1]}{' (passive)' if _PASSIVE.search(lead) else ''}", side.region, side.side, measure.unit
        )
    name = near[-1].phrase
    if not near[-1].cues & MEASURE_NAME or name in _HOW or name == "strength":
        return None
    return Key(_ONE_NAME.get(name, name), "", "", measure.unit)
