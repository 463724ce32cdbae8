"""The assessment says something that is true of this patient and not of any patient."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    raise LookupError("written next")


rule = NoteRule(
    title="The assessment is about this patient",
    why=(
        "Contractors expect each note to reflect the individual's condition, treatment and progress on "
        "that day. An assessment made only of phrases that fit anyone gives no support for the visit and "
        "can make a whole set of notes look copied."
    ),
    fix=(
        "Give one thing you observed or decided today that you could not have written about the next "
        "patient: what changed, what held the patient back, what you adjusted and why."
    ),
    question="What did you see or decide in this visit that would not be true of your next patient?",
    strength="Your assessment speaks about this patient and this visit.",
    severity=Severity.REVIEW,
    payment_critical=False,
    red_flag=True,  # met = the flag is absent
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        Source(
            title="National Government Services (Medicare contractor), Documentation",
            section="Cloned documentation could result in Medicare denials for payment",
            url="https://www.ngsmedicare.com/web/ngs/documentation?selectedArticleId=1459133",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.B, needs of the patient",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="skilled-need",
    good=Example(
        text="A: Hip drop returned after the sixth step-up, so height was lowered to keep pelvic control.",
        reason="What was seen and what was decided belong to this patient and this visit.",
    ),
    bad=Example(
        text="A: Patient tolerated session well and is making steady progress. Continue per plan of care.",
        reason="Every phrase would fit any patient on any day, and nothing else is said.",
    ),
    check=check,
    phrases={},
)
