"""How a note stands once people have decided: the answer that counts for each rule, and the program's beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditkit.audit import NoteAudit
from auditkit.rule import Answer, NoteRule, Verdict
from auditkit.store.records import VerdictDecision, newest, note_key

Decisions = Iterable[VerdictDecision] | Mapping[tuple[str, str], Answer]


@dataclass(frozen=True, slots=True)
class Decided:
    """One rule's answer on one note as it counts: a person's where there is one, else the program's."""

    rule: NoteRule
    rule_id: str
    verdict: Verdict  # the program's
    answer: Answer  # the one that counts
    decision: VerdictDecision | None = None

    @property
    def is_overruled(self) -> bool:
        """True where the person's answer is another than the program's."""
        return self.answer is not self.verdict.answer


@dataclass(frozen=True, slots=True)
class NoteStanding:
    """One note with the answers that count. Rules that are no longer on the shelf are left out."""

    audit: NoteAudit
    answers: tuple[Decided, ...]

    def of(self, answer: Answer) -> tuple[Decided, ...]:
        """The rules that have this answer."""
        return tuple(decided for decided in self.answers if decided.answer is answer)

    def counted(self, *, payment_critical: bool) -> tuple[int, int]:
        """Met, and met plus not met, of one of the two scores; the other answers leave the denominator."""
        answers = [d.answer for d in self.answers if d.rule.payment_critical is payment_critical]
        is_met = answers.count(Answer.MET)
        return is_met, is_met + answers.count(Answer.NOT_MET)


def standings(
    audits: Iterable[NoteAudit], rules: Mapping[str, NoteRule], decisions: Decisions = ()
) -> list[NoteStanding]:
    """Join audits with what people decided: the newest decision on a note and rule counts, a withdrawn one does not.

    `decisions` are those of the store, or a mapping of (note key, rule id) to the person's answer.
    """
    given = decisions if isinstance(decisions, Mapping) else newest(decisions)
    return [_standing(audit, rules, given) for audit in audits]


def _standing(audit: NoteAudit, rules: Mapping[str, NoteRule], given: Mapping) -> NoteStanding:
    key = note_key(audit.text) if given else ""
    answers = []
    for verdict in audit.verdicts:
        if verdict.rule not in rules:
            continue
        found = given.get((key, verdict.rule)) if given else None
        decision = found if isinstance(found, VerdictDecision) else None
        person = decision.person if decision else found
        counts = verdict.answer if person is None else Answer(person)
        answers.append(Decided(rules[verdict.rule], verdict.rule, verdict, counts, decision))
    return NoteStanding(audit, tuple(answers))
