"""Pieces of the training page as HTML. Everything is escaped here."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.apps.shell import badge, safe
from auditkit.apps.training.asking import Answered, Asking
from auditkit.training import shown
from auditkit.training.lesson import Exercise, Facilitator, Lesson, Minutes, Prose, Sample, Slide, Step
from auditkit.training.masking import Hit
from auditkit.training.paper import right_words
from auditkit.training.quiz_item import Item
from auditkit.training.sheets import source_words


def places_marked(text: str, hits: Sequence[Hit]) -> str:
    """An excerpt with every place that has to be decided marked and numbered as its question is."""
    parts, at = [], 0
    for number, hit in enumerate(hits, 1):
        parts.append(f"{safe(text[at : hit.start])}<mark>{safe(text[hit.start : hit.end])}<sup>{number}</sup></mark>")
        at = hit.end
    return f'<div class="tr-marked">{"".join(parts)}{safe(text[at:])}</div>'


def lesson_words(lesson: Lesson, *, is_own: bool = False) -> str:
    """A lesson in the list: quarter, title, minutes, disciplines, and whether the practice made it."""
    return f"{'Our own · ' if is_own else ''}Quarter {lesson.quarter} · {lesson.title}\n{lesson.minutes} minutes · {', '.join(lesson.disciplines)}"


def lesson_head(lesson: Lesson) -> str:
    """What a lesson is for, and what it teaches."""
    goals = "".join(f"<li>{safe(words)}</li>" for words in lesson.objectives)
    rules = ", ".join(f"<code>{safe(rule)}</code>" for rule in lesson.rules)
    return (
        f"<h2>{safe(lesson.title)}</h2><p>{lesson.minutes} minutes · {safe(', '.join(lesson.disciplines))} · quarter {lesson.quarter}</p>"
        f"<p>After this session people can:</p><ul>{goals}</ul><p class='ak-fine'>Rules taught here: {rules}</p>"
    )


def lesson_steps(lesson: Lesson) -> str:
    """The steps with their minutes, each folded; its notes with what the kit marks in them."""
    rows, at = [], 0
    for number, step in enumerate(lesson.steps):
        head = f"{at // 60}:{at % 60:02} · {safe(step.heading)} <small>({step.minutes} min)</small>"
        rows.append(f"<details{' open' if not number else ''}><summary>{head}</summary>{_step(step)}</details>")
        at += step.minutes
    points = "".join(f"<li>{safe(words)}</li>" for words in lesson.key_points)
    return (
        f'<div class="tr-steps"><h3>The steps</h3>{"".join(rows)}<h3>Key points</h3><ul>{points}</ul>{_sources(lesson.sources)}'
        f'<p class="ak-fine">{safe(lesson.origin)}</p></div>'
    )


def _step(step: Step) -> str:
    return "".join(_part(part) for part in step.parts)


def _part(part: object) -> str:
    match part:
        case Prose():
            return shown.words(part.markdown)
        case Slide():
            return f'<div class="tr-screen"><p class="ak-fine">On the screen</p>{shown.words(part.markdown)}</div>'
        case Facilitator():
            return f"<details><summary>For the trainer</summary>{shown.words(part.markdown)}</details>"
        case Sample():
            return shown.sample(part)
        case Minutes():
            return f"<details><summary>A day's minutes, and the units</summary>{shown.minutes(part)}</details>"
        case Exercise():
            solution = (
                f"<details><summary>One way to solve it</summary>{shown.words(part.solution)}</details>"
                if part.solution
                else ""
            )
            return f"<h4>{safe(part.title or 'Your turn')}</h4>{shown.words(part.task)}{solution}"
    return ""


def _sources(sources: Sequence) -> str:
    rows = "".join(f"<li>{source_line(source)}</li>" for source in sources)
    return f"<details><summary>Where it comes from</summary><ul>{rows}</ul></details>"


def source_line(source) -> str:
    """A source on one line, with its address where it has one."""
    runs = source_words(source)
    return "".join(
        f'<a href="{safe(run.link)}" rel="noopener noreferrer" target="_blank">{safe(run.text)}</a>'
        if run.link
        else safe(run.text)
        for run in runs
    )


def question(item: Item, number: int, total: int) -> str:
    """A question: which of how many, what is asked, what is read."""
    read = f"<blockquote>{safe(item.shown)}</blockquote>" if item.shown else ""
    return f'<div class="tr-question"><p class="ak-fine">Question {number} of {total}</p><h2>{safe(item.stem)}</h2>{read}</div>'


def explained(answered: Answered) -> str:
    """What was right, why, and where it comes from."""
    item = answered.item
    mark = badge("good", "Right") if answered.is_right else badge("bad", "Not right")
    right = (
        "" if answered.is_right else f"<p>You chose: {safe(answered.words)}</p><p>Right: {safe(right_words(item))}</p>"
    )
    sources = "".join(f"<li>{source_line(source)}</li>" for source in item.sources[:2])
    return (
        f'<div class="tr-explained"><p>{mark}</p>{right}<p>{safe(item.why)}</p><ul class="ak-fine">{sources}</ul></div>'
    )


def finished(asking: Asking) -> str:
    """The end of a quiz: how many were right, and every question with its explanation."""
    answered = asking.answered()
    right = sum(one.is_right for one in answered)
    rows = "".join(
        f"<details><summary>{badge('good', 'Right') if one.is_right else badge('bad', 'Not right')} {number}. {safe(one.item.stem)}</summary>"
        f"{f'<blockquote>{safe(one.item.shown)}</blockquote>' if one.item.shown else ''}{explained(one)}</details>"
        for number, one in enumerate(answered, 1)
    )
    return (
        f'<div class="tr-end"><h2>Done: {right} of {len(answered)} right</h2><p>Keep your code, <strong>{safe(asking.code)}</strong>: with it your next sheet is '
        f"laid beside this one. Nobody is graded, and your name is nowhere.</p>{rows}</div>"
    )
