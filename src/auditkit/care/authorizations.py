"""Authorizations of one patient, several at a time, and which of them each visit draws on. Standard library only.

A visit draws on the fitting authorization that ends first and has something left. What is not known (how much was used, how many units a visit
takes) makes the result unknown, never zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from auditkit.care.authorization_words import NOT_REQUIRED
from auditkit.care.payer_names import is_another_payer

USABLE = ("", "approved", "partly_approved")


@dataclass(slots=True)
class Authorization:
    """One row of the table of authorizations. `used` is None where it was not said."""

    number: str
    patient_id: str
    payer_id: str
    discipline: str  # "" any; several with | between share what it grants
    hcpcs_codes: frozenset[str]
    npi: str
    start_on: date | None
    end_on: date | None
    granted: int | None
    unit_kind: str  # visits, units or "" (then visits)
    used: int | None
    decision: str
    requested: int | None
    requested_on: date | None
    decided_on: date | None
    place: str = ""

    @property
    def is_usable(self) -> bool:
        """True where it was not refused, withdrawn or left open."""
        return self.decision in USABLE

    @property
    def needs_none(self) -> bool:
        """True for the practice's own note that no authorization is needed."""
        return self.decision == NOT_REQUIRED

    def is_for(self, discipline: str) -> bool:
        """True where it is for that discipline; of an unknown discipline, for any."""
        return not self.discipline or not discipline or discipline in self.discipline.split("|")

    @property
    def counts_units(self) -> bool:
        """True where units are counted, not visits."""
        return self.unit_kind == "units"

    @property
    def name(self) -> str:
        """What it is called: its number, else the request."""
        return self.number or (f"the request of {self.requested_on}" if self.requested_on else "one without a number")

    @property
    def fault(self) -> str:
        """What is wrong with the authorization itself, as the end of a sentence; empty where nothing is."""
        if self.start_on and self.end_on and self.end_on < self.start_on:
            return f"ends ({self.end_on}) before it begins ({self.start_on})"
        if self.start_on is None or self.end_on is None:
            return "does not say from when to when it runs"
        return "" if self.number or not self.is_usable else "has no number"


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that uses up an authorization: booked, or held already. `units` is None where nobody can say."""

    on: date
    at: str
    discipline: str
    npi: str = ""
    payer_id: str = ""
    codes: frozenset[str] = frozenset()
    units: int | None = None
    authorization_number: str = ""
    needs_none: bool = False
    key: object = None
    payer_name: str = ""


@dataclass(slots=True)
class Use:
    """What a visit draws on: the authorization, what was left before (None: not known), or why none fits."""

    authorization: Authorization | None
    left_before: int | None = None
    in_doubt: bool = False  # one has something left only if what was used already counts the billed visits
    why_not: dict[str, str] = field(default_factory=dict)  # authorization number -> reason, of those that do not fit


def misfit(authorization: Authorization, visit: Visit) -> str:
    """Why an authorization does not cover a visit, as the end of a sentence; empty where it does, units aside."""
    a = authorization
    if a.fault:
        return a.fault
    if not a.is_usable:
        return {"denied": "was denied", "cancelled": "was cancelled"}.get(a.decision, f"is {a.decision}, not decided")
    if is_another_payer(a.payer_id, visit.payer_id, visit.payer_name):
        return "is of another payer"
    if not a.is_for(visit.discipline):
        return f"is for {' and '.join(a.discipline.split('|'))}"
    if visit.on < a.start_on:
        return f"begins {a.start_on}"
    if visit.on > a.end_on:
        return f"ended {a.end_on}"
    if a.npi and visit.npi and a.npi != visit.npi:
        return "names another therapist"
    if a.hcpcs_codes and visit.codes and not visit.codes & a.hcpcs_codes:
        return "is for other codes"
    return ""


def draw_on(
    authorizations: Sequence[Authorization],
    held: Sequence[Visit],
    booked: Sequence[Visit],
    *,
    claims_given: bool,
    used_counts_held: bool | None,
) -> list[tuple[Visit, Use]]:
    """What each booked visit draws on, the held ones counted.

    `used_counts_held`: whether the tables' `used` already counts the held visits that claims show; None where nobody said so: then a visit for
    which it matters is in doubt.
    """
    apart = draw(authorizations, [*held, *booked], used_is_known=claims_given)
    if not held or used_counts_held is False or all(a.used is None for a in authorizations):
        return [(visit, use) for visit, use in apart if visit.key is not None]
    counted: Counter[int] = Counter()
    for visit, use in apart:
        if visit.key is None and use.authorization is not None:
            counted[id(use.authorization)] += (visit.units or 0) if use.authorization.counts_units else 1
    made = [replace(a, used=max(a.used or 0, counted[id(a)])) for a in authorizations]
    given = {id(new): old for new, old in zip(made, authorizations, strict=True)}
    within = draw(made, booked, used_is_known=claims_given)
    for _, use in within:
        use.authorization = given.get(id(use.authorization))
    if used_counts_held:
        return within
    least = {id(visit): use for visit, use in apart}
    for visit, use in within:
        least[id(visit)].in_doubt = use.authorization is not None and least[id(visit)].authorization is None
    return [(visit, least[id(visit)]) for visit, _ in within]


def draw(
    authorizations: Sequence[Authorization], visits: Iterable[Visit], *, used_is_known: bool
) -> list[tuple[Visit, Use]]:
    """What each visit draws on, in the order of time. `used_is_known`: visits held so far are all counted, so an empty `used` is zero."""
    left: dict[int, int | None] = {}
    for a in authorizations:
        used = a.used if a.used is not None else (0 if used_is_known else None)
        left[id(a)] = None if a.granted is None or used is None else a.granted - used
    drawn = []
    by_end = sorted(authorizations, key=lambda a: (a.end_on or date.max, a.start_on or date.max, a.number))
    for visit in sorted(visits, key=lambda v: (v.on, v.at)):
        if visit.needs_none:
            drawn.append((visit, Use(None)))
            continue
        fitting, why = [], {}
        for a in by_end:
            if reason := misfit(a, visit):
                why[a.name] = reason
            else:
                fitting.append(a)
        if visit.authorization_number:  # the one that the visit was booked under goes first
            fitting.sort(key=lambda a: a.number != visit.authorization_number)
        chosen = next((a for a in fitting if left[id(a)] is None or left[id(a)] > 0), None)
        for a in fitting:
            if a is not chosen and left[id(a)] is not None and left[id(a)] <= 0:
                why[a.name] = "is used up"
        use = Use(chosen, left[id(chosen)] if chosen else None, why_not=why)
        if chosen is not None and left[id(chosen)] is not None:
            takes = visit.units if chosen.counts_units else 1
            left[id(chosen)] = None if takes is None else left[id(chosen)] - takes
        drawn.append((visit, use))
    return drawn
