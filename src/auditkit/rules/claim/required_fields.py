"""What no claim can do without."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="A claim line holds everything that a payer needs to read it",
    why=(
        "A line without one of these is rejected at the door, before anybody looks at the service. The "
        "clock for timely filing runs on."
    ),
    fix="Fill in what is missing from the chart and the registration, and send the claim again.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="ASC X12N 837 professional (005010X222A1)",
            section="loops 2000B, 2010AA, 2300, 2310B, 2400",
            dated="in force since 2012-01-01",
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="1 = 1",
    holds="CASE WHEN is_complete = 0 AND is_complete_as_exported = 1 THEN NULL ELSE is_complete END = 1",
    finding="Missing or not readable: {missing_fields}.",
    supply="The columns that this export does not have; they are named where the file was read.",
    edition="837P 005010X222A1",
    good=ClaimExample(lines=({},), reason="Everything is there."),
    bad=ClaimExample(
        lines=({"member_id": "", "units": ""},), reason="No member number and no units: the payer cannot read the line."
    ),
)
