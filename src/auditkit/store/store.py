"""The store: what people decide about notes, kept in a database; newest wins, nothing is overwritten."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa

import auditkit
from auditkit.rule import Answer, Kind
from auditkit.store import opening
from auditkit.store.records import Disagreement, NoteCorrection, StoreError, VerdictDecision, newest
from auditkit.store.tables import column_maps, note_corrections, settings, verdict_decisions

_MANY = 500  # keys per question: well under the number of parameters that any database takes


class Store:
    """Open with `Store.open`. Safe to share between threads; several programs may use one file at once.

    Every method raises StoreError, whose message is one plain sentence, where the database cannot do what is asked.
    """

    def __init__(self, engine: sa.Engine, place: str) -> None:
        self.engine = engine
        self.place = place

    @classmethod
    def open(cls, place: str | Path | None = None) -> Store:
        """Open the store at a file, in a folder, or at a database URL; without a place, in this user's data folder.

        An empty place becomes a store. Raises StoreError for a missing or read-only folder, a file that is no store, or a
        store of a newer version.
        """
        engine, name = opening.engine_for(place)
        try:
            opening.prepare(engine, name)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, name)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
        self._add(verdict_decisions, row, decision.who, decision.when)
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
        rows = self._rows(verdict_decisions, verdict_decisions.c.note_key, notes)
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
        self._add(note_corrections, row, who, when)
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
            for row in self._rows(note_corrections, note_corrections.c.note_key, notes)
        ]

    # Exports: which column means what

    def keep_columns(self, fingerprint: str, mapping: Mapping[str, str], *, who: str, when: datetime) -> None:
        """Remember what the columns of an export of this shape mean (see `header_fingerprint`)."""
        row = {"fingerprint": fingerprint, "mapping": json.dumps(dict(mapping), ensure_ascii=False)}
        self._add(column_maps, row, who, when)

    def columns(self, fingerprint: str) -> dict[str, str] | None:
        """What the columns of an export of this shape mean, or None where nobody has said so yet."""
        rows = self._rows(column_maps, column_maps.c.fingerprint, [fingerprint])
        return json.loads(rows[-1].mapping) if rows else None

    # Settings

    def keep_setting(self, name: str, setting: object, *, who: str, when: datetime) -> None:
        """Keep a setting: anything that JSON can hold."""
        self._add(settings, {"name": name, "setting": json.dumps(setting, ensure_ascii=False)}, who, when)

    def setting(self, name: str, default: object = None) -> object:
        """The newest value of a setting, or the default where it was not set."""
        rows = self._rows(settings, settings.c.name, [name])
        return json.loads(rows[-1].setting) if rows else default

    # The database

    def is_sound(self) -> bool:
        """True where the database finds nothing wrong with its own file."""
        if self.engine.dialect.name != "sqlite":
            return True
        with opening.plain_errors(self.place), self.engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"

    def _add(self, table: sa.Table, row: dict[str, object], who: str, when: datetime) -> None:
        if not who.strip():
            raise StoreError("Please say who decided; a name or initials are enough.")
        if when.tzinfo is None:
            raise ValueError("a moment needs its time zone: datetime(..., tzinfo=...)")
        with (
            opening.plain_errors(self.place),
            self.engine.connect().execution_options(**opening.WRITES) as connection,
            connection.begin(),
        ):
            connection.execute(table.insert().values(**row, who=who.strip(), happened_at=when))

    def _rows(self, table: sa.Table, key: sa.Column, wanted: Iterable[str] | None) -> list[sa.Row]:
        question = sa.select(table).order_by(table.c.id)
        with opening.plain_errors(self.place), self.engine.connect() as connection:
            if wanted is None:
                return list(connection.execute(question))
            keys = list(dict.fromkeys(wanted))
            # A key's rows all come from one question, so within a key the order stays the order of keeping.
            return [
                row
                for start in range(0, len(keys), _MANY)
                for row in connection.execute(question.where(key.in_(keys[start : start + _MANY])))
            ]
