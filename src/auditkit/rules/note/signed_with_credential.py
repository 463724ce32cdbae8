"""The author's signature, with name and professional credential."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from auditkit.rule import Example, Kind, NoteRule, Severity, met, not_met, unclear
from auditkit.rules.manuals import benefit_policy_manual
from auditkit.text.signatures import blank_line, unreadable

if TYPE_CHECKING:
    from auditkit.reference import Reference
    from auditkit.rule import Verdict
    from auditkit.text.note import Note


def check(note: Note, reference: Reference) -> Verdict:
    signed = note.signatures
    blank = blank_line(note)
    if signed and not (blank and signed[0].rank):
        return met((signed[0].start, signed[0].end))
    if doubt := unreadable(note):
        return unclear(doubt, message="A signature is there, but its name or its credential cannot be read.")
    return not_met(*([blank] if blank else []))


rule = NoteRule(
    title="The note is signed by its author with a credential",
    why=(
        "Medicare asks for the signature and professional identity of the person who gave or supervised the "
        "care. A reviewer has to see that someone qualified wrote the note; an unsigned note may be set "
        "aside."
    ),
    fix=(
        "Sign with your name and your professional letters or title, and let the record keep the date. If an "
        "assistant treated, the assistant signs; if several people contributed, list them."
    ),
    question="Could a stranger tell from this page who treated the patient and in which profession?",
    strength="You signed with your name and credential, so it is plain who gave the care.",
    severity=Severity.DENIAL,
    payment_critical=True,
    applies_to=frozenset({Kind.TREATMENT, Kind.EVALUATION, Kind.PROGRESS, Kind.RECERTIFICATION, Kind.DISCHARGE}),
    sources=(
        benefit_policy_manual("220.3.E Treatment Note: signature and professional identification"),
        benefit_policy_manual("220.3.D Progress Report: signature and professional identification"),
        benefit_policy_manual("220.1.2 Plans of Care: signature and professional identity of the author"),
    ),
    # When the requirement began was not looked up: this is the day the manual text that was read came into force.
    in_force_from=date(2019, 1, 1),
    verified_on=date(2026, 11, 24),
    lesson="treatment-note-basics",
    good=Example(
        text="Electronically signed by Morgan Reyes, OTR/L on 11/12/2026.",
        reason="A name, a credential and a date at the close of the note.",
    ),
    bad=Example(
        text="Electronically signed by Morgan Reyes on 11/12/2026.",
        reason="A name without a credential: the reader cannot tell the profession.",
    ),
    check=check,
    phrases={},
)
