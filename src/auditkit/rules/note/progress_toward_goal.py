"""How the patient stands toward a named goal or function, and how that is known."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, Source


def check(note, reference):
    raise LookupError("written next")


rule = NoteRule(
    title="The note says how the patient stands toward a named goal",
    why=(
        "A progress report has to judge how far the patient has come toward each goal, including where there "
        "was no change and why. A phrase that would fit any patient leaves the reviewer to guess, and a guess "
        "seldom helps the claim."
    ),
    fix=(
        "Name the goal or the activity, say whether it moved, stayed or slipped, and give the observation "
        "that tells you so. No change is a fair answer when the reason is there."
    ),
    question=(
        "Taking one goal at a time: what can the patient do now that they could not at the last report, or "
        "what has held it back?"
    ),
    strength="You tied the patient's status to a named goal and said what shows it.",
    severity=Severity.REVIEW,
    payment_critical=False,
    applies_to=frozenset({Kind.TREATMENT, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.D Progress Report: extent of progress, or lack of it, toward each goal",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="goals",
    good=Example(
        text=(
            "Goal 2 (dress upper body alone): partly met. Puts on a pullover without help in 3 minutes; "
            "buttons still need hand-over-hand help."
        ),
        reason="The goal is named, its status is given, and the observation behind it is there.",
    ),
    bad=Example(
        text="Patient is making steady progress toward all goals.",
        reason="No goal is named and nothing shows the progress: the sentence would fit any patient.",
    ),
    check=check,
    phrases={},
)
