"""Diagnosis and service go together."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="A diagnosis that the line points at goes with the service",
    why=(
        "Payers compare the service with the diagnosis before they read anything. What does not go "
        "together is denied as not necessary."
    ),
    fix=(
        "Check whether the line points at the right diagnosis. Never choose a diagnosis that the record does not hold."
    ),
    severity=Severity.REVIEW,
    sources=(
        Source(
            title="Medicare contractors' articles on outpatient therapy",
            section="families of diagnoses by service",
            dated="as grouped in 2026",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="diagnosis-codes",
    over="lines",
    applies="has_diagnosis_family = 1",
    holds="is_diagnosis_supported = 1",
    finding=(
        "No diagnosis that {hcpcs_code} points at is of a family that goes with the service and {discipline_words}."
    ),
    supply=("A look by a person: the families held do not say whether these diagnoses go with the service."),
    unclear=("The families held do not say whether these diagnoses go with {hcpcs_code}: a person has to look."),
    edition="diagnosis families {families_edition}",
    good=ClaimExample(
        lines=({"hcpcs_code": "97110", "diagnosis_codes": "M25.561"},), reason="Exercise for a painful knee."
    ),
    bad=ClaimExample(
        lines=({"hcpcs_code": "97110", "diagnosis_codes": "F80.2", "diagnosis_pointers": "1"},),
        reason="A language disorder alone does not explain physical therapy exercise.",
    ),
)
