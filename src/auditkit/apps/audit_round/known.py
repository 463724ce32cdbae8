"""The charts with known answers on this page: whether this reader still has them before the first chart, and how far he is. No widgets here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditkit.analytics.calibration import Compared, compared
from auditkit.desks.rounds import calibrating
from auditkit.desks.rounds.calibrating import Calibration, calibration_key
from auditkit.desks.rounds.known_charts import KnownAnswer, KnownChart, known_charts
from auditkit.rule import Answer

if TYPE_CHECKING:
    from auditkit.apps.audit_round.model import AuditRoundModel


class KnownCharts:
    """What one reader does with them. The chosen chart and criterion are those of this page; answers are kept at once."""

    def __init__(self, model: AuditRoundModel):
        self._model = model
        self.charts = known_charts()
        self.chart: KnownChart = self.charts[0]
        self.rule = ""

    @property
    def own(self) -> Calibration:
        """This reader's answers in this round."""
        model = self._model
        kept = model.calibrations.get(calibration_key(model.key, model.reader))
        return kept or Calibration(model.key, model.reader)

    @property
    def is_due(self) -> bool:
        """Whether they come before this reader's first chart of the round."""
        model = self._model
        if model.round is None or not model.round.chosen or model.round.is_closed or not model.reader:
            return False
        has_read = any(reading.reader == model.reader for reading in model.of_round())
        return not has_read and bool(model.places()) and not self.own.is_settled

    @property
    def is_compared(self) -> bool:
        """Whether the open chart has all its answers, so that the known ones are shown."""
        return self.own.is_compared(self.chart)

    @property
    def result(self) -> Compared:
        """How far the reader agrees with the known answers."""
        return compared(self.own)

    def title(self, rule: str) -> str:
        """What a criterion asks, in words."""
        return self._model.rules[rule].title

    def given(self, rule: str) -> Answer | None:
        """This reader's answer to a criterion of the open chart."""
        return self.own.answers.get((self.chart.key, rule))

    def known(self, rule: str) -> KnownAnswer | None:
        """The known answer, once the chart is compared."""
        return self.chart.answers[rule] if self.is_compared else None

    def resume(self) -> None:
        """Open the first chart that is not compared, at the first criterion without an answer."""
        self.chart = next((c for c in self.charts if not self.own.is_compared(c)), self.charts[-1])
        self.rule = ""
        self.rule = self._next() or next(iter(self.chart.answers))

    def choose(self, rule: str) -> None:
        """Choose a criterion of the open chart."""
        if rule in self.chart.answers:
            self.rule = rule

    def step(self, by: int) -> None:
        """Choose the criterion after (1) or before (-1) the chosen one."""
        rules = list(self.chart.answers)
        self.rule = rules[max(0, min(len(rules) - 1, rules.index(self.rule) + by))]

    def answer(self, given: Answer) -> str:
        """Keep an answer to the chosen criterion and go to the next one without. Returns "" or a sentence."""
        model = self._model
        known = model.calibrations.get(calibration_key(model.key, model.reader))
        wrong = model.keep(
            lambda: calibrating.answer(
                model.round, known, self.chart, self.rule, given, who=model.reader, when=model.now()
            )
        )
        if not wrong:
            self.rule = self._next() or self.rule
        return wrong

    def leave_out(self, reason: str) -> str:
        """Go on to the charts of the round without them; the reason is kept."""
        model = self._model
        known = model.calibrations.get(calibration_key(model.key, model.reader))
        return model.keep(lambda: calibrating.leave_out(model.round, known, reason, who=model.reader, when=model.now()))

    def _next(self) -> str:
        """The next criterion without an answer, after the chosen one and then from the start."""
        rules = list(self.chart.answers)
        at = rules.index(self.rule) + 1 if self.rule in rules else 0
        return next((rule for rule in (*rules[at:], *rules[:at]) if self.given(rule) is None), "")
