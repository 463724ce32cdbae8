"""Audits for reports: the labelled notes of the development set, so that reports are tested on answers that people gave."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from auditkit.audit import NoteAudit
from auditkit.rule import Answer, Evidence, Kind, Verdict
from auditkit.rules import note_rules
from auditkit.tables import NoteMeta

DEV = Path(__file__).parents[1] / "notes" / "dev"


@pytest.fixture(scope="session")
def rules():
    return note_rules()


@pytest.fixture
def audit_of(rules):
    """`audit_of("a01")` is the audit of that labelled note; `day` dates it, `therapist` names its author."""

    def build(stem: str, *, day: date | None = date(2026, 9, 14), therapist: str = "T-07") -> NoteAudit:
        text = (DEV / f"{stem}.txt").read_text(encoding="utf-8")
        label = json.loads((DEV / f"{stem}.json").read_text(encoding="utf-8"))
        return NoteAudit(
            name=f"{stem}.txt",
            text=text,
            kinds=tuple(Kind(kind) for kind in label["kinds"]),
            discipline=label["discipline"],
            date_of_service=day,
            verdicts=tuple(_verdict(text, rule, label["verdicts"].get(rule)) for rule in rules),
            meta=NoteMeta(patient_id="P-1", therapist_id=therapist),
            critical=frozenset(rule_id for rule_id, rule in rules.items() if rule.payment_critical),
        )

    return build


def _verdict(text: str, rule: str, given: dict | None) -> Verdict:
    if given is None:
        return Verdict(Answer.NOT_APPLICABLE, (), "Not asked of this kind of note.", rule)
    found = [Evidence(text.index(words), text.index(words) + len(words)) for words in given["evidence"]]
    return Verdict(Answer(given["answer"]), tuple(found), "", rule)


@pytest.fixture
def answered():
    """`answered(audit, rule, answer, (start, end), message="")` is the same audit with another answer of one rule."""

    def change(audit: NoteAudit, rule: str, answer: Answer, *evidence: tuple[int, int], message: str = "") -> NoteAudit:
        changed = Verdict(answer, tuple(Evidence(*e) for e in evidence), message, rule)
        return replace(audit, verdicts=tuple(changed if v.rule == rule else v for v in audit.verdicts))

    return change
