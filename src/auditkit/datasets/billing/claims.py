"""Sessions become claims that are right: modifiers, diagnoses and pointers, charges, dates of filing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from auditkit.datasets.billing.model import Claim, PayerTerms, ServiceLine
from auditkit.datasets.billing.rates import PAYER_TERMS, charge, set_allowed
from auditkit.datasets.billing.sessions import Session, session
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Episode, Patient, Practice

DISCIPLINE_MODIFIER = {"PT": "GP", "OT": "GO", "SLP": "GN"}
ASSISTANT_MODIFIER = {"PT": "CQ", "OT": "CO"}
# what the biller lists where the codes of the plan of care exclude each other
LISTED = {"F82|R27.8": "F82", "I69.314|R41.844": "I69.314"}
_BESIDES = ("I10", "E11.9", "E78.5", "Z79.01", "J44.9")
LAST_FILING = date(2026, 11, 20)


def patient_claims(
    practice: Practice, patient: Patient, episodes: Iterable[Episode]
) -> tuple[list[Claim], list[Session]]:
    """All claims of one patient in order of their days, and all sessions."""
    payer = PAYER_TERMS[patient.payer_id]
    sessions, claims = [], []
    for episode in episodes:
        besides = Dice(f"{practice.seed}/{episode.episode_id}/diagnoses")
        more = (besides.pick(_BESIDES),) if not episode.condition.child and besides.chance(0.3) else ()
        held = [session(practice, episode, visit, payer) for visit in episode.attended if visit.services]
        sessions += held
        for together in _grouped(held, weekly=payer.payer_type == "workers_comp"):
            claims.append(_claim(practice, patient, episode, payer, together, more))
    claims.sort(key=lambda claim: (claim.first_day, claim.discipline))
    for number, claim in enumerate(claims, 1):
        claim.claim_id = f"{patient.patient_id}-C{number:03d}"
        _file(Dice(f"{practice.seed}/{claim.claim_id}/filed"), claim)
    return claims, sessions


def _grouped(held: list[Session], weekly: bool) -> list[list[Session]]:
    """One claim for a visit; where the payer wants it weekly, one for the visits of a week at one place."""
    groups: dict[object, list[Session]] = {}
    for each in held:
        day = each.visit.date_of_service
        key = (day.isocalendar()[:2], each.place) if weekly else each.visit.visit_id
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def _claim(
    practice: Practice,
    patient: Patient,
    episode: Episode,
    payer: PayerTerms,
    held: list[Session],
    more: tuple[str, ...],
) -> Claim:
    lead = practice.therapists[episode.lead_id]
    codes = tuple(LISTED.get(episode.diagnosis_codes, episode.diagnosis_codes).split("|"))
    distinct = tuple(code for each in held for code in each.more_diagnoses)
    lines = []
    for each in held:
        today = _lines(each, payer, codes, len(codes) + 1 if distinct else 0)
        set_allowed(today, payer)
        lines += today
    claim = Claim(
        claim_id="",
        patient_id=patient.patient_id,
        birth_date=patient.birth_date,
        member_id=patient.member_id,
        payer=payer,
        clinic_id=patient.clinic_id,
        discipline=held[0].discipline,
        rendering_npi=lead.npi,
        referring_npi=episode.referring_npi,
        submitted_on=lines[-1].date_of_service,
        diagnosis_codes=codes + distinct + more,
        lines=lines,
        place_of_service=held[0].place,
    )
    for trap in (trap for each in held for trap in each.traps):
        if not trap.code:
            claim.label(trap.rule, trap.words, answer=trap.answer)
        for number, line in enumerate(lines, 1):
            if line.hcpcs_code == trap.code:
                claim.label(trap.rule, trap.words, line=number, answer=trap.answer)
    return claim


def _lines(each: Session, payer: PayerTerms, codes: tuple[str, ...], swallowing_at: int) -> list[ServiceLine]:
    pointers = tuple(range(1, min(len(codes), 4) + 1))
    modifier = DISCIPLINE_MODIFIER[each.discipline]
    assisted = any(done.assisted for done in each.done)
    asked = payer.discipline_modifier_required or assisted or each.visit.clinic_id != "C3"
    return [
        ServiceLine(
            date_of_service=each.visit.date_of_service,
            hcpcs_code=done.code,
            modifiers=((modifier,) if asked else ())
            + ((ASSISTANT_MODIFIER[each.discipline],) if done.assisted else ())
            + done.extra,
            units=done.units,
            minutes=done.minutes,
            assistant_minutes=done.assistant_minutes,
            charge=charge(done.code, done.units),
            pointers=(swallowing_at, swallowing_at + 1)[: len(each.more_diagnoses)]
            if done.code == "92610" and swallowing_at
            else pointers,
            visit_id=each.visit.visit_id,
            timed=done.timed,
        )
        for done in each.done
    ]


def _file(dice: Dice, claim: Claim) -> None:
    """Claims go out on Fridays, a few of them weeks later, some on the last day that the payer allows."""
    wait = dice.weighted(((2, 88), (9, 8), (dice.whole(16, 40), 4)))
    day = claim.last_day + timedelta(days=wait)
    claim.submitted_on = min(day + timedelta(days=(4 - day.weekday()) % 7), LAST_FILING)
    limit, first = claim.payer.timely_filing_days, claim.first_day
    if limit is None and first <= date(2025, 11, 20) and dice.chance(0.25):
        claim.submitted_on = first.replace(year=2026)
        claim.label("timely_filing", "filed on the last day of the calendar year", answer="met")
    elif limit and first + timedelta(days=limit) <= LAST_FILING and dice.chance(0.003):
        claim.submitted_on = first + timedelta(days=limit)
        claim.label("timely_filing", "filed on the payer's last day", answer="met")
