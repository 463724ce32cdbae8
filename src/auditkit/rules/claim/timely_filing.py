"""The payer's limit for the first claim."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="The claim is sent within the payer's filing limit",
    why="After the limit a claim is denied however right it is, and the patient may not be billed.",
    fix=("Send it today if there is a day left. After the limit, appeal only with proof that it was sent in time."),
    severity=Severity.DENIAL,
    sources=(
        Source(title="42 CFR 424.44", section="(a) one calendar year from the date of service"),
        Source(title="The practice's payer table", section="timely_filing_days"),
    ),
    in_force_from=date(1966, 7, 1),  # before 2010 Medicare gave longer, which is over as well
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="claims",
    applies="coalesce(payer_type, '') <> 'self_pay'",
    holds="coalesce(submitted_day, today_day) <= filing_limit_day OR (claim_frequency_code IN ('7', '8') AND NULL)",
    finding="The limit for the service of {service_day:date} was {filing_limit_day:date}.",
    supply=(
        "This payer's filing limit in days (payers table, timely_filing_days); for replacement claims its"
        " limit for corrections."
    ),
    edition="42 CFR 424.44 for Medicare B; the payer table for others",
    good=ClaimExample(
        lines=({"date_of_service": "2024-02-28", "submitted_on": "2025-02-28", "patient_birth_date": "1950-06-30"},),
        reason="One calendar year to the day is still in time.",
    ),
    bad=ClaimExample(
        lines=({"date_of_service": "2024-02-28", "submitted_on": "2025-03-01"},),
        reason="One day after the calendar year.",
    ),
)
