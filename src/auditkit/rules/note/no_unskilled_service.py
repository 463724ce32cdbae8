"""No time billed as therapy is described as unskilled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, absent, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.unskilled import unskilled

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    found, doubt = unskilled(note)
    if found:
        return not_met(*found[:3])
    if doubt:
        return unclear(doubt, message="What the therapist did during this service breaks off or stands elsewhere.")
    return absent()


rule = NoteRule(
    title="Every service billed as therapy is described as skilled",
    why=(
        "A service that a patient can do alone, or that an untrained person can safely give, is not "
        "covered even when a therapist provides it. General fitness, diversion and supervised exercise "
        "with no skilled element are the descriptions reviewers look for first."
    ),
    fix=(
        "For each service, describe the part that needed you: what you analyzed, adjusted, taught, "
        "guarded against or decided. Time the patient spent exercising alone stays out of the billed "
        "minutes."
    ),
    question=(
        "What did you do during this service that the patient, a family member or an aide could not have "
        "done safely and effectively?"
    ),
    strength="Each service in your note shows the skilled part that you brought to it.",
    severity=Severity.DENIAL,
    payment_critical=True,
    red_flag=True,  # met = the flag is absent
    applies_to=frozenset({Kind.TREATMENT}),
    sources=(benefit_policy_manual("220.2.A and 220.2.B, skilled services and services that are not skilled"),),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="skilled-need",
    good=Example(
        text=(
            "Bike 6 min at level 2 with heart rate held under 110 because of cardiac precautions; cadence "
            "adjusted twice."
        ),
        reason="The bike time shows monitoring of a stated risk and an adjustment.",
    ),
    bad=Example(
        text=("Pt rode stationary bike 20 min while PT supervised from desk. Then walked laps for endurance."),
        reason="Both services read as exercise that needs no therapist: nothing skilled is described.",
    ),
    check=check,
    phrases={},
)
