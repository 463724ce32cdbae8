"""Why this visit needed a therapist's skill."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain, islice

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.no_skill import without_what_is_no_skill
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section
from auditkit.text.skill import CUES, SKILLED, skilled_acts
from auditkit.text.skill_answered import answered_skill
from auditkit.text.skill_reasoned import reasoned_skill
from auditkit.text.skill_shown import shown_skill
from auditkit.text.skill_story import told_skill

_ENOUGH = 2  # clauses that show it


def check(note, reference):
    found = _apart(chain(_first(2, note, shown_skill(note)), _first(3, note, skilled_acts(note))))
    if len(found) < _ENOUGH:
        found = _apart([*found, *_first(2, note, reasoned_skill(note))])
    if not found:
        found = _apart(_first(2, note, chain(answered_skill(note), told_skill(note))))
    if found:
        return met(*found)
    for sentence in note.sentences:
        asked = sentence.section is Section.SKILL or sentence.label.startswith("skilled")
        if (asked or sentence.cues & (SKILLED | CUES)) and (pointer := points_elsewhere(note, sentence)):
            return unclear(pointer, message="What was done, and why, stands in a document that was not supplied.")
        if sentence.cues & (SKILLED | CUES) and is_cut_off(note, sentence):
            return unclear(
                trimmed(note.text, sentence.body, sentence.end), message="The sentence breaks off before the reason."
            )
    return not_met(message="No sentence joins what the therapist did with the reason for it.")


def _first(count: int, note, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    return islice(without_what_is_no_skill(note, spans), count)


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that do not overlap one before them."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if all(end <= a or start >= b for a, b in kept):
            kept.append((start, end))
    return kept


rule = NoteRule(
    title="The note shows why a therapist's skill was needed",
    why=(
        "Medicare pays only for care so complex, or for a patient so fragile, that it takes a therapist or a "
        "supervised assistant to give it safely and well. The diagnosis does not settle that, and a list of "
        "exercises does not either. What the therapist saw, decided, changed or taught is what shows it."
    ),
    fix=(
        "Write down one decision of the visit: what you noticed, what you did or changed because of it, and "
        "why. A cue with its reason, a dose changed after a response, or a risk you watched for are all "
        "enough."
    ),
    question=(
        "What did you notice in this session that made you do something different from what an exercise sheet "
        "would say?"
    ),
    strength="You showed your reasoning: what you saw, and what you did because of it.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.2.B Reasonable and Necessary: complexity that calls for a therapist"),
        benefit_policy_manual("220.2.C Rehabilitative Therapy: continued assessment and analysis during treatment"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="skilled-need",
    good=Example(
        text=(
            "Knee drifted inward on the third step-down, so I lowered the box to 2 inches and gave tactile "
            "cues at the outer hip until she held alignment for 8 repetitions."
        ),
        reason="An observation, a change made because of it, and a cue with its purpose.",
    ),
    bad=Example(
        text="Step-downs 2x10, heel raises 2x15, stationary bike 8 min. Skilled physical therapy remains necessary.",
        reason=(
            "A list of exercises and a claim that skill is needed; nothing shows what the therapist decided or did."
        ),
    ),
    check=check,
    phrases={},
)
