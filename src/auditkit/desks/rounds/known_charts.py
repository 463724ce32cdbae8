"""Invented charts with known answers, of every kind of note: what a reader tries before the first chart of a round.

Each is a TOML file beside this module: the note, and for every criterion that is asked of it the answer of a careful auditor, the words that
show it, and a sentence why. No patient, no note of a practice.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from auditkit.rule import Answer


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """The answer to one criterion; `evidence` are words of the note, empty where nothing shows it."""

    answer: Answer
    why: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownChart:
    """One invented chart. `answers` are by criterion, in the order in which they are asked."""

    key: str
    title: str
    discipline: str
    level: str
    text: str
    answers: Mapping[str, KnownAnswer]

    def spans(self, rule: str) -> list[tuple[int, int]]:
        """Where the words are that show an answer."""
        return [(at, at + len(words)) for words in self.answers[rule].evidence if (at := self.text.find(words)) >= 0]


@cache
def known_charts() -> tuple[KnownChart, ...]:
    """The charts, from easy to tricky."""
    folder = files("auditkit.desks.rounds") / "calibration"
    found = [
        (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")
    ]
    return tuple(_chart(name.removesuffix(".toml"), tomllib.loads(text)) for name, text in sorted(found))


@cache
def edition() -> str:
    """A name for exactly these charts and answers, kept with what readers answer."""
    told = [(c.key, c.text, [(rule, a.answer.value) for rule, a in c.answers.items()]) for c in known_charts()]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def _chart(key: str, told: dict) -> KnownChart:
    answers = {
        rule: KnownAnswer(Answer(row["answer"]), row["why"], tuple(row["evidence"]))
        for rule, row in told["answers"].items()
    }
    return KnownChart(key, told["title"], told["discipline"], told["level"], told["text"].strip() + "\n", answers)
