"""59 and X{EPSU} only where a pair calls for them."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="59 or an X modifier stands only where a code pair calls for it",
    why=(
        "The modifier says that two services which usually are one were apart. Where no pair is in force "
        "it says nothing, and its overuse is what auditors look for."
    ),
    fix=("Take it off where no pair calls for it. Where one does, the note has to show the separate time or site."),
    severity=Severity.REVIEW,
    sources=(
        Source(title="Medicare NCCI Policy Manual, chapter 11", section="modifier 59 and X modifiers"),
        Source(title="APTA page on NCCI edits", section="use of 59"),
    ),
    in_force_from=date(2015, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="code-pairs",
    over="lines",
    applies="distinct_service_count > 0 AND service_day IS NOT NULL",
    holds=(
        "CASE WHEN distinct_service_count > 1 THEN 0 WHEN is_called_for = 1 THEN 1 "
        "WHEN may_be_called_for = 1 OR is_pair_source_set = 0 OR is_pair_list_held = 0 THEN NULL ELSE 0 END = 1"
    ),
    finding="{distinct_service_modifiers} on {hcpcs_code}: {distinct_service_words}.",
    supply=(
        "The pair list of this payer and date: set pair_source in the payers table and load the edition "
        "of the date of service."
    ),
    unclear=(
        "The pair list of this payer and date ({pair_source}): set pair_source in the payers table and "
        "load the edition of the date of service."
    ),
    edition="pair list {pair_source}",
    good=ClaimExample(
        lines=(
            {
                "date_of_service": "2024-08-06",
                "submitted_on": "2024-08-08",
                "hcpcs_code": "97530",
                "units": "1",
                "minutes": "15",
            },
            {
                "date_of_service": "2024-08-06",
                "submitted_on": "2024-08-08",
                "line_number": "2",
                "hcpcs_code": "97750",
                "units": "1",
                "minutes": "15",
                "modifiers": "GP|59",
            },
        ),
        reason="97530 with 97750 is a pair that lets both stand with a modifier.",
    ),
    bad=ClaimExample(
        lines=(
            {"hcpcs_code": "97140", "units": "1", "minutes": "15"},
            {"line_number": "2", "hcpcs_code": "97530", "units": "1", "minutes": "15", "modifiers": "GP|59"},
        ),
        reason="97140 with 97530 has had no active edit since 2020.",
    ),
)
