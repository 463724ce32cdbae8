"""The notes: enough of them, different from each other, and labelled only where the answer is known."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from auditkit.datasets.drafts import APPLIES
from auditkit.datasets.notes import write_notes
from auditkit.datasets.practice import build_practice
from auditkit.rule import Answer, Kind


@pytest.fixture(scope="module")
def notes():
    return write_notes(build_practice())


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + 4]) for place in range(len(words) - 3)}


def alike(first: str, second: str) -> float:
    one, other = shingles(first), shingles(second)
    return len(one & other) / len(one | other)


def test_there_are_at_least_420_notes_of_all_kinds(notes):
    assert len(notes) >= 420
    assert {kind for note in notes for kind in note.visit.kinds} == set(Kind)


def test_there_are_at_least_seven_styles_and_three_qualities(notes):
    styles = Counter(note.style for note in notes)
    assert len(styles) >= 7
    assert min(styles.values()) >= 20
    assert set(Counter(note.quality for note in notes)) == {"strong", "mixed", "poor"}


def test_no_placeholder_of_the_generator_is_left_in_a_note(notes):
    for note in notes:
        assert not re.search(r"\{(?!choose)\w+\}|<\d+-\d+>|\[[^\]]*\|", note.text, re.IGNORECASE), note.file
        assert "still still" not in note.text
        assert "None" not in note.text


def test_notes_of_one_author_do_not_read_alike_unless_copied(notes):
    groups: dict[tuple[str, str], list] = {}
    for note in notes:
        if "cloned_note" not in note.labels and len(note.text) > 500:
            groups.setdefault((note.visit.therapist_id, note.episode.condition.key), []).append(note)
    for group in groups.values():
        for earlier, later in pairwise(group):
            assert alike(earlier.text, later.text) < 0.5, (earlier.file, later.file)


def test_copied_notes_are_near_identical_to_their_source(notes):
    by_file = {note.file: note for note in notes}
    copies = [note for note in notes if "cloned_note" in note.labels]
    assert 6 <= len(copies) <= 8
    sources = [by_file[copy.seeded["cloned_note"].removeprefix("copy of ")] for copy in copies]
    for copy, source in zip(copies, sources, strict=True):
        assert alike(copy.text, source.text) > 0.6
    across = [copy for copy, source in zip(copies, sources, strict=True) if copy.episode is not source.episode]
    assert across
    assert len(across) < len(copies)


def test_wrong_side_notes_name_both_sides(notes):
    wrong = [note for note in notes if note.seeded.get("no_side_conflict") == "wrong side"]
    assert len(wrong) >= 4
    for note in wrong:
        assert re.search(r"\b(right|R)\b", note.text, re.IGNORECASE)
        assert re.search(r"\b(left|L)\b", note.text, re.IGNORECASE)
        assert note.labels["no_side_conflict"] is Answer.NOT_MET


def test_every_label_belongs_to_a_criterion_that_applies(notes):
    for note in notes:
        for rule in note.labels:
            assert rule == "cloned_note" or any(kind in APPLIES[rule] for kind in note.visit.kinds)


def test_every_criterion_has_notes_that_meet_it_and_notes_that_do_not(notes):
    seen = Counter((rule, answer) for note in notes for rule, answer in note.labels.items())
    for rule in APPLIES:
        assert seen[rule, Answer.MET] >= 20, rule
        assert seen[rule, Answer.NOT_MET] >= 5, rule


def test_a_note_labelled_without_date_does_not_carry_the_date_of_the_visit(notes):
    undated = [note for note in notes if note.labels.get("date_of_service") is Answer.NOT_MET]
    assert undated
    for note in undated:
        day = note.visit.date_of_service
        header = note.text.splitlines()[:2]
        assert f"{day.month}/{day.day}/{day.year}" not in " ".join(header)
        assert day.isoformat() not in " ".join(header)


def test_a_note_labelled_unsigned_names_no_credential_of_its_author(notes):
    for note in notes:
        if note.labels.get("signed_with_credential") is Answer.NOT_MET:
            assert not re.search(r",\s*(PT|PTA|OTR|COTA|DPT)|CCC-SLP", note.text.splitlines()[-1])


def test_total_minutes_labelled_missing_are_not_in_the_note(notes):
    for note in notes:
        if note.labels.get("total_minutes") is Answer.NOT_MET:
            assert not re.search(r"total (treatment )?(time|tx)\b|time in/out", note.text, re.IGNORECASE), note.file


def test_assistants_sign_with_their_own_credential(notes):
    for note in notes:
        if note.visit.therapist_id == "T04" and note.labels.get("signed_with_credential") is Answer.MET:
            assert "PTA" in note.text


def test_therapists_who_had_a_lesson_fall_short_of_their_habit_less_often_after_it(notes):
    before, after = Counter(), Counter()
    for note in notes:
        answer = note.labels.get("timed_minutes")
        if note.visit.therapist_id == "T02" and answer in (Answer.MET, Answer.NOT_MET):
            period = before if note.visit.date_of_service.isoformat() < "2026-05-14" else after
            period[answer] += 1
    assert before[Answer.NOT_MET] / before.total() > after[Answer.NOT_MET] / after.total()


def test_nothing_in_a_note_looks_like_a_social_security_number_telephone_or_mail_address(notes):
    for note in notes:
        assert not re.search(r"\b\d{3}-\d{2}-\d{4}\b", note.text)
        assert not re.search(r"\(?\b\d{3}\)?[ -.]\d{3}[-.]\d{4}\b", note.text)
        assert not re.search(r"\w@\w", note.text)
