"""What the findings ask for, lesson by lesson: counts with n, what payment depends on first, and whether there are enough to choose by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditkit.analytics.share import FEW, Share
from auditkit.rule import Answer
from auditkit.training.findings import Findings, is_critical
from auditkit.training.lesson import Lesson
from auditkit.training.taught import every_rule


@dataclass(frozen=True, slots=True)
class Need:
    """What was found of the rules that one lesson teaches. `critical` of the `found` are of rules that payment depends on."""

    lesson: Lesson
    rules: Mapping[str, int]
    critical: int
    found: int

    @property
    def is_few(self) -> bool:
        """Whether there are too few to choose by."""
        return self.found < FEW

    @property
    def weight(self) -> str:
        """How many of them payment depends on."""
        if self.critical in (0, self.found):
            return f"payment depends on {'all' if self.critical else 'none'}"
        return f"payment depends on {self.critical}"

    def why(self, findings: Findings) -> str:
        """Why this lesson, with its counts."""
        ranked = sorted(self.rules, key=lambda name: (-self.rules[name], name))
        said = [
            f"{Share(self.found, findings.n).words} of the {findings.of}: {', '.join(f'{name} {self.rules[name]}' for name in ranked)}."
        ]
        if met := findings.counts[ranked[0]][Answer.MET]:
            missed = Share(self.rules[ranked[0]], self.rules[ranked[0]] + met)
            said.append(f"{ranked[0]} was not met in {missed.words} of what could be told.")
        said.append(f"Of these, {self.weight}.")
        return " ".join(said)


def needs(findings: Findings, lessons: Iterable[Lesson]) -> list[Need]:
    """What each lesson would answer, most needed first: what payment depends on, then what is found most. A finding counts for one lesson only:
    the one that its rule names, else the one with the fewest rules that teaches it."""
    by_slug = {lesson.slug: lesson for lesson in lessons}
    rules: dict[str, dict[str, int]] = {}
    for name, count in findings.found.items():
        named = every_rule()[name].lesson
        teaching = [lesson for lesson in by_slug.values() if name in lesson.rules]
        if named not in by_slug and teaching:
            named = min(teaching, key=lambda lesson: (len(lesson.rules), lesson.slug)).slug
        if named in by_slug:
            rules.setdefault(named, {})[name] = count
    made = []
    for slug, counts in rules.items():
        critical = sum(count for name, count in counts.items() if is_critical(every_rule()[name]))
        made.append(Need(by_slug[slug], counts, critical, sum(counts.values())))
    return sorted(made, key=lambda need: (-need.critical, -need.found, need.lesson.slug))


def too_near(taken: Need, left: Need) -> str:
    """A sentence where chance alone could have chosen otherwise, else empty. Of equal weight only: what payment depends on comes first whatever the counts."""
    if bool(taken.critical) != bool(left.critical):
        return ""
    a, b = (taken.critical, left.critical) if taken.critical else (taken.found, left.found)
    low, high = Share(a, a + b).interval
    if not low < 0.5 < high:
        return ""
    return f"{a} and {b} are too near to say which is needed more often, the last one chosen ({taken.lesson.slug}) or the next ({left.lesson.slug}): choose as you see fit."
