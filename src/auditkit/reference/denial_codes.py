"""What a payer's codes say, and how long there is to answer: look-ups over `denial_codes`, `remark_codes`, `appeal_deadlines`.

A row for the code's own group stands before the row for any group. What a practice imported lies over ours (see `Reference`).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from auditkit.reference.facts import covers
from auditkit.reference.lookup import Reference
from auditkit.reference.rows import Row

ANY_GROUP = "any"


class DenialCodes:
    """The rows of one `Reference`, ready to be asked many times. Days are texts like 2026-03-04; an empty day asks for the newest row."""

    def __init__(self, reference: Reference | None = None) -> None:
        reference = reference or Reference()
        self._reasons = _by_key(reference.rows("denial_codes"), "carc", "group_code")
        self._asked: dict[tuple[str, str, str], Row | None] = {}
        self._remarks = _by_key(reference.rows("remark_codes"), "rarc")
        self._steps = _by_key(reference.rows("appeal_deadlines"), "payer_type", "step")

    def reason(self, group: str, carc: str, day: str = "") -> Row | None:
        """What an adjustment reason means; None for a code that no row knows on that day."""
        asked = (carc, group, day)
        if asked not in self._asked:
            own = _on(self._reasons.get((carc, group)), day)
            self._asked[asked] = own or _on(self._reasons.get((carc, ANY_GROUP)), day)
        return self._asked[asked]

    def remark(self, rarc: str, day: str = "") -> Row | None:
        """What a remark code adds; None for a code that no row knows."""
        return _on(self._remarks.get((rarc,)), day)

    def step(self, payer_type: str, step: str, day: date | None = None) -> Row | None:
        """How long there is for a step with a kind of payer; None where no row says it."""
        return _on(self._steps.get((payer_type, step)), day.isoformat() if day else "")


def _by_key(rows: list[Row], *columns: str) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[column] for column in columns)].append(row)
    return dict(found)


def _on(rows: list[Row] | None, day: str) -> Row | None:
    if not rows:
        return None
    if not day:
        return rows[-1]
    return next((row for row in rows if covers(row["valid_from"], row["valid_to"], day)), None)
