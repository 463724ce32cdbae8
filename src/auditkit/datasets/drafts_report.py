"""Evaluation with plan of care, progress report, recertification, discharge."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from auditkit.datasets import phrases
from auditkit.datasets.drafts import Draft, empty
from auditkit.datasets.model import Goal, PlanOfCare
from auditkit.rule import Kind


def write_diagnosis(draft: Draft) -> None:
    """The condition treated, with its side where there is one."""
    episode = draft.episode
    if draft.short_of("diagnosis_stated"):
        draft.add("history", empty(draft, phrases.EMPTY_DIAGNOSIS))
        draft.lacks("diagnosis_stated")
        return
    words = draft.fill(episode.diagnosis_words, side=episode.side)
    codes = episode.diagnosis_codes.replace("|", ", ")
    draft.diagnosis = draft.dice.pick((f"{words} ({codes})", f"{codes} {words}", words))
    draft.says("diagnosis_stated")


def write_history(draft: Draft) -> None:
    """How it began and what the patient could do before."""
    episode, dice, child = draft.episode, draft.dice, draft.episode.condition.child
    if "diagnosis_stated" not in draft.wanting:
        draft.add("history", draft.fill(episode.history))
        if not child and dice.chance(0.5):
            draft.add("history", f"Onset {draft.day(episode.onset_on)}")
    if draft.short_of("prior_level"):
        draft.add("history", empty(draft, phrases.EMPTY_PRIOR_CHILD if child else phrases.EMPTY_PRIOR))
        draft.lacks("prior_level")
    else:
        function = dice.pick(episode.functions)
        draft.add("prior", draft.fill(dice.pick(phrases.PRIOR_CHILD if child else phrases.PRIOR), prior=function.prior))
        draft.says("prior_level")
    if dice.chance(0.5):
        draft.add("history", draft.fill("Referred by {doctor}"))


def goal_words(draft: Draft, goal: Goal, measurable: bool, functional: bool, bound: bool) -> str:
    """A goal as this note has it: with or without a value, an activity, a time."""
    dice, episode = draft.dice, draft.episode
    function = episode.functions[goal.function]
    label = draft.fill(draft.measure(goal.measure).label)
    target = draft.target(goal)
    if measurable and functional and goal.term == "LTG":
        activity = draft.fill(function.goal).rstrip(",")
        text = dice.pick(
            (
                f"{{pt}} will {activity}, {label} {target}",
                f"{activity} ({label} {target})",
                f"{activity}; {label} {target}",
            )
        )
    elif measurable and functional:
        text = dice.pick(
            (
                f"{label} {target} for {function.name}",
                f"{{pt}} will reach {label} of {target} to help with {function.name}",
            )
        )
    elif measurable:
        text = f"{label} {target}"
    elif functional:
        text = dice.pick(
            (f"improve {function.name}", f"better tolerance for {function.name}", f"{function.name} with less trouble")
        )
    else:
        child, speech = episode.condition.child, draft.discipline == "SLP"
        text = dice.pick(
            phrases.EMPTY_GOALS_SLP if speech else phrases.EMPTY_GOALS_CHILD if child else phrases.EMPTY_GOALS
        )
    if bound:
        period = dice.pick((f"in {goal.weeks} weeks", f"by {draft.day(goal.due_on)}", f"within {goal.weeks} weeks"))
        text = f"{text}, {period}" if dice.chance(0.6) else f"{period[0].upper()}{period[1:]}: {text}"
    return f"{goal.term} {goal.number}: {draft.fill(text)}"


def write_goals(draft: Draft) -> None:
    """The goals of the plan, as this note words them."""
    measurable = not draft.short_of("goal_measurable")
    functional = not draft.short_of("goal_functional")
    bound = not draft.short_of("goal_time_bound")
    goals = draft.episode.goals if Kind.EVALUATION in draft.kinds else draft.episode.goals[-2:]
    if Kind.RECERTIFICATION in draft.kinds or Kind.PROGRESS in draft.kinds:
        bound_weeks = [g for g in goals if g.due_on > draft.visit.date_of_service]
        goals = bound_weeks or goals
    seen: set[str] = set()
    for goal in goals:
        text = goal_words(draft, _renewed(draft, goal), measurable, functional, bound)
        if text.split(": ", 1)[1] not in seen:
            draft.add("goals", text)
        seen.add(text.split(": ", 1)[1])
    for rule, there in (("goal_measurable", measurable), ("goal_functional", functional), ("goal_time_bound", bound)):
        if there:
            draft.says(rule)
        else:
            draft.lacks(rule)


def _renewed(draft: Draft, goal: Goal) -> Goal:
    """Once a plan is renewed, its goals run to the end of the new plan."""
    plan = draft.episode.plans[-1]
    renewed = Kind.RECERTIFICATION in draft.kinds or draft.visit.date_of_service > draft.episode.plans[0].end_on
    return replace(goal, weeks=plan.weeks, due_on=plan.end_on) if renewed and plan.number > 1 else goal


def write_goal_status(draft: Draft) -> None:
    """Where each goal stands, and how that is known."""
    if draft.short_of("progress_toward_goal"):
        draft.add("assessment", empty(draft, phrases.EMPTY_PROGRESS))
        draft.lacks("progress_toward_goal")
        return
    dice, episode = draft.dice, draft.episode
    with_values = "objective_measure" not in draft.wanting
    for goal in episode.goals if dice.chance(0.5) else episode.goals[2:]:
        function = episode.functions[goal.function]
        rung, name = draft.rung(function), f"{goal.term} {goal.number} ({function.name})"
        measure = draft.measure(goal.measure)
        now = measure.text(draft.visit.values.get(goal.measure, draft.latest(goal.measure)[0]))
        beside = f", {draft.fill(measure.label)} {now} (target {measure.text(goal.target)})" if with_values else ""
        if draft.reached(goal):
            status = dice.pick(("met", "reached", "achieved"))
        elif rung >= 2:
            status = dice.pick(("partly met", "not yet met, moving", "in progress"))
        else:
            status = dice.pick(("not met", "unchanged", "not met so far"))
        level = draft.fill(function.ladder[rung])
        text = dice.pick((f"{name} {status}{beside}; {{he}} {level}", f"{name}: {status} - {{he}} {level}{beside}"))
        draft.add("status", draft.fill(text))
        if rung < 4:
            draft.says("functional_limitation")
    draft.says("progress_toward_goal")
    if with_values:
        draft.says("objective_measure", "measure_compared")


def write_need(draft: Draft) -> None:
    """Why treatment should go on now."""
    if draft.short_of("continued_need"):
        draft.add("assessment", empty(draft, phrases.EMPTY_NEED))
        draft.lacks("continued_need")
        return
    condition, dice = draft.episode.condition, draft.dice
    function, rung = draft.limited()
    outlook = draft.fill(dice.pick(condition.outlook))
    text = draft.fill(
        dice.pick(phrases.NEED if rung < 4 else phrases.NEED_REACHED),
        rung=function.ladder[rung],
        cause=dice.pick(condition.causes),
        outlook=outlook,
        Outlook=outlook[0].upper() + outlook[1:],
    ).replace("still still", "still")
    draft.add("assessment", text)
    draft.says("continued_need")
    if rung < 4:
        draft.says("functional_limitation")


def write_skill(draft: Draft) -> None:
    """Why it takes a therapist, in a report."""
    if draft.short_of("skilled_need"):
        draft.add("assessment", empty(draft, phrases.EMPTY_SKILL))
        draft.lacks("skilled_need")
        return
    text = draft.fill(draft.dice.pick(draft.episode.condition.skilled))
    if Kind.EVALUATION in draft.kinds:
        text = draft.fill(draft.dice.pick(phrases.TRIAL), text=text)
    draft.add("assessment", text)
    draft.says("skilled_need")


def write_plan_of_care(draft: Draft, plan: PlanOfCare) -> None:
    """How often, for how long, what kind; the physician's line."""
    dice, disc = draft.dice, draft.discipline
    often, long = not draft.short_of("plan_frequency"), not draft.short_of("plan_duration")
    kind = not draft.short_of("plan_type")
    codes = sorted({code for combo in draft.episode.condition.combos for code in combo})
    types = ", ".join(phrases.NAMES_OF_SERVICES[code][0] for code in codes if code != "97130")
    visits = plan.per_week * plan.weeks
    frequency = dice.pick(
        (f"{plan.per_week}x/week", f"{plan.per_week} times a week", f"{plan.per_week} visits per week")
    )
    duration = dice.pick((f"for {plan.weeks} weeks", f"x {plan.weeks} weeks", f"for {visits} visits" if long else ""))
    parts = [disc if kind and dice.chance(0.7) else "Treatment" if kind else "To be seen"]
    parts += [frequency] if often else ["as needed"] if dice.chance(0.7) else []
    parts += [duration] if long else ["until goals are met"] if dice.chance(0.7) else []
    text = " ".join(part for part in parts if part)
    if kind:
        text += dice.pick((f": {types}", f"; {types}", f" with {types}"))
    draft.add("plan", text)
    for rule, there in (("plan_frequency", often), ("plan_duration", long), ("plan_type", kind)):
        if there:
            draft.says(rule)
        else:
            draft.lacks(rule)
    if long and dice.chance(0.35):
        draft.add(
            "plan",
            f"Certification period {draft.day(plan.start_on)} to {draft.day(min(plan.end_on, plan.start_on + timedelta(days=89)))}",
        )
    if dice.chance(0.5):
        draft.add("certification", dice.pick((
            "I certify the need for these services under this plan.\nPhysician signature: ______________  Date: __________",
            f"Plan sent to {draft.episode.referring_name} for signature",
            "Physician: ________________________  Date: ________",
        )))  # fmt: skip


def write_discharge(draft: Draft) -> None:
    """Why care ended and how the patient stood."""
    if draft.short_of("discharge_reason"):
        draft.add("assessment", empty(draft, phrases.EMPTY_DISCHARGE))
        draft.lacks("discharge_reason")
        return
    dice, episode = draft.dice, draft.episode
    reason = draft.fill(dice.pick(phrases.REASONS[episode.end_reason]))
    function, measure = episode.functions[0], episode.measures[0]
    rung = draft.rung(function)
    now = measure.text(draft.visit.values[measure.key])
    status = draft.fill(
        dice.pick(phrases.STATUS_AT_END), rung=function.ladder[rung], label=draft.fill(measure.label), now=now
    )
    draft.add("assessment", f"{reason}. {status[0].upper()}{status[1:]}")
    draft.says("discharge_reason", "objective_measure")
    if rung < 4:
        draft.says("functional_limitation")
    elif "functional_limitation" not in draft.wanting:
        first = draft.fill(function.ladder[0])
        draft.add("assessment", f"At evaluation: {first}")
        draft.says("functional_limitation")
