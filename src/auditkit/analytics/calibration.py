"""How far a reader agrees with the known answers of the six charts: overall and by criterion, with what differs and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.analytics.round_results import Agreement, agreement
from auditkit.desks.rounds.calibrating import Calibration
from auditkit.desks.rounds.known_charts import KnownChart, known_charts


@dataclass(frozen=True, slots=True)
class Compared:
    """Over the charts that are compared; `of` is how many there are. `overall` pools every criterion."""

    charts: int
    of: int
    overall: Agreement
    criteria: tuple[Agreement, ...]
    differing: tuple[tuple[KnownChart, str], ...]

    @property
    def sentence(self) -> str:
        """The figures in a sentence."""
        same = self.overall.same
        if not same.n:
            return "No chart with known answers was read."
        misled = (
            " Kappa is low here because nearly all answers are one answer: look at AC1."
            if self.overall.is_kappa_misleading
            else ""
        )
        return f"{same.k} of {same.n} answers as known in {self.charts} of {self.of} charts ({same.rate:.0%}); {self.overall.coefficients}.{misled}"


def compared(calibration: Calibration) -> Compared:
    """A reader's answers against the known ones; answers to a chart that is not answered whole are left out."""
    known = known_charts()
    done = [chart for chart in known if calibration.is_compared(chart)]
    given = [(chart, rule, calibration.answers[chart.key, rule]) for chart in done for rule in chart.answers]
    pairs = [(rule, (answer, chart.answers[rule].answer)) for chart, rule, answer in given]
    rules = list(dict.fromkeys(rule for rule, _ in pairs))
    return Compared(
        charts=len(done),
        of=len(known),
        overall=agreement("", [pair for _, pair in pairs]),
        criteria=tuple(agreement(rule, [pair for name, pair in pairs if name == rule]) for rule in rules),
        differing=tuple((chart, rule) for chart, rule, answer in given if answer is not chart.answers[rule].answer),
    )
