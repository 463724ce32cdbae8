"""Quizzes from the rules' own labelled examples: judge a note, pick the one that is enough, mark the words, count the units.

Every example belongs to one form only (`before`, `after`, `later`), so that nobody is asked the same thing twice; the same rules, form and seed
give the same quiz.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditkit.rule import ComparisonRule, NoteRule
from auditkit.training.quiz_checks import check_items
from auditkit.training.quiz_item import Form, Item, Task, dice
from auditkit.training.quiz_notes import note_items
from auditkit.training.quiz_units import counted_days
from auditkit.training.taught import every_rule

_COUNTED = ("timed_units", "timed_minutes", "units_supported")


def quiz(
    rules: Iterable[str], form: Form, *, seed: str = "", count: int = 8, disciplines: Sequence[str] = ()
) -> list[Item]:
    """`count` items over `rules` for one form, rules in turn; fewer where there are not so many. Raises KeyError for an unknown rule.

    Notes of `disciplines`, where any are named, come first.
    """
    banks = []
    for name in dict.fromkeys(rules):
        bank = [item for item in bank_of(name) if form_of(item) is form]
        dice(seed, form, name).shuffle(bank)
        # Kinds of task take turns within a rule, so that a quiz is not eight times yes or no.
        mixed = _in_turn([[item for item in bank if item.task is task] for task in Task])
        banks.append(sorted(mixed, key=lambda item: bool(disciplines) and item.discipline not in disciplines))
    return _in_turn(banks)[:count]


def form_of(item: Item) -> Form:
    """The one form that an item belongs to: a rule's items of one task and answer are dealt out in order."""
    return list(Form)[int(item.id.rsplit(".", 1)[1]) % len(Form)]


def bank_of(rule_id: str) -> list[Item]:
    """All items of a rule. An id is `rule.task.number`; it stays with its item as long as the examples stay in order."""
    rule = every_rule()[rule_id]
    is_of_notes = isinstance(rule, NoteRule) and not isinstance(rule, ComparisonRule)
    items = note_items(rule) if is_of_notes else check_items(rule)
    return [*items, *counted_days(rule)] if rule_id in _COUNTED else items


def _in_turn(lists: Sequence[Sequence[Item]]) -> list[Item]:
    """One of each list by turns, until all are used."""
    longest = max(map(len, lists), default=0)
    return [entry[n] for n in range(longest) for entry in lists if n < len(entry)]
