"""The plan of care that covers the visit is certified in time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from auditkit.care.payment import is_self_pay, most, of_whom
from auditkit.rule import Answer, EpisodeExample, EpisodeRule, Ruling, Severity, Source
from auditkit.rules.manuals import benefit_policy_manual

if TYPE_CHECKING:
    from auditkit.care.episode import Episode, Plan, Visit
    from auditkit.reference import Reference

_LONG_DELAY = 183  # days: half a year late, and evidence of a physician's part is wanted too


class _Clock(NamedTuple):
    """The limits in days, as they stand in the reference tables on the day the plan began; None where one is not held."""

    certify: int
    verbal: int
    longest: int
    may_be_sent_instead: bool


def check(episode: Episode, reference: Reference) -> list[Ruling]:
    """One ruling for each billed visit."""
    return [_ruling(episode, visit, reference) for visit in episode.billed_visits]


def _ruling(episode: Episode, visit: Visit, reference: Reference) -> Ruling:
    if is_self_pay(visit):
        return Ruling(visit, Answer.NOT_APPLICABLE, "No payer asks for a certified plan.")
    if episode.plans is None:
        return Ruling(visit, Answer.UNCLEAR, "No table of plans of care was supplied.")
    if not episode.plans:
        return Ruling(visit, Answer.UNCLEAR, "No plan of care of this patient and discipline is in the table.")
    begun = [plan for plan in episode.plans if plan.start_on <= visit.on]
    if not begun:
        return _before_any_plan(episode, visit)
    plan = begun[-1]
    clock = _clock(reference, plan.start_on)
    if clock is None:
        return Ruling(visit, Answer.UNCLEAR, "The limits for that day are not held.")
    first = _first_day(episode, plan)
    if (gone := _ended(plan, first, visit.on, clock)) is not None:
        return gone._replace(subject=visit, severity=most(visit), message=gone.message + of_whom(visit)) if (
            gone.answer is Answer.NOT_MET
        ) else gone._replace(subject=visit)  # fmt: skip
    answer, message, severity = _certified(plan, first, clock, episode.today)
    if answer is Answer.NOT_MET:
        return Ruling(visit, answer, message + of_whom(visit), severity or most(visit))
    return Ruling(visit, answer, message)


def _before_any_plan(episode: Episode, visit: Visit) -> Ruling:
    first = episode.plans[0]
    if first.plan_number not in (None, 1):
        return Ruling(visit, Answer.UNCLEAR, f"The plan before {first.name} is not in the table.")
    if visit.is_evaluation and (first.start_on - visit.on).days <= 30:
        return Ruling(visit, Answer.NOT_APPLICABLE, "The evaluation comes before its plan.")
    return Ruling(
        visit, Answer.NOT_MET, f"The first plan of care begins on {first.start_on}, after this visit." + of_whom(visit), most(visit)
    )  # fmt: skip


def _clock(reference: Reference, on: date) -> _Clock | None:
    items = ("initial_certification_due", "verbal_order_signature_due", "certification_interval_max")
    values = [reference.threshold(item, on)["value"] for item in items]
    if not all(values):
        return None
    return _Clock(*map(int, values), reference.threshold("poc_signature_exception", on)["value"] == "1")


def _first_day(episode: Episode, plan: Plan) -> date:
    """The first treatment day under the plan: of the initial plan the evaluation, though the plan may name a later day."""
    if plan.plan_number not in (None, 1):
        return plan.start_on
    evaluated = (v.on for v in episode.visits if v.is_evaluation and 0 <= (plan.start_on - v.on).days <= 14)
    return min(evaluated, default=plan.start_on)


def _ended(plan: Plan, first: date, on: date, clock: _Clock) -> Ruling | None:
    """What a visit behind the end of the newest plan is, None for one that the plan covers."""
    cap = first + timedelta(days=clock.longest)
    planned = plan.planned_end
    if planned is None and on <= cap:
        return Ruling(
            None, Answer.UNCLEAR, f"{plan.name.capitalize()} has neither a last day nor a duration in the table."
        )
    if planned is not None and planned < on:
        return Ruling(
            None, Answer.NOT_MET, f"{plan.name.capitalize()} ended on {planned}, and no renewed plan covers {on}."
        )
    if on > cap:
        why = f"a certification lasts at most {clock.longest} days from the first treatment day"
        return Ruling(
            None,
            Answer.NOT_MET,
            f"{plan.name.capitalize()} reached {cap} at the latest ({why}), and no renewed plan covers {on}.",
        )
    return None


def _certified(plan: Plan, first: date, clock: _Clock, today: date) -> tuple[Answer, str, Severity | None]:
    due = first + timedelta(days=clock.certify)
    name = plan.name.capitalize()
    is_initial = plan.plan_number == 1
    if is_initial and plan.signed_on and plan.signed_on < first:
        return (
            Answer.UNCLEAR,
            f"{name} is signed on {plan.signed_on}, before its first treatment day {first}: check the dates.",
            None,
        )
    if plan.signed_on and plan.signed_on <= due:
        return Answer.MET, f"{name} was signed on {plan.signed_on}; it was due by {due}.", None
    verbal = plan.verbal_order_on
    if verbal and verbal <= due:
        signature_due = verbal + timedelta(days=clock.verbal)
        if plan.signed_on and plan.signed_on <= signature_due:
            return Answer.MET, f"{name} was ordered verbally on {verbal} and signed on {plan.signed_on}.", None
        if not plan.signed_on and today <= signature_due:
            return (
                Answer.UNCLEAR,
                f"{name} was ordered verbally on {verbal}; the signature is due by {signature_due}.",
                None,
            )
    if clock.may_be_sent_instead and plan.order_signed_on and plan.plan_number in (None, 1):
        if (sent := _sent_instead(plan, name, due)) is not None:
            return sent
    if not plan.signed_on and today <= due:
        return Answer.UNCLEAR, f"{name} is not signed yet; it is due by {due}.", None
    return _late(plan, name, due, clock, today)


def _sent_instead(plan: Plan, name: str, due: date) -> tuple[Answer, str, Severity | None] | None:
    """The exception for an initial plan: a signed order on file, and the plan sent in time with proof."""
    order, sent = plan.order_signed_on, plan.sent_on
    if plan.plan_number is None:
        return (
            Answer.UNCLEAR,
            f"{name} has no number in the table; only an initial plan can rest on a signed order.",
            None,
        )
    if sent is None:
        return (
            Answer.UNCLEAR,
            f"{name} rests on the signed order of {order}; proof that it was sent by {due} is not in hand.",
            None,
        )
    if sent > due:
        return None
    if order > sent:
        return (
            Answer.UNCLEAR,
            f"{name} was sent on {sent}, before the order of {order} was signed: check the dates.",
            None,
        )
    return (
        Answer.MET,
        f"{name} rests on the signed order of {order} and was sent on {sent}; that was due by {due}.",
        None,
    )


def _late(plan: Plan, name: str, due: date, clock: _Clock, today: date) -> tuple[Answer, str, Severity | None]:
    by = plan.signed_on or today
    late = (by - due).days
    how = (
        f"was signed on {plan.signed_on}, {_days(late)} after it was due ({due})"
        if plan.signed_on
        else f"is not signed; it was due by {due}"
    )
    if clock.may_be_sent_instead and plan.plan_number == 1:
        if plan.order_signed_on and plan.sent_on:
            how += f", and it was sent on {plan.sent_on}, too late to stand without a signature"
        elif not plan.order_signed_on:
            how += ", and no signed order on file is given that could stand instead"
    elif (plan.plan_number or 0) > 1:
        how += "; a recertification needs a signature"
    if plan.signed_on and plan.delayed_reason:
        more = (
            " Being over six months late it wants other evidence that a physician took part."
            if late > _LONG_DELAY
            else ""
        )
        return (
            Answer.NOT_MET,
            f"{name} {how}. A reason is on record: a delayed certification may be accepted.{more}",
            Severity.REVIEW,
        )
    return (
        Answer.NOT_MET,
        f"{name} {how}. No reason for the delay is on record." if plan.signed_on else f"{name} {how}.",
        None,
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


rule = EpisodeRule(
    title="The plan of care is certified in time",
    why=(
        "Medicare pays for therapy under a plan that a physician or practitioner has certified: an initial plan within 30 days of the first "
        "treatment day, a renewed one before treatment goes on, each for 90 days at most. A plan that is not certified is one of the first "
        "things a reviewer looks for, and every visit under it can be denied."
    ),
    fix=(
        "Send the plan on the day it is written and track the signature. Where it comes late, write down when it was asked for and why it was "
        "delayed: a delayed certification with a reason can be accepted. For an initial plan since 2025, keep the signed order and the proof of "
        "sending together."
    ),
    question="When was this plan sent to the physician, and what shows that it was approved?",
    severity=Severity.DENIAL,
    payment_critical=True,
    sources=(
        benefit_policy_manual("220.1.3.B to D, certification, recertification, delayed certification"),
        Source(
            title="42 CFR 424.24(c) as changed by the CY 2025 physician fee schedule",
            section="89 FR 97710, pages 97912 to 97918: a signed order and a plan sent within 30 days stand for the signature of an initial plan",
            url="https://www.federalregister.gov/citation/89-FR-97710",
            dated="in force 2025-01-01",
        ),
        Source(
            title="Noridian, outpatient therapy: certification of the plan of care",
            section="timely certification; the exception of 2025",
            url="https://med.noridianmedicare.com/web/jea/provider-types/outpatient-therapy-certification-plan-of-care",
            dated="2025-09-08",
        ),
    ),
    # Certifications signed before 2008 followed a 30-day rule; this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="certification-and-progress",
    supply="The table of plans of care (--plans) with the days of start, end, signature, signed order and proof of sending.",
    edition="Benefit Policy Manual ch. 15 Rev. 255; 42 CFR 424.24(c) as of 2025-01-01",
    good=EpisodeExample(
        notes={},
        lines=({"date_of_service": "2026-03-04", "hcpcs_code": "97161"}, {"date_of_service": "2026-03-11"}),
        plans=({"plan_number": "1", "start_on": "2026-03-04", "weeks": "8", "signed_on": "2026-04-03"},),
        reason="Signed on the thirtieth day after the first treatment day.",
    ),
    bad=EpisodeExample(
        notes={},
        lines=({"date_of_service": "2026-03-04", "hcpcs_code": "97161"}, {"date_of_service": "2026-03-11"}),
        plans=({"plan_number": "1", "start_on": "2026-03-04", "weeks": "8", "signed_on": "2026-04-14"},),
        reason="Signed eleven days late, with no reason on record and no signed order that could stand instead.",
    ),
    check=check,
    needs_notes=False,
)
