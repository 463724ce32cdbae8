"""Each intervention, in words that can be matched to what is billed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.interventions import categories_with_minutes, interventions

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    named = interventions(note)
    if named.spans and not named.missing and named.is_sure and not named.pointer:
        return met(*named.spans)
    if named.pointer:
        return unclear(named.pointer, message="What was done is said to stand in a document that was not supplied.")
    if categories := categories_with_minutes(note):
        return met(*categories[:4])
    return not_met(*((m.start, m.end) for m in named.missing[:3] if m.start >= 0))


rule = NoteRule(
    title="The note names every intervention given",
    why=(
        "The treatment note has to identify each intervention, timed or not, in words that can be compared "
        "with the codes on the claim. When a billed service has no words behind it, the reviewer may take "
        "that code back."
    ),
    fix=(
        "For each service name what you did, where and with what: the technique and segment, the exercises, "
        "the task practised, the modality and its site. Do this for services you gave but did not bill too, "
        "when they were timed."
    ),
    question=(
        "If a colleague had only this note, could they tell which activities stand behind each service on the claim?"
    ),
    strength="You named what was done for each service, so the note and the claim can be matched.",
    severity=Severity.RECOUPMENT,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT}),
    sources=(benefit_policy_manual("220.3.E Treatment Note: each specific intervention provided and billed"),),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text=(
            "Neuromuscular re-education: tandem stance on foam, head turns while marching. Manual therapy: "
            "soft tissue mobilization to the right upper trapezius."
        ),
        reason="Each kind of service has the activity or technique behind it.",
    ),
    bad=Example(
        text="97112 x 2, 97140 x 1 provided per plan.",
        reason="Code numbers only: nothing says what was done.",
    ),
    check=check,
    phrases={},
)
