"""At least one goal holds a value that can be measured."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.goal_parts import shown, value_of
from auditkit.text.goals import broken_off, goals, pointer


def check(note, reference):
    found = []
    for goal in goals(note):
        if at := value_of(note, goal):
            found.append(shown(note, goal, at))
            if len(found) == 3:
                break
    if found:
        return met(*dict.fromkeys(found))
    if at := pointer(note):
        return unclear(at, message="The goals stand in a document that was not supplied.")
    if at := broken_off(note):
        return unclear(at, message="The goal breaks off before its value.")
    return not_met(message="No goal with a value that can be measured was found.")


rule = NoteRule(
    title="At least one goal can be measured",
    why=(
        "The plan's long-term goals are expected to be measurable, because later reports are read against "
        "them. A goal without a value cannot be shown to be met, and a reviewer then has only the "
        "author's word for progress."
    ),
    fix=(
        "Choose the measure you already take for this problem and set the value that would be enough for "
        "the patient's life: a distance, a time, a score, an accuracy, a level of help. Take the baseline "
        "with the same measure."
    ),
    question="Which number, level of help or score would tell both of us that this goal has been reached?",
    strength="Your goal carries a value that a later reader can check.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(benefit_policy_manual("220.1.2.B, contents of the plan: long-term goals measurable"),),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="goals",
    good=Example(
        text="LTG: patient will climb one flight reciprocally with one rail in under 20 seconds.",
        reason="One flight, one rail and 20 seconds can all be tested at the next report.",
    ),
    bad=Example(
        text="LTG: improve balance and overall endurance for safer mobility.",
        reason="A direction is given, no value: nobody could say on which day it is reached.",
    ),
    check=check,
    phrases={},
)
