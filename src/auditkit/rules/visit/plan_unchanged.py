"""The plan is the same as at the last check, and no other payer has come beside it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.care.service_types import is_for_plan
from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.care.coverage import CoverageAnswer
    from auditkit.reference import Reference

_PAYS_AFTER = ("secondary payer", "tertiary payer")
_SUPPLEMENT = ("SP", "MI", "MP")
_FIELDS = (
    ("payer_name", "payer"),
    ("plan_name", "plan"),
    ("member_id", "member number"),
    ("group_number", "group"),
    ("insurance_type", "kind of insurance"),
)


_KINDS = {
    "HM": "HMO", "PR": "PPO", "PS": "point of service", "EP": "EPO", "IN": "indemnity", "MA": "Medicare Part A", "MB": "Medicare Part B",
    "HN": "Medicare health plan", "MC": "Medicaid", "QM": "qualified Medicare beneficiary", "WC": "workers' compensation", "C1": "commercial",
    "SP": "supplement",
}  # fmt: skip


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """Compares the newest answer with the one before it, old and new side by side, and with the number that the visit was booked under."""
    if visit.payer_type == "self_pay":
        return VisitRuling(Answer.NOT_APPLICABLE, "Nobody but the patient pays.")
    answer = visit.answer if visit.answer is not None and visit.answer.says_something else None
    if answer is None:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: no answer of this payer is in hand.")
    others = _other_payers(answer, visit)
    if visit.previous is None and others:
        return VisitRuling(
            Answer.UNCLEAR, f"Unknown - call: another payer is named ({', '.join(others)}); ask which pays first."
        )
    changes = [
        f"{words}: {_said(name, getattr(visit.previous, name))} -> {_said(name, getattr(answer, name))}"
        for name, words in _FIELDS
        if visit.previous is not None and _differ(name, getattr(visit.previous, name), getattr(answer, name))
    ]
    if (
        visit.member_id
        and _differ("member_id", visit.member_id, answer.member_id)
        and not any(c.startswith("member") for c in changes)
    ):
        changes.append("member number: the visit was booked under another than the payer answered for")
    if visit.previous is not None:
        changes += [
            f"another payer is named now: {name}" for name in others if name not in _other_payers(visit.previous, visit)
        ]
    if changes:
        return VisitRuling(
            Answer.NOT_MET,
            f"Changed since {visit.previous.when if visit.previous else 'booking'}: {'; '.join(changes)}.",
        )
    if visit.previous is None:
        return VisitRuling(Answer.UNCLEAR, "No earlier answer to compare with: look at the card.", Severity.REVIEW)
    unsaid = [words for name, words in _FIELDS[1:3] if getattr(visit.previous, name) and not getattr(answer, name)]
    if unsaid:
        return VisitRuling(
            Answer.UNCLEAR,
            f"The new answer does not name the {' and the '.join(unsaid)}: look at the card.",
            Severity.REVIEW,
        )
    if answer.how == "phone" and not answer.plan_name:  # the member's number of a call is our own
        return VisitRuling(Answer.UNCLEAR, "The call did not say which plan it is: look at the card.", Severity.REVIEW)
    if not (answer.plan_name or answer.group_number or answer.member_id):
        return VisitRuling(
            Answer.UNCLEAR, "Neither answer names a plan or a member: look at the card.", Severity.REVIEW
        )
    return VisitRuling(Answer.MET, f"The same as on {visit.previous.when}.")


def _other_payers(answer: CoverageAnswer, visit: BookedVisit) -> list[str]:
    """Payers beside this one that may come first for this kind of care, by name; those that pay afterwards are left out."""
    return list(
        dict.fromkeys(
            b.entity_name or b.plan_name or (f"kind {b.insurance_type}" if b.insurance_type else "not named")
            for b in answer.benefits_on(visit.on, "other_payer")
            if b.entity_role not in _PAYS_AFTER
            and b.insurance_type not in _SUPPLEMENT
            and (is_for_plan(b.types) or b.is_about(visit.discipline))
        )
    )


def _differ(name: str, old: str, new: str) -> bool:
    """True where both are given and are not the same; a plan's or payer's name may be written longer or shorter."""
    if not old or not new or old == new:
        return False
    if name in ("payer_name", "plan_name"):
        before, after = (set(re.findall(r"[a-z0-9]+", text.casefold())) for text in (old, new))
        return not (before <= after or after <= before)
    return re.sub(r"\W", "", old).casefold().lstrip("0") != re.sub(r"\W", "", new).casefold().lstrip("0")


def _said(name: str, value: str) -> str:
    return _KINDS.get(value, value) if name == "insurance_type" else value


rule = VisitCheck(
    title="The plan is the same as at the last check",
    why="A patient who changed plans is still active somewhere, so an active answer alone does not show it. The claim goes to the old plan, and the new one wants an authorization that nobody asked for.",
    fix="Ask for the new card, change the plan in the system, and look again at authorization, limits and copay under the new plan.",
    tell="It looks as if your insurance plan has changed. May we see your new card? Your share of the cost may be different.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="Eligibility desk: plan, group, payer and member number are compared with the last stored answer",
            section="the practice's own protocol",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2020, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="front-desk",
    supply="An earlier answer about the same patient; stored answers are compared with by themselves.",
    edition="the last answer stored",
    good=VisitExample(earlier={}, reason="Nothing differs from the answer of October."),
    bad=VisitExample(earlier={"plan_name": "Lantern Silver (invented)"}, reason="Silver in October, Gold now."),
    check=check,
)
