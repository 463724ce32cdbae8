"""A lesson and its parts, as `lesson_file` reads them from one Markdown file. `lessons/README.md` tells how to write one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditkit.rule import Kind, Source


class LessonError(ValueError):
    """A lesson that cannot be used; the message is one sentence with the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class Prose:
    """What everybody reads, in Markdown."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on the screen in this step. A step without one shows its prose."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class Facilitator:
    """What only the trainer reads: what to say, what people usually answer, where time is lost."""

    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A synthetic note, or a part of one. The kit's own answer for each of `rules` is held to `is_enough` by a test."""

    text: str
    is_enough: bool
    kind: Kind
    discipline: str
    rules: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """Timed services of one day with their minutes; the arithmetic under both rules is worked out, not written."""

    services: tuple[tuple[str, int], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Exercise:
    """Something to do, and its solution."""

    title: str
    task: str
    solution: str
    line: int


Part = Prose | Slide | Facilitator | Sample | Minutes | Exercise


@dataclass(frozen=True, slots=True)
class Step:
    """A timed part of the lesson."""

    heading: str
    minutes: int
    parts: tuple[Part, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A whole lesson. `rules` are ids of rules that it teaches; `quarter` is where it stands in the year's plan (1 to 4)."""

    slug: str
    path: Path
    title: str
    quarter: int
    minutes: int
    disciplines: tuple[str, ...]
    rules: tuple[str, ...]
    questions: tuple[str, ...]
    objectives: tuple[str, ...]
    key_points: tuple[str, ...]
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]
    excerpts: int = 0  # masked ones of the practice's own charts

    @property
    def origin(self) -> str:
        """Where its notes come from, to be printed with them."""
        if not self.excerpts:
            return "All notes and names in this lesson are invented."
        few = "One excerpt" if self.excerpts == 1 else f"{self.excerpts} excerpts"
        return f"{few} of the practice's own charts in this lesson: masked, which is not de-identified. Keep it in the practice. All other notes are invented."

    @property
    def foot(self) -> str:
        """The same for the foot of a sheet."""
        return "masked excerpts of own charts: keep in the practice" if self.excerpts else self.origin

    def parts(self, kind: type[Part]) -> list[Any]:
        """All parts of one kind, in order."""
        return [part for step in self.steps for part in step.parts if isinstance(part, kind)]
