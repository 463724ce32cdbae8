"""The lessons that are there: the kit's own, and those that a practice made. A broken lesson is named; the others are there all the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from auditkit.places import lessons, practice_folder
from auditkit.training.lesson import Lesson, LessonError
from auditkit.training.lesson_file import FILE, read_lesson


@dataclass(frozen=True, slots=True)
class Shelf:
    """Lessons in the order of the year; `own` are slugs of the practice's own. `troubles` are sentences with file and line."""

    lessons: tuple[Lesson, ...]
    own: frozenset[str]
    troubles: tuple[str, ...]


def own_lessons() -> Path | None:
    """The folder in which a practice's own lessons are looked for; None where the practice's folder cannot be made."""
    try:
        return practice_folder() / "lessons"
    except OSError:
        return None


def read_shelf(kit: Path | None = None, own: Iterable[Path] = ()) -> Shelf:
    """The kit's lessons (of the folder `kit` where one is given) and those of the folders `own`. An own lesson of the same name takes the kit's place."""
    found: dict[str, Lesson] = {}
    troubles: list[str] = []
    mine: set[str] = set()
    for folder, is_own in ((kit or lessons(), False), *((folder, True) for folder in own)):
        for path in _written_in(folder, troubles):
            try:
                lesson = read_lesson(path)
            except LessonError as error:
                troubles.append(str(error))
                continue
            found[lesson.slug] = lesson
            (mine.add if is_own else mine.discard)(lesson.slug)
    return Shelf(_in_order(found.values()), frozenset(mine), tuple(troubles))


def all_lessons(folder: Path | None = None) -> list[Lesson]:
    """Every lesson of a folder (the kit's own where none is given), by quarter and title. Raises LessonError for the first broken one."""
    shelf = read_shelf(folder)
    if shelf.troubles:
        raise LessonError(shelf.troubles[0])
    return list(shelf.lessons)


def _written_in(folder: Path, troubles: list[str]) -> list[Path]:
    try:
        return sorted(folder.glob(f"*/{FILE}"))
    except OSError:
        troubles.append(f"{folder} cannot be looked into; check that the folder is there and may be read.")
        return []


def _in_order(found: Iterable[Lesson]) -> tuple[Lesson, ...]:
    return tuple(sorted(found, key=lambda lesson: (lesson.quarter, lesson.title)))
