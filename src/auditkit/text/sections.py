"""Headings: which part of a note a sentence stands in. SOAP, discipline headings, or none at all."""

from __future__ import annotations

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
PASSING = frozenset(
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

_headings: dict[str, Section] = {}


def heading(name: str) -> Section | None:
    """The section that a heading opens, or None: `name` in lower case, words separated by one space."""
    if not _headings:
        for section, names in vocabulary("headings").items():
            for text in names:
                _headings[text] = Section(section)
    return _headings.get(name)
