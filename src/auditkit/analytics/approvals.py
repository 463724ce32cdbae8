"""How often each payer approves what is asked for, with n and interval. Requests that are not decided, or were withdrawn, are counted apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditkit.analytics.share import Share

_APPROVED, _PARTLY, _DENIED, _OPEN = "approved", "partly_approved", "denied", ("requested", "pending")


@dataclass(frozen=True, slots=True)
class Approvals:
    """One payer. `whole`: approved as asked; `at_all`: approved in whole or in part; `visits`: granted of those asked for."""

    payer_id: str
    whole: Share
    at_all: Share
    open: int
    visits: Share


def approvals(authorizations: Mapping[str, Sequence[str]]) -> list[Approvals]:
    """Each payer of the table of authorizations, most decided first. A row that states no decision tells nothing and is left out.

    A grant of fewer visits than were asked for is a part, whatever the row calls it.
    """
    payers: dict[str, list[tuple[str, int | None, int | None]]] = {}
    names = ("payer_id", "decision", "requested_units", "authorized_units")
    for payer, decision, asked, granted in zip(*(authorizations[name] for name in names), strict=True):
        number, given = (int(cell) if cell.isdigit() else None for cell in (asked, granted))
        if decision == _APPROVED and number is not None and given is not None and given < number:
            decision = _PARTLY
        payers.setdefault(payer, []).append((decision, number, given))
    found = []
    for payer, rows in payers.items():
        decided = [row for row in rows if row[0] in (_APPROVED, _PARTLY, _DENIED)]
        whole = sum(row[0] == _APPROVED for row in decided)
        at_all = sum(row[0] != _DENIED for row in decided)
        asked = [
            (number, 0 if word == _DENIED else given)
            for word, number, given in decided
            if number and (given is not None or word == _DENIED)
        ]
        granted = sum(min(number, given or 0) for number, given in asked)
        visits = Share(granted, sum(number for number, _ in asked))
        found.append(
            Approvals(
                payer,
                Share(whole, len(decided)),
                Share(at_all, len(decided)),
                sum(row[0] in _OPEN for row in rows),
                visits,
            )
        )
    return sorted(found, key=lambda one: (-one.whole.n, one.payer_id))
