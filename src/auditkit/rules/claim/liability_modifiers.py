"""Modifiers that contradict each other."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Confidence, Severity, Source

rule = ClaimCheck(
    title="GA, GX, GY, GZ and KX do not contradict each other",
    why=(
        "KX says that care is needed and documented. GA and GZ say that a denial for lack of need is "
        "expected. Both on one line cannot be true."
    ),
    fix=(
        "Decide what is true of this service: needed (KX), not needed with a notice (GA) or without one "
        "(GZ), or never covered (GY, GX)."
    ),
    severity=Severity.DENIAL,
    sources=(
        Source(title="CMS and contractor pages on the KX modifier", section="KX and GA contradict"),
        Source(
            title="Medicare Claims Processing Manual (Pub. 100-04), chapter 30",
            section="50 notices and modifiers",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="modifiers",
    over="lines",
    applies="has_ga + has_gx + has_gy + has_gz + has_kx > 0",
    holds=(
        "NOT (has_kx = 1 AND has_ga + has_gx + has_gy + has_gz > 0) "
        "AND NOT (has_gz = 1 AND has_ga + has_gx + has_gy > 0) AND NOT (has_ga = 1 AND has_gy = 1)"
    ),
    finding="{modifiers}: these say opposite things about who is liable.",
    supply="",
    edition="liability modifiers as of 2026",
    review_when="NOT (has_kx = 1 AND has_ga = 1)",
    good=ClaimExample(
        lines=({"modifiers": "GA|GP|GX"},), reason="A required and a voluntary notice may stand together."
    ),
    bad=ClaimExample(lines=({"modifiers": "GA|GP|KX"},), reason="Needed, and expected not to be needed."),
)
