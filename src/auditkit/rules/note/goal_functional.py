"""At least one goal names the activity it is for."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.goal_parts import activity_of, shown
from auditkit.text.goals import broken_off, goals, pointer


def check(note, reference):
    found = []
    for goal in goals(note):
        if at := activity_of(note, goal):
            found.append(shown(note, goal, at))
            if len(found) == 3:
                break
    if found:
        return met(*dict.fromkeys(found))
    if at := pointer(note):
        return unclear(at, message="The goals stand in a document that was not supplied.")
    if at := broken_off(note):
        return unclear(at, message="The goal breaks off before the activity.")
    return not_met(message="No goal that names an activity was found.")


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
        benefit_policy_manual("220.1.2.B, contents of the plan: goals tied to identified functional impairments"),
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
