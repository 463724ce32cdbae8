"""The matrix of payers and services in two states: what changed, from when, whom it concerns, what to do, and how long the news took."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from auditkit.desks.eligibility.typed import Row, day, rows_of
from auditkit.tables import Columns

_DECIDES = (
    "authorization_required",
    "from_visit",
    "in_force_from",
    "in_force_to",
    "lead_days",
    "documents",
    "reviewer",
    "hcpcs_codes",
)
_WORDS = {
    "authorization_required": "authorization", "from_visit": "from which visit", "in_force_from": "in force from", "in_force_to": "in force until",
    "lead_days": "days ahead", "documents": "documents to send", "reviewer": "who decides", "hcpcs_codes": "codes",
}  # fmt: skip
_VALUES = {"authorization_required": {"1": "needed", "0": "not needed", "": "not known"}}
DATES = ("published_on", "noticed_on", "taught_on", "in_force_here_on")


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One row that is new, gone, or says something else."""

    payer: str
    discipline: str
    kind: str  # new, gone, changed
    changes: tuple[tuple[str, str, str], ...]  # what, before, now
    from_when: date | None
    dates: dict[str, date | None] = field(default_factory=dict)

    @property
    def services(self) -> str:
        """The services, for people."""
        return self.discipline or "PT, OT and SLP"

    @property
    def words(self) -> str:
        """What changed, in a sentence."""
        told = "; ".join(f"{what}: {self._both(before, now, ' -> ')}" for what, before, now in self.changes)
        when = f", for days of service from {self.from_when}" if self.from_when else ", from a day that is not said"
        head = {"new": "is new", "gone": "is no longer in the table", "changed": "has changed"}[self.kind]
        return f"{self.payer}, {self.services}: {head}{when}{f' ({told})' if told else ''}."

    def _both(self, before: str, now: str, between: str) -> str:
        """What was and what is; of a row that is new or gone only what it says."""
        one = {"new": now, "gone": before}.get(self.kind)
        return one if one else f"{before or 'not said'}{between}{now or 'not said'}"

    @property
    def whom_to_tell(self) -> tuple[str, ...]:
        """Who has to know."""
        told = ["front desk", "whoever asks for authorizations"]
        if (
            any(
                what in ("authorization", "from which visit", "codes", "documents to send")
                for what, _, _ in self.changes
            )
            or self.kind != "changed"
        ):
            told.append(f"therapists ({self.services})")
        if (
            any(what in ("authorization", "from which visit", "codes", "in force from") for what, _, _ in self.changes)
            or self.kind != "changed"
        ):
            told.append("billing")
        return tuple(told)

    @property
    def tasks(self) -> tuple[str, ...]:
        """What is still to do."""
        found = []
        if self.dates.get("published_on") is None:
            found.append("Note when the payer published it.")
        if self.dates.get("taught_on") is None:
            found.append(f"Teach it: {', '.join(self.whom_to_tell)}.")
        if self.dates.get("in_force_here_on") is None:
            found.append("Decide from which day the practice works by it, and note that day.")
        if self.kind != "gone" and any(
            what in ("authorization", "from which visit", "codes") for what, _, _ in self.changes
        ):
            found.append(
                f"Look through the booked visits from {self.from_when or 'today'}: which need an authorization now, or none any more?"
            )
        if any(what == "days ahead" for what, _, _ in self.changes):
            found.append("Look again at the days by which renewals have to be asked for.")
        return tuple(found)

    @property
    def lags(self) -> dict[str, int]:
        """Days between publishing, noticing, teaching and working by it, where both are known."""
        steps = [(name, self.dates.get(name)) for name in DATES]
        return {
            f"{one.removesuffix('_on').replace('_', ' ')} to {other.removesuffix('_on').replace('_', ' ')}": (
                then - first
            ).days
            for (one, first), (other, then) in pairwise(steps)
            if first is not None and then is not None
        }

    def lesson(self) -> str:
        """A stub of a lesson (Markdown): what changed, for whom, from when; the teaching is a person's."""
        lines = [f"# {self.payer}: authorization for {self.services}", "", self.words, "", "## For whom", ""]
        lines += [f"- {who}" for who in self.whom_to_tell]
        lines += ["", "## What is different", ""]
        lines += [
            f"- {what}: {'before ' if self.kind == 'changed' else ''}{self._both(before, now, ', now ')}"
            for what, before, now in self.changes
        ] or ["- the whole row"]
        lines += [
            "",
            "## What to do",
            "",
            *[f"- {task}" for task in self.tasks],
            "",
            "## A case of our own",
            "",
            "(Choose a booked visit that it concerns.)",
        ]
        return "\n".join(lines) + "\n"


def matrix_diff(before: Columns | None, now: Columns | None) -> list[RuleChange]:
    """What differs between two states of the table, in the order of the new one; rows are told apart by payer, discipline and codes."""
    old, new = _keyed(before), _keyed(now)
    pairs: list[tuple[Row | None, Row | None]] = []
    for key, row in new.items():
        pairs.append((old.get(key) or _only_other(key, old, new), row))
    matched = {id(row) for row, _ in pairs if row is not None}
    pairs += [(row, None) for row in old.values() if id(row) not in matched]
    return [change for one, other in pairs if (change := _change(one, other)) is not None]


def _keyed(columns: Columns | None) -> dict[tuple[str, ...], Row]:
    return {
        (
            (row["payer_id"] or row["payer_name"]).casefold(),
            row["discipline"],
            row["hcpcs_codes"],
            row["in_force_from"],
        ): row
        for row in rows_of(columns)
    }


def _only_other(key: tuple[str, ...], old: dict, new: dict) -> Row | None:
    """The row of the same payer and discipline whose codes or first day were changed, where there is only one that can be meant."""
    gone = [row for other, row in old.items() if other[:2] == key[:2] and other not in new]
    come = [other for other in new if other[:2] == key[:2] and other not in old]
    return gone[0] if len(gone) == 1 and len(come) == 1 else None


def _change(old: Row | None, new: Row | None) -> RuleChange | None:
    row = new or old
    differing = tuple(
        (_WORDS[name], _shown(name, (old or {}).get(name, "")), _shown(name, (new or {}).get(name, "")))
        for name in _DECIDES
        if old is None or new is None or old.get(name, "") != new.get(name, "")
    )
    differing = tuple(change for change in differing if change[1] != change[2])
    if old is not None and new is not None and not differing:
        return None
    kind = "new" if old is None else "gone" if new is None else "changed"
    dates = {name: day(row.get(name, "")) for name in DATES}
    return RuleChange(
        row["payer_name"] or row["payer_id"],
        row["discipline"],
        kind,
        differing,
        _from_when(old, new, differing),
        dates,
    )


def _from_when(old: Row | None, new: Row | None, differing: tuple[tuple[str, str, str], ...]) -> date | None:
    """The first day of service that it concerns: of the new row; where a row only ends or is gone, the day after its last one, if that is known."""
    if new is None or [what for what, _, _ in differing] == [_WORDS["in_force_to"]]:
        ended = day((new or old).get("in_force_to", ""))
        return ended + timedelta(days=1) if ended else None
    return day(new.get("in_force_from", ""))


def _shown(name: str, cell: str) -> str:
    return _VALUES.get(name, {}).get(cell, cell.replace("|", ", "))
