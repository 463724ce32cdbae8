"""What the patient cannot do, or does only with help or difficulty, in daily life."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.cues import cue
from auditkit.text.function import STRONG
from auditkit.text.goal_shortfall import shortfalls
from auditkit.text.note import trimmed
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.sections import Section

ABOUT = cue(
    "speaks_of_function",
    "function",
    "functional",
    "functional status",
    "functional limitations",
    "mobility status",
    "adl status",
)


def check(note, reference):
    limited = sorted(note.limited, key=_plainness)  # in reading order where equally plain
    found = dict.fromkeys(note.clause(sentence, start, end) for sentence, start, end, _ in limited)
    if found := found or dict.fromkeys(shortfalls(note)):
        return met(*list(found)[:5])
    for sentence in note.sentences:
        if sentence.section is Section.FUNCTION or sentence.cues & (ABOUT | STRONG):
            if pointer := points_elsewhere(note, sentence):
                return unclear(pointer, message="Points to a document that was not supplied.")
            if sentence.cues & STRONG and is_cut_off(note, sentence):
                return unclear(
                    trimmed(note.text, sentence.body, sentence.end),
                    message="The sentence breaks off before the activity.",
                )
    return not_met(message="No activity with a limit or a level of help was found.")


def _plainness(limited) -> int:
    """0 where something is said outright to be lost or not possible, 1 for a level of help, 2 for other signs of a limit."""
    sentence, _, _, how = limited
    if sentence.section in (Section.INTERVENTIONS, Section.MINUTES):
        return 2
    return 0 if how == "lost" or sentence.cues & STRONG else 1 if how == "assist" else 2


rule = NoteRule(
    title="The note names a functional limitation",
    why=(
        "Payers cover therapy that changes what a person can do. A reviewer looks for the activity that "
        "brought the patient to therapy; pain, weakness or a diagnosis does not tell them what is lost. "
        "Without an activity the visit reads like fitness or comfort care."
    ),
    fix=(
        "Name one activity of this patient's day, work, school, meals or conversation, and say how it goes "
        "now: the help needed, the time, the distance, or what they have had to give up. Refresh it when it "
        "changes."
    ),
    question=(
        "Which activity would this patient say is still hard, and how would you know on the next visit that "
        "it had become easier?"
    ),
    strength="You named the activity that matters to this patient and how it goes today.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.2.C Rehabilitative Therapy: the aim is an impairment or functional limitation"),
        benefit_policy_manual("220.3.C Evaluation: the problem treated and current function"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="medical-necessity",
    good=Example(
        text=(
            "Lifts a full kettle only with both hands and stops twice when hanging washing, because the right "
            "shoulder gives way."
        ),
        reason="Two household activities, each with what the patient has to do differently now.",
    ),
    bad=Example(
        text="Right shoulder pain 5/10 with rotator cuff weakness; overall function is decreased.",
        reason=(
            "Pain, weakness and a general word for function. No activity is named, so a reader cannot tell "
            "what the patient has lost."
        ),
    ),
    check=check,
    phrases={},
)
