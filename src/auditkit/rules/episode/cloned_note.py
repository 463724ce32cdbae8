"""A visit's note is its own, not another visit's carried forward."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditkit.rule import ComparisonRule, Confidence, Example, Kind, Severity, Verdict, absent, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.similarity import near_copies


def check(texts: Sequence[str], names: Sequence[str]) -> list[Verdict]:
    """One verdict a note, in order: the note is compared with every other one, of the same patient or not."""
    verdicts: list[Verdict] = [
        absent() if len(text.split()) >= 40 else unclear(message="Too short to compare with others.") for text in texts
    ]
    for pair in reversed(near_copies(texts)):
        for own, other in ((pair.second, pair.first), (pair.first, pair.second)):
            changed = len(pair.differences)
            verdicts[own] = not_met(
                (0, len(texts[own])),
                message=f"{pair.share:.0%} of its word runs also stand in {names[other]}; {changed or 'no'} place{'s differ' if changed != 1 else ' differs'}.",
            )
    return verdicts


rule = ComparisonRule(
    title="The note describes this visit, not an earlier one carried forward",
    why=(
        "When two visits read alike, a reviewer cannot tell what was done and why on either day, and may set aside both. "
        "The treatment note is the record of one day's skilled service."
    ),
    fix="Keep what holds for the episode in the plan of care, and write in the note what was different today: a value, a response, a change you made.",
    question="What was different in this visit from the one before?",
    strength="This note reads as its own visit.",
    severity=Severity.REVIEW,
    payment_critical=True,
    applies_to=frozenset(Kind),
    sources=(
        benefit_policy_manual(
            "220.3.E Treatment note: the purpose is a record of the services of that day", Confidence.INFERRED
        ),
    ),
    # The manual text that was read came into force on this day; how near is too near is the kit's own line.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text="Same exercises as Tuesday; today the third set was done without the rail, and the box went from 4 to 6 inches.",
        reason="It says what changed since the last visit.",
    ),
    bad=Example(
        text="Two notes, a week apart, with the same sentences and the same values; only the date is new.",
        reason="Nobody can tell what happened on the second day.",
    ),
    check=check,
    red_flag=True,
)
