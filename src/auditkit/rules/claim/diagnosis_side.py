"""Which side."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="A diagnosis names its side where it has one",
    why=(
        "A code that leaves the side open, where one with the side exists, tells a payer that nobody "
        "looked. Some deny it."
    ),
    fix="Take the side from the note.",
    severity=Severity.REVIEW,
    sources=(
        Source(
            title="ICD-10-CM Official Guidelines for Coding and Reporting", section="I.B.13 laterality", dated="FY 2026"
        ),
    ),
    in_force_from=date(2015, 10, 1),
    verified_on=date(2026, 11, 24),
    lesson="diagnosis-codes",
    over="claims",
    applies="coalesce(diagnosis_count, 0) > 0",
    holds="CASE WHEN unsided_diagnoses IS NOT NULL THEN 0 WHEN unlisted_diagnoses > 0 THEN NULL ELSE 1 END = 1",
    finding="The side is left open: {unsided_diagnoses}.",
    supply="The ICD-10-CM list that holds all diagnoses of this claim.",
    edition="ICD-10-CM {diagnosis_edition}",
    good=ClaimExample(lines=({"diagnosis_codes": "M25.561"},), reason="The right knee."),
    bad=ClaimExample(
        lines=({"diagnosis_codes": "M25.569", "diagnosis_pointers": "1"},), reason="Which knee is left open."
    ),
)
