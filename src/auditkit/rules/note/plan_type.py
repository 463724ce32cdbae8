"""The plan states which kinds of treatment, or which discipline's therapy, are planned."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual, plan_of_treatment_rule
from auditkit.text.plan import broken_off, pointer
from auditkit.text.plan_kinds import treatments


def check(note, reference):
    found = treatments(note)
    if found:
        return met(*dict.fromkeys(found[:3]))
    if at := pointer(note, "treatment", "intervention", "plan", "procedures"):
        return unclear(at, message="The kinds of treatment stand in a document that was not supplied.")
    if at := broken_off(note, "receive", "include", "will use", "consist", "with", "treat"):
        return unclear(at, message="The sentence breaks off before the treatment.")
    return not_met(message="The plan names no kind of treatment and no discipline.")


rule = NoteRule(
    title="The plan states which kinds of treatment are planned",
    why=(
        "Federal rules ask the plan to name the type of therapy, and each discipline works under its own "
        "plan. A reviewer matches the services billed later to the types named here."
    ),
    fix=(
        "Name the discipline and the kinds of treatment you chose for the problems found at the "
        "evaluation. A kind added later belongs in an updated plan."
    ),
    question="Which kinds of treatment do you plan to use for the problems you found?",
    strength="You named the kinds of treatment planned, so later services can be matched to the plan.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.EVALUATION, Kind.RECERTIFICATION}),
    sources=(
        plan_of_treatment_rule("paragraph (c), content of the plan"),
        benefit_policy_manual("220.1.2.B, contents of the plan: type of therapy"),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text=(
            "Planned care: vestibular rehabilitation with canalith repositioning, balance training and a home program."
        ),
        reason="Each kind of treatment is named and can be matched to what is billed later.",
    ),
    bad=Example(
        text="Referred for eval and treat. Will initiate plan of care.",
        reason="The referral's words stand where the treatment should be named.",
    ),
    check=check,
    phrases={},
)
