"""The criteria of a note as they are shown: the program's verdict and a person's answer together, what needs a look first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from auditkit.audit import NoteAudit
from auditkit.rule import Answer, NoteRule, Verdict
from auditkit.store import VerdictDecision, note_key

SHOW_ALL, SHOW_ATTENTION, SHOW_CRITICAL = "all", "attention", "critical"
_FIRST_LOOK = (Answer.NOT_MET, Answer.UNCLEAR, Answer.MET, Answer.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of the chosen note as it is shown: the program's verdict and, where there is one, a person's answer."""

    rule: str
    title: str
    verdict: Verdict
    decision: VerdictDecision | None
    critical: bool

    @property
    def decided(self) -> Answer | None:
        """The person's answer, where there is one."""
        return self.decision.person if self.decision else None

    @property
    def reason(self) -> str:
        """Why the person decided so."""
        return self.decision.reason if self.decision else ""

    @property
    def answer(self) -> Answer:
        """The answer that counts: the person's, else the program's."""
        return self.decided or self.verdict.answer


def lines_of(
    audit: NoteAudit, rules: Mapping[str, NoteRule], decision: Callable[[str, str], VerdictDecision | None]
) -> list[Line]:
    """A note's criteria in the order of its verdicts. `decision` gives what a person said of a note (by key) and rule."""
    key = note_key(audit.text)
    return [
        Line(v.rule, rules[v.rule].title, v, decision(key, v.rule), rules[v.rule].payment_critical)
        for v in audit.verdicts
    ]


def shown(lines: Iterable[Line], show: str) -> list[Line]:
    """The lines that the filter asks for: payment-critical first, and what needs a look first among those."""
    if show == SHOW_ATTENTION:
        lines = [line for line in lines if line.answer in (Answer.NOT_MET, Answer.UNCLEAR)]
    elif show == SHOW_CRITICAL:
        lines = [line for line in lines if line.critical and line.answer is not Answer.NOT_APPLICABLE]
    return sorted(lines, key=lambda line: (not line.critical, _FIRST_LOOK.index(line.answer)))


def summed(lines: Iterable[Line]) -> tuple[int, int, int]:
    """Payment-critical misses, and quality criteria met of those with an answer: the two scores, never blended."""
    misses = is_met = of = 0
    for line in lines:
        if line.critical:
            misses += line.answer is Answer.NOT_MET
        elif line.answer in (Answer.MET, Answer.NOT_MET):
            of += 1
            is_met += line.answer is Answer.MET
    return misses, is_met, of
