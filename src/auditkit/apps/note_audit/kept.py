"""What people decided about the notes of a page: kept in the store, and good for this page even where the store is out of reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from auditkit.apps.shell.keeping import Keeping
from auditkit.rule import Answer, Kind, Verdict
from auditkit.store import Conflict, NoteCorrection, VerdictDecision


@dataclass
class Kept(Keeping):
    """Decisions and corrections of notes, by the key of the note's text."""

    decisions: dict[tuple[str, str], VerdictDecision] = field(default_factory=dict)  # (note key, rule) -> what counts

    def decision(self, key: str, rule: str) -> VerdictDecision | None:
        """What a person said of this rule on this note, or None."""
        return self.decisions.get((key, rule))

    def decide(self, key: str, verdict: Verdict, answer: Answer, reason: str) -> str:
        """Let a person's answer count, and keep it with its reason."""
        who, when, follows = self.signed, self.now(), self._follows(key, verdict.rule)
        self.decisions[key, verdict.rule] = VerdictDecision(
            key, verdict.rule, verdict.answer, answer, reason, who, when
        )

        def keep(store) -> VerdictDecision:
            more = {"machine": verdict.answer, "person": answer, "reason": reason, "who": who, "when": when}
            return store.decide(key, verdict.rule, **more, follows=follows)

        return self._keep(key, verdict.rule, keep)

    def withdraw(self, key: str, verdict: Verdict) -> str:
        """Let the program's answer count again."""
        follows = self._follows(key, verdict.rule)
        self.decisions.pop((key, verdict.rule), None)

        def keep(store) -> VerdictDecision:
            more = {"machine": verdict.answer, "reason": "withdrawn", "who": self.signed, "when": self.now()}
            return store.withdraw(key, verdict.rule, **more, follows=follows)

        return self._keep(key, verdict.rule, keep)

    def _follows(self, key: str, rule: str) -> int:
        seen = self.decisions.get((key, rule))
        return seen.id if seen else 0

    def _keep(self, key: str, rule: str, action: Callable) -> str:
        """Keep a decision; where somebody else decided meanwhile, theirs counts on this page too."""

        def keep(store) -> None:
            try:
                self._take_up(key, rule, action(store))
            except Conflict:
                self._take_up(key, rule, next((d for d in store.decisions([key]) if d.rule == rule), None))
                raise

        return self.keep(keep)

    def _take_up(self, key: str, rule: str, decision: VerdictDecision | None) -> None:
        if decision is None or decision.person is None:
            self.decisions.pop((key, rule), None)
        else:
            self.decisions[key, rule] = decision

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
