"""Errors in modifiers: of the discipline, the assistant, the threshold, liability, telehealth, distinct services."""

from __future__ import annotations

from auditkit.datasets.billing.about import DISCIPLINES, About, has_kx, is_assisted, is_evaluation
from auditkit.datasets.billing.model import Claim
from auditkit.datasets.dice import Dice

_OTHER = {"GP": "GO", "GO": "GP", "GN": "GP"}
_BOGUS = ("OT", "PG", "XX", "C0", "9S")


def video(dice: Dice, claim: Claim, about: About) -> bool:
    """Place and modifier of a video visit do not agree, or the payer does not take it."""
    if claim.place_of_service != "11" or is_evaluation(claim):
        return False
    if not claim.payer.telehealth_accepted:
        claim.place_of_service, words = "10", "video visit that this payer does not take"
        _give(claim, "95")
    elif dice.chance(0.6):
        words = "95 at the office"
        _give(claim, "95")
    else:
        claim.place_of_service, words = "10", "place 10 without 95"
    claim.label_lines("telehealth", words)
    return True


def unknown_modifier(dice: Dice, claim: Claim, about: About) -> bool:
    line = claim.lines[0]
    if dice.chance(0.3) and {"CQ", "CO"} & set(line.modifiers) and len(line.modifiers) < 4:
        line.modifiers = (*line.modifiers, line.modifiers[1])
        claim.label("modifier_known", f"{line.modifiers[1]} twice", line=1)
        return True
    if len(line.modifiers) > 3:
        return False
    bogus = dice.pick(_BOGUS)
    line.modifiers = (*line.modifiers, bogus)
    claim.label("modifier_known", f"{bogus} is no modifier", line=1)
    return True


def no_discipline(dice: Dice, claim: Claim, about: About) -> bool:
    """All lines without GP, GO or GN; codes of the always-therapy list only."""
    always = all(line.hcpcs_code not in ("97129", "97130", "92610", "95992", "96105") for line in claim.lines)
    if not (claim.payer.discipline_modifier_required and always) or is_assisted(claim) or has_kx(claim):
        return False
    for line in claim.lines:
        line.modifiers = tuple(m for m in line.modifiers if m not in DISCIPLINES)
    claim.label_lines("discipline_modifier", "no GP, GO or GN")
    return True


def wrong_discipline(dice: Dice, claim: Claim, about: About) -> bool:
    """A modifier that the code does not allow, or two of them; on a claim of one line, so that the day stays whole."""
    line = claim.lines[0]
    if len(claim.lines) > 1 or not claim.payer.discipline_modifier_required or is_assisted(claim) or has_kx(claim):
        return False
    right = line.modifiers[0]
    wrong = _OTHER[right]
    if dice.chance(0.4):
        line.modifiers = (right, wrong, *line.modifiers[1:])
        claim.label("discipline_modifier", f"{right} and {wrong} together", line=1)
        return True
    if line.hcpcs_code not in (
        "97161",
        "97162",
        "97163",
        "97165",
        "97166",
        "97167",
        "92507",
        "92522",
        "92523",
        "92524",
    ):
        return False
    line.modifiers = (wrong, *line.modifiers[1:])
    claim.label("discipline_modifier", f"{wrong} instead of {right}", line=1)
    return True


def assistant(dice: Dice, claim: Claim, about: About) -> bool:
    """CQ or CO left out, put on a therapist's work or an evaluation, or the one of the other discipline."""
    if claim.discipline == "SLP" or not all("GP" in line.modifiers or "GO" in line.modifiers for line in claim.lines):
        return False
    own, other = ("CQ", "CO") if claim.discipline == "PT" else ("CO", "CQ")
    if is_assisted(claim):
        if claim.payer.payer_type not in ("medicare_b", "medicare_advantage"):
            return False  # whether others want CQ and CO is not known
        wrong = dice.chance(0.25)
        words = f"{other} with {claim.lines[0].modifiers[0]}" if wrong else f"{own} left out"
        for number, line in enumerate(claim.lines, 1):
            if own in line.modifiers:
                kept = (
                    ((other if m == own else m) for m in line.modifiers)
                    if wrong
                    else (m for m in line.modifiers if m != own)
                )
                line.modifiers = tuple(kept)
                claim.label("assistant_modifier", words, line=number)
        return True
    if not dice.chance(0.2):
        return False
    line = claim.lines[0]
    line.modifiers = (line.modifiers[0], own, *line.modifiers[1:])
    claim.label(
        "assistant_modifier",
        f"{own} on an evaluation" if is_evaluation(claim) else f"{own} without an assistant",
        line=1,
    )
    return True


def threshold(dice: Dice, claim: Claim, about: About) -> bool:
    """KX left out where the total is above the threshold, or put on long before, whatever share is allowed."""
    states = {line.threshold for line in claim.lines}
    if states == {"above"} and all("KX" in line.modifiers for line in claim.lines):
        for line in claim.lines:
            line.modifiers = tuple(m for m in line.modifiers if m != "KX")
        claim.label_lines("kx_modifier", "KX left out above the threshold")
        return True
    if states == {"below"} and dice.chance(0.15):
        _give(claim, "KX")
        claim.label_lines("kx_modifier", "KX below the threshold")
        return True
    return False


def liability(dice: Dice, claim: Claim, about: About) -> bool:
    if not about.is_medicare or any(len(line.modifiers) > 2 for line in claim.lines):
        return False
    if all("KX" in line.modifiers for line in claim.lines):
        _give(claim, "GA")
        claim.label_lines("liability_modifiers", "GA beside KX")
        return True
    if has_kx(claim) or not dice.chance(0.3):
        return False
    _give(claim, "GA")
    _give(claim, "GZ")
    claim.label_lines("liability_modifiers", "GA beside GZ")
    return True


def needless_59(dice: Dice, claim: Claim, about: About) -> bool:
    """59 on a pair that famous pages still ask it for and the table does not, or 59 and XS on one line."""
    codes = {line.hcpcs_code for line in claim.lines}
    known = {"97110", "97112", "97116", "97140", "97530", "97161", "97162", "97163"}
    if not about.is_medicare or len(claim.lines) < 2 or not codes <= known or len(claim.lines[1].modifiers) > 2:
        return False
    if not about.is_alone(claim):
        return False  # a code of the other discipline may call for it
    both = dice.chance(0.2)
    claim.lines[1].modifiers = (*claim.lines[1].modifiers, "59", *(("XS",) if both else ()))
    words = "59 and XS on one line" if both else "59 where no pair is in force"
    claim.label("distinct_service_modifier", words, line=2)
    return True


def _give(claim: Claim, modifier: str) -> None:
    for line in claim.lines:
        line.modifiers = (*line.modifiers, modifier)


ERRORS = (
    (video, 3.0),
    (unknown_modifier, 2.0),
    (no_discipline, 3.0),
    (wrong_discipline, 4.0),
    (assistant, 12.0),
    (threshold, 40.0),
    (liability, 9.0),
    (needless_59, 8.0),
)
