"""The plan states how often the patient will be treated."""

from __future__ import annotations

import re
from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual, plan_of_treatment_rule
from auditkit.text.plan import broken_off, pointer
from auditkit.text.plan_times import frequencies

_STEPS = re.compile(r"taper|then|progress|reduc|decreas|drop|wean|first|followed|from|down|->|\u2192|initial", re.I)


def check(note, reference):
    found = frequencies(note)
    if found:
        if at := _contradicts(note, found):
            return unclear(*at, message="Two frequencies stand side by side.")
        return met(*dict.fromkeys((p.start, p.end) for p in found[:3]))
    if at := pointer(note, "freq"):
        return unclear(at, message="The frequency stands in a document that was not supplied.")
    if at := broken_off(note, "frequency", "times", "seen", "at a"):
        return unclear(at, message="The sentence breaks off before the frequency.")
    return not_met(message="The plan does not say how often.")


def _contradicts(note, found):
    """A line labelled "Frequency" that gives another number than the plan's sentence."""
    labelled = next((p for p in found if p.labelled), None)
    if labelled is None:
        return None
    for other in found:
        if other.sentence.line != labelled.sentence.line and _number(note, other) != _number(note, labelled):
            between = note.text[
                min(other.sentence.start, labelled.sentence.start) : max(other.sentence.end, labelled.sentence.end)
            ]
            if not _STEPS.search(between):
                return (other.start, other.end), (labelled.start, labelled.end)
    return None


_COUNTS = {"once": "1", "one": "1", "weekly": "1", "twice": "2", "two": "2", "three": "3", "four": "4", "five": "5"}


def _number(note, planned) -> str:
    words = note.text[planned.start : planned.end].lower()
    if digits := re.findall(r"\d+", words):
        return digits[0]
    return next((count for word, count in _COUNTS.items() if word in words), words)


rule = NoteRule(
    title="The plan states how often the patient will be treated",
    why=(
        "Federal rules name frequency among the contents of the plan that the physician certifies. Where "
        "a plan is silent, Medicare's manual reads it as one session, so visits beyond that have no "
        "certified plan behind them."
    ),
    fix=(
        "State the number of sessions per week, or per month, for this discipline. Where you expect to "
        "taper, state each step with its own frequency."
    ),
    question="How many times a week do you intend to see this patient, and does that change during the plan?",
    strength="You stated how often the patient will be seen.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.EVALUATION, Kind.RECERTIFICATION}),
    sources=(
        plan_of_treatment_rule("paragraph (c), content of the plan"),
        benefit_policy_manual("220.1.2.B, contents of the plan: frequency"),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    good=Example(
        text="Plan: seen three times weekly for the first month, then once weekly for the second.",
        reason="Each stage of the plan has its frequency.",
    ),
    bad=Example(
        text="Plan: skilled OT as needed to address the deficits above.",
        reason="As needed is not a frequency: it certifies no number of visits.",
    ),
    check=check,
    phrases={},
)
