"""Errors in what stands once on a claim: numbers, dates, frequency, charge, authorization, place."""

from __future__ import annotations

from datetime import timedelta

from auditkit.datasets.billing.about import About, may_be_filed, one_day
from auditkit.datasets.billing.model import Claim
from auditkit.datasets.dice import Dice


def missing_field(dice: Dice, claim: Claim, about: About) -> bool:
    field = dice.pick(("member_id", "rendering_npi", "place_of_service"))
    if field == "rendering_npi" and claim.authorization_number:
        return False
    setattr(claim, field, "")
    names = {"rendering_npi": "rendering_provider_npi"}
    claim.label_lines("required_fields", f"{names.get(field, field)} left out")
    return True


def wrong_npi(dice: Dice, claim: Claim, about: About) -> bool:
    if dice.chance(0.5) and not claim.authorization_number:
        claim.rendering_npi = _mistyped(dice, claim.rendering_npi)
        claim.label("npi_valid", "a digit of the rendering provider's number mistyped")
    else:
        claim.referring_npi = _mistyped(dice, claim.referring_npi)
        claim.label("npi_valid", "a digit of the referring provider's number mistyped")
    return True


def _mistyped(dice: Dice, npi: str) -> str:
    at = dice.whole(5, 9)
    return npi[:at] + str((int(npi[at]) + dice.whole(1, 8)) % 10) + npi[at + 1 :] if dice.chance(0.8) else npi[:-1]


def after_submission(dice: Dice, claim: Claim, about: About) -> bool:
    """A day of service typed later than the claim: a Sunday, when nobody has another visit."""
    if about.is_medicare or claim.authorization_number or not one_day(claim):
        return False
    day = claim.submitted_on + timedelta(days=dice.whole(1, 4) * 7)
    day += timedelta(days=6 - day.weekday())
    if day.year > 2026:
        return False
    for line in claim.lines:
        line.date_of_service = day
    claim.label_lines("service_dates", "day of service typed after the day of submission")
    return True


def before_birth(dice: Dice, claim: Claim, about: About) -> bool:
    claim.birth_date = claim.last_day + timedelta(days=dice.whole(1, 60))
    claim.label_lines("service_dates", "year of birth typed as this year")
    return True


def too_late(dice: Dice, claim: Claim, about: About) -> bool:
    days = claim.payer.timely_filing_days
    last = (
        claim.first_day.replace(year=claim.first_day.year + 1)
        if days is None
        else claim.first_day + timedelta(days=days)
    )
    filed = last + timedelta(days=dice.weighted(((1, 2), (dice.whole(2, 30), 5))))
    if not may_be_filed(filed):
        return False
    claim.submitted_on = filed
    claim.label("timely_filing", f"filed {(filed - last).days} days after the last day")
    return True


def wrong_frequency(dice: Dice, claim: Claim, about: About) -> bool:
    claim.frequency = dice.pick("778")
    if about.is_medicare:
        claim.control_number = f"PY1{claim.submitted_on:%y%j}{dice.whole(10000, 99999)}"
        claim.label("claim_frequency", f"frequency {claim.frequency} to Medicare Part B")
    else:
        claim.label("claim_frequency", f"frequency {claim.frequency} without the payer's claim number")
    return True


def unbalanced(dice: Dice, claim: Claim, about: About) -> bool:
    off = dice.pick((1, -1, 100, 900, -900, claim.lines[-1].charge, -claim.lines[-1].charge))
    if claim.charge + off <= 0:
        return False
    claim.charge_off_by = off
    claim.label("charges_balance", "claim charge is not the sum of its lines")
    return True


def no_referral(dice: Dice, claim: Claim, about: About) -> bool:
    if not about.is_medicare:
        return False
    claim.referring_npi = ""
    claim.label("referring_provider", "Medicare claim without the certifying provider")
    return True


def wrong_place(dice: Dice, claim: Claim, about: About) -> bool:
    if claim.place_of_service != "11":
        return False
    claim.place_of_service = dice.pick(("21", "22", "31", "29", "61"))
    claim.label_lines("place_of_service", f"place {claim.place_of_service} instead of 11")
    return True


def no_authorization(dice: Dice, claim: Claim, about: About) -> bool:
    if not claim.authorization_number:
        return False
    claim.authorization_number = ""
    _label_authorized(claim, "authorization_present", "authorization number left out")
    return True


def old_authorization(dice: Dice, claim: Claim, about: About) -> bool:
    """The number of an earlier authorization that was over by then."""
    over = [a for a in about.authorizations if a.end_on < claim.first_day and a.discipline == claim.discipline]
    if not claim.authorization_number or not over:
        return False
    claim.authorization_number = over[-1].authorization_number
    _label_authorized(claim, "authorization_covers", "number of an authorization that had ended")
    return True


def early_authorization(dice: Dice, claim: Claim, about: About) -> bool:
    """The first visit under an authorization lies before its first day."""
    held = about.authorization(claim)
    under = [c for c in about.claims if held and c.authorization_number == held.authorization_number]
    if len(under) < 2 or under[0] is not claim or under[1].first_day <= claim.last_day or not one_day(claim):
        return False
    held.start_on = claim.last_day + timedelta(days=1)
    _label_authorized(claim, "authorization_covers", "the day before the authorization begins")
    return True


def used_up(dice: Dice, claim: Claim, about: About) -> bool:
    """The authorization has one visit less than there were: the last one is not covered."""
    held = about.authorization(claim)
    under = [c for c in about.claims if held and c.authorization_number == held.authorization_number]
    if not held or held.unit_kind != "visits" or len(under) < 3 or under[-1] is not claim:
        return False
    if under[-2].last_day >= claim.first_day:
        return False
    if any(
        label.rule.startswith(("authorization", "not_duplicate", "claim_frequency"))
        for other in under
        for label in other.labels
    ):
        return False
    days = {
        line.date_of_service
        for each in under
        for line in each.lines
        if claim.payer.asks_for_authorization(line.hcpcs_code)
    }
    held.authorized_units = held.used_units + len(days) - 1
    _label_authorized(claim, "authorization_covers", "one visit more than authorized")
    return True


def _label_authorized(claim: Claim, rule: str, words: str) -> None:
    for number, line in enumerate(claim.lines, 1):
        if claim.payer.asks_for_authorization(line.hcpcs_code):
            claim.label(rule, words, line=number)


ERRORS = (
    (missing_field, 2.5),
    (wrong_npi, 2.0),
    (after_submission, 2.0),
    (before_birth, 0.7),
    (too_late, 6.0),
    (wrong_frequency, 2.0),
    (unbalanced, 2.0),
    (no_referral, 6.0),
    (wrong_place, 1.2),
    (no_authorization, 5.0),
    (old_authorization, 9.0),
    (early_authorization, 20.0),
    (used_up, 25.0),
)
