"""What comes after the reading: the report, replies, the plan, amounts for counsel, closing and reopening. No widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from auditkit.analytics.overpayment import NoEstimate, Overpayment, overpayment, why_no_estimate
from auditkit.apps.audit_round.amounts import NotTaken, read_amounts, typed_cents
from auditkit.desks.rounds import steps
from auditkit.desks.rounds.settling import Difference, differences, settle

if TYPE_CHECKING:
    from auditkit.analytics.round_results import RoundResult
    from auditkit.apps.audit_round.model import AuditRoundModel
    from auditkit.reports.round_report import RoundReport
    from auditkit.rule import Answer


class Outcome:
    """The open round of a page, once its charts are read. What changes something returns "" or a sentence."""

    def __init__(self, model: AuditRoundModel):
        self._model = model

    @property
    def result(self) -> RoundResult | None:
        """What the round found, once all is read."""
        return self.report.result if self._model.is_all_read else None

    @property
    def report(self) -> RoundReport:
        """The round as a report."""
        from auditkit.reports.round_report import RoundReport

        model = self._model
        return RoundReport(
            model.round,
            model.of_round(),
            model.rules,
            tuple(one for one in model.calibrations.values() if one.round == model.key),
            today=model.today,
            is_sample=model.has_sample,
        )

    def reply(self, chart: str, words: str) -> str:
        """Keep what the therapist says to the findings of a chart."""
        if not self._model.is_all_read:
            return "The therapist replies when all charts are read."
        return self._model.keep(
            lambda: steps.reply(self._model.round, chart, words, who=self._model.reader, when=self._model.now())
        )

    def plan(self, plan: Sequence[Mapping[str, str]]) -> str:
        """Keep the corrective action plan; days are ISO dates."""
        return self._model.keep(
            lambda: steps.plan(self._model.round, plan, who=self._model.reader, when=self._model.now())
        )

    @property
    def without_reply(self) -> int:
        """How many charts with findings have no reply of their therapist."""
        report, replies = self.report, self._model.round.replies
        return sum(bool(report.missing_in(c)) and c not in replies for c in self._model.round.charts)

    @property
    def differences(self) -> list[Difference]:
        """The points on which two readers of a chart differ, once all is read."""
        model = self._model
        return differences(model.round, model.of_round()) if model.is_all_read else []

    @property
    def left_open(self) -> int:
        """How many of them nobody settled."""
        return sum(point.settled is None for point in self.differences)

    def settle(self, point: Difference, given: Answer | None, reason: str, *, is_together: bool) -> str:
        """Keep the answer that people settled on."""
        model = self._model
        return model.keep(
            lambda: settle(
                model.round, model.readings, point.chart, point.rule, given, reason, is_together=is_together, who=model.reader, when=model.now()
            )
        )  # fmt: skip

    def close(self, *, has_billed: bool, leaves_open: bool = False) -> str:
        """Close the round; what it found at this closing is kept with it."""
        model = self._model
        critical = self.report.result.critical
        return model.keep(
            lambda: steps.close(
                model.round, model.readings, has_billed=has_billed, who=model.reader, when=model.now(), found=(critical.k, critical.n),
                differing=self.left_open, leaves_open=leaves_open,
            )
        )  # fmt: skip

    def reopen(self, reason: str) -> str:
        """Take the closing back."""
        return self._model.keep(
            lambda: steps.reopen(self._model.round, reason, who=self._model.reader, when=self._model.now())
        )

    # Money, for counsel

    @property
    def why_no_estimate(self) -> str:
        """A sentence where this round can have no estimate of money; "" where it may have one."""
        return why_no_estimate(self._model.round)

    @property
    def estimate(self) -> Overpayment | str:
        """The estimate, or the sentence why there is none yet."""
        try:
            return overpayment(self._model.round, self._model.round.amounts)
        except NoEstimate as reason:
            return str(reason)

    def price(self, chart: str, paid: str, due: str) -> str:
        """Keep what was typed for one chart."""
        try:
            pair = typed_cents(paid, "what was paid"), typed_cents(due, "what should have been paid")
        except NotTaken as reason:
            return str(reason)
        return self._price({chart: pair})

    def price_from(self, name: str, content: bytes) -> str:
        """Keep the amounts of a table. All rows are taken, or none."""
        model = self._model
        names = {c: model.charts[c].note.name for c in model.round.charts if c in model.charts}
        try:
            amounts = read_amounts(name, content, model.round.charts, names)
        except NotTaken as reason:
            return str(reason)
        return self._price(amounts)

    def _price(self, amounts: Mapping[str, tuple[int, int]]) -> str:
        model = self._model
        if why := self.why_no_estimate:
            return why
        return model.keep(lambda: steps.price(model.round, model.readings, amounts, who=model.reader, when=model.now()))
