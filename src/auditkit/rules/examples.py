"""Examples of checks beside the two in each rule: what passes and what does not, each with its reason. Tests hold the engines to them; quizzes ask them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from auditkit.rule import ClaimExample, EpisodeExample, VisitExample

_KINDS = {"claim": ClaimExample, "visit": VisitExample, "episode": EpisodeExample}
_ALWAYS = {"claim": {"lines": ()}, "visit": {}, "episode": {"notes": {}, "lines": ()}}
NO_ANSWER = "none"  # stands for "nobody asked", which TOML has no word for


class Further(NamedTuple):
    """An example, and whether it passes."""

    passes: bool
    example: Any  # ClaimExample, VisitExample or EpisodeExample


@cache
def further_examples(rule_id: str) -> tuple[Further, ...]:
    """The further examples of a check, in the order of its file, those that pass first; empty for a rule that has none."""
    for kind in _KINDS:
        path = files(f"auditkit.rules.{kind}") / "examples" / f"{rule_id}.toml"
        if path.is_file():
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            return tuple(
                Further(name == "passes", _example(kind, row)) for name in ("passes", "fails") for row in told[name]
            )
    return ()


def _example(kind: str, row: dict[str, Any]) -> Any:
    cells = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    if cells.get("answer") == NO_ANSWER:
        cells["answer"] = None
    return _KINDS[kind](**{**_ALWAYS[kind], **cells})
