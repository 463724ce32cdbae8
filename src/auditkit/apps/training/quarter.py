"""The quarter on the training page: the plan as it is kept, and what keeping an edited plan means. No widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from auditkit.apps.training.model import TrainingModel
from auditkit.desks import quarters, training
from auditkit.desks.quarters import Decided, Quarter
from auditkit.desks.training import Refused, Session
from auditkit.store.records import NewEvent
from auditkit.training.findings import Findings
from auditkit.training.quarter_plan import Given, QuarterPlan, key_of, propose_quarter, re_audit_day, retests

OUT = "taken out of the quarter's plan"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the plan as a person left it. No lesson: it is out. `key` is that of the session that is kept, else empty."""

    lesson: str
    on: date | None
    why: str
    key: str = ""


class QuarterModel:
    """What can be known and done about quarters, over the training page's model."""

    def __init__(self, model: TrainingModel):
        self.model = model

    def propose(self, quarter: Quarter, findings: Findings, *, count: int, weekday: int) -> QuarterPlan:
        """What the findings speak for. Raises CannotPlan."""
        model = self.model
        return propose_quarter(
            quarter, findings, model.lessons.values(), today=model.today, sessions=model.sessions.values(), sheets=model.sheets(),
            count=count, weekday=weekday,
        )  # fmt: skip

    def kept(self, quarter: Quarter) -> QuarterPlan:
        """The quarter as it is kept: its sessions, and what was decided beside them."""
        sessions = [one for one in self.model.sessions.values() if one.on and not one.cancelled]
        given = [
            Given(one.lesson, one.title, one.on, one.minutes, one.why or "Planned by hand.", one.key)
            for one in sorted(sessions, key=lambda one: (one.on, one.key))
            if one.on in quarter
        ]
        decided = self._decided(quarter)
        again = retests(quarter, given, sessions, self.model.sheets(), today=self.model.today)
        return QuarterPlan(quarter, tuple(given), again, decided.re_audit_on, decided.chosen_from, decided.remarks)

    def edited(self, plan: QuarterPlan, rows: Sequence[Row], re_audit_on: date | None) -> QuarterPlan:
        """The plan with what a person changed. Raises Refused for a day that is none of the quarter, or one lesson twice."""
        given = []
        for row in rows:
            lesson = self.model.lessons.get(row.lesson)
            if lesson is None:
                continue
            if row.on not in plan.quarter:
                raise Refused(f"Write each day as 1/14/2027, in {plan.quarter.words}.")
            given.append(Given(lesson.slug, lesson.title, row.on, lesson.minutes, row.why, row.key))
        if len({one.lesson for one in given}) < len(given):
            raise Refused("One lesson is there twice; choose another or take it out.")
        given.sort(key=lambda one: (one.on, one.lesson))
        sessions = [one for one in self.model.sessions.values() if one.on and one.was_given]
        again = retests(plan.quarter, given, sessions, self.model.sheets(), today=self.model.today)
        return QuarterPlan(
            plan.quarter, tuple(given), again, re_audit_on or re_audit_day(given), plan.chosen_from, plan.remarks
        )

    def keep(self, plan: QuarterPlan, rows: Sequence[Row], new_ones: Mapping[str, str]) -> None:
        """Keep an edited plan: new sessions are planned, changed ones moved, those that are out cancelled. `new_ones` are trainer, place and
        sponsor of those. Raises Refused, StoreError."""
        signed = {"who": self.model.signed, "when": self.model.now()}
        sessions = self.model.sessions
        new: list[NewEvent] = []
        for row in rows:
            before = sessions.get(row.key)
            if before is not None and row.lesson != before.lesson:
                new.append(training.cancel(before, OUT, **signed))
        for one in plan.given:
            before = sessions.get(one.key)
            if before is not None and before.lesson == one.lesson:
                if before.on != one.on:
                    new.append(training.move(before, one.on, **signed))
            else:
                new.append(self._planned(one, plan.quarter, sessions, {**new_ones, **signed}))
        decided = self._decided(plan.quarter)
        told = {"chosen_from": plan.chosen_from, "remarks": plan.remarks, "re_audit_on": plan.re_audit_on}
        new.append(quarters.decide(plan.quarter, decided, **told, **signed))
        self.model.keep(*new)

    def _planned(self, one: Given, quarter: Quarter, sessions: Mapping[str, Session], more: dict) -> NewEvent:
        key, number = key_of(quarter, one.lesson), 1
        while key in sessions:
            if sessions[key].cancelled and sessions[key].lesson == one.lesson:
                return training.move(sessions[key], one.on, who=more["who"], when=more["when"])  # it takes place again
            number += 1
            key = f"{key_of(quarter, one.lesson)}-{number}"
        told = {"lesson": one.lesson, "title": one.title, "on": one.on, "minutes": one.minutes, "why": one.why}
        return training.plan(key, **told, **more)

    def _decided(self, quarter: Quarter) -> Decided:
        return quarters.quarters(self.model.kept.events(quarters.DESK)).get(str(quarter), Decided())
