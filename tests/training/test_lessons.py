"""The kit's own lessons: each says what the kit checks, builds into every format, runs, and asks nothing of a network."""

import re

import nbformat
import pytest
from nbclient import NotebookClient

from auditkit.reports.html import to_html
from auditkit.reports.page import all_text
from auditkit.rule import Answer
from auditkit.training.build import build
from auditkit.training.lesson import Exercise, Facilitator, Sample
from auditkit.training.notebook import notebook
from auditkit.training.readings import readings
from auditkit.training.sheets import catch_up, guide, handout
from auditkit.training.shelf import all_lessons
from auditkit.training.slides import slides

LESSONS = all_lessons()
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.slug)


@each_lesson
def test_the_kit_agrees_with_a_lesson_about_every_note_in_it(lesson):
    for sample in lesson.parts(Sample):
        for reading in readings(sample):
            wanted = {Answer.MET} if sample.is_enough else {Answer.NOT_MET, Answer.UNCLEAR}
            assert reading.answer in wanted, f"line {sample.line}: {reading.rule.id} is {reading.answer}"


@each_lesson
def test_a_lesson_has_something_to_do_and_something_for_the_trainer(lesson):
    assert lesson.parts(Exercise), "nothing to do"
    assert all(part.solution for part in lesson.parts(Exercise)), "an exercise without a solution"
    assert len(lesson.parts(Facilitator)) >= 3
    assert {sample.discipline for sample in lesson.parts(Sample)} <= set(lesson.disciplines)


@each_lesson
def test_what_is_for_the_trainer_stays_with_the_trainer(lesson):
    told = [part.markdown[:40] for part in lesson.parts(Facilitator)]
    printed = all_text(guide(lesson))
    for words in told:
        plain = re.sub(r"[*_`\n]", " ", words).split()[:4]
        assert " ".join(plain) in " ".join(re.sub(r"[*_`]", " ", printed).split())
        for page in (handout(lesson), catch_up(lesson)):
            assert words not in all_text(page)
        assert words not in nbformat.writes(notebook(lesson))


@each_lesson
def test_solutions_stand_on_a_sheet_of_their_own(lesson):
    blocks = handout(lesson).blocks
    first_sheet = blocks[: next(n for n, block in enumerate(blocks) if type(block).__name__ == "NewSheet")]
    shown = to_html(type(handout(lesson))("", first_sheet))
    for part in lesson.parts(Exercise):
        assert part.solution.splitlines()[0][:60] not in shown


@each_lesson
def test_a_lesson_builds_into_every_format_and_twice_the_same(lesson, tmp_path):
    files = build(lesson, tmp_path / "one")
    again = build(lesson, tmp_path / "two")
    assert {path.suffix for path in files} == {".html", ".pdf", ".docx", ".ipynb"}
    for first, second in zip(files, again, strict=True):
        assert first.read_bytes() == second.read_bytes() or first.suffix == ".docx"
        assert first.stat().st_size > 1000


@each_lesson
def test_slides_hold_no_address_that_a_browser_would_ask(lesson):
    html = slides(lesson)
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?https?:", html)
    assert "default-src 'none'" in html


@each_lesson
def test_a_lesson_s_notebook_runs_from_top_to_bottom(lesson, tmp_path, monkeypatch):
    monkeypatch.setenv("AUDITKIT_HOME", str(tmp_path))  # its quiz asks the practice's store for sessions
    monkeypatch.delenv("AUDITKIT_STORE", raising=False)
    ran = NotebookClient(notebook(lesson), timeout=120).execute()
    shown = [out for cell in ran.cells if cell.cell_type == "code" for out in cell.outputs]
    assert all(out.output_type != "error" for out in shown)
    assert sum("text/html" in out.get("data", {}) for out in shown) >= 1


def test_what_a_lesson_says_is_text_and_never_a_script(tmp_path):
    source = next(iter(LESSONS)).path.read_text(encoding="utf-8")
    source = source.replace("\n## ", "\n## <script>alert(1)</script> ", 1)
    source = re.sub(r":::\{slide\}\n", ":::{slide}\n<img src=x onerror=alert(1)>\n", source, count=1)
    source = re.sub(r"(:rules: .*\n\n)", r"\1<script>alert(2)</script> ", source, count=1)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "lesson.md").write_text(source, encoding="utf-8")
    (lesson,) = all_lessons(tmp_path)
    for html in (slides(lesson), to_html(handout(lesson)), to_html(guide(lesson))):
        assert "<script>alert" not in html and "<img src=x" not in html
