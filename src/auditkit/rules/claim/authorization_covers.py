"""What the authorization allows."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source


def _visit_under(used: str, reason: str) -> ClaimExample:
    """One visit under an authorization of twelve."""
    held = {"authorization_number": "AU-1", "patient_id": "P-1", "payer_id": "PY-7", "discipline": "PT", "start_on": "2026-08-01",
            "end_on": "2026-09-30", "authorized_units": "12", "unit_kind": "visits", "used_units": used}  # fmt: skip
    return ClaimExample(
        lines=({"payer_id": "PY-7", "payer_type": "commercial", "authorization_number": "AU-1"},),
        payers=({"payer_id": "PY-7", "authorization_required": "1"},),
        authorizations=(held,),
        reason=reason,
    )


rule = ClaimCheck(
    title="The authorization covers date, code, discipline and therapist, and is not used up",
    why=("A number alone does not pay: outside its dates, codes or visits the claim is denied like one without."),
    fix="Use the authorization that covers this visit, or ask for more before the next one.",
    severity=Severity.DENIAL,
    sources=(
        Source(title="The practice's authorizations", section="dates, codes, discipline, therapist, visits or units"),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="authorizations",
    over="lines",
    applies="authorization_number IS NOT NULL AND coalesce(needs_authorization, 1) = 1",
    holds=(
        "CASE WHEN has_authorizations = 0 OR is_authorization_held = 0 THEN NULL "
        "WHEN fits_patient = 0 OR fits_date = 0 OR fits_code = 0 OR fits_discipline = 0 OR fits_provider = 0 THEN 0 "
        "WHEN authorization_used_here > authorized_units OR authorization_used > authorized_units THEN 0 "
        "WHEN authorization_used <= authorized_units AND fits_patient + fits_date + fits_code + fits_discipline + fits_provider = 5 THEN 1 END = 1"
    ),
    finding="Authorization {authorization_number}: {authorization_problem}.",
    supply=("The authorizations: dates, codes, visits or units, and how many were used before this batch."),
    unclear=(
        "Authorization {authorization_number}: its dates, codes, visits or units, and how many were used "
        "before this batch."
    ),
    edition="the practice's authorizations",
    good=_visit_under(used="11", reason="The last of twelve visits."),
    bad=_visit_under(used="12", reason="All twelve visits were used before."),
)
