"""The discharge report says why care ended and how the patient stood at the end."""

from __future__ import annotations

import re
from datetime import date

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, Source, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.end_of_care import ENDING, REASON, contradicts_goals, reason_elsewhere, why_care_ended
from auditkit.text.final_status import final_status
from auditkit.text.pointing import points_elsewhere

_SEE = re.compile(r"\b(?:see|per|refer to)\s+(?:\w+\s+){0,2}?(?:re-?)?eval\w*", re.I)


def check(note, reference):
    reason, cut_off = why_care_ended(note)
    status = final_status(note)
    if reason and (unmet := contradicts_goals(note, reason)):
        return unclear(reason, unmet, message="The reason and the status of the goals contradict each other.")
    if reason and status:
        return met(reason, *(span for span in status if span != reason))
    if reason and (elsewhere := _status_elsewhere(note)):
        return unclear(reason, elsewhere, message="How the patient stood stands in a document that was not supplied.")
    if reason:
        return not_met(reason, message="The reason is there; how the patient stood at the end is not.")
    if letter := reason_elsewhere(note):
        return unclear(letter, message="Why care ended stands in a document that was not supplied.")
    if cut_off:
        return unclear(cut_off, message="The sentence breaks off before the reason.")
    return not_met(
        *status[:1],
        message="How the patient stood is there; why care ended is not."
        if status
        else "Neither the reason nor the status at the end was found.",
    )


def _status_elsewhere(note) -> tuple[int, int] | None:
    """Where the words on the end of care, or on the goals, point at another document."""
    for sentence in note.sentences:
        if sentence.cues & (ENDING | REASON) or "status" in sentence.label or "goals" in sentence.label:
            if pointer := points_elsewhere(note, sentence):
                return pointer
            if match := _SEE.search(note.text, sentence.start, sentence.end):
                return match.span()
    return None


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
        benefit_policy_manual("220.3.D, discharge note"),
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
