"""Dates that can be true."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="The date of service is a real day, not in the future and not before birth",
    why=("A date that cannot be true is rejected, and one that is merely wrong is paid and taken back."),
    fix="Take the date from the signed note and correct the claim.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="ASC X12N 837 professional (005010X222A1)",
            section="DTP 472 of loop 2400, DMG02 of loop 2010BA or 2010CA",
        ),
    ),
    in_force_from=date.min,  # a date cannot be so old that it need not be true
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="is_date_given = 1",
    holds=(
        "service_day IS NOT NULL AND service_day <= coalesce(submitted_day, today_day) "
        "AND service_day <= today_day AND service_day >= birth_day"
    ),
    finding="The date of service {date_problem}.",
    supply="The patient's date of birth, to compare with the date of service.",
    edition="the calendar",
    good=ClaimExample(
        lines=({"date_of_service": "2026-08-04", "submitted_on": "2026-08-06"},),
        reason="The visit came first, the claim after it.",
    ),
    bad=ClaimExample(
        lines=({"date_of_service": "2026-08-14", "submitted_on": "2026-08-06"},),
        reason="The claim was sent eight days before the visit.",
    ),
)
