"""Errors in what was billed: codes, units, pairs."""

from __future__ import annotations

from dataclasses import replace

from auditkit.datasets.billing.about import (
    DISCIPLINES,
    About,
    has_kx,
    is_assisted,
    is_evaluation,
    one_day,
    reprice,
    timed,
    units_fit,
)
from auditkit.datasets.billing.model import Claim, ServiceLine
from auditkit.datasets.dice import Dice

_GONE = {
    "97161": "97001",
    "97162": "97001",
    "97165": "97003",
    "97166": "97003",
    "92522": "92506",
    "92523": "92506",
    "92524": "92506",
}
_CHECKED_LIMIT = ("97161", "97162", "97163")  # limits seen in the newest table
_CLINICAL_LIMIT = ("92507", "97150", "G0283")  # of the older table, and for a person to look at in any case


def deleted_code(dice: Dice, claim: Claim, about: About) -> bool:
    """The code that the service had years ago."""
    codes = [line.hcpcs_code for line in claim.lines]
    if (
        codes == ["97129", "97130"]
        and not claim.authorization_number
        and dice.chance(0.3)
        and about.has_room(claim, 10_000)
    ):
        first, more = claim.lines
        units, minutes = (first.units or 0) + (more.units or 0), first.minutes + more.minutes
        claim.lines = [replace(first, hcpcs_code="97532", units=units, minutes=minutes)]
    elif codes[0] in _GONE and dice.chance(0.5):
        claim.lines[0].hcpcs_code = _GONE[codes[0]]
    else:
        return False
    reprice(claim)
    claim.label("code_current", f"{claim.lines[0].hcpcs_code}, deleted years ago", line=1)
    return True


def not_for_medicare(dice: Dice, claim: Claim, about: About) -> bool:
    """A code that Medicare bundles or does not know, added as a line."""
    if not (about.is_medicare and claim.discipline == "PT") or is_evaluation(claim) or not about.has_room(claim, 3_000):
        return False
    code = dice.pick(("97014", "97010"))
    _add(claim, code, 1, 10)
    claim.label("code_accepted", f"{code} to Medicare Part B", line=len(claim.lines))
    claim.label("unit_limit", f"Medicare's limit for {code} is none", line=len(claim.lines))
    return True


def addon_alone(dice: Dice, claim: Claim, about: About) -> bool:
    if [line.hcpcs_code for line in claim.lines] != ["97129", "97130"] or has_kx(claim):
        return False
    del claim.lines[0]
    claim.label("addon_primary", "97130 without 97129", line=1)
    return True


def too_many_units(dice: Dice, claim: Claim, about: About) -> bool:
    """A unit more than the minutes carry, or the right number on the wrong line."""
    lines = timed(claim)
    if (
        not lines
        or not one_day(claim)
        or not about.may_count_more(claim)
        or "97129" in (line.hcpcs_code for line in lines)
    ):
        return False
    before = [line.units for line in lines]
    if len(lines) > 1 and claim.payer.unit_rule == "cms" and dice.chance(0.3):
        gives, takes = dice.some(lines, 2)
        if (gives.units or 0) < 2 or gives.hcpcs_code == takes.hcpcs_code:
            return False
        gives.units, takes.units = (gives.units or 0) - 1, (takes.units or 0) + 1
        words = "the last unit on the line with the smaller remainder"
    else:
        line = max(lines, key=lambda line: (line.minutes % 15, line.hcpcs_code))
        line.units = (line.units or 0) + 1
        words = "a unit more than the minutes carry"
    if units_fit(lines, claim.payer.unit_rule) or max(line.units or 0 for line in lines) > 4:
        for line, units in zip(lines, before, strict=True):
            line.units = units
        return False
    if not about.has_room(claim, 10_000):
        for line, units in zip(lines, before, strict=True):
            line.units = units
        return False
    reprice(claim)
    claim.label("timed_units", words)
    return True


def two_of_untimed(dice: Dice, claim: Claim, about: About) -> bool:
    line = claim.lines[0]
    if line.timed or not about.may_count_more(claim) or line.hcpcs_code in ("96105", "96125"):
        return False
    if not about.has_room(claim, line.charge):
        return False
    line.units = 2
    reprice(claim)
    claim.label("untimed_units", f"two units of {line.hcpcs_code}", line=1)
    known = line.hcpcs_code in _CHECKED_LIMIT or line.hcpcs_code in _CLINICAL_LIMIT
    words = "two units where one is the limit" + ("" if known else "; the edition of the date is not in hand")
    claim.label("unit_limit", words, line=1, answer="not_met" if known else "unclear")
    return True


def over_limit(dice: Dice, claim: Claim, about: About) -> bool:
    """More units in a day than the limit, with minutes to match."""
    line = claim.lines[0]
    limits = {"97112": 4, "97116": 4, "97110": 6}
    if not (about.is_medicare and line.hcpcs_code in limits) or is_assisted(claim) or not about.has_room(claim, 40_000):
        return False
    claim.lines = [line]
    line.units = limits[line.hcpcs_code] + 1
    line.minutes = line.units * 15
    reprice(claim)
    claim.label("unit_limit", f"{line.units} units, the limit is {line.units - 1}", line=1)
    return True


def two_evaluations(dice: Dice, claim: Claim, about: About) -> bool:
    """Two evaluations of one discipline, or an evaluation and a re-evaluation."""
    line = claim.lines[0]
    lower = {"97162": "97161", "97163": "97162", "97166": "97165", "97167": "97166", "97161": "97164", "97165": "97168"}
    if line.hcpcs_code not in lower or claim.payer.payer_type == "workers_comp" or not about.has_room(claim, 20_000):
        return False
    code = lower[line.hcpcs_code]
    _add(claim, code, 1, 20)
    claim.label("evaluation_once", f"{line.hcpcs_code} and {code} on one day")
    if claim.payer.pair_source == "medicare_practitioner":
        checked = code in ("97161", "97162")
        words = f"{line.hcpcs_code} with {code}: never together" + (
            "" if checked else "; the edition of the date is not in hand"
        )
        claim.label("code_pair", words, line=len(claim.lines), answer="not_met" if checked else "unclear")
    return True


def group_and_single(dice: Dice, claim: Claim, about: About) -> bool:
    """A pair of the table of 2024, not checked since: to be said, not to be decided."""
    if not about.is_medicare or claim.discipline == "SLP" or is_evaluation(claim) or is_assisted(claim):
        return False
    codes = {line.hcpcs_code for line in claim.lines}
    if not codes <= {"97110", "97112", "97116", "97140", "97530"} or not about.has_room(claim, 5_000):
        return False
    _add(claim, "97150", 1, 30)
    for number in range(1, len(claim.lines)):
        claim.label(
            "code_pair",
            "with 97150 and without 59; the edition of the date is not in hand",
            line=number,
            answer="unclear",
        )
    return True


def no_units(dice: Dice, claim: Claim, about: About) -> bool:
    if len(claim.lines) > 1 or claim.authorization_number:
        return False
    claim.lines[0].units = None
    claim.label("required_fields", "units left out", line=1)
    return True


def _add(claim: Claim, code: str, units: int, minutes: int) -> None:
    """One more line by the same therapist."""
    like: ServiceLine = claim.lines[0]
    modifiers = tuple(m for m in like.modifiers if m in DISCIPLINES or m == "KX")
    claim.lines.append(
        replace(
            like, hcpcs_code=code, units=units, minutes=minutes, assistant_minutes=0, modifiers=modifiers, timed=False
        )
    )
    reprice(claim)


ERRORS = (
    (deleted_code, 30.0),
    (not_for_medicare, 9.0),
    (addon_alone, 14.0),
    (too_many_units, 8.0),
    (two_of_untimed, 4.0),
    (over_limit, 8.0),
    (two_evaluations, 45.0),
    (group_and_single, 6.0),
    (no_units, 0.8),
)
