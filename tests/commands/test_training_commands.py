"""`auditkit lesson` and `auditkit quiz` as they are called."""

import pytest

from auditkit.cli import main


def test_lessons_are_listed_with_what_they_teach(capsys):
    assert main(["lesson", "list"]) == 0
    said = capsys.readouterr().out
    assert "skilled-need" in said and "skilled_need" in said


def test_a_lesson_is_built_where_it_is_asked_for(tmp_path, capsys):
    assert main(["lesson", "build", "skilled-need", "--to", str(tmp_path)]) == 0
    assert (tmp_path / "skilled-need" / "skilled-need-slides.html").is_file()


@pytest.mark.parametrize(
    "call", [["lesson", "build", "no-such"], ["quiz", "no-such"], ["quiz", "--rules", "no_such"], ["quiz"]]
)
def test_what_is_not_there_is_said_in_one_sentence(call, capsys):
    assert main(call) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "Traceback" not in said


def test_a_broken_lesson_is_named_with_its_line(tmp_path, capsys):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "lesson.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    assert main(["lesson", "list", "--lessons", str(tmp_path)]) == 1
    assert "lesson.md, line 2" in capsys.readouterr().err


def test_a_quiz_is_printed_without_its_answers_unless_they_are_asked_for(capsys):
    assert main(["quiz", "skilled-need", "--count", "3"]) == 0
    plain = capsys.readouterr().out
    assert main(["quiz", "skilled-need", "--count", "3", "--answers"]) == 0
    both = capsys.readouterr().out
    assert both.startswith(plain.rstrip("\n")) and len(both) > len(plain) + 100


def test_a_quiz_is_written_as_sheets(tmp_path):
    assert main(["quiz", "skilled-need", "--form", "after", "--to", str(tmp_path)]) == 0
    assert {p.name for p in tmp_path.iterdir()} >= {"after-questions.pdf", "after-answers.docx", "after-questions.html"}
