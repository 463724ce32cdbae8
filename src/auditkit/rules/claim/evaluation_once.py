"""One evaluation a day."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="A discipline evaluates once a day",
    why=(
        "Two evaluations of one function, or an evaluation with a re-evaluation, exclude each other: the "
        "lesser is denied."
    ),
    fix=("Bill the one that the note supports. Different speech-language functions may each have their evaluation."),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare NCCI procedure-to-procedure edits, practitioner",
            section="evaluations over lower evaluations and re-evaluations, indicator 0",
            dated="2024 Q3",
        ),
    ),
    in_force_from=date(2017, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="code-pairs",
    over="days",
    applies="evaluations IS NOT NULL",
    holds="evaluations <= 1",
    finding="{evaluation_codes} on one day: {evaluations} evaluations of one kind.",
    supply="",
    edition="therapy codes (evaluation families)",
    good=ClaimExample(
        lines=(
            {"hcpcs_code": "92522", "units": "1", "minutes": "", "modifiers": "GN", "diagnosis_codes": "F80.0"},
            {
                "line_number": "2",
                "hcpcs_code": "92524",
                "units": "1",
                "minutes": "",
                "modifiers": "GN",
                "diagnosis_codes": "F80.0",
            },
        ),
        reason="Speech sounds and voice are two functions.",
    ),
    bad=ClaimExample(
        lines=(
            {"hcpcs_code": "97162", "units": "1", "minutes": ""},
            {"line_number": "2", "hcpcs_code": "97164", "units": "1", "minutes": ""},
        ),
        reason="An evaluation and a re-evaluation of one discipline.",
    ),
)
