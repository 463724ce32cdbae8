"""Lessons by the title that people look for."""

import pytest

from auditkit.reports import lesson_titles
from auditkit.reports.lesson_titles import lesson_title
from auditkit.rules import claim_checks, episode_rules, note_rules, visit_checks
from auditkit.training.shelf import all_lessons


def test_every_lesson_of_the_kit_has_the_title_that_the_training_page_shows():
    assert {one.slug: lesson_title(one.slug) for one in all_lessons()} == {one.slug: one.title for one in all_lessons()}


def test_every_lesson_that_a_rule_names_has_a_title():
    shelves = (claim_checks(), note_rules(), episode_rules(), visit_checks())
    named = {rule.lesson for shelf in shelves for rule in shelf.values() if rule.lesson}
    assert named and all(lesson_title(name) != name for name in named)


@pytest.fixture
def written(tmp_path, monkeypatch):
    def write(text, name="own"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lesson.md").write_bytes(text)
        monkeypatch.setattr(lesson_titles, "lessons", lambda: tmp_path)
        lesson_title.cache_clear()
        return lesson_title(name)

    yield write
    lesson_title.cache_clear()


@pytest.mark.parametrize(
    ("text", "title"),
    [(b"---\ntitle: 'Plain: words'\nquarter: 1\n---\n", "Plain: words"), (b"---\nquarter: 1\ntitle: Plain words \n---\n", "Plain words"),
     (b"# No head\ntitle: not this\n", "own"), (b"---\nquarter: 1\n---\ntitle: not this\n", "own"), (b"\xff\xfe", "own")],
)  # fmt: skip
def test_a_title_stands_in_the_head_and_else_the_name_does(written, text, title):
    assert written(text) == title


@pytest.mark.parametrize("name", ["no-such-lesson", "", "..", "a\0b"])
def test_a_lesson_that_is_not_there_keeps_its_name(name):
    assert lesson_title(name) == name
