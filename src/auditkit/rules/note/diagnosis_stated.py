"""The diagnosis that is treated, with side or site."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual, plan_of_treatment_rule
from auditkit.text.diagnoses import diagnoses, doubtful_diagnosis, sides_disagree

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    if found := list(islice(diagnoses(note), 2)):
        if disagreeing := sides_disagree(note):
            return unclear(*disagreeing, message="The diagnosis is given for both sides in turn.")
        return met(*found)
    if doubt := doubtful_diagnosis(note):
        return unclear(doubt, message="The diagnosis cannot be read, or stands in a document that was not supplied.")
    return not_met()


rule = NoteRule(
    title="The diagnosis treated is stated",
    why=(
        "Federal rules ask the plan of care for the diagnosis, and the evaluation for the specific problem "
        "and body part. The claim's diagnosis codes are checked against it; a referral to \"evaluate and "
        'treat" does not say what was treated.'
    ),
    fix=(
        "State the medical or treatment diagnosis in words or as a code, with the side or the site where there is one."
    ),
    question="Which condition, on which side or at which site, are these services for?",
    strength="You stated the diagnosis and where it is, so the services can be matched to it.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.EVALUATION, Kind.RECERTIFICATION}),
    sources=(
        plan_of_treatment_rule("paragraph (c), content of the plan"),
        benefit_policy_manual("220.1.2 Plans of Care: contents of the plan"),
        benefit_policy_manual("220.3.C Evaluation: diagnosis and specific problem"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text="Treatment diagnosis: adhesive capsulitis, left shoulder (M75.02).",
        reason="The condition, the side and the code.",
    ),
    bad=Example(
        text="Referred by family physician: evaluate and treat, 2-3 times weekly.",
        reason="An order for therapy, with no condition named.",
    ),
    check=check,
    phrases={},
)
