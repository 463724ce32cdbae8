"""NCCI procedure-to-procedure edits."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Two codes of a day are not a pair that excludes one of them",
    why=(
        "Where a pair is in force the column 2 code is denied. With indicator 0 it is never paid; with 1 "
        "it is paid with a modifier if the services were truly apart."
    ),
    fix=(
        "If the services were at separate times or sites and the note shows it, the modifier may say so. "
        "If not, take the column 2 code off."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare NCCI procedure-to-procedure edits, practitioner",
            section="column 1, column 2, modifier indicator, by date of service",
            dated="2024 Q3, parts of 2026 Q4",
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="code-pairs",
    over="pairs",
    applies="1 = 1",
    holds=(
        "CASE pair_state WHEN 'none' THEN 1 WHEN 'active' THEN CASE WHEN modifier_indicator = '1' AND has_pair_modifier = 1 THEN 1 ELSE 0 END "
        "WHEN 'older edition' THEN CASE WHEN modifier_indicator = '1' AND has_pair_modifier = 1 THEN 1 END END = 1"
    ),
    finding=("{column_2} (column 2) with {column_1} (column 1), indicator {modifier_indicator}: {pair_words}."),
    supply="The pair list (NCCI) of the date of service.",
    unclear="{column_1} with {column_2}: {pair_unknown}",
    edition="{pair_source}, edition {pair_edition}",
    review_when="coalesce(payer_type, '') <> 'medicare_b' OR is_pair_confirmed = 0",
    good=ClaimExample(
        lines=(
            {"hcpcs_code": "97140", "units": "1", "minutes": "15"},
            {"line_number": "2", "hcpcs_code": "97530", "units": "1", "minutes": "15"},
        ),
        reason="No active edit since 2020: both are paid without a modifier.",
    ),
    bad=ClaimExample(
        lines=(
            {
                "date_of_service": "2024-08-06",
                "submitted_on": "2024-08-08",
                "hcpcs_code": "97140",
                "units": "1",
                "minutes": "15",
            },
            {
                "date_of_service": "2024-08-06",
                "submitted_on": "2024-08-08",
                "line_number": "2",
                "hcpcs_code": "97124",
                "units": "1",
                "minutes": "15",
            },
        ),
        reason="97124 is never paid beside 97140.",
    ),
)
