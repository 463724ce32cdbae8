"""Where two readers of a chart differ: which points are open, which were settled by people, and what then counts. Pure.

The readings stay as they were given, for agreement is about them; a settled answer stands beside them and is what the result uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from auditkit.desks.rounds.round import DESK, Reading, Round, Settled
from auditkit.desks.rounds.steps import Refused, must_be_open, still_to_read
from auditkit.rule import Answer
from auditkit.store.records import NewEvent


@dataclass(frozen=True, slots=True)
class Difference:
    """One criterion of one chart to which its two readers gave different answers; `both` begins with who finished first."""

    chart: str
    rule: str
    both: tuple[Reading, Reading]
    settled: Settled | None

    @property
    def readers(self) -> tuple[str, str]:
        """Who they are."""
        return self.both[0].reader, self.both[1].reader


def finished(round_: Round, readings: Iterable[Reading]) -> dict[str, list[Reading]]:
    """The readings of each chart of the round that are read to the end, the one finished first before the others."""
    found: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.round == round_.key and reading.finished_at is not None and reading.chart in round_.charts:
            found.setdefault(reading.chart, []).append(reading)
    for of_chart in found.values():
        of_chart.sort(key=lambda r: (r.first_finished_at or r.finished_at, r.reader))
    return found


def differences(round_: Round, readings: Iterable[Reading]) -> list[Difference]:
    """Every point on which the two readers of a chart differ now, in the order of the charts and of the answers.

    What was settled holds for the answers it was settled between: where a correction changed one of them the point is open again.
    """
    twice = {chart: found[:2] for chart, found in finished(round_, readings).items() if len(found) > 1}
    return [
        Difference(chart, rule, (first, second), _holding(round_, chart, rule, first, second))
        for chart in round_.charts if chart in twice
        for first, second in [twice[chart]]
        for rule in first.answers
        if rule in second.answers and first.answers[rule] is not second.answers[rule]
    ]  # fmt: skip


def _holding(round_: Round, chart: str, rule: str, first: Reading, second: Reading) -> Settled | None:
    settled = round_.settled.get((chart, rule))
    given = {r.reader: r.answers[rule] for r in (first, second)}
    return settled if settled and settled.between == given else None


def counted(round_: Round, readings: Iterable[Reading]) -> dict[str, Reading]:
    """What counts of each chart: the reading finished first, with the settled answers where two readers differed.

    A settled answer brings the marks of the reader who gave it, and as words the reason why it was settled so.
    """
    held = list(readings)
    found = {chart: of_chart[0] for chart, of_chart in finished(round_, held).items()}
    for point in differences(round_, held):
        if point.settled is None:
            continue
        answer, own = point.settled.answer, found[point.chart]
        marks = next((r.marks.get(point.rule, ()) for r in point.both if r.answers[point.rule] is answer), ())
        found[point.chart] = replace(
            own,
            answers={**own.answers, point.rule: answer},
            marks={**own.marks, point.rule: marks},
            words={**own.words, point.rule: point.settled.reason},
        )
    return found


def settle(
    round_: Round, readings: Mapping[str, Reading], chart: str, rule: str, given: Answer | None, reason: str, *, is_together: bool,
    who: str, when: datetime,
) -> NewEvent:  # fmt: skip
    """Keep the answer that holds where two readers differ: by a third person, or by one of the two for both together."""
    must_be_open(round_)
    if any(still_to_read(round_, readings)):
        raise Refused("Differences are settled when all charts are read, so that no reader sees what another found.")
    point = next((d for d in differences(round_, readings.values()) if (d.chart, d.rule) == (chart, rule)), None)
    if point is None:
        raise Refused("The two readers do not differ here.")
    if given is None:
        raise Refused("Please choose the answer that holds.")
    if not reason.strip():
        raise Refused("Please say why this answer holds.")
    if who in point.readers and not is_together:
        other = next(name for name in point.readers if name != who)
        raise Refused(
            f"You read this chart yourself: settle it together with {other} and say so, or ask a third person."
        )
    told = {
        "chart": chart, "rule": rule, "answer": given.value, "reason": reason.strip(), "is_together": who in point.readers,
        "between": {r.reader: r.answers[rule].value for r in point.both},
    }  # fmt: skip
    return NewEvent(DESK, round_.key, "adjudicated", told, who, when, round_.number)
