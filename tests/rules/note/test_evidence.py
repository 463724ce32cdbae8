"""What every criterion owes, whatever the note: spans of the note, evidence for what is met, and no exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.audit import audit_note
from auditkit.rule import Answer, Kind
from auditkit.rules import note_rules
from auditkit.tables import NoteMeta

RULES = note_rules()
NOTES = sorted((Path(__file__).parents[2] / "notes").glob("*/*.txt"))
EVERY_KIND = NoteMeta(kinds=tuple(k.value for k in Kind))


def check(text: str, meta: NoteMeta | None = None) -> None:
    for verdict in audit_note(text, meta=meta).verdicts:
        for start, end in verdict.evidence:
            assert 0 <= start < end <= len(text), verdict.rule
            assert text[start:end].strip(), verdict.rule
        if verdict.answer is Answer.MET and not RULES[verdict.rule].red_flag:
            assert verdict.evidence, verdict.rule


@pytest.mark.parametrize("path", NOTES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_evidence_is_words_of_the_note(path):
    check(path.read_text(encoding="utf-8"))
    check(path.read_text(encoding="utf-8"), EVERY_KIND)


def test_a_value_that_opens_the_note_is_shown_from_its_first_character():
    audit = audit_note("112 degrees knee flexion, was 95 at eval.", meta=NoteMeta(kinds=("treatment",)))
    verdict = audit.by_rule["objective_measure"]
    assert verdict.answer is Answer.MET
    assert verdict.evidence[0].start == 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_a_criterion(text):
    check(text, EVERY_KIND)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "S:",
                "O:",
                "A:",
                "P:",
                "Goals:",
                "STG1",
                "Plan",
                "2x/wk",
                "for",
                "8",
                "weeks",
                "by",
                "3/4/2026",
                "min",
                "A",
                "stairs",
                "cannot",
                "because",
                "verbal",
                "cues",
                "for",
                "TUG",
                "14.2",
                "s",
                "was",
                "95",
                "deg",
                "97110",
                "15",
                "min",
                "Total",
                "time",
                "45",
                "min",
                "___",
                "[x]",
                "yes",
                "see",
                "flowsheet",
                "R",
                "knee",
                "L",
                "DOB",
                "DOS",
                "Dx",
                "M17.11",
                "Jane",
                "Doe,",
                "PT,",
                "DPT\n",
                "\n\n",
                "|",
                "->",
                "tolerated",
                "treatment",
                "well",
                "continue",
                "POC",
                "to",
                "is",
                "the",
                "10:00-10:45",
                "met",
                "not",
                "met",
                "pain",
                "6/10",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
def test_no_shuffle_of_a_notes_words_breaks_a_criterion(text):
    check(text, EVERY_KIND)
