"""The evaluation says what the patient could do before this condition."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.prior_level import prior_level


def check(note, reference):
    found = prior_level(note)
    if found.disagreeing:
        return unclear(*found.disagreeing, message="Two sources give different levels.")
    if found.stated:
        return met(*dict.fromkeys(found.stated[:3]))
    if found.elsewhere:
        return unclear(found.elsewhere, message="The prior level stands in a document that was not supplied.")
    if found.cut_off:
        return unclear(found.cut_off, message="The sentence breaks off before the prior level.")
    return not_met(message="Nothing says what the patient could do before this condition.")


rule = NoteRule(
    title="The evaluation says what the patient could do before this condition",
    why=(
        "Payers judge rehabilitative care by the distance between the level before and the level now, and "
        "by whether that distance can be closed. Without the earlier level a reviewer cannot tell a new "
        "loss from a long-standing state, nor whether the goals are reasonable."
    ),
    fix=(
        "Ask what the patient did before the onset in the same activities that are limited now, and "
        "record the activity with its distance, help or device. For a lifelong or developmental "
        "condition, record the skills before this episode, or that the condition is developmental and "
        "where the child stands against age expectation."
    ),
    question=(
        "In the activities you are treating, what could this patient do in the weeks before the condition "
        "began, and with how much help?"
    ),
    strength=(
        "You recorded what the patient could do before this condition, so the loss and the way back can both be seen."
    ),
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.EVALUATION}),
    sources=(
        benefit_policy_manual(
            "220.3.C, evaluation: conditions and complexities, including function before onset and current function"
        ),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text=("Until the stroke in May she drove herself to church, cooked for four and walked without a device."),
        reason=(
            "Three activities with their level before the condition: the loss is visible and the goals "
            "have a bar to return to."
        ),
    ),
    bad=Example(
        text=("PMH: HTN, type 2 diabetes, left total hip in 2014. Lives with daughter in a one-story house."),
        reason="History and home are given, but nothing the patient could do before this condition.",
    ),
    check=check,
    phrases={},
)
