"""The report of an audit round: what it was, what is strong, what is missing and how sure that is, and what will be done.

It holds answers and figures, and what people wrote to the round; no word of a note. Charts are numbered as they were drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from auditkit.analytics.round_results import Agreement, Criterion, RoundResult, result
from auditkit.analytics.share import Share
from auditkit.desks.rounds.round import PROBLEMS, Reading, Round
from auditkit.reports.page import Block, Bullets, Grid, Heading, Page, Paragraph, Run, labelled, text
from auditkit.rule import Answer, NoteRule

_MOST_STRENGTHS, _MOST_FINDINGS = 5, 8


@dataclass(frozen=True)
class RoundReport:
    """`readings` may be those of many rounds; `rules` are all criteria by id. Raises nothing for a round that is not read to the end: it says so."""

    round: Round
    readings: Iterable[Reading]
    rules: Mapping[str, NoteRule]
    today: date = field(kw_only=True)
    is_sample: bool = field(default=False, kw_only=True)

    @cached_property
    def result(self) -> RoundResult:
        """The figures."""
        critical = [name for name, rule in self.rules.items() if rule.payment_critical]
        return result(self.round, self.readings, list(self.rules), critical)

    @cached_property
    def counted(self) -> dict[str, Reading]:
        """The reading of each chart that counts: the one finished first."""
        found: dict[str, Reading] = {}
        done = (
            r for r in self.readings if r.round == self.round.key and r.finished_at and r.chart in self.round.charts
        )
        for reading in sorted(done, key=lambda r: (r.first_finished_at or r.finished_at, r.reader)):
            found.setdefault(reading.chart, reading)
        return found

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
            *self._top(), *self._outcome(), *self._strengths(), *self._findings(), *self._criteria(), *self._agreement(),
            *self._replies(), *self._plan(), *self._method(), *self._history(),
        )  # fmt: skip
        title = f"Audit round: {self.round.title}"
        return Page(
            title,
            (Heading(title, 1), *blocks),
            footer=f"Audit round, {self.today}. No words of a note are in this report.",
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
                said(found.critical, of="charts", is_sample=not self.round.is_targeted),
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

    def _criteria(self) -> tuple[Block, ...]:
        asked = [c for c in self.result.criteria if c.met + c.not_met + c.unclear + c.not_applicable]
        rows = tuple(
            (
                self.rules[c.rule].title, "payment" if self.rules[c.rule].payment_critical else "quality", str(c.met), str(c.not_met),
                str(c.unclear), str(c.not_applicable), c.missed.words,
            )
            for c in sorted(asked, key=lambda c: (not self.rules[c.rule].payment_critical, -c.not_met))
        )  # fmt: skip
        header = ("Criterion", "Counts for", "Met", "Not met", "Cannot tell", "Does not apply", "Share not met")
        if not rows:
            return ()
        about = (
            "The share is of charts with an answer; “cannot tell” is in no share. "
            + (
                "The interval is exact (95%)."
                if not self.round.is_targeted
                else "The charts were chosen on purpose: read the counts, not the interval."
            )
            + " Fewer than five charts give no rate."
        )
        grid = Grid("Each criterion", header, rows, widths=(28, 13, 7, 8, 11, 12, 21))
        return Heading("All criteria"), Paragraph(text(about, soft=True)), grid

    def _agreement(self) -> tuple[Block, ...]:
        agreed = [a for a in self.result.agreement if a.same.n]
        blocks: list[Block] = [Heading("How far the readers agree")]
        overruled = self.result.overruled
        if overruled.n:
            blocks.append(
                Paragraph(
                    text(
                        f"The reader decided otherwise than the program proposed in {overruled.words} of the answers."
                        if not overruled.is_few
                        else "There are too few answers to say how often the reader and the program differ."
                    )
                )
            )
        if not agreed:
            return (*blocks, Paragraph(text("No chart was read twice.")))
        twice = max(a.same.n for a in agreed)
        blocks.append(
            Paragraph(
                text(
                    f"{twice} {'chart was' if twice == 1 else 'charts were'} read by a second person who did not see the first reading."
                )
            )
        )
        rows = tuple((self.rules[a.rule].title, a.words) for a in sorted(agreed, key=_least_agreed))
        return (
            *blocks,
            Grid(
                "Two readers, each criterion; least agreement first", ("Criterion", "Agreement"), rows, widths=(40, 60)
            ),
        )

    def _replies(self) -> tuple[Block, ...]:
        rows = [
            (str(self.number(chart)), str(event.details["words"]), event.who, str(event.when.date()))
            for chart, events in self.round.replies.items() if chart in self.round.charts
            for event in events
        ]  # fmt: skip
        if not rows:
            return Heading("What the therapists say"), Paragraph(text("No reply was kept."))
        grid = Grid(
            "Replies",
            ("Chart", "Reply", "Who", "When"),
            tuple(sorted(rows, key=lambda r: int(r[0]))),
            widths=(10, 55, 20, 15),
        )
        return Heading("What the therapists say"), grid

    def _plan(self) -> tuple[Block, ...]:
        if not self.round.plan:
            return Heading("Corrective action plan"), Paragraph(text("No step is planned yet."))
        rows = tuple(
            (s.cause, s.action, s.owner, str(s.due_on or ""), s.evidence, str(s.reaudit_on or ""))
            for s in self.round.plan
        )
        header = ("Cause", "Action", "Owner", "Due", "What will show it", "Audited again")
        return Heading("Corrective action plan"), Grid("Steps", header, rows, widths=(20, 24, 14, 12, 18, 12))

    def _method(self) -> tuple[Block, ...]:
        round_ = self.round
        drawn = next((e for e in round_.history if e.kind == "drawn"), None)
        if drawn is None:
            return ()
        question = "Looking for problems" if round_.question == PROBLEMS else "What is the typical rate?"
        facts = [
            ("Question", question), ("Could have been drawn", round_.universe), ("Unit", round_.unit),
            ("Drawn", f"{len(round_.chosen):,} of {round_.frame_size:,}"), ("Seed", round_.seed), ("Hash of all that could be drawn", round_.frame_hash),
        ]  # fmt: skip
        facts += [("Stratum " + name, f"{k} of {n}") for name, (k, n) in dict(drawn.details.get("strata", {})).items()]
        facts.append(("Replacement", str(drawn.details.get("replacement_rule", ""))))
        for first, (stand_in, reason) in round_.replaced.items():
            place = round_.chosen.index(first) + 1
            facts.append(
                (
                    f"Drawn as number {place}",
                    f"{'replaced from the reserve' if stand_in else 'taken out; the reserve was used up'}: {reason}",
                )
            )
        readers = sorted({r.reader for r in self.readings if r.round == round_.key and r.finished_at})
        facts.append(("Read by", ", ".join(readers)))
        return Heading("How it was done"), Grid("Method", ("What", "How"), tuple(facts), widths=(30, 70))

    def _history(self) -> tuple[Block, ...]:
        words = {"opened": "Opened", "drawn": "Sample drawn", "replaced": "Chart replaced", "replied": "Reply kept", "planned": "Plan kept", "closed": "Closed", "reopened": "Reopened"}  # fmt: skip
        rows = tuple(
            (f"{e.when:%Y-%m-%d %H:%M}", words.get(e.kind, e.kind), e.who, str(e.details.get("reason", "")))
            for e in self.round.history
        )
        return Heading("Who did what"), Grid(
            "Steps of the round (UTC)", ("When", "What", "Who", "Reason"), rows, widths=(20, 22, 20, 38)
        )


def said(share: Share, *, of: str, is_sample: bool) -> str:
    """A share as a sentence: the count, and where it is a sample what is to be expected of all."""
    if not share.n:
        return f"no {of} to count."
    if not is_sample:
        return f"{share.k:,} of {share.n:,}."
    low, high = share.interval
    few = " Too few for a rate." if share.is_few else f" That is {share.rate:.0%}."
    return f"{share.k:,} of {share.n:,}.{few} With 95% confidence between {low:.1%} and {high:.1%} of all {of} that could have been drawn."


def _least_agreed(agreement: Agreement) -> tuple[float, str]:
    return agreement.same.rate or 0.0, agreement.rule
