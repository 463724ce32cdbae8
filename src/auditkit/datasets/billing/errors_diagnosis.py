"""Errors in diagnoses: headers, what may not stand first, the side left open, codes that exclude each other, pointers."""

from __future__ import annotations

from datetime import date

from auditkit.datasets.billing.about import About
from auditkit.datasets.billing.model import Claim
from auditkit.datasets.dice import Dice

_HEADER = {"M54.59": "M54.5", "G20.A1": "G20", "M54.16": "M54.1", "R63.32": "R63.3", "R49.0": "R49"}
_OPEN = {
    "M17.11": "M17.10", "M17.12": "M17.10", "M75.121": "M75.120", "M75.122": "M75.120", "M75.41": "M75.40", "M75.42": "M75.40",
    "M75.111": "M75.110", "M75.112": "M75.110", "S93.401D": "S93.409D", "S93.402D": "S93.409D", "S52.531D": "S52.539D",
    "H81.11": "H81.10", "H81.12": "H81.10", "H81.21": "H81.20", "H81.22": "H81.20",
}  # fmt: skip
_EXCLUDED = {
    "M54.16": "M51.16", "M54.59": "S39.012D", "I69.351": "Z86.73", "I69.354": "Z86.73", "H81.11": "R42", "H81.12": "R42", "F82": "R27.8",
    "R26.89": "R27.0", "I69.320": "R47.01", "I69.314": "R41.844", "Z47.1": "S72.001D", "F80.0": "R48.2",
}  # fmt: skip
_EXTERNAL, _MANIFESTATION = ("W19.XXXD", "Y93.B9", "W01.0XXD"), ("F02.80",)
_FOREIGN = {"PT": "F80.0", "OT": "R49.0", "SLP": "M17.11"}
LAST_CHECKED = date(2026, 9, 30)  # the code year changes on 1 October


def header(dice: Dice, claim: Claim, about: About) -> bool:
    """A category, or an injury without its seventh character, instead of the full code."""
    first = claim.diagnosis_codes[0]
    short = _HEADER.get(first) or (
        first[:-1] if (first[0] == "S" and len(first) == 8) or first in _OPEN or first[:5] == "I69.3" else ""
    )
    if not short or claim.last_day > LAST_CHECKED:
        return False
    claim.diagnosis_codes = (short, *claim.diagnosis_codes[1:])
    claim.label("diagnosis_current", f"{short} instead of {first}")
    return True


def not_first(dice: Dice, claim: Claim, about: About) -> bool:
    """An external cause, a manifestation or a status stands first; pointers still point at what is treated."""
    codes = claim.diagnosis_codes
    if codes[0] == "Z47.1" or codes[:2] == ("R26.89", "Z91.81"):
        claim.diagnosis_codes = (codes[1], codes[0], *codes[2:])
        words = "a status code first"
        swap = {1: 2, 2: 1}
        for line in claim.lines:
            line.pointers = tuple(swap.get(each, each) for each in line.pointers)
    else:
        first = dice.pick(_EXTERNAL + _MANIFESTATION)
        if len(codes) > 3:
            return False
        claim.diagnosis_codes = (first, *codes)
        words = "a manifestation first" if first in _MANIFESTATION else "an external cause first"
        for line in claim.lines:
            line.pointers = tuple(each + 1 for each in line.pointers)
    claim.label("diagnosis_first_listed", words)
    return True


def side_open(dice: Dice, claim: Claim, about: About) -> bool:
    first = claim.diagnosis_codes[0]
    if first not in _OPEN or claim.last_day > LAST_CHECKED:
        return False
    claim.diagnosis_codes = (_OPEN[first], *claim.diagnosis_codes[1:])
    claim.label("diagnosis_side", f"{_OPEN[first]} leaves the side open")
    return True


def excluded(dice: Dice, claim: Claim, about: About) -> bool:
    first = claim.diagnosis_codes[0]
    other = _EXCLUDED.get(first)
    if other is None or other in claim.diagnosis_codes or claim.last_day > LAST_CHECKED:
        return False
    claim.diagnosis_codes = (*claim.diagnosis_codes, other)
    claim.label("diagnosis_exclusion", f"{first} and {other} exclude each other")
    return True


def pointer(dice: Dice, claim: Claim, about: About) -> bool:
    """A line points at a diagnosis that is not on the claim, or at five."""
    line = claim.lines[-1]
    beyond = len(claim.diagnosis_codes) + dice.whole(1, 2)
    line.pointers = (beyond,) if dice.chance(0.7) else (*line.pointers, beyond)
    claim.label("diagnosis_pointer", "points at a diagnosis that is not on the claim", line=len(claim.lines))
    return True


def foreign(dice: Dice, claim: Claim, about: About) -> bool:
    """The diagnosis of another patient: nothing of this discipline."""
    if {"96105", "97168"} & {line.hcpcs_code for line in claim.lines}:
        return False  # no list says what these are for
    claim.diagnosis_codes = (_FOREIGN[claim.discipline],)
    for line in claim.lines:
        line.pointers = (1,)
    claim.label_lines("diagnosis_supports_code", f"{_FOREIGN[claim.discipline]} for {claim.discipline}")
    return True


ERRORS = (
    (header, 4.0),
    (not_first, 2.0),
    (side_open, 9.0),
    (excluded, 5.0),
    (pointer, 2.0),
    (foreign, 1.2),
)
