"""The plan states for how long treatment is planned."""

from __future__ import annotations

import re
from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual, plan_of_treatment_rule
from auditkit.text.plan import broken_off, pointer
from auditkit.text.plan_times import durations

_STEPS = re.compile(r"taper|then|total|first|followed|reassess|extend|additional|of the", re.I)


def check(note, reference):
    found = durations(note)
    if found:
        if at := _contradicts(note, found):
            return unclear(*at, message="Two durations stand side by side.")
        return met(*dict.fromkeys((p.start, p.end) for p in found[:3]))
    if at := pointer(note, "duration", "cert"):
        return unclear(at, message="The duration stands in a document that was not supplied.")
    if at := broken_off(note, "for", "period", "duration"):
        return unclear(at, message="The sentence breaks off before the duration.")
    return not_met(message="The plan does not say for how long.")


def _contradicts(note, found):
    """A line labelled "Duration" that gives another number of the same unit than the plan's sentence."""
    labelled = next((p for p in found if p.labelled), None)
    if labelled is None:
        return None
    for other in found:
        if other.sentence.line == labelled.sentence.line:
            continue
        one, two = _length(note, other), _length(note, labelled)
        if (
            one
            and two
            and one[1] == two[1]
            and one[0] != two[0]
            and not _STEPS.search(note.text, other.sentence.start, other.sentence.end)
        ):
            return (other.start, other.end), (labelled.start, labelled.end)
    return None


def _length(note, planned) -> tuple[str, str] | None:
    match = re.search(r"(\d+)[\s-]*(w|m|v|d)", note.text[planned.start : planned.end].lower())
    return (match[1], match[2]) if match else None


rule = NoteRule(
    title="The plan states for how long treatment is planned",
    why=(
        "Federal rules name duration among the contents of the plan, and the certified period ends with "
        "it (or after 90 days, whichever comes first). A plan with no end leaves open which visits the "
        "physician certified."
    ),
    fix=(
        "State the number of weeks, the number of visits, or the first and last day of the plan. Where "
        "goals are met earlier, the discharge report says so."
    ),
    question="How many weeks or visits do you expect this plan to take?",
    strength="You stated how long the plan runs.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.EVALUATION, Kind.RECERTIFICATION}),
    sources=(
        plan_of_treatment_rule("paragraph (c), content of the plan"),
        benefit_policy_manual("220.1.2.B, contents of the plan: duration; 220.1.3.B, length of a certification"),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text="Treatment is planned over ten weeks, with a recheck at week five.",
        reason="Ten weeks is a duration that can be certified and counted.",
    ),
    bad=Example(
        text="Therapy twice a week until patient returns to baseline.",
        reason="The frequency is there; until baseline has no length.",
    ),
    check=check,
    phrases={},
)
