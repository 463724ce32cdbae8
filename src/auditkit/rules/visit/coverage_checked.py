"""Coverage was checked on the day of the visit, or within the 24 hours before it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.reference import Reference

_WINDOW = timedelta(hours=24)


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """Met by an answer of this payer on the day or in the 24 hours before; an older, refused or missing one is not enough."""
    if visit.payer_type == "self_pay":
        return VisitRuling(Answer.NOT_APPLICABLE, "Nobody but the patient pays.")
    answer = visit.answer
    if answer is None:
        if visit.other_answer is not None:
            return VisitRuling(
                Answer.NOT_MET,
                f"The answer in hand ({visit.other_answer.when}) is of another payer; nobody asked this one.",
            )
        return VisitRuling(Answer.NOT_MET, "Nobody asked the payer: no answer is in hand.")
    if not answer.says_something:
        codes = ", ".join(answer.reject_codes) or "without a reason"
        return VisitRuling(Answer.NOT_MET, f"The payer was asked ({answer.when}) and did not answer ({codes}).")
    if answer.checked_on is None:
        return VisitRuling(Answer.UNCLEAR, "The answer in hand does not say when it was given.")
    if answer.how == "phone" and not (answer.reference_number or answer.no_reference_reason):
        return VisitRuling(Answer.UNCLEAR, f"The call of {answer.when} has no reference number, and no reason why not.")
    if answer.checked_on == visit.on:
        return VisitRuling(Answer.MET, f"Checked on the day ({answer.when}).")
    start, at = visit.starts_at, answer.checked_at
    if start is not None and at is not None:
        if start - at <= _WINDOW:
            return VisitRuling(Answer.MET, f"Checked {answer.when}, within 24 hours of the visit.")
        return _old(answer, visit)
    if visit.on - answer.checked_on > timedelta(days=1):
        return _old(answer, visit)
    if at is not None and datetime.combine(visit.on, datetime.max.time()) - at <= _WINDOW:
        return VisitRuling(Answer.MET, f"Checked {answer.when}, within 24 hours of the visit.")
    missing = "the time of the check" if at is None else "the time of the visit"
    return VisitRuling(
        Answer.UNCLEAR, f"Checked {answer.when}, the day before; {missing} is not known, so 24 hours cannot be counted."
    )


def _old(answer, visit: BookedVisit) -> VisitRuling:
    days = (visit.on - answer.checked_on).days
    since = "more than 24 hours before the visit" if days < 2 else f"{days} days before the visit"
    return VisitRuling(Answer.NOT_MET, f"Last checked {answer.when}, {since}.")


rule = VisitCheck(
    title="Coverage is checked on the day or within 24 hours before",
    why="Coverage ends and changes from one day to the next. What nobody asked on the day is found out from the denial, weeks and visits later.",
    fix="Ask the payer now: through the portal, or by phone with the form, and note the reference number.",
    tell="We check every patient's insurance before each visit. We may ask you for your card again.",
    severity=Severity.REVIEW,
    sources=(
        Source(
            title="Front-desk protocol: same day, or within 24 hours",
            section="the practice's own protocol; payers' answers hold for the day they were given",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2020, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="front-desk",
    supply="An answer of this payer with its day and time.",
    edition="the answers supplied",
    good=VisitExample(reason="The answer is of the evening before."),
    bad=VisitExample(answer={"checked_at": "2026-11-10T08:00"}, reason="The last answer is fifteen days old."),
    check=check,
)
