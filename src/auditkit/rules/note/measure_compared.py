"""A measured value beside an earlier value, a baseline or the target for the same measure."""

from __future__ import annotations

from datetime import date
from itertools import islice

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.cues import cue
from auditkit.text.pointing import points_elsewhere

COMPARES = cue(
    "speaks_of_comparison",
    "compared",
    "compared to",
    "baseline",
    "since eval",
    "since initial",
    "since last",
    "change from",
    "improved from",
    "trend",
    "previous values",
    "prior values",
)


def check(note, reference):
    if found := list(islice(note.comparisons, 5)):
        return met(*found)
    for sentence in note.sentences:
        if sentence.cues & COMPARES and (pointer := points_elsewhere(note, sentence)):
            return unclear(pointer, message="The earlier value stands in a document that was not supplied.")
    return not_met(message="No value was found beside an earlier one, or beside the goal, for the same measure.")


rule = NoteRule(
    title="A measured value is set beside an earlier one or its goal",
    why=(
        "A single number shows where the patient is; two numbers for the same measure show whether therapy is "
        "working. Reviewers look for that comparison when they decide whether more treatment is reasonable."
    ),
    fix=(
        "Beside today's value write the starting value, the last value or the target for the same measure, "
        "with its date if it is not obvious."
    ),
    question="What was this same measure at the start of care, and what is it meant to reach?",
    strength="You put today's value next to the earlier one, so the change can be read at a glance.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.2.C Rehabilitative Therapy: objective measures that show improvement when compared"),
        benefit_policy_manual("220.3.D Progress Report: change in status relative to each goal"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="objective-measures",
    good=Example(
        text="Left grip 19 kg today; it was 11 kg at the evaluation on 9/30.",
        reason="The same measure, the same hand, two dates: the change is plain.",
    ),
    bad=Example(
        text="Left grip 19 kg. Dexterity test 41 seconds. Doing better than last week.",
        reason=(
            "Two different measures and a general remark: neither value has anything of its own kind to be "
            "compared with."
        ),
    ),
    check=check,
    phrases={},
)
