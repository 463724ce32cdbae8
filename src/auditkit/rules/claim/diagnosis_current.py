"""Diagnosis codes in full."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Every diagnosis is a billable ICD-10-CM code on the date of service",
    why=("A header or deleted code is rejected. The code set changes each October, and a little each April."),
    fix="Take the full-length code that the record supports.",
    severity=Severity.DENIAL,
    sources=(
        Source(title="ICD-10-CM tabular list", section="billable codes and headers", dated="April 2026"),
        Source(title="ICD-10-CM Official Guidelines for Coding and Reporting", section="I.B.2 level of detail"),
    ),
    in_force_from=date(2015, 10, 1),
    verified_on=date(2026, 11, 24),
    lesson="diagnosis-codes",
    over="claims",
    applies="coalesce(diagnosis_count, 0) > 0",
    holds="CASE WHEN bad_diagnoses > 0 THEN 0 WHEN unknown_diagnoses > 0 THEN NULL WHEN bad_diagnoses = 0 THEN 1 END = 1",
    finding="Not billable on that date: {bad_diagnosis_words}.",
    supply="The ICD-10-CM list of the date of service.",
    unclear=(
        "The ICD-10-CM list of the date of service for {unknown_diagnosis_words}; held is "
        "{diagnosis_edition} ({diagnosis_edition_from} to {diagnosis_edition_to})."
    ),
    edition="ICD-10-CM {diagnosis_edition}",
    review_when="is_bad_diagnosis_sure = 0",
    good=ClaimExample(lines=({"diagnosis_codes": "M54.50|R26.89"},), reason="Both are billable in April 2026."),
    bad=ClaimExample(lines=({"diagnosis_codes": "M54.5"},), reason="A header since October 2021."),
)
