"""Codes that this payer takes."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="The payer takes this code",
    why=(
        "Medicare has codes of its own for some services and pays nothing extra for others: they are "
        "denied or bundled whoever bills them."
    ),
    fix=(
        "Bill what Medicare takes for the same service, if there is such a code. A bundled service is not"
        " billed to the patient either."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare physician fee schedule, relative value file",
            section="status indicators I, B and N",
            dated="RVU24 and RVU26A",
        ),
    ),
    in_force_from=date(2024, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="payer_type IN ('medicare_b', 'medicare_advantage') AND coalesce(is_code_in_force, 1) = 1",
    holds=(
        "CASE WHEN medicare_status IN ('I', 'B') THEN 0 "
        "WHEN medicare_status = 'N' THEN CASE WHEN has_gy + has_gx + has_ga > 0 THEN 1 ELSE 0 END WHEN medicare_status IN ('A', 'R') THEN 1 END = 1"
    ),
    finding="{hcpcs_code} has fee schedule status {medicare_status}: {status_words}.",
    supply=(
        "The fee schedule of that year; for a code that contractors price themselves (status C) the "
        "contractor's own answer."
    ),
    unclear=(
        "The fee schedule status of {hcpcs_code} on that date; for a code that contractors price "
        "themselves (status C) the contractor's own answer."
    ),
    edition="Medicare fee schedule {status_edition}",
    review_when="coalesce(payer_type, '') <> 'medicare_b' OR is_status_confirmed = 0 OR medicare_status = 'N'",
    good=ClaimExample(
        lines=({"hcpcs_code": "G0283", "units": "1", "minutes": ""},),
        reason="Medicare's own code for unattended electrical stimulation.",
    ),
    bad=ClaimExample(
        lines=({"hcpcs_code": "97014", "units": "1", "minutes": ""},),
        reason="Not valid for Medicare, which takes G0283.",
    ),
)
