"""Where the payer wants one."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="A service that needs authorization carries its number",
    why="Without the number the claim is denied, and most payers do not authorize afterwards.",
    fix=("Find the number before sending. If none was asked for, ask the payer whether it still can be."),
    severity=Severity.DENIAL,
    sources=(Source(title="The practice's payer table", section="authorization_required and authorization_codes"),),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="authorizations",
    over="lines",
    applies="needs_authorization IS NULL OR needs_authorization = 1",
    holds="CASE WHEN authorization_number IS NOT NULL THEN 1 WHEN needs_authorization = 1 THEN 0 END = 1",
    finding="{hcpcs_code} needs an authorization from this payer and the claim carries none.",
    supply="Whether the payer wants authorization (payers table, authorization_required).",
    unclear=("Whether this payer wants authorization for {hcpcs_code} (payers table, authorization_required)."),
    edition="the practice's payer table",
    good=ClaimExample(
        lines=({"payer_id": "PY-7", "payer_type": "commercial", "authorization_number": "AU-1"},),
        payers=({"payer_id": "PY-7", "authorization_required": "1"},),
        reason="The number is there.",
    ),
    bad=ClaimExample(
        lines=({"payer_id": "PY-7", "payer_type": "commercial", "authorization_number": ""},),
        payers=({"payer_id": "PY-7", "authorization_required": "1"},),
        reason="This payer wants an authorization.",
    ),
)
