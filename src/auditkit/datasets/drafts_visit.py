"""The session: what was found, done, seen and planned on a treatment day."""

from __future__ import annotations

from auditkit.datasets import phrases
from auditkit.datasets.drafts import Draft, empty, limit_sentence
from auditkit.datasets.model import Service
from auditkit.datasets.wording import clock, sentence
from auditkit.rule import Answer, Kind


def write_subjective(draft: Draft) -> None:
    """How the patient is doing in daily life, or an empty line."""
    child = draft.episode.condition.child
    if draft.short_of("functional_limitation"):
        draft.add("subjective", empty(draft, phrases.EMPTY_SUBJECTIVE_CHILD if child else phrases.EMPTY_SUBJECTIVE))
        draft.lacks("functional_limitation")
    else:
        function, rung = draft.limited()
        draft.add("subjective", limit_sentence(draft, function, rung))
        if rung < 4:
            draft.says("functional_limitation")
    if draft.quality != "poor" and Kind.EVALUATION not in draft.kinds and draft.dice.chance(0.55):
        pool = phrases.SMALL_TALK_CHILD if child else phrases.SMALL_TALK
        draft.sections["subjective"].insert(draft.dice.whole(0, 1), draft.fill(draft.dice.pick(pool)))
    if draft.visit.setback and draft.quality != "poor":
        draft.add("subjective", draft.fill(draft.dice.pick(phrases.SETBACK), setback=draft.visit.setback))


def write_measures(draft: Draft, side: str = "") -> None:
    """Values of this visit, beside earlier ones where the writer does so."""
    episode, visit = draft.episode, draft.visit
    pool = phrases.EMPTY_MEASURE[
        "OT child" if draft.discipline == "OT" and episode.condition.child else draft.discipline
    ]
    if draft.short_of("objective_measure") or not visit.values:
        draft.add("objective", *(draft.fill(text) for text in draft.dice.some(pool, draft.dice.whole(1, 2))))
        draft.lacks("objective_measure")
        draft.lacks("measure_compared")
        return
    comparing = Kind.EVALUATION not in draft.kinds and not draft.short_of("measure_compared")
    for key, value in visit.values.items():
        measure = draft.measure(key)
        was, day = draft.latest(key)
        first = episode.baseline[key]
        use_first = draft.dice.chance(0.6)
        label = draft.fill(measure.label, side=side)
        now, goal = measure.text(value), measure.text(episode.target[key])
        if comparing:
            options = phrases.COMPARED if (first if use_first else was) != value else phrases.COMPARED_SAME
            options = tuple(
                o for o in options if ("at evaluation" in o or "start" in o or "evaluation " in o) == use_first
            )
            template = draft.dice.pick(options or phrases.COMPARED)
            before = measure.text(first if "evaluation" in template or "start" in template else was)
            text = draft.fill(template, label=label, now=now, was=before, day=draft.day(day), goal=goal)
            draft.found.append((label, now, measure.text(first), goal))
            draft.says("objective_measure", "measure_compared")
        else:
            text = draft.fill(draft.dice.pick(phrases.MEASURED), label=label, now=now)
            draft.found.append((label, now, "", ""))
            draft.says("objective_measure")
        draft.add("objective", text)
    if not comparing and Kind.EVALUATION not in draft.kinds:
        draft.lacks("measure_compared")


def _names(draft: Draft, services: tuple[Service, ...]) -> list[str]:
    return [draft.dice.pick(phrases.NAMES_OF_SERVICES[s.code]) for s in services if s.code in phrases.NAMES_OF_SERVICES]


def write_interventions(draft: Draft, side: str = "") -> None:
    """What was done, with the minutes of each service where the writer gives them."""
    treated = tuple(s for s in draft.visit.services if s.code in phrases.NAMES_OF_SERVICES)
    condition, dice = draft.episode.condition, draft.dice
    each = _write_minutes(draft)
    unskilled = [s for s in treated if s.code in phrases.UNSKILLED] if draft.short_of("no_unskilled_service") else []
    watched = dice.pick(unskilled).code if unskilled else ""
    if draft.short_of("interventions_named") and not watched:
        way = dice.weighted((("category", 4), ("codes", 2), ("elsewhere", 3), ("usual", 2)))
        if way == "category":
            if each:
                draft.did = [
                    (s.code, name, "", s.minutes) for s, name in zip(treated, _names(draft, treated), strict=True)
                ]
            else:
                names = ", ".join(_names(draft, treated))
                draft.add("interventions", sentence(draft.fill(dice.pick(phrases.CATEGORY_ONLY), names=names)))
                draft.lacks("interventions_named", how="category names only")
        elif way == "codes":
            codes = ", ".join(f"{s.code} {f'{s.minutes} min' if each else f'x{s.units}'}" for s in treated)
            draft.add("interventions", draft.fill(dice.pick(phrases.CODES_ONLY), codes=codes))
            draft.lacks("interventions_named", how="code numbers only")
        else:
            pool = phrases.SEE_ELSEWHERE if way == "elsewhere" else phrases.USUAL
            draft.add("interventions", dice.pick(pool))
            answer = Answer.UNCLEAR if way == "elsewhere" else Answer.NOT_MET
            draft.lacks(
                "interventions_named",
                answer,
                "points to a document not supplied" if way == "elsewhere" else "empty words",
            )
            if each:
                draft.add("minutes", ", ".join(f"{s.code} {s.minutes} min" for s in treated))
        if not draft.labels.get("no_unskilled_service"):
            draft.says("no_unskilled_service")
        return
    for service, name in zip(treated, _names(draft, treated), strict=True):
        detail = draft.fill(dice.pick(condition.services[service.code]), side=side)
        if service.code == watched:
            detail = draft.fill(dice.pick(phrases.UNSKILLED[watched]))
        draft.did.append((service.code, name, detail, service.minutes if each else None))
    draft.says("interventions_named")
    if watched:
        draft.lacks("no_unskilled_service", how=watched)
    else:
        draft.says("no_unskilled_service")


def _write_minutes(draft: Draft) -> bool:
    """Put totals in the note; the answer says whether every service carries its own minutes."""
    visit, dice = draft.visit, draft.dice
    timed = [s for s in visit.services if s.timed]
    untimed = len(visit.services) - len(timed)
    short_timed, short_total = bool(timed) and draft.short_of("timed_minutes"), draft.short_of("total_minutes")
    start, total = visit.start_minute, visit.total_minutes
    style = dice.pick(("12", "24"))
    span = f"{clock(start, style)}-{clock(start + total, style)}"
    whole = dice.pick((f"Total treatment time {total} min", f"Total time: {total} minutes", f"{span} ({total} min total)",
                       f"Time in/out {span}", f"Total tx min: {total}"))  # fmt: skip
    part = dice.pick((f"Timed: {visit.timed_minutes} min", f"Total timed minutes {visit.timed_minutes}",
                      f"Timed code minutes = {visit.timed_minutes}"))  # fmt: skip
    if not timed:
        draft.labels["timed_minutes"] = Answer.NOT_APPLICABLE
    each = not short_total and not short_timed and not untimed and dice.chance(0.6)
    if each:
        draft.says("timed_minutes", "total_minutes")
        if dice.chance(0.6):
            draft.add("minutes", f"{part}. {whole}" if dice.chance(0.5) else whole)
        return True
    if timed and not short_timed:
        draft.add("minutes", part)
        draft.says("timed_minutes")
    elif timed:
        draft.lacks("timed_minutes")
    if not short_total:
        draft.add("minutes", whole)
        draft.says("total_minutes")
    else:
        if dice.chance(0.4):
            draft.add("minutes", f"Start {clock(start, style)}")
        elif dice.chance(0.5):
            draft.add("minutes", "Units: " + ", ".join(f"{s.code} x{s.units}" for s in visit.services))
        draft.lacks("total_minutes")
    return False


def write_assessment(draft: Draft) -> None:
    """Why a therapist was needed, how the patient responded, where the goals stand - or words that fit anyone."""
    dice, episode = draft.dice, draft.episode
    generic = draft.short_of("no_generic_assessment") and draft.quality != "strong" and draft.kinds == (Kind.TREATMENT,)
    specific: list[str] = []
    if draft.short_of("skilled_need"):
        draft.lacks("skilled_need")
    else:
        specific += [draft.fill(text) for text in dice.some(episode.condition.skilled, dice.pick((1, 1, 2)))]
        draft.says("skilled_need")
    if Kind.TREATMENT in draft.kinds:
        if draft.short_of("patient_response"):
            draft.lacks("patient_response")
        else:
            specific.append(draft.fill(dice.pick(episode.condition.responses)))
            draft.says("patient_response")
    if draft.kinds == (Kind.TREATMENT,):
        if draft.short_of("progress_toward_goal"):
            draft.lacks("progress_toward_goal")
        else:
            specific.append(_toward(draft))
            draft.says("progress_toward_goal")
    if generic:
        draft.add("observed", *specific)
        draft.add(
            "assessment",
            *(
                empty(draft, pool)
                for pool in dice.some((phrases.EMPTY_ASSESSMENT, phrases.EMPTY_PROGRESS), dice.pick((1, 2)))
            ),
        )
        draft.lacks("no_generic_assessment")
        return
    in_place = specific if dice.chance(0.7) or len(specific) < 2 else specific[1:]
    draft.add("observed", *specific[: len(specific) - len(in_place)])
    draft.add("assessment", *in_place)
    if not in_place or dice.chance(0.2):
        draft.add(
            "assessment", draft.fill(dice.pick(phrases.SPECIFIC_CAUSE), cause=dice.pick(episode.condition.causes))
        )
    if draft.quality != "strong" and dice.chance(0.4):
        draft.add("assessment", empty(draft, dice.pick((phrases.EMPTY_ASSESSMENT, phrases.EMPTY_PROGRESS))))
    draft.says("no_generic_assessment")


def _toward(draft: Draft) -> str:
    place = draft.dice.whole(0, 1)
    function = draft.episode.functions[place]
    rung = draft.rung(function)
    pool = phrases.TOWARD if rung else phrases.TOWARD_SAME
    return draft.fill(
        draft.dice.pick(pool),
        goal_name=f"{draft.dice.pick(('STG', 'LTG'))} {place + 1}",
        name=function.name,
        Name=function.name[0].upper() + function.name[1:],
        rung=function.ladder[rung],
        first=function.ladder[0],
        cause=draft.dice.pick(draft.episode.condition.causes),
    )


def write_plan(draft: Draft) -> None:
    """What comes next, for this patient or for anyone."""
    dice = draft.dice
    if draft.short_of("plan_specific"):
        if draft.kinds == (Kind.TREATMENT,) and dice.chance(0.06):
            draft.add("cut", draft.fill(dice.pick(phrases.CUT_OFF)))
            draft.lacks("plan_specific", Answer.UNCLEAR, "sentence cut off")
            return
        draft.add("plan", empty(draft, phrases.EMPTY_PLAN))
        draft.lacks("plan_specific")
        return
    draft.add("plan", draft.fill(dice.pick(draft.episode.condition.plans)))
    draft.says("plan_specific")
    if dice.chance(0.3):
        draft.add("plan", dice.pick(phrases.HOME))
