"""The report of an audit round: what it was, what is strong, what is missing and how sure that is, and what will be done.

It holds answers and figures, and what people wrote to the round; no word of a note. Charts are numbered as they were drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from auditkit.analytics.round_results import Criterion, RoundResult, result
from auditkit.analytics.share import Share
from auditkit.desks.rounds.calibrating import Calibration
from auditkit.desks.rounds.round import Reading, Round
from auditkit.desks.rounds.settling import counted
from auditkit.reports.page import Block, Bullets, Heading, Page, Paragraph, Run, labelled, text
from auditkit.reports.round_annex import annex
from auditkit.reports.round_estimate import estimate
from auditkit.rule import Answer, NoteRule
from auditkit.tables.cells import on_screen

_MOST_STRENGTHS, _MOST_FINDINGS = 5, 8


@dataclass(frozen=True)
class RoundReport:
    """`readings` may be those of many rounds; `rules` are all criteria by id. Raises nothing for a round that is not read to the end: it says so."""

    round: Round
    readings: Iterable[Reading]
    rules: Mapping[str, NoteRule]
    calibrations: tuple[Calibration, ...] = ()  # of the charts with known answers, of this round
    today: date = field(kw_only=True)
    is_sample: bool = field(default=False, kw_only=True)

    @cached_property
    def result(self) -> RoundResult:
        """The figures."""
        critical = [name for name, rule in self.rules.items() if rule.payment_critical]
        return result(self.round, self.readings, list(self.rules), critical)

    @property
    def is_general(self) -> bool:
        """Whether a share says something of charts that were not read, so that it has an interval: a random draw that left charts out."""
        return not self.round.is_targeted and len(self.round.chosen) < self.round.frame_size

    @cached_property
    def counted(self) -> dict[str, Reading]:
        """What counts of each chart: the reading finished first, with what was settled where two differ."""
        return counted(self.round, self.readings)

    def number(self, chart: str) -> int:
        """A chart's number in the round, from 1."""
        return self.round.charts.index(chart) + 1

    def findings(self) -> list[Criterion]:
        """Criteria that a chart does not meet: payment-critical first, then by how often."""
        missed = [c for c in self.result.criteria if c.not_met]
        return sorted(missed, key=lambda c: (not self.rules[c.rule].payment_critical, -c.not_met, c.rule))

    def charts_missing(self, rule: str) -> list[int]:
        """The numbers of the charts that do not meet a criterion."""
        return sorted(self.number(c) for c, r in self.counted.items() if r.answers.get(rule) is Answer.NOT_MET)

    def missing_in(self, chart: str) -> list[str]:
        """The criteria that a chart does not meet."""
        own = self.counted.get(chart)
        return [rule for rule in self.rules if own and own.answers.get(rule) is Answer.NOT_MET]

    def page(self, *, has_margin: bool = False) -> Page:
        """The report as a page."""
        blocks = (
            *self._top(), *self._outcome(), *self._strengths(), *self._findings(), *estimate(self.round), *annex(self),
        )  # fmt: skip
        title = f"Audit round: {self.round.title}"
        return Page(
            title,
            (Heading(title, 1), *blocks),
            footer=f"Audit round, {on_screen(self.today)}. No words of a note are in this report.",
        )

    def _top(self) -> tuple[Block, ...]:
        round_ = self.round
        directed = (
            "Directed by counsel: share it with nobody but those named below."
            if round_.is_counsel_directed
            else "A routine round."
        )
        blocks: list[Block] = [Paragraph((Run(directed, strong=round_.is_counsel_directed),))]
        if self.is_sample:
            blocks.append(Paragraph(text("Sample data: patients, therapists and notes are invented.", strong=True)))
        if not round_.is_closed:
            blocks.append(
                Paragraph(text("This round is not closed; the report shows how it stands today.", strong=True))
            )
        blocks += [labelled("Purpose:", round_.purpose), labelled("Who sees it:", round_.who_sees)]
        return tuple(blocks)

    def _outcome(self) -> tuple[Block, ...]:
        found, blocks = self.result, [Heading("What the round found")]
        read = f"{found.read} of {found.charts} charts are read to the end."
        blocks.append(Paragraph(text(read)))
        blocks.append(
            labelled(
                "Charts with a payment-critical error:",
                said(found.critical, of="charts", is_sample=self.is_general),
            )
        )
        quality = (
            f"{found.quality.k:,} of {found.quality.n:,} answers ({found.quality.rate:.0%})"
            if found.quality.n
            else "nothing to count"
        )
        blocks.append(
            labelled(
                "Quality, apart from payment:",
                f"{quality} to the other criteria are “met”." if found.quality.n else quality,
            )
        )
        blocks.append(Paragraph(text(found.scope)))
        blocks.append(
            Paragraph(
                text(
                    "An error here is a criterion that a reader found not met. Whether anything was overpaid is a legal question that this report does not answer.",
                    soft=True,
                )
            )
        )
        return tuple(blocks)

    def _strengths(self) -> tuple[Block, ...]:
        strong = self.result.strengths[:_MOST_STRENGTHS]
        if not strong:
            return Heading("Strengths"), Paragraph(text("No criterion was met by nearly every chart of three or more."))
        items = tuple(
            (Run(f"{self.rules[c.rule].title}. ", strong=True), Run(f"{c.met} of {c.met + c.not_met} charts."))
            for c in strong
        )
        return Heading("Strengths"), Bullets(items)

    def _findings(self) -> tuple[Block, ...]:
        found = self.findings()
        if not found:
            return Heading("Findings"), Paragraph(text("No reader found a criterion that is not met."))
        blocks: list[Block] = [Heading("Findings")]
        for criterion in found[:_MOST_FINDINGS]:
            rule = self.rules[criterion.rule]
            kind = "Payment-critical" if rule.payment_critical else "Quality"
            numbers = ", ".join(map(str, self.charts_missing(criterion.rule)))
            blocks += [
                Heading(rule.title, 3),
                Paragraph(
                    (
                        Run(f"{kind}. ", strong=True),
                        Run(
                            f"Not met in {criterion.not_met} of {criterion.met + criterion.not_met} charts: {numbers}."
                        ),
                    )
                ),
                labelled("Why payers ask:", rule.why),
                labelled("In the next note:", rule.fix),
                labelled("A question for the author:", rule.question),
            ]
        if len(found) > _MOST_FINDINGS:
            blocks.append(
                Paragraph(text(f"{len(found) - _MOST_FINDINGS} more criteria are in the table below.", soft=True))
            )
        return tuple(blocks)


def said(share: Share, *, of: str, is_sample: bool) -> str:
    """A share as a sentence: the count, and where it is a sample what is to be expected of all."""
    if not share.n:
        return f"no {of} to count."
    if not is_sample:
        return f"{share.k:,} of {share.n:,}."
    low, high = share.interval
    few = " Too few for a rate." if share.is_few else f" That is {share.rate:.0%}."
    return f"{share.k:,} of {share.n:,}.{few} With 95% confidence between {low:.1%} and {high:.1%} of all {of} that could have been drawn."
