"""The plan states how often the patient will be treated."""

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
    title="The plan states how often the patient will be treated",
    why=(
        "Federal rules name frequency among the contents of the plan that the physician certifies. Where "
        "a plan is silent, Medicare's manual reads it as one session, so visits beyond that have no "
        "certified plan behind them."
    ),
    fix=(
        "State the number of sessions per week, or per month, for this discipline. Where you expect to "
        "taper, state each step with its own frequency."
    ),
    question="How many times a week do you intend to see this patient, and does that change during the plan?",
    strength="You stated how often the patient will be seen.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.EVALUATION, Kind.RECERTIFICATION}),
    sources=(
        Source(
            title="42 CFR 410.61, plan of treatment requirements for outpatient rehabilitation services",
            section="paragraph (c), content of the plan",
            url="https://law.lawstack.com/cfr/42/410.61/",
            dated="2026-06-20",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.1.2.B, contents of the plan: frequency",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="2019-01-25",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text="Plan: seen three times weekly for the first month, then once weekly for the second.",
        reason="Each stage of the plan has its frequency.",
    ),
    bad=Example(
        text="Plan: skilled OT as needed to address the deficits above.",
        reason="As needed is not a frequency: it certifies no number of visits.",
    ),
    check=check,
    phrases={},
)
