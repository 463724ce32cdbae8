"""GP, GO, GN."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="A therapy line carries the one discipline modifier that fits it",
    why=(
        "The modifier says under which discipline's plan the service was given. Without it Medicare and "
        "those who follow it cannot apply threshold and edits, and return the line."
    ),
    fix=(
        "Put the modifier of the plan under which the service was given: GP physical, GO occupational, GN"
        " speech-language."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5",
            section="20.1 Discipline-specific outpatient rehabilitation modifiers",
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="modifiers",
    over="lines",
    applies="(therapy_type = 'always' AND coalesce(requires_discipline_modifier, 1) = 1) OR (discipline_modifiers <> '' AND therapy_type <> 'none')",
    holds=(
        "CASE WHEN has_gp + has_go + has_gn > 1 THEN 0 WHEN has_gp + has_go + has_gn = 1 THEN is_discipline_allowed "
        "WHEN requires_discipline_modifier = 1 THEN 0 END = 1"
    ),
    finding=("{hcpcs_code} carries {discipline_modifiers_words}; it needs exactly one of {modifiers_allowed}."),
    supply="Whether this payer wants GP, GO or GN (payers table, discipline_modifier_required).",
    unclear=(
        "Whether this payer wants GP, GO or GN (payers table, discipline_modifier_required), and what "
        "kind of therapy code {hcpcs_code} is."
    ),
    edition="therapy codes {codes_edition}",
    review_when=(
        "is_type_confirmed = 0 OR is_discipline_rule_set = 0 OR (has_gp + has_go + has_gn = 1 AND is_allowed_confirmed = 0)"
    ),
    good=ClaimExample(lines=({"hcpcs_code": "97110", "modifiers": "GP"},), reason="One, and it fits."),
    bad=ClaimExample(
        lines=({"hcpcs_code": "97161", "modifiers": "GO", "units": "1", "minutes": ""},),
        reason="A physical therapy evaluation under GO.",
    ),
)
