"""How minutes become units: Medicare's total-time rule and the count of each service by itself, with the arithmetic in words.

The views count the same in SQL for a million lines; this is for one day at a time, for calculators and for the words of a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

_UNIT, _LEAST = 15, 8  # minutes of a unit, and the least for one

Rule = Literal["cms", "spm"]


class Service(NamedTuple):
    """A timed service of one day. `units` is what was billed, if anything was."""

    code: str
    minutes: int | None
    units: int | None = None
    counted: str = "pool"  # `alone`: hour and half-hour codes, outside the pool
    minutes_per_unit: int = _UNIT
    least_minutes: int = _LEAST


@dataclass(frozen=True, slots=True)
class Allocation:
    """Units that the minutes support. `accepted` holds every sharing that is right: more than one where remainders tie."""

    rule: Rule
    minutes: dict[str, int]
    total_units: int
    accepted: tuple[dict[str, int], ...]

    @property
    def is_tie(self) -> bool:
        """Equal remainders: the clinician chooses which service has the left-over unit."""
        return len(self.accepted) > 1

    def fits(self, billed: Mapping[str, int]) -> bool:
        """Whether the billed units are within one of the accepted sharings."""
        return any(all(units <= share.get(code, 0) for code, units in billed.items()) for share in self.accepted)


def table_units(total_minutes: int) -> int:
    """Units for a day's total of timed minutes: none under 8, 1 for 8 to 22, 2 for 23 to 37, and so on."""
    return 0 if total_minutes < _LEAST else (total_minutes + _UNIT - _LEAST) // _UNIT


def total_time(minutes: Mapping[str, int]) -> Allocation:
    """Medicare: all timed minutes of the day together, whole units first, the rest to the largest remainders.

    `minutes` are those of each 15-minute service. Raises ValueError for negative minutes.
    """
    _positive(minutes)
    units = table_units(sum(minutes.values()))
    whole = {code: m // _UNIT for code, m in minutes.items()}
    left = units - sum(whole.values())
    rests = {code: m % _UNIT for code, m in minutes.items()}
    order = sorted(rests.values(), reverse=True)
    if left <= 0 or not order:
        return Allocation("cms", dict(minutes), units, (whole,))
    cut = order[left - 1]
    sure = [code for code, rest in rests.items() if rest > cut]
    tied = [code for code, rest in rests.items() if rest == cut]
    shares = []
    for chosen in combinations(tied, left - len(sure)):
        shares.append({code: n + (code in sure or code in chosen) for code, n in whole.items()})
    return Allocation("cms", dict(minutes), units, tuple(shares))


def by_itself(minutes: Mapping[str, int], *, minutes_per_unit: int = _UNIT, least_minutes: int = _LEAST) -> Allocation:
    """Each service alone: whole units, and one more where at least half of another is left (`spm`; also hour codes)."""
    _positive(minutes)
    share = {code: m // minutes_per_unit + (m % minutes_per_unit >= least_minutes) for code, m in minutes.items()}
    return Allocation("spm", dict(minutes), sum(share.values()), (share,))


def _positive(minutes: Mapping[str, int]) -> None:
    if any(m < 0 for m in minutes.values()):
        raise ValueError("Minutes cannot be negative.")


def in_words(services: Sequence[Service], rule: Rule | None) -> str:
    """The arithmetic of a day as a person would write it; under both rules where the payer's is not set."""
    parts = []
    pool = {s.code: s.minutes for s in services if s.counted == "pool" and s.minutes is not None}
    if pool and len(pool) == sum(s.counted == "pool" for s in services):
        if rule != "spm":
            parts.append(_shared_words(total_time(pool)))
    if rule != "cms":
        parts += [_alone_words(s) for s in services if s.counted == "pool" and s.minutes is not None]
    parts += [_alone_words(s) for s in services if s.counted != "pool" and s.minutes is not None]
    return "; ".join(parts)


def billed_words(services: Sequence[Service]) -> str:
    """What was billed: `97110 2, 97140 1`."""
    return ", ".join(f"{s.code} {s.units}" for s in services if s.units is not None)


def _shared_words(share: Allocation) -> str:
    total = sum(share.minutes.values())
    sums = " + ".join(f"{code} {m} min" for code, m in share.minutes.items())
    if share.total_units == 0:
        return f"{sums}: {total} min in all, under 8, no unit"
    span = f"{share.total_units * _UNIT - 7} to {share.total_units * _UNIT + 7} min"
    start = f"{sums} = {total} min" if len(share.minutes) > 1 else sums
    units = "1 unit" if share.total_units == 1 else f"{share.total_units} units"
    words = f"{start} make {units} ({span})"
    if len(share.minutes) == 1:
        return words
    whole = ", ".join(f"{code} {m // _UNIT} whole and {m % _UNIT} min left" for code, m in share.minutes.items())
    left = share.total_units - sum(m // _UNIT for m in share.minutes.values())
    first = share.accepted[0]
    given = ", ".join(f"{code} {n}" for code, n in first.items())
    if share.is_tie:
        given += " (equal remainders: the left-over unit may go to another of them)"
    elif left:
        given += " (left-over units go to the largest remainders)"
    return f"{words}; {whole}; so {given}"


def _alone_words(service: Service) -> str:
    whole, rest = divmod(service.minutes, service.minutes_per_unit)
    units = whole + (rest >= service.least_minutes)
    reach = "is" if rest >= service.least_minutes else "is not"
    return (
        f"{service.code} by itself {service.minutes} min = {whole} x {service.minutes_per_unit} + {rest}"
        f" ({rest} {reach} at least {service.least_minutes}): {units}"
    )
