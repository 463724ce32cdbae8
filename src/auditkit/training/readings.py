"""What the kit itself says about a lesson's notes and minutes: asked when a lesson is shown, never written into it."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.audit import audit_note
from auditkit.rule import Answer, Evidence, NoteRule
from auditkit.rules import note_rules
from auditkit.tables.notes import NoteMeta
from auditkit.training.lesson import Minutes, Sample
from auditkit.units import Service, by_itself, in_words, total_time


@dataclass(frozen=True, slots=True)
class Reading:
    """The kit's answer about a sample for one of the rules that it shows."""

    rule: NoteRule
    answer: Answer
    evidence: tuple[Evidence, ...]
    message: str

    @property
    def words(self) -> str:
        """Shape, word and the rule's title, as in "✓ met: The note shows why a therapist's skill was needed"."""
        return f"{_SAID.get(self.answer, '? cannot tell')}: {self.rule.title}"


_SAID = {Answer.MET: "✓ met", Answer.NOT_MET: "✕ not met"}


def readings(sample: Sample) -> list[Reading]:
    """The kit's answers about a sample, for the note rules that it names, in their order."""
    meta = NoteMeta(kinds=(sample.kind,), discipline=sample.discipline)
    verdicts = audit_note(sample.text, meta=meta).by_rule
    shelf = note_rules()
    return [
        Reading(shelf[name], verdicts[name].answer, verdicts[name].evidence, verdicts[name].message)
        for name in sample.rules
        if name in shelf
    ]


@dataclass(frozen=True, slots=True)
class Counted:
    """Units of a day's timed services under both rules, with the arithmetic in words."""

    total_minutes: int
    cms: str
    spm: str
    cms_units: int
    spm_units: int


def counted(minutes: Minutes) -> Counted:
    """The units that a day's minutes make under Medicare's total time and counted each by itself."""
    given = dict(minutes.services)
    services = [Service(code, spent) for code, spent in minutes.services]
    return Counted(
        total_minutes=sum(given.values()),
        cms=in_words(services, "cms"),
        spm=in_words(services, "spm"),
        cms_units=total_time(given).total_units,
        spm_units=by_itself(given).total_units,
    )
