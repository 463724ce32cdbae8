"""What people decided about the notes of a page: kept in the store, and good for this page even where the store is out of reach."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditkit.apps.shell.keeping import Keeping
from auditkit.rule import Answer, Kind, Verdict
from auditkit.store import NoteCorrection, VerdictDecision


@dataclass
class Kept(Keeping):
    """Decisions and corrections of notes, by the key of the note's text."""

    decisions: dict[tuple[str, str], VerdictDecision] = field(default_factory=dict)  # (note key, rule) -> what counts

    def decision(self, key: str, rule: str) -> VerdictDecision | None:
        """What a person said of this rule on this note, or None."""
        return self.decisions.get((key, rule))

    def decide(self, key: str, verdict: Verdict, answer: Answer, reason: str) -> str:
        """Let a person's answer count, and keep it with its reason."""
        who, when = self.signed, self.now()
        self.decisions[key, verdict.rule] = VerdictDecision(
            key, verdict.rule, verdict.answer, answer, reason, who, when
        )
        return self.keep(
            lambda store: store.decide(
                key, verdict.rule, machine=verdict.answer, person=answer, reason=reason, who=who, when=when
            )
        )

    def withdraw(self, key: str, verdict: Verdict) -> str:
        """Let the program's answer count again."""
        self.decisions.pop((key, verdict.rule), None)
        return self.keep(
            lambda store: store.withdraw(
                key, verdict.rule, machine=verdict.answer, reason="withdrawn", who=self.signed, when=self.now()
            )
        )

    def correct(self, key: str, kinds: Iterable[Kind], discipline: str) -> str:
        """Keep the kinds and the discipline that a person read a note as."""
        return self.keep(
            lambda store: store.correct_note(key, kinds=kinds, discipline=discipline, who=self.signed, when=self.now())
        )

    def load(self, keys: list[str]) -> dict[str, NoteCorrection]:
        """Take up what was decided about these notes before; returns how they were corrected, by note key."""
        for decision in self.ask(lambda store: store.decisions(keys), ()):
            self.decisions[decision.note, decision.rule] = decision
        return self.ask(lambda store: store.note_corrections(keys), {})

    def forget(self) -> None:
        """Let go of what this page knows; the store keeps what it has."""
        self.decisions.clear()
