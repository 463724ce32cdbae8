"""Medically unlikely edits."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Units of a day are within the code's limit",
    why=(
        "Medicare denies units over the limit. Some limits are absolute for the date; others can be "
        "appealed with the record."
    ),
    fix=(
        "Check units against the note. Over an absolute limit nothing is paid; over the other kind, have "
        "the record ready."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare NCCI medically unlikely edits (MUE), practitioner",
            section="limit and adjudication indicator by code",
            dated="2024 Q3, parts of 2026 Q4",
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="code-pairs",
    over="lines",
    applies="(payer_type = 'medicare_b' OR coalesce(max_units, 0) > 0) AND coalesce(is_code_in_force, 1) = 1",
    holds=(
        "CASE WHEN day_units <= max_units THEN 1 "
        "WHEN day_units > max_units AND (is_limit_of_day = 1 OR mai = '3') THEN 0 END = 1"
    ),
    finding="{hcpcs_code}: {day_units} units on the day, limit {max_units} (indicator {mai}).",
    supply="The units, and the MUE edition of the date of service.",
    unclear=("The units, and the MUE of {hcpcs_code} for that date: load the edition of the date of service."),
    edition="MUE {limit_edition}",
    review_when="mai <> '2' OR coalesce(payer_type, '') <> 'medicare_b' OR is_limit_confirmed = 0 OR is_limit_of_day = 0",
    good=ClaimExample(lines=({"hcpcs_code": "97112", "units": "4", "minutes": "60"},), reason="The limit is 4."),
    bad=ClaimExample(
        lines=({"hcpcs_code": "97112", "units": "5", "minutes": "75"},),
        reason="5 units, limit 4; it may be appealed with the record.",
    ),
)
