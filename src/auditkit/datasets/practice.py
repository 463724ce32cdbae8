"""The ground truth: patients, episodes, plans of care and visits of one invented practice over twelve months.

Notes are written from it (notes.py), claims and authorizations too (billing/); remittances and coverage are to be. Every patient's part comes from dice of its own, so adding a table moves nothing that is there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from auditkit.datasets import roster
from auditkit.datasets.conditions import CONDITIONS
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Condition, Episode, Goal, Measure, Patient, PlanOfCare, Practice, Service, Visit
from auditkit.datasets.schedule import FIRST_DAY, LAST_DAY, next_open, timed_services, visit_days, visit_services
from auditkit.rule import Kind

# lead, assistant, number of patients, conditions seen
TEAMS = (
    (
        "T01",
        "T04",
        17,
        ("knee_oa", "knee_replacement", "rotator_cuff", "low_back_pain", "balance_falls", "stroke_gait"),
    ),
    ("T02", "", 13, ("low_back_pain", "rotator_cuff", "knee_replacement", "vestibular", "knee_oa", "ankle_sprain")),
    ("T03", "", 13, ("balance_falls", "knee_oa", "ankle_sprain", "vestibular", "stroke_gait", "low_back_pain")),
    ("T05", "", 11, ("handwriting", "hand_fracture", "feeding", "stroke_arm")),
    ("T06", "T07", 13, ("hand_fracture", "stroke_arm", "handwriting", "hand_fracture", "stroke_arm")),
    ("T08", "", 12, ("aphasia", "dysphagia", "articulation", "voice", "cognition")),
    ("T09", "", 12, ("dysphagia", "articulation", "aphasia", "cognition", "voice")),
)
_INJURY = frozenset(("ankle_sprain", "rotator_cuff", "low_back_pain", "hand_fracture"))
_LATE_REPORTS = frozenset(("P006", "P033", "P071"))  # patients whose first progress report comes late


def build_practice(seed: int = 7) -> Practice:
    """The whole practice. The same seed gives the same practice on every platform."""
    therapists = {therapist.therapist_id: therapist for therapist in roster.THERAPISTS}
    practice = Practice(seed, roster.CLINICS, therapists, {payer.payer_id: payer for payer in roster.PAYERS}, {}, [])
    names = Dice(f"{seed}/names").mixed(roster.SURNAMES)
    serial = 0
    for lead_id, assistant_id, count, conditions in TEAMS:
        order = Dice(f"{seed}/team/{lead_id}").mixed(conditions)
        for place in range(count):
            serial += 1
            condition = CONDITIONS[order[place % len(order)]]
            dice = Dice(f"{seed}/P{serial:03d}")
            patient = new_patient(dice, serial, names[serial - 1], condition, therapists[lead_id].clinic_id)
            practice.patients[patient.patient_id] = patient
            episode_id = f"E{serial:03d}"
            practice.episodes.append(new_episode(dice, episode_id, patient, condition, lead_id, assistant_id, practice))
    _give_start_times(practice)
    return practice


def new_patient(dice: Dice, serial: int, surname: str, condition: Condition, clinic_id: str) -> Patient:
    """A patient whose age and payer fit the condition."""
    sex = dice.pick("FM")
    age = dice.whole(*condition.ages)
    birth = date(2026 - age, 1, 1) + timedelta(days=dice.whole(0, 364))
    if age >= 66:
        payer_id = dice.weighted((("PY1", 6), ("PY2", 4)))
    elif condition.child:
        payer_id = dice.weighted((("PY3", 5), ("PY4", 3), ("PY5", 2)))
    else:
        injury = 4 if condition.key in _INJURY else 0
        payer_id = dice.weighted((("PY4", 6), ("PY5", 2), ("PY3", 2), ("PY6", injury)))
    payer_type = next(payer.payer_type for payer in roster.PAYERS if payer.payer_id == payer_id)
    first = dice.pick(roster.FIRST_NAMES[sex])
    member_id = roster.synthetic_member_id(payer_type, serial)
    return Patient(f"P{serial:03d}", first, surname, sex, birth, member_id, payer_id, clinic_id)


def new_episode(
    dice: Dice,
    episode_id: str,
    patient: Patient,
    condition: Condition,
    lead_id: str,
    assistant_id: str,
    practice: Practice,
    starts: date | None = None,
) -> Episode:
    """One episode of care with its plans, goals and visits; it starts on any day of the year unless told."""
    trajectory = dice.weighted((("steady", 45), ("slow", 25), ("setback", 20), ("plateau", 10)))
    diagnosis = dice.pick(condition.diagnoses)
    referrer = dice.pick(roster.REFERRERS)
    first = next_open(starts or FIRST_DAY + timedelta(days=dice.whole(1, 325)))
    measures = tuple(replace(measure, label=dice.phrase(measure.label)) for measure in condition.measures)
    functions = tuple(
        replace(
            function,
            ladder=tuple(dice.phrase(rung) for rung in function.ladder),
            prior=dice.phrase(function.prior),
        )
        for function in dice.mixed(condition.functions)
    )
    episode = Episode(
        episode_id=episode_id,
        patient_id=patient.patient_id,
        condition=condition,
        diagnosis=diagnosis,
        side=dice.pick(("right", "left")) if condition.sided else "",
        lead_id=lead_id,
        assistant_id=assistant_id,
        referring_name=referrer[0],
        referring_npi=referrer[1],
        onset_on=first - timedelta(days=dice.whole(16, 75)),
        trajectory=trajectory,
        per_week=dice.pick((1, 2, 2)) if condition.child else dice.pick((2, 2, 2, 3)),
        baseline={
            m.key: _rounded(m, m.start[0] + (m.start[1] - m.start[0]) * dice.whole(0, 10) / 10) for m in measures
        },
        target={m.key: _rounded(m, m.goal[0] + (m.goal[1] - m.goal[0]) * dice.whole(0, 10) / 10) for m in measures},
        functions=functions,
        measures=measures,
        diagnosis_words=dice.phrase(diagnosis.words),
        history=dice.phrase(dice.pick(condition.history)),
        progress_report_late=patient.patient_id in _LATE_REPORTS,
    )
    _plan(dice, episode, first)
    _visits(dice, episode, practice)
    return episode


def _rounded(measure: Measure, value: float) -> float:
    """The value on the measure's own scale, never below zero."""
    steps = int(max(0.0, value) / measure.step + 0.5)
    return round(steps * measure.step, 2)


def _plan(dice: Dice, episode: Episode, first: date) -> None:
    """The initial plan of care, its goals, and a recertification for about four in ten."""
    weeks = dice.pick((6, 8, 8, 10, 12))
    starts = [(first, weeks)]
    if dice.chance(0.4) and episode.trajectory != "plateau":
        starts.append((first + timedelta(weeks=weeks), dice.pick((4, 6, 8))))
    for number, (start, length) in enumerate(starts, 1):
        delay = dice.weighted(((dice.whole(2, 12), 75), (dice.whole(13, 28), 17), (dice.whole(33, 48), 5), (None, 3)))
        signed = None if delay is None else start + timedelta(days=delay)
        end = start + timedelta(weeks=length) - timedelta(days=1)
        plan_id = f"{episode.episode_id}-{number}"
        episode.plans.append(
            PlanOfCare(plan_id, episode.episode_id, number, start, end, episode.per_week, length, signed)
        )
    wanted = (("STG", 1, 0, 0), ("STG", 2, 1, 1), ("LTG", 1, 0, 0), ("LTG", 2, 1, 1))
    for term, number, function, place in wanted:
        measure = episode.measures[place]
        low, high = episode.baseline[measure.key], episode.target[measure.key]
        target = high if term == "LTG" else _rounded(measure, low + (high - low) * 0.5)
        length = weeks if term == "LTG" else weeks // 2
        goal_id = f"{episode.episode_id}-{term}{number}"
        due = first + timedelta(weeks=length)
        episode.goals.append(
            Goal(goal_id, episode.episode_id, term, number, function, measure.key, target, length, first, due)
        )


def _curve(episode: Episode, reach: float, dip_at: float, share: float) -> float:
    """How far from baseline (0) to goal (1) the patient stands when this share of the episode is over."""
    stands = reach * (1 - (1 - share) * (1 - share))
    if episode.trajectory == "setback" and dip_at <= share < dip_at + 0.25:
        stands -= 0.22 * (1 - (share - dip_at) / 0.25)
    return max(0.0, stands)


def _visits(dice: Dice, episode: Episode, practice: Practice) -> None:
    patient, condition = practice.patients[episode.patient_id], episode.condition
    unit_rule = practice.payers[patient.payer_id].unit_rule
    end = min(episode.plans[-1].end_on, LAST_DAY)
    days = visit_days(dice, episode.plans[0].start_on, end, episode.per_week)
    bounds = {"steady": (92, 108), "slow": (50, 76), "setback": (72, 96), "plateau": (26, 44)}[episode.trajectory]
    reach, dip_at = dice.whole(*bounds) / 100, dice.whole(30, 50) / 100
    length = (episode.plans[-1].end_on - days[0]).days
    setback = dice.pick(condition.setbacks)
    number = 0
    for place, day in enumerate(days):
        status = "attended" if place == 0 else dice.weighted((("attended", 90), ("cancelled", 7), ("no_show", 3)))
        share = (day - days[0]).days / length
        visit = Visit(f"{episode.episode_id}-V{place + 1:02d}", episode.episode_id, patient.patient_id, episode.lead_id,
                      patient.clinic_id, day, status, stands_at=round(_curve(episode, reach, dip_at, share), 3))  # fmt: skip
        if episode.trajectory == "setback" and dip_at <= share < dip_at + 0.12:
            visit.setback = setback
        if status == "attended":
            number += 1
            visit.number = number
        episode.visits.append(visit)
    episode.end_reason = _end_reason(dice, episode, reach)
    _kinds(dice, episode)
    for visit in episode.attended:
        _services(dice, episode, visit, unit_rule)
        _values(dice, episode, visit)


def _end_reason(dice: Dice, episode: Episode, reach: float) -> str:
    if episode.plans[-1].end_on > LAST_DAY:
        return "ongoing"
    if dice.chance(0.1):
        return "self_discharge"
    if reach >= 0.85:
        return "goals_met"
    return "plateau" if episode.trajectory == "plateau" else dice.pick(("home_programme", "moved", "visit_limit"))


def _kinds(dice: Dice, episode: Episode) -> None:
    """Evaluation first, a progress report within ten treatment days, recertification, discharge; treatment between."""
    attended = episode.attended
    first_plan_end = episode.plans[0].end_on
    recertified = [v for v in attended if v.date_of_service <= first_plan_end][-1] if len(episode.plans) > 1 else None
    due = 13 if episode.progress_report_late else dice.pick((8, 9, 10, 10))
    for visit in attended:
        is_last = visit is attended[-1] and episode.end_reason not in ("ongoing", "self_discharge")
        if visit.number == 1:
            visit.kinds = (Kind.EVALUATION,)
        elif visit is recertified and not is_last:
            visit.kinds = dice.pick(
                ((Kind.RECERTIFICATION, Kind.TREATMENT), (Kind.RECERTIFICATION, Kind.PROGRESS, Kind.TREATMENT))
            )
            due = visit.number + dice.pick((8, 9, 10))
        elif is_last:
            visit.kinds = dice.pick(
                ((Kind.DISCHARGE, Kind.TREATMENT), (Kind.DISCHARGE, Kind.TREATMENT), (Kind.DISCHARGE,))
            )
        elif visit.number == due:
            visit.kinds = (Kind.PROGRESS, Kind.TREATMENT)
            due += dice.pick((8, 9, 10))
        else:
            visit.kinds = (Kind.TREATMENT,)
            if episode.assistant_id and dice.chance(0.6):
                visit.therapist_id = episode.assistant_id


def _services(dice: Dice, episode: Episode, visit: Visit, unit_rule: str) -> None:
    """What was done and for how long. A report alone is not billed, but a discharge visit has a short session."""
    if Kind.EVALUATION in visit.kinds:
        code = dice.pick(episode.condition.evaluation_codes)
        hour = code in ("96105", "96125")
        services = [Service(code, 1, dice.pick((50, 55, 60)) if hour else dice.pick((30, 35, 38, 40, 45)), False)]
        if episode.condition.discipline == "PT" and dice.chance(0.4):
            first = "97110" if "97110" in episode.condition.services else "97112"
            services += timed_services(dice, (first,), unit_rule, [1])
            visit.kinds = (Kind.EVALUATION, Kind.TREATMENT)
        visit.services = tuple(services)
    elif Kind.TREATMENT in visit.kinds:
        visit.services = visit_services(dice, dice.pick(episode.condition.combos), unit_rule)


def _values(dice: Dice, episode: Episode, visit: Visit) -> None:
    """Reports measure everything; a treatment day measures one or two things, in turn."""
    report = any(kind is not Kind.TREATMENT for kind in visit.kinds)
    count = len(episode.measures)
    chosen = episode.measures if report else [episode.measures[visit.number % count]]
    if not report and dice.chance(0.5):
        chosen = [*chosen, episode.measures[(visit.number + 1) % count]]
    for measure in chosen:
        low, high = episode.baseline[measure.key], episode.target[measure.key]
        stands = 0.0 if visit.number == 1 else visit.stands_at + dice.wobble(0.05)
        visit.values[measure.key] = low if visit.number == 1 else _rounded(measure, low + (high - low) * stands)


def _give_start_times(practice: Practice) -> None:
    """One patient after the other from eight o'clock, per therapist and day."""
    days: dict[tuple[str, date], list[Visit]] = {}
    for episode in practice.episodes:
        for visit in episode.visits:
            days.setdefault((visit.therapist_id, visit.date_of_service), []).append(visit)
    for (therapist_id, day), visits in days.items():
        dice = Dice(f"{practice.seed}/day/{therapist_id}/{day.isoformat()}")
        clock = 8 * 60 + dice.pick((0, 0, 15, 30))
        for visit in dice.mixed(visits):
            if 11 * 60 + 40 <= clock < 13 * 60:
                clock = 13 * 60
            visit.start_minute = clock
            clock += -(-max(visit.total_minutes, 45) // 15) * 15 + dice.pick((0, 0, 15))
