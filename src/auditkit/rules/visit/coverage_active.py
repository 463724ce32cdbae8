"""Coverage is active on the day of the visit, and for this kind of care."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from auditkit.care.coverage_status import ASKED_UNTIL
from auditkit.care.payer_words import ended_in
from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.care.coverage import Benefit, CoverageAnswer
    from auditkit.reference import Reference

_PAYS_BEFORE_MEDICARE = ("12", "13", "14", "15", "16", "41", "42", "43", "47")  # X12 kinds of insurance (EB04)
_EPISODES = {"42": "home health", "45": "hospice", "AG": "skilled nursing"}


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """Not met where the answer says so or its dates leave the day out; unclear wherever it leaves doubt."""
    if visit.payer_type == "self_pay":
        return VisitRuling(Answer.NOT_APPLICABLE, "Nobody but the patient pays.")
    answer = visit.answer
    if answer is None or not answer.says_something:
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: no answer of this payer is in hand.")
    if ended := _not_on(answer, visit.on):
        return VisitRuling(Answer.NOT_MET, ended)
    if answer.status == "inactive":
        return VisitRuling(Answer.NOT_MET, f"Inactive, as of {answer.status_when or answer.when}.")
    if moved := _health_plan(visit, answer):
        return VisitRuling(Answer.NOT_MET, moved)
    if refused := _refused(visit, answer) or _restricted(visit, answer):
        return refused
    if answer.status == "pending":
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: active, and under investigation.")
    if answer.status != "active":
        return VisitRuling(Answer.UNCLEAR, "Unknown - call: the answer does not say active or inactive.")
    if doubt := _doubt(visit, answer):
        return VisitRuling(Answer.UNCLEAR, f"Unknown - call: {doubt}.")
    plan = f" ({answer.plan_name})" if answer.plan_name else ""
    until = f", until {answer.coverage_to}" if answer.coverage_to else ""
    return VisitRuling(Answer.MET, f"Active{plan}, as of {answer.status_when or answer.when}{until}.")


def _not_on(answer: CoverageAnswer, day: date) -> str:
    if answer.coverage_to is not None and answer.coverage_to < day and not _ends_when_asked(answer):
        return f"Coverage ended on {answer.coverage_to}."
    if answer.coverage_from is not None and answer.coverage_from > day:
        return f"Coverage begins on {answer.coverage_from}."
    return ""


def _ends_when_asked(answer: CoverageAnswer) -> bool:
    """True where the reader says that the span of days given is cut off at the day of the answer: some payers end it there for everybody."""
    return answer.coverage_to is not None and ASKED_UNTIL in answer.message


def _health_plan(visit: BookedVisit, answer: CoverageAnswer) -> str:
    """Medicare says that the patient is in a Medicare health plan: Part B does not pay then."""
    if not visit.pays_first_by_medicare:
        return ""
    for b in answer.benefits_on(visit.on, "other_payer", "active"):
        if b.insurance_type == "HN":
            named = f" ({b.entity_name or b.plan_name})" if b.entity_name or b.plan_name else ""
            return f"The patient is in a Medicare health plan{named}; Medicare Part B does not pay."
    return ""


def _refused(visit: BookedVisit, answer: CoverageAnswer) -> VisitRuling | None:
    """What is said about this kind of care, though the plan is active."""
    for b in answer.benefits_on(visit.on, "not_covered", "inactive"):
        if not b.is_about(visit.discipline) or (b.hcpcs_codes and not (visit.codes & b.hcpcs_codes)):
            continue
        if b.is_out_of_network:
            return VisitRuling(
                Answer.UNCLEAR, "Unknown - call: not covered outside the network; make sure that we are in it."
            )
        if not visit.discipline:
            return VisitRuling(
                Answer.UNCLEAR,
                f"Unknown - call: {', '.join(sorted(b.disciplines))} is not covered, and the visit names no discipline.",
            )
        if len(b.disciplines) > 1 or not b.hcpcs_codes:
            if any(_says_covered(other, visit) for other in answer.benefits_on(visit.on, "active", "copay", "limit")):
                return VisitRuling(
                    Answer.UNCLEAR,
                    f"Unknown - call: the answer says both that {visit.discipline} is covered and that it is not.",
                )
        return VisitRuling(Answer.NOT_MET, f"The plan is active, and {visit.discipline} is not covered{_told(b)}.")
    return None


def _says_covered(b: Benefit, visit: BookedVisit) -> bool:
    return b.benefit == "active" and b.is_about(visit.discipline) and not b.is_for_plan


def _ended(visit: BookedVisit, answer: CoverageAnswer) -> str:
    """The payer's words, beside an active plan, that it is none."""
    said = [
        b.message
        for b in answer.benefits_on(visit.on, "active", "other", "limit", "contact")
        if b.message and not b.is_out_of_network and (b.is_for_plan or b.is_about(visit.discipline))
    ]
    return next((words for text in (answer.message, *said) if (words := ended_in(text))), "")


def _restricted(visit: BookedVisit, answer: CoverageAnswer) -> VisitRuling | None:
    """Care of this kind is for a provider whom the plan names, and that is plainly not this practice."""
    for b in answer.benefits_on(visit.on, "restricted_provider"):
        if b.is_about(visit.discipline) and b.entity_name and not _is_here(b, visit):
            is_other_therapist = visit.npi and re.search(r"\d{10}", b.entity_id) and "person" in b.entity_role
            if "another organization" in b.entity_role or is_other_therapist:
                return VisitRuling(
                    Answer.NOT_MET,
                    f"The plan is active, and pays for {visit.discipline or 'this care'} by {b.entity_name} only.",
                )
    return None


def _is_here(b: Benefit, visit: BookedVisit) -> bool:
    """True where the plan names this practice, or the visit's therapist."""
    return "this practice" in b.entity_role or bool(visit.npi and visit.npi in b.entity_id)


def _told(b: Benefit) -> str:
    return ": not deemed a medical necessity" if b.code == "O" else ""


def _doubt(visit: BookedVisit, answer: CoverageAnswer) -> str:
    """Why an active answer is not enough, as the end of a sentence; empty where it is."""
    if answer.checked_on is None:
        return "the answer does not say when it was given"
    if (answer.checked_on.year, answer.checked_on.month) != (visit.on.year, visit.on.month) and (
        visit.on - answer.checked_on
    ).days > 1:
        return f"the last answer is of {answer.checked_on}, and a new month has begun since"
    if visit.answer_names_another:
        return (
            "the answer is in another first name; make sure that it is this patient's, and nobody else's of the family"
        )
    if _ends_when_asked(answer) and answer.coverage_to < visit.on:
        return (
            f"the answer holds until {answer.coverage_to}, the day on which it was given; ask for the day of the visit"
        )
    if any(b.is_about(visit.discipline) or b.is_for_plan for b in answer.benefits_on(visit.on, "cannot_answer")):
        return "the payer could not answer for all of it"
    if words := _ended(visit, answer):
        return f"it says active, and the payer's words are “{words}”"
    if "date of death" in answer.message:
        return "the payer holds a date of death; make sure that the member's number is the patient's"
    for b in answer.benefits_on(visit.on, "facility"):
        if kind := next((name for code, name in _EPISODES.items() if code in b.types), ""):
            return f"the patient is in {kind} care, which may have to pay for therapy"
    if visit.pays_first_by_medicare:
        for b in answer.benefits_on(visit.on, "other_payer"):
            if b.insurance_type in _PAYS_BEFORE_MEDICARE:
                return f"{b.entity_name or 'another payer'} may have to pay before Medicare; ask what it is for"
    for word, told in (
        ("restricted_provider", "care is restricted to a provider that the plan names"),
        ("spend_down", "the patient may have to spend down first"),
        ("exclusion", "something is excluded"),
    ):
        for b in answer.benefits_on(visit.on, word):
            if (b.is_about(visit.discipline) or b.is_for_plan) and not _is_here(b, visit):
                return f"{told} ({b.entity_name})" if b.entity_name else told
    return ""


rule = VisitCheck(
    title="Coverage is active on the day of the visit",
    why="A visit outside of coverage is not paid, and the patient learns of it from a bill. It is the one denial that nobody can appeal.",
    fix="Ask the patient for the new card before the session; ask the payer which coverage holds on the day, and who pays first.",
    tell="Your insurer tells us that this plan does not cover the visit on that day. Did you get a new card? Otherwise we can talk about what the visit would cost you.",
    severity=Severity.DENIAL,
    sources=(
        Source(
            title="X12 271, EB01: 1 to 5 active, 6 to 8 inactive, I not covered",
            section="loop 2110",
            dated="005010X279A1",
        ),
        Source(
            title="X12 271, EB04: HN on an answer of Medicare is a Medicare health plan",
            section="loop 2110",
            dated="005010X279A1",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2003, 10, 16),
    verified_on=date(2026, 11, 24),
    lesson="front-desk",
    supply="An answer of this payer for the day.",
    edition="the answers supplied",
    good=VisitExample(reason="Active, and of this month."),
    bad=VisitExample(answer={"coverage_to": "2026-10-31"}, reason="Coverage ended before the visit."),
    check=check,
)
