"""Which rule is taught where: all rules of all shelves by id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from auditkit import rules
from auditkit.rule import ClaimCheck, EpisodeRule, NoteRule

Rule = NoteRule | EpisodeRule | ClaimCheck


@cache
def every_rule() -> Mapping[str, Rule]:
    """Every rule of every shelf by id: notes, comparisons of notes, episodes, claims, visits."""
    shelves = [
        rules.note_rules(),
        rules.comparison_rules(),
        rules.episode_rules(),
        rules.claim_checks(),
        rules.visit_checks(),
    ]
    return {name: rule for shelf in shelves for name, rule in shelf.items()}
