"""Add-ons need their primary."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="An add-on code rides with its primary on the same claim and date",
    why="An add-on pays only beside a primary code. Alone it is denied.",
    fix="Bill the primary if it was done and documented; if it was not, take the add-on off.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare NCCI add-on code edits", section="type 1: paid only with a listed primary", dated="2024"
        ),
    ),
    in_force_from=date(2013, 4, 1),
    verified_on=date(2026, 11, 24),
    lesson="code-pairs",
    over="lines",
    applies="is_addon = 1",
    holds="CASE WHEN claim_id IS NULL THEN NULL ELSE has_primary END = 1",
    finding="{hcpcs_code} is an add-on and its primary ({primary_codes}) is not on this claim and date.",
    supply="The claim number, to find the primary on the same claim.",
    edition="NCCI add-on codes {addons_edition}",
    review_when="is_addon_confirmed = 0",
    good=ClaimExample(
        lines=(
            {"hcpcs_code": "97129", "units": "1", "minutes": "15", "modifiers": "GN", "diagnosis_codes": "R41.841"},
            {
                "line_number": "2",
                "hcpcs_code": "97130",
                "units": "1",
                "minutes": "15",
                "modifiers": "GN",
                "diagnosis_codes": "R41.841",
            },
        ),
        reason="97129 is there.",
    ),
    bad=ClaimExample(
        lines=(
            {"hcpcs_code": "97130", "units": "1", "minutes": "15", "modifiers": "GN", "diagnosis_codes": "R41.841"},
        ),
        reason="97130 stands without 97129.",
    ),
)
