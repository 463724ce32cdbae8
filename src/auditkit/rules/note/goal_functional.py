"""At least one goal names the activity it is for."""

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
    title="At least one goal names the activity it is for",
    why=(
        "Therapy is paid to restore what a person does, and the plan's goals are expected to pertain to "
        "identified functional impairments. A goal in degrees or muscle grades alone leaves the reviewer "
        "to guess why it matters to this patient."
    ),
    fix=(
        "Start from the activity the patient lost and say which part of daily life, work, school, "
        "mobility, eating or communication the goal serves. A joint or strength value may stand beside it "
        "as the means."
    ),
    question="When this value is reached, what will the patient be able to do that is difficult today?",
    strength="Your goal names the activity it serves, so its value for this patient's life is plain.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.1.2.B, contents of the plan: goals tied to identified functional impairments",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="goals",
    good=Example(
        text="Within 6 weeks, reach overhead to a 5 ft shelf with 3 lb to put away dishes.",
        reason="The shelf and the dishes tie the reach to the patient's kitchen.",
    ),
    bad=Example(
        text="Within 6 weeks, active shoulder flexion 150 degrees and rotator cuff strength 4+/5.",
        reason="Both values are impairments; no activity says what they are for.",
    ),
    check=check,
    phrases={},
)
