"""Medicare's yearly threshold: what was allowed elsewhere before, and KX from the line that carries the total above it."""

from __future__ import annotations

from datetime import date, timedelta

from auditkit.datasets.billing.model import Claim, PriorLine, ServiceLine
from auditkit.datasets.dice import Dice
from auditkit.datasets.roster import synthetic_npi
from auditkit.datasets.schedule import next_open

THRESHOLDS = {2025: 241_000, 2026: 248_000}  # cents, the same for PT with SLP and for OT
ELSEWHERE = {"PT": synthetic_npi(61), "OT": synthetic_npi(62), "SLP": synthetic_npi(63)}
_PRIOR = {  # code, modifier, allowed in cents for the units usual there
    "PT": (("97110", "GP", 5240), ("97140", "GP", 2180), ("97530", "GP", 2790)),
    "OT": (("97530", "GO", 6430), ("97535", "GO", 2530)),
    "SLP": (("92507", "GN", 7720),),
}
EXACTLY, JUST_BELOW = (
    "allowed before equals the threshold: KX from the first line",
    "cannot pass the threshold before the next claim",
)


def pool(discipline: str) -> str:
    """OT has a threshold of its own; PT and SLP share one."""
    return "OT" if discipline == "OT" else "PT+SLP"


def prior_lines(dice: Dice, claims: list[Claim]) -> list[PriorLine]:
    """What other practices were allowed for a Medicare patient earlier in the year of the first claim.

    Four in ten have such a history; some end exactly where it matters, which the first claim's label says.
    """
    first = claims[0]
    starts, year = first.first_day, first.first_day.year
    days_before = (starts - date(year, 1, 1)).days
    if days_before < 60 or not dice.chance(0.45):
        return []
    limit = THRESHOLDS[year]
    target = dice.weighted(((dice.whole(20_000, 120_000), 3), (dice.whole(150_000, 245_000), 3), (limit, 1), (-1, 1)))
    if target < 0:
        target = limit - sum(line.charge for line in first.lines)
    if target >= limit:
        first.label_lines("kx_modifier", EXACTLY, answer="met")
    elif target == limit - sum(line.charge for line in first.lines):
        first.label_lines("kx_modifier", JUST_BELOW, answer="met")
    out: list[PriorLine] = []
    total, place = 0, 0
    services = _PRIOR[first.discipline]
    step = max(1, (days_before - 20) * 3000 // target)
    day = next_open(date(year, 1, 2) + timedelta(days=dice.whole(0, 9)))
    while total < target:
        code, modifier, amount = services[place % len(services)]
        amount = min(amount, target - total)
        if target - total - amount and target - total - amount < 500:
            amount = target - total  # no last line of a few cents
        out.append(
            PriorLine(
                first.patient_id, day, code, (modifier,), amount, "", 0, ELSEWHERE[first.discipline], first.discipline
            )
        )
        total += amount
        place += 1
        if place % len(services) == 0:
            day = min(next_open(day + timedelta(days=max(1, step * len(services)))), starts - timedelta(days=1))
    return out


def set_kx(claims: list[Claim], prior: list[PriorLine]) -> None:
    """Give KX to the lines of one Medicare patient that need it, in order of their days.

    Each line also learns whether it is above or below whatever share of the charges, from 35% to all, is allowed.
    """
    totals: dict[tuple[int, str], list[int]] = {}
    for line in prior:
        known = totals.setdefault((line.date_of_service.year, pool(line.discipline)), [0, 0, 0])
        totals[line.date_of_service.year, pool(line.discipline)] = [each + line.allowed for each in known]
    in_order = sorted(
        ((line.date_of_service, claim.claim_id, number) for claim in claims for number, line in enumerate(claim.lines)),
    )
    by_id = {claim.claim_id: claim for claim in claims}
    for day, claim_id, number in in_order:
        claim = by_id[claim_id]
        line = claim.lines[number]
        _judge(line, totals.setdefault((day.year, pool(claim.discipline)), [0, 0, 0]), THRESHOLDS[day.year])


def _judge(line: ServiceLine, total: list[int], limit: int) -> None:
    total[0] += line.allowed
    total[1] += line.charge * 35 // 100
    total[2] += line.charge
    if total[0] > limit:
        at = 2 if {"CQ", "CO"} & set(line.modifiers) else 1
        line.modifiers = (*line.modifiers[:at], "KX", *line.modifiers[at:])
    line.room = limit - total[1]
    line.threshold = "above" if total[1] > limit else "below" if total[2] <= limit else ""
