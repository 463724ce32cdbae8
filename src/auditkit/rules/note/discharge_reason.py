"""The discharge report says why care ended and how the patient stood at the end."""

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
    title="The discharge report says why care ended and how the patient stood",
    why=(
        "The discharge report covers the time since the last progress report and is the last chance to "
        "show what the episode achieved. Reviewers read it to judge the whole episode, so both the reason "
        "for ending and the status at the end belong in it."
    ),
    fix=(
        "State why care ended (goals reached, plateau, patient's choice, moved, no further visits) and "
        "the final level in the activities and measures the plan was built on. After an unplanned end, "
        "the last visit's values serve as the final status."
    ),
    question=("Why did care end when it did, and what could the patient do at the last visit compared with the start?"),
    strength="You recorded both why care ended and how the patient stood at the end.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.DISCHARGE}),
    sources=(
        Source(
            title=(
                "Best PT Billing, Is your practice ready for a Medicare audit? Part 8 (quotes the manual "
                "on discharge notes)"
            ),
            section="discharge note; Pub. 100-02, chapter 15, section 220.3.D",
            url="https://bestptbilling.com/practice-ready-medicare-audit-part-8/",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="CMS Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.D, discharge note",
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
        text=(
            "Care ends today because both swallowing goals are reached; he eats IDDSI 6 solids with no "
            "overt signs over three meals."
        ),
        reason="The reason and the final status stand side by side.",
    ),
    bad=Example(
        text="Discharged from speech therapy effective today. Thank you for this referral.",
        reason="That care ended is stated; neither the reason nor the status at the end is.",
    ),
    check=check,
    phrases={},
)
