"""The same service twice."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="No line repeats another line",
    why=("A second claim for the same service is denied as a duplicate, and a pattern of duplicates draws a review."),
    fix=(
        "Do not send it again. If the first claim was wrong, replace it (frequency 7) where the payer "
        "takes that; for Medicare B ask for a reopening. A true second session needs 76 or 77."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 1",
            section="120 Detection of duplicate claims",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="clean-claim",
    over="lines",
    applies="hcpcs_code IS NOT NULL AND service_day IS NOT NULL",
    holds=(
        "CASE WHEN has_repeat = 1 OR is_correction = 1 THEN 1 WHEN repeats_a_line = 1 THEN 0 "
        "WHEN was_sent_before = 1 THEN CASE WHEN is_sent_before_sure = 1 THEN 0 END ELSE 1 END = 1"
    ),
    finding="The same patient, date, code, therapist and modifiers stand on {duplicate_of}.",
    supply=(
        "The history holds a line like this one; it does not say who rendered it, or it is this very "
        "claim. Say whether it was sent before."
    ),
    edition="this batch and the history supplied",
    good=ClaimExample(
        lines=({"line_number": "1"}, {"line_number": "2", "hcpcs_code": "97140", "units": "1", "minutes": "15"}),
        reason="Two different services.",
    ),
    bad=ClaimExample(lines=({"claim_id": "C1"}, {"claim_id": "C2"}), reason="The second claim repeats the first."),
)
