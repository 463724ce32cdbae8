"""What an error has to know about the other claims of the patient, so that it changes no other answer."""

from __future__ import annotations

from datetime import date

from auditkit.datasets.billing.claims import LAST_FILING
from auditkit.datasets.billing.model import Authorization, Claim, PriorLine, ServiceLine
from auditkit.datasets.billing.rates import set_allowed
from auditkit.datasets.billing.threshold import pool
from auditkit.datasets.schedule import supported_units

DISCIPLINES = frozenset(("GP", "GO", "GN"))


class About:
    """The patient's claims, history and authorizations. `copies` collects claims sent twice, by their original's id."""

    def __init__(self, claims: list[Claim], history: list[PriorLine], authorizations: list[Authorization]) -> None:
        self.history, self.authorizations = history, authorizations
        self.claims = claims
        self.replaced = {claim.claim_id.removesuffix("R") for claim in claims if claim.frequency == "7"}
        self.copies: dict[str, list[Claim]] = {}
        self.payer = claims[0].payer
        self.is_medicare = self.payer.payer_type == "medicare_b"

    def authorization(self, claim: Claim) -> Authorization | None:
        """The one whose number the claim carries."""
        return next((a for a in self.authorizations if a.authorization_number == claim.authorization_number), None)

    def may_count_more(self, claim: Claim) -> bool:
        """Whether more units fit the claim's authorization whatever their number."""
        held = self.authorization(claim)
        return held is None or held.unit_kind == "visits"

    def is_alone(self, claim: Claim) -> bool:
        """Whether the patient has no other claim, of another discipline, on the claim's first day."""
        return all(other is claim or other.first_day != claim.first_day for other in self.claims)

    def has_room(self, claim: Claim, charge: int) -> bool:
        """Whether so much more charge makes no line without KX need it; if so, the room is taken."""
        if not self.is_medicare:
            return True
        later = [
            line
            for other in self.claims
            if pool(other.discipline) == pool(claim.discipline)
            for line in other.lines
            if line.date_of_service >= claim.first_day and line.date_of_service.year == claim.first_day.year
        ]
        more = (charge * 35 + 99) // 100
        if any(line.room < more for line in later if "KX" not in line.modifiers):
            return False
        for line in later:
            line.room -= more
        return True


def is_evaluation(claim: Claim) -> bool:
    return any(
        line.hcpcs_code[:4] in ("9716", "9252", "9261") or line.hcpcs_code in ("96105", "96125") for line in claim.lines
    )


def is_assisted(claim: Claim) -> bool:
    return any({"CQ", "CO"} & set(line.modifiers) for line in claim.lines)


def has_kx(claim: Claim) -> bool:
    return any("KX" in line.modifiers for line in claim.lines)


def one_day(claim: Claim) -> bool:
    return claim.first_day == claim.last_day


def timed(claim: Claim) -> list[ServiceLine]:
    """Lines billed by 15 minutes."""
    return [line for line in claim.lines if line.timed]


def units_fit(lines: list[ServiceLine], unit_rule: str) -> bool:
    """Whether the units of one day's timed lines follow from their minutes, equal remainders in any order."""
    minutes, units = [line.minutes for line in lines], [line.units or 0 for line in lines]
    if unit_rule == "spm":
        return supported_units(minutes, "spm") == units
    if sum(units) != sum(supported_units(minutes, "cms")):
        return False
    extra = [(each % 15, billed - each // 15) for each, billed in zip(minutes, units, strict=True)]
    given, kept = [rest for rest, more in extra if more == 1], [rest for rest, more in extra if more == 0]
    return len(given) + len(kept) == len(extra) and (not given or not kept or min(given) >= max(kept))


def reprice(claim: Claim) -> None:
    """Charges and allowed amounts after units or codes changed, day by day."""
    for day in {line.date_of_service for line in claim.lines}:
        set_allowed([line for line in claim.lines if line.date_of_service == day], claim.payer)


def may_be_filed(day: date) -> bool:
    return day <= LAST_FILING
