"""One question of a quiz: its kinds, its forms, and the words of its options."""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from auditkit.rule import Source

YES, NO = "Yes, and I can point at the words", "No, not yet"
READY, STOPS = "It is ready", "Something has to be settled first"
PASSES, RETURNS = "It passes", "A person has to look at it before it is sent"
OWN, COPIED = "It tells of its own visit", "It is carried forward"


class Form(StrEnum):
    """When a quiz is given: before the session, right after it, and 30 to 90 days later."""

    BEFORE = "before"
    AFTER = "after"
    LATER = "later"


class Task(StrEnum):
    """What is asked of the reader."""

    JUDGE = "judge"  # is it there, or not yet
    PICK = "pick"  # which of these is enough
    MARK = "mark"  # which sentence shows it
    COUNT = "count"  # how many units


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `right` are the numbers of the right options (one of them is enough to choose), or the number itself where units are counted."""

    id: str
    rule: str
    task: Task
    stem: str
    shown: str  # what is read: a note, lines of a claim, minutes; may be empty
    options: tuple[str, ...]  # empty where a number is asked
    right: frozenset[int]
    why: str
    sources: tuple[Source, ...]
    discipline: str = ""

    def is_right(self, chosen: int) -> bool:
        """Whether this choice (number of the option from 0, or the units counted) is right."""
        return chosen in self.right


def item_of(rule: Any, task: Task, number: int, **given: Any) -> Item:
    """An item of a rule, with its id and sources."""
    return Item(id=f"{rule.id}.{task}.{number}", rule=rule.id, task=task, sources=rule.sources, **given)


def dice(*parts: str) -> random.Random:
    """The same draws for the same words."""
    return random.Random(hashlib.sha256("\x1f".join(parts).encode()).hexdigest())  # noqa: S311 (a draw, no secret)
