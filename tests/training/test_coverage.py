"""Rules and lessons hold together: every rule is taught, by the lesson that it names, and no lesson names a rule that is not there."""

from auditkit.training.shelf import all_lessons
from auditkit.training.taught import every_rule

LESSONS = {lesson.slug: lesson for lesson in all_lessons()}


def test_every_rule_is_taught_by_the_lesson_that_it_names():
    wrong = []
    for name, rule in every_rule().items():
        if rule.lesson not in LESSONS:
            wrong.append(f"{name}: there is no lesson {rule.lesson!r}")
        elif name not in LESSONS[rule.lesson].rules:
            wrong.append(f"{name}: lesson {rule.lesson} does not name it")
    assert not wrong, "\n".join(wrong)


def test_no_lesson_names_a_rule_that_is_not_there():
    for lesson in LESSONS.values():
        assert set(lesson.rules) <= set(every_rule()), lesson.slug


def test_there_are_lessons_for_every_quarter_and_every_discipline():
    assert {lesson.quarter for lesson in LESSONS.values()} == {1, 2, 3, 4}
    assert len(LESSONS) >= 12
    assert {"PT", "OT", "SLP"} <= {d for lesson in LESSONS.values() for d in lesson.disciplines}
    assert {("SLP",), ("OT",)} <= {lesson.disciplines for lesson in LESSONS.values()}


def test_every_lesson_fits_a_lunch():
    assert all(lesson.minutes == 30 for lesson in LESSONS.values())
