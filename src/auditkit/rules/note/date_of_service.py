"""The date of the visit or, for reports, the date written."""

from __future__ import annotations

from datetime import date

from auditkit.rule import Example, Kind, NoteRule, Severity, Source


def check(note, reference):
    raise LookupError("written next")


rule = NoteRule(
    title="The note carries its date",
    why=(
        "Each treatment day needs its own note, matched by date to the line on the claim. Without the date, a "
        "reviewer cannot tell which service the note supports and may treat it as not supplied."
    ),
    fix=(
        "Put the date of the visit on the note; on a report, the date it was written. Dates of birth, onset "
        "or the next appointment do not stand in for it."
    ),
    question="On which day did this visit take place, and where on the page would a reviewer find it?",
    strength="You dated the note, so it can be matched to the claim.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.E Treatment Note: date of treatment",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
        Source(
            title="Medicare Benefit Policy Manual (Pub. 100-02), chapter 15",
            section="220.3.D Progress Report: date the report was written",
            url="https://www.cms.gov/Regulations-and-Guidance/Guidance/Manuals/Downloads/bp102c15.pdf",
            dated="Rev. 255, issued 2019-01-25, in force 2019-01-01",
        ),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text="Visit date: 11/12/2026. Visit 6.",
        reason="The day of the visit is on the page and labelled.",
    ),
    bad=Example(
        text="DOB: 5/14/1961. Onset: 9/2/2026. Next appointment: 11/20/2026.",
        reason="Three dates, none of them the day of this visit.",
    ),
    check=check,
    phrases={},
)
