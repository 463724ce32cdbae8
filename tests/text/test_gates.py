"""Gates: an expression is tried only in sentences that hold one of its words. No sentence it would match may lack them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from auditkit.text import cues, function, goal_extent, goal_status, interventions, kind_signs, own_words, plan_start
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


def test_no_note_that_says_as_always_or_names_a_relative_lacks_a_word_of_it():
    for note in notes():
        if function._AS_ALWAYS.search(note.lower):
            assert any(words in note.lower for words in function._ALWAYS)
        if function._KIN.search(note.lower):
            assert note.hits_in(function._RELATIVES)


def test_no_part_of_the_way_lacks_a_word_of_it():
    for note in notes():
        for match in goal_status._PART_OF_THE_WAY.finditer(note.lower):
            assert any(part in match[0] for part in goal_status._PARTS)


ENDINGS = [  # at least one for each of the alternatives
    "Chart is now closed.",
    "We are closing out her case today.",
    "Today is the last visit. She did well.",
    "Mr. Ortiz came for his final appointment.",
    "Final session was today.",
    "Discharging Rosa from outpatient physical therapy.",
    "Speech therapy is hereby discontinued.",
    "We will stop here.",
    "She has finished her course.",
    "Pt has now come to the end of Ana's planned block of visits.",
    "No further visits.",
    "Without any additional therapy.",
    "He doesn't wish to continue therapy.",
    "They don\u2019t want any more sessions.",
    "Pt does not plan to return.",
    "She won't be coming back.",
    "Mom no longer attending speech therapy.",
    "Will not continue with therapy.",
    "He opted to self-discharge from therapy.",
    "Patient elected to stop.",
    "Discharged him.",
]


def test_nothing_that_tells_the_end_of_care_lacks_a_word_of_it():
    seen = 0
    for note in [*notes(), *map(Note, ENDINGS), *(Note(words.upper()) for words in ENDINGS)]:
        held = 0
        for hit in note.hits_in(kind_signs._WORDS):
            held |= hit.cues
        for turns in (kind_signs._ENDS_NOW, kind_signs._ENDED):
            assert all(held & need == need for need, turn in turns.in_lower if turn.search(note.lower))
            if turns.as_written.search(note.text):
                seen += 1
                assert turns.may_stand(note.lower, held)
    assert seen >= 2 * len(ENDINGS) - 6  # in capitals a name is no name


def test_nothing_that_asks_for_a_signature_lacks_a_word_of_it():
    asking = [
        "Your approval is requested",
        "Please review and sign",
        "sign & return",
        "I recertify",
        "doctor's signature",
    ]
    for words in [*(note.lower for note in notes()), *map(str.lower, asking)]:
        for match in kind_signs._TO_SIGN.finditer(words):
            assert any(word in match[0] for word in kind_signs._SIGNING)
    assert all(kind_signs._TO_SIGN.search(words.lower()) for words in asking)


def test_a_note_knows_the_words_of_a_module_imported_after_it_was_read(monkeypatch):
    monkeypatch.setattr(cues, "_layers", [*cues._layers])
    note = Note("Gait training. Quokka by the door.")
    late = cues.layer({"quokka": 4})
    assert note.marks(late) == {1: 4}
    cues._pass = None
