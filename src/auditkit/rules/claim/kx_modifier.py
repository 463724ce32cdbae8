"""The yearly threshold."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="KX stands from the line that carries the year above the threshold, and not before",
    why=(
        "Above the threshold Medicare denies therapy without KX. KX on everyone from the first visit says"
        " something that is not yet true, and draws review."
    ),
    fix=(
        "Add KX where the total is above the threshold and the record shows why therapy is still needed. "
        "Below it, leave it off."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Social Security Act 1833(g), as amended by the Bipartisan Budget Act of 2018", section="KX threshold"
        ),
        Source(title="CMS therapy services: annual thresholds", section="2026: 2,480.00", dated="2026"),
    ),
    in_force_from=date(2018, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="kx-threshold",
    over="lines",
    applies="payer_type = 'medicare_b' AND is_therapy = 1",
    holds=(
        "CASE WHEN threshold_cents IS NULL THEN NULL "
        "WHEN ytd_low > threshold_cents THEN CASE WHEN has_kx + has_ga + has_gz + has_gy > 0 THEN 1 ELSE 0 END "
        "WHEN ytd_high <= threshold_cents THEN CASE WHEN has_kx = 1 THEN 0 ELSE 1 END END = 1"
    ),
    finding=(
        "{threshold_of} {threshold_year}: allowed with this line {ytd_words}; threshold "
        "{threshold_cents:money}; KX is {kx_words}."
    ),
    supply=(
        "What Medicare allowed the patient this year (history, allowed_amount), or the threshold of the "
        "year of service."
    ),
    unclear="{threshold_unknown}.",
    edition="KX threshold of {threshold_year}: {threshold_cents:money}",
    review_when="ytd_low <= threshold_cents OR is_threshold_confirmed = 0",
    good=ClaimExample(
        lines=({"modifiers": "GP|KX"},),
        history=(
            {
                "patient_id": "P-1",
                "date_of_service": "2026-07-30",
                "hcpcs_code": "97110",
                "modifiers": "GP",
                "allowed_amount": "2470.00",
            },
        ),
        reason="At least 28.00 of this line carry the year above 2,480.00.",
    ),
    bad=ClaimExample(
        lines=({"modifiers": "GP"},),
        history=(
            {
                "patient_id": "P-1",
                "date_of_service": "2026-07-30",
                "hcpcs_code": "97110",
                "modifiers": "GP",
                "allowed_amount": "2470.00",
            },
        ),
        reason="The year is above 2,480.00 with this line and KX is missing.",
    ),
)
