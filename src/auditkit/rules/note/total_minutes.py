"""The total treatment minutes of the visit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.visit_time import all_services, falls_short, parts_for

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    time = note.minutes
    for clock in time.clock:
        if not clock.minutes:
            return unclear((clock.start, clock.end), message="The end of the visit is before its start.")
    if time.clock:
        if longer := _longer_than_the_clock(note):
            return unclear(*longer, message="The total is longer than the clock times beside it.")
        return met((time.clock[0].start, time.clock[0].end))
    if time.total:
        if all(falls_short(note, t.minutes) for t in time.total):
            return unclear(
                (time.total[0].start, time.total[0].end),
                message="The printed total is less than the minutes of the services.",
            )
        return met((time.total[0].start, time.total[0].end))
    if time.timed and time.untimed:
        return met(*((t.start, t.end) for t in (time.timed[0], time.untimed[0])))
    groups = all_services(note)
    given = [parts_for(note, group) for group in groups]
    if groups and all(given):
        return met(*((parts[0].start, parts[0].end) for parts in given))
    if time.total_doubt:
        return unclear(
            time.total_doubt, message="The total cannot be read, or stands in a document that was not supplied."
        )
    return not_met()


def _longer_than_the_clock(note: Note) -> list[tuple[int, int]]:
    """A total and clock times on one line that cannot both be true."""
    clock, low = note.minutes.clock, note.lower
    took = sum(c.minutes for c in clock)
    for total in note.minutes.total:
        first, last = min(total, clock[0]), max(total, clock[0])
        if total.minutes > took + 2 and "\n" not in low[first.start : last.end] and last.start - first.end < 30:
            return [(total.start, total.end), (clock[0].start, clock[0].end)]
    return []


rule = NoteRule(
    title="The note gives the total treatment time of the visit",
    why=(
        "The treatment note has to state the total treatment time, timed and untimed services together. It "
        "lets a reviewer check that the timed minutes fit inside the visit; unclear total time is a common "
        "finding of Medicare reviewers."
    ),
    fix=(
        "Write the total treatment minutes of the visit, or when treatment began and ended. Count untimed "
        "services in, and leave rests and waiting out."
    ),
    question="How long was this patient treated in all, counting the untimed services too?",
    strength="You gave the total treatment time, so the minutes add up for a reader.",
    severity=Severity.RECOUPMENT,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT}),
    sources=(benefit_policy_manual("220.3.E Treatment Note: total treatment time in minutes"),),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text="Timed minutes 30; total treatment time 42 minutes including unattended electrical stimulation.",
        reason="The visit's total is stated, with the untimed service inside it.",
    ),
    bad=Example(
        text="Timed code minutes: 30. Unattended electrical stimulation to the lumbar spine afterwards.",
        reason="Only the timed part has minutes; an untimed service was given too, so the total cannot be known.",
    ),
    check=check,
    phrases={},
)
