"""Findings as training sees them: how often each rule had each answer. They come from a list that the kit wrote, a round, or denials.

Only rule, answer and category are read; no word of a chart or a claim goes on from here.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from auditkit.analytics.round_results import Criterion
from auditkit.readers.files import why
from auditkit.rule import Answer, Severity
from auditkit.training.taught import Rule, every_rule
from auditkit.training.topics import UNITS, topic


class FindingsError(ValueError):
    """A file that is no list of findings; the message is one sentence with the file and what to do."""


@dataclass(frozen=True, slots=True)
class Findings:
    """How often each rule had each answer. `unknown` are rules and categories that nothing here teaches. `of` says what was counted, in words."""

    counts: Mapping[str, Counter[Answer]]
    unknown: Mapping[str, int] = field(default_factory=dict)
    of: str = "findings"

    @property
    def found(self) -> dict[str, int]:
        """How often each rule was not met, where it ever was."""
        return {name: n for name, counted in self.counts.items() if (n := counted[Answer.NOT_MET])}

    @property
    def n(self) -> int:
        """All findings."""
        return sum(self.found.values())

    @property
    def words(self) -> str:
        """`37 findings`, `1 finding`."""
        one = self.of.replace("findings", "finding", 1).replace("lines", "line", 1)
        return f"{self.n:,} {one if self.n == 1 else self.of}"


def read_findings(path: Path) -> Findings:
    """Count the findings of a CSV that `auditkit scrub`, `auditkit audit` or `auditkit denials` wrote. Raises FindingsError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return findings_in(file, str(path))
    except OSError as error:
        if path.is_dir():
            raise FindingsError(f"{path} is a folder. Name the CSV file in it.") from None
        raise FindingsError(f"{path} {why(error).problem}. {why(error).fix}") from None
    except (UnicodeDecodeError, csv.Error):
        raise FindingsError(f"{path} cannot be read; it must be a CSV file in UTF-8.") from None


def findings_in(lines: Iterable[str], name: str) -> Findings:
    """The findings in the lines of a CSV; `name` is what an error calls it. Raises FindingsError, csv.Error."""
    rows = csv.DictReader(lines)
    columns = {(column or "").strip().casefold(): column for column in rows.fieldnames or ()}

    def cells(*wanted: str) -> Iterable[list[str]]:
        return ([(row[columns[column]] or "").strip() for column in wanted] for row in rows)

    if {"rule", "answer"} <= columns.keys():
        return _of_answers(cells("rule", "answer"))
    if {"category", "carc"} <= columns.keys():
        return of_denials(Counter(topic(category, carc) for category, carc in cells("category", "carc")))
    raise FindingsError(
        f"{name} has no columns “rule” and “answer”; give what `auditkit scrub`, `auditkit audit` or `auditkit denials` wrote with --format csv."
    )


def _of_answers(cells: Iterable[list[str]]) -> Findings:
    answers = {str(answer): answer for answer in Answer}
    counts: dict[str, Counter[Answer]] = {}
    unknown: Counter[str] = Counter()
    for rule, said in cells:
        answer = answers.get(said.casefold())
        if answer is None:
            continue
        if rule in every_rule():
            counts.setdefault(rule, Counter())[answer] += 1
        elif answer is Answer.NOT_MET:
            unknown[rule] += 1
    return Findings(counts, dict(unknown))


def of_round(criteria: Iterable[Criterion]) -> Findings:
    """What a round found, criterion by criterion; the person's answers count, not the kit's."""
    counts = {
        one.rule: Counter({Answer.MET: one.met, Answer.NOT_MET: one.not_met, Answer.UNCLEAR: one.unclear})
        for one in criteria
        if one.rule in every_rule()
    }
    return Findings(counts, of="findings of the round")


def of_denials(categories: Mapping[str, int]) -> Findings:
    """Denied lines by topic (see `topics`): each counts for the rule that explains it, for which rule was behind each line is not known here."""
    from auditkit.reports.month_words import RULE_FOR  # loads pandas, which the first screen does without

    explains = {"eligibility": "coverage_active", **RULE_FOR, UNITS: "timed_units"}
    counts = {
        rule: Counter({Answer.NOT_MET: categories[category]})
        for category, rule in explains.items()
        if categories.get(category)
    }
    unknown = {category or "no category": n for category, n in categories.items() if category not in explains}
    return Findings(counts, unknown, of="denied lines")


def is_critical(rule: Rule) -> bool:
    """Whether payment depends on it: said by the rule itself, or by how grave its findings are."""
    return bool(getattr(rule, "payment_critical", rule.severity in (Severity.DENIAL, Severity.RECOUPMENT)))


def added_up(several: Iterable[Findings]) -> Findings:
    """Several lists as one. Denied lines and findings together are called findings."""
    several = list(several)
    counts: dict[str, Counter[Answer]] = {}
    unknown: Counter[str] = Counter()
    for findings in several:
        unknown.update(findings.unknown)
        for rule, counted in findings.counts.items():
            counts.setdefault(rule, Counter()).update(counted)
    names = {findings.of for findings in several}
    return Findings(counts, dict(unknown), of=names.pop() if len(names) == 1 else "findings")
