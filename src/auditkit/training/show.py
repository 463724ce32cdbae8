"""What the cells of a lesson's notebook call: each shows one part of the lesson, worked out when it is shown."""

from __future__ import annotations

from functools import cache
from html import escape

from IPython.display import HTML

from auditkit.training import shown
from auditkit.training.lesson import Exercise, Lesson, LessonError, Minutes, Sample
from auditkit.training.sheets import source_words
from auditkit.training.shelf import own_lessons, read_shelf

_STYLE = (
    "<style>.lesson blockquote{white-space:pre-wrap;background:#f6f6f4;color:#1a1a1a;border-left:5px solid #777;padding:.4em .8em}"
    ".lesson mark{background:#fff0b3;text-decoration:underline}.lesson .answers{list-style:none;padding:0}</style>"
)


@cache
def _lesson(slug: str) -> Lesson:
    own = own_lessons()
    for lesson in read_shelf(own=[own] if own else []).lessons:
        if lesson.slug == slug:
            return lesson
    raise LessonError(f"There is no lesson named {slug} here; put its folder into {own}.")


def _framed(html: str) -> HTML:
    return HTML(f'{_STYLE}<div class="lesson">{html}</div>')


def note(slug: str, number: int) -> HTML:
    """The lesson's nth note with what the kit finds in it."""
    return _framed(shown.sample(_lesson(slug).parts(Sample)[number - 1]))


def minutes(slug: str, number: int) -> HTML:
    """The lesson's nth day of timed services, with the units behind a click."""
    part = _lesson(slug).parts(Minutes)[number - 1]
    asked = shown.minutes(part, is_solved=False)
    return _framed(f"{asked}<details><summary>How many units?</summary>{shown.minutes(part)}</details>")


def solution(slug: str, number: int) -> HTML:
    """The solution of the lesson's nth exercise, behind a click."""
    part = _lesson(slug).parts(Exercise)[number - 1]
    return _framed(f"<details><summary>One way to solve it</summary>{shown.words(part.solution)}</details>")


def sources(slug: str) -> HTML:
    """Where the lesson's rules come from."""
    rows = "".join(f"<li>{escape(''.join(run.text for run in source_words(s)))}</li>" for s in _lesson(slug).sources)
    return _framed(f"<h3>Where it comes from</h3><ul>{rows}</ul>")
