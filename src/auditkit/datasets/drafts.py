"""What a note says, before it has a style: sentences by section, and what is known about each criterion.

`Draft` is filled by drafts_visit.py (the session) and drafts_report.py (evaluation, progress, recertification,
discharge). A criterion is labelled only where the generator knows the answer: `says` when it put the sentence in,
`lacks` when it left it out and no other sentence could be read as if it did (`settle` looks for such leaks).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from auditkit.datasets import phrases
from auditkit.datasets.dice import Dice
from auditkit.datasets.model import Episode, Function, Goal, Measure, Patient, Practice, Therapist, Visit
from auditkit.datasets.wording import day_text
from auditkit.rule import Answer, Kind

T, E, P, R, D = Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE
APPLIES = {
    "functional_limitation": (T, E, P, R, D),
    "objective_measure": (T, E, P, R, D),
    "measure_compared": (T, P, R, D),
    "progress_toward_goal": (T, P, R, D),
    "skilled_need": (T, E, P, R, D),
    "interventions_named": (T,),
    "timed_minutes": (T,),
    "total_minutes": (T,),
    "signed_with_credential": (T, E, P, R, D),
    "date_of_service": (T, E, P, R, D),
    "patient_response": (T,),
    "plan_specific": (T, P, R),
    "diagnosis_stated": (E, R),
    "prior_level": (E,),
    "goal_measurable": (E, P, R),
    "goal_functional": (E, P, R),
    "goal_time_bound": (E, P, R),
    "plan_frequency": (E, R),
    "plan_duration": (E, R),
    "plan_type": (E, R),
    "continued_need": (P, R),
    "discharge_reason": (D,),
    "no_generic_assessment": (T, P, R),
    "no_template_residue": (T, E, P, R, D),
    "no_side_conflict": (T, E, P, R, D),
    "no_unskilled_service": (T,),
}
_BASE = {"strong": 0.04, "mixed": 0.26, "poor": 0.70}
_FACTOR = {
    "date_of_service": 0.10,
    "signed_with_credential": 0.18,
    "no_template_residue": 0.28,
    "no_unskilled_service": 0.18,
    "no_side_conflict": 0.0,
    "total_minutes": 0.55,
    "timed_minutes": 0.60,
    "objective_measure": 0.70,
    "interventions_named": 0.55,
    "diagnosis_stated": 0.30,
    "plan_type": 0.40,
    "plan_frequency": 0.45,
    "plan_duration": 0.50,
    "no_generic_assessment": 0.9,
}
# Sentences written for one criterion may satisfy another. Where such a trace is found, a missing criterion stays unlabelled.
_LEAKS = {
    "functional_limitation": r"\b(cannot|unable|needs?|needed|difficult\w*|help|assist\w*|(min|mod|max) A|contact guard|standby|understood"
    r"|falls|loses|limp|buckl\w*|gives way|gave way|does not|tires|rests?|fatigue)\b|of \d+ (steps|stands|tries|sips|bites|turns)",
    "objective_measure": r"\d ?(°|deg|%|s\b|sec|m/s|cm|kg|kPa|beats|blocks|repet|foods|bites|chews|gags|letters|facts)|of \d|(?<!/)\b\d+/\d{2}\b(?!/)"
    r"|\d[+-]?/5|\b(min|mod|max) (A|cues)|contact guard|over \d+ trials|\d (cues|rests|times|minutes|lb|ft|stairs|steps|sips|oz)",
    "measure_compared": r"\bwas\b|from .* to|goal|target|before|against|up from|evaluation|without|at the start|last session|in the (first|last)|last trial|unchanged|vs\b|→",
    "progress_toward_goal": r"[SL]TG \d|\bmet\b|\bnow\b|no change|unchanged|reached|last session|last visit|\bgoal\b"
    r"|(walk|stand|gait|stair|TUG|Timed Up|Berg|intelligib|foods|bites|letters|conversation|score|sentences)[^\n]*(was|from|vs|evaluation|start of care)",
    "skilled_need": r"\bcue|because|as (he|she)|since (he|she)|facilitat|instruct|taught|adjust|monitor|graded|guard|chose|held back|watched for"
    r"|shaped|coached|checked|faded|so that|to keep|by hand|placed|glide|mobiliz|manoeuvre|release|contract-relax|support|practice|chaining|for trunk|timing",
    "patient_response": r"before|against|within the session|rests?\b|after (the|glides|cue)|by the (third|last)|fatigue|/10|self-corrected|of \d+|cues by",
    "plan_specific": r"next (visit|session)|\badd\b|advance|\btry\b|teach|begin|raise|move to|change the|practi[sc]e",
    "prior_level": r"prior level|PLOF|before this|until the onset|developmental|born|late ",
    "continued_need": r"because of|still|remains",
    "plan_frequency": r"\d ?(x|times|visits) ?(/|a|per) ?week",
    "plan_duration": r"(for|x) \d+ (weeks|visits)|certification period",
    "plan_type": r"ther-ex|manual therapy|gait training",
}
# Service details are doses, not measures; goals are judged by their own lines.
_BESIDE_SERVICES = frozenset(("objective_measure",))
_TOKEN = re.compile(r"\{(\w+)\}")


@dataclass(slots=True)
class Draft:
    """One note to be. Sections hold sentences; `did` holds (code, name, detail, minutes or None)."""

    practice: Practice
    episode: Episode
    visit: Visit
    author: Therapist
    style: str
    quality: str
    dice: Dice
    day_style: str
    kinds: tuple[Kind, ...]
    side: str
    calls: str  # how the patient is called
    show_date: bool = True
    signature: list[str] = field(default_factory=list)
    diagnosis: str = ""
    sections: dict[str, list[str]] = field(default_factory=dict)
    did: list[tuple[str, str, str, int | None]] = field(default_factory=list)
    found: list[tuple[str, str, str, str]] = field(default_factory=list)  # label, now, was, goal: for tables
    labels: dict[str, Answer] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)  # what was seeded, per criterion
    wanting: set[str] = field(default_factory=set)

    @property
    def patient(self) -> Patient:
        return self.practice.patients[self.visit.patient_id]

    @property
    def discipline(self) -> str:
        return self.episode.condition.discipline

    def short_of(self, rule: str) -> bool:
        """Throw once whether this criterion falls short in this note."""
        if rule not in self.labels and rule not in self.notes:
            chance = _BASE[self.quality] * _FACTOR.get(rule, 1.0)
            habit = self.author.habits.get(rule, 0.0)
            if self.author.lesson_on and self.visit.date_of_service > self.author.lesson_on:
                habit, chance = habit / 4, chance * (0.6 if rule in self.author.habits else 0.9)
            falls = self.dice.chance(min(0.95, chance + habit)) and any(kind in APPLIES[rule] for kind in self.kinds)
            self.notes[rule] = "weak" if falls else ""
            if falls:
                self.wanting.add(rule)
        return rule in self.wanting

    def add(self, section: str, *sentences: str) -> None:
        self.sections.setdefault(section, []).extend(text for text in sentences if text)

    def says(self, *rules: str) -> None:
        """The sentence that meets these criteria is in the note."""
        for rule in rules:
            self.labels[rule] = Answer.MET
            self.wanting.discard(rule)

    def lacks(self, rule: str, answer: Answer = Answer.NOT_MET, how: str = "") -> None:
        """The criterion is not met on purpose."""
        if self.labels.get(rule) is not Answer.MET:
            self.labels[rule] = answer
            self.notes[rule] = how or self.notes.get(rule, "")

    def fill(self, template: str, side: str = "", **words: str) -> str:
        """A phrase with its choices made and the patient, side and given words put in."""
        patient, side = self.patient, side or self.side
        female = patient.sex == "F"
        values = {
            "pt": self.calls,
            "Pt": self.calls[:1].upper() + self.calls[1:],
            "he": "she" if female else "he",
            "his": "her" if female else "his",
            "him": "her" if female else "him",
            "He": "She" if female else "He",
            "side": side,
            "other": {"right": "left", "left": "right"}.get(side, ""),
            "disc": self.discipline,
            "doctor": self.episode.referring_name,
            **words,
        }
        text = self.dice.phrase(template)
        for _ in range(3):  # words put in may hold {he} and {side} themselves
            text = _TOKEN.sub(lambda match: values.get(match[1], match[0]), text)
        return self.dice.phrase(text) if "<" in text or "[" in text else text

    def day(self, day: date) -> str:
        return day_text(day, self.day_style)

    # -- the patient as measured --------------------------------------------------------------------------------
    def measure(self, key: str) -> Measure:
        return next(measure for measure in self.episode.measures if measure.key == key)

    def rung(self, function: Function) -> int:
        """Where on the function's ladder the patient stands, 0 to 4."""
        return max(0, min(4, int(self.visit.stands_at * 4 + 0.35)))

    def limited(self) -> tuple[Function, int]:
        """A function that is still limited if there is one, and its rung."""
        function = self.dice.pick(self.episode.functions)
        return function, self.rung(function)

    def latest(self, key: str) -> tuple[float, date]:
        """The last value before this visit and its day."""
        for visit in reversed([v for v in self.episode.attended if v.date_of_service < self.visit.date_of_service]):
            if key in visit.values:
                return visit.values[key], visit.date_of_service
        return self.episode.baseline[key], self.episode.plans[0].start_on

    def reached(self, goal: Goal) -> bool:
        """Whether the goal's value is reached at this visit (or was, when last measured)."""
        now = self.visit.values.get(goal.measure, self.latest(goal.measure)[0])
        rising = self.episode.target[goal.measure] >= self.episode.baseline[goal.measure]
        return now >= goal.target if rising else now <= goal.target

    def target(self, goal: Goal) -> str:
        """The goal's value in words: "at least 118°", "12.0 s or less"."""
        value = self.measure(goal.measure).text(goal.target)
        rising = self.episode.target[goal.measure] >= self.episode.baseline[goal.measure]
        return f"at least {value}" if rising else f"{value} or less"

    def settle(self) -> dict[str, Answer]:
        """What falls short is kept as a label only where no other sentence could be read as meeting it."""
        written = "\n".join(text for key, texts in self.sections.items() if key != "goals" for text in texts)
        services = "\n".join(detail for _, _, detail, _ in self.did)
        out: dict[str, Answer] = {}
        for rule, kinds in APPLIES.items():
            if not any(kind in kinds for kind in self.kinds) or rule not in self.labels:
                continue
            answer = self.labels[rule]
            if answer is Answer.NOT_MET:
                traces = written if rule in _BESIDE_SERVICES else f"{written}\n{services}"
                if rule in _LEAKS and re.search(_LEAKS[rule], traces, re.IGNORECASE):
                    continue
                if rule in ("goal_measurable", "goal_functional") and self._goal_elsewhere(rule):
                    continue
                if rule == "timed_minutes" and len(self.did) == 1 and re.search(r"\d min", services):
                    continue
            out[rule] = answer
        return out

    def _goal_elsewhere(self, rule: str) -> bool:
        """Whether goal status lines, or the words of a measure, could pass for what the goals lack."""
        if self.sections.get("status"):
            return True
        activities = r"walk|gait|stand|chair|foods|bites|letter|sentence|conversation|calendar|command|naming|swallow|communicat|speech|prior level|voice|chin tuck|recall|copy"
        return rule == "goal_functional" and bool(
            re.search(activities, " ".join(self.sections.get("goals", [])), re.IGNORECASE)
        )


def empty(draft: Draft, pool: tuple[str, ...]) -> str:
    """A sentence that would fit any patient."""
    return draft.fill(draft.dice.pick(pool))


def limit_sentence(draft: Draft, function: Function, rung: int) -> str:
    """What the patient can and cannot do, in daily life."""
    pool = phrases.REACHED if rung == 4 else phrases.LIMIT_CHILD if draft.episode.condition.child else phrases.LIMIT
    return draft.fill(draft.dice.pick(pool), rung=function.ladder[rung], name=function.name)
