"""Services billed twice: the whole claim again, a line again, or what another claim was paid for before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from auditkit.datasets.billing.about import About, is_evaluation, may_be_filed, one_day, reprice, units_fit
from auditkit.datasets.billing.model import Claim, PriorLine
from auditkit.datasets.dice import Dice


def _can_repeat(claim: Claim, about: About) -> bool:
    """Whether twice the units on the day still fit twice the minutes, so that only the repetition is wrong."""
    codes = [line.hcpcs_code for line in claim.lines]
    twice = [replace(line, units=2 * (line.units or 0), minutes=2 * line.minutes) for line in claim.lines]
    return (
        not about.is_medicare
        and about.may_count_more(claim)
        and one_day(claim)
        and not is_evaluation(claim)
        and len(set(codes)) == len(codes)
        and not {"97129", "97130"} & set(codes)
        and all(line.timed and (line.units or 0) <= 2 for line in claim.lines)
        and units_fit(twice, claim.payer.unit_rule)
    )


def sent_again(dice: Dice, claim: Claim, about: About) -> bool:
    """The same visit under a new claim number some weeks later, not marked as a replacement."""
    later = claim.submitted_on + timedelta(days=dice.pick((7, 14, 28)))
    limit = claim.payer.timely_filing_days
    if (
        not (_can_repeat(claim, about) and may_be_filed(later))
        or limit is None
        or later > claim.first_day + timedelta(days=limit)
    ):
        return False
    again = claim.copy(claim_id=f"{claim.claim_id}D", submitted_on=later)
    again.label_lines("not_duplicate", f"the same services as {claim.claim_id}")
    about.copies[claim.claim_id] = [again]
    return True


def line_again(dice: Dice, claim: Claim, about: About) -> bool:
    """One code on two equal lines instead of one line of two units."""
    for place, line in enumerate(claim.lines):
        if not (line.timed and line.units == 2) or line.assistant_minutes or line.hcpcs_code in ("97129", "97130"):
            continue
        first = replace(line, units=1, minutes=line.minutes - line.minutes // 2)
        second = replace(line, units=1, minutes=line.minutes // 2)
        lines = [*claim.lines[:place], first, second, *claim.lines[place + 1 :]]
        if not (one_day(claim) and units_fit([each for each in lines if each.timed], claim.payer.unit_rule)):
            continue
        claim.lines = lines
        reprice(claim)
        claim.label("not_duplicate", "one code on two equal lines", line=place + 2)
        return True
    return False


def paid_before(dice: Dice, claim: Claim, about: About) -> bool:
    """History holds the same visit, paid under another claim number."""
    if not _can_repeat(claim, about) or claim.payer.authorization_required:
        return False
    for number, line in enumerate(claim.lines, 1):
        about.history.append(
            PriorLine(
                claim.patient_id,
                line.date_of_service,
                line.hcpcs_code,
                line.modifiers,
                line.allowed,
                f"{claim.patient_id}-H{claim.claim_id[-3:]}",
                number,
                claim.rendering_npi,
                claim.discipline,
            )
        )
    claim.label_lines("not_duplicate", "history holds the same services under another claim")
    return True


ERRORS = ((sent_again, 5.0), (line_again, 4.0), (paid_before, 3.0))
