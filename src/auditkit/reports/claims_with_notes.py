"""A scrub and an audit of the same claims' notes as one result, so that lists and tables show both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditkit.episodes import EpisodeAudit
from auditkit.rule import Answer, ClaimCheck, ComparisonRule, EpisodeRule
from auditkit.scrub import Count, Scrub, Supply


@dataclass(frozen=True, slots=True)
class ClaimsWithNotes:
    """Reads like a `Scrub`: rows, counts, what to supply, changes; the claim checks first, then the episode rules."""

    scrub: Scrub
    episodes: EpisodeAudit

    @property
    def checks(self) -> dict[str, ClaimCheck | EpisodeRule | ComparisonRule]:
        """All rules by id."""
        return {**self.scrub.checks, **self.episodes.rules}

    def rows(self, answers: Iterable[Answer] = (Answer.NOT_MET, Answer.UNCLEAR)) -> list[tuple[str, ...]]:
        """Verdicts with the asked answers, by claim, line and rule."""
        answers, order = tuple(answers), list(self.checks)
        found = self.scrub.rows(answers) + self.episodes.rows(answers)
        return sorted(found, key=lambda row: (row[0], row[1].zfill(9), row[2], order.index(row[3])))

    @property
    def lines(self) -> int:
        """How many service lines were read."""
        return self.scrub.lines

    @property
    def claims(self) -> int:
        """How many claims they belong to."""
        return self.scrub.claims

    @property
    def counts(self) -> list[Count]:
        """Subjects by rule and answer."""
        return self.scrub.counts + [Count(*count) for count in self.episodes.counts]

    @property
    def supply(self) -> list[Supply]:
        """What to supply, most wanted first."""
        return sorted(self.scrub.supply + [Supply(*entry) for entry in self.episodes.supply], key=lambda s: -s.subjects)

    @property
    def changes(self) -> list[str]:
        """The practice's own settings, each as a sentence with its reason."""
        return [*self.scrub.changes, *self.episodes.changes]
