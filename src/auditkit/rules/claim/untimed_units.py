"""One unit, whatever the minutes."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="An untimed code is billed as one unit",
    why=(
        "An untimed code stands for the service, not for its minutes. More than one unit is denied, or "
        "paid and taken back."
    ),
    fix="Bill one unit.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5",
            section="20.2.B Untimed codes",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="eight-minute-rule",
    over="lines",
    applies="is_timed = 0 AND coalesce(max_units, 1) <= 1",
    holds="units = 1",
    finding="{hcpcs_code} is untimed: {units} units billed, 1 supported.",
    supply="The units, and the code list that says whether the code is timed.",
    unclear="The units, and whether {hcpcs_code} is timed.",
    edition="therapy codes {codes_edition}",
    review_when="is_timing_confirmed = 0",
    good=ClaimExample(
        lines=({"hcpcs_code": "97161", "units": "1", "minutes": "45"},), reason="One evaluation, one unit."
    ),
    bad=ClaimExample(
        lines=({"hcpcs_code": "97161", "units": "3", "minutes": "45"},),
        reason="45 minutes of an evaluation are still one unit.",
    ),
)
