"""Headings: which part of a note a sentence stands in. SOAP, discipline headings, or none at all."""

from __future__ import annotations

import re
from enum import StrEnum

from auditkit.text.cues import vocabulary


class Section(StrEnum):
    """The parts of a therapy note, whatever the practice calls them."""

    NOTE = "note"  # no heading says where we are
    HEADER = "header"
    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    GOALS = "goals"
    DIAGNOSIS = "diagnosis"
    HISTORY = "history"
    PRIOR_LEVEL = "prior_level"
    FUNCTION = "function"
    MEASURES = "measures"
    INTERVENTIONS = "interventions"
    RESPONSE = "response"
    SKILL = "skill"
    PROGRESS = "progress"
    MINUTES = "minutes"
    HOME_PROGRAM = "home_program"
    PRECAUTIONS = "precautions"
    DISCHARGE = "discharge"
    SIGNATURE = "signature"


# Sections of facts: they hold for their own lines, and the words after them belong where they stood before.
_PASSING = frozenset(
    (
        Section.HEADER,
        Section.MINUTES,
        Section.SIGNATURE,
        Section.DIAGNOSIS,
        Section.PRIOR_LEVEL,
        Section.HISTORY,
        Section.PRECAUTIONS,
    )
)

# A label beside its words that opens one of these lasts like a heading of its own line.
_GREAT = frozenset((Section.SUBJECTIVE, Section.OBJECTIVE, Section.ASSESSMENT, Section.PLAN, Section.GOALS))

_HEADINGS = {name: Section(section) for section, names in vocabulary("headings").items() for name in names}


def heading(name: str) -> Section | None:
    """The section that a heading opens, or None: `name` in lower case, words separated by one space."""
    found = _HEADINGS.get(name)
    if found is None and name.startswith("plan ") and _PLAN_FOR.match(name):
        return Section.PLAN
    return found


def heads_goals(name: str) -> bool:
    """Does a line of these words alone head a list of goals: "Short term goals (through 4/3/26)"?"""
    return ("goal" in name or name.startswith(("stg", "ltg"))) and _GOALS_BY.fullmatch(name) is not None


# "Short term goals (through 4/3/26)", "LTGs - 90 days"
_GOALS_BY = re.compile(
    r"(?:(?:new|updated|revised|functional|treatment|therapy|pt|ot|st|slp)\s)*(?:(?:(?:short|long) term )?goals?|[sl]tgs?(?: s)?)(?: (?:for|to|be|by|in|within|through|thru|over|until|till|due|met|achieved|reached|next|the|new|this|coming|following|period|term|weeks?|wks?|w|months?|mos?|days?|visits?|sessions?|target|date|\d{1,4}|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*))+"
)

# "Plan for next 12 weeks, 1x/week" on a line of its own
_PLAN_FOR = re.compile(r"plan (?:for|over|in|until|through) (?:the )?(?:next|coming|following|this|\d)\b(?: \w+){0,6}$")


class Place:
    """Where in the note a line stands. A heading alone on its line, or one of the great ones, lasts until the next;
    a label beside its words lasts to the next blank line, one inside a line to the line's end, a label of facts for its line."""

    def __init__(self) -> None:
        self.section, self.heading = Section.NOTE, ""
        self.lasting: tuple[Section, str] = (Section.NOTE, "")
        self.until = "heading"  # or "blank", "line"

    def next_line(self, *, after_blank: bool) -> None:
        if self.until == "line" or (after_blank and self.until == "blank"):
            self.section, self.heading = self.lasting
            self.until = "heading"

    def open(self, section: Section, heading: str, *, alone: bool, inline: bool = False) -> None:
        self.section, self.heading = section, heading
        if section in _PASSING:
            self.until = "blank" if alone else "line"
        elif alone or section in _GREAT:
            self.until = "heading"
            self.lasting = (section, heading)
        else:
            self.until = "line" if inline else "blank"
