"""The deductible, and what of it is left, is known before the visit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling
from auditkit.tables.canonical import dollars

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.care.coverage import Benefit
    from auditkit.reference import Reference


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """Met where what is left is said, or follows from the whole and what is met; unclear in all other cases."""
    if visit.payer_type in ("self_pay", "workers_comp"):
        return VisitRuling(Answer.NOT_APPLICABLE, "No deductible applies.")
    answer = visit.answer
    if answer is None or not answer.says_something:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: no answer of this payer is in hand.")
    if visit.pays_first_by_medicare and any(b.insurance_type == "QM" for b in answer.benefits_on(visit.on, "active")):
        return VisitRuling(
            Answer.NOT_APPLICABLE,
            "A qualified Medicare beneficiary (QMB): nothing of Medicare's deductible or coinsurance may be asked of the patient.",
        )
    if answer.checked_on is None or answer.checked_on.year != visit.on.year:
        return VisitRuling(
            Answer.UNCLEAR, f"Unknown - call: the answer is of {answer.when}, and a new year begins a new deductible."
        )
    held = [b for b in answer.benefits_on(visit.on, "deductible") if b.cents is not None and _concerns(b, visit)]
    held = [b for b in held if not b.is_out_of_network] or []
    own = [b for b in held if b.is_about(visit.discipline) and not b.is_for_plan] or held
    for level in ("IND", ""):
        if rows := [b for b in own if (b.level or "") == level]:
            return _of(rows, "")
    if rows := [b for b in own if b.level == "FAM"]:
        return _of(rows, " of the family's; the patient's own is not said")
    if any(b.is_out_of_network for b in answer.benefits_on(visit.on, "deductible")):
        return VisitRuling(
            Answer.UNCLEAR, "Unknown - call: the deductible is said for providers outside the network only."
        )
    return VisitRuling(Answer.UNCLEAR, "Unknown - call: the answer says nothing about the deductible.")


def _concerns(b: Benefit, visit: BookedVisit) -> bool:
    if visit.pays_first_by_medicare and b.insurance_type not in ("", "MB"):
        return False  # the deductible of Part A
    return b.is_for_plan or b.is_about(visit.discipline) or bool({"1", "98", "96"} & set(b.types))


def _of(rows: list[Benefit], whose: str) -> VisitRuling:
    left = {b.cents for b in rows if b.measure == "remaining"}
    total = {b.cents for b in rows if b.measure in ("total", "")}
    used = {b.cents for b in rows if b.measure == "used"}
    if len(left) > 1:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: the answer names two different amounts that are left.")
    if not left and total == {0}:
        left = {0}
    if not left and len(total) == 1 and len(used) == 1:
        left = {max(0, total.copy().pop() - used.copy().pop())}
    if not left:
        known = f": {dollars(next(iter(total)))} in all" if len(total) == 1 else ""
        return VisitRuling(Answer.UNCLEAR, f"Unknown - call: what is left of the deductible is not said{known}.")
    amount = next(iter(left))
    if whose and amount:
        return VisitRuling(Answer.UNCLEAR, f"{dollars(amount)} is left{whose}: call.")
    of = f" of {dollars(next(iter(total)))}" if len(total) == 1 and total != left else ""
    return VisitRuling(Answer.MET, f"{dollars(amount)}{of} is left." if amount else f"The deductible{of} is met.")


rule = VisitCheck(
    title="The deductible and what is left of it are known",
    why="Nobody likes to hear of a bill after six visits. A patient who knows the cost before decides freely, and pays on the day.",
    fix="Ask what is left of the deductible, and tell the patient before the session what the visit will cost about.",
    tell="Your plan has a deductible. Until it is met, you pay for the visit yourself; this is what is left of it today.",
    severity=Severity.INFO,
    sources=(
        Source(
            title="Social Security Act: who is a qualified Medicare beneficiary owes no Medicare cost share; X12 271, EB04 QM says who is",
            section="1902(n)(3)(B)",
            confidence=Confidence.MEMORY,
        ),
        Source(title="X12 271, EB01 C with EB06 29 (remaining)", section="loop 2110", dated="005010X279A1"),
        Source(title="X12 271, EB06", section="23 the year, 24 to date, 29 remaining", confidence=Confidence.MEMORY),
    ),
    in_force_from=date(2003, 10, 16),
    verified_on=date(2026, 11, 24),
    lesson="front-desk",
    supply="What is left of the deductible, from the payer.",
    edition="the answers supplied",
    good=VisitExample(
        benefits=(
            {
                "benefit": "deductible",
                "level": "IND",
                "service_types": "30",
                "measure": "remaining",
                "amount": "250.00",
            },
        ),
        reason="What is left is said.",
    ),
    bad=VisitExample(
        benefits=(
            {"benefit": "deductible", "level": "IND", "service_types": "30", "measure": "total", "amount": "1000.00"},
        ),
        reason="The whole is said, and not what is left.",
    ),
    check=check,
)
