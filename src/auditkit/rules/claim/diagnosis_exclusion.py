"""Excludes1."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="No two diagnoses of a claim exclude each other",
    why=("An Excludes1 note says that two codes cannot both be true of one condition. Payers deny the claim for it."),
    fix=(
        "Keep the code that the record supports. Both may stay only where they have nothing to do with "
        "each other, for instance two sides."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(title="ICD-10-CM tabular list", section="Excludes1 notes", dated="April 2026"),
        Source(title="ICD-10-CM Official Guidelines for Coding and Reporting", section="I.A.12.a", dated="FY 2026"),
    ),
    in_force_from=date(2015, 10, 1),
    verified_on=date(2026, 11, 24),
    lesson="diagnosis-codes",
    over="claims",
    applies="coalesce(diagnosis_count, 0) > 1",
    holds="CASE WHEN excluded_pairs IS NOT NULL THEN 0 WHEN unlisted_diagnoses > 0 THEN NULL ELSE 1 END = 1",
    finding="These exclude each other: {excluded_pairs}.",
    supply="The ICD-10-CM list that holds all diagnoses of this claim.",
    edition="ICD-10-CM {diagnosis_edition}",
    good=ClaimExample(lines=({"diagnosis_codes": "M25.561|R26.89"},), reason="They may stand together."),
    bad=ClaimExample(
        lines=({"diagnosis_codes": "M54.50|M54.41"},), reason="Low back pain is part of lumbago with sciatica."
    ),
)
