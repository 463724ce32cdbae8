"""Pieces of work: lines of one claim that are worked on together, their state, and what a filter leaves of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from auditkit.desks.denials.case import Case, group_key
from auditkit.desks.denials.worklist import Item, item_of, urgency

NOBODY = "(nobody)"
STATES = {
    "late": "late",
    "due": "to be answered",
    "answered": "payer answered",
    "waiting": "waiting for the payer",
    "closed": "closed",
}


class Work(NamedTuple):
    """Lines of one claim that are worked on together; `item` is the most urgent of them."""

    item: Item
    cases: tuple[Case, ...]

    @property
    def key(self) -> str:
        return self.item.case.key

    @property
    def denied_cents(self) -> int:
        return sum(int(case.get("denied_cents") or 0) for case in self.cases)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; an empty value leaves nothing out. `claim` is the beginning of a claim number."""

    owner: str = ""
    payer: str = ""
    category: str = ""
    state: str = ""
    claim: str = ""

    def leaves(self, work: Work) -> bool:
        """Whether a piece of work is shown. What is closed is shown only where it is asked for."""
        case = work.item.case
        return (
            (self.state == "closed" or not case.outcome)
            and (not self.state or state_of(work) == self.state)
            and (not self.owner or (case.owner or NOBODY) == self.owner)
            and (not self.payer or case.get("payer") == self.payer)
            and (not self.category or case.get("category") == self.category)
            and str(case.get("claim_id")).casefold().startswith(self.claim.casefold())
        )


def state_of(work: Work) -> str:
    """One of `STATES`."""
    standing = work.item.standing
    if work.item.case.outcome:
        return "closed"
    if standing.is_late:
        return "late"
    if work.item.case.answered:
        return "answered"
    return "waiting" if work.item.case.responded_on else "due"


class Listed:
    """All work by urgency, asked again and again: only cases that changed since are looked at anew."""

    def __init__(self) -> None:
        self._on: date | None = None
        self._known: dict[
            str, tuple[Case, Item, tuple, tuple[str, ...]]
        ] = {}  # with its urgency, and what it is worked on with

    def of(self, cases: Iterable[Case], today: date) -> list[Work]:
        """Closed work comes last. A line that is closed no longer moves with the open ones of its claim."""
        if today != self._on:
            self._on, self._known = today, {}
        listed = sorted((self._seen(case) for case in cases if case.line is not None), key=_urgency)
        groups: dict[tuple[str, ...], list[Item]] = {}
        for _, item, _, group in listed:
            groups.setdefault(group, []).append(item)
        return [Work(items[0], tuple(item.case for item in items)) for items in groups.values()]

    def _seen(self, case: Case) -> tuple[Case, Item, tuple, tuple[str, ...]]:
        known = self._known.get(case.key)
        if known is None or known[0] is not case:
            item = item_of(case, self._on)
            known = self._known[case.key] = (case, item, urgency(item), (*group_key(case), str(bool(case.outcome))))
        return known


_urgency = itemgetter(2)
