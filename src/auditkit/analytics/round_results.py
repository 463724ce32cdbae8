"""What an audit round found: shares with intervals, criterion by criterion, and how far two readers agree. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditkit.analytics.agreement import cohen_kappa, gwet_ac1
from auditkit.analytics.share import Share
from auditkit.desks.rounds.round import Reading, Round
from auditkit.desks.rounds.settling import counted, differences, finished
from auditkit.rule import Answer

_CATEGORIES = (Answer.MET, Answer.NOT_MET, Answer.UNCLEAR, Answer.NOT_APPLICABLE)
_MISLED = 0.4  # kappa under this with at least 80% agreement says more about the charts than about the readers
_AGREED = 0.8


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion over the charts of a round. `unclear` and what does not apply are in no share, and are counted beside it."""

    rule: str
    met: int
    not_met: int
    unclear: int
    not_applicable: int

    @property
    def missed(self) -> Share:
        """Charts that do not meet it, of those with an answer."""
        return Share(self.not_met, self.met + self.not_met)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two readers, one criterion, the same charts. `kappa` and `ac1` are None where they cannot be said."""

    rule: str
    same: Share
    kappa: float | None
    ac1: float | None

    @property
    def words(self) -> str:
        """The figures in a sentence, with a warning where kappa misleads."""
        if not self.same.n:
            return "No chart was read twice."
        said = f"The same answer in {self.same.k} of {self.same.n} charts; {self.coefficients}."
        if self.is_kappa_misleading:
            said += " Nearly all charts have one answer here, and then kappa is low however well two people agree: look at AC1."
        return said

    @property
    def coefficients(self) -> str:
        """`kappa 0.61, AC1 0.83`."""
        kappa = "cannot be computed" if self.kappa is None else f"{self.kappa:.2f}"
        ac1 = "cannot be computed" if self.ac1 is None else f"{self.ac1:.2f}"
        return f"kappa {kappa}, AC1 {ac1}"

    @property
    def is_kappa_misleading(self) -> bool:
        """Whether kappa is low, or cannot be said, only because nearly all charts have the same answer."""
        agreed = self.same.rate is not None and self.same.rate >= _AGREED
        return agreed and (self.kappa is None or self.kappa < _MISLED)


@dataclass(frozen=True, slots=True)
class RoundResult:
    """The result of a round over the charts that are read to the end."""

    charts: int  # in the sample
    read: int  # of them read to the end
    critical: Share  # charts with at least one payment-critical criterion that is not met
    quality: Share  # answers to the other criteria that are met, of those with an answer
    criteria: tuple[Criterion, ...]
    agreement: tuple[Agreement, ...]
    overruled: Share  # answers that differ from what the kit proposed, as its readers gave them
    settled: Share  # points on which two readers differ that people settled, of all on which they differ
    scope: str  # what may be said of charts that were not read

    @property
    def strengths(self) -> tuple[Criterion, ...]:
        """Criteria that nearly every chart meets, best first: what a report begins with."""
        good = [c for c in self.criteria if c.missed.n >= 3 and c.missed.k / c.missed.n <= 0.1]
        return tuple(sorted(good, key=lambda c: (c.missed.k / c.missed.n, -c.missed.n)))


def result(
    round_: Round, readings: Iterable[Reading], rules: Collection[str], critical: Collection[str]
) -> RoundResult:
    """The result of a round. Of two readings of a chart the one finished first counts, with what was settled where they differ.

    Agreement, and how often the kit was overruled, are about the answers as each reader gave them.
    """
    held = list(readings)
    by_chart = finished(round_, held)
    first = [found[0] for found in by_chart.values()]
    counting = list(counted(round_, held).values())
    criteria = tuple(_criterion(rule, [r.answers for r in counting]) for rule in rules)
    others = [c for c in criteria if c.rule not in critical]
    missed = sum(any(r.answers.get(rule) is Answer.NOT_MET for rule in critical) for r in counting)
    points = [point for point in differences(round_, held) if point.rule in rules]
    pairs = [(found[0].blind, found[1].blind) for found in by_chart.values() if len(found) > 1]
    given = [(r.answers[rule], r.machine.get(rule)) for r in first for rule in rules if rule in r.answers]
    proposed = [(person, machine) for person, machine in given if machine is not None]
    return RoundResult(
        charts=len(round_.charts),
        read=len(first),
        critical=Share(missed, len(first)),
        quality=Share(sum(c.met for c in others), sum(c.met + c.not_met for c in others)),
        criteria=criteria,
        agreement=tuple(_of_rule(rule, pairs) for rule in rules),
        overruled=Share(sum(person is not machine for person, machine in proposed), len(proposed)),
        settled=Share(sum(point.settled is not None for point in points), len(points)),
        scope=round_.scope_words,
    )


def _criterion(rule: str, answers: list[Mapping[str, Answer]]) -> Criterion:
    counts = Counter(given.get(rule) for given in answers)
    return Criterion(rule, *(counts[category] for category in _CATEGORIES))


def _of_rule(rule: str, pairs: list[tuple[Mapping[str, Answer], Mapping[str, Answer]]]) -> Agreement:
    """Over the answers that both readers gave."""
    return agreement(rule, [(a[rule], b[rule]) for a, b in pairs if rule in a and rule in b])


def agreement(rule: str, both: Sequence[tuple[Answer, Answer]]) -> Agreement:
    """How far two agree. A category that neither used is in no table, for AC1 counts categories."""
    used = [c for c in _CATEGORIES if any(c in pair for pair in both)]
    if len(used) < 2:  # met and not met are what could have been said
        used = [c for c in _CATEGORIES if c in used or c in (Answer.MET, Answer.NOT_MET)]
    counts = Counter(both)
    table = [[counts[a, b] for b in used] for a in used]
    same = Share(sum(a is b for a, b in both), len(both))
    return Agreement(rule, same, cohen_kappa(table), gwet_ac1(table))
