"""The plan states for how long treatment is planned."""

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
    title="The plan states for how long treatment is planned",
    why=(
        "Federal rules name duration among the contents of the plan, and the certified period ends with "
        "it (or after 90 days, whichever comes first). A plan with no end leaves open which visits the "
        "physician certified."
    ),
    fix=(
        "State the number of weeks, the number of visits, or the first and last day of the plan. Where "
        "goals are met earlier, the discharge report says so."
    ),
    question="How many weeks or visits do you expect this plan to take?",
    strength="You stated how long the plan runs.",
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
            section="220.1.2.B, contents of the plan: duration; 220.1.3.B, length of a certification",
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
        text="Treatment is planned over ten weeks, with a recheck at week five.",
        reason="Ten weeks is a duration that can be certified and counted.",
    ),
    bad=Example(
        text="Therapy twice a week until patient returns to baseline.",
        reason="The frequency is there; until baseline has no length.",
    ),
    check=check,
    phrases={},
)
