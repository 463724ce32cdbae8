"""Reading a lesson's source: what is written is kept, and what is wrong is said with its line."""

import re

import pytest

from auditkit.training.lesson import Exercise, LessonError, Minutes, Prose, Sample
from auditkit.training.lesson_file import read_lesson

HEAD = """---
title: "T"
quarter: 1
minutes: 10
disciplines: [PT]
rules: [skilled_need]
questions: ["q"]
objectives: ["o"]
key_points: ["k"]
---
"""
BODY = """
## First (4 min)

Words with *stress*.

:::{weak} treatment PT
:rules: skilled_need

S: same.

P: Continue POC.
:::

## Second (6 min)

:::{minutes}
97110 23
97140 8
:::

:::{exercise} Try
Do it.
:::
:::{solution}
Done.
:::
"""


def read(tmp_path, text):
    (tmp_path / "x").mkdir(exist_ok=True)
    path = tmp_path / "x" / "lesson.md"
    path.write_text(text, encoding="utf-8")
    return read_lesson(path)


def test_every_part_of_a_lesson_is_kept_in_order(tmp_path):
    lesson = read(tmp_path, HEAD + BODY)
    assert lesson.slug == "x"
    assert [(s.heading, s.minutes, [type(p) for p in s.parts]) for s in lesson.steps] == [
        ("First", 4, [Prose, Sample]),
        ("Second", 6, [Minutes, Exercise]),
    ]
    assert lesson.parts(Sample)[0].text == "S: same.\n\nP: Continue POC."
    assert lesson.parts(Minutes)[0].services == (("97110", 23), ("97140", 8))
    assert lesson.parts(Exercise)[0].solution == "Done."
    assert lesson.sources, "the rules' own sources are the lesson's"


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    plain = read(tmp_path, HEAD + BODY)
    odd = read(tmp_path, "\ufeff" + (HEAD + BODY).replace("\n", "\r\n"))
    assert odd.steps == plain.steps


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("minutes: 10", "minutes: 12", 2, "the steps take 10 minutes and the head says 12"),
        ("(6 min)", "", 24, "must end with its minutes"),
        (":::{minutes}", ":::{minuets}", 26, "no part named 'minuets'"),
        ("97140 8", "97140 eight", 26, "whole minutes"),
        (":rules: skilled_need\n", ":rules: skiled_need\n", 17, "no rule named skiled_need"),
        (":::{weak} treatment PT", ":::{weak} daily PT", 16, "kind and discipline"),
        ("rules: [skilled_need]", "rules: [no_such_rule]", 2, "no rule named no_such_rule"),
        ("objectives: [", "objectives_: [", 2, "does not say `objectives`"),
        ('title: "T"', 'title: "T', 7, "not valid YAML"),
        (":::{exercise} Try\nDo it.\n:::\n", "", 31, "must follow its exercise"),
        ("\n## First", "\nBefore.\n\n## First", 12, "before the first step"),
        ("quarter: 1", "quarter: 5", 2, "must be 1, 2, 3 or 4"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_file_and_line(tmp_path, old, new, line, said):
    with pytest.raises(LessonError) as error:
        read(tmp_path, (HEAD + BODY).replace(old, new))
    message = str(error.value)
    assert said in message and "lesson.md, line " in message and "\n" not in message
    found = int(re.search(r"line (\d+)", message)[1])
    assert abs(found - line) <= 2 if line == 2 else found == line, message


def test_a_part_that_is_not_closed_is_named(tmp_path):
    with pytest.raises(LessonError, match=r"line 3[0-9]: this part is not closed"):
        read(tmp_path, (HEAD + BODY).removesuffix("Done.\n:::\n") + "Done.")


def test_a_part_that_is_left_open_before_the_next_one_is_named_and_swallows_nothing(tmp_path):
    slide, rest = (HEAD + BODY).split(":::{", 1)[0], ":::{" + (HEAD + BODY).split(":::{", 1)[1]
    with pytest.raises(LessonError, match="this part is not closed"):
        read(tmp_path, f"{slide}:::{{slide}}\nWhere does it hurt?\n\n{rest}")


def test_a_file_that_is_no_text_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "lesson.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LessonError, match="UTF-8"):
        read_lesson(tmp_path)
