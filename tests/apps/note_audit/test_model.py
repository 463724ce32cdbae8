"""The note audit's state, without a browser: what a person decides counts, is kept, and is found again."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from auditkit.apps.note_audit.lines import SHOW_ATTENTION, SHOW_CRITICAL
from auditkit.apps.note_audit.model import NoteAuditModel
from auditkit.rule import Answer
from auditkit.store import Store

NOTE = """PT daily note   DOS 3/4/2026
S: Knee is less stiff.
O: Gait training 15 min, ther-ex 23 min. Total time 38 min. Timed 38 min.
A: Tolerated treatment well. Continue POC.
Ann Example, PT, DPT
"""


@pytest.fixture
def model(tmp_path):
    return NoteAuditModel(
        now=lambda: datetime(2026, 11, 24, tzinfo=UTC), open_store=lambda: Store.open(tmp_path / "store.sqlite")
    )


def test_a_pasted_note_is_audited_and_the_first_finding_is_chosen(model):
    assert model.add_text(NOTE) == 1
    assert model.audit.name == "Pasted note 1"
    assert model.line(model.chosen_rule).answer is Answer.NOT_MET
    assert len(model.lines()) == 26


def test_the_filters_leave_out_what_needs_no_look(model):
    model.add_text(NOTE)
    model.show = SHOW_ATTENTION
    assert all(line.answer in (Answer.NOT_MET, Answer.UNCLEAR) for line in model.lines())
    model.show = SHOW_CRITICAL
    assert all(line.critical for line in model.lines())


def test_a_decision_without_a_reason_is_asked_back_and_not_kept(model):
    model.add_text(NOTE)
    said = model.decide("skilled_need", Answer.MET, "  ")
    assert "why" in said
    assert model.line("skilled_need").decided is None


def test_a_persons_answer_counts_and_the_programs_stays_beside_it(model):
    model.add_text(NOTE)
    misses = model.summary(0)[0]
    assert model.decide("skilled_need", Answer.MET, "The flowsheet shows it.") == ""
    line = model.line("skilled_need")
    assert (line.answer, line.verdict.answer) == (Answer.MET, Answer.NOT_MET)
    assert model.summary(0)[0] == misses - 1
    assert model.withdraw("skilled_need") == ""
    assert model.line("skilled_need").answer is Answer.NOT_MET


def test_a_decision_is_found_again_when_the_same_note_comes_back(model, tmp_path):
    model.add_text(NOTE)
    model.decide("skilled_need", Answer.UNCLEAR, "Asked the author.")
    again = NoteAuditModel(open_store=lambda: Store.open(tmp_path / "store.sqlite"))
    again.add_text(NOTE)
    assert again.line("skilled_need").decided is Answer.UNCLEAR
    assert again.line("skilled_need").reason == "Asked the author."


def test_a_corrected_kind_asks_the_criteria_of_that_kind(model):
    model.add_text(NOTE)
    assert model.correct(["progress"], "PT") == ""
    assert [str(k) for k in model.audit.kinds] == ["progress"]
    assert model.line("timed_minutes").answer is Answer.NOT_APPLICABLE
    assert model.correct([], "PT").startswith("Choose")


def test_the_same_note_twice_is_one_note(model):
    model.add_files([("a.txt", NOTE.encode()), ("a.txt", NOTE.encode())])
    assert len(model.audits) == 1


def test_a_broken_file_is_one_sentence_and_the_other_is_audited(model):
    assert model.add_files([("scan.pdf", b"no pdf at all"), ("ok.txt", NOTE.encode())]) == 1
    assert "scan.pdf" in model.issues[0].sentence


def test_a_store_that_cannot_be_opened_is_said_and_nothing_else_stops(tmp_path):
    (tmp_path / "store.sqlite").write_bytes(b"this is no database at all" * 50)
    model = NoteAuditModel(open_store=lambda: Store.open(tmp_path / "store.sqlite"))
    assert model.add_text(NOTE) == 1
    assert model.kept.trouble
    assert "could not be kept" in model.decide("skilled_need", Answer.MET, "Because.")
    assert model.line("skilled_need").answer is Answer.MET


def test_two_alike_notes_are_compared(model):
    body = " ".join(f"word{n}" for n in range(80))
    model.add_files([("a.txt", (NOTE + body + " 112").encode()), ("b.txt", (NOTE + body + " 95").encode())])
    assert model.line("cloned_note").answer is Answer.NOT_MET
    share, changed = model.compare_with(1)
    assert share > 0.8
    assert changed == (("95", "112"),)


def test_clearing_the_page_forgets_every_note(model):
    model.add_text(NOTE)
    model.forget_all()
    assert model.audit is None
    assert model.lines() == []


TABLE = ("Visit Date,Chart No,Scribble\n3/4/2026,P1," + '"' + NOTE.replace("\n", " ") * 3 + '"\n').encode()


def test_a_guessed_note_column_is_asked_about_once_and_remembered(model, tmp_path):
    assert model.add_files([("export.csv", TABLE)]) == 0
    assert model.asked[0].guess == "Scribble"
    assert model.confirm_columns("Scribble", "Chart No", "Visit Date") == 1
    assert model.audit.meta.patient_id == "P1"
    again = NoteAuditModel(open_store=lambda: Store.open(tmp_path / "store.sqlite"))
    assert again.add_files([("export.csv", TABLE)]) == 1
    assert again.asked == []


def test_a_column_named_note_is_not_asked_about(model):
    assert model.add_files([("export.csv", TABLE.replace(b"Scribble", b"Note"))]) == 1


def test_an_upload_that_nobody_confirms_is_let_go(model):
    model.add_files([("export.csv", TABLE), ("ok.txt", NOTE.encode())])
    model.leave_waiting()
    assert model.asked == [] and model.audits == []


def test_two_tables_of_one_shape_are_asked_about_once(model):
    model.add_files([("a.csv", TABLE), ("b.csv", TABLE.replace(b"P1", b"P2"))])
    assert len(model.asked) == 2
    assert model.confirm_columns("Scribble", "Chart No", "Visit Date") == 2


def test_the_same_paste_again_goes_to_the_note_that_is_there(model):
    model.add_text(NOTE)
    model.add_text(NOTE.replace("Knee", "Hip"))
    assert model.add_text(NOTE) == 0
    assert (model.again, model.chosen, len(model.audits)) == (1, 0, 2)


def test_the_letter_says_who_decided_otherwise_and_why(model):
    model.add_text(NOTE)
    model.kept.who = "Dana Lee"
    model.decide("skilled_need", Answer.MET, "The flowsheet shows it.")
    [overruled] = model.letter(every_note=False).overrulings
    assert (overruled.who, overruled.reason) == ("Dana Lee", "The flowsheet shows it.")
    assert (overruled.machine, overruled.person) == (Answer.NOT_MET, Answer.MET)
    model.withdraw("skilled_need")
    assert model.letter(every_note=False).overrulings == ()
