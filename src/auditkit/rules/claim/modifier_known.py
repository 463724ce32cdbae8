"""Modifiers that exist."""

from __future__ import annotations

from datetime import date

from auditkit.rule import ClaimCheck, ClaimExample, Severity, Source

rule = ClaimCheck(
    title="Every modifier is known and stands once",
    why="A modifier that does not exist, or stands twice, is rejected at the door.",
    fix="Correct the modifier from the charge entry.",
    severity=Severity.DENIAL,
    sources=(Source(title="CPT and HCPCS modifiers in use", section="codes only", dated="2024"),),
    in_force_from=date(2012, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="modifiers",
    over="lines",
    applies="modifiers <> ''",
    holds="unknown_modifiers IS NULL AND repeated_modifiers IS NULL",
    finding="{modifier_problem}.",
    supply="",
    edition="modifiers {modifiers_edition}",
    good=ClaimExample(lines=({"modifiers": "GP"},), reason="Known and once."),
    bad=ClaimExample(lines=({"modifiers": "GP|ZQ"},), reason="ZQ does not exist."),
)
