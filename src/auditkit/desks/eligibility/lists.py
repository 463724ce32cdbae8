"""Whom to ask again: each month before the first visit of the month, and on the first of January, when plans, limits and deductibles begin anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.care.coverage import CoverageAnswer
from auditkit.desks.eligibility.bookings import Booked
from auditkit.desks.eligibility.joining import Desk
from auditkit.readers.who import initials, looks_like_name

_ANEW = ("", "calendar_year")
_OTHER_YEARS = ("service_year", "contract")


@dataclass(frozen=True, slots=True)
class AskAgain:
    """One patient: the first visit of the stretch (None: none is booked), what was known last, and what to ask."""

    patient_id: str
    first_visit: date | None
    visits: int
    payer: str
    last_checked: date | None
    what: tuple[str, ...]


def monthly(desk: Desk, month: date) -> list[AskAgain]:
    """Patients with visits in the month of that day whose last answer is older than the month. The first visit comes first."""
    first = month.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    found = []
    for who, booked in desk.visits.items():
        own = [b for b in booked if first <= b.on < after]
        last = desk.last_answer(who)
        if own and (last is None or last.checked_on is None or last.checked_on < first):
            what = (
                ["coverage and plan"]
                if last is not None
                else ["coverage, plan, limits, deductible: nobody has asked yet"]
            )
            if last is not None and last.coverage_to is not None and last.coverage_to < after:
                what.append(f"coverage was to end on {last.coverage_to}")
            found.append(_ask_again(desk, who, own, last, what))
    return sorted(found, key=_order)


def first_of_january(desk: Desk, year: int) -> list[AskAgain]:
    """Everybody in care at the turn to that year who was not asked in it yet, with what begins anew by their last answer.

    In care is who has a visit booked in the new year, was seen or asked about in the last quarter of the old one, or holds an authorization that
    runs over the turn. Who has a visit comes first.
    """
    first, quarter = date(year, 1, 1), date(year - 1, 10, 1)
    found = []
    for who in desk.everybody:
        booked = [b for b in desk.visits.get(who, ()) if first <= b.on and b.on.year == year]
        last = desk.last_answer(who)
        asked = last.checked_on if last is not None else None
        over = [
            a for a in desk.authorizations.get(who, ()) if a.is_usable and a.end_on is not None and a.end_on >= first
        ]
        over = [a for a in over if a.start_on is not None and a.start_on < first]
        seen = desk.last_seen(who, before=first)
        is_in_care = booked or over or (seen or date.min) >= quarter or (asked or date.min) >= quarter
        if not is_in_care or (asked is not None and asked >= first):
            continue
        what = (
            ["the new card and plan", *_begins_anew(last, first)]
            if last
            else ["coverage, card, plan, limits, deductible: nobody has asked yet"]
        )
        what += [f"whether {a.name} holds in the new year: it runs until {a.end_on}" for a in over]
        ending = {
            a.end_on
            for a in desk.authorizations.get(who, ())
            if a.is_usable and a.end_on and booked and a.end_on < booked[-1].on
        }
        if ending and not over and max(ending) >= quarter:
            what.append(f"a new authorization: the last one ends on {max(ending)}")
        found.append(_ask_again(desk, who, booked, last, what))
    return sorted(found, key=_order)


def _begins_anew(last: CoverageAnswer, first: date) -> list[str]:
    """What a new year changes, by an answer of the old one."""
    what = []
    if last.coverage_to is not None and last.coverage_to < first + timedelta(days=31):
        what.append(f"coverage was to end on {last.coverage_to}")
    if last.payer_type == "medicare_b":
        what.append("whether Medicare Part B or a health plan pays in the new year")
    limits = [b for b in last.benefits if b.benefit == "limit" and b.quantity is not None and not b.is_out_of_network]
    whole = max((b.quantity for b in limits if b.measure == "total" and b.period in _ANEW), default=None)
    if any(b.period in _ANEW for b in limits):
        what.append(f"the limit of visits begins anew{f' ({whole:f} in the old year)' if whole is not None else ''}")
    if any(b.period in _OTHER_YEARS for b in limits):
        what.append("the limit counts a year of the plan's own: when does it begin?")
    if any(b.benefit in ("deductible", "out_of_pocket") for b in last.benefits):
        what.append("the deductible begins anew")
    if last.payer_type == "medicare_b":
        what.append("Medicare's threshold begins anew: load the new year's")
    return what


def _ask_again(desk: Desk, who: str, booked: list[Booked], last: CoverageAnswer | None, what: list[str]) -> AskAgain:
    payer_id, payer_name = _payer(desk, who, booked)
    payer = payer_name or payer_id or (last.payer_name if last else "")
    return AskAgain(
        _shown(who),
        booked[0].on if booked else None,
        len(booked),
        payer,
        last.checked_on if last else None,
        tuple(what),
    )


def _payer(desk: Desk, who: str, booked: list[Booked]) -> tuple[str, str]:
    """The payer of the first visit of the stretch, else of the last one that was booked at all, else of the last claim."""
    shown = booked[:1] or desk.visits.get(who, [])[-1:]
    return desk.payer_of(shown[0]) if shown else desk.payer_on_file(who)


def _shown(who: str) -> str:
    """The practice's number; initials where it has a name only, because lists leave the page."""
    if who.startswith("name "):  # as `Patients` calls somebody without a number: family name first
        return initials(who.removeprefix("name ").replace(" ", ", ", 1))
    return initials(who) if looks_like_name(who) else who


def _order(one: AskAgain) -> tuple[date, str]:
    return one.first_visit or date.max, one.patient_id
