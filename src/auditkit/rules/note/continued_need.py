"""The report gives the reason that skilled treatment should go on now."""

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
    title="The report says why skilled treatment should go on now",
    why=(
        "Treatment past a report or a certification is covered where more skilled care is expected to "
        "bring improvement, or where skill is needed to keep a patient from losing ground. A reviewer "
        "looks for that reasoning here, since a diagnosis by itself does not decide it."
    ),
    fix=(
        "Say which activity is still limited, what in the measures or in the clinical picture makes you "
        "expect change (or why maintenance needs a therapist's skill), and what the skilled part will be. "
        "Where change has stalled, say what you will do differently."
    ),
    question=(
        "What is this patient still unable to do, and why do you expect that more of your skilled care will change it?"
    ),
    strength="You explained what is still limited and why more skilled care is expected to help.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.D, content of clinician progress reports",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.2.C and 220.2.D, rehabilitative and maintenance therapy",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="medical-necessity",
    good=Example(
        text=(
            "She still needs help to step into the tub; single-leg stance has doubled to 8 s since the "
            "last report, so tub transfers without help are expected with further graded balance "
            "training."
        ),
        reason=("What is still limited, the trend that supports more change, and the skilled means are all there."),
    ),
    bad=Example(
        text=("Patient remains motivated and would benefit from ongoing skilled therapy to maximize function."),
        reason=("These words fit anyone: no activity is still limited and no reason for expecting change is given."),
    ),
    check=check,
    phrases={},
)
