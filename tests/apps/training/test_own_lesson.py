"""A lesson from own findings on the page: one skill and why, and no excerpt of a chart that a person has not decided place by place."""

from __future__ import annotations

import pytest

from auditkit.apps.training.excerpts import MOST, Excerpt, fresh_shift, roster_of
from auditkit.apps.training.view import LESSONS, QUIZ, SESSIONS, TrainingView
from auditkit.training.masking import Unconfirmed

CHART = "Esmeralda Quixote, DOB 3/4/1941, walked 40 ft with her daughter Rosalind on 2/3/2026."
HOSTILE = "<img src=x onerror=window.ran=1>"


@pytest.fixture
def shown(reopened, tmp_path):
    view = TrainingView(reopened(who="Ann", own=[tmp_path / "lessons"]))
    lessons = view.views[LESSONS]
    lessons.open_own.value = True
    return view, lessons.own


def given(own, *rows):
    own.choice.source.value = "file"
    own.choice.file = ("f.csv", ("rule,answer\n" + "\n".join(rows) + "\n").encode())
    own.propose_button.click()


def test_one_skill_is_proposed_with_its_reason_and_a_person_may_choose_another(shown):
    _, own = shown
    given(own, *["patient_response,not_met"] * 9, *["skilled_need,not_met"] * 2)
    assert own.which.value == "skilled_need"
    assert "Payment depends on it" in own.why.value
    own.which.value = "patient_response"
    assert "A person chose it" in own.why.value and "9 times" in own.why.value


def test_the_lesson_is_written_listed_as_our_own_and_can_be_taken_and_planned(shown, tmp_path):
    view, own = shown
    view.open(SESSIONS)
    view.open(LESSONS)
    given(own, "skilled_need,not_met")
    own.write_button.click()
    assert (tmp_path / "lessons" / "own-skilled-need" / "lesson.md").is_file()
    lessons = view.views[LESSONS]
    assert lessons.slug == "own-skilled-need"
    assert any("Our own" in button.description for button in lessons.entries.buttons)
    view.open(SESSIONS)
    assert "own-skilled-need" in [slug for _, slug in view.views[SESSIONS].lesson.options]
    view._ask("own-skilled-need")
    quiz = view.views[QUIZ]
    quiz.code.value = "maple-37"
    quiz.begin_button.click()
    assert quiz.asking is not None and quiz.asking.items
    own.write_button.click()
    assert "is there already" in view.say.box.value


def test_nothing_found_is_said(shown):
    view, own = shown
    given(own, "skilled_need,met")
    assert "nothing to propose" in view.say.box.value
    assert own.proposed.layout.display == "none"
    own.choice.file = ("f.csv", b"\xff\xfe")
    own.propose_button.click()
    assert "must be a CSV" in view.say.box.value


def test_an_excerpt_goes_in_only_after_every_place_is_decided_and_then_masked(shown, tmp_path):
    view, own = shown
    given(own, "skilled_need,not_met")
    own.text.value = CHART
    own.look_button.click()
    assert "40" in own.left.value  # every figure that is not marked is to be looked through
    own.also.value = "Rosalind, Esmeralda Quixote"
    own.look_button.click()
    assert own.places.children
    own.add_button.click()
    assert "Read the excerpt through" in view.say.box.value
    own.is_read.value = True
    own.add_button.click()
    assert "not confirmed yet" in view.say.box.value
    own.write_button.click()
    assert "not added yet" in view.say.box.value
    assert not (tmp_path / "lessons").exists()
    for place in own.places.children:
        place.value = "mask"
    own.add_button.click()
    assert own.text.value == "" and own.places.children == ()
    own.write_button.click()
    written = (tmp_path / "lessons" / "own-skilled-need" / "lesson.md").read_text(encoding="utf-8")
    assert "walked 40 ft" in written
    for word in ("Quixote", "Esmeralda", "Rosalind", "3/4/1941", "2/3/2026"):
        assert word not in written
    for path in (tmp_path / "lessons").rglob("*"):
        assert "Quixote" not in path.name
        assert path.is_dir() or b"Quixote" not in path.read_bytes()


def test_each_place_is_seen_where_it_stands_and_no_choice_is_blank(shown):
    _, own = shown
    given(own, "skilled_need,not_met")
    own.text.value = "Seen by <Rosalind> Orr on 2/3/2026."
    own.look_button.click()
    assert [place.label for place in own.places.children] == ["Decide"] * len(own.places.children)
    assert "&lt;" in own.marked.value and "<sup>1</sup></mark>" in own.marked.value
    assert own.marked.value.count("<mark>") == len(own.places.children) == 3


def test_an_excerpt_that_was_changed_after_looking_is_looked_at_again(shown):
    view, own = shown
    given(own, "skilled_need,not_met")
    own.text.value = CHART
    own.look_button.click()
    for place in own.places.children:
        place.value = "mask"
    own.text.value = CHART + " Signed: Y. Ohara"
    own.add_button.click()
    assert "look again first" in view.say.box.value and own.own == []


@pytest.mark.parametrize("text", ["", "   ", "x" * (MOST + 1)])
def test_no_excerpt_and_too_long_a_one_are_refused(shown, text):
    view, own = shown
    given(own, "skilled_need,not_met")
    own.text.value = text
    own.look_button.click()
    assert "Paste an excerpt" in view.say.box.value


def test_words_of_an_excerpt_are_shown_and_do_not_run(shown):
    _, own = shown
    given(own, "skilled_need,not_met")
    own.text.value = f"{HOSTILE} Quixote walked."
    own.look_button.click()
    for place in own.places.children:
        place.value = "leave"
    own.is_read.value = True
    assert "<img" not in own.left.value
    own.add_button.click()
    assert "<img" not in own.added.value and "&lt;img" in own.added.value


def test_a_word_that_a_person_names_is_masked_wherever_it_stands_even_inside_what_was_found():
    excerpt = Excerpt("Jo walked. Later jo sat beside Mary Jo Ann.", also="jo, Mary Jo")
    decided = dict.fromkeys(excerpt.hits, True)
    assert " jo " not in excerpt.masked(decided, 9).text.casefold().replace("[name", "")
    assert all(a.end <= b.start for a, b in zip(excerpt.hits, excerpt.hits[1:], strict=False))
    with pytest.raises(Unconfirmed):
        excerpt.masked({}, 9)


def test_the_roster_of_the_practice_is_looked_for_and_a_file_without_names_is_a_sentence():
    roster = roster_of(b"first_name,last_name,birth_date\nYuki,Fell,1950-06-30\n")
    found = {hit.how for hit in Excerpt("Pt Fell walked.", roster).hits}
    assert "roster" in found
    for content in (b"a,b\n1,2\n", b"\xff\xfe", b""):
        with pytest.raises(ValueError, match="roster"):
            roster_of(content)


def test_dates_are_always_moved():
    assert 0 not in {fresh_shift() for _ in range(500)}
