"""cloned_note: notes carried forward are found, notes about the same exercises are not."""

from __future__ import annotations

import csv
from pathlib import Path

from auditkit.audit import audit_note, with_comparisons
from auditkit.rule import Answer
from auditkit.text.similarity import near_copies, runs

PRACTICE = Path(__file__).parents[2] / "datasets" / "practice"


def test_every_seeded_copy_is_found_and_nothing_else():
    files = sorted((PRACTICE / "notes").glob("*.txt"))
    found = near_copies([f.read_text(encoding="utf-8") for f in files])
    named = {file for pair in found for file in (files[pair.first].name, files[pair.second].name)}
    with (PRACTICE / "notes_labels.csv").open(encoding="utf-8", newline="") as stream:
        seeded = [row for row in csv.DictReader(stream) if row["rule"] == "cloned_note" and row["answer"] == "not_met"]
    pairs = {frozenset((row["file"], row["seeded"].removeprefix("copy of "))) for row in seeded}
    assert {frozenset((files[p.first].name, files[p.second].name)) for p in found} == pairs
    assert len(named) == 2 * len(pairs)


def test_what_differs_is_shown():
    words = " ".join(f"word{n}" for n in range(120))
    (pair,) = near_copies([words + " 112 degrees", words + " 95 degrees"])
    assert pair.differences == (("112", "95"),)


def test_a_short_note_is_no_copy():
    assert runs("Cancelled.") == frozenset()
    assert near_copies(["Cancelled.", "Cancelled."]) == []


def test_a_single_note_is_not_asked():
    audits = [audit_note("PT daily note", "one")]
    assert with_comparisons(audits) == audits


def test_a_copy_is_a_finding_for_both_and_a_third_note_is_not():
    text = " ".join(f"word{n}" for n in range(80))
    other = " ".join(f"other{n}" for n in range(80))
    audits = with_comparisons([audit_note(t, n) for n, t in (("a", text), ("b", text), ("c", other))])
    answers = [a.by_rule["cloned_note"].answer for a in audits]
    assert answers == [Answer.NOT_MET, Answer.NOT_MET, Answer.MET]
    assert "b" in audits[0].by_rule["cloned_note"].message
