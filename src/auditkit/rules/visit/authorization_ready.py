"""Where the payer wants an authorization, one covers this visit and has something left for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.care.payer_words import referral_in
from auditkit.rule import Answer, Confidence, Severity, Source, VisitCheck, VisitExample, VisitRuling

if TYPE_CHECKING:
    from auditkit.care.booked import BookedVisit
    from auditkit.reference import Reference


def check(visit: BookedVisit, reference: Reference) -> VisitRuling:
    """Whether one is needed: by the practice's own table, by the payer's answer. Which one the visit draws on was worked out before."""
    if visit.payer_type == "self_pay":
        return VisitRuling(Answer.NOT_APPLICABLE, "Nobody but the patient pays.")
    needed, known_from = _needed(visit)
    use = visit.use
    if needed == "?":
        return VisitRuling(Answer.UNCLEAR, f"Unknown - call: {known_from}.")
    referral = _referral(visit)
    if needed == "0" and referral:
        return VisitRuling(Answer.UNCLEAR, f"No authorization is needed, by {known_from}. {referral}", Severity.REVIEW)
    if needed == "0":
        return VisitRuling(Answer.NOT_APPLICABLE, f"None is needed, by {known_from}.")
    if use is not None and use.authorization is not None:
        return _drawn(visit)
    why = "; ".join(f"{number} {reason}" for number, reason in list(use.why_not.items())[:3]) if use is not None else ""
    if needed == "1" and use is not None and use.in_doubt:
        doubt = "whether what was used already counts the billed visits is not known, and it decides"
        return VisitRuling(Answer.UNCLEAR, f"Needed, by {known_from}; {doubt}: {why}.")
    if needed == "1":
        if visit.authorizations is None:
            return VisitRuling(Answer.UNCLEAR, f"Needed, by {known_from}; no table of authorizations was given.")
        return VisitRuling(
            Answer.NOT_MET, f"Needed, by {known_from}, and none covers this visit{f': {why}' if why else ''}."
        )
    if referral:
        return VisitRuling(
            Answer.UNCLEAR, f"Unknown - call: whether an authorization is needed is not said. {referral}"
        )
    if why and any("used up" in reason or "ended" in reason for reason in use.why_not.values()):
        return VisitRuling(Answer.UNCLEAR, f"Unknown - call: whether one is still needed is not said, and {why}.")
    return VisitRuling(
        Answer.UNCLEAR, "Unknown - call: neither the practice's table nor the answer says whether one is needed."
    )


def _referral(visit: BookedVisit) -> str:
    """The sentence about a referral, where the payer's answer wants one for this care."""
    if visit.answer is None or not visit.answer.says_something:
        return ""
    said = {referral_in(visit.answer.message)} | {
        referral_in(b.message)
        for b in visit.answer.benefits
        if b.message
        and b.holds_on(visit.on)
        and not b.is_out_of_network
        and (b.is_about(visit.discipline) or b.is_for_plan)
    }
    return (
        "A referral is needed, by the payer's answer: look whether it is on file."
        if "1" in said and "0" not in said
        else ""
    )


def _needed(visit: BookedVisit) -> tuple[str, str]:
    """Yes, no or not known, and by what; the payer's word for this kind of care goes before a table."""
    if visit.answer is not None and visit.answer.says_something:
        said = {
            b.authorization_needed
            for b in visit.answer.benefits
            if b.authorization_needed and b.holds_on(visit.on) and not b.is_out_of_network and b.is_about(visit.discipline)
            and (not b.hcpcs_codes or not visit.codes or visit.codes & b.hcpcs_codes)
        }  # fmt: skip
        if "1" in said:
            return (
                ("1", "the payer's answer")
                if not visit.is_evaluation or visit.authorization_rule[0] != "0"
                else visit.authorization_rule
            )
        if visit.authorization_rule[0]:
            return visit.authorization_rule
        whole = {
            b.authorization_needed
            for b in visit.answer.benefits
            if b.authorization_needed and b.is_for_plan and not b.is_out_of_network
        }
        if "1" in whole:
            return "1", "the payer's answer"
        if said == {"0"}:
            return "0", "the payer's answer"
    if visit.authorization_rule[0]:
        return visit.authorization_rule
    return ("0", "Medicare Part B's rules") if visit.pays_first_by_medicare else ("", "")


def _drawn(visit: BookedVisit) -> VisitRuling:
    use, a = visit.use, visit.use.authorization
    kind = "units" if a.counts_units else "visits"
    until = f"{a.name}, until {a.end_on}"
    if use.left_before is None:
        unsaid = "how much of it was used" if a.granted is not None else "how much it grants"
        return VisitRuling(Answer.UNCLEAR, f"{until}: {unsaid} is not known.")
    if a.counts_units and use.left_before < _LEAST_UNITS:
        return VisitRuling(
            Answer.UNCLEAR, f"{until}: {use.left_before} units are left, which may not be enough for the visit."
        )
    if a.counts_units:
        return VisitRuling(Answer.MET, f"{until}: {use.left_before} units are left before this visit.")
    return VisitRuling(Answer.MET, f"{until}: {use.left_before - 1} of {a.granted} {kind} after this one.")


_LEAST_UNITS = 4  # a usual visit of an hour; fewer may run out within it

rule = VisitCheck(
    title="An authorization covers the visit where the payer wants one",
    why="Without a number that fits the day, the code, the discipline and the therapist, and has something left, the claim is denied, and few payers let it be asked for afterwards.",
    fix="Ask for it, or for its renewal, now; until it is there, let a person decide whether the visit takes place. Send what the payer's checklist names.",
    tell="Your insurer wants to approve these visits first. We are seeing to it and will call you as soon as we know.",
    severity=Severity.DENIAL,
    sources=(
        Source(title="X12 271, EB11: authorization needed", section="loop 2110", dated="005010X279A1"),
        Source(
            title="The practice's own table of what needs authorization",
            section="each row has its link and the day it was last looked up",
        ),
        Source(
            title="Medicare Part B asks for no prior authorization of outpatient therapy",
            section="Medicare policy",
            confidence=Confidence.MEMORY,
        ),
    ),
    in_force_from=date(2020, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="authorizations",
    supply="Whether the payer wants one (table or phone), and the authorizations with what was used.",
    edition="the practice's tables",
    good=VisitExample(
        payers=({"payer_id": "PY-2", "authorization_required": "1"},),
        authorizations=(
            {
                "authorization_number": "AU-1",
                "start_on": "2026-11-01",
                "end_on": "2026-12-31",
                "authorized_units": "12",
                "unit_kind": "visits",
                "used_units": "3",
            },
        ),
        reason="Nine of twelve visits are left, the day and the discipline fit.",
    ),
    bad=VisitExample(
        payers=({"payer_id": "PY-2", "authorization_required": "1"},),
        authorizations=(
            {
                "authorization_number": "AU-1",
                "start_on": "2026-09-01",
                "end_on": "2026-11-20",
                "authorized_units": "12",
                "unit_kind": "visits",
                "used_units": "3",
            },
        ),
        reason="Visits are left, and it ended five days before.",
    ),
    check=check,
)
