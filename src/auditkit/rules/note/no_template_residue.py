"""No unfilled template text is left in the note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, absent, not_met
from auditkit.text.residue import residue

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    left = residue(note)
    return not_met(*left[:3]) if left else absent()


rule = NoteRule(
    title="The note has no unfilled template text",
    why=(
        "Left-over blanks and prompts suggest that a note was produced rather than written, and reviewers "
        "then doubt the parts that were filled in. CMS also discourages templates with limited space, "
        "because what they leave out is what supports the claim."
    ),
    fix=(
        "Before signing, look through the note for blanks, brackets and prompts; complete each or remove "
        "it. A prompt that stays empty in most notes can be taken out of the template."
    ),
    question=(
        "Was there something to record at the blank that was left, or does the prompt not apply to this patient?"
    ),
    strength="Your note is complete, with no template prompts left open.",
    severity=Severity.REVIEW,
    payment_critical=False,
    red_flag=True,  # met = the flag is absent
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        Source(
            title=(
                "CMS Medicare Program Integrity Manual (Pub. 100-08), quoted by Ossur, Using Templates "
                "for Medical Documentation"
            ),
            section="progress notes and forms: templates with limited space",
            url="https://www.ossur.com/en-us/professionals/ossur-rr/using-templates-for-medical-documentation-2021",
            dated="2021-09-14",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
        Source(
            title="National Government Services (Medicare contractor), Documentation",
            section="Cloned documentation could result in Medicare denials for payment",
            url="https://www.ngsmedicare.com/web/ngs/documentation?selectedArticleId=1459133",
            confidence=Confidence.PAGE_CONFIRMED,
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text="Grip R 42 lb, L 18 lb. Tub bench ordered [x] yes [ ] no.",
        reason="Values are filled in and the check box pair is answered.",
    ),
    bad=Example(
        text="Grip R ____ lb, L ____ lb. Patient demonstrates *** with dressing.",
        reason="Two blanks and a prompt mark were left where the findings belong.",
    ),
    check=check,
    phrases={},
)
