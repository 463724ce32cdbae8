"""The date of the visit or, for reports, the date written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.cues import cue
from auditkit.text.expressions import expression

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.dates import Dated
    from auditkit.text.note import Note

DATE_LABEL = cue("date_label", "dos", "date", "dated", "dates")
_LABEL = expression(
    r"(?:DOS|date of (?:service|visit|treatment|session|report)|(?:visit|service|session|treatment|encounter|report) date|date seen|report date|date written|eval date|date)[\s:=|.]*$",
    re.I,
)
_OF_THE_VISIT = re.compile(r"(?:dos|service|visit|session|treatment|encounter)\W*(?:date)?[\s:=|.]*$", re.I)
_DOUBTFUL = re.compile(
    r"(?:\d{0,2}\?\d{0,2}|\d{1,2})/(?:\d{0,2}\?+\d{0,2}|\d{1,2})/\d{0,2}\?*\d{0,2}|illegible|smudge|unreadable|over the figures|cut off",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:see|as on|as in|per|on the|refer to)\b[^\n]{0,40}\b(?:schedule|calendar|printout|billing|claim|log|chart|header|sheet|stamp|sign-?in|system)",
    re.I,
)


def check(note: Note, reference: Reference) -> Verdict:
    if len(note.labelled_dates) > 1:
        visits = [dated for dated in note.labelled_dates if _names_the_visit(_before(note, dated))]
        if len(visits) == 2 and visits[0].day != visits[1].day:
            return unclear(*((d.start, d.end) for d in visits), message="Two different dates of the visit are given.")
    if found := note.visit_date:
        label = _LABEL.search(_before(note, found))
        return met((found.start - len(label[0]) if label else found.start, found.end))
    for sentence in note.with_cues(DATE_LABEL):
        words = note.text[sentence.start : sentence.end]
        if ("?" in words and _DOUBTFUL.search(words)) or re.search("illegible|smudge|unreadable", words, re.I):
            return unclear((sentence.start, sentence.end), message="The date cannot be read.")
        if _ELSEWHERE.search(words):
            return unclear(
                (sentence.start, sentence.end), message="The date is said to stand in a document that was not supplied."
            )
    return not_met()


def _before(note: Note, dated: Dated) -> str:
    return note.text[max(0, dated.start - 28) : dated.start]


def _names_the_visit(before: str) -> bool:
    return bool(_OF_THE_VISIT.search(before) and _LABEL.search(before))


rule = NoteRule(
    title="The note carries its date",
    why=(
        "Each treatment day needs its own note, matched by date to the line on the claim. Without the date, a "
        "reviewer cannot tell which service the note supports and may treat it as not supplied."
    ),
    fix=(
        "Put the date of the visit on the note; on a report, the date it was written. Dates of birth, onset "
        "or the next appointment do not stand in for it."
    ),
    question="On which day did this visit take place, and where on the page would a reviewer find it?",
    strength="You dated the note, so it can be matched to the claim.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.3.E Treatment Note: date of treatment"),
        benefit_policy_manual("220.3.D Progress Report: date the report was written"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text="Visit date: 11/12/2026. Visit 6.",
        reason="The day of the visit is on the page and labelled.",
    ),
    bad=Example(
        text="DOB: 5/14/1961. Onset: 9/2/2026. Next appointment: 11/20/2026.",
        reason="Three dates, none of them the day of this visit.",
    ),
    check=check,
    phrases={},
)
