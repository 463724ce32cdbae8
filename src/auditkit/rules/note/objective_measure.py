"""At least one value that another person could measure again in the same way."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, Source


def check(note, reference):
    raise LookupError("written next")


rule = NoteRule(
    title="The note gives an objective measure",
    why=(
        "Medicare expects improvement to be shown by repeated objective measures wherever that is possible. A "
        "value that anyone can measure again lets a reviewer see the starting point and the change; words "
        'like "good" or "improved" mean something different to every reader.'
    ),
    fix=(
        "Record one value that fits this patient's problem, taken the same way each time: an angle, a "
        "strength grade, a time, a distance, a test score, accuracy over a number of trials, or the help "
        "needed for a named task."
    ),
    question="Which number would another therapist measure again next month to see whether this patient had changed?",
    strength="You gave a value that another therapist can measure again in the same way.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.2.C Rehabilitative Therapy: improvement is shown by successive objective measures",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.C Evaluation: objective measures of the starting state",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="objective-measures",
    good=Example(
        text="Five times sit to stand from a 43 cm chair without hands: 17.6 seconds.",
        reason="A named test with its conditions and a value: the next person can repeat it.",
    ),
    bad=Example(
        text="Balance fair, strength looks better than before, pain 4/10. Three sets of ten squats done.",
        reason="Impressions, a pain score and an exercise dose: none of them can be measured again and compared.",
    ),
    check=check,
    phrases={},
)
