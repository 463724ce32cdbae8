"""What our own checks say of a claim: the scrub of the patient's lines, and the audit of the notes of that care. Made when a case asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from auditkit.desks.denials.causes import Finding
from auditkit.tables import Columns, NoteText

if TYPE_CHECKING:
    from auditkit.audit import NoteAudit
    from auditkit.reports.standing import NoteStanding

_NOTES = 6  # of a care, around the day that was denied
_BEFORE_TELLING = ("evaluation", "recertification", "progress")


@dataclass(frozen=True, slots=True)
class OwnFindings:
    """`findings` for the causes, `notes` for the draft of an appeal."""

    findings: tuple[Finding, ...]
    notes: tuple[NoteStanding, ...]
    has_claims: bool
    has_notes: bool


def own_findings(
    claims: Columns | None, rows: Sequence[int], payers: Columns | None, notes: Iterable[NoteText], days: set[date],
    *, patient_id: str, today: date, decisions: Iterable = (),
) -> OwnFindings:  # fmt: skip
    """`rows` are the denied lines in `claims`, `days` their dates of service."""
    found: list[Finding] = []
    if claims is not None and rows:
        found += _of_claim(claims, rows, payers, today)
    audits = _audits(notes, patient_id, days)
    standings = _standings(audits, decisions)
    for note in standings:
        if note.audit.date_of_service in days:
            found += _of_note(note)
    return OwnFindings(tuple(found), tuple(standings), bool(claims is not None and rows), bool(audits))


def _of_claim(claims: Columns, rows: Sequence[int], payers: Columns | None, today: date) -> list[Finding]:
    from auditkit.reference import Reference
    from auditkit.rule import Answer
    from auditkit.scrub import scrub

    patient = claims["patient_id"][rows[0]]
    own = [n for n, one in enumerate(claims["patient_id"]) if one == patient] if patient else list(rows)
    lines = {name: [column[n] for n in own] for name, column in claims.items()}
    result = scrub(lines, today=today, payers=payers, reference=Reference.of_practice().folder())
    wanted = {claims["claim_id"][n] for n in rows}
    return [Finding("claim", row[3], row[6], row[1]) for row in result.rows((Answer.NOT_MET,)) if row[0] in wanted]


def _audits(notes: Iterable[NoteText], patient_id: str, days: set[date]) -> list[NoteAudit]:
    """The notes of the days that were denied, and the newest evaluation, recertification or progress report before them."""
    own = [note for note in notes if patient_id and note.meta.patient_id == patient_id and note.meta.date_of_service]
    if not own or not days:
        return []
    from auditkit.audit import audit_note

    last = max(days)
    same = [note for note in own if note.meta.date_of_service in days]
    earlier = sorted(
        (n for n in own if n.meta.date_of_service <= last and n not in same),
        key=lambda n: n.meta.date_of_service,
        reverse=True,
    )
    telling = [note for note in earlier if set(note.meta.kinds) & set(_BEFORE_TELLING)]
    chosen = [*same, *(telling or earlier)][:_NOTES]
    return [audit_note(note.text, note.name, note.meta, place=note.place) for note in chosen]


def _standings(audits: list[NoteAudit], decisions: Iterable) -> list[NoteStanding]:
    if not audits:
        return []
    from auditkit.reports.standing import standings
    from auditkit.rules import note_rules

    return standings(audits, note_rules(), decisions)


def _of_note(note: NoteStanding) -> list[Finding]:
    """What is not met, what payment hangs on first. The words are the rule's own; no text of the note is in them."""
    from auditkit.rule import Answer

    missed = sorted(note.of(Answer.NOT_MET), key=lambda decided: not decided.rule.payment_critical)
    return [Finding("note", d.rule_id, f"not met: {d.rule.title[0].lower()}{d.rule.title[1:]}") for d in missed]
