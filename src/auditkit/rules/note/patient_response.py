"""How the patient responded in this session, in terms that can be compared later."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Confidence, Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.pointing import is_cut_off, points_elsewhere
from auditkit.text.response import EFFECT, responses
from auditkit.text.sections import Section


def check(note, reference):
    if found := responses(note):
        return met(*found[:4])
    for sentence in note.sentences:
        if sentence.section is Section.RESPONSE or sentence.cues & EFFECT:
            if sentence.section is Section.RESPONSE and (pointer := points_elsewhere(note, sentence)):
                return unclear(pointer, message="The response stands in a document that was not supplied.")
            if sentence.section in (Section.RESPONSE, Section.ASSESSMENT) and is_cut_off(note, sentence):
                return unclear((sentence.body, sentence.end), message="The sentence breaks off before the response.")
    return not_met(
        message="Nothing says how the patient responded in this session in terms a later reader could compare."
    )


rule = NoteRule(
    title="The note says how the patient responded in this session",
    why=(
        "A response that can be compared later shows that treatment is doing something and that somebody is "
        'watching. "Tolerated well" fits every patient, so it tells a reviewer nothing about this one.'
    ),
    fix=(
        "Say what changed during the visit after what you did: a value before and after, the help or cues "
        "needed by the end, rests taken, or signs you had to watch."
    ),
    question="What was different at the end of this session from its start, and what did you see that told you so?",
    strength="You described the response in terms that the next visit can be compared with.",
    severity=Severity.INFO,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT}),
    sources=(
        benefit_policy_manual("220.3.E Treatment Note: what may be added to the note", confidence=Confidence.MEMORY),
        benefit_policy_manual("220.2.C Rehabilitative Therapy: continued assessment during treatment"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="medical-necessity",
    good=Example(
        text=(
            "Heel strike returned on 7 of 10 steps after facilitation at the pelvis; one seated rest, heart "
            "rate settled to 84 within 2 minutes."
        ),
        reason="What was seen after the treatment, with values that a later reader can compare.",
    ),
    bad=Example(
        text="Patient tolerated the session well and left without complaint.",
        reason="It would fit any patient and gives nothing to compare the next visit with.",
    ),
    check=check,
    phrases={},
)
