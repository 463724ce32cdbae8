"""The training page's widgets, clicked without a browser."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import ipywidgets as w
import pytest

from auditkit.apps.training import lesson_files
from auditkit.apps.training.view import LESSONS, PARTS, QUIZ, TrainingView
from auditkit.places import lessons
from auditkit.training.quiz_item import Form, Task

HOSTILE = "<img src=x onerror=window.ran=1>"


def every(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def html_of(widget):
    return "".join(part.value for part in every(widget) if isinstance(part, w.HTML))


@pytest.fixture
def view(model):
    return TrainingView(model)


def quiz_on(view, slug="skilled-need", form=Form.AFTER, code="maple-37"):
    view.open(QUIZ)
    quiz = view.views[QUIZ]
    quiz.choose(slug)
    quiz.form.value = form
    quiz.code.value = code
    quiz.begin_button.click()
    return quiz


def right(quiz):
    item = quiz.asking.current
    if item.task is Task.COUNT:
        quiz.units.value = str(min(item.right))
    else:
        quiz.choice.index = min(item.right)


def test_every_lesson_is_listed_by_quarter_and_opens_with_its_steps(view, model):
    opened = view.views[LESSONS]
    quarters = [model.lessons[slug].quarter for slug in opened.slugs]
    assert quarters == sorted(quarters)
    for place, slug in enumerate(opened.slugs):
        opened.entries.buttons[place].click()
        lesson = model.lessons[slug]
        shown = opened.steps.value
        assert shown.count("min)</small>") == len(lesson.steps)
        assert lesson.title.split("?")[0].split("'")[0] in opened.head.value


def test_the_page_holds_one_lesson_at_a_time(view):
    assert len(html_of(view.page)) < 60_000


def test_the_answer_to_a_question_is_explained_at_once_with_its_source_after_the_session(view):
    quiz = quiz_on(view)
    right(quiz)
    quiz.go.click()
    assert "Right" in quiz.why.value
    assert "Medicare" in quiz.why.value or "CMS" in quiz.why.value
    assert quiz.go.description == "Next question"
    assert quiz.choice.disabled
    quiz.go.click()
    assert "Question 2 of 8" in quiz.question.value
    assert not quiz.why.value


def test_before_the_session_the_next_question_comes_without_a_word_and_all_is_explained_at_the_end(view):
    quiz = quiz_on(view, form=Form.BEFORE)
    for _ in range(8):
        assert quiz.why.value == ""
        right(quiz)
        quiz.go.click()
    assert "Done: 8 of 8 right" in quiz.question.value
    assert quiz.question.value.count("tr-explained") == 8
    assert quiz.go.layout.display == "none"


def test_nothing_is_chosen_for_the_reader(view):
    quiz = quiz_on(view)
    assert quiz.choice.index is None
    quiz.go.click()
    assert "Choose an answer first" in view.say.box.value
    assert quiz.asking.place == 0
    right(quiz)
    quiz.go.click()
    quiz.go.click()
    assert quiz.choice.index is None


@pytest.mark.parametrize("written", ["", "two", "-1", "1.5", "٣", "1e9", "99999"])
def test_units_that_are_no_whole_number_are_asked_again(view, written):
    quiz = quiz_on(view, "eight-minute-rule")
    while quiz.asking.current.task is not Task.COUNT:
        right(quiz)
        quiz.go.click()
        quiz.go.click()
    before = quiz.asking.place
    quiz.units.value = written
    quiz.go.click()
    assert "whole number" in view.say.box.value
    assert quiz.asking.place == before


def test_a_name_instead_of_a_code_is_not_taken(view):
    quiz = quiz_on(view, code="Ann Miller")
    assert "Please do not write a name" in view.say.box.value
    assert quiz.asking is None


def test_a_quiz_that_was_stopped_says_where_it_goes_on(view):
    quiz = quiz_on(view)
    right(quiz)
    quiz.go.click()
    quiz.leave_button.click()
    assert quiz.setup.layout.display is None
    quiz.begin_button.click()
    assert "go on with question 2" in view.say.box.value


def test_a_fresh_code_is_offered_before_and_the_same_is_asked_for_after(view):
    view.open(QUIZ)
    quiz = view.views[QUIZ]
    offered = quiz.code.value
    assert offered
    quiz.form.value = Form.AFTER
    assert quiz.code.value == offered


def test_a_broken_lesson_is_one_sentence_with_file_and_line(reopened, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "lesson.md").write_text("no head", encoding="utf-8")
    made = TrainingView(reopened(folder=tmp_path))
    assert "line 1" in made.say.box.value
    for part in PARTS:
        made.open(part)


def test_words_of_a_lesson_are_shown_and_do_not_run(reopened, tmp_path):
    source = (lessons() / "eight-minute-rule" / "lesson.md").read_text(encoding="utf-8")
    (tmp_path / "odd").mkdir()
    source = source.replace("The eight-minute race", HOSTILE).replace("Pencils out", f"{HOSTILE} Pencils out")
    source = source.replace("O: Ther ex, manual", f"O: {HOSTILE} Ther ex, manual")
    (tmp_path / "odd" / "lesson.md").write_text(source, encoding="utf-8")
    made = TrainingView(reopened(folder=tmp_path))
    assert "<img" not in html_of(made.page)
    assert "&lt;img" in made.views[LESSONS].steps.value


@pytest.mark.parametrize("name", ["slides", "handout", "guide", "catch-up", "notebook", "zip"])
def test_each_file_of_a_lesson_is_made(model, name):
    content = lesson_files.content(model.lessons["eight-minute-rule"], name)
    starts = {"slides": b"<!", "notebook": b"{", "zip": b"PK"}.get(name, b"%PDF")
    assert content.startswith(starts)
    if name == "zip":
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        assert len(names) == 11 and all(one.startswith("eight-minute-rule/") for one in names)


def test_a_notebook_ends_with_its_quiz_and_the_quiz_opens(tmp_path, monkeypatch, model):
    import nbformat

    from auditkit.apps.training import quiz

    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path))
    notebook = nbformat.reads(lesson_files.content(model.lessons["skilled-need"], "notebook").decode(), as_version=4)
    assert notebook.cells[-1].source == 'from auditkit.apps.training import quiz\n\nquiz("skilled-need")'
    assert any(isinstance(part, w.Button) and part.description == "Begin" for part in every(quiz("skilled-need")))
    assert "There is no lesson named nothing" in html_of(quiz("nothing"))


def test_the_first_screen_needs_no_tables_and_no_report_library():
    code = (
        "import sys; from auditkit.apps.training.view import TrainingView; from auditkit.apps.training.model import TrainingModel;"
        "TrainingView(TrainingModel()); print([m for m in ('pandas', 'duckdb', 'reportlab', 'docx', 'nbformat', 'sqlalchemy') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
