"""Provider numbers that pass their own check digit."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Every NPI has ten digits and the right check digit",
    why=("A number with a wrong check digit belongs to nobody. The claim is rejected, or paid to nobody."),
    fix="Copy the number anew from the NPI registry; do not retype it from paper.",
    severity=Severity.DENIAL,
    sources=(
        Source(title="NPI check digit: Luhn over 80840 and the number", section="45 CFR 162.406"),
        Source(title="ASC X12N 837 professional (005010X222A1)", section="NM109 of loops 2010AA, 2310A, 2310B"),
    ),
    in_force_from=date(2008, 5, 23),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="claims",
    applies="has_npi = 1",
    holds="bad_npis IS NULL",
    finding="Not a valid NPI: {bad_npis}.",
    supply="",
    edition="the NPI check digit",
    good=ClaimExample(lines=({"rendering_provider_npi": "1234567893"},), reason="The check digit agrees."),
    bad=ClaimExample(lines=({"rendering_provider_npi": "1234567890"},), reason="The last digit should be 3."),
)
