"""What may stand first."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="The first-listed diagnosis may stand first",
    why=(
        "External causes, manifestations and codes that only say what a patient has or had cannot be the "
        "reason for the visit."
    ),
    fix="List the condition treated first, and this code after it.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="ICD-10-CM Official Guidelines for Coding and Reporting",
            section="I.A.13, I.C.20.a.6, I.C.21.c",
            dated="FY 2026",
        ),
    ),
    in_force_from=date(2015, 10, 1),
    verified_on=date(2026, 11, 24),
    lesson="diagnosis-codes",
    over="claims",
    applies="first_diagnosis IS NOT NULL",
    holds="CASE WHEN first_not_allowed IS NOT NULL THEN 0 WHEN is_first_unknown = 1 THEN NULL ELSE 1 END = 1",
    finding="{first_diagnosis} stands first: {first_not_allowed}.",
    supply="The ICD-10-CM list that holds the first diagnosis.",
    unclear="{first_diagnosis} is not in the ICD-10-CM list held ({diagnosis_edition}).",
    edition="ICD-10-CM {diagnosis_edition}",
    review_when="is_first_confirmed = 0",
    good=ClaimExample(
        lines=({"diagnosis_codes": "Z47.1|Z96.651", "diagnosis_pointers": "1|2"},), reason="Aftercare may stand first."
    ),
    bad=ClaimExample(
        lines=({"diagnosis_codes": "Z96.651|M25.561"},), reason="An artificial knee is a status, not what is treated."
    ),
)
