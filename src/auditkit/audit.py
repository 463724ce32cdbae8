"""Notes x rules -> verdicts. Standard library only; reads no file and no clock."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from typing import Any

from auditkit.reference import Reference
from auditkit.rule import Answer, Kind, NoteRule, Verdict
from auditkit.rules import comparison_rules, note_rules
from auditkit.tables import NoteMeta, NoteText
from auditkit.text.note import Note


@dataclass(frozen=True)
class NoteAudit:
    """The verdicts of all rules about one note, in the order of the rules."""

    name: str
    text: str
    kinds: tuple[Kind, ...]
    discipline: str
    date_of_service: date | None
    verdicts: tuple[Verdict, ...]
    meta: NoteMeta = field(default_factory=NoteMeta)
    place: str = ""
    critical: frozenset[str] = frozenset()  # ids of the payment-critical rules that were asked

    @property
    def findings(self) -> tuple[Verdict, ...]:
        """The verdicts that are `not_met`."""
        return tuple(v for v in self.verdicts if v.answer is Answer.NOT_MET)

    @cached_property
    def by_rule(self) -> dict[str, Verdict]:
        """Verdicts by rule id."""
        return {v.rule: v for v in self.verdicts}

    @property
    def payment_critical_misses(self) -> int:
        """How many payment-critical criteria are not met. One is enough to make the note a miss."""
        return sum(v.rule in self.critical for v in self.findings)

    @property
    def quality(self) -> tuple[int, int]:
        """Quality criteria met, and how many had an answer: `unclear` and `not_applicable` leave the denominator."""
        answers = [v.answer for v in self.verdicts if v.rule not in self.critical]
        is_met = answers.count(Answer.MET)
        return is_met, is_met + answers.count(Answer.NOT_MET)


def audit_note(
    text: str,
    name: str = "note",
    meta: NoteMeta | None = None,
    *,
    rules: Mapping[str, NoteRule] | None = None,
    reference: Reference | None = None,
    place: str = "",
) -> NoteAudit:
    """Ask every rule about one note. `meta` is what the practice knows; it overrules what the text suggests."""
    rules = note_rules() if rules is None else rules
    reference = reference or Reference()
    note = Note(text, meta)
    kinds = frozenset(note.kinds)
    verdicts = []
    for rule_id, rule in rules.items():
        answer, evidence, message, _ = (
            _NOT_APPLICABLE if rule.applies_to.isdisjoint(kinds) else rule.check(note, reference)
        )
        verdicts.append(_verdict((answer, evidence, message, rule_id)))
    note.let_go()
    return NoteAudit(
        name=name,
        text=text,
        kinds=note.kinds,
        discipline=note.discipline,
        date_of_service=note.meta.date_of_service or note.date_of_service,
        verdicts=tuple(verdicts),
        meta=note.meta,
        place=place,
        critical=frozenset(rule_id for rule_id, rule in rules.items() if rule.payment_critical),
    )


def with_comparisons(audits: list[NoteAudit]) -> list[NoteAudit]:
    """The same audits with the criteria that compare notes (`cloned_note`) added; a single note stays as it is."""
    if len(audits) < 2:
        return audits
    for rule_id, rule in comparison_rules().items():
        verdicts = rule.check([a.text for a in audits], [a.name for a in audits])
        critical = {rule_id} if rule.payment_critical else set()
        audits = [
            replace(a, verdicts=(*a.verdicts, v._replace(rule=rule_id)), critical=a.critical | critical)
            for a, v in zip(audits, verdicts, strict=True)
        ]
    return audits


_verdict = partial(tuple.__new__, Verdict)  # a third of the cost of calling Verdict, once for every rule and note
_NOT_APPLICABLE = Verdict(Answer.NOT_APPLICABLE, (), "Not asked of this kind of note.")


def audit_notes(
    notes: Iterable[NoteText],
    *,
    rules: Mapping[str, NoteRule] | None = None,
    workers: int = 1,
    on_done: Callable[[int], None] | None = None,
) -> Iterator[NoteAudit]:
    """Audit many notes, in order, over `workers` processes. `on_done` gets the count so far; what was yielded stays.

    With own rules (a mapping) one process is used: their functions may not travel between processes.
    """
    if workers <= 1 or rules is not None:
        results: Iterator[NoteAudit] = (_one(note, rules) for note in notes)
        yield from _counted(results, on_done)
        return
    with multiprocessing.get_context("spawn").Pool(workers, _ignore_interrupt) as pool:
        yield from _counted(pool.imap(_one, notes, chunksize=64), on_done)


def _one(note: NoteText, rules: Mapping[str, NoteRule] | None = None) -> NoteAudit:
    return audit_note(note.text, note.name, note.meta, rules=rules, place=note.place)


def _ignore_interrupt() -> None:
    """Ctrl-C is for the parent, which keeps what is finished."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _counted(results: Iterable[NoteAudit], on_done: Callable[[int], None] | None) -> Iterator[NoteAudit]:
    for count, result in enumerate(results, 1):
        yield result
        if on_done:
            on_done(count)


def as_dict(audit: NoteAudit) -> dict[str, Any]:
    """One note's result in the shape of `auditkit audit --format json`."""
    is_met, of = audit.quality
    return {
        "note": audit.name,
        "kinds": [str(kind) for kind in audit.kinds],
        "discipline": audit.discipline,
        "verdicts": [
            {
                "rule": v.rule,
                "answer": str(v.answer),
                "evidence": [{"start": e.start, "end": e.end, "text": audit.text[e.start : e.end]} for e in v.evidence],
                "message": v.message,
            }
            for v in audit.verdicts
        ],
        "payment_critical_misses": audit.payment_critical_misses,
        "quality": {"met": is_met, "of": of},
    }
