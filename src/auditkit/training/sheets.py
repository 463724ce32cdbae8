"""What is printed for a lesson: the handout for the people in the room, the trainer's guide, and ten minutes for who was absent."""

from __future__ import annotations

from auditkit.reports.page import (
    Blank,
    Block,
    Bullets,
    Grid,
    Heading,
    NewSheet,
    Page,
    Paragraph,
    Quote,
    Run,
    Together,
    text,
)
from auditkit.rule import Source
from auditkit.training.blocks import blocks
from auditkit.training.lesson import Exercise, Facilitator, Lesson, Minutes, Part, Prose, Sample, Slide
from auditkit.training.readings import counted, readings

CATCH_UP_MINUTES = 10


def handout(lesson: Lesson) -> Page:
    """What people take away: questions, the worked notes, exercises with room to write; solutions on a sheet of their own."""
    body: list[Block] = [*_opening(lesson)]
    for step in lesson.steps:
        shown = [block for part in step.parts for block in _for_reader(part)]
        if shown:
            body += [Heading(step.heading), *shown]
    body += _closing(lesson)
    solved = [part for part in lesson.parts(Exercise) if part.solution]
    if solved:
        body += [NewSheet(), Heading("Solutions")]
        for part in solved:
            body += [Heading(part.title or "Exercise", 3), *blocks(part.solution)]
    return Page(lesson.title, tuple(body), footer=f"{lesson.title} · handout · {lesson.foot}")


def guide(lesson: Lesson) -> Page:
    """All that a trainer needs who has not seen the lesson before: the plan with its times, what to say, what people answer."""
    body: list[Block] = [
        Heading(lesson.title, 1),
        Paragraph(
            text(
                f"Trainer's guide. {lesson.minutes} minutes, {', '.join(lesson.disciplines)}. {lesson.origin}",
                soft=True,
            )
        ),
        Heading("After this session people can"),
        Bullets(tuple(text(words) for words in lesson.objectives)),
        Heading("The plan"),
        Grid("", ("Starts at", "Minutes", "Step"), tuple(_plan(lesson)), widths=(18, 14, 68)),
    ]
    for step, (start, _, _) in zip(lesson.steps, _plan(lesson), strict=True):
        body.append(Heading(f"{start} · {step.heading} ({step.minutes} min)"))
        for part in step.parts:
            body += _for_trainer(part)
    body += [*_closing(lesson), *_taught(lesson)]
    return Page(f"{lesson.title}: trainer's guide", tuple(body), footer=f"{lesson.title} · trainer's guide")


def catch_up(lesson: Lesson) -> Page:
    """Ten minutes alone for who was absent: the questions, one worked pair, one exercise with its solution, the key points."""
    samples = lesson.parts(Sample)
    weak = next((s for s in samples if not s.is_enough), None)
    pair = [weak, next((s for s in samples if s.is_enough and weak and s.discipline == weak.discipline), None)]
    body: list[Block] = [*_opening(lesson, f"Catch up in {CATCH_UP_MINUTES} minutes.")]
    for part in filter(None, pair):
        body += _sample(part)
    for part in lesson.parts(Minutes)[:1]:
        body += _minutes(part)
    first = next((step for step in lesson.steps if any(isinstance(part, Prose) for part in step.parts)), None)
    if first and not any(pair):
        body += [block for part in first.parts if isinstance(part, Prose) for block in blocks(part.markdown)]
    for part in lesson.parts(Exercise)[:1]:
        body += [Heading(part.title or "Try it", 2), *blocks(part.task), Blank("My answer", lines=4)]
        body += [NewSheet(), Heading("Solution"), *blocks(part.solution)] if part.solution else []
    body += _closing(lesson)
    return Page(f"{lesson.title}: catch up", tuple(body), footer=f"{lesson.title} · catch up · {lesson.foot}")


def _opening(lesson: Lesson, first: str = "") -> list[Block]:
    kind = first or f"{lesson.minutes} minutes."
    return [
        Heading(lesson.title, 1),
        Paragraph(text(f"{kind} {', '.join(lesson.disciplines)}. {lesson.origin}", soft=True)),
        Heading("Questions"),
        Bullets(tuple(text(words) for words in lesson.questions)),
    ]


def _closing(lesson: Lesson) -> list[Block]:
    return [
        Together((Heading("Key points"), Bullets(tuple(text(words) for words in lesson.key_points)))),
        Together((Heading("Where it comes from"), Bullets(tuple(source_words(source) for source in lesson.sources)))),
    ]


def _taught(lesson: Lesson) -> list[Block]:
    return [Heading("Rules taught here"), Bullets(tuple(text(rule) for rule in lesson.rules))]


def source_words(source: Source) -> tuple[Run, ...]:
    """A source on one line: title, section, the date of the text that was read, and its address where it has one."""
    dated = f", read in the text of {source.dated}" if source.dated else ""
    words = Run(f"{source.title}, {source.section}{dated}")
    return (words, Run(" "), Run(source.url, link=source.url)) if source.url.startswith("https://") else (words,)


def _plan(lesson: Lesson) -> list[tuple[str, str, str]]:
    rows, at = [], 0
    for step in lesson.steps:
        rows.append((f"{at // 60}:{at % 60:02}", str(step.minutes), step.heading))
        at += step.minutes
    return rows


def _for_reader(part: Part) -> list[Block]:
    match part:
        case Prose():
            return blocks(part.markdown)
        case Sample():
            return _sample(part)
        case Minutes():
            return _minutes(part)
        case Exercise():
            return [Heading(part.title or "Exercise", 3), *blocks(part.task), Blank("My answer", lines=5)]
    return []


def _for_trainer(part: Part) -> list[Block]:
    match part:
        case Slide():
            return [Heading("On the screen", 3), *blocks(part.markdown)]
        case Facilitator():
            return [Heading("For you", 3), *blocks(part.markdown)]
        case Exercise():
            solution = [Heading("Solution", 3), *blocks(part.solution)] if part.solution else []
            return [Heading(part.title or "Exercise", 3), *blocks(part.task), *solution]
    return _for_reader(part)


def _sample(part: Sample) -> list[Block]:
    found = []
    for reading in readings(part):
        quoted = "; ".join(f"“{part.text[a:b]}”" for a, b in reading.evidence[:3])
        found.append(text(f"{reading.words}{f': {quoted}' if quoted else ''}"))
    title = "Enough" if part.is_enough else "Not enough yet"
    where = f"Invented {part.kind} note, {part.discipline}."
    return [
        Together(
            (
                Heading(title, 3),
                Quote(part.text, where),
                *([Bullets(tuple(found), has_own_marks=True)] if found else []),
            )
        )
    ]


def _minutes(part: Minutes) -> list[Block]:
    answer = counted(part)
    rows = tuple((code, str(minutes)) for code, minutes in part.services)
    return [
        Together(
            (
                Grid("Timed services of one day", ("Code", "Minutes"), rows, widths=(50, 50)),
                Bullets(
                    (
                        text(f"Total time (Medicare): {answer.cms}."),
                        text(f"Each service by itself (some other payers): {answer.spm}."),
                    )
                ),
            )
        )
    ]
