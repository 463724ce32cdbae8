"""Totals to the cent."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="The claim's charge is the sum of its lines",
    why="A claim that does not add up is rejected at the door.",
    fix="Correct the line or the total, whichever the charge entry shows to be wrong.",
    severity=Severity.DENIAL,
    sources=(Source(title="ASC X12N 837 professional (005010X222A1)", section="CLM02 equals the sum of SV102"),),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="claims",
    applies="1 = 1",
    holds=(
        "CASE WHEN claim_id IS NULL OR (claim_charges > 1 AND copies > 1) THEN NULL WHEN claim_charges > 1 THEN 0 "
        "WHEN claim_charge_cents = line_charges_cents OR claim_charge_cents * copies = line_charges_cents THEN 1 "
        "WHEN claim_charge_cents <> line_charges_cents THEN 0 END = 1"
    ),
    finding=("The claim says {claim_charge_cents:money}; its {line_count} lines add up to {line_charges_cents:money}."),
    supply="The charge of the claim and of every line, and a claim number that stands for one claim.",
    edition="837P 005010X222A1",
    good=ClaimExample(
        lines=(
            {"claim_charge_amount": "120.00", "line_charge_amount": "80.00"},
            {
                "claim_charge_amount": "120.00",
                "line_number": "2",
                "hcpcs_code": "97140",
                "units": "1",
                "minutes": "15",
                "line_charge_amount": "40.00",
            },
        ),
        reason="80.00 and 40.00 make 120.00.",
    ),
    bad=ClaimExample(
        lines=({"claim_charge_amount": "120.00", "line_charge_amount": "80.00"},), reason="40.00 is not on any line."
    ),
)
