"""A goal gives the time by which it is to be reached."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.due import due_in, due_of
from auditkit.text.goals import broken_off, goals, openers, pointer

_WEEK = ("wk", "week", "month")


def check(note, reference):
    found = [at for goal in goals(note) if (at := due_of(note, goal))]
    found += [at for start, end in openers(note) if (at := due_in(note, start, end))]
    if found:
        if _is_over(note):
            return unclear(*found[:2], message="The goal's date lies before the plan begins.")
        return met(*dict.fromkeys(sorted(found)[:3]))
    if at := pointer(note):
        return unclear(at, message="The goals stand in a document that was not supplied.")
    if at := broken_off(note):
        return unclear(at, message="The goal breaks off before its time.")
    return not_met(message="No time by which a goal is to be reached was found.")


def _is_over(note) -> bool:
    """A goal that gives weeks and a date, where the date lies months before every other date of the note."""
    for goal in goals(note):
        start, end = goal.from_label, goal.sentence.end
        due = [d for d in note.dates if start <= d.start < end]
        if due and any(unit in note.lower[start:end] for unit in _WEEK):
            others = [d.day for d in note.dates if not start <= d.start < end]
            if others and (min(others) - due[-1].day).days > 60:
                return True
    return False


rule = NoteRule(
    title="A goal gives the time by which it is to be reached",
    why=(
        "Rehabilitative care is covered where improvement is expected in a reasonable and generally "
        "predictable time. A goal with a date shows that expectation and lets a reviewer see early when a "
        "plan needs to change."
    ),
    fix=(
        "Give each goal its own period in weeks, visits or a date, in line with the plan's duration. "
        "Short-term and long-term labels help once each states its period."
    ),
    question="By when do you expect the patient to reach this goal, given what you found today?",
    strength="You set a time for the goal, so progress can be judged against it.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION}),
    sources=(
        benefit_policy_manual(
            "220.2.C, rehabilitative therapy: improvement in a reasonable and generally predictable period"
        ),
        benefit_policy_manual("220.1.2.B, contents of the plan: short-term goals for a week or a month"),
    ),
    # The rule is older; its start is not known here. This is the effective date of the manual text that was read.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="goals",
    good=Example(
        text="STG (3 weeks): don socks with a sock aid, setup help only.",
        reason="The short-term label carries its period, so the due date is known.",
    ),
    bad=Example(
        text="STG: don socks with a sock aid. LTG: dress independently.",
        reason="The labels alone leave open when either goal is due.",
    ),
    check=check,
    phrases={},
)
