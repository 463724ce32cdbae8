"""From the line to the diagnosis."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Each line points at one to four diagnoses of its claim",
    why="A line that points nowhere, or at a diagnosis that is not there, is rejected.",
    fix="Point at the diagnoses for which this service was given, the main one first.",
    severity=Severity.DENIAL,
    sources=(Source(title="ASC X12N 837 professional (005010X222A1)", section="SV107: one to four pointers into HI"),),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="diagnosis-codes",
    over="lines",
    applies="1 = 1",
    holds=(
        "CASE WHEN has_pointers = 0 OR diagnosis_count IS NULL THEN NULL WHEN coalesce(pointer_count, 0) = 0 THEN 0 "
        "WHEN unreadable_pointers > 0 OR repeated_pointers > 0 OR pointer_count > 4 THEN 0 "
        "WHEN lowest_pointer < 1 OR highest_pointer > diagnosis_count THEN 0 ELSE 1 END = 1"
    ),
    finding=(
        'Pointers "{diagnosis_pointers}" on a claim with {diagnoses_words}: one to four '
        "different ones of them are needed."
    ),
    supply="The diagnosis pointers of the lines and the diagnoses of the claim.",
    edition="837P 005010X222A1",
    good=ClaimExample(
        lines=({"diagnosis_codes": "M25.561|R26.89", "diagnosis_pointers": "2"},), reason="The second of two."
    ),
    bad=ClaimExample(
        lines=({"diagnosis_codes": "M25.561|R26.89", "diagnosis_pointers": "3"},), reason="There is no third diagnosis."
    ),
)
