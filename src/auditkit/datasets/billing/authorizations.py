"""Authorizations: asked for as an episode goes on, each claim within one that still has room."""

from __future__ import annotations

from datetime import timedelta

from auditkit.datasets.billing.model import Authorization, Claim
from auditkit.datasets.dice import Dice

_SIZES = {"PY2": ("visits", (6, 8, 10, 12)), "PY3": ("visits", (8, 12, 12)), "PY6": ("units", (24, 36, 48))}


def needed(claim: Claim, unit_kind: str) -> int:
    """Visits or units that the claim takes from its authorization."""
    lines = [line for line in claim.lines if claim.payer.asks_for_authorization(line.hcpcs_code)]
    if unit_kind == "visits":
        return len({line.date_of_service for line in lines})
    return sum(line.units or 0 for line in lines)


def authorize(dice: Dice, claims: list[Claim]) -> list[Authorization]:
    """Authorizations of one patient's claims in order; sets the number of every claim that needs one."""
    out: list[Authorization] = []
    current: dict[str, Authorization] = {}
    for claim in claims:
        if not any(claim.payer.asks_for_authorization(line.hcpcs_code) for line in claim.lines):
            continue
        kind, sizes = _SIZES[claim.payer.payer_id]
        amount, held = needed(claim, kind), current.get(claim.discipline)
        if (
            held is None
            or held.used_units + held.taken + amount > held.authorized_units
            or claim.last_day > held.end_on
        ):
            held = _new(dice, claim, len(out) + 1, kind, sizes)
            out.append(held)
            current[claim.discipline] = held
        held.taken += amount
        claim.authorization_number = held.authorization_number
    return out


def _new(dice: Dice, claim: Claim, number: int, kind: str, sizes: tuple[int, ...]) -> Authorization:
    size = dice.pick(sizes)
    used = size // 3 if number == 1 and dice.chance(0.06) else 0  # the first visits were elsewhere
    return Authorization(
        authorization_number=f"AUTH{claim.patient_id[1:]}{number:02d}",
        patient_id=claim.patient_id,
        payer_id=claim.payer.payer_id,
        discipline=claim.discipline,
        hcpcs_codes=claim.payer.authorization_codes,
        rendering_npi=claim.rendering_npi if dice.chance(0.3) else "",
        start_on=claim.first_day - timedelta(days=dice.pick((0, 0, 3))),
        end_on=claim.first_day + timedelta(days=dice.pick((56, 60, 90)) - 1),
        authorized_units=size + used,
        unit_kind=kind,
        used_units=used,
    )
