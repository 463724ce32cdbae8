"""The notes of this session, by the key of their text: what could be drawn, and what the program proposes for each. No widgets here.

A note's text and its file's name stay in this process; the store gets keys only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.audit import NoteAudit, audit_note
from auditkit.rule import Answer, Kind, Verdict
from auditkit.rules import note_rules
from auditkit.store.records import note_key
from auditkit.tables import Issue, NoteText
from auditkit.text.note import Note

if TYPE_CHECKING:
    from auditkit.apps.shell.asked_notes import AskedNote, Upload

NOT_KNOWN = "not known"
CLINIC, DISCIPLINE = "clinic", "discipline"
_TOLD_EVERY = 20


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which notes could be drawn; an empty value leaves nothing out. `misses` keeps notes in which the program misses something payment-critical."""

    kind: str = ""
    discipline: str = ""
    first: date | None = None
    last: date | None = None
    misses: bool = False

    @property
    def words(self) -> str:
        """What it leaves, as it is kept with the round."""
        parts = [f"{self.kind} notes" if self.kind else "notes of every kind"]
        if self.discipline:
            parts.append(self.discipline)
        if self.first:
            parts.append(f"from {self.first}")
        if self.last:
            parts.append(f"to {self.last}")
        if self.misses:
            parts.append("where the program finds a payment-critical point missing")
        return ", ".join(parts)


@dataclass(frozen=True)
class Chart:
    """One note of this session."""

    key: str
    note: NoteText

    @cached_property
    def _read(self) -> Note:
        return Note(self.note.text, self.note.meta)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Its kinds; a note of no recognised kind is read as a treatment note."""
        return tuple(self._read.kinds)

    @cached_property
    def discipline(self) -> str:
        """PT, OT, SLP or nothing."""
        return self._read.discipline or ""

    @cached_property
    def day(self) -> date | None:
        """Its date of service."""
        return self.note.meta.date_of_service or self._read.date_of_service

    @cached_property
    def audit(self) -> NoteAudit:
        """What the program says of it."""
        return audit_note(self.note.text, self.note.name, self.note.meta)

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The criteria that are asked of its kind, payment-critical ones first."""
        rules, kinds = note_rules(), set(self.audit.kinds)
        asked = [name for name, rule in rules.items() if not rule.applies_to.isdisjoint(kinds)]
        return tuple(sorted(asked, key=lambda name: not rules[name].payment_critical))

    def proposal(self, rule: str) -> Verdict:
        """The program's verdict on one criterion."""
        return self.audit.by_rule[rule]

    def stratum(self, by: str) -> str:
        """Its clinic or discipline, or `not known`."""
        return (self.note.meta.clinic_id if by == CLINIC else self.discipline) or NOT_KNOWN


@dataclass(frozen=True, slots=True)
class Frame:
    """Which charts could be drawn, and how many were left out because their date is not known."""

    keys: tuple[str, ...]
    without_date: int = 0


class Charts(dict[str, Chart]):
    """All notes of this session. `told` hears how far the reading is; `remembered` gives columns that were confirmed before."""

    def __init__(
        self, told: Callable[[str], None], remembered: Callable[[str], dict | None] = lambda key: None
    ) -> None:
        super().__init__()
        self._told, self._remembered = told, remembered
        self.issues: list[Issue] = []
        self.again = 0  # notes of the last reading whose text is here already
        self._upload: Upload | None = None

    def add_files(self, files: Iterable[tuple[str, bytes]]) -> int:
        """Take up uploaded files. A table whose note column is only guessed makes the upload wait: see `waiting`."""
        from auditkit.apps.shell.asked_notes import Upload

        self._upload = Upload(files, self._remembered)
        return 0 if self.waiting else self._take(self._upload.read())

    def add_folder(self, folder: Path) -> int:
        """Take up a folder, such as the sample practice."""
        from auditkit.readers import read_notes

        return self._take(item for item in read_notes([folder]) if not isinstance(item, Issue))

    @property
    def waiting(self) -> list[AskedNote]:
        """Tables whose columns a person should confirm before anything of the upload is read."""
        return self._upload.asked if self._upload else []

    def confirm(self, note: str, patient: str = "", day: str = "") -> int:
        """Say what the columns of the first waiting table are."""
        if not self.waiting:
            return 0
        self._upload.confirm(note, patient, day)
        return 0 if self.waiting else self._take(self._upload.read())

    def leave_waiting(self) -> None:
        """Let go of an upload whose columns nobody confirmed."""
        self._upload = None

    def _take(self, found: Iterable[NoteText | Issue]) -> int:
        self.issues, self.again, added = [], 0, 0
        for item in found:
            if isinstance(item, Issue):
                if item not in self.issues:
                    self.issues.append(item)
                continue
            key = note_key(item.text)
            if key in self:
                self.again += 1
                continue
            self[key] = Chart(key, item)
            added += 1
            if added % _TOLD_EVERY == 0:
                self._told(f"Reading: {added} notes so far ...")
        return added

    def frame(self, narrow: Narrowing) -> Frame:
        """What could be drawn. A note without a date is left out, and counted, where dates are asked for."""
        keys, without = [], 0
        for key, chart in self.items():
            if narrow.kind and narrow.kind not in chart.kinds:
                continue
            if narrow.discipline and chart.discipline != narrow.discipline:
                continue
            if narrow.first or narrow.last:
                if chart.day is None:
                    without += 1
                    continue
                if (narrow.first and chart.day < narrow.first) or (narrow.last and chart.day > narrow.last):
                    continue
            keys.append(key)
        return Frame(tuple(self._missing(keys) if narrow.misses else keys), without)

    def _missing(self, keys: Iterable[str]) -> Iterable[str]:
        for number, key in enumerate(keys, 1):
            if number % _TOLD_EVERY == 0:
                self._told(f"Asking the program: {number} notes so far ...")
            audit = self[key].audit
            if any(v.rule in audit.critical and v.answer is Answer.NOT_MET for v in audit.verdicts):
                yield key

    def strata(self, keys: Iterable[str], by: str) -> Mapping[str, str] | None:
        """The stratum of each, or None where none is wanted."""
        return {key: self[key].stratum(by) for key in keys} if by else None
