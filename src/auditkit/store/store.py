"""The store: what people decide about notes, kept in a database; newest wins, nothing is overwritten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

import auditkit
from auditkit.rule import Answer, Kind
from auditkit.store.events import Events
from auditkit.store.records import Disagreement, NoteCorrection, StoreError, VerdictDecision, newest
from auditkit.store.tables import column_maps, note_corrections, settings, verdict_decisions


class Store(Events):
    """Open with `Store.open`; what happened at the desks is in `append` and `events`. See Database for errors."""

    # Verdicts: decided, withdrawn, looked up

    def decide(
        self, note: str, rule: str, *, machine: Answer, person: Answer, reason: str, who: str, when: datetime
    ) -> VerdictDecision:
        """Keep a person's answer beside the program's. The same answer again is a confirmation, and counts as one."""
        return self._keep_decision(VerdictDecision(note, rule, Answer(machine), Answer(person), reason, who, when))

    def withdraw(
        self, note: str, rule: str, *, machine: Answer, reason: str, who: str, when: datetime
    ) -> VerdictDecision:
        """Let the program's answer count again. The withdrawn decision stays in the history."""
        return self._keep_decision(VerdictDecision(note, rule, Answer(machine), None, reason, who, when))

    def _keep_decision(self, decision: VerdictDecision) -> VerdictDecision:
        reason = decision.reason.strip()
        if not reason:
            raise StoreError("Please give a reason for the decision; one short sentence is enough.")
        row = {
            "note_key": decision.note,
            "rule": decision.rule,
            "machine_answer": decision.machine.value,
            "person_answer": None if decision.person is None else decision.person.value,
            "reason": reason,
            "program_version": auditkit.__version__,
        }
        self.add(verdict_decisions, row, decision.who, decision.when)
        return VerdictDecision(
            decision.note,
            decision.rule,
            decision.machine,
            decision.person,
            reason,
            decision.who,
            decision.when,
            auditkit.__version__,
        )

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
        self, note: str, *, kinds: Iterable[Kind] = (), discipline: str = "", who: str, when: datetime
    ) -> NoteCorrection:
        """Keep the kinds and the discipline that a person gave the note; leave both empty to return to what is recognised."""
        chosen = tuple(Kind(kind) for kind in kinds)
        row = {"note_key": note, "kinds": ",".join(kind.value for kind in chosen), "discipline": discipline}
        self.add(note_corrections, row, who, when)
        return NoteCorrection(note, chosen, discipline, who, when)

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
            )
            for row in self.rows(sa.select(note_corrections), note_corrections.c.note_key, notes)
        ]

    # Exports: which column means what

    def keep_columns(self, fingerprint: str, mapping: Mapping[str, str], *, who: str, when: datetime) -> None:
        """Remember what the columns of an export of this shape mean (see `header_fingerprint`)."""
        row = {"fingerprint": fingerprint, "mapping": json.dumps(dict(mapping), ensure_ascii=False)}
        self.add(column_maps, row, who, when)

    def columns(self, fingerprint: str) -> dict[str, str] | None:
        """What the columns of an export of this shape mean, or None where nobody has said so yet."""
        rows = self.rows(sa.select(column_maps), column_maps.c.fingerprint, [fingerprint])
        return json.loads(rows[-1].mapping) if rows else None

    # Settings

    def keep_setting(self, name: str, setting: object, *, who: str, when: datetime) -> None:
        """Keep a setting: anything that JSON can hold."""
        self.add(settings, {"name": name, "setting": json.dumps(setting, ensure_ascii=False)}, who, when)

    def setting(self, name: str, default: object = None) -> object:
        """The newest value of a setting, or the default where it was not set."""
        rows = self.rows(sa.select(settings), settings.c.name, [name])
        return json.loads(rows[-1].setting) if rows else default
