"""When authorizations run out by the visits that are booked, not only by their last day; and by when a renewal has to be asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from auditkit.care.authorizations import Authorization, Use, Visit
from auditkit.desks.eligibility.joining import Desk

LEAD_DAYS = 14  # where the practice's table names none for the payer

COLUMNS = (
    "patient_id", "payer", "discipline", "authorizations", "visits_left", "booked", "last_covered_on", "first_uncovered_on", "why", "ask_by", "documents",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunOut:
    """One patient, payer and discipline. `first_uncovered_on` None: all that is booked is covered, as far as anybody knows."""

    patient_id: str
    payer_id: str
    payer_name: str
    discipline: str
    authorizations: tuple[str, ...]
    visits_left: int | None  # granted and not used, of what holds today or later; None: not known
    booked: int
    last_covered_on: date | None
    first_uncovered_on: date | None
    why: str  # visits, end date, pending, none; or unknown: what was used is not known
    ask_by: date | None
    documents: tuple[str, ...] = ()
    ends_on: date | None = None  # the last day of the authorization that ends last

    @property
    def cells(self) -> tuple[object, ...]:
        """As a row of `COLUMNS`; None where something is not known."""
        return (
            self.patient_id, self.payer_name or self.payer_id, self.discipline, "|".join(self.authorizations), self.visits_left, self.booked,
            self.last_covered_on, self.first_uncovered_on, self.why, self.ask_by, "|".join(self.documents),
        )  # fmt: skip

    def standing(self, today: date) -> str:
        """`late`, `due` (within a week), `soon`, `unknown` or `enough`."""
        if self.why == "unknown":
            return "unknown"
        if self.ask_by is None:
            return "enough"
        if self.ask_by < today:
            return "late"
        return "due" if self.ask_by <= today + timedelta(days=7) else "soon"

    def words(self, today: date) -> str:
        """One sentence, without a name."""
        if self.why == "unknown":
            return f"{self.discipline}: what was used of {', '.join(self.authorizations) or 'it'} is not known - look it up."
        if self.first_uncovered_on is None:
            left = "" if self.visits_left is None else f", {self.visits_left} left"
            until = f", until {self.ends_on}" if self.ends_on else ""
            return f"{self.discipline}: enough for the {self.booked} booked{left}{until}."
        day, reason = self.first_uncovered_on, _REASONS[self.why]
        covered = f"Covered until {self.last_covered_on}. " if self.last_covered_on else ""
        ask = f" Ask by {self.ask_by}{': that is past' if self.ask_by < today else ''}."
        return f"{self.discipline}: {covered}The visit of {day} is not covered: {reason}.{ask}"


_REASONS = {
    "visits": "the visits are used up before", "end date": "the authorization ends before", "pending": "the request is not decided",
    "none": "no authorization fits",
}  # fmt: skip


def run_outs(desk: Desk, *, today: date, lead_days: int = LEAD_DAYS) -> list[RunOut]:
    """Every patient and discipline with booked visits that need authorization; who runs out first comes first."""
    found = [one for who, drawn in desk.draws(today).items() for one in _of_patient(desk, who, drawn, today, lead_days)]
    order = {"late": 0, "due": 0, "soon": 0, "unknown": 1, "enough": 2}
    return sorted(
        found,
        key=lambda r: (
            order[r.standing(today)],
            r.first_uncovered_on or r.ends_on or date.max,
            r.patient_id,
            r.discipline,
        ),
    )


def _of_patient(desk: Desk, who: str, drawn: list[tuple[Visit, Use]], today: date, lead_days: int) -> list[RunOut]:
    groups: dict[tuple[str, str, str], list[tuple[Visit, Use]]] = defaultdict(list)
    for visit, use in drawn:
        if visit.needs_none:
            continue
        if use.authorization is None and desk.needed(visit.key) != "1" and not _has_own(desk, who, visit.discipline):
            continue  # nobody says that one is needed, and there is none
        payer_id, payer_name = desk.payer_of(visit.key)
        groups[payer_id, payer_name, visit.discipline].append((visit, use))
    return [_run_out(desk, who, key, visits, today, lead_days) for key, visits in groups.items()]


def _has_own(desk: Desk, who: str, discipline: str) -> bool:
    return any(a.is_for(discipline) and not a.needs_none for a in desk.authorizations.get(who, ()))


def _run_out(
    desk: Desk, who: str, key: tuple[str, str, str], visits: list[tuple[Visit, Use]], today: date, lead_days: int
) -> RunOut:
    payer_id, payer_name, discipline = key
    own = [a for a in desk.authorizations.get(who, []) if a.is_for(discipline) and not a.needs_none]
    holding = [a for a in own if a.is_usable and not a.fault and a.end_on >= today]
    unknown = any(use.in_doubt or (use.authorization is not None and use.left_before is None) for _, use in visits)
    uncovered = next(((v, u) for v, u in visits if u.authorization is None and not u.in_doubt), None)
    covered = [
        v.on for v, u in visits if u.authorization is not None and (uncovered is None or v.on <= uncovered[0].on)
    ]
    why = "" if uncovered is None else _why(uncovered[1], own, uncovered[0].on)
    if unknown and (uncovered is None or why == "visits"):
        uncovered, why = None, "unknown"
    rules = desk.needs.rules_of(payer_id, payer_name, discipline, uncovered[0].on if uncovered else today)
    lead = desk.needs.lead_days(payer_id, payer_name, discipline, uncovered[0].on if uncovered else today)
    first = uncovered[0].on if uncovered else None
    return RunOut(
        who, payer_id, payer_name, discipline, tuple(a.number for a in holding if a.number), _left(holding, visits), len(visits),
        max(covered, default=None), first, why, first - timedelta(days=lead_days if lead is None else lead) if first else None,
        tuple(dict.fromkeys(d.strip() for row in rules for d in row.get("documents", "").split("|") if d.strip())),
        max((a.end_on for a in holding), default=None),
    )  # fmt: skip


def _why(use: Use, own: list[Authorization], on: date) -> str:
    reasons = [use.why_not.get(a.name, "") for a in own]
    if any(reason == "is used up" for reason in reasons):
        return "visits"
    if any(reason.startswith("ended") for reason in reasons):
        return "end date"
    return "pending" if any("not decided" in reason for reason in reasons) else "none"


def _left(holding: list[Authorization], visits: list[tuple[Visit, Use]]) -> int | None:
    """Visits left now: what was left before the first booked visit that draws on it, else what the table says."""
    first: dict[int, int | None] = {}
    for _, use in visits:
        if use.authorization is not None:
            first.setdefault(id(use.authorization), use.left_before)
    lefts = []
    for a in holding:
        if not a.counts_units:
            by_table = None if a.granted is None or a.used is None else max(0, a.granted - a.used)
            spent = any(use.why_not.get(a.name) == "is used up" for _, use in visits[:1])
            lefts.append(first.get(id(a), 0 if spent else by_table))
    return None if None in lefts else sum(n for n in lefts if n)
