"""Minutes behind the units."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Units of timed codes fit the minutes",
    why=(
        "Timed codes are paid by the minutes behind them. Units that the minutes do not support are taken"
        " back, and they are the first thing that a reviewer recounts."
    ),
    fix=(
        "Bill the units that the arithmetic shows. If minutes were given that the note does not hold, "
        "they do not count."
    ),
    severity=Severity.RECOUPMENT,
    sources=(
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5",
            section="20.2.C Determining what time counts: total timed minutes",
        ),
        Source(
            title="CPT time rule: midpoint of the unit", section="for payers that count each service by itself (spm)"
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="eight-minute-rule",
    over="days",
    applies="has_timed = 1 AND coalesce(timed_units, 1) > 0",
    holds=(
        "CASE unit_rule WHEN 'cms' THEN fits_shared WHEN 'spm' THEN fits_alone "
        "ELSE CASE WHEN fits_shared = fits_alone THEN fits_shared END END = 1 AND fits_by_itself = 1"
    ),
    finding="{unit_arithmetic}.",
    supply=(
        "The minutes of every timed service of the day, and how the payer counts units (payers table, "
        "unit_rule: cms or spm)."
    ),
    unclear="{units_unknown}",
    edition="unit rule: {unit_rule_words}",
    review_when="is_timing_confirmed = 0 OR is_unit_rule_set = 0",
    good=ClaimExample(
        lines=(
            {"hcpcs_code": "97110", "units": "2", "minutes": "33"},
            {"line_number": "2", "hcpcs_code": "97140", "units": "1", "minutes": "7"},
        ),
        reason="40 minutes make 3 units; the last goes to the larger remainder, 7 over 3.",
    ),
    bad=ClaimExample(lines=({"hcpcs_code": "97110", "units": "2", "minutes": "22"},), reason="22 minutes make 1 unit."),
)
