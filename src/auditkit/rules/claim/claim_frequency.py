"""Replacements and voids."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="A replacement or void names the claim that it is for, and goes only to payers that take one",
    why=(
        "A replacement without the payer's own claim number cannot be matched and is denied as a "
        "duplicate. Medicare Part B takes neither replacements nor voids."
    ),
    fix=(
        "Put the payer's claim control number of the claim that is replaced. For Medicare B send a new "
        "claim after a rejection, or ask for a reopening."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(title="ASC X12N 837 professional (005010X222A1)", section="CLM05-3 and REF F8"),
        Source(
            title="Medicare Part B: frequency 7 and 8 are not taken",
            section="MLN and contractor pages on reopenings",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="claims",
    applies="claim_frequency_code IN ('7', '8')",
    holds="payer_type <> 'medicare_b' AND payer_claim_control_number IS NOT NULL",
    finding="Frequency {claim_frequency_code}: {frequency_problem}.",
    supply="The kind of payer (payer_type).",
    edition="837P 005010X222A1",
    good=ClaimExample(
        lines=(
            {"claim_frequency_code": "7", "payer_claim_control_number": "2026081100017", "payer_type": "commercial"},
        ),
        reason="The replaced claim is named.",
    ),
    bad=ClaimExample(
        lines=({"claim_frequency_code": "7", "payer_claim_control_number": "", "payer_type": "commercial"},),
        reason="The payer cannot tell which claim is replaced.",
    ),
)
