"""What a careful desk sees on the morning of the day: only what the generator knows for sure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from auditkit.datasets.frontdesk.coverage import is_within_a_day
from auditkit.datasets.frontdesk.grants import DOUBT, NEEDS_FROM_VISIT, left_this_morning, usable
from auditkit.datasets.frontdesk.model import TODAY, Answer, Booked, Grant, Seat
from auditkit.datasets.frontdesk.schedule import visits

THRESHOLD = 248_000  # 2026, PT with SLP, and OT
CLEARLY_BELOW = 140_000  # what is not counted yet cannot carry it above


class Seen(NamedTuple):
    """The answer to one check of one visit, and why. No row where two careful people could differ."""

    visit_id: str
    check: str
    answer: str
    why: str


def seen(seats: list[Seat]) -> Iterator[Seen]:
    """The visits of the day that still stand, in order of time."""
    of = {seat.patient.patient_id: seat for seat in seats}
    for visit in visits(seats):
        if visit.day == TODAY and visit.stands:
            seat = of[visit.patient_id]
            for check, told in _checks(seat, visit):
                if told is not None:
                    yield Seen(visit.visit_id, check, *told)


def _checks(seat: Seat, visit: Booked) -> Iterator[tuple[str, tuple[str, str] | None]]:
    latest = seat.now or seat.before
    yield "coverage_checked", _checked(latest, visit)
    yield "coverage_active", _active(seat.now)
    yield "plan_unchanged", _unchanged(seat)
    yield "visits_remaining", _remaining(seat, visit)
    yield "deductible_known", _deductible(seat.now)
    yield "authorization_ready", _authorized(seat, visit)
    yield "medicare_threshold", _threshold(seat, visit)


def _checked(latest: Answer | None, visit: Booked) -> tuple[str, str] | None:
    if latest is None:
        return "not_met", "nobody has asked"
    if latest.status == "rejected":
        return None
    if is_within_a_day(latest, visit.starts):
        return "met", f"asked on {latest.asked_at:%Y-%m-%d %H:%M}"
    return "not_met", f"last asked on {latest.asked_at:%Y-%m-%d}"


def _active(now: Answer | None) -> tuple[str, str] | None:
    if now is None:
        return None
    if now.status == "rejected":
        return "unclear", f"the payer did not answer ({now.reject_code})"
    if now.status == "inactive":
        return "not_met", f"coverage ended on {now.plan.last_day}"
    if now.advantage_plan:
        return "not_met", "the patient has joined an Advantage plan: Part B does not pay"
    return None if now.other_payer else ("met", "active on the day")


def _unchanged(seat: Seat) -> tuple[str, str] | None:
    if seat.now is None or seat.now.status != "active":
        return None
    if seat.before is None or seat.before.status != "active":
        return "unclear", "there is no earlier answer"
    if seat.now.plan.plan_name != seat.before.plan.plan_name:
        return "not_met", "another plan of the same payer"
    if seat.now.other_payer or seat.now.advantage_plan:
        return None  # the plan stands; another payer is new
    return "met", "the same plan"


def _remaining(seat: Seat, visit: Booked) -> tuple[str, str] | None:
    now = seat.now
    if now is None or now.status != "active" or seat.patient.payer_id not in ("PY3", "PY4"):
        return None
    if now.limit_words == "silent":
        return "unclear", "the answer says nothing about visits"
    limit = next((each for each in now.limits if visit.discipline in each.disciplines), None)
    if limit is None:
        return "unclear", "the answer says nothing about this discipline"
    if limit.left == 0:
        return "not_met", f"{limit.visits} of {limit.visits} visits used"
    same_day = [each for each in seat.coming() if each.day == TODAY and each.discipline in limit.disciplines]
    open_ = [each for each in seat.booked if each.status == "Completed" and each.discipline in limit.disciplines]
    enough = limit.left >= len(same_day) + len(open_)  # visits that no claim has told the payer of yet
    return ("met", f"{limit.left} visits left, {len(open_)} not counted yet") if enough else None


def _deductible(now: Answer | None) -> tuple[str, str] | None:
    if now is None or now.status != "active":
        return None
    if now.limit_words == "silent" or now.deductible is None:
        return (
            ("unclear", "the answer says nothing about a deductible") if now.plan.payer_id in ("PY4", "PY5") else None
        )
    return "met", "the deductible and what is left of it are in the answer"


def _authorized(seat: Seat, visit: Booked) -> tuple[str, str] | None:
    first = NEEDS_FROM_VISIT.get(seat.patient.payer_id)
    if first is None or visit.kind == "Evaluation":
        return None
    if first > 1 and seat.number_of.get(visit.visit_id, 1) < first + DOUBT:
        return None
    held = usable(seat, visit.discipline)
    everyone = [each for each in seat.grants if each.discipline == visit.discipline]
    if not held:
        return "not_met", _why_none(everyone)
    fits = [grant for grant in held if grant.first_day <= visit.day <= grant.last_day]
    if not fits:
        return "not_met", "no authorization holds on the day"
    left = left_this_morning(seat, visit.discipline)
    have = sum(left[grant.number] for grant in fits)
    if have <= 0:  # clear only where it is so whether or not what was used counts the visits of the schedule already
        clear = all(grant.granted <= grant.used for grant in fits)
        return ("not_met", "all authorized visits are used") if clear else None
    return "met", f"{have} visits left until {max(grant.last_day for grant in fits)}"


def _why_none(everyone: list[Grant]) -> str:
    if any(grant.rendering_npi for grant in everyone):
        return "the authorization names another therapist"
    decisions = {grant.decision for grant in everyone}
    return (
        "asked for, not decided"
        if "pending" in decisions
        else "denied"
        if "denied" in decisions
        else "no authorization"
    )


def _threshold(seat: Seat, visit: Booked) -> tuple[str, str] | None:
    now = seat.now
    if (
        seat.patient.payer_id != "PY1"
        or now is None
        or now.status != "active"
        or now.advantage_plan
        or not now.therapy_used
    ):
        return None
    used = now.therapy_used["AD" if visit.discipline == "OT" else "AE"]
    if used >= THRESHOLD:
        return "not_met", "above the year's threshold: KX, and the notes must carry it"
    return ("met", "well below the year's threshold") if used < CLEARLY_BELOW else None
