"""Days whose units are counted: the numbers are drawn, the arithmetic is the kit's own."""

from __future__ import annotations

from typing import Any

from auditkit.training.quiz_item import Item, Task, dice, item_of
from auditkit.units import Service, in_words, total_time

# Codes of 15 minutes that stand together in the pool of a day; which they are does not matter for counting.
_TIMED = ("97110", "97112", "97116", "97140", "97530", "97535")
_DAYS = 24


def counted_days(rule: Any) -> list[Item]:
    """Days of two or three services; the numbers are drawn, the arithmetic is the kit's own."""
    draws = dice("units", rule.id)
    items = []
    while len(items) < _DAYS:
        codes = sorted(draws.sample(_TIMED, draws.choice((1, 2, 2, 3))))
        minutes = {code: draws.choice((5, 7, 8, 10, 12, 14, 15, 18, 20, 22, 23, 25, 30, 33, 38)) for code in codes}
        allocation = total_time(minutes)
        shown = "\n".join(f"{code}: {spent} minutes" for code, spent in minutes.items())
        if any(item.shown == shown for item in items):
            continue
        items.append(
            item_of(
                rule,
                Task.COUNT,
                len(items),
                stem="How many timed units does Medicare's total time support on this day, all services together?",
                shown=shown,
                options=(),
                right=frozenset({allocation.total_units}),
                why=in_words([Service(code, spent) for code, spent in minutes.items()], "cms") + ".",
            )
        )
    return items
