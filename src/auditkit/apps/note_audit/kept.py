"""What people decided about the notes of a page: kept in the store, and good for this page even where the store is out of reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from auditkit.rule import Answer, Kind, Verdict
from auditkit.store import NoteCorrection, StoreError, VerdictDecision

NOBODY_NAMED = "this computer's user"


@dataclass
class Kept:
    """`now` is the clock, `open_store` gives the store or raises StoreError (None: nothing is kept), `who` decides.

    Methods return "" when all is well, else one sentence for the page; the last such sentence about the store itself is `trouble`.
    """

    now: Callable[[], datetime]
    open_store: Callable[[], object] | None = None
    who: str = ""
    trouble: str = ""
    decisions: dict[tuple[str, str], VerdictDecision] = field(default_factory=dict)  # (note key, rule) -> what counts
    _store: object | None = None

    def decision(self, key: str, rule: str) -> VerdictDecision | None:
        """What a person said of this rule on this note, or None."""
        return self.decisions.get((key, rule))

    def decide(self, key: str, verdict: Verdict, answer: Answer, reason: str) -> str:
        """Let a person's answer count, and keep it with its reason."""
        who, when = self._who(), self.now()
        self.decisions[key, verdict.rule] = VerdictDecision(
            key, verdict.rule, verdict.answer, answer, reason, who, when
        )
        return self._keep(
            lambda store: store.decide(
                key, verdict.rule, machine=verdict.answer, person=answer, reason=reason, who=who, when=when
            )
        )

    def withdraw(self, key: str, verdict: Verdict) -> str:
        """Let the program's answer count again."""
        self.decisions.pop((key, verdict.rule), None)
        return self._keep(
            lambda store: store.withdraw(
                key, verdict.rule, machine=verdict.answer, reason="withdrawn", who=self._who(), when=self.now()
            )
        )

    def correct(self, key: str, kinds: Iterable[Kind], discipline: str) -> str:
        """Keep the kinds and the discipline that a person read a note as."""
        return self._keep(
            lambda store: store.correct_note(key, kinds=kinds, discipline=discipline, who=self._who(), when=self.now())
        )

    def columns(self, fingerprint: str) -> dict | None:
        """What was confirmed for tables of this shape, or None."""
        return self._ask(lambda store: store.columns(fingerprint), None)

    def keep_columns(self, fingerprint: str, columns: dict) -> str:
        """Remember what a person said the columns are."""
        return self._keep(lambda store: store.keep_columns(fingerprint, columns, who=self._who(), when=self.now()))

    def load(self, keys: list[str]) -> dict[str, NoteCorrection]:
        """Take up what was decided about these notes before; returns how they were corrected, by note key."""
        for decision in self._ask(lambda store: store.decisions(keys), ()):
            self.decisions[decision.note, decision.rule] = decision
        return self._ask(lambda store: store.note_corrections(keys), {})

    def forget(self) -> None:
        """Let go of what this page knows; the store keeps what it has."""
        self.decisions.clear()

    def _who(self) -> str:
        return self.who or NOBODY_NAMED

    def _keep(self, action: Callable) -> str:
        before, self.trouble = self.trouble, ""
        self._ask(action, None)
        said, self.trouble = self.trouble, self.trouble or before
        return f"Your answer counts on this page, but could not be kept: {said}" if said else ""

    def _ask(self, question: Callable, otherwise):
        try:
            if self._store is None and self.open_store is not None:
                self._store = self.open_store()
            return otherwise if self._store is None else question(self._store)
        except StoreError as error:
            self.trouble = str(error)
            return otherwise
