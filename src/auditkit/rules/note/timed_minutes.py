"""The total minutes of timed services."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, Source, met, not_applicable, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.visit_time import contradicts, is_all_untimed, lengths_of_all, parts_for, timed_services

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    time = note.minutes
    if is_all_untimed(note):
        return not_applicable("Only untimed services are billed or described.")
    if time.timed:
        total = time.timed[0]
        spans = [(t.start, t.end) for t in time.timed[:1]]
        if all(contradicts(note, t.minutes) for t in time.timed):
            return unclear(
                *spans, message="The printed total of timed minutes and the minutes of the services do not agree."
            )
        visit = max((t.minutes for t in (*time.total, *time.clock)), default=0)
        if visit and total.minutes > visit + 1:
            return unclear(*spans, message="The timed minutes are more than the visit's total.")
        return met(*spans)
    groups = timed_services(note)
    given = [parts_for(note, group) for group in groups]
    if groups and all(given):
        return met(*((parts[0].start, parts[0].end) for parts in given))
    if lengths := lengths_of_all(note):
        return met(*lengths[:4])
    if time.timed_doubt:
        return unclear(time.timed_doubt, message="The minutes are said to stand in a document that was not supplied.")
    return not_met()


rule = NoteRule(
    title="The note gives the total minutes of timed services",
    why=(
        "Units of timed codes are paid by the minutes behind them, and the note has to carry the total of "
        "those minutes. Where the total is missing, a reviewer has nothing to set the units against."
    ),
    fix=(
        "Write the total of one-to-one minutes for timed services, or the minutes of every timed service so "
        "that the total follows. Keep rests and set-up out of it."
    ),
    question="How many minutes of this visit went to timed, one-to-one services?",
    strength="You gave the timed minutes, so the billed units can be supported.",
    severity=Severity.RECOUPMENT,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT}),
    sources=(
        benefit_policy_manual("220.3.E Treatment Note: total timed code treatment minutes"),
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5",
            section="20.2 Reporting of Service Units",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="eight-minute-rule",
    good=Example(
        text="Gait training 16 minutes, therapeutic activities 14 minutes. Total timed: 30 minutes.",
        reason="Minutes for each timed service and their sum.",
    ),
    bad=Example(
        text="Gait training 1 unit, therapeutic activities 1 unit. Arrived 2:15 pm, left 3:05 pm.",
        reason="Units and the clock for the whole visit do not tell how many minutes were timed services.",
    ),
    check=check,
    phrases={},
)
