"""What the note audit app knows: notes, their verdicts, what a person decided, and what is chosen. No widgets here.

A note's text stays in this process. What is kept between sessions goes through the store, under a key that says nothing of the note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.apps.note_audit.kept import Kept
from auditkit.apps.note_audit.lines import SHOW_ALL, Line, lines_of, shown, summed
from auditkit.audit import NoteAudit, audit_note, with_comparisons
from auditkit.rule import Answer, Kind, NoteRule
from auditkit.rules import comparison_rules, note_rules
from auditkit.store import VerdictDecision, note_key
from auditkit.tables import Issue, NoteMeta, NoteText

if TYPE_CHECKING:
    from auditkit.apps.shell.asked_notes import AskedNote, Upload

_TOLD_EVERY = 20  # notes between two words of progress


@dataclass
class NoteAuditModel:
    """State of one page. `now` is the clock, `open_store` gives the store or raises StoreError; both are arguments for tests."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    open_store: Callable[[], object] | None = None
    audits: list[NoteAudit] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    chosen: int = -1
    chosen_rule: str = ""
    show: str = SHOW_ALL
    has_sample: bool = False
    again: int = 0  # notes of the last reading that were here already
    told: Callable[[int], None] = lambda count: None  # how many notes were read so far

    def __post_init__(self) -> None:
        self.rules: dict[str, NoteRule] = {**note_rules(), **comparison_rules()}
        self.kept = Kept(self.now, self.open_store)
        self._upload: Upload | None = None

    # Notes in

    def add_text(self, text: str, name: str = "") -> int:
        """Audit a pasted note. Returns how many notes were added (several visits in one paste are split)."""
        from auditkit.readers import read_text

        keys = {note_key(a.text): i for i, a in enumerate(self.audits)}
        if note_key(text) in keys:  # pasted twice, or pasted after its file was read
            self.again = 1
            self.choose(keys[note_key(text)])
            return 0
        return self._take(read_text(text, name or self._next_name()))

    def add_files(self, files: Iterable[tuple[str, bytes]]) -> int:
        """Audit uploaded files, each by name and bytes. What cannot be read becomes an issue; the rest goes on.

        A table whose note column is only guessed, and was not confirmed before, makes the upload wait: see `asked`.
        """
        from auditkit.apps.shell.asked_notes import Upload

        self._upload = Upload(files, self.kept.columns)
        return 0 if self.asked else self._take(self._upload.read())

    @property
    def asked(self) -> list[AskedNote]:
        """Tables whose columns a person should confirm before anything of the upload is read."""
        return self._upload.asked if self._upload else []

    def confirm_columns(self, note: str, patient: str = "", date: str = "") -> int:
        """Say what the columns of the first asked table are, and remember it. Audits when no further table is asked about."""
        upload = self._upload
        if upload is None or not upload.asked:
            return 0
        table, columns = upload.confirm(note, patient, date)
        if table.has_headers:
            self.kept.keep_columns(table.key, columns.as_dict())
        return 0 if self.asked else self._take(upload.read())

    def leave_waiting(self) -> None:
        """Let go of an upload whose columns nobody confirmed."""
        self._upload = None

    def add_folder(self, folder: Path, most: int = 40) -> int:
        """Audit the first notes of a folder, such as the sample practice."""
        from itertools import islice

        from auditkit.readers import read_notes

        notes = (item for item in read_notes([folder]) if not (isinstance(item, Issue) and item.is_warning))
        self.has_sample = True
        return self._take(islice(notes, most))

    def _take(self, found: Iterable[NoteText | Issue]) -> int:
        known = {(a.name, note_key(a.text)) for a in self.audits}
        added = self.again = 0
        for item in found:
            if isinstance(item, Issue):
                if item not in self.issues:
                    self.issues.append(item)
            elif (item.name, note_key(item.text)) not in known:
                self.audits.append(self._audit(item.name, item.text, item.meta, item.place))
                known.add((item.name, note_key(item.text)))
                added += 1
                if added % _TOLD_EVERY == 0:
                    self.told(added)
            else:
                self.again += 1
        if added:
            self._take_up()
            self._compare()
            self.choose(len(self.audits) - added)
        return added

    def _audit(self, name: str, text: str, meta: NoteMeta, place: str) -> NoteAudit:
        return audit_note(text, name, meta, rules=note_rules(), place=place)

    def _compare(self) -> None:
        """Ask the criteria that compare notes, over all notes of this page."""
        plain = [_without(a, comparison_rules()) for a in self.audits]
        self.audits = with_comparisons(plain)

    def _next_name(self) -> str:
        return f"Pasted note {1 + sum(a.name.startswith('Pasted note') for a in self.audits)}"

    def forget_all(self) -> None:
        """Take every note off this page and out of memory. Decisions that were kept stay kept."""
        self.audits.clear()
        self.issues.clear()
        self.kept.forget()
        self.leave_waiting()
        self.chosen, self.chosen_rule, self.has_sample = -1, "", False

    # What is chosen

    @property
    def audit(self) -> NoteAudit | None:
        """The chosen note, or None before there is one."""
        return self.audits[self.chosen] if 0 <= self.chosen < len(self.audits) else None

    def choose(self, index: int) -> None:
        """Choose a note, and in it the first criterion that needs a person."""
        self.chosen = index
        lines = self.lines()
        worst = next((line for line in lines if line.answer is Answer.NOT_MET), None) or next(
            (line for line in lines if line.answer is Answer.UNCLEAR), None
        )
        self.chosen_rule = (worst or lines[0]).rule if lines else ""

    def lines(self) -> list[Line]:
        """The criteria of the chosen note as the filter asks for: payment-critical first, and what needs a look first among those."""
        return shown(self._lines(self.audit), self.show) if self.audit else []

    def line(self, rule: str) -> Line | None:
        """One criterion of the chosen note, whatever the filter."""
        return next((line for line in self._lines(self.audit) if line.rule == rule), None) if self.audit else None

    def _lines(self, audit: NoteAudit) -> list[Line]:
        return lines_of(audit, self.rules, self.kept.decision)

    def summary(self, index: int) -> tuple[int, int, int]:
        """A note's payment-critical misses, and quality criteria met of those with an answer, with decisions counted."""
        return summed(self._lines(self.audits[index]))

    def needing_a_look(self) -> list[int]:
        """The notes in which a payment-critical point is missing."""
        return [i for i in range(len(self.audits)) if self.summary(i)[0]]

    def earlier_notes(self) -> list[int]:
        """Other notes of the chosen note's patient, by place, oldest first; all others where no patient is known."""
        own = self.audit
        if own is None:
            return []
        others = [
            i
            for i, a in enumerate(self.audits)
            if i != self.chosen and (not own.meta.patient_id or a.meta.patient_id == own.meta.patient_id)
        ]
        return sorted(
            others, key=lambda i: (self.audits[i].date_of_service is None, self.audits[i].date_of_service or 0, i)
        )

    def compare_with(self, index: int) -> tuple[float, tuple[tuple[str, str], ...]]:
        """How near the chosen note is to another one (0 to 1), and the words that differ."""
        from auditkit.text.similarity import differences, runs, share

        first, second = self.audits[index].text, self.audits[self.chosen].text
        return share(runs(first), runs(second)), differences(first, second)

    # What a person decides

    def decide(self, rule: str, answer: Answer, reason: str) -> str:
        """Keep a person's answer. Returns "" when it was kept, else a sentence that says what is missing or went wrong."""
        line = self.line(rule)
        if line is None or self.audit is None:
            return "Choose a note and a line first."
        if not reason.strip():
            return "Please write a few words on why. The reason is kept with your answer."
        return self.kept.decide(note_key(self.audit.text), line.verdict, Answer(answer), reason.strip())

    def withdraw(self, rule: str) -> str:
        """Let the program's answer count again."""
        line = self.line(rule)
        if line is None or line.decided is None or self.audit is None:
            return ""
        return self.kept.withdraw(note_key(self.audit.text), line.verdict)

    def correct(self, kinds: Sequence[str], discipline: str) -> str:
        """Audit the chosen note again as the kinds and discipline that a person says it is."""
        if self.audit is None:
            return "Choose a note first."
        if not kinds:
            return "Choose at least one kind of note."
        own = self.audit
        meta = replace(own.meta, kinds=tuple(Kind(k).value for k in kinds), discipline=discipline)
        self.audits[self.chosen] = self._audit(own.name, own.text, meta, own.place)
        self._compare()
        self.choose(self.chosen)
        return self.kept.correct(note_key(own.text), [Kind(k) for k in kinds], discipline)

    def _take_up(self) -> None:
        """What was decided about these very notes before."""
        corrections = self.kept.load([note_key(a.text) for a in self.audits])
        for place, audit in enumerate(self.audits):
            correction = corrections.get(note_key(audit.text))
            if correction and correction.kinds and set(correction.kinds) != set(audit.kinds):
                meta = replace(
                    audit.meta,
                    kinds=tuple(k.value for k in correction.kinds),
                    discipline=correction.discipline or audit.meta.discipline,
                )
                self.audits[place] = self._audit(audit.name, audit.text, meta, audit.place)

    def decisions(self) -> list[VerdictDecision]:
        """What was decided about the notes of this page, with who, why and when, for letters and work lists."""
        return list(self.kept.decisions.values())

    # What people take away

    def letter(self, *, every_note: bool, therapist: str = ""):
        """The feedback letter for the chosen note, or for all notes of this page."""
        from auditkit.reports.feedback import letter

        audits = self.audits if every_note or self.audit is None else [self.audit]
        return letter(audits, self.rules, therapist=therapist, today=self.now().date(), decisions=self.decisions())


def _without(audit: NoteAudit, rules) -> NoteAudit:
    return replace(
        audit, verdicts=tuple(v for v in audit.verdicts if v.rule not in rules), critical=audit.critical - set(rules)
    )
