"""Gates: an expression is tried only in sentences that hold one of its words. No sentence it would match may lack them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auditkit.text import cues, goal_extent, interventions, own_words, plan_start
from auditkit.text.note import Note

NOTES = Path(__file__).parents[1] / "notes"


@cache
def notes() -> list[Note]:
    return [Note(path.read_text(encoding="utf-8")) for path in sorted(NOTES.glob("*/*.txt"))]


def missed(expression, layer: int, bit: int) -> list[str]:
    """The words of the expression in sentences without a mark of its layer."""
    return [
        match[0]
        for note in notes()
        for sentence in note.sentences
        if (match := expression.search(note.lower, sentence.start, sentence.end))
        and not note.marks(layer).get(sentence.index, 0) & bit
    ]


def test_no_sentence_that_points_elsewhere_lacks_a_word_of_it():
    assert missed(interventions._POINTER, interventions._POINTING, 1) == []


def test_no_goal_that_says_how_it_stands_lacks_a_word_of_it():
    assert missed(goal_extent._STATUS, goal_extent.STANDING, goal_extent.STATUS) == []
    assert missed(goal_extent._STANDS, goal_extent.STANDING, goal_extent.STATUS) == []
    assert missed(goal_extent._ELSEWHERE, goal_extent.STANDING, goal_extent.ELSEWHERE) == []


def test_no_step_of_somebody_else_or_of_the_past_lacks_a_word_of_it():
    for note in notes():
        for sentence in note.sentences:
            words = note.lower[sentence.start : sentence.end]
            if own_words._PASSED.search(words):
                assert any(word in words for word in own_words._PASSED_WORDS)
            if own_words._SOMEBODY.search(words):
                assert any(word in words for word in own_words._ELSEWHERE_WORDS)


def test_no_beginning_of_a_plan_is_passed_over():
    for note in notes():
        for sentence in note.sentences:
            if plan_start._PLAN_BEGINS.match(note.lower, sentence.start, sentence.end):
                assert plan_start._may_open(note.lower, sentence.start, sentence.end)


def test_a_note_knows_the_words_of_a_module_imported_after_it_was_read(monkeypatch):
    monkeypatch.setattr(cues, "_layers", [*cues._layers])
    note = Note("Gait training. Quokka by the door.")
    late = cues.layer({"quokka": 4})
    assert note.marks(late) == {1: 4}
    cues._pass = None
