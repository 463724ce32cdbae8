"""The plan pays for this visit: its limit of visits is not used up, the booked ones before it counted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from auditkit.care.limit_words import exhausted_in
from auditkit.care.service_types import disciplines_of, named_in
from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.care.coverage import Benefit, CoverageAnswer
    from auditkit.reference import Reference

_LONG = ("", "calendar_year", "service_year", "contract", "lifetime", "episode", "years", "admission")
_YEARLY = ("", "calendar_year")
_CARE_IN = ("", "units", "services", "hours", "days")  # none left of these is none left of visits
_MAY_SAY_SO = ("limit", "unlimited", "active", "exclusion", "not_covered", "contact", "cost_containment", "other")
_NOT_YET_COUNTED = 14  # days: claims of the last two weeks may not be in the payer's count


class _Limit(NamedTuple):
    """One limit: what is left at the answer (None: not known), of how much, shared by which disciplines."""

    left: Decimal | None
    total: Decimal | None
    used: Decimal | None
    shared: frozenset[str]


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """What the answer says is left, less the visits booked since; a limit that is not said is unknown, never none."""
    if visit.payer_type == "self_pay":
        return VisitRuling(Answer.NOT_APPLICABLE, "Nobody but the patient pays.")
    answer = visit.answer
    if answer is None or not answer.says_something:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: no answer of this payer is in hand.")
    ruling, said = _counted(visit, answer), _exhausted(visit, answer)
    if not said or ruling.answer is Answer.NOT_MET:
        return ruling
    if ruling.answer is Answer.MET:
        return VisitRuling(
            Answer.UNCLEAR,
            f"Unknown - call: the payer's words are “{said}”, and its figures say otherwise: {ruling.message}",
        )
    return VisitRuling(Answer.NOT_MET, f"Nothing is left, in the payer's words: “{said}”.")


def _exhausted(visit: BookedVisit, answer: CoverageAnswer) -> str:
    """The payer's words, or its code, for a benefit of this care that is used up."""
    for b in answer.benefits_on(visit.on, *_MAY_SAY_SO):
        if b.is_out_of_network or not (
            b.is_about(visit.discipline) or (b.is_for_plan and _names_this_care(b.message, visit.discipline))
        ):
            continue
        if b.hcpcs_codes and visit.codes and not visit.codes & b.hcpcs_codes:
            continue
        if b.benefit == "limit" and b.period == "exceeded":
            return "exceeded"
        if words := exhausted_in(b.message):
            return words
    return exhausted_in(answer.message) if _names_this_care(answer.message, visit.discipline) else ""


def _names_this_care(message: str, discipline: str) -> bool:
    """True where a message about the whole plan names this discipline, or no kind of care at all."""
    named = named_in(message)
    return not named or discipline in disciplines_of(named)


def _counted(visit: BookedVisit, answer: CoverageAnswer) -> VisitRuling:
    """What the figures say."""
    rows = [b for b in answer.benefits_on(visit.on, "limit", "unlimited") if _concerns(b, visit)]
    inside = [b for b in rows if not b.is_out_of_network]
    own = [b for b in inside if b.is_about(visit.discipline)] or inside
    if any(b.benefit == "unlimited" for b in own):
        return _without_limit([b for b in own if b.benefit == "limit" and b.quantity == 0 and b.measure == "remaining"])
    if over := next((words for b in own if (words := _over_short(b, visit))), ""):
        return VisitRuling(Answer.NOT_MET, over)
    counted = [b for b in own if b.kind == "visits" and b.quantity is not None and b.period in _LONG]
    if counted and {b.kind for b in own if b.quantity is not None} <= {"visits", ""}:
        # "Quantity used" (EB09 99) has no unit of its own: beside a limit in visits it counts visits.
        counted += [
            b for b in own if not b.kind and b.quantity is not None and b.measure == "used" and b.period in _LONG
        ]
    if not counted:
        return _not_said(visit, rows, own)
    if answer.checked_on is None:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: the answer does not say when it was given.")
    if answer.checked_on.year != visit.on.year and all(b.period in _YEARLY for b in counted):
        return VisitRuling(
            Answer.UNCLEAR, f"Unknown - call: the answer is of {answer.when}, and a new year begins a new count."
        )
    rulings = [_of(limit, visit) for limit in _limits(counted)]
    return min(rulings, key=lambda ruling: (Answer.NOT_MET, Answer.UNCLEAR, Answer.MET).index(ruling.answer))


def _without_limit(used_up: list[Benefit]) -> VisitRuling:
    if used_up:
        return VisitRuling(
            Answer.UNCLEAR,
            "Unknown - call: the answer says both that there is no limit and that nothing is left of one.",
        )
    return VisitRuling(Answer.MET, "The plan has no limit of visits.")


def _concerns(b: Benefit, visit: BookedVisit) -> bool:
    if b.hcpcs_codes and visit.codes and not visit.codes & b.hcpcs_codes:
        return False
    if visit.pays_first_by_medicare and b.cents is not None and b.quantity is None:
        return False  # dollars of Part B are a threshold, not a limit
    return b.is_about(visit.discipline) or (
        b.is_for_plan and (b.kind == "visits" or (b.benefit == "limit" and not b.types))
    )


def _over_short(b: Benefit, visit: BookedVisit) -> str:
    """Why a limit of a day, week or month leaves none for this visit, as a sentence; empty where it does, or where there is no such limit."""
    if (
        b.kind != "visits"
        or b.quantity is None
        or b.measure not in ("total", "")
        or b.period not in ("day", "week", "month")
    ):
        return ""
    same = {
        "day": lambda on: on == visit.on,
        "week": lambda on: on.isocalendar()[:2] == visit.on.isocalendar()[:2],
        "month": lambda on: (on.year, on.month) == (visit.on.year, visit.on.month),
    }[b.period]
    before = sum(1 for v in visit.before if same(v.on) and v.discipline in b.is_shared_by)
    return (
        f"The plan pays for {b.quantity:f} visits a {b.period}, and {before} stand before this one."
        if before >= b.quantity
        else ""
    )


def _not_said(visit: BookedVisit, rows: list[Benefit], own: list[Benefit]) -> VisitRuling:
    if any(b.cents == 0 and b.measure == "remaining" for b in own):
        return VisitRuling(Answer.NOT_MET, "Nothing is left of the plan's limit in dollars.")
    if visit.pays_first_by_medicare and not own:
        return VisitRuling(Answer.NOT_APPLICABLE, "Medicare Part B has no limit of visits; see the threshold.")
    if any(b.quantity == 0 and b.measure == "remaining" and b.kind in _CARE_IN and b.period in _LONG for b in own):
        return VisitRuling(Answer.NOT_MET, "Nothing is left of the plan's limit.")
    if any(_is_used_up(b, own) for b in own):
        return VisitRuling(Answer.NOT_MET, "As much was used as the plan's limit allows.")
    if own:
        kinds = sorted({b.kind or ("dollars" if b.cents is not None else "") for b in own} - {""})
        told = f" in {' and '.join(kinds)}" if kinds and kinds != ["visits"] else ""
        return VisitRuling(
            Answer.UNCLEAR, f"Unknown - call: the answer names a limit{told}, and not how many visits are left."
        )
    if rows:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: the limit is said for providers outside the network only.")
    return VisitRuling(
        Answer.UNCLEAR, f"Unknown - call: the answer says nothing about a limit of visits{_whom_to_ask(visit)}."
    )


def _whom_to_ask(visit: BookedVisit) -> str:
    """Whom the answer names to be asked about this care, as the end of a sentence."""
    named = dict.fromkeys(
        b.entity_name
        for b in visit.answer.benefits_on(visit.on, "contact")
        if b.entity_name and (b.is_about(visit.discipline) or b.is_for_plan)
    )
    return f"; it says to ask {', '.join(named)}" if named else ""


def _is_used_up(whole: Benefit, rows: list[Benefit]) -> bool:
    """True where a limit stands beside as much that was used of it: same care, same period, same unit, none left over."""
    if whole.measure != "total" or not whole.quantity or whole.kind not in _CARE_IN or whole.period not in _LONG:
        return False
    return any(
        b.measure == "used"
        and (b.types, b.period) == (whole.types, whole.period)
        and b.kind in ("", whole.kind)  # "quantity used" (EB09 99) has no unit of its own
        and b.quantity is not None
        and b.quantity >= whole.quantity
        for b in rows
    )


def _limits(rows: list[Benefit]) -> list[_Limit]:
    """Rows under the same service types are one limit: its whole, what is used, what is left. A message on one of them shares it for all."""
    pools: dict[frozenset[str], list[Benefit]] = {}
    for b in rows:
        pools.setdefault(frozenset(b.types), []).append(b)
    if len(pools) > 1 and frozenset() in pools:  # a figure that does not say of what belongs to what is said
        pools = {frozenset(): rows}
    limits = []
    for held in pools.values():
        left = [b.quantity for b in held if b.measure == "remaining"]
        total = [b.quantity for b in held if b.measure in ("total", "")]
        used = [b.quantity for b in held if b.measure == "used"]
        if not left and total and used:
            left = [min(total) - max(used)]
        named = [b for b in held if b.disciplines] or held
        shared = frozenset().union(*(b.is_shared_by for b in named))
        limits.append(_Limit(min(left, default=None), min(total, default=None), max(used, default=None), shared))
    return limits


def _of(limit: _Limit, visit: BookedVisit) -> VisitRuling:
    shared = f", shared by {' and '.join(sorted(limit.shared))}" if len(limit.shared) > 1 else ""
    moment = visit.answer.latest
    since = visit.booked_since(moment, limit.shared)
    if limit.left is None:
        known = f"{limit.total:f} visits in all" if limit.total is not None else f"{limit.used:f} visits used"
        return VisitRuling(
            Answer.UNCLEAR, f"Unknown - call: the answer says {known}{shared}, and not how many are left."
        )
    left = limit.left - since
    of = f" of {limit.total:f}" if limit.total is not None else ""
    booked = f", less {since} booked since" if since else ""
    were = f"{max(limit.left, Decimal(0)):f}{of} visits were left on {visit.answer.when}{booked}{shared}"
    if left < 1:
        return VisitRuling(Answer.NOT_MET, f"{were}: none for this one.")
    counted = limit.total - limit.left if limit.total is not None else None
    own = visit.held_this_year(moment, limit.shared)
    if counted is not None and own > counted and limit.total - own - since < 1:
        return VisitRuling(
            Answer.NOT_MET,
            f"{were}; our own tables show {own} visits this year, more than the payer has counted: none for this one.",
        )
    recent = visit.held_shortly_before(moment, _NOT_YET_COUNTED, limit.shared)
    agrees = counted is not None and visit.holds_own_visits and own <= counted
    if left - recent < 1 and not agrees:
        return VisitRuling(
            Answer.UNCLEAR, f"{were}; {recent} of the two weeks before may not be counted yet.", Severity.REVIEW
        )
    return VisitRuling(Answer.MET, f"{were}: {left - 1:f} after this one.")


rule = VisitCheck(
    title="The plan's limit leaves a visit for this one",
    why="Past the limit the plan pays nothing, however needed the care is. Limits are often shared between PT, OT and SLP, and with visits elsewhere.",
    fix="Ask the payer how many visits are left, shared with what, and whether more can be asked for; talk to the patient before the last one.",
    tell="Your plan pays for a limited number of therapy visits. Before the session we tell you how many are left, and what a visit beyond them would cost you.",
    severity=Severity.DENIAL,
    sources=(
        Source(title="X12 271, EB01 F and EB09/EB10, HSD, MSG", section="loop 2110", dated="005010X279A1"),
        Source(title="X12 271, EB06 29 remaining, EB09 VS visits", section="loop 2110", confidence=Confidence.MEMORY),
    ),
    in_force_from=date(2003, 10, 16),
    verified_on=date(2026, 11, 24),
    lesson="front-desk",
    supply="How many visits are left, shared with which disciplines, from the payer.",
    edition="the answers supplied",
    good=VisitExample(
        benefits=(
            {
                "benefit": "limit",
                "service_types": "PT",
                "measure": "remaining",
                "quantity": "12",
                "quantity_kind": "visits",
            },
        ),
        reason="Twelve are left and none is booked before.",
    ),
    bad=VisitExample(
        benefits=(
            {
                "benefit": "limit",
                "service_types": "PT|AD",
                "measure": "remaining",
                "quantity": "1",
                "quantity_kind": "visits",
            },
        ),
        other_visits=({"date_of_service": "2026-11-25", "start_time": "08:00", "discipline": "OT"},),
        reason="One is left for PT and OT together, and an OT visit of the same morning takes it.",
    ),
    check=check,
)
