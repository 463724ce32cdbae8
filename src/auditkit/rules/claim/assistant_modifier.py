"""CQ and CO."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="CQ and CO stand exactly where an assistant gave more than a tenth of the service",
    why=(
        "Medicare pays 85% for units given by an assistant. A missing modifier is an overpayment, a "
        "needless one gives money away."
    ),
    fix=(
        "Count therapist and assistant minutes of the code as the arithmetic shows. Where both made units"
        " of one code, bill two lines."
    ),
    severity=Severity.RECOUPMENT,
    sources=(
        Source(
            title="CMS: Billing examples using CQ and CO modifiers",
            section="de minimis standard and whole-unit steps",
            dated="CY 2022 final rule",
        ),
        Source(title="Medicare Claims Processing Manual (Pub. 100-04), chapter 5", section="20.1"),
    ),
    in_force_from=date(2020, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="assistants",
    over="lines",
    applies="has_cq = 1 OR has_co = 1 OR is_assistant_share_known = 1",
    holds=(
        "CASE WHEN has_cq = 1 AND has_co = 1 THEN 0 WHEN has_cq = 1 AND has_gp = 0 THEN 0 WHEN has_co = 1 AND has_go = 0 THEN 0 "
        "WHEN code_kind IN ('evaluation', 're-evaluation') THEN CASE WHEN has_cq + has_co > 0 THEN 0 ELSE 1 END "
        "WHEN is_assistant_share_known = 0 THEN 1 "
        "WHEN assistant_units_least IS NULL THEN NULL "
        "WHEN assistant_units_billed BETWEEN assistant_units_least AND assistant_units_most THEN 1 "
        "WHEN assistant_units_billed > assistant_units_most AND has_cq + has_co = 0 THEN 1 "
        "WHEN assistant_units_billed < assistant_units_least AND has_cq + has_co > 0 THEN 1 "
        "WHEN assistant_units_billed > assistant_units_most AND assistant_units_most > 0 AND lines_of_code = 1 THEN NULL "
        "WHEN assistant_units_billed > assistant_units_most THEN 0 "
        "WHEN discipline <> 'SLP' AND payer_type IN ('medicare_b', 'medicare_advantage') THEN 0 END = 1"
    ),
    finding="CQ or CO: {assistant_problem}.",
    supply=(
        "Minutes of therapist and assistant that go with the units; one line for each kind of unit; "
        "whether this payer wants CQ and CO."
    ),
    unclear=(
        "Minutes of therapist and assistant that go with the units, one line for each kind of unit, or "
        "whether this payer wants CQ and CO ({assistant_problem})."
    ),
    edition="CQ/CO de minimis policy as of 2022",
    review_when="coalesce(payer_type, '') <> 'medicare_b'",
    good=ClaimExample(
        lines=({"modifiers": "GP|CQ", "units": "2", "minutes": "30", "assistant_minutes": "30"},),
        reason="The assistant gave all of it.",
    ),
    bad=ClaimExample(
        lines=({"modifiers": "GP", "units": "2", "minutes": "30", "assistant_minutes": "30"},),
        reason="All minutes are the assistant's and CQ is missing.",
    ),
)
