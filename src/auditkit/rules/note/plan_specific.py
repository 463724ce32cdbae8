"""What will be done next or changed, for this patient."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.next_step import next_steps


def check(note, reference):
    steps = next_steps(note)
    if steps.found:
        return met(*dict.fromkeys(steps.found))
    if steps.elsewhere:
        return unclear(steps.elsewhere, message="What comes next stands in a document that was not supplied.")
    if steps.cut_off:
        return unclear(steps.cut_off, message="The sentence breaks off before the next step.")
    return not_met(
        *([steps.weak] if steps.weak else []),
        message="Nothing says what will be done next or changed for this patient.",
    )


rule = NoteRule(
    title="The plan says what comes next for this patient",
    why=(
        "A plan that names the next step shows that someone is steering the care. Progress reports have to "
        'carry plans for going on or changes to the plan; "continue" alone suggests that treatment runs on by '
        "itself."
    ),
    fix="Name the next step: what you will add, raise, drop, measure again or teach, and what it depends on.",
    question="What will you do differently at the next visit because of what you saw today?",
    strength="You named the next step for this patient, so the direction of care is clear.",
    severity=Severity.INFO,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        benefit_policy_manual("220.3.D Progress Report: plans for continuing treatment, or revisions of the plan"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="goals",
    good=Example(
        text="Next visit: retest single-leg stance and move heel raises from the floor to the step edge.",
        reason="A named retest and a named progression for this patient.",
    ),
    bad=Example(
        text="Plan: continue with the current plan of care as tolerated.",
        reason="Nothing says what will be done next or changed.",
    ),
    check=check,
    phrases={},
)
