"""Codes that exist on the day."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="The code exists and is in force on the date of service",
    why="A deleted code, or one that is not valid yet, is rejected. Code sets change every January.",
    fix="Choose the code that is in force on the date and that says what was done.",
    severity=Severity.DENIAL,
    sources=(
        Source(title="CPT and HCPCS code sets", section="codes in force by date of service"),
        Source(title="45 CFR 162.1002", section="medical code sets"),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="hcpcs_code IS NOT NULL",
    holds="CASE WHEN is_code_shaped = 0 THEN 0 ELSE is_code_in_force END = 1",
    finding="{hcpcs_code} {code_problem}.",
    supply="The code list of that year: the code is not in the therapy code table for the date.",
    unclear=(
        "{hcpcs_code} is not in the therapy code table for that date: load the code list of that year, or"
        " look the code up."
    ),
    edition="therapy codes {codes_edition}",
    review_when="is_code_shaped = 1 AND is_code_confirmed = 0",
    good=ClaimExample(lines=({"hcpcs_code": "97110"},), reason="In force in 2026."),
    bad=ClaimExample(lines=({"hcpcs_code": "97001", "units": "1", "minutes": ""},), reason="Deleted after 2016."),
)
