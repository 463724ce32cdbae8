"""The labelled excerpts of each note criterion: what must meet it and what must not. Tests hold the rules to them; quizzes ask them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from auditkit.rule import Answer, Kind


class Excerpt(NamedTuple):
    """A synthetic excerpt with the answer that a careful reader gives. `evidence` are the words that show it, where labelled, each word for word."""

    text: str
    answer: Answer
    kinds: tuple[Kind, ...]
    discipline: str
    evidence: tuple[str, ...]


@cache
def excerpts(rule_id: str) -> tuple[Excerpt, ...]:
    """The excerpts of one criterion, in the order of its file; empty for a rule that has none."""
    path = files("auditkit.rules.note") / "examples" / f"{rule_id}.toml"
    if not path.is_file():
        return ()
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_excerpt(Answer(name), row) for name, rows in tables.items() if name in set(Answer) for row in rows)


def _excerpt(answer: Answer, row: dict) -> Excerpt:
    kinds = tuple(map(Kind, _listed(row.get("kinds") or row["kind"])))
    return Excerpt(row["text"], answer, kinds, row.get("discipline", ""), _listed(row.get("evidence", ())))


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
