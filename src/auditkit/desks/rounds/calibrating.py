"""How one reader of a round answered the charts with known answers: a fold over events, and the steps. Pure: no store, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from auditkit.desks.rounds.known_charts import KnownChart, edition, known_charts
from auditkit.desks.rounds.round import Round
from auditkit.desks.rounds.steps import Refused
from auditkit.rule import Answer
from auditkit.store.records import Event, NewEvent

CALIBRATIONS = "round_calibrations"


@dataclass(frozen=True, slots=True)
class Calibration:
    """One reader's answers, by chart and criterion. A chart whose criteria all have answers is compared, and stays as it is."""

    round: str
    reader: str
    number: int = 0
    answers: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    edition: str = ""
    left_out: str = ""  # the reason, where the reader left them out

    def is_compared(self, chart: KnownChart) -> bool:
        """Whether every criterion of the chart has an answer."""
        return all((chart.key, rule) in self.answers for rule in chart.answers)

    @property
    def is_settled(self) -> bool:
        """Whether the reader may go on to the charts of the round: all are compared, or left out with a reason."""
        return bool(self.left_out) or all(self.is_compared(chart) for chart in known_charts())


def calibration_key(round_key: str, reader: str) -> str:
    """The subject that a calibration is kept under."""
    return f"{round_key}|{reader}"[:100]


def calibrations(events: Iterable[Event]) -> dict[str, Calibration]:
    """All calibrations by their key."""
    found: dict[str, Calibration] = {}
    for event in events:
        found[event.subject] = after(found.get(event.subject), event)
    return found


def after(before: Calibration | None, event: Event) -> Calibration:
    """The calibration after one more event. Answers to charts of another edition count for nothing."""
    told = event.details
    calibration = replace(before or Calibration(str(told["round"]), event.who), number=event.number)
    if event.kind == "left_out":
        return replace(calibration, left_out=str(told["reason"]))
    if event.kind == "answered" and told["edition"] == edition():
        answers = {**calibration.answers, (str(told["chart"]), str(told["rule"])): Answer(told["answer"])}
        return replace(calibration, answers=answers, edition=edition())
    return calibration


def answer(
    round_: Round, calibration: Calibration | None, chart: KnownChart, rule: str, given: Answer, *, who: str, when: datetime
) -> NewEvent:  # fmt: skip
    """Keep an answer to one criterion of a known chart."""
    if round_.is_closed:
        raise Refused("This round is closed; reopen it with a reason first.")
    if rule not in chart.answers:
        raise Refused("This is not asked of this chart.")
    if calibration is not None and calibration.is_compared(chart):
        raise Refused("This chart is compared with its known answers already, so your answers stay.")
    told = {"round": round_.key, "edition": edition(), "chart": chart.key, "rule": rule, "answer": given.value}
    return _event(round_, calibration, "answered", told, who, when)


def leave_out(round_: Round, calibration: Calibration | None, reason: str, *, who: str, when: datetime) -> NewEvent:
    """Go on without them, or without the rest of them; the reason is kept and stands in the report."""
    if not reason.strip():
        raise Refused("Please say why you leave the charts with known answers out.")
    return _event(round_, calibration, "left_out", {"round": round_.key, "reason": reason.strip()}, who, when)


def _event(round_: Round, calibration: Calibration | None, kind: str, told: dict, who: str, when: datetime) -> NewEvent:
    follows = calibration.number if calibration else 0
    return NewEvent(CALIBRATIONS, calibration_key(round_.key, who), kind, told, who, when, follows)
