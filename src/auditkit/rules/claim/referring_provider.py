"""Who certifies."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="A Medicare therapy claim names the certifying provider",
    why=(
        "Medicare pays therapy under a plan that a physician or other certifying practitioner stands for;"
        " the claim has to name that person."
    ),
    fix="Add name and NPI of the certifying provider from the signed plan or order.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5",
            section="10.3 and 20: name and NPI of the certifying provider",
            confidence=Confidence.MEMORY,
        ),
        Source(title="ASC X12N 837 professional (005010X222A1)", section="loop 2310A, qualifier DN"),
    ),
    in_force_from=date(2012, 10, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="claims",
    applies="payer_type = 'medicare_b' AND has_therapy = 1",
    holds="referring_provider_npi IS NOT NULL",
    finding="No certifying or referring provider is named.",
    supply="The kind of payer (payer_type).",
    edition="Medicare Claims Processing Manual, chapter 5",
    good=ClaimExample(lines=({"referring_provider_npi": "1234567893"},), reason="The certifying provider is named."),
    bad=ClaimExample(lines=({"referring_provider_npi": ""},), reason="Nobody certifies the plan on this claim."),
)
