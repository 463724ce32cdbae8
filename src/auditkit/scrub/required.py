"""What a claim cannot do without, each once: its name, when it is missing, and how the file's own lack of it is marked (`lacks`; "" never excuses).

A condition is SQL over the columns of `lines`.
"""

REQUIRED = (
    ("claim number", "claim_id IS NULL", ""),
    ("patient", "patient_id IS NULL", ""),
    ("member number", "member_id IS NULL AND coalesce(payer_type, '') <> 'self_pay'", "member"),
    ("payer", "has_payer = 0", ""),
    ("billing provider NPI", "billing_provider_npi IS NULL", "billing"),
    ("rendering provider NPI", "rendering_provider_npi IS NULL", "rendering"),
    ("date of service", "service_day IS NULL", ""),
    ("code", "hcpcs_code IS NULL", ""),
    ("units", "coalesce(units, 0) = 0", ""),
    ("charge", "has_charge = 0", "charge"),
    ("diagnosis", "diagnosis_count IS NULL", "diagnosis"),
    ("place of service", "place_of_service IS NULL", "place"),
)


def _unexcused(missing: str, mark: str) -> str:
    return f"{missing} AND NOT contains(lacks, '{mark}')" if mark else missing


MISSING = "concat_ws(', ', {})".format(
    ", ".join(f"CASE WHEN {_unexcused(missing, mark)} THEN '{name}' END" for name, missing, mark in REQUIRED)
)
IS_COMPLETE = " AND ".join(f"NOT ({missing})" for _, missing, _ in REQUIRED)
IS_COMPLETE_AS_EXPORTED = " AND ".join(f"NOT ({_unexcused(missing, mark)})" for _, missing, mark in REQUIRED)
