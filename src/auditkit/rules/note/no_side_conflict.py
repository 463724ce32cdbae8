"""The side treated or measured agrees with the side diagnosed, or the note says why not."""

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
    title="The side treated agrees with the side diagnosed",
    why=(
        "The evaluation names the body part to be treated, and reviewers match each service to it. When "
        "the note treats the other side without a reason, the service looks unrelated to the diagnosis, "
        "or the record looks unreliable."
    ),
    fix=(
        "Read the diagnosis line against the treatment and the measures before signing. Where the other "
        "side is measured for comparison or treated for a reason, say so."
    ),
    question="Which side did you treat and measure, and if it differs from the diagnosis, what was the reason?",
    strength="The side diagnosed, measured and treated agrees throughout your note.",
    severity=Severity.REVIEW,
    payment_critical=False,
    red_flag=True,  # met = the flag is absent
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.C, evaluation: specific problem and body part",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="Derived from the source above",
            section="a contradiction of side leaves the body part unsettled",
            dated="2019-01-25",
            confidence=Confidence.DERIVED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text=("Dx: right rotator cuff repair. PROM right shoulder flexion 120; left measured for comparison, 170."),
        reason="The right side is diagnosed and treated; the left has a stated reason.",
    ),
    bad=Example(
        text="Dx: right rotator cuff repair. Tx: PROM and scapular mobilization, left shoulder.",
        reason="The treatment names the other shoulder and gives no reason.",
    ),
    check=check,
    phrases={},
)
