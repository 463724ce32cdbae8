"""What each patient's plan is, was and says: changes of plan, endings, limits alone and shared, what is left of a deductible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from auditkit.datasets import roster
from auditkit.datasets.frontdesk.model import TODAY, Answer, Limit, Plan, Seat
from auditkit.datasets.frontdesk.past import Past
from auditkit.datasets.remittances.deductible import CostShare
from auditkit.datasets.remittances.lapses import Lapse

NAMES = {payer.payer_id: payer.name for payer in roster.PAYERS}
# case -> weight; what was arranged for the answer of this morning, by payer
CASES = {
    "PY1": (("as before", 60), ("advantage plan", 10), ("other insurance", 6), ("rejected", 12), ("old", 8), ("never", 4), ("silent", 6)),
    "PY2": (("as before", 64), ("ended", 8), ("ends soon", 10), ("rejected", 8), ("old", 8), ("silent", 7)),
    "PY3": (("as before", 55), ("ended", 14), ("other insurance", 8), ("used up", 10), ("old", 8), ("silent", 5)),
    "PY4": (("as before", 50), ("new plan", 12), ("ended", 8), ("used up", 9), ("other insurance", 6), ("old", 8), ("silent", 7)),
    "PY5": (("as before", 66), ("ended", 8), ("new plan", 8), ("old", 9), ("silent", 9)),
    "PY6": (("as before", 60), ("never", 20), ("old", 20)),
}  # fmt: skip
HOW = {"PY1": "x12_271", "PY2": "x12_271", "PY3": "x12_271", "PY4": "x12_271", "PY5": "portal", "PY6": "phone"}
_PLANS = {
    "PY1": (("MEDICARE PART B", "MB", ("",)),),
    "PY2": (("LANTERN CHOICE HMO", "HN", ("LA100",)), ("LANTERN FLEX PPO", "HN", ("LA200",))),
    "PY3": (("STATE MEDICAID SAMPLE PLAN", "MC", ("SM1",)),),
    "PY4": (("HARBOR PPO 1500", "PR", ("HB7710", "HB7745")), ("HARBOR HMO BASIC", "HM", ("HB3302",)), ("HARBOR EPO SILVER", "EP", ("HB5120",))),
    "PY5": (("TRI-SAMPLE SELECT", "C1", ("TS",)), ("TRI-SAMPLE PRIME", "C1", ("TP",))),
    "PY6": (("INJURY OF RECORD", "WC", ("",)),),
}  # fmt: skip
_EACH_ALONE = (("PT",), ("OT",), ("SLP",))
_POOLS = {  # group -> which disciplines share a limit
    "SM1": (("PT", "OT", "SLP"),), "HB7710": (("PT", "OT"), ("SLP",)), "HB7745": _EACH_ALONE, "HB3302": (("PT", "OT", "SLP"),), "HB5120": _EACH_ALONE,
}  # fmt: skip
_VISITS = {"PY3": 36, "PY4": 30, "PY6": 24}
_EARLIER = (date(2026, 10, 28), date(2026, 10, 29), date(2026, 10, 30), date(2026, 11, 2))
_OTHER = ("DUMMY MUTUAL (INVENTED)", "FIGMENT FAMILY HEALTH (INVENTED)")


def cover(past: Past, seat: Seat) -> None:
    """Give the patient a plan, the last stored answer, and this morning's answer or none."""
    patient, dice = seat.patient, seat.dice
    lapse = past.lapses.get(patient.patient_id)
    seat.case = {"ended": "ended", "moved": "advantage plan"}.get(lapse.kind if lapse else "") or dice.weighted(
        CASES[patient.payer_id]
    )
    plan = _plan(seat)
    if patient.payer_id != "PY6" or dice.chance(0.7):
        known = lapse.first_day - timedelta(days=15) if lapse and lapse.kind != "other_first" else dice.pick(_EARLIER)
        seat.before = _answer(past, seat, plan, _at(known, dice.whole(0, 500)))
    if seat.case == "never":
        seat.before = None
        return
    if seat.case == "old":
        if seat.before is not None:
            seat.before.asked_at = _at(date(2026, 11, dice.pick((5, 9, 12, 16, 18))), dice.whole(0, 500))
        return
    asked = _at(TODAY, dice.whole(0, 50) - 110) if dice.chance(0.8) else _at(date(2026, 11, 23), dice.whole(430, 540))
    now = _changed(seat, plan, lapse)
    seat.now = _answer(past, seat, now, asked)
    _arrange(seat, lapse)


def _at(day: date, minutes: int) -> datetime:
    """So many minutes after eight."""
    return datetime(day.year, day.month, day.day, 8) + timedelta(minutes=minutes)


def _plan(seat: Seat) -> Plan:
    patient = seat.patient
    name, insurance, groups = seat.dice.pick(_PLANS[patient.payer_id])
    first = (
        date(2026, 1, 1)
        if patient.payer_id != "PY1"
        else date(patient.birth_date.year + 65, patient.birth_date.month, 1)
    )
    return Plan(
        patient.payer_id, NAMES[patient.payer_id], name, insurance, seat.dice.pick(groups), patient.member_id,
        min(first, date(2026, 1, 1)), None,
    )  # fmt: skip


def _changed(seat: Seat, plan: Plan, lapse: Lapse | None) -> Plan:
    """The plan as it is this morning; where claims were denied for it, it ended on that day."""
    if seat.case == "ended":
        if lapse:
            return replace(plan, last_day=lapse.first_day - timedelta(days=1))
        return replace(plan, last_day=seat.dice.pick((date(2026, 10, 31), date(2026, 11, 15), date(2026, 11, 20))))
    if seat.case == "ends soon":
        return replace(plan, last_day=seat.dice.pick((date(2026, 11, 30), date(2026, 12, 31))))
    if seat.case == "new plan":
        others = [each for each in _PLANS[plan.payer_id] if each[0] != plan.plan_name]
        name, insurance, groups = seat.dice.pick(others)
        member = f"{plan.member_id}-2"
        return replace(
            plan,
            plan_name=name,
            insurance_type=insurance,
            group_number=groups[0],
            member_id=member,
            first_day=date(2026, 11, 1),
        )
    return plan


def _answer(past: Past, seat: Seat, plan: Plan, at: datetime) -> Answer:
    out = Answer(
        seat.patient.patient_id,
        at,
        HOW[plan.payer_id],
        plan,
        "active",
        trace_number=f"TR{at:%m%d}{seat.patient.patient_id[1:]}",
    )
    if plan.last_day and plan.last_day < at.date():
        out.status = "inactive"
        return out
    used = past.used(seat)
    if plan.payer_id == "PY1":
        out.therapy_used = past.allowed[seat.patient.patient_id]
        share = CostShare(past.seed, seat.patient.patient_id, "PY1", {2026: sum(out.therapy_used.values())})
        out.deductible = (share.of(2026), share.left[2026])
        out.coinsurance = 20
    else:
        share = CostShare(past.seed, seat.patient.patient_id, plan.payer_id, {})
        if plan.payer_id in ("PY4", "PY5"):
            out.deductible = (
                share.yearly,
                max(0, share.left[2026] - sum(past.allowed[seat.patient.patient_id].values())),
            )
        out.copay = share.copay or None
        out.coinsurance = share.coinsurance or None
    if plan.payer_id in _VISITS:
        booked = sorted({each.discipline for each in seat.booked})
        pools = _POOLS.get(plan.group_number) or tuple((each,) for each in booked)  # of an injury: what is treated
        out.limits = tuple(Limit(_VISITS[plan.payer_id], sum(used.get(d, 0) for d in pool), pool) for pool in pools)
        out.limit_words = (
            "total" if plan.payer_id == "PY6" else seat.dice.pick(("total", "total", "left", "message", "delivery"))
        )
    out.authorization = {"PY2": "Y", "PY3": "Y", "PY6": "Y", "PY4": ""}.get(plan.payer_id, "N")
    if out.how == "phone":
        out.representative = seat.dice.pick(("Ms. R.", "Mr. T.", "J. in benefits", "Ms. Okta"))
        if seat.dice.chance(0.75):
            out.reference_number = f"CALL-{seat.dice.whole(10000, 99999)}"
        else:
            out.no_reference_reason = "This payer gives no reference numbers."
    return out


def _arrange(seat: Seat, lapse: Lapse | None) -> None:
    """What the case does to this morning's answer."""
    now, dice = seat.now, seat.dice
    if now is None:
        return
    if seat.case == "advantage plan":
        now.advantage_plan = Plan(
            "PY2",
            NAMES["PY2"],
            "LANTERN CHOICE HMO",
            "HN",
            "LA100",
            f"SYN-MED-9{seat.patient.patient_id[1:]}",
            lapse.first_day if lapse else date(2026, 11, 1),
            None,
        )
    elif seat.case == "other insurance":
        now.other_payer = dice.pick(_OTHER)
    elif seat.case == "rejected":
        now.status, now.reject_code = "rejected", dice.pick(("75", "72", "71", "42"))
    elif seat.case == "used up":
        now.limits = tuple(replace(limit, used=limit.visits) for limit in now.limits)
        now.limit_words = dice.pick(("total", "left"))
    elif seat.case == "silent":
        now.limit_words, now.deductible, now.copay, now.coinsurance, now.therapy_used = "silent", None, None, None, {}
        now.authorization = ""


def is_within_a_day(answer: Answer, starts: datetime) -> bool:
    """Asked on the day of the visit or within 24 hours before it."""
    return answer.asked_at.date() == starts.date() or timedelta(0) <= starts - answer.asked_at <= timedelta(hours=24)
