"""What a scrub found: verdicts for every check and subject, findings, counts, and what to supply for what is unclear."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from auditkit.rule import Answer, ClaimCheck
from auditkit.scrub.answers import CODES, VIEWS, in_use, verdicts_sql
from auditkit.scrub.held import statement, suit
from auditkit.scrub.settings import Settings

if TYPE_CHECKING:
    import pandas


class Count(NamedTuple):
    """How many subjects one check answered so."""

    rule: str
    answer: Answer
    subjects: int


class Supply(NamedTuple):
    """What a check could not answer, for how many subjects, and what would let it."""

    rule: str
    subjects: int
    what: str


@dataclass(frozen=True)
class Scrub:
    """The result. It holds its own tables in memory and can be asked again and again."""

    connection: duckdb.DuckDBPyConnection
    checks: Mapping[str, ClaimCheck]
    settings: Settings
    is_small: bool = False

    @property
    def verdicts(self) -> duckdb.DuckDBPyRelation:
        """One row for every check and subject, with patient, payer and therapist for rates and patterns."""
        return self._relation(tuple(Answer), more=True)

    @property
    def findings(self) -> duckdb.DuckDBPyRelation:
        """One row for every `not_met`."""
        return self._relation((Answer.NOT_MET,))

    @property
    def to_look_at(self) -> duckdb.DuckDBPyRelation:
        """One row for every `not_met` and `unclear`."""
        return self._relation((Answer.NOT_MET, Answer.UNCLEAR))

    def frame(self, answers: Iterable[Answer] = tuple(Answer)) -> pandas.DataFrame:
        """Verdicts with the asked answers as a pandas frame."""
        return self._relation(tuple(answers), more=True).df()

    def rows(self, answers: Iterable[Answer] = (Answer.NOT_MET, Answer.UNCLEAR)) -> list[tuple[str, ...]]:
        """Verdicts with the asked answers as rows of `COLUMNS`, by claim, line and check."""
        rules = list(self.checks)
        query = statement(self._query(tuple(answers)))
        with self._planned():
            found = self.connection.execute(query).fetchall()
        return sorted(found, key=lambda row: (row[0], row[1].zfill(9), row[2], rules.index(row[3]), row[6], row[8]))

    @contextmanager
    def _planned(self) -> Iterator[None]:
        """For a small batch the optimizer takes longer than what it saves."""
        if self.is_small:
            self.connection.execute("PRAGMA disable_optimizer")
        try:
            yield
        finally:
            self.connection.execute("PRAGMA enable_optimizer")

    def _relation(self, answers: tuple[Answer, ...], more: bool = False) -> duckdb.DuckDBPyRelation:
        return self.connection.sql(self._query(answers, more))

    def _query(self, answers: tuple[Answer, ...], more: bool = False) -> str:
        """Only checks that gave one of the answers are asked for words."""
        if not self.is_small:  # a small batch may have been scrubbed since
            suit(self.connection, False)
        gave = {count.rule for count in self.counts if count.subjects and count.answer in answers}
        return verdicts_sql((c for c in self.checks.values() if c.id in gave), self.settings, answers, more=more)

    @property
    def lines(self) -> int:
        """How many service lines were read."""
        return self.connection.execute("SELECT count(*) FROM line").fetchall()[0][0]

    @property
    def claims(self) -> int:
        """How many claims they belong to."""
        return self.connection.execute("SELECT count(*) FROM claim").fetchall()[0][0]

    @cached_property
    def counts(self) -> list[Count]:
        """Subjects by check and answer, in the order of the checks: every check that is in use has its four rows."""
        import numpy

        found: dict[str, list[int]] = {}
        for view in VIEWS:
            own = [f"a_{c.id}" for c in in_use(self.checks, self.settings, view)]
            if own:
                given = self.connection.execute(statement(f"SELECT {', '.join(own)} FROM answers_{view}")).fetchnumpy()
                found |= {
                    name[2:]: numpy.bincount(answers, minlength=len(CODES)).tolist() for name, answers in given.items()
                }
        return [Count(r, answer, found[r][code]) for r in self.checks if r in found for code, answer in CODES.items()]

    @property
    def supply(self) -> list[Supply]:
        """What to supply, most wanted first."""
        unclear = [count for count in self.counts if count.answer is Answer.UNCLEAR and count.subjects]
        unclear.sort(key=lambda count: -count.subjects)
        return [Supply(count.rule, count.subjects, self.checks[count.rule].supply) for count in unclear]

    @property
    def changes(self) -> list[str]:
        """The practice's own settings, each as a sentence with its reason."""
        return [change.sentence for change in self.settings.changes.values()]
