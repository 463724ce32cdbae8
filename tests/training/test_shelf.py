"""The kit's lessons and a practice's own: together, own ones first, and one that is broken takes no other with it."""

from __future__ import annotations

import pytest

from auditkit.cli import main
from auditkit.places import lessons
from auditkit.training.lesson import LessonError
from auditkit.training.shelf import all_lessons, own_lessons, read_shelf
from auditkit.training.show import _lesson

SOURCE = (lessons() / "goals" / "lesson.md").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path))
    _lesson.cache_clear()
    yield tmp_path / "lessons"
    _lesson.cache_clear()


def write(folder, slug, source=SOURCE):
    (folder / slug).mkdir(parents=True)
    (folder / slug / "lesson.md").write_text(source, encoding="utf-8")


def test_lessons_of_the_practice_stand_with_the_kit_s(own):
    write(own, "our-goals")
    shelf = read_shelf(own=[own_lessons()])
    assert shelf.own == {"our-goals"}
    assert len(shelf.lessons) == len(all_lessons()) + 1
    assert shelf.troubles == ()


def test_an_own_lesson_of_the_same_name_takes_the_kit_s_place(own):
    write(own, "goals", SOURCE.replace("quarter: 2", "quarter: 3").replace("quarter: 1", "quarter: 3"))
    shelf = read_shelf(own=[own])
    assert len(shelf.lessons) == len(all_lessons())
    assert next(one for one in shelf.lessons if one.slug == "goals").path.is_relative_to(own)


def test_a_broken_lesson_is_a_sentence_with_file_and_line_and_the_others_are_there(own):
    write(own, "broken", SOURCE.replace(":::{slide}", ":::{slyde}", 1))
    write(own, "whole")
    shelf = read_shelf(own=[own])
    assert [one.slug for one in shelf.lessons if one.slug in shelf.own] == ["whole"]
    (trouble,) = shelf.troubles
    assert str(own / "broken" / "lesson.md") in trouble and ", line " in trouble
    with pytest.raises(LessonError):
        all_lessons(own)


def test_a_folder_that_is_not_there_or_is_empty_holds_no_lesson(own):
    assert read_shelf(own=[own, own / "nowhere"]).own == frozenset()


def test_the_list_marks_own_lessons_names_broken_ones_and_refuses_what_is_no_folder(own, tmp_path, capsys):
    write(own, "our-goals")
    write(tmp_path / "also", "broken", "no head")
    assert main(["lesson", "list"]) == 0
    assert "[own]" in capsys.readouterr().out
    assert main(["lesson", "list", "--also", str(tmp_path / "also")]) == 1
    said = capsys.readouterr()
    assert "line 1" in said.err and "our-goals" in said.out and "skilled-need" in said.out
    assert main(["lesson", "list", "--also", str(tmp_path / "nowhere")]) == 1
    assert "is no folder" in capsys.readouterr().err


def test_a_lesson_from_findings_is_found_without_being_told_where(own, tmp_path, capsys):
    (tmp_path / "f.csv").write_text("rule,answer\nskilled_need,not_met\n")
    assert main(["lesson", "from-findings", str(tmp_path / "f.csv")]) == 0
    assert main(["lesson", "list"]) == 0
    assert "own-skilled-need" in capsys.readouterr().out
    assert main(["quiz", "own-skilled-need"]) == 0


def test_a_notebook_of_an_own_lesson_finds_it_and_one_that_is_gone_says_where_to_put_it(own):
    write(own, "our-goals")
    assert _lesson("our-goals").slug == "our-goals"
    with pytest.raises(LessonError, match="There is no lesson named gone here"):
        _lesson("gone")
