"""What people decide about notes: a verdict overruled or confirmed, a kind or discipline corrected. Newest wins, all are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

import auditkit
from auditkit.rule import Answer, Kind
from auditkit.store.database import Database
from auditkit.store.records import Disagreement, NoteCorrection, StoreError, VerdictDecision, newest
from auditkit.store.tables import note_corrections, verdict_decisions


class Decisions(Database):
    """Who passes `follows`, the id of the decision that a person had seen (0: none), overrules nobody unseen: see Practice."""

    # Verdicts: decided, withdrawn, looked up

    def decide(
        self,
        note: str,
        rule: str,
        *,
        machine: Answer,
        person: Answer,
        reason: str,
        who: str,
        when: datetime,
        follows: int | None = None,
    ) -> VerdictDecision:
        """Keep a person's answer beside the program's. The same answer again is a confirmation, and counts as one."""
        decision = VerdictDecision(note, rule, Answer(machine), Answer(person), reason, who, when)
        return self._keep_decision(decision, follows)

    def withdraw(
        self,
        note: str,
        rule: str,
        *,
        machine: Answer,
        reason: str,
        who: str,
        when: datetime,
        follows: int | None = None,
    ) -> VerdictDecision:
        """Let the program's answer count again. The withdrawn decision stays in the history; what comes next follows 0."""
        return self._keep_decision(VerdictDecision(note, rule, Answer(machine), None, reason, who, when), follows)

    def _keep_decision(self, decision: VerdictDecision, follows: int | None) -> VerdictDecision:
        reason = decision.reason.strip()
        if not reason:
            raise StoreError("Please give a reason for the decision; one short sentence is enough.")
        key = {"note_key": decision.note, "rule": decision.rule}
        row = {
            "machine_answer": decision.machine.value,
            "person_answer": None if decision.person is None else decision.person.value,
            "reason": reason,
            "program_version": auditkit.__version__,
        }
        withdrawn = verdict_decisions.c.person_answer.is_(None)
        number = self.add(verdict_decisions, key, row, decision.who, decision.when, follows, nothing=withdrawn)
        return replace(decision, reason=reason, version=auditkit.__version__, id=number)

    def decisions(self, notes: Iterable[str] | None = None) -> list[VerdictDecision]:
        """The decisions that count now: the newest of each note and rule, withdrawn ones left out."""
        return list(newest(self.decision_history(notes)).values())

    def decision_history(self, notes: Iterable[str] | None = None, rule: str | None = None) -> list[VerdictDecision]:
        """Every decision in the order in which it was kept, withdrawals included; of these notes only, where given."""
        rows = self.rows(sa.select(verdict_decisions), verdict_decisions.c.note_key, notes)
        return [
            VerdictDecision(
                note=row.note_key,
                rule=row.rule,
                machine=Answer(row.machine_answer),
                person=None if row.person_answer is None else Answer(row.person_answer),
                reason=row.reason,
                who=row.who,
                when=row.happened_at,
                version=row.program_version,
                id=row.id,
            )
            for row in rows
            if rule is None or row.rule == rule
        ]

    def disagreements(self) -> list[Disagreement]:
        """Per rule, over the decisions that count now: how many, how many differ from the program, and in which direction."""
        pairs: dict[str, Counter[tuple[Answer, Answer]]] = {}
        for decision in self.decisions():
            pairs.setdefault(decision.rule, Counter())[decision.machine, decision.person] += 1
        return [
            Disagreement(
                rule=rule,
                decided=counts.total(),
                differing=sum(count for (machine, person), count in counts.items() if machine is not person),
                changes={pair: count for pair, count in sorted(counts.items()) if pair[0] is not pair[1]},
            )
            for rule, counts in sorted(pairs.items())
        ]

    # Notes: kind and discipline as a person read them

    def correct_note(
        self,
        note: str,
        *,
        kinds: Iterable[Kind] = (),
        discipline: str = "",
        who: str,
        when: datetime,
        follows: int | None = None,
    ) -> NoteCorrection:
        """Keep the kinds and the discipline that a person gave the note; leave both empty to return to what is recognised."""
        chosen = tuple(Kind(kind) for kind in kinds)
        row = {"kinds": ",".join(kind.value for kind in chosen), "discipline": discipline}
        number = self.add(note_corrections, {"note_key": note}, row, who, when, follows)
        return NoteCorrection(note, chosen, discipline, who, when, number)

    def note_corrections(self, notes: Iterable[str] | None = None) -> dict[str, NoteCorrection]:
        """The newest correction of each note, by note key."""
        return {correction.note: correction for correction in self.note_correction_history(notes)}

    def note_correction_history(self, notes: Iterable[str] | None = None) -> list[NoteCorrection]:
        """Every correction in the order in which it was kept."""
        return [
            NoteCorrection(
                note=row.note_key,
                kinds=tuple(Kind(kind) for kind in row.kinds.split(",") if kind),
                discipline=row.discipline,
                who=row.who,
                when=row.happened_at,
                id=row.id,
            )
            for row in self.rows(sa.select(note_corrections), note_corrections.c.note_key, notes)
        ]
